"""Reach: whom each edition reached, from the moments alone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.documents import document, item
from wijk_ext.analysis.reach import Reached, reach
from wijk_ext.model.edition import Edition
from wijk_ext.model.snapshot import Snapshot
from wijk_ext.model.timeline import Timeline, without_past

if TYPE_CHECKING:
    from wijk_ext.analysis.reach import Contact, Reach
    from wijk_ext.model.item import Item

TODAY = date(2026, 11, 23)
RAAD = "gemeente/raad"


def moment(number: int, status: str, day: str, *readers: str, edition: str = "0.9") -> Item:
    options = {"lezers": readers or (RAAD,), "editie": edition, "datum": day}
    return item(f"MO-00{number}", status, **options)


def of(*items: Item, past: tuple[str, ...] = (), readers: tuple[str, ...] = ()) -> Reach:
    made = document(*items)
    now = without_past(made, TODAY)
    snapshots = tuple(Snapshot(Edition(name, TODAY), {}) for name in past)
    return reach(made, Timeline(snapshots, now.current), TODAY, readers)


def contact(*items: Item) -> Contact:
    return of(*items).contacts[RAAD, "0.9"]


@pytest.mark.parametrize(
    ("moments", "reached", "shown"),
    [
        ([moment(1, "gehouden", "2026-10-01")], Reached.INFORMED, "MO-001"),
        ([moment(1, "gepland", "2026-12-01")], Reached.PLANNED, "MO-001"),
        ([moment(1, "gepland", "2026-11-23")], Reached.PLANNED, "MO-001"),
        ([moment(1, "gepland", "")], Reached.PLANNED, "MO-001"),
        ([moment(1, "gepland", "2026-11-22")], Reached.MISSED, "MO-001"),
        (
            [moment(1, "gehouden", "2026-10-01"), moment(2, "gehouden", "2026-09-01")],
            Reached.INFORMED,
            "MO-001",
        ),
        (
            [moment(1, "gehouden", "2026-10-01"), moment(2, "gepland", "2026-12-01")],
            Reached.INFORMED,
            "MO-001",
        ),
        (
            [moment(1, "gepland", ""), moment(2, "gepland", "2026-12-01")],
            Reached.PLANNED,
            "MO-002",
        ),
    ],
)
def test_states(moments: list[Item], reached: Reached, shown: str) -> None:
    found = contact(*moments)
    assert found.reached is reached
    assert found.moment
    assert found.moment.id == shown


@pytest.mark.parametrize(
    "other",
    [
        moment(1, "vervallen", "2026-10-01"),
        moment(1, "gehouden", "2026-10-01", "gemeente"),
        moment(1, "gehouden", "2026-10-01", edition="0.8"),
    ],
    ids=["expired", "to the organisation", "another edition"],
)
def test_what_does_not_reach_a_unit(other: Item) -> None:
    found = contact(other, moment(2, "gehouden", "2026-10-02", "corporatie"))
    assert (found.reached, found.moment) == (Reached.NOT_YET, None)


def test_editions_come_from_moments_and_from_git_in_their_order() -> None:
    names = ("1.10", "1.9", "1.0")
    moments = [moment(n, "gepland", "", edition=name) for n, name in enumerate(names, 1)]
    found = of(*moments, item("MO-009", lezers=("gemeente",)), past=("0.9", "1.0"))
    assert found.editions == ("0.9", "1.0", "1.9", "1.10")


def test_rows_are_organisations_with_their_units() -> None:
    rows = of(moment(1, "gehouden", "2026-10-01")).readers
    assert rows == ("gemeente", "gemeente/raad", "corporatie")
    assert of(readers=("gemeente",)).readers == ("gemeente", "gemeente/raad")
    assert of(readers=(RAAD,)).readers == (RAAD,)


def test_gaps_are_named_from_the_current_edition_on() -> None:
    found = of(
        moment(1, "gehouden", "2026-01-01", "corporatie", edition="0.8"),
        moment(2, "gehouden", "2026-10-01", "gemeente", "corporatie"),
        moment(3, "gepland", "2027-03-01", "gemeente", RAAD, "corporatie", edition="1.0"),
        moment(4, "gepland", "2026-10-01"),
    )
    assert found.current == "0.9"
    assert found.editions_with_gaps() == ("0.9",)
    assert found.gaps("0.9") == (RAAD,)
    assert found.gaps("0.8") == ("gemeente", RAAD)


def test_a_released_edition_that_reached_nobody_is_a_gap() -> None:
    found = of(moment(1, "gehouden", "2026-10-01"), past=("0.9", "1.0"))
    assert found.current == "1.0"
    assert found.gaps("1.0") == found.readers


MOMENTS = st.lists(
    st.builds(
        lambda status, day, readers, edition: (status, day, readers, edition),
        st.sampled_from(["gepland", "gehouden", "vervallen"]),
        st.sampled_from(["", "2026-10-01", "2026-12-01"]),
        st.sets(st.sampled_from(["gemeente", RAAD, "corporatie"]), min_size=1),
        st.sampled_from(["0.9", "1.0"]),
    ),
    max_size=6,
)


@given(MOMENTS)
def test_who_was_told_is_never_a_gap(rows: list[tuple[str, str, set[str], str]]) -> None:
    moments = [
        moment(number, status, day, *sorted(readers), edition=edition)
        for number, (status, day, readers, edition) in enumerate(rows)
    ]
    found = of(*moments)
    told = {(r, edition) for status, _day, rs, edition in rows for r in rs if status == "gehouden"}
    for edition in found.editions:
        for reader in found.readers:
            known = found.contacts[reader, edition]
            assert (known.reached is Reached.INFORMED) == ((reader, edition) in told)
            assert (reader in found.gaps(edition)) == (
                known.reached in {Reached.NOT_YET, Reached.MISSED}
            )
