"""A table as it was read from a CSV or Excel file: texts only, whatever the file held."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from wijk_ext.locale import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MOST_ROWS: Final = 10_000
MOST_COLUMNS: Final = 200
MOST_CHARACTERS: Final = 20_000
"""In one cell."""
_ABOVE_HEADINGS: Final = 10
"""The row of headings is looked for in so many rows: a title may stand above it."""


class IntakeError(Exception):
    """A file can't be imported; the message says which, where in it, and what to do."""


@dataclass(frozen=True)
class Row:
    """A row of a table."""

    number: int
    """As a spreadsheet counts: the first row of the file is 1."""
    cells: tuple[str, ...]
    """As many as there are headings."""
    has_surplus: bool = False
    """Whether something stands beside the last heading, which belongs to no column."""


@dataclass(frozen=True)
class Table:
    """A table: its headings, and the rows in which anything stands."""

    name: str
    """The name of the file, without its folder."""
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    heading_row: int = 1


def table_of(name: str, found: Iterable[Sequence[str]]) -> Table:
    """Return the table in the rows of a file, of which some may be empty or uneven.

    The headings are the first row in which something stands; or, where that is one cell above a
    wider table, the row below it. Raises IntakeError when there is none, or when a limit is passed.
    """
    rows: list[tuple[int, tuple[str, ...]]] = []
    for number, cells in enumerate(found, 1):
        _check(name, number, cells)
        if any(cells):
            rows.append((number, _trimmed(cells)))
        if len(rows) > MOST_ROWS + _ABOVE_HEADINGS:
            break
    place = _place_of_headings([cells for _number, cells in rows])
    if not rows or len(rows) == place + 1:
        raise IntakeError(_("{file}: there are no rows below the headings.").format(file=name))
    if len(rows) - place - 1 > MOST_ROWS:
        message = _("{file}, row {row}: there are more than {limit} rows; split the file.")
        number = rows[place + 1 + MOST_ROWS][0]
        raise IntakeError(message.format(file=name, row=number, limit=MOST_ROWS))
    headings = tuple(" ".join(cell.split()) for cell in rows[place][1])
    made = (_row(number, cells, len(headings)) for number, cells in rows[place + 1 :])
    return Table(name, headings, tuple(made), rows[place][0])


def fold(text: str) -> str:
    """Return a text without case, accents, signs and surplus white space, to compare it."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = ("" if unicodedata.combining(one) else one for one in plain)
    return " ".join("".join(one if one.isalnum() else " " for one in "".join(letters)).split())


def _check(name: str, number: int, cells: Sequence[str]) -> None:
    wide = any(islice(cells, MOST_COLUMNS, None))
    if wide:
        message = _("{file}, row {row}: there are more than {limit} columns.")
        raise IntakeError(message.format(file=name, row=number, limit=MOST_COLUMNS))
    if any(len(cell) > MOST_CHARACTERS for cell in cells):
        message = _("{file}, row {row}: a cell holds more than {limit} characters; shorten it.")
        raise IntakeError(message.format(file=name, row=number, limit=MOST_CHARACTERS))


def _trimmed(cells: Sequence[str]) -> tuple[str, ...]:
    last = max(place for place, cell in enumerate(cells) if cell)
    return tuple(cells[: last + 1])


def _place_of_headings(rows: Sequence[tuple[str, ...]]) -> int:
    def filled() -> Iterator[int]:
        for cells in rows[:_ABOVE_HEADINGS]:
            yield sum(map(bool, cells))

    counts = list(filled())
    if not counts or counts[0] > 1:
        return 0
    return next((place for place, count in enumerate(counts) if count > 1), 0)


def _row(number: int, cells: tuple[str, ...], width: int) -> Row:
    padded = cells[:width] + ("",) * (width - len(cells))
    return Row(number, padded, has_surplus=any(cells[width:]))
