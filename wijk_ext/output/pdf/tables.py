"""How a table is laid out: the width of its columns, the size of its letters, its sheet.

Measured in characters, as a rule of thumb; Typst does the rest.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wijk_ext.output.book.model import Heading, Paragraph, Pill, Table
from wijk_ext.output.book.walk import inlines, texts
from wijk_ext.output.book.words import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wijk_ext.output.book.model import Block, Cell

    Rows = Sequence[Sequence[Cell]]

NORMAL: Final = 88
"""How many characters fit on a line of a table, with the space between columns left out."""
SMALL: Final = 104
BETWEEN: Final = 3
_LONGEST_WORD: Final = 24
_WIDE_COLUMN: Final = 34
_NARROW_COLUMN: Final = 18
_PILL: Final = 4
_MANY_COLUMNS: Final = 6
_INTRODUCTION: Final = 3


@dataclass(frozen=True)
class Layout:
    """Of one table."""

    columns: tuple[float, ...]
    """The share of each column in what is left; 0 for one that is as wide as its widest cell."""
    small: bool = False
    landscape: bool = False


@dataclass
class _Column:
    longest_word: int = 1
    widest: int = 1
    total: int = 0
    cells: int = 0

    @property
    def is_narrow(self) -> bool:
        """Return whether nothing in the column needs a second line: numbers, dates, states."""
        return self.widest <= _NARROW_COLUMN

    @property
    def share(self) -> float:
        """Return a share of the room; a root keeps long stories from starving the others."""
        usual = self.total / max(self.cells, 1)
        return round(BETWEEN + max(self.wanted, self.longest_word) + math.sqrt(usual), 1)

    @property
    def wanted(self) -> float:
        """Return a width at which the usual cell takes few lines."""
        usual = self.total / max(self.cells, 1)
        return max(self.longest_word, min(self.widest, _WIDE_COLUMN, usual * 1.25 + 2))


def layout(table: Table) -> Layout:
    """Return how to lay out a table."""
    columns = [_Column() for _ in range(table.width)]
    for rows in (table.head, table.body):
        _measure(rows, columns)
    room = (len(columns) - 1) * BETWEEN
    if sum(column.widest for column in columns) + room <= NORMAL:
        return Layout((*[0.0] * (len(columns) - 1), 1.0))
    wanted = sum(column.wanted for column in columns) + room
    narrowest = sum(column.longest_word for column in columns) + room
    many = len(columns) >= _MANY_COLUMNS
    landscape = narrowest > SMALL or (many and wanted > SMALL * 1.15)
    small = landscape or many or wanted > NORMAL * 1.2
    return Layout(_shares(columns), small, landscape)


def sheets(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Yield where in the blocks of a chapter a landscape sheet starts and ends.

    It takes along the heading and the few paragraphs that introduce the table.
    """
    done = 0
    for number, block in enumerate(blocks):
        if not isinstance(block, Table) or not layout(block).landscape:
            continue
        start = number
        while start > done and isinstance(blocks[start - 1], Paragraph):
            start -= 1
        if number - start > _INTRODUCTION or not isinstance(blocks[start - 1], Heading):
            start = number
        while start > done and isinstance(blocks[start - 1], Heading):
            start -= 1
        yield start, number + 1
        done = number + 1


def _shares(columns: list[_Column]) -> tuple[float, ...]:
    narrow = sum(column.widest for column in columns if column.is_narrow)
    fits = narrow <= NORMAL / 2 and not all(column.is_narrow for column in columns)
    return tuple(0.0 if fits and column.is_narrow else column.share for column in columns)


def _measure(rows: Rows, columns: list[_Column]) -> None:
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        place = 0
        for cell in row:
            while (number, place) in taken:
                place += 1
            taken.update(
                (number + down, place + right)
                for down in range(cell.rows)
                for right in range(cell.columns)
            )
            if cell.columns == 1 and place < len(columns):
                _add(columns[place], cell)
            place += cell.columns


def _add(column: _Column, cell: Cell) -> None:
    found = list(texts(cell.content))
    lines = [plain(text) for text in found]
    words = [word for line in lines for word in line.replace("-", "- ").split()]
    # a word too long for any column is hyphenated; one more for letters that are wide, or bold
    longest = max((min(len(word), _LONGEST_WORD) + 1 for word in words), default=1)
    for pill in (one for text in found for one in inlines(text) if isinstance(one, Pill)):
        longest = max(longest, len(pill.content) + _PILL)
    length = sum(map(len, lines))
    column.longest_word = max(column.longest_word, longest)
    column.widest = max(column.widest, longest, *map(len, lines))
    column.total += length
    column.cells += 1
