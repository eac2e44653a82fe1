"""Read a file with questions, whatever it is called: CSV, or Excel without macros."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wijk_ext.locale import gettext as _
from wijk_ext.sources.intake.csv_table import csv_table
from wijk_ext.sources.intake.table import IntakeError

if TYPE_CHECKING:
    from pathlib import Path

    from wijk_ext.sources.intake.table import Table

MOST_BYTES: Final = 20_000_000
_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0"
"""How a workbook begins that has a password, or is of the kind before 2007 (``.xls``)."""


def read_table(path: Path, sheet: str = "") -> Table:
    """Read a CSV or XLSX file; ``sheet`` names a sheet of a workbook, the first one if empty.

    Raises IntakeError when the file can't be read or is too large; the message names the row.
    """
    data = _data(path)
    if data.startswith(_OLE):
        message = _(
            "{file}: has a password, or is of an old kind (.xls). Open it in Excel and save it as "
            "“Excel-werkmap (.xlsx)” without a password."
        )
        raise IntakeError(message.format(file=path.name))
    if data.startswith(_ZIP):
        from wijk_ext.sources.intake.xlsx_table import xlsx_table  # noqa: PLC0415 - loads much

        return xlsx_table(path.name, data, sheet)
    if sheet:
        message = _("{file}: has no sheets, so there is no sheet “{sheet}”.")
        raise IntakeError(message.format(file=path.name, sheet=sheet))
    return csv_table(path.name, data)


def _data(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise IntakeError(_("{file}: there is no such file.").format(file=path.name))
        if path.stat().st_size > MOST_BYTES:
            message = _("{file}: is larger than {limit} MB; split it.")
            limit = MOST_BYTES // 1_000_000
            raise IntakeError(message.format(file=path.name, limit=limit))
        data = path.read_bytes()
    except OSError as error:
        message = _("{file}: can't be read: {why}")
        raise IntakeError(message.format(file=path.name, why=error.strerror)) from error
    if not data.strip():
        raise IntakeError(_("{file}: is empty.").format(file=path.name))
    return data
