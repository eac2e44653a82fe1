"""Bookmarks: the names of places that links and the contents lead to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from wijk_ext.output.book.model import Link
from wijk_ext.output.book.walk import anchors, inlines, texts
from wijk_ext.output.book.words import notes
from wijk_ext.output.docx.xml import w

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wijk_ext.output.book.model import Book, Inline
    from wijk_ext.output.docx.xml import Element

_LONGEST: Final = 40


class Marks:
    """Gives every anchor of a book that a link leads to a name that Word allows."""

    def __init__(self, book: Book, first: int = 0) -> None:
        blocks = tuple(book.blocks())
        linked = set(_linked(texts(blocks)))
        for note in notes(blocks):
            linked |= set(_linked(texts(note.content)))
        self._names: dict[str, str] = {}
        taken: set[str] = set()
        for anchor in anchors(blocks):
            if anchor in linked and anchor not in self._names:
                self._names[anchor] = _free_name(anchor, taken)
        self._count = first
        self._placed: set[str] = set()

    def name(self, anchor: str) -> str:
        """Return the name of the bookmark of an anchor; empty when there is none."""
        return self._names.get(anchor, "")

    def around(self, names: Iterable[str], content: list[Element]) -> list[Element]:
        """Return content with bookmarks around it."""
        for name in names:
            start = w("bookmarkStart", id=self._count, name=name)
            content = [start, *content, w("bookmarkEnd", id=self._count)]
            self._count += 1
        return content

    def names_of(self, found: Iterable[str]) -> list[str]:
        """Return the names of anchors that are linked to and have no place yet."""
        names = dict.fromkeys(self._names[one] for one in found if one in self._names)
        fresh = [name for name in names if name not in self._placed]
        self._placed.update(fresh)
        return fresh


def _linked(all_texts: Iterable[tuple[Inline, ...]]) -> Iterable[str]:
    for content in all_texts:
        for one in inlines(content):
            if isinstance(one, Link) and one.anchor:
                yield one.anchor


def _free_name(anchor: str, taken: set[str]) -> str:
    """Return a name of letters, digits and low lines, of at most 40 characters."""
    name = f"w_{re.sub(r'[^A-Za-z0-9]+', '_', anchor)}"[:_LONGEST].rstrip("_")
    free, number = name, 1
    while free.lower() in taken:
        number += 1
        free = f"{name[: _LONGEST - len(str(number)) - 1]}_{number}"
    taken.add(free.lower())
    return free
