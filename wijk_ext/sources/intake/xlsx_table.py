"""Read a workbook: values as a person sees them, and never a formula, a macro or a link."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Final

from openpyxl import load_workbook

from wijk_ext.locale import gettext as _
from wijk_ext.sources.intake.table import IntakeError, Table, table_of

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BYTES: Final = 60_000_000
"""Of all parts of the file together, unpacked."""
MOST_PARTS: Final = 1_000
_MACROS: Final = "vbaproject"
_DOCTYPE: Final = "<!DOCTYPE"
"""Begins declarations, with which a small file can become a large one; no spreadsheet writes it."""
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""How a workbook writes a character that XML has no place for."""


def xlsx_table(name: str, data: bytes, sheet: str = "") -> Table:
    """Return the table on a sheet of a workbook, of the first visible sheet when none is named.

    Raises IntakeError when it is no workbook, holds macros, is too large, or has no such sheet.
    """
    _check(name, data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and filters, of no matter here
        try:
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            found = _sheet(book, name, sheet)
            found.reset_dimensions()  # what the file says of its size need not be so
            return table_of(name, _rows(found))
        except IntakeError:
            raise
        except Exception as error:  # a broken file breaks openpyxl in any way
            raise IntakeError(_broken(name)) from error


def _check(name: str, data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            entries = parts.infolist()
            if len(entries) > MOST_PARTS or sum(one.file_size for one in entries) > MOST_BYTES:
                message = _("{file}: is larger than {limit} MB when unpacked; split it.")
                limit = MOST_BYTES // 1_000_000
                raise IntakeError(message.format(file=name, limit=limit))
            names = [one.filename.casefold() for one in entries]
            if any(_MACROS in one for one in names):
                message = _("{file}: holds macros. Save it as “Excel-werkmap (.xlsx)”.")
                raise IntakeError(message.format(file=name))
            if "xl/workbook.xml" not in names:
                raise IntakeError(_broken(name))
            if any(_has_declarations(parts.read(one)) for one in entries if _is_xml(one.filename)):
                raise IntakeError(_broken(name))
    except (zipfile.BadZipFile, zipfile.LargeZipFile, RuntimeError, OSError, ValueError) as error:
        raise IntakeError(_broken(name)) from error


def _broken(name: str) -> str:
    message = _("{file}: can't be read. Open it in Excel and save it as “Excel-werkmap (.xlsx)”.")
    return message.format(file=name)


def _is_xml(name: str) -> bool:
    return name.casefold().endswith((".xml", ".rels", ".vml"))


def _has_declarations(data: bytes) -> bool:
    return any(_DOCTYPE.encode(encoding) in data for encoding in ("ascii", "utf-16le", "utf-16be"))


def _sheet(book: Any, name: str, wanted: str) -> Any:
    sheets = book.worksheets
    if wanted:
        for one in sheets:
            if one.title.casefold() == wanted.casefold():
                return one
        message = _("{file}: has no sheet “{sheet}”. The sheets are: {sheets}.")
        titles = ", ".join(one.title for one in sheets)
        raise IntakeError(message.format(file=name, sheet=wanted, sheets=titles))
    visible = [one for one in sheets if one.sheet_state == "visible"]
    if not visible:
        raise IntakeError(_("{file}: there are no rows below the headings.").format(file=name))
    return visible[0]


def _rows(sheet: Any) -> Iterator[list[str]]:
    for cells in sheet.iter_rows(values_only=True):
        yield [_text(value) for value in cells]


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return _("yes") if value else _("no")
        case float():
            return str(int(value)) if value.is_integer() else f"{value:.15g}"
        case date() | time():
            return _moment(value)
        case _:
            text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value))
            return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _moment(value: date | time) -> str:
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes") if value.time() != time() else _moment(value.date())
    return value.isoformat("minutes") if isinstance(value, time) else value.isoformat()
