"""Tables, with their heads repeated on every page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from wijk_ext.output.book.model import Cell
from wijk_ext.output.book.walk import texts
from wijk_ext.output.book.words import plain
from wijk_ext.output.docx.columns import column_widths
from wijk_ext.output.docx.forms import Form, Place
from wijk_ext.output.docx.xml import is_tag, w

if TYPE_CHECKING:
    from wijk_ext.output.book.model import Block, Table
    from wijk_ext.output.docx.writer import Writer
    from wijk_ext.output.docx.xml import Element

_MARGINS: Final = 170
"""Of a cell, left and right."""
_LONG_ROW: Final = 1200
"""Characters of a cell in a row that may go on on the next page."""
_MOST_COLUMNS: Final = 63
"""Word takes no more."""


@dataclass(frozen=True)
class Slot:
    """A cell where it begins, or, below it, where it goes on."""

    cell: Cell
    column: int
    columns: int
    goes_on: bool = False
    has_more: bool = False


def table(writer: Writer, block: Table, place: Place) -> list[Element]:
    """Return a table with its caption above it; cells in a column too many are left out of none."""
    head = grid(block.head)
    rows = head + grid(block.body)
    count = max((slot.column + slot.columns for row in rows for slot in row), default=0)
    writer.await_place(block.anchors)
    made: list[Element] = []
    if block.caption:
        made.append(writer.paragraph(block.caption, place, "Caption", Form(keep_next=True)))
    if not count:
        return made
    if count > _MOST_COLUMNS:
        return made + _as_text(writer, block, place)
    left = place.indent + place.inset
    widths = column_widths(rows, count, place.width - left)
    body = [
        _row(writer, fill(row, count), widths, is_head=number < len(head))
        for number, row in enumerate(rows)
    ]
    made.append(_table(writer, block, widths, left, body))
    # a cell ends with a paragraph, and in the text the next block needs its distance
    return [*made, writer.space()]


def _as_text(writer: Writer, block: Table, place: Place) -> list[Element]:
    rows = (*block.head, *block.body)
    return [one for row in rows for cell in row for one in writer.blocks(cell.content, place)]


def _table(
    writer: Writer, block: Table, widths: list[int], left: int, body: list[Element]
) -> Element:
    words = " ".join(plain(block.caption).split())
    properties = w(
        "tblPr",
        w("tblStyle", val=writer.styles.id("WijkTable")),
        w("tblW", w=sum(widths), type="dxa"),
        w("tblInd", w=left, type="dxa") if left else None,
        w("tblLayout", type="fixed"),
        w(
            "tblLook",
            val="0020" if block.head else "0000",
            firstRow=int(bool(block.head)),
            lastRow=0,
            firstColumn=0,
            lastColumn=0,
            noHBand=1,
            noVBand=1,
        ),
        w("tblCaption", val=words) if words else None,
    )
    return w("tbl", properties, w("tblGrid", *(w("gridCol", w=one) for one in widths)), *body)


def grid(rows: tuple[tuple[Cell, ...], ...]) -> list[list[Slot]]:
    """Return rows with every cell in its columns, also below a cell of several rows."""
    made: list[list[Slot]] = []
    below: dict[int, tuple[Slot, int]] = {}
    for number, row in enumerate(rows):
        left = len(rows) - number - 1
        waiting = list(row)
        slots: list[Slot] = []
        column = 0
        while waiting or any(start >= column for start in below):
            if column in below:
                slot, more = below.pop(column)
                slots.append(replace(slot, goes_on=True, has_more=more > 1))
                if more > 1:
                    below[column] = (slot, more - 1)
                column += slot.columns
                if not waiting and not any(start >= column for start in below):
                    break
                continue
            if not waiting:
                slots.append(Slot(Cell(()), column, 1))
                column += 1
                continue
            cell = waiting.pop(0)
            columns = _room(max(cell.columns, 1), column, below)
            more = min(max(cell.rows, 1) - 1, left)
            slot = Slot(cell, column, columns, has_more=more > 0)
            slots.append(slot)
            if more:
                below[column] = (slot, more)
            column += columns
        made.append(slots)
    return made


def _room(columns: int, column: int, below: dict[int, tuple[Slot, int]]) -> int:
    """Return how many columns a cell can have before one that comes from above."""
    nearest = min((start for start in below if start > column), default=column + columns)
    return min(columns, nearest - column)


def fill(row: list[Slot], count: int) -> list[Slot]:
    """Return a row with empty cells up to the last column."""
    end = max((slot.column + slot.columns for slot in row), default=0)
    return [*row, *(Slot(Cell(()), column, 1) for column in range(end, count))]


def _row(writer: Writer, row: list[Slot], widths: list[int], *, is_head: bool) -> Element:
    cells = [_cell(writer, slot, widths, is_head=is_head) for slot in row]
    longest = max((_length(slot.cell.content) for slot in row), default=0)
    properties = w(
        "trPr",
        w("cantSplit") if longest < _LONG_ROW else None,
        w("tblHeader") if is_head else None,
    )
    return w("tr", properties if len(properties) else None, *cells)


def _length(content: tuple[Block, ...]) -> int:
    return sum(len(plain(text)) for text in texts(content))


def _cell(writer: Writer, slot: Slot, widths: list[int], *, is_head: bool) -> Element:
    width = sum(widths[slot.column : slot.column + slot.columns])
    merged = None
    if slot.goes_on:
        merged = w("vMerge")
    elif slot.has_more:
        merged = w("vMerge", val="restart")
    properties = w(
        "tcPr",
        w("tcW", w=width, type="dxa"),
        w("gridSpan", val=slot.columns) if slot.columns > 1 else None,
        merged,
    )
    style = "WijkTableHead" if is_head or slot.cell.header else "WijkTableText"
    place = Place(max(width - _MARGINS, 300), style, in_cell=True)
    content = [] if slot.goes_on else writer.blocks(slot.cell.content, place)
    if not content or not is_tag(content[-1], "p"):
        content.append(writer.put([], place))
    if slot.cell.align in {"center", "right"}:
        _align(content, slot.cell.align)
    return w("tc", properties, *content)


def _align(content: list[Element], align: str) -> None:
    for element in content:
        properties = element[0] if is_tag(element, "p") and len(element) else None
        if properties is not None and is_tag(properties, "pPr"):
            properties.append(w("jc", val=align))
