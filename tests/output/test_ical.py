"""The calendar of a reader."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import icalendar
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.documents import WIJK as SMALL
from tests.analysis.documents import item
from wijk_ext.model.edition import Edition
from wijk_ext.model.snapshot import ItemState, PageState, Snapshot
from wijk_ext.model.timeline import Timeline
from wijk_ext.output.ical import calendar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wijk_ext.model.item import Item

WIJK = replace(SMALL, public_name="Bewoners")
HOSTILE = 'Regen; wind, \\n en "zon":\tBEGIN:VEVENT\r\nEND:VCALENDAR \x00\u202e \N{SAUROPOD}' * 3


def snapshot(name: str, day: date, *items: Item) -> Snapshot:
    states = tuple(ItemState(i.id, i.type, i.title, i.status, i.values, i.links) for i in items)
    return Snapshot(Edition(name, day), {"pagina": PageState("Pagina", items=states)})


def timeline(*editions: tuple[Item, ...]) -> Timeline:
    """Return editions 1.0, 1.1 and so on, of the first days of 2027."""
    shots = [snapshot(f"1.{n}", date(2027, 1, n + 1), *items) for n, items in enumerate(editions)]
    return Timeline(tuple(shots[:-1]), shots[-1])


def events(data: bytes) -> dict[str, Mapping[str, Any]]:
    """Return the events by the UID that they have."""
    return {str(one["UID"]): one for one in icalendar.Calendar.from_ical(data).walk("VEVENT")}


def only(*editions: tuple[Item, ...], reader: str = "projectteam") -> Mapping[str, Any]:
    """Return the one event that there is."""
    (event,) = events(calendar(WIJK, timeline(*editions), reader)).values()
    return event


def moment(status: str = "gepland", day: str = "2027-03-03", **options: Any) -> Item:
    return item(
        "MO-001", status, **({"title": "Avond", "datum": day, "doel": "informeren"} | options)
    )


EVERYTHING = (
    moment(lezers=("gemeente", "openbaar"), kanaal=HOSTILE, title=HOSTILE),
    item("BE-001", "voorbereid", orgaan="gemeente/raad", datum="2027-06-10"),
    item("BE-002", "aangehouden", orgaan="Stuurgroep"),
    item(
        "ST-001",
        "bezig",
        partijen=("gemeente", "corporatie"),
        begin="2027-02-01",
        eind="2027-02-28",
    ),
    item("VR-001", "open", eigenaar="corporatie", termijn="2027-04-01"),
    item("VR-002", "beantwoord", eigenaar="corporatie", termijn="2027-04-01"),
    item("TO-001", "open", orgaan="gemeente/raad", termijn="9999-12-31"),
    item("AF-001", "vastgesteld", partijen=("gemeente",), ingangsdatum="2027-01-01"),
)


def test_it_comes_through_two_parsers_whole() -> None:
    data = calendar(WIJK, timeline(EVERYTHING), "projectteam")
    assert icalendar.Calendar.from_ical(data).to_ical() == data
    found = events(data)
    other = {one.uid.value: one for one in vobject.readOne(data.decode()).vevent_list}
    assert other.keys() == found.keys()
    for uid, event in other.items():
        assert event.summary.value == str(found[uid]["SUMMARY"])
        assert event.description.value == str(found[uid]["DESCRIPTION"])
        assert event.dtstart.value == found[uid]["DTSTART"].dt
    assert len(found) == 5  # no event without a day, of an agreement or of what was settled


@given(st.text(max_size=200))
def test_any_text_stays_a_text(text: str) -> None:
    data = calendar(WIJK, timeline((moment(title=text, kanaal=text),)), "projectteam")
    assert data.count(b"BEGIN:") == 2
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert b"\r" not in data.replace(b"\r\n", b"")
    assert len(events(data)) == 1
    assert len(vobject.readOne(data.decode()).vevent_list) == 1


def test_a_step_lasts_until_its_last_day() -> None:
    event = only((item("ST-001", begin="2027-02-01", eind="2027-02-28"),))
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2027, 2, 1), date(2027, 3, 1))


@pytest.mark.parametrize(
    ("one", "status"),
    [
        (moment("gepland"), "CONFIRMED"),
        (moment("gehouden"), "CONFIRMED"),
        (moment("vervallen"), "CANCELLED"),
        (item("BE-001", "voorbereid", datum="2027-06-10"), "TENTATIVE"),
        (item("BE-001", "geagendeerd", datum="2027-06-10"), "CONFIRMED"),
        (item("BE-001", "aangehouden", datum="2027-06-10"), "TENTATIVE"),
        (item("ST-001", "gepland", eind="2027-06-10"), "TENTATIVE"),
        (item("KN-001", "geescaleerd", termijn="2027-06-10"), "CONFIRMED"),
    ],
)
def test_the_state_of_an_item_says_how_sure_its_day_is(one: Item, status: str) -> None:
    assert only((one,))["STATUS"] == status


def test_an_event_counts_its_changes_and_tells_when_it_last_changed() -> None:
    first, later = moment(day="2027-03-03"), moment(day="2027-04-04")
    event = only((first,), (first,), (later,), (later,))
    assert (event["SEQUENCE"], event["DTSTART"].dt) == (1, date(2027, 4, 4))
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == datetime(2027, 1, 3, tzinfo=UTC)
    assert only((first,), (first,))["SEQUENCE"] == 0
    assert only((first,), (later,), (first,))["SEQUENCE"] == 2
    uids = {str(only(*editions)["UID"]) for editions in [((first,),), ((first,), (later,))]}
    assert len(uids) == 1


def test_what_is_deleted_and_what_is_no_longer_for_a_reader_look_alike() -> None:
    before = (moment(lezers=("gemeente",)),)
    deleted = calendar(WIJK, timeline(before, ()), "gemeente")
    others = calendar(WIJK, timeline(before, (moment(lezers=("corporatie",)),)), "gemeente")
    without_day = calendar(
        WIJK, timeline(before, (moment(day="", lezers=("gemeente",)),)), "gemeente"
    )
    assert deleted == others == without_day
    event = only(before, (), (), reader="gemeente")
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)
    assert event["DTSTART"].dt == date(2027, 3, 3)
    assert "DESCRIPTION" not in event
    assert "Avond" not in deleted.decode()
    back = only(before, (), before, reader="gemeente")
    assert (back["STATUS"], back["SEQUENCE"]) == ("CONFIRMED", 2)


def test_a_term_goes_when_the_point_is_settled() -> None:
    point = item("VR-001", "open", termijn="2027-04-01")
    event = only((point,), (replace(point, status="beantwoord"),))
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)


@pytest.mark.parametrize(
    ("reader", "ids"),
    [
        ("projectteam", {"MO-001", "BE-001", "ST-001", "VR-001", "TO-001"}),
        ("gemeente", {"MO-001", "BE-001", "ST-001", "TO-001"}),
        ("gemeente/raad", {"MO-001", "BE-001", "ST-001", "TO-001"}),
        ("corporatie", {"MO-001", "ST-001", "VR-001"}),
        ("openbaar", {"MO-001", "BE-001", "ST-001", "VR-001", "TO-001"}),
    ],
)
def test_a_reader_gets_what_concerns_it(reader: str, ids: set[str]) -> None:
    found = events(calendar(WIJK, timeline(EVERYTHING), reader)).values()
    assert {str(one["DESCRIPTION"]).split("\n")[0].split()[-1] for one in found} == ids


def test_an_event_has_one_uid_for_all_readers_and_another_in_another_document() -> None:
    one = (moment(lezers=("gemeente", "corporatie")),)
    uids = {str(only(one, reader=reader)["UID"]) for reader in ("gemeente", "corporatie")}
    other = events(calendar(replace(WIJK, name="De Esdoornbuurt"), timeline(one), "gemeente"))
    assert len(uids) == 1
    assert not uids & other.keys()


def test_nobody_unknown_gets_a_calendar() -> None:
    with pytest.raises(KeyError):
        calendar(WIJK, timeline(()), "waterschap")
