"""Tables in full, as a grid without holes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from wijk_ext.output.book.dom import classes, has_class
from wijk_ext.output.book.inline import text_within
from wijk_ext.output.book.model import Cell, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from wijk_ext.output.book.dom import Element
    from wijk_ext.output.book.model import Block, Inline
    from wijk_ext.output.book.reader import PageReader

    Rows = list[list[Cell]]

MOST_COLUMNS: Final = 100
"""A cell can't span more columns than this."""
_PARTS: Final = frozenset({"caption", "tbody", "tfoot", "thead", "tr"})
_CELLS: Final = frozenset({"td", "th"})
_ONLY_LAYOUT: Final = frozenset({"highlighttable", "hlist"})
"""Tables that only put code beside the numbers of its lines, or lists beside one another."""
_ALIGNED: Final = re.compile(r"text-align\s*:\s*(left|right|center)")


def _table(reader: PageReader, element: Element) -> Iterable[Block]:
    names = set(classes(element))
    if names & _ONLY_LAYOUT or element.get("role") in {"presentation", "none"}:
        return _columns(reader, element)
    anchors = reader.take()
    caption: tuple[Inline, ...] = ()
    groups: list[tuple[bool, Rows]] = []
    loose: list[Block] = []
    for part in reader.loose(element, lambda one: one.tag in _PARTS, loose):
        reader.pass_id(part)
        if part.tag == "caption" and not caption:
            caption = text_within(reader, part)
        elif part.tag == "caption":
            loose += reader.blocks(part)
        elif part.tag == "tr":
            if not groups or groups[-1][0]:
                groups.append((False, []))
            groups[-1][1].append(_row(reader, part, loose))
        else:
            rows = reader.loose(part, lambda one: one.tag == "tr", loose)
            groups.append((part.tag == "thead", [_row(reader, row, loose) for row in rows]))
    return [*loose, *_made(groups, caption, anchors)]


def _columns(reader: PageReader, element: Element) -> list[Block]:
    """Return what is in a table that is none: it only puts things beside one another."""
    found: list[Block] = []
    for part in reader.loose(element, lambda one: one.tag in _PARTS | _CELLS, found):
        reader.pass_id(part)
        found += reader.blocks(part) if part.tag in _CELLS else _columns(reader, part)
    return found


def _made(
    groups: list[tuple[bool, Rows]], caption: tuple[Inline, ...], anchors: tuple[str, ...]
) -> Iterator[Block]:
    width = max((_width(rows) for _is_head, rows in groups), default=0)
    head = [row for is_head, rows in groups if is_head for row in _filled(rows, width)]
    body = [row for is_head, rows in groups if not is_head for row in _filled(rows, width)]
    if not head and len(body) > 1 and _is_heading(body[0]):
        head, body = body[:1], body[1:]
    if any(cell.content for row in (*head, *body) for cell in row):
        yield Table(tuple(map(tuple, head)), tuple(map(tuple, body)), caption, anchors)
    elif caption:
        yield Paragraph(caption, "caption", anchors)


def _is_heading(row: Sequence[Cell]) -> bool:
    return all(cell.header and cell.rows == 1 for cell in row)


def _row(reader: PageReader, element: Element, loose: list[Block]) -> list[Cell]:
    reader.pass_id(element)
    fitting = reader.loose(element, lambda one: one.tag in _CELLS, loose)
    return [_cell(reader, one) for one in fitting]


def _cell(reader: PageReader, element: Element) -> Cell:
    reader.pass_id(element)
    is_header = element.tag == "th" or has_class(element, "stub")
    columns = min(_span(element.get("colspan")), MOST_COLUMNS)
    content = tuple(reader.blocks(element))
    return Cell(content, is_header, columns, _span(element.get("rowspan")), _align(element))


def _span(text: str | None) -> int:
    number = (text or "1").strip()
    return max(int(number), 1) if number.isascii() and number.isdigit() else 1


def _align(element: Element) -> str:
    for name in classes(element):
        if name in {"text-left", "text-right", "text-center"}:
            return name.removeprefix("text-")
    styled = _ALIGNED.search(element.get("style") or "")
    given = styled[1] if styled else (element.get("align") or "").lower()
    return given if given in {"left", "right", "center"} else ""


class _Grid:
    """Puts the cells of a group of rows in their places, as a browser does."""

    def __init__(self, height: int) -> None:
        self.height = height
        self.taken: set[tuple[int, int]] = set()

    def place(self, cell: Cell, row: int, column: int) -> tuple[int, Cell]:
        """Return the first free column for a cell, and the cell as far as there is room."""
        while (row, column) in self.taken:
            column += 1
        columns = 1
        while columns < cell.columns and (row, column + columns) not in self.taken:
            columns += 1
        rows = min(cell.rows, self.height - row)
        for down in range(rows):
            self.taken.update((row + down, column + right) for right in range(columns))
        return column, Cell(cell.content, cell.header, columns, rows, cell.align)


def _width(rows: Rows) -> int:
    """Return the number of columns that a group of rows needs."""
    grid = _Grid(len(rows))
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            column, _placed = grid.place(cell, number, column)
    return max((column + 1 for _row, column in grid.taken), default=0)


def _filled(rows: Rows, width: int) -> Rows:
    """Return rows of one width: spans end where the group ends, and holes are empty cells."""
    grid = _Grid(len(rows))
    found = []
    for number, row in enumerate(rows):
        placed: dict[int, Cell] = {}
        is_heading = bool(row) and _is_heading(row)
        column = 0
        for cell in row:
            column, fitted = grid.place(cell, number, column)
            placed[column] = fitted
        for column in range(width):
            if (number, column) not in grid.taken:
                placed[column] = Cell((), header=is_heading)
        found.append([placed[column] for column in sorted(placed)])
    return found


TABLES: Final[dict[str, Callable[[PageReader, Element], Iterable[Block]]]] = {"table": _table}
