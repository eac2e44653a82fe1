"""Values in words, and the address to ask about an item."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.documents import WIJK, item
from wijk_ext import locale
from wijk_ext.items.words import ask_address, date_in_words, reader_name, value_in_words
from wijk_ext.model.vocabulary import Field, Kind


@pytest.mark.parametrize(
    ("reader", "dutch", "english"),
    [
        ("gemeente", "Gemeente", "Gemeente"),
        ("gemeente/raad", "Gemeente, Gemeenteraad", "Gemeente, Gemeenteraad"),
        ("projectteam", "het projectteam", "the project team"),
        ("openbaar", "iedereen", "everyone"),
        ("Stuurgroep", "Stuurgroep", "Stuurgroep"),
        ("", "", ""),
    ],
)
def test_reader_names(reader: str, dutch: str, english: str) -> None:
    assert reader_name(WIJK, reader) == dutch
    locale.activate("en")
    assert reader_name(WIJK, reader) == english


def test_the_public_edition_has_a_name_of_its_own() -> None:
    assert reader_name(replace(WIJK, public_name="Bewoners"), "openbaar") == "Bewoners"


def test_dates() -> None:
    assert date_in_words("2027-03-03") == "3 maart 2027"
    assert date_in_words("eind maart") == "eind maart"
    locale.activate("en")
    assert date_in_words("2027-03-03") == "3 March 2027"


def test_a_text_with_semicolons_is_several_points() -> None:
    one = item("MA-001", binnen="een; twee ;; drie")
    assert value_in_words(WIJK, one, Field("binnen", "x")) == ["een", "twee", "drie"]
    dated = item("MA-001", datum="2027-03-03")
    assert value_in_words(WIJK, dated, Field("datum", "x", Kind.DATE)) == ["3 maart 2027"]


@given(st.text(max_size=40))
def test_any_title_comes_through_the_address_whole(title: str) -> None:
    template = "https://vragen.example/nieuw?t={onderwerp}&titel={titel}&i={id}"
    wijk = replace(WIJK, ask_address=template)
    address = ask_address(wijk, item("VR-001", title=title), "v1.0")
    assert urlsplit(address).netloc == "vragen.example"
    found = parse_qs(urlsplit(address).query, keep_blank_values=True)
    assert found["i"] == ["VR-001"]
    assert found["titel"] == [title]
    assert found["t"] == [f"Vraag over VR-001: {title} (v1.0)"]


def test_without_an_address_there_is_nobody_to_ask() -> None:
    assert ask_address(WIJK, item("VR-001"), "v1.0") == ""
