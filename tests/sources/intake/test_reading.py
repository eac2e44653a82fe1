"""Tables as programs and people make them, read as texts; what can't be read is named by row."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, datetime, time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from wijk_ext import locale
from wijk_ext.sources.intake.csv_table import csv_table
from wijk_ext.sources.intake.reading import read_table
from wijk_ext.sources.intake.table import MOST_CHARACTERS, MOST_ROWS, IntakeError
from wijk_ext.sources.intake.xlsx_table import xlsx_table

if TYPE_CHECKING:
    from pathlib import Path

    from wijk_ext.sources.intake.table import Table

LINES = [["Vraag", "Toelichting"], ["Hoe, wat; en waar|wie?", 'Regel 1\nRegel "2"'], ["Één?", ""]]
SOME = ["Vraag", "Toelichting"], [(2, *LINES[1]), (3, "Één?", "")]


def found(table: Table) -> tuple[list[str], list[tuple[object, ...]]]:
    return list(table.headings), [(row.number, *row.cells) for row in table.rows]


@pytest.mark.parametrize("separator", list(",;\t|"))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_csv_in_all_its_forms(separator: str, encoding: str, end: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=end).writerows(LINES)
    text = out.getvalue().replace("Regel 1\n", f"Regel 1{end}")
    assert found(csv_table("x.csv", text.encode(encoding))) == SOME


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff"), max_size=12)


@given(
    rows=st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=6),
    separator=st.sampled_from(",;\t|"),
)
def test_what_was_written_is_read(rows: list[list[str]], separator: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL)
    writer.writerows([["Een", "Twee", "Drie"], *rows])
    wanted = [
        (number, *cells)
        for number, row in enumerate(rows, 2)
        if any(cells := [c.replace("\r\n", "\n").replace("\r", "\n").strip() for c in row])
    ]
    data = out.getvalue().encode()
    if wanted:
        assert found(csv_table("x", data))[1] == wanted
    else:
        with pytest.raises(IntakeError):
            csv_table("x", data)


def test_uneven_and_empty_rows() -> None:
    table = csv_table("x", b"sep=;\n\n;;\nA;B\n1\n\n1;2;3\n;\n")
    assert found(table) == (["A", "B"], [(5, "1", ""), (7, "1", "2")])
    assert [row.has_surplus for row in table.rows] == [False, True]


def book(*rows: list[object], title: str = "Blad") -> Workbook:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return made


def saved(made: Workbook) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_a_workbook_gives_what_a_person_sees() -> None:
    locale.activate("en")
    made = book(
        ["Alle vragen"],
        [],
        [None, "Nr", "Vraag", "Datum"],
        [None, 1.0, " Eerste\r\nregel ", datetime(2026, 11, 24, 14, 3, 11)],  # noqa: DTZ001
        [None, 2.25, True, date(2026, 11, 24)],
        [],
        [None, 12345678901, "_x0041_", time(9, 30)],
        [None, None, "=1+1", None],
    )
    made.active.merge_cells("A1:D1")  # type: ignore[union-attr]
    assert found(xlsx_table("x", saved(made))) == (
        ["", "Nr", "Vraag", "Datum"],
        [
            (4, "", "1", "Eerste\nregel", "2026-11-24 14:03"),
            (5, "", "2.25", "yes", "2026-11-24"),
            (7, "", "12345678901", "A", "09:30"),
        ],  # a formula that nobody worked out yet has no value
    )


def test_a_sheet_by_name_or_the_first_that_shows() -> None:
    made = book(["Vraag"], ["verborgen"])
    made.active.sheet_state = "hidden"  # type: ignore[union-attr]
    for title in ("Een", "Twee"):
        sheet = made.create_sheet(title)
        sheet.append(["Vraag"])
        sheet.append([title])
    data = saved(made)
    assert found(xlsx_table("x", data))[1] == [(2, "Een")]
    assert found(xlsx_table("x", data, "twee"))[1] == [(2, "Twee")]
    with pytest.raises(IntakeError, match="Blad, Een, Twee"):
        xlsx_table("x", data, "Drie")


def with_part(name: str, data: bytes) -> bytes:
    out = io.BytesIO(saved(book(["Vraag"], ["x"])))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr(name, data)
    return out.getvalue()


BROKEN = {
    "empty": b"",
    "binary": b"a\0b",
    "not UTF-8": b"Vraag\nA\x81\n",
    "half UTF-16": b"\xff\xfea",
    "open quote": b'Vraag;B\nx;y\n"a;b\nc;d\n',
    "only headings": b"Vraag;B\n",
    "wide": b";".join([b"a"] * 201) + b"\n" + b"x\n",
    "long": b"Vraag;B\n" + b"x" * (MOST_CHARACTERS + 1) + b";\n",
    "very long": b"Vraag;B\nx;" + b"x" * 200_000,
    "high": b"Vraag;B\n" + b"x;y\n" * (MOST_ROWS + 1),
    "old Excel": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 10,
    "half a zip": b"PK\x03\x04" + b"x" * 50,
    "macros": with_part("xl/vbaProject.bin", b"x"),
    "bomb": with_part("xl/media/a.bin", b"\0" * 70_000_000),
    "entities": with_part("xl/x.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'),
    "entities in UTF-16": with_part("xl/x.xml", "<!DOCTYPE x>".encode("utf-16")),
}
ROWS = {"open quote": 3, "wide": 1, "long": 2, "very long": 2, "high": MOST_ROWS + 2}


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_read_is_said_in_one_sentence(tmp_path: Path, name: str) -> None:
    path = tmp_path / "vragen.csv"
    path.write_bytes(BROKEN[name])
    with pytest.raises(IntakeError) as caught:
        read_table(path)
    assert "vragen.csv" in str(caught.value)
    assert str(tmp_path) not in str(caught.value)
    if name in ROWS:
        assert f" {ROWS[name]}:" in str(caught.value)


def test_other_zips_and_missing_files(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    (tmp_path / "x.ods").write_bytes(out.getvalue())
    for name in ("x.ods", "weg.csv", "."):
        with pytest.raises(IntakeError):
            read_table(tmp_path / name)
    (tmp_path / "x.csv").write_bytes(b"Vraag\nx\n")
    with pytest.raises(IntakeError):
        read_table(tmp_path / "x.csv", "Blad1")


def test_a_far_away_cell_takes_no_long_time() -> None:
    made = book(["Vraag"], ["x"])
    made.active.cell(1_048_576, 1, "ver")  # type: ignore[union-attr]
    assert found(xlsx_table("x", saved(made)))[1] == [(2, "x"), (1_048_576, "ver")]
    made.active.cell(2, 16_384, "ver")  # type: ignore[union-attr]
    with pytest.raises(IntakeError):
        xlsx_table("x", saved(made))
