"""The model: names, readers and the vocabulary."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests.analysis.documents import WIJK, document, item
from wijk_ext.model.schema import field_schema, item_schema
from wijk_ext.model.standard import (
    AGREEMENTS,
    COMMON_FIELDS,
    LINKS,
    OPEN_POINTS,
    STANDARD_VOCABULARY,
    TYPES,
)
from wijk_ext.model.vocabulary import Field, ItemType, Kind, Phase, Status, closing_statuses
from wijk_ext.model.wijk import Wijk, organisation_of


def test_prefixes_and_names_of_types_are_unique() -> None:
    assert len({one.prefix for one in TYPES}) == len({one.name for one in TYPES}) == 13
    assert all(re.fullmatch(r"[A-Z]{2}-", one.prefix) for one in TYPES)


def test_links_and_fields_share_no_names() -> None:
    own = {field.name for one in TYPES for field in one.fields}
    fields = own | {field.name for field in COMMON_FIELDS}
    assert not fields & {link.name for link in LINKS}
    assert not fields & {"id", "status", "title", "type", "content", "tags"}


def test_open_points_and_agreements_are_types() -> None:
    assert {*OPEN_POINTS, *AGREEMENTS} <= set(STANDARD_VOCABULARY.types)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("vraag", {"beantwoord"}),
        ("onduidelijkheid", {"verhelderd"}),
        ("knelpunt", {"opgelost"}),
    ],
)
def test_statuses_that_need_a_solution(name: str, expected: set[str]) -> None:
    assert closing_statuses(STANDARD_VOCABULARY.types[name]) == expected


def test_consent_alone_carries_the_link_to_what_it_consents_to() -> None:
    assert "op" in STANDARD_VOCABULARY.links_of("instemming")
    assert "op" not in STANDARD_VOCABULARY.links_of("afspraak")


def test_a_vocabulary_grows_without_changing_the_old_one() -> None:
    status = Status("open", "open", Phase.ACTIVE)
    grown = STANDARD_VOCABULARY.extended(
        [
            ItemType("risico", "RI-", "risico", "risico's", (status,)),
            ItemType("afspraak", "", "", "", (), (Field("budget", "budget"),)),
        ]
    )
    assert "risico" in grown.types
    assert "risico" not in STANDARD_VOCABULARY.types
    fields = list(grown.fields_of("afspraak"))
    assert fields[:4] == ["partijen", "ingangsdatum", "rechtsvorm", "budget"]
    assert grown.types["afspraak"].prefix == "AF-"
    assert "budget" not in STANDARD_VOCABULARY.fields_of("afspraak")


def test_readers_and_their_organisations() -> None:
    assert list(WIJK.readers()) == ["projectteam", "gemeente", "gemeente/raad", "corporatie"]
    assert organisation_of("gemeente/raad") == organisation_of("gemeente") == "gemeente"
    assert WIJK.organisation("gemeente").name == "Gemeente"
    assert WIJK.organisation("provincie") is None
    assert list(Wijk("x", public_name="Iedereen").readers()) == ["projectteam", "openbaar"]


def test_fields_of_an_item() -> None:
    one = item("AF-001", partijen=("gemeente", "corporatie"), datum="2027-03-03", termijn="morgen")
    assert one.text("partijen") == "gemeente, corporatie"
    assert one.words("datum") == ("2027-03-03",)
    assert one.words("thema") == ()
    assert (one.date("datum"), one.date("termijn")) == (date(2027, 3, 3), None)


def test_the_first_item_with_an_id_counts() -> None:
    found = document(item("AF-001", title="eerst"), item("AF-001", title="later"))
    assert found.by_id()["AF-001"].title == "eerst"


def test_schemas_know_the_readers_of_the_document() -> None:
    properties = item_schema("afspraak", WIJK)["properties"]
    assert properties["partijen"]["items"]["enum"] == [*WIJK.readers()]
    assert "openbaar" in properties["toegang"]["items"]["enum"]
    assert properties["status"]["enum"][0] == "concept"
    assert field_schema(Field("x", "x", Kind.DATE), WIJK)["format"] == "date"
