"""Pages: a landscape page for a wide table, and back again."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from wijk_ext.output.book.model import Table
from wijk_ext.output.docx.forms import Form, Place
from wijk_ext.output.docx.xml import attribute, child, is_tag, set_attribute, w

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wijk_ext.output.book.model import Block
    from wijk_ext.output.docx.writer import Writer
    from wijk_ext.output.docx.xml import Element

WIDE: Final = 7
"""Columns of a table that gets a page on its side."""
_FIRST_ONLY: Final = ("headerReference", "footerReference", "titlePg", "pgNumType", "type")
_BEFORE_SIZE: Final = ("headerReference", "footerReference", "footnotePr", "endnotePr")
_HEADINGS: Final = 6


class Pages:
    """The body of a document, section by section; every section is upright or on its side."""

    def __init__(self, writer: Writer, section: Element) -> None:
        self._writer = writer
        self._section = section
        """The last of the document, which says what pages are like."""
        self.upright = Place(text_width(section))
        self.sideways = replace(self.upright, width=text_width(_turned(section)))
        self.elements: list[Element] = []
        self._breaks: list[tuple[Element, bool]] = []
        """The properties of every paragraph that ends a section, and whether it is sideways."""
        self._is_sideways = False

    def add(self, blocks: Iterable[Block]) -> None:
        """Add the blocks of a chapter."""
        for block in blocks:
            wide = isinstance(block, Table) and block.width >= WIDE
            if wide != self._is_sideways:
                self._turn(sideways=wide)
            place = self.sideways if wide else self.upright
            if wide and self.elements and is_tag(self.elements[-1], "tbl"):
                self.elements.append(self._writer.space())
            self.elements += self._writer.block(block, place)

    def finish(self) -> None:
        """Give every section its properties: only the first has heads, which the next inherit."""
        sideways = [kind for _end, kind in self._breaks]
        last = self._is_sideways
        properties = [
            _turned(self._section) if kind else copy.deepcopy(self._section)
            for kind in [*sideways, last]
        ]
        for one in properties[1:]:
            _strip(one)
        for (end, _kind), one in zip(self._breaks, properties, strict=False):
            end.append(one)
        parent = self._section.getparent()
        parent.replace(self._section, properties[-1])

    def _turn(self, *, sideways: bool) -> None:
        """End the section here; the headings just above a wide table go along with it."""
        moved: list[Element] = []
        while sideways and self.elements and self._is_heading(self.elements[-1]):
            moved.insert(0, self.elements.pop())
        if self.elements:
            self._breaks.append((self._last_properties(), self._is_sideways))
        self._is_sideways = sideways
        self.elements += moved

    def _last_properties(self) -> Element:
        """Return the properties of the paragraph that the section ends with."""
        last = self.elements[-1]
        if is_tag(last, "p") and child(last, "pPr") is not None:
            properties = child(last, "pPr")
            if child(properties, "sectPr") is None:
                return properties
        added = w("p", Form(style=self._writer.styles.id("WijkTableSpace")).xml())
        self.elements.append(added)
        return child(added, "pPr")

    def _is_heading(self, element: Element) -> bool:
        properties = child(element, "pPr") if is_tag(element, "p") else None
        style = child(properties, "pStyle") if properties is not None else None
        names = {self._writer.styles.id(f"Heading{level}") for level in range(1, _HEADINGS + 1)}
        return style is not None and attribute(style, "val") in names


def text_width(section: Element) -> int:
    """Return the width of the text of a section, in twentieths of a point."""
    margins = child(section, "pgMar")
    sides = sum(abs(_number(margins, side)) for side in ("left", "right", "gutter"))
    return max(_number(child(section, "pgSz"), "w") - sides, 2000)


def text_height(section: Element) -> int:
    """Return the height of the text of a section, in twentieths of a point."""
    margins = child(section, "pgMar")
    sides = sum(abs(_number(margins, side)) for side in ("top", "bottom"))
    return max(_number(child(section, "pgSz"), "h") - sides, 2000)


def _number(element: Element | None, name: str) -> int:
    try:
        return int(attribute(element, name)) if element is not None else 0
    except ValueError:
        return 0


def _turned(section: Element) -> Element:
    """Return a copy of a section with its pages on their side."""
    made = copy.deepcopy(section)
    size = child(made, "pgSz")
    width, height = attribute(size, "w"), attribute(size, "h")
    if _number(size, "h") > _number(size, "w"):
        set_attribute(size, "w", height)
        set_attribute(size, "h", width)
        set_attribute(size, "orient", "landscape")
    return made


def _strip(section: Element) -> None:
    for element in list(section):
        if any(is_tag(element, tag) for tag in _FIRST_ONLY):
            section.remove(element)
    kind = w("type", val="nextPage")
    for place, element in enumerate(section):
        if not any(is_tag(element, tag) for tag in _BEFORE_SIZE):
            section.insert(place, kind)
            return
    section.append(kind)
