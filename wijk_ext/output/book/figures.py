"""Pictures that stand by themselves, with what is written below them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wijk_ext.output.book.dom import children, first
from wijk_ext.output.book.model import Figure, Paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from wijk_ext.output.book.dom import Element
    from wijk_ext.output.book.model import Block
    from wijk_ext.output.book.reader import PageReader


def _figure(reader: PageReader, element: Element) -> Iterable[Block]:
    """Return a figure; one that holds something else than a picture as what it holds."""
    place = first(element, "./figcaption")
    if place is None:
        return reader.blocks(element)
    is_above = next(children(element)) is place
    place.drop_tree()
    # the picture takes the anchor of the figure; a caption above it must not
    content = reader.blocks(element)
    reader.pass_id(place)
    caption = _caption(reader, place)
    if len(content) == 1 and isinstance(content[0], Figure):
        found = content[0]
        return [Figure(found.picture, (*found.caption, *caption), found.anchors)]
    return [*caption, *content] if is_above else [*content, *caption]


def _caption(reader: PageReader, place: Element) -> list[Block]:
    return [
        Paragraph(one.content, one.style or "caption", one.anchors)
        if isinstance(one, Paragraph)
        else one
        for one in reader.blocks(place)
    ]


FIGURES: Final[dict[str, Callable[[PageReader, Element], Iterable[Block]]]] = {"figure": _figure}
