"""What is planned is what a person would write down, once, and without personal data."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

import pytest

from tests.sources.intake.support import AGREEMENT, HEADINGS, plan, read, table
from tests.tools import write
from wijk_ext import locale
from wijk_ext.analysis.suggestions import suggestions
from wijk_ext.sources.intake.plan import known_keys, write_import
from wijk_ext.sources.intake.privacy import personal_data, without
from wijk_ext.sources.intake.table import IntakeError, Row, Table

if TYPE_CHECKING:
    from wijk_ext.sources.source import Source

ROWS = (
    {
        "ID": "17",
        "Vraag": "Geldt de termijn ook in de vakantie?",
        "Toelichting": "Regel *een*.\n\n- Regel twee.",
        "Organisatie": "gemeente voorbeeldstad",
        "Datum": "24/10/2026 14:03",
        "Over": "Afspraak af-003: antwoord",
        "Soort": "Onduidelijkheid",
    },
    {"ID": "18", "Vraag": "Wie betaalt de aansluiting?", "Organisatie": "Raad"},
)
WRITTEN = """\
:::{{onduidelijkheid}} Geldt de termijn ook in de vakantie?
:id: ON-001
:status: open
:ingebracht_door: gemeente
:datum: 2026-10-24
:over: AF-003

% herkomst: {key}

Regel \\*een\\*.

