"""Columns are told by wijk.toml or by the headings that forms have; dates only when certain."""

from __future__ import annotations

from datetime import date

import pytest

from tests.sources.intake.support import wijk
from wijk_ext.sources.intake.columns import find_columns
from wijk_ext.sources.intake.dates import DateReader
from wijk_ext.sources.intake.table import IntakeError, Row, Table

FORMS = (
    "ID;Begintijd;Voltooiingstijd;E-mail;Naam;Wat is uw vraag?\u200b;Toelichting;"
    "Namens welke organisatie?"
)
LIMESURVEY = "id;submitdate;lastpage;startlanguage;seed;Uw vraag;Waarover gaat het?;E-mailadres"
EXCEL = "Vraag;TOELICHTING;Organisatie;Datum"
ENGLISH = "ID;Start time;Completion time;Email;Name;Question;Organization"


def table(headings: str) -> Table:
    names = tuple(headings.split(";"))
    return Table("x.csv", names, (Row(2, names),))


def told(headings: str, **settings: object) -> dict[str, str]:
    found = table(headings)
    columns = find_columns(found, wijk(**settings).intake)
    return {role: found.headings[place] for role, place in columns.places.items()}


def test_headings_of_forms() -> None:
    assert told(FORMS) == {
        "titel": "Wat is uw vraag?\u200b",
        "tekst": "Toelichting",
        "organisatie": "Namens welke organisatie?",
        "datum": "Voltooiingstijd",
        "sleutel": "ID",
    }
    assert told(LIMESURVEY) == {
        "titel": "Uw vraag",
        "datum": "submitdate",
        "over": "Waarover gaat het?",
        "sleutel": "id",
    }
    assert list(told(EXCEL)) == ["titel", "tekst", "organisatie", "datum"]
    assert list(told(ENGLISH)) == ["titel", "organisatie", "datum", "sleutel"]


def test_personal_columns_are_set_apart() -> None:
    def personal(headings: str, **settings: object) -> list[str]:
        found = table(headings)
        places = find_columns(found, wijk(**settings).intake).personal
        return [found.headings[place] for place in places]

    assert personal(FORMS) == ["E-mail", "Naam"]
    assert personal(LIMESURVEY) == ["E-mailadres"]
    assert personal("Vraag;Naam organisatie;Uw rol", personal=("uw ROL",)) == ["Uw rol"]


def test_settings_come_first() -> None:
    columns = {"titel": "Toelichting", "organisatie": "naam"}
    assert told("Vraag;Toelichting;Naam", columns=columns) == {
        "titel": "Toelichting",
        "organisatie": "Naam",
    }
    with pytest.raises(IntakeError, match=r"“Weg”.*“Vraag”, “Naam”"):
        told("Vraag;Naam", columns={"titel": "Weg"})
    with pytest.raises(IntakeError, match="“Vraag”"):
        told("Vraag;vraag!", columns={"titel": "Vraag"})


def test_without_a_question_the_lines_for_wijk_toml_are_shown() -> None:
    with pytest.raises(IntakeError) as caught:
        told('Wat "wilt" u kwijt;Naam')
    assert 'kolommen = { titel = "Wat \\"wilt\\" u kwijt" }' in str(caught.value)
    with pytest.raises(IntakeError):  # two could be meant
        told("Een vraag;Nog een vraag")


DATES = {
    "2026-11-24": "2026-11-24",
    "2026-11-24 14:03:11": "2026-11-24",
    "2026-11-24T14:03:11.123Z": "2026-11-24",
    "24-11-2026": "2026-11-24",
    "3-4-2026 9:05": "2026-04-03",
    "24.11.2026": "2026-11-24",
    "24/11/2026 14:03": "2026-11-24",
    "11/24/2026 2:03:11 PM": "2026-11-24",
    "5/5/2026": "2026-05-05",
    "03/04/2026": "",
    "3/4/2026 2:03:11 PM": "",
    "31-02-2026": "",
    "13/13/2026": "",
    "24-11-26": "",
    "1980-01-01 00:00:00": "",
    "gisteren": "",
    "": "",
}


@pytest.mark.parametrize("text", DATES)
def test_dates(text: str) -> None:
    found = DateReader([text]).read(text)
    assert found == (date.fromisoformat(DATES[text]) if DATES[text] else None)


def test_a_column_tells_what_one_date_does_not() -> None:
    assert DateReader(["03/04/2026", "24/11/2026"]).read("03/04/2026") == date(2026, 4, 3)
    assert DateReader(["03/04/2026", "11/24/2026"]).read("03/04/2026") == date(2026, 3, 4)
    assert DateReader(["24/11/2026", "11/24/2026"]).read("03/04/2026") is None
