"""Footnotes: they stand in a list at the end of a page, and are printed where they are meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijk_ext.output.book.dom import first, with_class
from wijk_ext.output.book.model import Definition, Definitions, Note, Text

if TYPE_CHECKING:
    from wijk_ext.output.book.dom import Element
    from wijk_ext.output.book.model import Block, Inline
    from wijk_ext.output.book.reader import PageReader


class Notes:
    """The footnotes of one page, each read when it is first referred to."""

    def __init__(self, reader: PageReader, root: Element) -> None:
        self._reader = reader
        path = f".//{with_class('footnote', 'aside')}[@id]"
        self._places = {str(one.get("id")): one for one in root.xpath(path)}
        referred = root.xpath(f".//{with_class('footnote-reference', 'a')}/@href")
        self._referred = {str(one).removeprefix("#") for one in referred}
        self._read: dict[str, Note] = {}
        self._reading: set[str] = set()

    def find(self, id_: str) -> Note | None:
        """Return a footnote; None when there is none, or when it is being read itself."""
        if id_ in self._reading or id_ not in self._places:
            return None
        if id_ not in self._read:
            self._reading.add(id_)
            content = self._reader.apart(self._places[id_], note_content)
            self._reading.discard(id_)
            self._read[id_] = Note(tuple(content))
        return self._read[id_]

    def is_referred_to(self, element: Element) -> bool:
        """Return whether a footnote is printed where the text refers to it."""
        id_ = element.get("id")
        return id_ in self._referred and self._places.get(id_) is element


def note_content(reader: PageReader, element: Element) -> list[Block]:
    """Return what a footnote or a citation says, without its label and its links back."""
    label = _label(element)
    if label is not None:
        label.drop_tree()
    return reader.blocks(element)


def _label(element: Element) -> Element:
    return first(element, f"./{with_class('label')}")


def footnote(reader: PageReader, element: Element) -> list[Block]:
    """Return a footnote in its own place: only one that nothing refers to is printed there."""
    if reader.notes.is_referred_to(element):
        return []
    return labelled(reader, element)


def labelled(reader: PageReader, element: Element) -> list[Block]:
    """Return a footnote or a citation as a term with what it means."""
    anchors = reader.take()
    label = _label(element)
    term: tuple[Inline, ...] = ()
    if label is not None:
        term = (Text("".join(str(label.text_content()).split())),)
    content = tuple(note_content(reader, element))
    return [Definitions((Definition((term,) if term else (), content, anchors),))]
