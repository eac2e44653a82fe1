"""Read CSV as programs and people write it: other separators, encodings, line ends, quotes."""

from __future__ import annotations

import csv
import io
import re
from typing import Final

from wijk_ext.locale import gettext as _
from wijk_ext.sources.intake.table import MOST_CHARACTERS, IntakeError, Table, table_of

SEPARATORS: Final = ";,\t|"
_SAMPLE: Final = 20
"""The number of rows by which the separator is chosen."""
_SEPARATOR_LINE: Final = re.compile(r"\ufeff?\"?sep=(?P<sign>[;,\t|])\"?\r?\n", re.IGNORECASE)
"""A first line that tells Excel what the separator is."""
_UNCLOSED: Final = "unexpected end of data"


def csv_table(name: str, data: bytes) -> Table:
    """Return the table in a CSV file. Raises IntakeError; the message names the row."""
    text = _decoded(name, data)
    if "\0" in text:
        raise IntakeError(_("{file}: is no CSV or Excel file.").format(file=name))
    told = _SEPARATOR_LINE.match(text)
    skipped = [[""]] if told else []
    text = text[told.end() :] if told else text
    separator = told["sign"] if told else _separator(text)
    rows = _rows(name, text, separator, len(skipped))
    return table_of(name, ([_cell(cell) for cell in cells] for cells in [*skipped, *rows]))


def _decoded(name: str, data: bytes) -> str:
    has_mark = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    line = 1
    for encoding in ["utf-16"] if has_mark else ["utf-8-sig", "cp1252"]:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
    message = _("{file}, line {line}: has a character that can't be read; save it as UTF-8.")
    raise IntakeError(message.format(file=name, line=line))


def _separator(text: str) -> str:
    """Return the sign with which most rows have as many cells as the first one."""

    def quality(sign: str) -> tuple[bool, int, int]:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
        try:
            counts = [len(cells) for cells, _n in zip(reader, range(_SAMPLE), strict=False)]
        except csv.Error:
            return False, 0, 0
        first = next((count for count in counts if count), 0)
        return first > 1, counts.count(first), first

    return max(SEPARATORS, key=quality)


def _rows(name: str, text: str, separator: str, above: int) -> list[list[str]]:
    """Return the rows; quotes within a cell are taken as they stand, an unclosed one is refused."""
    for strict in (True, False):
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)
        rows: list[list[str]] = []
        try:
            rows.extend(reader)
        except csv.Error as error:
            number = above + len(rows) + 1
            if _UNCLOSED in str(error):
                message = _("{file}, row {row}: a quotation mark is opened and never closed.")
                raise IntakeError(message.format(file=name, row=number)) from error
            if not strict or "field larger" in str(error):
                message = _("{file}, row {row}: a cell holds more than {limit} characters.")
                limit = MOST_CHARACTERS
                raise IntakeError(message.format(file=name, row=number, limit=limit)) from error
        else:
            return rows
    return []  # pragma: no cover - one of the two readings returns or raises


def _cell(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
