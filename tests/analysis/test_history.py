"""The history of items over editions."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from wijk_ext.analysis.history import history
from wijk_ext.model.edition import Edition
from wijk_ext.model.snapshot import ItemState, PageState, Passage, Snapshot
from wijk_ext.model.timeline import Timeline
from wijk_ext.model.wijk import WORKING_EDITION

VIJF = "Bewoners krijgen binnen vijf werkdagen antwoord."
TIEN = "Bewoners krijgen binnen tien werkdagen antwoord."


def item(id_: str, text: str) -> ItemState:
    return ItemState(id_, "afspraak", "Antwoord", "concept", passages=(Passage("paragraph", text),))


def timeline(*editions: dict[str, str], sees_all: bool = False) -> Timeline:
    """Return a timeline of editions that hold these items, by id; the last one is current."""
    names = [*(f"{number}.0" for number in range(1, len(editions))), WORKING_EDITION]
    snapshots = [
        Snapshot(
            Edition(name, date(2027, 1, 1)),
            {"p": PageState("P", items=tuple(item(*one) for one in items.items()))},
        )
        for name, items in zip(names, editions, strict=True)
    ]
    return Timeline(tuple(snapshots[:-1]), snapshots[-1], sees_all)


def told(line: Timeline, id_: str) -> list[tuple[str, str]]:
    return [
        (step.edition.name, "+".join(sorted(kind.value for kind in step.change.kinds)))
        for step in history(line).get(id_, ())
    ]


def test_an_item_appears_changes_and_stays() -> None:
    line = timeline({}, {"A": VIJF}, {"A": VIJF}, {"A": TIEN}, {"A": TIEN})
    assert told(line, "A") == [("2.0", "added"), ("4.0", "changed")]
    (_added, changed) = history(line)["A"]
    words = [run.text for run in changed.change.passages[0].words]
    assert words == ["Bewoners krijgen binnen ", "vijf", "tien", " werkdagen antwoord."]


def test_the_current_edition_counts_when_it_differs() -> None:
    assert told(timeline({"A": VIJF}, {"A": VIJF}), "A") == [("1.0", "added")]
    assert told(timeline({"A": VIJF}, {"A": TIEN}), "A")[1:] == [("werkversie", "changed")]
    assert told(timeline({"A": VIJF}), "A") == [("werkversie", "added")]


def test_an_item_that_was_away_was_withdrawn_and_added_again() -> None:
    line = timeline({"A": VIJF}, {}, {}, {"A": VIJF})
    assert told(line, "A") == [("1.0", "added"), ("2.0", "withdrawn"), ("werkversie", "added")]
    assert history(line)["A"][1].change.before is None


def test_a_page_that_was_renamed_leaves_no_step() -> None:
    line = timeline({"A": VIJF}, {"A": VIJF})
    renamed = replace(line.current, pages={"q": line.current.pages["p"]})
    assert told(replace(line, current=renamed), "A") == [("1.0", "added")]


editions = st.lists(
    st.dictionaries(st.sampled_from("AB"), st.sampled_from([VIJF, TIEN])), min_size=1, max_size=6
)


@given(editions)
def test_the_steps_tell_what_every_edition_holds(drawn: list[dict[str, str]]) -> None:
    line = timeline(*drawn)
    found = history(line)
    for id_ in "AB":
        states = {step.edition.name: step.change.after for step in found.get(id_, ())}
        current = None
        for one in line.all:
            current = states.get(one.edition.name, current)
            assert current == one.items.get(id_)


def test_many_equal_items_are_fast() -> None:
    def edition(last: int) -> dict[str, str]:
        texts = {f"AF-{number:04d}": f"{VIJF} {number}" for number in range(1000)}
        return texts | {f"AF-{number:04d}": f"{TIEN} {number}" for number in range(last)}

    line = timeline(*(edition(number) for number in range(20)))  # nothing shared between editions
    start = time.process_time()
    found = history(line)
    assert time.process_time() - start < 2  # it takes a fifth of a second
    assert sum(map(len, found.values())) == 1000 + 19
