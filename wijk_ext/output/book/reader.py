"""Reads one page: walks through its HTML and hands each kind of block to who knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wijk_ext.output.book.boxes import BOXES, DETAILS
from wijk_ext.output.book.code import CODE, PRE
from wijk_ext.output.book.dom import DEEPEST, classes, is_block, is_element, is_printed, text_of
from wijk_ext.output.book.figures import FIGURES
from wijk_ext.output.book.inline import inline, is_only_picture, raw, text_within
from wijk_ext.output.book.items import ITEMS
from wijk_ext.output.book.lists import LISTS
from wijk_ext.output.book.model import Figure, Heading, Link, Paragraph, Picture, Quote, Rule, Text
from wijk_ext.output.book.model import Styled as StyledText
from wijk_ext.output.book.notes import Notes, footnote, labelled
from wijk_ext.output.book.tables import TABLES
from wijk_ext.output.book.tidy import tidy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from wijk_ext.output.book.around import Around, Target
    from wijk_ext.output.book.dom import Element
    from wijk_ext.output.book.model import Block, Inline

    Reading = Callable[["PageReader", Element], Iterable[Block]]

_LABELS: Final = frozenset({"rubric", "wijk-links-label", "topic-title", "sidebar-title"})
_PARAGRAPH_STYLES: Final = {"wijk-access-label": "label", "lead": "lead", "caption": "caption"}


class PageReader:
    """Reads the blocks of one page.

    An id in the HTML is passed, and taken by the next block that can have an anchor.
    """

    def __init__(self, root: Element, around: Around) -> None:
        self.around = around
        self.root = root
        self.notes = Notes(self, root)
        self.depth = 0
        self._passed: list[str] = []
        self._taken: set[str] = set()
        self._link: Target | None = None
        self._is_apart = False

    # -- anchors -----------------------------------------------------------------------------------

    def pass_id(self, element: Element) -> None:
        """Remember the id of an element for the next block."""
        id_ = element.get("id")
        if id_ and not self._is_apart and id_ not in self._taken:
            self._taken.add(id_)
            self._passed.append(id_)

    def take(self) -> tuple[str, ...]:
        """Return the anchors for a block, and forget them."""
        anchors = tuple(self.around.anchor(id_) for id_ in self._passed)
        if not self._is_apart:
            self._passed.clear()
            return anchors
        return ()

    # -- blocks ------------------------------------------------------------------------------------

    def apart(
        self, element: Element, read: Callable[[PageReader, Element], list[Block]]
    ) -> list[Block]:
        """Read a part that may be printed more than once: it has no anchors of its own."""
        before, link = self._is_apart, self._link
        self._is_apart, self._link = True, None
        try:
            return read(self, element)
        finally:
            self._is_apart, self._link = before, link

    def blocks(self, element: Element) -> list[Block]:
        """Return the blocks in an element; text beside blocks becomes a paragraph."""
        found: list[Block] = []
        text: list[Inline] = [Text(element.text or "")]
        for child in element:
            if is_element(child) and is_printed(child) and is_block(child):
                found += [*self.paragraphs(text), *self.block(child)]
                text = []
            elif is_element(child):
                text += inline(self, child)
            text.append(Text(child.tail or ""))
        return [*found, *self.paragraphs(text)]

    def block(self, element: Element) -> Iterable[Block]:
        """Return what one block of HTML says; an unknown one is read as if it were not there."""
        if not is_printed(element):
            return []
        if not self.notes.is_referred_to(element):
            self.pass_id(element)
        if self.depth > DEEPEST:
            return self.paragraphs([Text(text_of(element))])
        self.depth += 1
        try:
            return list(_reading(element)(self, element))
        finally:
            self.depth -= 1

    def loose(
        self, element: Element, fits: Callable[[Element], bool], found: list[Block]
    ) -> Iterator[Element]:
        """Yield the printed elements in an element that fit in it.

        What should not stand there, text or another element, is added to ``found``.
        """
        found += self.paragraphs([Text(element.text or "")])
        for child in element:
            if is_element(child) and is_printed(child):
                if fits(child):
                    yield child
                elif is_block(child):
                    found += self.block(child)
                else:
                    found += self.paragraphs(inline(self, child))
            found += self.paragraphs([Text(child.tail or "")])

    def paragraphs(self, content: Iterable[Inline], style: str = "") -> list[Block]:
        """Return text as a paragraph, a picture as a figure, and nothing as no block."""
        text = tidy(self.around_link(content))
        if not text:
            return []
        picture = text[0]
        if is_only_picture(text) and isinstance(picture, Picture):
            return [Figure(picture, anchors=self.take())]
        return [Paragraph(text, style, self.take())]

    def around_link(self, content: Iterable[Inline]) -> list[Inline]:
        """Return text with the link that stands around the blocks that are read now."""
        text = list(content)
        if self._link is None or not tidy(text):
            return text
        return [Link(tuple(text), self._link.anchor, self._link.address)]

    def linked_blocks(self, element: Element, target: Target) -> list[Block]:
        """Return the blocks in an element, each text of them linked."""
        before, self._link = self._link, target
        try:
            return self.blocks(element)
        finally:
            self._link = before


def _reading(element: Element) -> Reading:
    for name in classes(element):
        if name in _BY_CLASS:
            return _BY_CLASS[name]
    return _BY_TAG.get(element.tag, PageReader.blocks)


def _paragraph(reader: PageReader, element: Element) -> Iterable[Block]:
    if any(is_element(one) and is_block(one) for one in element):
        return reader.blocks(element)
    names = set(classes(element))
    if names & _LABELS:
        return reader.paragraphs([StyledText("label", tuple(raw(reader, element)))])
    style = next((style for name, style in _PARAGRAPH_STYLES.items() if name in names), "")
    return reader.paragraphs(raw(reader, element), style)


def _heading(reader: PageReader, element: Element) -> Iterable[Block]:
    content = text_within(reader, element)
    if content:
        yield Heading(reader.around.level(int(element.tag[1])), content, reader.take())


def _rule(_reader: PageReader, element: Element) -> Iterable[Block]:
    return [] if "footnotes" in classes(element) else [Rule()]


def _quote(reader: PageReader, element: Element) -> Iterable[Block]:
    content = reader.blocks(element)
    return [Quote(tuple(content))] if content else []


def _link(reader: PageReader, element: Element) -> Iterable[Block]:
    href = element.get("href")
    target = reader.around.target(href) if href is not None else None
    if target is None or not (target.anchor or target.address):
        return reader.blocks(element)
    return reader.linked_blocks(element, target)


_BY_CLASS: Final[dict[str, Reading]] = {
    **ITEMS,
    **BOXES,
    **CODE,
    "citation": labelled,
    "footnote": footnote,
}
_BY_TAG: Final[dict[str, Reading]] = {
    **LISTS,
    **TABLES,
    **FIGURES,
    **DETAILS,
    **PRE,
    "a": _link,
    "blockquote": _quote,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
    "hr": _rule,
    "p": _paragraph,
}
