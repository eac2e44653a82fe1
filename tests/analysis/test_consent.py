"""Where organisations stand towards agreements, over editions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.documents import PREFIXES, WIJK
from wijk_ext.analysis.consent import Consents, covered, fingerprint_faults, party_to
from wijk_ext.model.consent import Answer, Reading, Standing
from wijk_ext.model.edition import Edition
from wijk_ext.model.fingerprint import fingerprint
from wijk_ext.model.snapshot import ItemState, PageState, Passage, Snapshot
from wijk_ext.model.standard import STANDARD_VOCABULARY
from wijk_ext.model.timeline import Timeline
from wijk_ext.model.wijk import WORKING_EDITION

BOTH = ("gemeente", "corporatie")


def state(id_: str, status: str, text: str = "tekst", **options: Any) -> ItemState:
    """Return an item of an edition."""
    links = {name: tuple(options.pop(name)) for name in list(options) if name == "op"}
    type_ = PREFIXES[id_[:3]].name
    return ItemState(id_, type_, id_, status, options, links, (Passage("paragraph", text),))


def agreement(
    id_: str = "AF-001", text: str = "tekst", status: str = "vastgesteld", parties: Any = BOTH
) -> ItemState:
    return state(id_, status, text, partijen=tuple(parties))


def consent(number: int, edition: str, status: str = "gegeven", **options: Any) -> ItemState:
    options = {"organisatie": "gemeente", "datum": "2026-10-28"} | options
    options = {name: value for name, value in options.items() if value}
    return state(f"IN-{number:03d}", status, "", editie=edition, **options)


def snapshot(name: str, *items: ItemState) -> Snapshot:
    return Snapshot(Edition(name, date(2026, 1, 1)), {"p": PageState("", items=items)})


def timeline(*current: ItemState, **past: list[ItemState]) -> Timeline:
    """Return a timeline; ``e0_9=[...]`` is edition 0.9."""
    editions = [snapshot(name[1:].replace("_", "."), *items) for name, items in past.items()]
    return Timeline(tuple(editions), snapshot(WORKING_EDITION, *current))


def stands(line: Timeline, id_: str = "AF-001", organisation: str = "gemeente") -> Standing:
    found = {one.organisation: one for one in Consents(line, WIJK).standings(id_)}
    return found[organisation]


@pytest.mark.parametrize(
    ("parties", "expected"),
    [
        (("gemeente",), True),
        (("corporatie", "gemeente/raad"), True),
        (("projectteam",), True),
        (("corporatie",), False),
        (("gemeente-oud", "corporatie"), False),
        ((), False),
    ],
)
def test_parties(parties: tuple[str, ...], expected: bool) -> None:
    assert party_to(agreement(parties=parties), "gemeente") is expected


def test_covered_are_all_items_with_the_party() -> None:
    step = state("ST-001", "gepland", partijen=("gemeente/raad",))
    other = state("VR-001", "open", eigenaar="gemeente")
    found = covered(
        snapshot("1.0", step, other, agreement(), agreement("AF-002", parties=())), "gemeente"
    )
    assert [item.id for item in found] == ["AF-001", "ST-001"]


STATES: dict[str, tuple[list[ItemState], Answer, Reading]] = {
    "consented": ([agreement(), consent(1, "0.9")], Answer.GIVEN, Reading.SAME),
    "changed": ([agreement(text="nieuw"), consent(1, "0.9")], Answer.GIVEN, Reading.CHANGED),
    "status only": ([agreement(status="concept"), consent(1, "0.9")], Answer.GIVEN, Reading.SAME),
    "reservation": (
        [agreement(), consent(1, "0.9", "onder-voorbehoud")],
        Answer.RESERVED,
        Reading.SAME,
    ),
    "asked": ([agreement(), consent(1, "0.9", "gevraagd")], Answer.ASKED, Reading.SAME),
    "refused": ([agreement(), consent(1, "0.9", "geweigerd")], Answer.REFUSED, Reading.SAME),
    "not asked": ([agreement()], Answer.NONE, Reading.UNKNOWN),
    "of another": (
        [agreement(), consent(1, "0.9", organisatie="corporatie")],
        Answer.NONE,
        Reading.UNKNOWN,
    ),
    "edition not known": ([agreement(), consent(1, "0.7")], Answer.GIVEN, Reading.UNKNOWN),
    "no edition": ([agreement(), consent(1, "")], Answer.GIVEN, Reading.UNKNOWN),
    "no such edition": ([agreement(), consent(1, "¹.x y")], Answer.GIVEN, Reading.UNKNOWN),
    "about another": (
        [agreement(), consent(1, "0.9", op=["AF-002"])],
        Answer.NONE,
        Reading.UNKNOWN,
    ),
    "about this": ([agreement(), consent(1, "0.9", op=["AF-001"])], Answer.GIVEN, Reading.SAME),
}


@pytest.mark.parametrize("name", STATES)
def test_states(name: str) -> None:
    current, answer, reading = STATES[name]
    found = stands(timeline(*current, e0_9=[agreement()]))
    assert (found.answer, found.reading) == (answer, reading)
    assert found.new_since == ""


def test_the_consent_to_the_highest_edition_counts_then_the_latest() -> None:
    def counting(*consents: ItemState) -> str:
        return stands(timeline(agreement(), *consents)).consent

    assert counting(consent(1, "1.10"), consent(2, "1.9", datum="2027-01-01")) == "IN-001"
    asked = consent(3, "1.0", "gevraagd", datum="2026-10-01")
    assert counting(asked, consent(2, "1.0", datum="2026-11-01")) == "IN-002"
    assert counting(asked, consent(2, "1.0", datum="")) == "IN-002"
    assert counting(asked, consent(2, "1.0", datum="2026-10-01")) == "IN-003"
    assert counting(consent(999, "1.0"), consent(1000, "1.0")) == "IN-1000"


def test_an_agreement_that_came_later_was_not_consented_to() -> None:
    line = timeline(agreement(), agreement("AF-002"), consent(1, "0.9"), e0_9=[agreement()])
    found = stands(line, "AF-002")
    assert (found.answer, found.new_since) == (Answer.NONE, "0.9")
    joined = timeline(agreement(), consent(1, "0.9"), e0_9=[agreement(parties=["corporatie"])])
    assert stands(joined).new_since == "0.9"


def test_a_named_agreement_that_the_edition_did_not_show_is_not_judged() -> None:
    found = stands(timeline(agreement(), consent(1, "0.9", op=["AF-001"]), e0_9=[]))
    assert (found.answer, found.reading) == (Answer.GIVEN, Reading.UNKNOWN)


def test_what_ended_and_what_is_no_agreement_has_no_standing() -> None:
    items = [
        *(agreement("AF-001", status="vervallen"), agreement("AF-002", status="herzien")),
        *(state("ST-001", "gepland", partijen=BOTH), agreement("AA-001")),
    ]
    found = Consents(timeline(*items), WIJK)
    assert [one.id for one in found.agreements] == ["AA-001"]
    assert not found.standings("AF-001")
    assert not found.standings("ST-001")
    assert not found.standings("AF-999")


def test_the_change_since_consent_is_between_these_two_readings() -> None:
    middle = {"e0_9": [agreement()], "e1_0": [agreement(text="tussen")]}
    line = timeline(agreement(text="nieuw"), consent(1, "0.9"), **middle)
    book = Consents(line, WIJK)
    changed, untouched = book.standings("AF-001")
    change = book.change(changed)
    assert change is not None
    assert change.before == agreement()
    assert change.after == agreement(text="nieuw")
    assert untouched.organisation == "corporatie"
    assert book.change(untouched) is None


def stale(line: Timeline) -> list[tuple[str, str, str]]:
    found = Consents(line, WIJK).stale()
    return [(one.agreement, one.organisation, one.edition) for one in found]


def test_an_adopted_agreement_may_not_change_behind_a_consent() -> None:
    changed = [agreement(text="nieuw"), consent(1, "0.9")]
    expected = [("AF-001", "gemeente", "0.9")]
    assert stale(timeline(*changed, e0_9=[agreement()])) == expected
    reserved = [changed[0], consent(1, "0.9", "onder-voorbehoud")]
    assert stale(timeline(*reserved, e0_9=[agreement()])) == expected
    other = [agreement(text="anders")]
    assert stale(timeline(*changed, e0_9=[agreement()], e1_0=other)) == expected


def test_a_change_is_in_order_when_an_edition_holds_it_or_it_is_no_more_than_a_draft() -> None:
    changed = [agreement(text="nieuw"), consent(1, "0.9")]
    assert stale(timeline(*changed, e0_9=[agreement()], e1_0=[agreement(text="nieuw")])) == []
    draft = [agreement(text="nieuw", status="voorgelegd"), consent(1, "0.9")]
    assert stale(timeline(*draft, e0_9=[agreement()])) == []
    refused = [changed[0], consent(1, "0.9", "geweigerd")]
    assert stale(timeline(*refused, e0_9=[agreement()])) == []
    line = timeline(*changed, e0_9=[agreement()])
    edition = replace(line.current, edition=Edition("1.0", date(2026, 1, 1)))
    assert stale(replace(line, current=edition)) == []
    # an edition before the one consented to does not count
    line = timeline(
        agreement(text="oud"), consent(1, "1.0"), e0_9=[agreement(text="oud")], e1_0=[agreement()]
    )
    assert stale(line) == [("AF-001", "gemeente", "1.0")]


def test_a_consent_to_an_older_edition_still_binds_while_a_new_one_is_asked() -> None:
    items = [agreement(text="nieuw"), consent(1, "0.9"), consent(2, "1.0", "gevraagd")]
    line = timeline(*items, e0_9=[agreement()], e1_0=[agreement()])
    assert stands(line).answer is Answer.ASKED
    assert stale(line) == [("AF-001", "gemeente", "0.9")]


def test_fingerprints_are_taken_of_what_the_organisation_saw() -> None:
    seen = {("gemeente", "0.9"): snapshot("0.9", agreement())}
    right = fingerprint([agreement()])

    def faults(*items: ItemState) -> list[tuple[str, bool]]:
        found = fingerprint_faults(snapshot(WORKING_EDITION, *items), lambda *key: seen.get(key))
        return [(fault.consent, fault.is_known) for fault in found]

    assert faults(consent(1, "0.9", vingerafdruk=right)) == []
    assert faults(consent(1, "0.9", vingerafdruk=right.upper())) == []
    assert faults(consent(1, "0.9")) == []
    assert faults(consent(1, "0.9", vingerafdruk="0" * 64)) == [("IN-001", True)]
    assert faults(consent(1, "1.0", vingerafdruk=right)) == [("IN-001", False)]
    seen["gemeente", "0.9"] = snapshot("0.9", agreement(text="verlegd"))
    assert faults(consent(1, "0.9", vingerafdruk=right)) == [("IN-001", True)]


IDS = st.sampled_from(["AF-001", "AF-002"])
WORDS = st.sampled_from(["een", "twee"])
STATUSES = st.sampled_from([one.name for one in STANDARD_VOCABULARY.types["afspraak"].statuses])
PARTIES = st.lists(st.sampled_from(["gemeente", "gemeente/raad", "corporatie", "projectteam"]))
AGREEMENTS = st.builds(agreement, IDS, WORDS, STATUSES, PARTIES)
CONSENTS = st.builds(
    consent,
    st.integers(1, 4),
    st.sampled_from(["0.9", "1.0", "2.0", "x"]),
    st.sampled_from([one.value for one in Answer]),
    organisatie=st.sampled_from(["gemeente", "corporatie", "niemand"]),
    datum=st.sampled_from(["", "2026-01-01", "2026-02-01"]),
    op=st.lists(IDS, max_size=1),
)
EDITIONS = st.lists(AGREEMENTS, max_size=2)


@settings(deadline=None)
@given(st.lists(AGREEMENTS | CONSENTS, max_size=6), EDITIONS, EDITIONS)
def test_every_party_stands_somewhere(
    current: list[ItemState], first: list[ItemState], second: list[ItemState]
) -> None:
    line = timeline(*current, e0_9=first, e1_0=second)
    book = Consents(line, WIJK)
    items = line.current.items
    for item in book.agreements:
        found = book.standings(item.id)
        parties = [one.id for one in WIJK.organisations if party_to(item, one.id)]
        assert [one.organisation for one in found] == parties
        for one in found:
            assert (one.answer is Answer.NONE) == (one.consent == "")
            assert not one.consent or items[one.consent].values["organisatie"] == one.organisation
            assert (one.before is None) == (one.reading is Reading.UNKNOWN)
            assert (book.change(one) is not None) == (one.reading is Reading.CHANGED)
    for fault in book.stale():
        assert line.of(fault.edition) is not None
        assert all(
            one.status == "vastgesteld" for one in book.agreements if one.id == fault.agreement
        )
