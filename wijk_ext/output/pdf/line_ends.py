"""Keep apart the data of a stream in a PDF file and the line end that follows it.

Typst ends the data of a stream with a line feed. When the last byte of the data is a carriage
return, the two look like one line end, and a validator counts one byte less than the file says
(ISO 19005-2, 6.1.7.1). With a carriage return before the line feed nothing can be mistaken.
"""

from __future__ import annotations

import re
from typing import Final

_END: Final = b"\r\nendstream\nendobj\n"
_CLEAR: Final = b"\r\r\nendstream\nendobj\n"
_TABLE: Final = re.compile(rb"xref\r?\n0 (\d+)\r?\n")
_ROW: Final = 20
_START: Final = b"startxref\n"


def with_clear_line_ends(pdf: bytes) -> bytes:
    """Return a PDF file whose cross-reference table stands at its end, with clear line ends.

    A file that is built in another way comes back as it is.
    """
    tail = pdf.rfind(_START)
    number = re.match(rb"\d+", pdf[tail + len(_START) :]) if tail >= 0 else None
    table = _TABLE.match(pdf, int(number[0])) if number else None
    if _END not in pdf or number is None or table is None:
        return pdf
    rows = [
        pdf[start : start + _ROW]
        for start in range(table.end(), table.end() + int(table[1]) * _ROW, _ROW)
    ]
    offsets = [int(row[:10]) if row[17:18] == b"n" else None for row in rows]
    places = sorted({place for place in offsets if place is not None} | {table.start()})
    moved: dict[int, int] = {}
    parts = [pdf[: places[0]]]
    length = len(parts[0])
    for start, end in zip(places, [*places[1:], len(pdf)], strict=True):
        moved[start] = length
        part = pdf[start:end]
        if start != table.start() and part.rstrip(b"\n").endswith(_END.rstrip(b"\n")):
            part = part.replace(_END, _CLEAR) if part.count(_END) == 1 else part
        parts.append(part)
        length += len(part)
    rows = [
        row if place is None else b"%010d" % moved[place] + row[10:]
        for row, place in zip(rows, offsets, strict=True)
    ]
    rest = pdf[table.end() + len(rows) * _ROW : tail]
    after = pdf[tail + len(_START) + len(number[0]) :]
    place_of_table = b"%d" % moved[table.start()]
    return b"".join([*parts[:-1], table[0], *rows, rest, _START, place_of_table, after])
