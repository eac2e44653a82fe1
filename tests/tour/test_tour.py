"""What a question becomes: pages, letters and calendars of every reader tell it, step by step."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.tools import Result, Site, parsed, words_of
from tests.tour.playing import GUIDE, SIGNED, Stage, play, stage
from wijk_ext.output.letters.kinds import AGENDA

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Builder

RISEN = {"AF-006", "AF-007"}
ORGANISATIONS = {
    *("gemeente", "corporatie", "netbeheerder", "warmtebedrijf", "bewoners", "waterschap"),
}
ASKED = {"projectteam", "gemeente/communicatie", *ORGANISATIONS}
"""Who gets the page with the questions: other units are about other subjects, and who sees only
what names it sees none of them."""
TALK = "AF-007"


@pytest.fixture(scope="session")
def tour(build_once: Callable[[str, Builder], Site]) -> Callable[[str], Stage]:
    """Play the story once per run, and return what a part of it left."""
    played = build_once("tour", lambda place, _out: (place, Result(0, play(place), "")))
    return lambda name: stage(played.folder, name)


def signals(letter: str) -> set[str]:
    """Return the ids of what asks to be sharpened, from an agenda."""
    part = letter.partition("## 1. Signalen")[2].partition("\n## ")[0]
    return set(re.findall(r"^- .*\(([A-Z]+-\d+)\): \d+ punten", part, re.MULTILINE))


def page(one: Stage, reader: str, name: str) -> str:
    """Return what a page says."""
    article = parsed(one.sites / reader / "werkversie" / f"{name}.html").find("article")
    assert article is not None
    return words_of(article)


def sites(one: Stage) -> list[str]:
    """Return the readers with a site that has the page about signals."""
    found = one.sites.glob("*/werkversie/open-punten/terugkerend.html")
    return [path.parts[-4] for path in found]


def event(calendar: str) -> str:
    """Return the event of the moment of the story; empty when there is none."""
    found = [one for one in calendar.split("BEGIN:VEVENT") if "MO-016" in one]
    return found[0] if found else ""


def test_two_signals_rise_for_who_sees_the_questions(tour: Callable[[str], Stage]) -> None:
    before, after = tour("begin").letters, tour("gevraagd").letters
    assert after.keys() > ASKED
    for reader, letters in after.items():
        if reader in ASKED:
            assert signals(letters[AGENDA]) - signals(before[reader][AGENDA]) == RISEN, reader
        else:
            assert letters == before[reader], f"{reader} has nothing new"
    agenda = after["projectteam"][AGENDA]
    new = agenda.partition("## 2. Nieuwe")[2].partition("## 3.")[0]
    assert re.findall(r"VR-\d+", new) == [f"VR-0{number}" for number in range(17, 29)]
    assert "Mag het gesprek ook in de avond? (VR-020)" in after["corporatie"][GUIDE]


def test_the_pages_ask_whether_to_sharpen(tour: Callable[[str], Stage]) -> None:
    told = tour("gevraagd")
    assert "projectteam" in sites(told)
    for reader in sites(told):
        text = page(told, reader, "open-punten/terugkerend")
        for id_ in RISEN:
            assert f"({id_}) : 5 vragen van 4 organisaties" in text
        alike = text.partition("Misschien dezelfde vraag")[2]
        assert re.search(r"in de avond\? \(VR-020\).{0,80}in de avond\? \(VR-023\)", alike)
        card = parsed(told.sites / reader / "werkversie/afspraken/bewoners.html").find(id=TALK)
        assert card is not None
        assert "Aanscherpen? 5 vragen van 4 organisaties" in words_of(card)


def test_what_was_brought_in_is_text_without_personal_data(tour: Callable[[str], Stage]) -> None:
    told = tour("gevraagd")
    source = told.sites.parents[1] / "straat/docs/wijk/open-punten/uit-de-organisaties.md"
    text = source.read_text("utf-8")
    assert text.count(":::{vraag}") == 12
    assert "delinde.example" not in text
    assert "N. N." not in text
    assert "=1+1 is {need}`KN-008`" in page(told, "projectteam", "open-punten/uit-de-organisaties")


def test_the_next_edition_makes_the_signals_quiet(tour: Callable[[str], Stage]) -> None:
    told = tour("uitgebracht")
    for reader, letters in told.letters.items():
        assert not signals(letters[AGENDA]) & RISEN, reader
        assert "Er zijn geen nieuwe open punten." in letters[AGENDA], reader
    for reader in sites(told):
        text = page(told, reader, "open-punten/terugkerend")
        quiet = text.partition("Afgehandeld")[2]
        assert "VR-020) : tekst aangepast in editie 1.1" in quiet
        assert "VR-026) : gevolgd door De woonstichting geeft de brief" in quiet
        for id_ in RISEN:
            assert f"({id_}) : 5 vragen" not in text.partition("Afgehandeld")[0]
        card = parsed(told.sites / reader / "werkversie/afspraken/bewoners.html").find(id=TALK)
        assert card is not None
        assert "Aanscherpen?" not in words_of(card)


def test_consents_go_stale_and_are_renewed(tour: Callable[[str], Stage]) -> None:
    stale, renewed = tour("uitgebracht"), tour("ingestemd")
    for reader in SIGNED:
        told = stale.letters[reader][GUIDE]
        assert "Sinds uw instemming met editie 1.0 is dit veranderd:" in told
        assert "aan huis krijgen (AF-007): gewijzigd" in told
        assert "AF-007): gewijzigd" not in renewed.letters[reader][GUIDE]
    assert "nieuwe huurders (AA-007): nieuw" in stale.letters["corporatie"][GUIDE]
    for one, state in ((stale, "gewijzigd sinds 1.0"), (renewed, "ingestemd")):
        card = parsed(one.sites / "corporatie/werkversie/afspraken/bewoners.html").find(id=TALK)
        assert card is not None
        for name in ("Woonstichting De Linde", "Bewonersvereniging Lindebuurt"):
            assert re.search(rf"{name} ?: {state}", words_of(card)), (state, words_of(card))


def test_calendars_move_with_the_agreement(tour: Callable[[str], Stage]) -> None:
    before, after = tour("begin").calendars, tour("ingestemd").calendars
    told = {reader for reader, text in before.items() if event(text)}
    assert told >= {"projectteam", "openbaar", "gemeente/communicatie", *ORGANISATIONS}
    assert {reader for reader, text in after.items() if event(text)} == told
    for reader in told:
        first, last = event(before[reader]), event(after[reader])
        assert "DTSTART;VALUE=DATE:20271007" in first
        assert "DTSTART;VALUE=DATE:20271014" in last
        assert "SEQUENCE:0" in first
        assert "SEQUENCE:1" in last
        uid = re.search(r"UID:\S+", first)
        assert uid is not None
        assert uid[0] in last
    for path in tour("ingestemd").sites.glob("*/werkversie/agenda.ics"):
        name = path.parts[-3].replace(".", "/")
        assert path.read_bytes().decode().replace("\r\n ", "") == after[name]
