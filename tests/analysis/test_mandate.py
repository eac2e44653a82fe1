"""Mandates: who is bound to an agreement, who is still to decide, and what the council hears."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.analysis.documents import WIJK, item
from wijk_ext.analysis.mandate import Covering, Mandates, council_of
from wijk_ext.analysis.traceability import traceability_problems
from wijk_ext.model.document import Document
from wijk_ext.model.wijk import Organisation, Unit

if TYPE_CHECKING:
    from wijk_ext.analysis.mandate import CouncilNotice, Ground
    from wijk_ext.model.item import Item

MUNICIPALITY = Organisation(
    "gemeente",
    "Gemeente",
    "gemeente",
    units=(Unit("raad", "Gemeenteraad"), Unit("college", "College")),
)
OURS = replace(WIJK, organisations=(MUNICIPALITY, WIJK.organisations[1]))
GRANTED = item("MA-001", "verleend", organisatie="gemeente", orgaan="gemeente/college")
AGREEMENT = item("AF-001", "vastgesteld", partijen=("gemeente",))


def document(*items: Item) -> Document:
    return Document(OURS, items)


def ground(*items: Item) -> Ground:
    (found,) = Mandates(document(*items)).grounds
    return found


def council(*items: Item) -> list[CouncilNotice]:
    return [one for found in Mandates(document(*items)).council_notices.values() for one in found]


def with_links(**links: str) -> Item:
    return replace(AGREEMENT, links={name: tuple(ids.split()) for name, ids in links.items()})


def test_a_granted_mandate_binds() -> None:
    found = ground(GRANTED, with_links(valt_onder="MA-001"))
    assert (found.covering, found.by) == (Covering.MANDATE, GRANTED)


@pytest.mark.parametrize(
    "mandate",
    [
        replace(GRANTED, status="gevraagd"),
        replace(GRANTED, status="ingetrokken"),
        replace(GRANTED, values={"organisatie": "corporatie"}),
    ],
    ids=["asked", "withdrawn", "of another"],
)
def test_another_mandate_does_not(mandate: Item) -> None:
    assert ground(mandate, with_links(valt_onder="MA-001")).covering is Covering.AWAITING


@pytest.mark.parametrize("way", ["besloten_in", "over"])
def test_a_decision_that_was_taken_binds(way: str) -> None:
    decision = item("BE-001", "genomen", orgaan="gemeente/raad")
    if way == "over":
        found = ground(replace(decision, links={"over": ("AF-001",)}), AGREEMENT)
    else:
        found = ground(decision, with_links(besloten_in="BE-001"))
    assert found.covering is Covering.DECISION


@pytest.mark.parametrize("status", ["voorbereid", "geagendeerd", "aangehouden"])
def test_a_decision_to_come_is_what_it_waits_for(status: str) -> None:
    decision = item("BE-001", status, orgaan="gemeente/raad")
    found = ground(GRANTED, decision, with_links(besloten_in="BE-001"))
    assert (found.covering, found.by, found.body) == (
        Covering.AWAITING,
        decision,
        "gemeente/raad",
    )


def test_a_decision_of_another_organisation_does_not_bind() -> None:
    decision = item("BE-001", "genomen", orgaan="corporatie")
    found = ground(GRANTED, decision, with_links(besloten_in="BE-001"))
    # without a decision in preparation, who gave the mandate decides
    assert (found.covering, found.by, found.body) == (Covering.AWAITING, None, "gemeente/college")


def test_without_a_mandate_the_organisation_itself_decides() -> None:
    assert ground(AGREEMENT).body == "gemeente"


@pytest.mark.parametrize("link", ["besloten_in", "valt_onder"])
def test_what_is_not_in_the_excerpt_is_not_said_to_be_missing(link: str) -> None:
    found = Mandates(document(with_links(**{link: "XX-001"})))
    assert [one.covering for one in found.grounds] == [Covering.UNKNOWN]
    assert not found.awaiting


def test_only_agreements_in_force_wait() -> None:
    assert not Mandates(document(replace(AGREEMENT, status="vervallen"))).awaiting


def test_each_party_counts_for_itself() -> None:
    both = replace(with_links(valt_onder="MA-001"), values={"partijen": ("gemeente", "corporatie")})
    found = Mandates(document(GRANTED, both)).awaiting
    assert [one.party for one in found["AF-001"]] == ["corporatie"]


def test_the_warning_follows_the_same_rule() -> None:
    prepared = item("BE-001", "voorbereid", orgaan="gemeente/raad")
    for items in ((AGREEMENT,), (prepared, with_links(besloten_in="BE-001"))):
        made = document(*items)
        warned = "agreement_without_mandate" in {
            one.subtype for one in traceability_problems(made, date(2026, 1, 1))
        }
        (found,) = Mandates(made).grounds
        assert warned == (found.covering is Covering.AWAITING and found.by is None)


def test_rows_have_granted_mandates_first_and_no_withdrawn_ones() -> None:
    asked = item("MA-000", "gevraagd", organisatie="gemeente")
    gone = item("MA-002", "ingetrokken", organisatie="gemeente")
    rows = Mandates(document(asked, GRANTED, gone)).rows
    assert [row.organisation.id for row in rows] == ["gemeente", "corporatie"]
    assert [[one.id for one in row.mandates] for row in rows] == [["MA-001", "MA-000"], []]


PRIVATE = replace(
    AGREEMENT, values={"partijen": ("gemeente", "corporatie"), "rechtsvorm": "privaatrecht"}
)
INFORMED = item("MO-001", "gehouden", lezers=("gemeente/raad",), doel="informeren", over="AF-001")


def test_private_law_concerns_the_council_of_the_municipality_alone() -> None:
    (notice,) = council(PRIVATE)
    assert (notice.organisation, notice.council) == ("gemeente", "gemeente/raad")
    assert notice.is_active
    assert not council(AGREEMENT)
    assert not council(
        replace(PRIVATE, values=dict(PRIVATE.values) | {"partijen": ("corporatie",)})
    )
    assert not council(replace(PRIVATE, status="vervallen"))


@pytest.mark.parametrize(
    "known",
    [
        INFORMED,
        replace(INFORMED, values=dict(INFORMED.values) | {"doel": "raadplegen"}),
        item("BE-001", "genomen", orgaan="gemeente/raad", over="AF-001"),
    ],
    ids=["informed", "consulted", "decided"],
)
def test_the_notice_is_quiet_once_the_council_knows(known: Item) -> None:
    (notice,) = council(PRIVATE, known)
    assert (notice.is_active, notice.done) == (False, known)


@pytest.mark.parametrize(
    ("known", "is_planned"),
    [
        (replace(INFORMED, status="gepland"), True),
        (item("BE-001", "geagendeerd", orgaan="gemeente/raad", over="AF-001"), True),
        (replace(INFORMED, status="vervallen"), False),
        (replace(INFORMED, links={}), False),
        (replace(INFORMED, values=dict(INFORMED.values) | {"lezers": ("gemeente",)}), False),
        (item("BE-001", "genomen", orgaan="gemeente/college", over="AF-001"), False),
    ],
    ids=["planned", "scheduled", "expired", "of nothing", "to others", "of the executive"],
)
def test_the_notice_stands_until_then(known: Item, is_planned: bool) -> None:
    (notice,) = council(PRIVATE, known)
    assert notice.is_active
    assert (notice.planned == known) is is_planned


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        (Unit("raad", "De leden"), "gemeente/raad"),
        (Unit("bestuur", "Gemeenteraad"), "gemeente/bestuur"),
        (Unit("ondernemingsraad", "Ondernemingsraad"), ""),
    ],
)
def test_which_unit_is_the_council(unit: Unit, expected: str) -> None:
    assert council_of(replace(MUNICIPALITY, units=(unit,))) == expected
