"""The words of a book in reading order, to compare with those of the site and of the files made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijk_ext.output.book.model import LineBreak, Link, Note, NoteMark, Picture, Styled
from wijk_ext.output.book.walk import inlines, texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wijk_ext.output.book.model import Block, Inline


def words(blocks: Iterable[Block]) -> list[str]:
    """Return all words of blocks in reading order, without those of footnotes and pictures.

    Pieces of text that follow one another without a space are one word, as on paper.
    """
    return " ".join(map(plain, texts(blocks))).split()


def notes(blocks: Iterable[Block]) -> list[Note]:
    """Return the footnotes, each once, in the order in which they are first referred to."""
    found: dict[int, Note] = {}
    waiting = list(texts(blocks))
    while waiting:
        for one in inlines(waiting.pop(0)):
            if isinstance(one, NoteMark) and id(one.note) not in found:
                found[id(one.note)] = one.note
                waiting += texts(one.note.content)
    return list(found.values())


def plain(content: Iterable[Inline]) -> str:
    """Return the characters of a text as they follow one another."""
    parts = []
    for one in content:
        if isinstance(one, (Styled, Link)):
            parts.append(plain(one.content))
        elif isinstance(one, LineBreak):
            parts.append(" ")
        elif not isinstance(one, (NoteMark, Picture)):
            parts.append(one.content)
    return "".join(parts)
