"""Signals: what makes one, what makes it quiet, and what wakes it again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.documents import WIJK, document, item
from wijk_ext.analysis.recurrence import How, signals
from wijk_ext.model.document import Document
from wijk_ext.model.edition import Edition
from wijk_ext.model.snapshot import ItemState, PageState, Passage, Snapshot
from wijk_ext.model.timeline import Timeline, without_past
from wijk_ext.model.wijk import Signals

if TYPE_CHECKING:
    from wijk_ext.analysis.recurrence import Signal
    from wijk_ext.model.item import Item

TODAY = date(2026, 11, 23)
FROM_TWO = (
    item("VR-001", ingebracht_door="gemeente/raad", datum="2026-03-01", over="AF-001"),
    item("ON-002", ingebracht_door="corporatie", datum="2026-04-01", over="AF-001"),
)
"""Two organisations that question AF-001, on the first of March and of April."""
AGREEMENT = item("AF-001", "vastgesteld")


def found(*items: Item, timeline: Timeline | None = None, limit: int = 2) -> tuple[Signal, ...]:
    made = Document(replace(WIJK, signals=Signals(limit)), items)
    return signals(made, timeline or without_past(made, TODAY))


def only(*items: Item, timeline: Timeline | None = None) -> Signal:
    (signal,) = found(*items, timeline=timeline)
    return signal


def editions(*texts: tuple[str, str, str], **others: str) -> Timeline:
    """Return a timeline of editions: name, date and the text of AF-001.

    ``others`` are items that each edition holds, as ``AA_002="vastgesteld"`` for the last one.
    """
    snapshots = []
    for number, (name, day, text) in enumerate(texts, 1):
        states = [ItemState("AF-001", "afspraak", "", "", passages=(Passage("paragraph", text),))]
        if number == len(texts):
            states += [
                ItemState(id_.replace("_", "-"), "", "", status) for id_, status in others.items()
            ]
        pages = {"pagina": PageState("", items=tuple(states))}
        snapshots.append(Snapshot(Edition(name, date.fromisoformat(day)), pages))
    return Timeline(tuple(snapshots[:-1]), snapshots[-1])


def how(signal: Signal) -> dict[str, tuple[How, str]]:
    return {one.point.id: (one.how, one.by) for one in signal.trail}


def test_two_organisations_raise_a_signal() -> None:
    signal = only(AGREEMENT, *FROM_TWO)
    assert signal.item.id == "AF-001"
    assert [one.id for one in signal.points] == ["VR-001", "ON-002"]
    assert signal.organisations == ("gemeente", "corporatie")
    assert signal.is_active


@pytest.mark.parametrize(
    "second",
    [
        item("ON-002", ingebracht_door="gemeente", over="AF-001"),
        item("ON-002", eigenaar="corporatie", over="AF-001"),
        item("ON-002", ingebracht_door="corporatie", over="AF-002"),
        item("ON-002", "vervallen", ingebracht_door="corporatie", over="AF-001"),
        item("TO-002", ingebracht_door="corporatie", over="AF-001"),
    ],
    ids=["same organisation", "owner only", "other item", "expired", "no open point"],
)
def test_what_raises_no_signal(second: Item) -> None:
    assert not found(AGREEMENT, item("AF-002"), FROM_TWO[0], second)


def test_the_number_of_organisations_is_a_setting() -> None:
    assert not found(AGREEMENT, *FROM_TWO, limit=3)
    assert found(AGREEMENT, FROM_TWO[0], limit=1)


def test_an_item_that_the_reader_does_not_have_has_no_signal() -> None:
    assert not found(*FROM_TWO)


QUIET: dict[str, tuple[tuple[Item, ...], dict[str, tuple[How, str]]]] = {
    "solved by name": (
        (AGREEMENT, *FROM_TWO, item("AF-003", "vastgesteld", lost_op="VR-001 ON-002")),
        {"VR-001": (How.SOLVED, "AF-003"), "ON-002": (How.SOLVED, "AF-003")},
    ),
    "later decision about the item": (
        (AGREEMENT, *FROM_TWO, item("BE-001", "genomen", over="AF-001", datum="2026-04-02")),
        {"VR-001": (How.DECIDED, "BE-001"), "ON-002": (How.DECIDED, "BE-001")},
    ),
    "decision that the item names": (
        (
            item("AF-001", "vastgesteld", besloten_in="BE-001"),
            *FROM_TWO,
            item("BE-001", "genomen", datum="2026-05-01"),
        ),
        {"VR-001": (How.DECIDED, "BE-001"), "ON-002": (How.DECIDED, "BE-001")},
    ),
    "later extra agreement": (
        (
            AGREEMENT,
            *FROM_TWO,
            item("AA-002", "vastgesteld", vult_aan="AF-001", datum="2026-05-01"),
        ),
        {"VR-001": (How.SUPPLEMENTED, "AA-002"), "ON-002": (How.SUPPLEMENTED, "AA-002")},
    ),
    "item no longer in force": (
        (item("AF-001", "herzien"), *FROM_TWO),
        {"VR-001": (How.ENDED, "AF-001"), "ON-002": (How.ENDED, "AF-001")},
    ),
    "closed, and each says by what": (
        (
            AGREEMENT,
            replace(
                FROM_TWO[0],
                status="beantwoord",
                links={"over": ("AF-001",), "besloten_in": ("BE-9",)},
            ),
            replace(FROM_TWO[1], status="verhelderd"),
            item("AF-003", "concept", lost_op="ON-002"),
        ),
        {"VR-001": (How.SOLVED, "BE-9"), "ON-002": (How.SOLVED, "AF-003")},
    ),
}


@pytest.mark.parametrize("name", QUIET)
def test_a_signal_that_was_dealt_with_is_quiet_and_says_by_what(name: str) -> None:
    items, trail = QUIET[name]
    signal = only(*items)
    assert not signal.is_active
    assert how(signal) == trail


@pytest.mark.parametrize(
    "more",
    [
        item("AF-003", "concept", lost_op="VR-001 ON-002"),
        item("BE-001", "geagendeerd", over="AF-001", datum="2026-05-01"),
        item("BE-001", "genomen", over="AF-001", datum="2026-02-01"),
        item("BE-001", "genomen", over="AF-001"),
        item("AA-002", "voorgelegd", vult_aan="AF-001", datum="2026-05-01"),
        item("AA-002", "vastgesteld", vult_aan="AF-001", datum="2026-04-01"),
        item("AA-002", "vastgesteld", vult_aan="AF-001", ingangsdatum="2027-01-01"),
    ],
    ids=lambda one: f"{one.id} {one.status} {one.text('datum')}",
)
def test_what_is_not_firm_or_not_later_leaves_the_signal_active(more: Item) -> None:
    assert only(AGREEMENT, *FROM_TWO, more).is_active


def test_closing_without_a_solution_leaves_the_signal_active() -> None:
    closed = [replace(FROM_TWO[0], status="beantwoord"), replace(FROM_TWO[1], status="verhelderd")]
    assert only(AGREEMENT, *closed).is_active


def test_a_new_question_wakes_a_quiet_signal() -> None:
    decision = item("BE-001", "genomen", over="AF-001", datum="2026-05-01")
    new = item("VR-003", ingebracht_door="gemeente", datum="2026-05-02", over="AF-001")
    assert not only(AGREEMENT, *FROM_TWO, decision).is_active
    woken = only(AGREEMENT, *FROM_TWO, decision, new)
    assert woken.is_active
    assert set(how(woken)) == {"VR-001", "ON-002"}


def test_a_question_without_a_date_counts_as_old() -> None:
    undated = item("VR-003", ingebracht_door="gemeente", over="AF-001")
    decision = item("BE-001", "genomen", over="AF-001", datum="2026-05-01")
    signal = only(AGREEMENT, undated, FROM_TWO[1], decision)
    assert not signal.is_active
    assert signal.points[0] == undated


FIRST = ("0.8", "2026-02-01", "Oud.")


@pytest.mark.parametrize(
    ("texts", "by"),
    [
        ((FIRST, ("0.9", "2026-06-01", "Nieuw.")), "0.9"),
        ((FIRST, ("0.9", "2026-06-01", "Nieuw."), ("1.0", "2026-07-01", "Nieuw.")), "0.9"),
        # nothing was released before the question: the first edition is what was questioned
        ((("0.8", "2026-06-01", "Oud."), ("0.9", "2026-07-01", "Nieuw.")), "0.9"),
    ],
)
def test_a_later_edition_that_reads_differently_quiets(texts: Any, by: str) -> None:
    signal = only(AGREEMENT, *FROM_TWO, timeline=editions(*texts))
    assert how(signal) == {"VR-001": (How.CHANGED, by), "ON-002": (How.CHANGED, by)}


@pytest.mark.parametrize(
    "texts",
    [
        (FIRST,),
        (FIRST, ("0.9", "2026-06-01", "Oud.")),
        (FIRST, ("werkversie", "2026-06-01", "Nieuw.")),
        (FIRST, ("0.9", "2026-02-15", "Nieuw.")),
        (FIRST, ("0.9", "2026-06-01", "Nieuw."), ("1.0", "2026-07-01", "Oud.")),
    ],
    ids=["one edition", "same text", "only a draft", "before the question", "changed back"],
)
def test_an_item_that_reads_as_it_was_questioned_stays_active(texts: Any) -> None:
    assert only(AGREEMENT, *FROM_TWO, timeline=editions(*texts)).is_active


def test_only_questions_from_before_the_change_are_dealt_with() -> None:
    new = item("VR-003", ingebracht_door="gemeente", datum="2026-06-02", over="AF-001")
    timeline = editions(FIRST, ("0.9", "2026-06-01", "Nieuw."))
    assert set(how(only(AGREEMENT, *FROM_TWO, new, timeline=timeline))) == {"VR-001", "ON-002"}


def test_an_agreement_without_a_date_is_later_when_an_edition_shows_it() -> None:
    extra = item("AA-002", "vastgesteld", vult_aan="AF-001")
    new = editions(FIRST, ("0.9", "2026-06-01", "Oud."), AA_002="vastgesteld")
    assert not only(AGREEMENT, *FROM_TWO, extra, timeline=new).is_active
    known = editions(("0.8", "2026-02-01", "Oud."), AA_002="vastgesteld")
    assert only(AGREEMENT, *FROM_TWO, extra, timeline=known).is_active


@given(st.permutations([*QUIET["later decision about the item"][0], item("AF-002")]))
def test_the_order_of_items_does_not_matter(items: list[Item]) -> None:
    made = document(*items)
    expected = QUIET["later decision about the item"]
    (signal,) = signals(made, without_past(made, TODAY))
    assert how(signal) == expected[1]
    assert [one.id for one in signal.points] == ["VR-001", "ON-002"]
