"""Items as an Excel workbook: a sheet per type, real dates, filters, and no formulas."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from wijk_ext.locale import gettext as _
from wijk_ext.output.export.columns import table_of, tables_by_type
from wijk_ext.output.export.csv_file import is_formula_like

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wijk_ext.model.document import Document
    from wijk_ext.output.export.columns import ItemTable, Value

LONGEST_CELL: Final = 32_767
"""The most characters that Excel keeps in a cell."""
_WIDTHS: Final = {"id": 10, "title": 60, "text": 80}
_WIDTH: Final = 22
_DATE_WIDTH: Final = 14
_DATE_FORMAT: Final = "dd-mm-yyyy"
_LONGEST_NAME: Final = 31
_NOT_IN_NAME: Final = re.compile(r"[\[\]:*?/\\]")
_ESCAPE: Final = re.compile(r"(?=_x[0-9A-Fa-f]{4}_)")
_NOT_IN_XML: Final = re.compile("[\ud800-\udfff\ufffe\uffff]")
_MOMENT: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - openpyxl wants it so; it tells nothing
_ZIP_DATE: Final = (1980, 1, 1, 0, 0, 0)


def export_xlsx(document: Document, texts: Mapping[str, str] | None = None) -> bytes:
    """Return the items of a document as a workbook; the same items give the same bytes.

    ``texts`` has what stands below their titles, by id. Whatever a text begins with, it is kept as
    a text: no cell holds a formula.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    tables = tables_by_type(document, texts or {})
    for table in tables or [table_of(document, (), texts or {}, _("Items"))]:
        sheet = book.create_sheet(_sheet_name(table.name, [one.title for one in book.worksheets]))
        _fill(sheet, table)
    book.properties.creator = "wijk_ext"
    book.properties.created = _MOMENT
    out = io.BytesIO()
    book.save(out)
    return _packed(out)


def _fill(sheet: Any, table: ItemTable) -> None:
    for place, column in enumerate(table.columns, 1):
        _put(sheet.cell(1, place), column.heading).font = Font(bold=True)
        values = [row[place - 1] for row in table.rows]
        is_date = any(isinstance(value, date) for value in values)
        width = _DATE_WIDTH if is_date else _WIDTH
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = _WIDTHS.get(column.name, width)
        for number, value in enumerate(values, 2):
            if value not in {None, ""}:
                _put(sheet.cell(number, place), value)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions


def _put(cell: Any, value: Value) -> Any:
    if not isinstance(value, str):
        cell.value = value
        if isinstance(value, date):
            cell.number_format = _DATE_FORMAT
        return cell
    text = _NOT_IN_XML.sub("", ILLEGAL_CHARACTERS_RE.sub("", value))
    text = _ESCAPE.sub("_x005F", text)  # or Excel would read “_x000D_” as one character
    cell.value = text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"
    cell.data_type = "s"
    cell.quotePrefix = is_formula_like(text)  # it stays a text when somebody edits the cell
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell


def _sheet_name(name: str, taken: list[str]) -> str:
    """Return the name of a sheet, which Excel allows and no other sheet has."""
    known = {one.casefold() for one in taken}
    plain = _NOT_IN_NAME.sub(" ", name).strip(" '") or _("Items")
    for ending in ("", *(f" {number}" for number in range(2, len(known) + 3))):
        found = plain[: _LONGEST_NAME - len(ending)] + ending
        if found.casefold() not in known:
            return found
    return plain


def _packed(written: io.BytesIO) -> bytes:
    """Return the file without the moment at which it was written."""
    made = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(made, "w") as target:
        for name, data in _parts(source):
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            target.writestr(entry, data, compresslevel=6)
    return made.getvalue()


def _parts(source: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    moment = _MOMENT.isoformat().encode() + b"Z"
    for name in source.namelist():
        data = source.read(name)
        if name == "docProps/core.xml":
            data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + moment, data)
        yield name, data
