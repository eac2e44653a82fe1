"""Whether a block is so short that it had better stay on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wijk_ext.output.book.model import Code, Definitions, Figure, Picture, Table
from wijk_ext.output.book.walk import inlines, texts, walk
from wijk_ext.output.book.words import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wijk_ext.output.book.model import Block, Inline

MOST_LINES: Final = 15
"""About a third of a page, so that no more than that stays white before it."""
_LINE: Final = 80
_PICTURE: Final = 14


def is_short(blocks: Iterable[Block]) -> bool:
    """Return whether blocks take no more than a third of a page."""
    content = tuple(blocks)
    within = tuple(walk(content))
    # the terms of facts stand beside what they mean, and large blocks show more than their words
    lines = -sum(len(one.entries) for one in within if isinstance(one, Definitions) and one.facts)
    lines += sum(_PICTURE for one in within if isinstance(one, (Figure, Table)))
    for text in texts(content):
        lines += _lines(text)
        if lines > MOST_LINES:
            return False
    return True


def _lines(text: tuple[Inline, ...]) -> int:
    lines = sum(_PICTURE for one in inlines(text) if isinstance(one, Picture))
    if len(text) == 1 and isinstance(text[0], Code):
        return lines + text[0].content.count("\n") + 1
    return lines + len(plain(text)) // _LINE + 1
