"""Where links within a book lead: one label for everything that has an anchor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijk_ext.output.book.model import Definition, Definitions
from wijk_ext.output.book.walk import walk
from wijk_ext.output.book.words import notes
from wijk_ext.output.pdf.literals import call, string

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wijk_ext.output.book.model import Block, Book, Note


class Labels:
    """The labels of a book. Anchors become neutral names, as Typst has its own rules for names."""

    def __init__(self, book: Book) -> None:
        self._names: dict[str, str] = {}
        self._notes: dict[int, str] = {}
        self._placed: set[str] = set()
        for anchors in _anchors(book):
            label = call("label", string(f"a{len(self._names)}"))
            for anchor in anchors:
                self._names.setdefault(anchor, label)

    def target(self, anchor: str) -> str:
        """Return the label that an anchor leads to; empty when nothing has the anchor."""
        return self._names.get(anchor, "")

    def place(self, anchors: tuple[str, ...]) -> str:
        """Return the label to put where ``anchors`` are; empty when there is none to put."""
        for anchor in anchors:
            label = self._names.get(anchor, "")
            if label and label not in self._placed:
                self._placed.add(label)
                return label
        return ""

    def note(self, note: Note) -> tuple[str, bool]:
        """Return the label of a footnote, and whether this is where it is first referred to."""
        # the very same note: two notes may say the same
        known = self._notes.get(id(note))
        if known is not None:
            return known, False
        label = call("label", string(f"n{len(self._notes)}"))
        self._notes[id(note)] = label
        return label, True


def _anchors(book: Book) -> Iterator[tuple[str, ...]]:
    yield from _of_blocks(book.blocks())
    for note in notes(book.blocks()):
        yield from _of_blocks(note.content)


def _of_blocks(blocks: Iterable[Block]) -> Iterator[tuple[str, ...]]:
    for block in walk(blocks):
        parts: tuple[Block | Definition, ...] = (block,)
        if isinstance(block, Definitions):
            parts = block.entries
        found = (getattr(part, "anchors", ()) for part in parts)
        yield from (anchors for anchors in found if anchors)
