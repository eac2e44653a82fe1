"""Lists: points with bullets or numbers, terms with what they mean, and the facts of an item."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from wijk_ext.output.book.model import Definitions, LineBreak, ListBlock, Paragraph
from wijk_ext.output.docx.forms import Form
from wijk_ext.output.docx.numbering import DEEPEST, STEP
from wijk_ext.output.docx.styles import DEEPEST_LIST
from wijk_ext.output.docx.xml import w

if TYPE_CHECKING:
    from wijk_ext.output.book.model import Block, Definition, Inline
    from wijk_ext.output.docx.forms import Place
    from wijk_ext.output.docx.writer import Writer
    from wijk_ext.output.docx.xml import Element

FACT: Final = 2381
"""Where the values of facts start, from the names: 42 mm."""
_BELOW: Final = 140
"""The room below a list, as below a paragraph; its points stand closer together."""


def list_block(writer: Writer, block: ListBlock, place: Place) -> list[Element]:
    """Return a list, numbered anew."""
    level = min(place.depth, DEEPEST)
    style = _style("ListBullet" if block.start is None else "ListNumber", place)
    point = _point(writer, block, place, style, level)
    inner = replace(
        place,
        inset=place.inset + place.step,
        depth=place.depth + 1,
        style=_style("ListContinue", place),
    )
    made: list[Element] = []
    for item in block.items:
        content = list(item)
        first: tuple[Inline, ...] = ()
        opening = content[0] if content else None
        if isinstance(opening, Paragraph) and not opening.style:
            writer.await_place(opening.anchors)
            first = opening.content
            del content[0]
        ends = item is block.items[-1] and not content and place.style == "Normal"
        form = replace(point, after=_BELOW) if ends and not place.in_cell else point
        made.append(writer.paragraph(first, replace(place, inset=inner.inset), style, form))
        made += writer.blocks(content, inner)
    return made


def _style(name: str, place: Place) -> str:
    """Return a style for a list, within text that has a style of its own that very one."""
    if place.style not in _PLAIN and not place.style.startswith("List"):
        return place.style
    level = min(place.depth + 1, DEEPEST_LIST)
    return f"{name}{level if level > 1 else ''}"


_PLAIN: Final = frozenset({"Normal", "WijkDefinition"})


def _point(writer: Writer, block: ListBlock, place: Place, style: str, level: int) -> Form:
    """Return the form of the points of a list; where it can, a template has its own way."""
    is_plain = (
        not place.indent and place.inset == STEP * place.depth and not (place.edge or place.in_cell)
    )
    own = writer.styles.numbering(style) if is_plain else None
    own = own if own is not None and writer.numbering.has(own[0]) else None
    left = place.indent + place.inset + place.step
    if own is not None and block.start is None:
        return Form()
    number = 0
    if own is not None and block.start is not None and block.numbering == "1":
        number, level = writer.numbering.restart(own[0], own[1], block.start), own[1]
    if number:
        return Form(number=(number, level))
    beside = place.edge is not None
    if block.start is None:
        number = writer.numbering.bullets(beside_edge=beside)
    else:
        number = writer.numbering.numbers(block.numbering, block.start, level, beside_edge=beside)
    hanging = left - place.indent if beside else place.step
    return Form(number=(number, level), left=left, hanging=hanging)


def definitions(writer: Writer, block: Definitions, place: Place) -> list[Element]:
    """Return terms with what they mean, or the facts of an item."""
    made: list[Element] = []
    for entry in block.entries:
        writer.await_place(entry.anchors)
        made += _facts(writer, entry, place) if block.facts else _defined(writer, entry, place)
    return made


def _defined(writer: Writer, entry: Definition, place: Place) -> list[Element]:
    tight = (Form(), *(Form(before=0) for _term in entry.terms))
    made = [
        writer.paragraph(term, place, "WijkTerm", form)
        for term, form in zip(entry.terms, tight, strict=False)
    ]
    style = "WijkDefinition" if place.style == "Normal" else place.style
    inner = replace(place, inset=place.inset + place.step, style=style)
    return made + writer.blocks(entry.content, inner)


def _facts(writer: Writer, entry: Definition, place: Place) -> list[Element]:
    """Return a fact as a name, a tab and its values, each on a line.

    Not a table: it would be read out as one, and it has no heads.
    """
    beside = replace(place, inset=place.inset + FACT, style="WijkItemFact")
    room = beside.room
    name: list[Element] = []
    for number, term in enumerate(entry.terms):
        name += writer.runs.of((LineBreak(),) if number else (), writer.story, room)
        look = writer.runs.look("WijkFactName")
        name += writer.runs.of(term, writer.story, room, look)
    values, rest = _values(entry.content)
    made: list[Element] = []
    for number, value in enumerate(values or [Paragraph(())]):
        writer.await_place(value.anchors)
        runs = writer.runs.of(value.content, writer.story, room)
        if not number:
            form = Form(left=beside.indent + beside.inset, hanging=FACT)
            made.append(writer.put([*name, w("r", w("tab")), *runs], beside, "", form))
        else:
            made.append(writer.put(runs, beside))
    return made + writer.blocks(rest, beside)


def _values(content: tuple[Block, ...]) -> tuple[list[Paragraph], tuple[Block, ...]]:
    """Return the values at the start that fit on a line each, and the other blocks."""
    values: list[Paragraph] = []
    for place, block in enumerate(content):
        lines = _lines(block)
        if not lines:
            return values, content[place:]
        values += lines
    return values, ()


def _lines(block: Block) -> list[Paragraph]:
    """Return a paragraph, or the points of a list, when each is one paragraph."""
    if isinstance(block, Paragraph):
        return [block]
    if isinstance(block, ListBlock) and block.start is None:
        points = [item[0] for item in block.items if len(item) == 1]
        lines = [one for one in points if isinstance(one, Paragraph)]
        return lines if len(lines) == len(block.items) else []
    return []
