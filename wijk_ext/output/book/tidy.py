"""White space and empty shells in the text of a block."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from wijk_ext.output.book.dom import SPACE
from wijk_ext.output.book.model import Inline, LineBreak, Link, Styled, Text

if TYPE_CHECKING:
    from collections.abc import Iterable


def tidy(content: Iterable[Inline]) -> tuple[Inline, ...]:
    """Return text as a block shows it.

    Runs of white space are one space; none stands at the ends, beside the end of a line, or twice
    because an element begins or ends there. What is left without content goes.
    """
    return tuple(_without_end(_Spaces().spaced(content)))


class _Spaces:
    """Goes through text from left to right and remembers whether the last thing was a space."""

    def __init__(self) -> None:
        self.after_space = True
        self.at_start = True

    def spaced(self, content: Iterable[Inline]) -> list[Inline]:
        """Return the text with every run of white space made one, and none at the start."""
        kept: list[Inline] = []
        for one in content:
            found = self._one(one)
            if isinstance(found, LineBreak):
                kept = _without_end(kept, breaks=False)
            if isinstance(found, Text) and kept and isinstance(kept[-1], Text):
                kept[-1] = Text(kept[-1].content + found.content)
            elif found is not None:
                kept.append(found)
        return kept

    def _one(self, one: Inline) -> Inline | None:
        if isinstance(one, Text):
            text = SPACE.sub(" ", one.content)
            if self.after_space:
                text = text.removeprefix(" ")
            if text:
                self.after_space = text.endswith(" ")
                self.at_start = False
            return Text(text) if text else None
        if isinstance(one, (Styled, Link)):
            content = tuple(self.spaced(one.content))
            return replace(one, content=content) if content else None
        self.after_space = isinstance(one, LineBreak)
        if self.after_space and self.at_start:
            return None
        self.at_start = False
        return one


def _without_end(content: list[Inline], *, breaks: bool = True) -> list[Inline]:
    """Return text without white space at its end; with ``breaks`` without ends of lines too."""
    kept = list(content)
    while kept:
        last = kept.pop()
        if isinstance(last, Text):
            if text := last.content.rstrip(" "):
                return [*kept, Text(text)]
        elif isinstance(last, (Styled, Link)):
            if shorter := tuple(_without_end(list(last.content), breaks=breaks)):
                return [*kept, replace(last, content=shorter)]
        elif not (breaks and isinstance(last, LineBreak)):
            return [*kept, last]
    return kept
