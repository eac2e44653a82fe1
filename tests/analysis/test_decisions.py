"""The decision calendar: who decides what and when, and when the papers are due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.analysis.documents import WIJK, item
from wijk_ext.analysis.decisions import Timing, appointments
from wijk_ext.model.document import Document
from wijk_ext.model.wijk import Organisation, Unit

if TYPE_CHECKING:
    from wijk_ext.analysis.decisions import Appointment
    from wijk_ext.model.item import Item

TODAY = date(2027, 5, 1)
OURS = replace(
    WIJK,
    organisations=(
        Organisation(
            "gemeente",
            "Gemeente",
            units=(Unit("raad", "Raad", papers_days=21), Unit("college", "College")),
            papers_days=7,
        ),
        Organisation("corporatie", "Woonstichting"),
    ),
)
DECISION = item("BE-001", "geagendeerd", orgaan="gemeente/raad", datum="2027-06-10")


def calendar(*items: Item, chosen: tuple[str, ...] = ()) -> list[Appointment]:
    return list(appointments(Document(OURS, items), TODAY, chosen))


@pytest.mark.parametrize(
    ("body", "day", "papers_by", "timing"),
    [
        ("gemeente/raad", "2027-06-10", date(2027, 5, 20), Timing.AHEAD),
        ("gemeente/raad", "2027-05-22", date(2027, 5, 1), Timing.AHEAD),
        ("gemeente/raad", "2027-05-21", date(2027, 4, 30), Timing.PAPERS_LATE),
        ("gemeente/college", "2027-06-10", date(2027, 6, 3), Timing.AHEAD),
        ("corporatie", "2027-06-10", None, Timing.AHEAD),
        ("gemeente/raad", "2027-04-30", date(2027, 4, 9), Timing.PASSED),
        ("gemeente/raad", "", None, Timing.NO_DATE),
    ],
)
def test_papers_are_due_as_the_settings_say(
    body: str, day: str, papers_by: date | None, timing: Timing
) -> None:
    (found,) = calendar(item("BE-001", orgaan=body, datum=day))
    assert (found.body, found.papers_by, found.timing) == (body, papers_by, timing)


@pytest.mark.parametrize("status", ["voorbereid", "geagendeerd", "aangehouden", "genomen"])
def test_only_what_was_taken_is_left_out(status: str) -> None:
    assert bool(calendar(replace(DECISION, status=status))) is (status != "genomen")


def test_the_meeting_stands_with_its_decision() -> None:
    meeting = item(
        "MO-001", lezers=("gemeente/raad", "openbaar"), doel="besluiten", datum="2027-06-10"
    )
    (found,) = calendar(DECISION, meeting)
    assert (found.item, found.meeting) == (DECISION, meeting)


def test_a_meeting_of_its_own_is_shown_for_each_that_decides() -> None:
    meeting = item(
        "MO-001",
        lezers=("gemeente/raad", "corporatie", "openbaar"),
        doel="besluiten",
        datum="2027-06-11",
    )
    found = calendar(DECISION, meeting)
    assert [(one.item.id, one.body) for one in found] == [
        ("BE-001", "gemeente/raad"),
        ("MO-001", "gemeente/raad"),
        ("MO-001", "corporatie"),
    ]


@pytest.mark.parametrize(
    "meeting",
    [
        item("MO-001", lezers=("corporatie",), doel="informeren"),
        item("MO-001", "gehouden", lezers=("corporatie",), doel="besluiten"),
        item("MO-001", "vervallen", lezers=("corporatie",), doel="besluiten"),
    ],
    ids=["to inform", "held", "expired"],
)
def test_other_moments_are_no_decisions(meeting: Item) -> None:
    assert not calendar(meeting)


def test_whose_body_it_is() -> None:
    mandate = item("MA-001", organisatie="corporatie", orgaan="De directeur-bestuurder")
    named = item("BE-001", orgaan="de directeur-bestuurder", eigenaar="gemeente")
    owned = item("BE-002", orgaan="stuurgroep", eigenaar="gemeente/college", datum="2027-06-10")
    unknown = item("BE-003", orgaan="provincie")
    found = {one.item.id: one for one in calendar(mandate, named, owned, unknown)}
    assert {id_: one.organisation for id_, one in found.items()} == {
        "BE-001": "corporatie",
        "BE-002": "gemeente",
        "BE-003": "",
    }
    assert found["BE-002"].papers_by == date(2027, 6, 3)


def test_order_and_choice() -> None:
    items = [
        item("BE-001", orgaan="corporatie", datum="2027-05-02"),
        item("BE-002", orgaan="gemeente/raad"),
        item("BE-003", orgaan="gemeente/college", datum="2027-07-01"),
        item("BE-004", orgaan="gemeente/raad", datum="2027-06-01"),
        item("BE-005", orgaan="provincie", datum="2027-05-02"),
    ]
    assert [one.item.id for one in calendar(*items)] == [
        *("BE-004", "BE-003", "BE-002", "BE-001", "BE-005"),
    ]
    assert [one.item.id for one in calendar(*items, chosen=("gemeente",))] == [
        *("BE-004", "BE-003", "BE-002"),
    ]
    assert [one.item.id for one in calendar(*items, chosen=("gemeente/raad",))] == [
        *("BE-004", "BE-002"),
    ]