\\- Regel twee.
:::"""


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.activate("en")


@pytest.fixture
def source(tmp_path: Path) -> Source:
    write(tmp_path, {"index.md": "# Start\n", "afspraken.md": AGREEMENT})
    return read(tmp_path)


def test_a_row_becomes_an_item_on_a_new_page(source: Source) -> None:
    found = plan(source, table(*ROWS))
    assert (found.path, found.is_new_page) == (PurePath("open-punten/binnengekomen.md"), True)
    first, second = found.items
    (key, _other) = known_keys(after(source, found))
    assert first.text == WRITTEN.format(key=key)
    assert (second.id, second.type, first.remarks, second.remarks) == ("VR-001", "vraag", (), ())
    assert found.after.decode() == f"# Questions that came in\n\n{first.text}\n\n{second.text}\n"
    assert found.columns["titel"] == "Vraag"
    assert found.left_out == ("E-mail",)
    item = read(source.folder).document.by_id()["VR-001"]
    assert (item.text("ingebracht_door"), item.status) == ("gemeente/raad", "open")


def after(source: Source, found: Any) -> Source:
    write_import(source.folder, found)
    return read(source.folder)


def test_the_same_file_twice_changes_nothing(source: Source) -> None:
    first = plan(source, table(*ROWS))
    now = after(source, first)
    second = plan(now, table(*ROWS))
    assert (second.items, second.after) == ((), first.after)
    assert second.known == ((2, "ON-001"), (3, "VR-001"))
    before = (now.folder / first.path).stat().st_mtime_ns
    write_import(now.folder, second)
    assert (now.folder / first.path).stat().st_mtime_ns == before


def test_a_grown_file_adds_what_is_new_also_when_items_moved(source: Source) -> None:
    first = plan(source, table(*ROWS))
    edited = first.items[0].text.replace("ook in de vakantie", "altijd")
    write(
        source.folder,
        {"open-punten/vragen.md": f"# Vragen\n\n::::{{note}}\n{edited}\n::::\n\nTekst\n"},
    )
    grown = plan(read(source.folder), table(*ROWS, {"ID": "19", "Vraag": "Nieuw?"}))
    assert grown.known == ((2, "ON-001"),)
    assert [item.row for item in grown.items] == [3, 4]


def test_rows_without_a_number_are_known_by_what_they_say(source: Source) -> None:
    rows = [{"Vraag": "Wat kost het?"}, {"Vraag": " wat KOST het"}, {"Vraag": "Wat nu?"}]
    found = plan(source, table(*rows))
    assert [item.row for item in found.items] == [2, 4]
    assert found.known == ((3, "VR-001"),)
    now = after(source, found)
    changed = [{"Vraag": "Wat kost het?", "Toelichting": "Per maand"}]
    assert len(plan(now, table(*changed)).items) == 1


def test_the_same_number_in_another_form_is_another_question(source: Source) -> None:
    now = after(source, plan(source, table({"ID": "1", "Vraag": "Een?", "Datum": "2026-11-02"})))
    again = {"ID": "1", "Vraag": "Een?", "Datum": "2-11-2026", "Toelichting": "Aangevuld"}
    assert not plan(now, table(again)).items
    assert plan(now, table({"ID": "1", "Vraag": "Twee?", "Datum": "2026-11-02"})).items
    assert plan(now, table({"ID": "1", "Vraag": "Een?", "Datum": "2026-11-03"})).items


def test_it_comes_behind_the_last_open_point_of_a_page(source: Source) -> None:
    page = "# Vragen\r\n\r\n:::{vraag} Oud\r\n:id: VR-004\r\n:::\r\n\r\n## Meer\r\n\r\nTekst"
    write(source.folder, {"vragen.md": page.encode()})
    found = plan(read(source.folder), table(ROWS[1]), page="vragen.md", taken=frozenset({"VR-020"}))
    start, end = page[: page.index("\r\n\r\n## Meer")], page[page.index("\r\n\r\n## Meer") :]
    text = found.items[0].text.replace("\n", "\r\n")
    assert found.items[0].id == "VR-021"
    assert found.after.decode() == f"{start}\r\n\r\n{text}{end}"
    assert found.line == 7


def test_pages_that_cannot_be_written_on(source: Source) -> None:
    for page in ("../buiten.md", "/tmp/x.md"):
        with pytest.raises(IntakeError):
            plan(source, table(ROWS[1]), page=page)
    (source.folder / "los.md").write_text("")
    with pytest.raises(IntakeError):
        plan(source, table(ROWS[1]), page="los.md")
    found = plan(source, table(ROWS[1]), page="afspraken.md")
    write(source.folder, {"afspraken.md": AGREEMENT + "\nMeer.\n"})
    for act in (
        lambda: write_import(source.folder, found),
        lambda: plan(source, table(ROWS[1]), page="afspraken.md"),
    ):
        with pytest.raises(IntakeError, match="in the meantime"):
            act()


def test_nothing_comes_inside_a_block_that_is_not_closed(tmp_path: Path) -> None:
    write(tmp_path, {"index.md": "# Start\n", "vragen.md": "# Vragen\n\n```\ncode\n"})
    found = read_with_problems(tmp_path)
    with pytest.raises(IntakeError, match=r"vragen\.md:"):
        plan(found, table(ROWS[1]), page="vragen")


def read_with_problems(folder: Path) -> Source:
    from tests.sources.intake.support import DIALECT, wijk
    from wijk_ext.sources.source import read_source

    names = {path.stem: PurePath(path.name) for path in sorted(folder.glob("*.md"))}
    return read_source(folder, wijk(), names, DIALECT, inline=True)[0]


def test_what_is_not_certain_is_said(source: Source) -> None:
    row = {
        "Vraag": "x" * 90 + " " + "y" * 90,
        "Organisatie": "Onbekend\x1b[31m",
        "Datum": "03/04/2026",
        "Over": "AF-999",
        "Soort": "klacht",
    }
    (item,) = plan(source, table(row)).items
    assert len(item.remarks) == 5
    assert "\x1b" not in "".join(item.remarks)
    assert item.title == "x" * 90 + "…"
    assert "x" * 90 + " " + "y" * 90 in item.text
    assert ":over:" not in item.text
    (later,) = plan(source, table({"Vraag": "Hoe?", "Datum": "2027-01-01"})).items
    assert "2027-01-01" in later.remarks[0]
    (named,) = plan(source, table({"Vraag": "Hoe werkt AF-003?"})).items
    assert ":over: AF-003" in named.text
    title = {"Vraag": "Hoe?", "Over": "bewoners krijgen binnen vijf werkdagen antwoord."}
    assert ":over: AF-003" in plan(source, table(title)).items[0].text


def test_organisations_by_the_names_people_give_them(tmp_path: Path) -> None:
    write(tmp_path, {"index.md": "# Start\n"})
    source = read(tmp_path, organisations={"De Linde": "corporatie"})
    written = {"de linde": "corporatie", "gemeente/raad": "gemeente/raad", "Raad": "gemeente/raad"}
    for text, reader in written.items():
        (item,) = plan(source, table({"Vraag": "Hoe?", "Organisatie": text})).items
        assert f":ingebracht_door: {reader}\n" in item.text


def test_rows_that_ask_nothing(source: Source) -> None:
    found = plan(source, table({"ID": "1"}, {"Toelichting": "Alleen dit\nen dat"}))
    assert [row for row, _why in found.refused] == [2]
    assert found.items[0].title == "Alleen dit"
    assert "en dat" in found.items[0].text


PERSONAL = {
    "Bel mij: 06 12345678 of 020-6241111.": "Bel mij: [X] of [X].",
    "Mail jan.voorbeeld+a@post.example, graag": "Mail [X], graag",
    "Naam: J. Voorbeeld, tel: 1234": "Naam: [X], tel: [X]",
    "Hoe lang duurt het?\nMet vriendelijke groet,\nJ. de Vries": (
        "Hoe lang duurt het?\nMet vriendelijke groet,\n[X]"
    ),
    "Ik ben jan  voorbeeld uit de straat": "Ik ben [X] uit de straat",
    "In 2027 komen er 1200 woningen bij AF-003.": "In 2027 komen er 1200 woningen bij AF-003.",
    "Groeten doen we niet, want het is een formulier dat iedereen leest": (
        "Groeten doen we niet, want het is een formulier dat iedereen leest"
    ),
}


@pytest.mark.parametrize("text", PERSONAL)
def test_personal_data_is_found(text: str) -> None:
    shown = without(text, personal_data(text, ["Jan Voorbeeld"]))
    assert shown == PERSONAL[text].replace("[X]", "[left out]")


def test_personal_data_is_left_out_unless_asked_for(source: Source) -> None:
    row = {
        "Vraag": "Mail aan a@b.example?",
        "Toelichting": "Tel: 06 12345678",
        "E-mail": "c@d.example",
    }
    (item,) = plan(source, table(row)).items
    assert not [part for part in ("a@b", "12345678", "c@d") if part in item.text]
    assert item.title == "Mail aan [left out]?"
    assert "left out" in item.remarks[0]
    (kept,) = plan(source, table(row), keep_personal=True).items
    assert "a@b.example" in kept.text
    assert "06 12345678" in kept.text
    assert "c@d" not in kept.text
    assert "kept" in kept.remarks[0]


def test_suggestions_are_comments_and_never_links(source: Source) -> None:
    old = ":::{vraag} Wie betaalt de aansluiting op het warmtenet?\n:id: VR-001\n:::\n"
    write(source.folder, {"vragen.md": f"# Vragen\n\n{old}"})
    rows = (
        {"Vraag": "Wie gaat de aansluiting op het warmtenet betalen?"},
        {"Vraag": "Krijgen bewoners antwoord binnen vijf werkdagen in de zomer?"},
        {"Vraag": "Mag de schilder in april komen?"},
        {"Vraag": "Komt de schilder in april langs of mag dat niet?"},
    )
    found = plan(read(source.folder), table(*rows), suggest=suggestions)
    told = [(one.suggestion.about, one.suggestion.alike) for one in found.items]
    assert told[:2] == [("", ("VR-001",)), ("AF-003", ())]
    assert "\n% Looks like VR-001.\n" in found.items[0].text
    assert "\n% Seems to be about AF-003.\n" in found.items[1].text
    assert not any(":over:" in one.text for one in found.items)
    now = after(source, found)
    assert len(now.document.items) == 6
    assert not plan(now, table(*rows), suggest=suggestions).items


def test_the_same_input_gives_the_same_bytes(source: Source) -> None:
    rows = [{"ID": str(n), "Vraag": f"Vraag {n} over de aansluiting?"} for n in range(20)]
    first = plan(source, table(*rows), suggest=suggestions)
    assert first == plan(source, table(*rows), suggest=suggestions)


def test_a_page_does_not_grow_beyond_its_limit(source: Source) -> None:
    text = "woord " * 3_000
    rows = [Row(n, (str(n), f"Vraag {n}", text, *[""] * 5)) for n in range(2, 62)]
    with pytest.raises(IntakeError, match="1000 kB"):
        plan(source, Table("x.csv", HEADINGS, tuple(rows)))
