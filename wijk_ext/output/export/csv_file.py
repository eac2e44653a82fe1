"""Items as CSV, as Excel opens it in the Netherlands, and safe to open in any spreadsheet."""

from __future__ import annotations

import csv
import io
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Final

from wijk_ext.output.export.columns import table_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wijk_ext.model.document import Document
    from wijk_ext.output.export.columns import Value

SEPARATOR: Final = ";"
FORMULA: Final = frozenset("=+-@\t\r\n|%")
"""Signs with which a spreadsheet may begin to calculate, after OWASP's page on CSV injection and
two that older ones know."""


def export_csv(document: Document, texts: Mapping[str, str] | None = None) -> bytes:
    """Return all items of a document as one table, in UTF-8 with a byte order mark.

    ``texts`` has what stands below their titles, by id. A text that a spreadsheet could take for a
    formula gets an apostrophe before it.
    """
    table = table_of(document, document.items, texts or {})
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=SEPARATOR, lineterminator="\r\n")
    writer.writerow([column.heading for column in table.columns])
    for row in table.rows:
        writer.writerow([_cell(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def is_formula_like(text: str) -> bool:
    """Return whether a spreadsheet could take a text for a formula."""
    # a full-width sign counts as its plain form, and white space before it is passed over
    start = text.lstrip(" \N{NO-BREAK SPACE}")[:1]
    return unicodedata.normalize("NFKC", start)[:1] in FORMULA if start else False


def _cell(value: Value) -> str:
    if isinstance(value, date):
        return value.isoformat()
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and is_formula_like(text) else text
