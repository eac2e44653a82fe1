"""Items and boxes: paragraphs with a line at their left, so that they are read out as text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from wijk_ext.output.book.model import (
    CodeBlock,
    Definitions,
    Figure,
    Link,
    Table,
)
from wijk_ext.output.book.walk import texts, walk
from wijk_ext.output.book.words import plain
from wijk_ext.output.docx.forms import Edge, Form, Look, colour, phase_colour
from wijk_ext.output.docx.xml import child, is_tag, set_attribute, w

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wijk_ext.output.book.model import Block, Box, ItemCard
    from wijk_ext.output.docx.forms import Place
    from wijk_ext.output.docx.writer import Writer
    from wijk_ext.output.docx.xml import Element

_INDENT: Final = 260
_SMALL: Final = 1100
"""Characters of an item that is kept together on a page."""
_AFTER: Final = 240
_APART: Final = 80
"""The room above the facts and the links of an item, in twentieths of a point."""
_COLOURS: Final = {
    **dict.fromkeys(("attention", "caution", "important", "warning"), "active"),
    **dict.fromkeys(("danger", "error"), "stuck"),
    **dict.fromkeys(("card", "dropdown", "tab", "access"), "line"),
}


def item(writer: Writer, block: ItemCard, place: Place) -> list[Element]:
    """Return an item: first line, real heading, text, facts, links."""
    edge = writer.edge(Edge(phase_colour(block.phase)))
    inner = _inside(place, edge, "WijkItemText")
    writer.await_place(block.anchors)
    line = _without_own_link(writer, block)
    made = [writer.put(line, inner, "WijkItemLine", Form(keep_next=True))]
    made.append(writer.heading(block.heading, inner, writer.runs.look("WijkItemTitle")))
    _space(made[-1], 0, 60)
    for part, style in _parts(block.content):
        paragraphs = writer.blocks(part, replace(inner, style=style))
        if paragraphs and style != inner.style and is_tag(paragraphs[0], "p"):
            _space(paragraphs[0], _APART)
        made += paragraphs
    return _closed(made, block.content)


def _without_own_link(writer: Writer, block: ItemCard) -> list[Element]:
    """Return the first line; on paper the id of an item is no link to the item itself."""
    made: list[Element] = []
    for one in block.line:
        own = isinstance(one, Link) and one.anchor in block.anchors
        look = writer.runs.look("WijkItemId") if own else None
        content = one.content if own and isinstance(one, Link) else (one,)
        made += writer.runs.of(content, writer.story, 0, look)
    return made


def _parts(content: tuple[Block, ...]) -> Iterator[tuple[tuple[Block, ...], str]]:
    """Yield the text of an item, its facts, and its links behind them, with their styles."""
    for number, block in enumerate(content):
        if isinstance(block, Definitions) and block.facts:
            yield content[:number], "WijkItemText"
            yield (block,), "WijkItemFact"
            yield content[number + 1 :], "WijkItemLinks"
            return
    yield content, "WijkItemText"


def box(writer: Writer, block: Box, place: Place) -> list[Element]:
    """Return a box: its title on a ground of its own, and what is in it."""
    tone = _COLOURS.get(block.kind, "accent")
    kind = "double" if block.kind == "access" else "single"
    edge = writer.edge(Edge(colour(tone), 6 if kind == "double" else 18, kind))
    inner = _inside(place, edge, "WijkBoxText")
    writer.await_place(block.anchors)
    made: list[Element] = []
    if block.title:
        is_label = block.kind == "access"
        style = "WijkLabel" if is_label else "WijkBoxTitle"
        shown = Look(colour=colour(tone)) if tone != "line" else None
        made.append(writer.paragraph(block.title, inner, style, Form(keep_next=True), shown))
    made += writer.blocks(block.content, inner)
    return _closed(made, block.content)


def _inside(place: Place, edge: Edge, style: str) -> Place:
    style = place.style if place.in_cell else style
    indent = place.indent + place.inset + _INDENT
    return replace(place, indent=indent, inset=0, depth=0, edge=edge, style=style)


def _closed(made: list[Element], content: tuple[Block, ...]) -> list[Element]:
    """Return paragraphs that stay together when they are few, with space below the last."""
    if not made:
        return made
    if _is_small(content):
        for element in made[:-1]:
            _keep_with_next(element)
    if is_tag(made[-1], "p"):
        _space(made[-1], after=_AFTER)
    return made


def _is_small(content: tuple[Block, ...]) -> bool:
    if any(isinstance(one, (Table, Figure, CodeBlock)) for one in walk(content)):
        return False
    return sum(len(plain(one)) for one in texts(content)) < _SMALL


def _keep_with_next(element: Element) -> None:
    properties = child(element, "pPr") if is_tag(element, "p") else None
    if properties is not None and child(properties, "keepNext") is None:
        properties.insert(1, w("keepNext"))


def _space(paragraph: Element, before: int | None = None, after: int | None = None) -> None:
    """Set the space around a paragraph whose properties are written already."""
    properties = paragraph[0]
    found = child(properties, "spacing")
    if found is None:
        found = w("spacing")
        after_it = next((one for one in properties if _follows_spacing(one)), None)
        if after_it is None:
            properties.append(found)
        else:
            after_it.addprevious(found)
    if before is not None:
        set_attribute(found, "before", before)
    if after is not None:
        set_attribute(found, "after", after)


def _follows_spacing(element: Element) -> bool:
    return is_tag(element, "ind") or is_tag(element, "jc")
