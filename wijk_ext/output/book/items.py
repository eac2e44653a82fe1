"""Our own parts of a page: items and the chart of the front page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wijk_ext.output.book.boxes import boxed, taken_out
from wijk_ext.output.book.dom import classes, first, with_class
from wijk_ext.output.book.inline import phase_of
from wijk_ext.output.book.model import Figure, Heading, ItemCard, Paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from wijk_ext.output.book.dom import Element
    from wijk_ext.output.book.model import Block
    from wijk_ext.output.book.reader import PageReader

_TYPE: Final = "wijk-item-"
_IS_HEADING: Final = " or ".join(f"self::h{level}" for level in range(1, 7))


def _item(reader: PageReader, element: Element) -> Iterable[Block]:
    anchors = reader.take()
    line = taken_out(reader, first(element, f"./{with_class('wijk-item-line')}"))
    place = first(element, f"./{with_class('wijk-item-title')}[{_IS_HEADING}]")
    level = int(place.tag[1]) if place is not None else 0
    title = taken_out(reader, place)
    if not title:
        return boxed("card", line, reader.blocks(element), anchors)
    heading = Heading(reader.around.level(level), title)
    names = (name for name in classes(element) if name.startswith(_TYPE))
    type_ = next(names, "").removeprefix(_TYPE)
    content = tuple(reader.blocks(element))
    return [ItemCard(type_, phase_of(element), line, heading, content, anchors)]


def _chart(reader: PageReader, element: Element) -> Iterable[Block]:
    """Return a chart with its numbers in words below it."""
    blocks = reader.blocks(element)
    figure = blocks[0] if blocks else None
    if not isinstance(figure, Figure):
        return blocks
    below = (
        Paragraph(one.content, "caption", one.anchors) if isinstance(one, Paragraph) else one
        for one in blocks[1:]
    )
    return [Figure(figure.picture, (*figure.caption, *below), figure.anchors)]


ITEMS: Final[dict[str, Callable[[PageReader, Element], Iterable[Block]]]] = {
    "wijk-item": _item,
    "wijk-chart": _chart,
}
