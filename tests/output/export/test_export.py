"""Items out: the same words come back in, dates are dates, and nothing calculates."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.analysis.documents import WIJK, document, item
from tests.sources.intake.support import HOSTILE
from wijk_ext import locale
from wijk_ext.model.document import Document
from wijk_ext.model.snapshot import ItemState, PageState, Passage
from wijk_ext.model.vocabulary import ItemType, Phase, Status
from wijk_ext.output.export.columns import texts_of
from wijk_ext.output.export.csv_file import export_csv, is_formula_like
from wijk_ext.output.export.json_file import export_json
from wijk_ext.output.export.xlsx_file import export_xlsx
from wijk_ext.sources.intake.reading import read_table
from wijk_ext.sources.intake.xlsx_table import xlsx_table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Export = Callable[[Document, dict[str, str]], bytes]

SOME = document(
    item("AF-003", "vastgesteld", title="Antwoord", partijen=("gemeente", "corporatie")),
    item("AF-004", "vastgesteld", title="Netjes", ingangsdatum="2027-03-03"),
    item("AM-001", title="Warm", streefjaar=2040, thema=("kosten", "tijd")),
    item("VR-001", title="=1+1", ingebracht_door="gemeente/raad", over="AF-003 JZ-001"),
)
TEXTS = {"AF-003": "Eerste regel\nTweede regel"}


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.activate("en")


def csv_rows(data: bytes) -> list[dict[str, str]]:
    text = data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_csv_reads_back() -> None:
    data = export_csv(SOME, TEXTS)
    assert data.startswith(b"\xef\xbb\xbf")
    first, second, third, fourth = csv_rows(data)
    assert first["Parties"] == "Gemeente; Woonstichting"
    assert first["Text"] == "Eerste regel\nTweede regel"
    assert (first["Id"], first["Type"], first["Status"]) == ("AF-003", "Agreement", "adopted")
    assert second["In force from"] == "2027-03-03"
    assert (third["Target year"], third["Themes"]) == ("2040", "kosten; tijd")
    assert fourth["Title"] == "'=1+1"
    assert fourth["Raised by"] == "Gemeente, Gemeenteraad"
    assert fourth["Is about"] == "AF-003; JZ-001 (not in this excerpt)"
    assert "Owner" not in first


def test_a_workbook_has_a_sheet_per_type_with_real_dates() -> None:
    book = load_workbook(io.BytesIO(export_xlsx(SOME, TEXTS)))
    assert book.sheetnames == ["Ambitions", "Agreements", "Questions"]
    sheet = book["Agreements"]
    headings = [cell.value for cell in sheet[1]]
    assert headings[:4] == ["Id", "Type", "Title", "Status"]
    row = dict(zip(headings, [cell.value for cell in sheet[3]], strict=True))
    assert row["In force from"] == datetime(2027, 3, 3)  # noqa: DTZ001 - Excel has no time zones
    assert row["Parties"] is None
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == sheet.dimensions
    assert book["Ambitions"]["A1"].font.bold
    years = [cell.value for cell in book["Ambitions"][2]]
    assert 2040 in years
    assert book["Questions"]["C2"].value == "=1+1"
    assert book["Questions"]["C2"].data_type == "s"
    assert book["Questions"]["C2"].quotePrefix


def test_json_reads_back() -> None:
    data = json.loads(export_json(SOME, TEXTS))
    assert [one["id"] for one in data["items"]] == ["AF-003", "AF-004", "AM-001", "VR-001"]
    first, _second, third, fourth = data["items"]
    assert first["fields"] == {"partijen": ["gemeente", "corporatie"]}
    assert first["text"] == TEXTS["AF-003"]
    assert third["fields"] == {"streefjaar": 2040, "thema": ["kosten", "tijd"]}
    assert fourth["links"] == {"over": ["AF-003", "JZ-001"]}
    assert data["types"]["afspraak"]["fields"]["ingangsdatum"] == "in force from"
    assert data["links"] == {"over": {"label": "is about", "reverse": "is questioned in"}}


@pytest.mark.parametrize("export", [export_csv, export_xlsx, export_json])
def test_the_same_items_give_the_same_bytes(
    export: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = export(SOME, TEXTS)
    monkeypatch.setattr("zipfile.time.localtime", lambda *_a: (2031, 1, 1, 1, 1, 1, 0, 1, 0))
    assert export(SOME, TEXTS) == first
    assert b"2026" not in first
    assert export(document(), {})


def test_a_workbook_tells_no_moment() -> None:
    with zipfile.ZipFile(io.BytesIO(export_xlsx(SOME))) as parts:
        assert {one.date_time for one in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = parts.read("docProps/core.xml").decode()
    assert core.count("2000-01-01T00:00:00Z") == 2
    assert not [name for name in parts.namelist() if "external" in name.lower()]


def test_sheets_have_names_that_excel_takes() -> None:
    types = [
        ItemType(f"t{n}", f"T{n}-", "x", name, (Status("a", "a", Phase.ACTIVE),))
        for n, name in enumerate(["Een/twee: [x]" * 5, "een twee   x " * 5, "'", ""])
    ]
    wijk = replace(WIJK, vocabulary=WIJK.vocabulary.extended(types))
    items = [replace(item("AF-001"), type=one.name) for one in types]
    names = load_workbook(io.BytesIO(export_xlsx(Document(wijk, tuple(items))))).sheetnames
    assert len({name.casefold() for name in names}) == 4
    assert all(0 < len(name) <= 31 for name in names)


def test_hostile_texts_stay_texts_in_a_spreadsheet() -> None:
    items = [item(f"VR-{n:03d}", title=text) for n, text in enumerate(HOSTILE, 1)]
    book = load_workbook(io.BytesIO(export_xlsx(document(*items))))
    (sheet,) = book.worksheets
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            assert cell.data_type in {"s", "n"}
            assert cell.data_type == "s" or cell.value is None
            assert cell.hyperlink is None
    clean = [item(one.id, title=one.title.encode("utf-8", "replace").decode()) for one in items]
    for one in csv_rows(export_csv(document(*clean))):
        assert one["Title"][:1] not in tuple("=+-@\t\r＝")


FORMULA_LIKE = ["=1", "+1", "-1", "@x", "\t=1", "\rx", "\n=1", "  =1", "\xa0=1", "＝1", "＋1", "|x"]


def test_what_is_taken_for_a_formula() -> None:
    assert all(map(is_formula_like, FORMULA_LIKE))
    assert not any(map(is_formula_like, ["", " ", "a=1", "1+1", "'=1", "(x)", "één"]))


LINE = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]), max_size=30
)


@given(st.lists(LINE.map(lambda text: f"a{text}b"), min_size=1, max_size=4))
@settings(max_examples=40, deadline=None)
def test_words_come_back_through_our_own_reader(titles: list[str]) -> None:
    items = document(*(item(f"VR-{n:03d}", title=one) for n, one in enumerate(titles, 1)))
    table = xlsx_table("x", export_xlsx(items))
    place = table.headings.index("Title")
    assert [row.cells[place] for row in table.rows] == titles


def test_what_was_exported_can_be_imported(tmp_path: Path) -> None:
    path = tmp_path / "x"
    for data in (export_csv(SOME, TEXTS), export_xlsx(SOME, TEXTS)):
        path.write_bytes(data)
        assert "Title" in read_table(path).headings


def test_texts_come_from_the_passages_of_a_reader() -> None:
    state = ItemState(
        "AF-003",
        "afspraak",
        "x",
        "concept",
        passages=(
            Passage("paragraph", "Een"),
            Passage("html", ""),
            Passage("point", "Twee"),
        ),
    )
    assert texts_of({"p": PageState("P", items=(state,))}) == {"AF-003": "Een\nTwee"}
