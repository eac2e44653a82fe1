"""What changed between two editions, as one reader may see it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.states import (
    ANSWER,
    ANSWER_NEW,
    SECRET,
    STREET,
    TREES,
    compared,
    item,
    only,
    page,
    passages,
    snapshot,
    words,
)
from wijk_ext.analysis.differences import content_equal, differences, passage_changes
from wijk_ext.model.change import ChangeKind, WordKind
from wijk_ext.model.snapshot import ItemState, PageState, Passage

# items


def test_equal_snapshots_have_no_differences() -> None:
    pages = {"p": page(item(), texts=(TREES,))}
    assert not compared(snapshot(**pages), snapshot("1.1", **pages))
    copied = {"p": replace(pages["p"], items=(replace(item(), values={"toegang": ("a",)}),))}
    assert not compared(snapshot(**pages), snapshot("1.1", **copied))


def test_what_was_withdrawn_says_nothing_but_its_name() -> None:
    older = snapshot(p=page(item(), item("AF-002", SECRET, title="Geheim", values={"rol": "x"})))
    (change,) = compared(older, snapshot(p=page(item()))).items
    assert change.kinds == {ChangeKind.WITHDRAWN}
    assert (change.name, change.type, change.page_before) == ("AF-002", "afspraak", "p")
    assert (change.before, change.after, change.title) == (None, None, ())
    assert (change.fields, change.passages, change.page_after) == ((), (), "")


def test_who_sees_all_may_read_what_was_withdrawn() -> None:
    older = snapshot(p=page(item("AF-002", SECRET)), q=page(title="Weg", texts=(SECRET,)))
    found = compared(older, snapshot(p=page()), sees_all=True)
    (change,), (gone,) = found.items, found.pages
    assert change.before == older.items["AF-002"]
    assert words(change.passages[0]) == words(gone.passages[0]) == [("deleted", SECRET)]


def test_what_was_added_is_told_in_full() -> None:
    (change,) = compared(snapshot(p=page()), snapshot(p=page(item(values={"rol": "x"})))).items
    assert change.kinds == {ChangeKind.ADDED}
    assert (change.before, change.page_before, change.page_after) == (None, "", "p")
    assert words(change.passages[0]) == [("inserted", ANSWER)]
    assert [(one.name, one.before, one.after) for one in change.fields] == [("rol", (), ("x",))]


def test_several_things_at_once() -> None:
    older = item(links={"over": ("VR-2", "VR-1")}, values={"jaar": 2030, "voor": ("a",)})
    newer = item(
        "AF-001",
        ANSWER_NEW,
        title="Antwoord op tijd",
        status="vastgesteld",
        values={"jaar": 2031, "voor": ("a", "b")},
        links={"over": ("VR-1", "VR-2"), "op": ("AF-3",)},
    )
    pages = snapshot(p=page(older), q=page()), snapshot(p=page(), q=page(newer))
    (change,) = compared(*pages).items
    assert change.kinds == {ChangeKind.MOVED, ChangeKind.STATUS, ChangeKind.CHANGED}
    assert (change.page_before, change.page_after) == ("p", "q")
    assert "".join(run.text for run in change.title) == "Antwoord op tijd"
    assert [(one.name, one.before, one.after) for one in change.fields] == [
        ("jaar", ("2030",), ("2031",)),
        ("voor", ("a",), ("a", "b")),
        ("op", (), ("AF-3",)),
    ]


def test_a_status_alone_is_no_other_change() -> None:
    change = only(item(), item(status="vastgesteld"))
    assert change and change.kinds == {ChangeKind.STATUS}
    assert (change.title, change.fields, change.passages) == ((), (), ())


def test_the_order_of_targets_and_empty_fields_are_no_change() -> None:
    older = item(links={"over": ("VR-1", "VR-2")}, values={"rol": ""})
    assert only(older, item(links={"over": ("VR-2", "VR-1")})) is None


def test_items_come_in_the_order_of_types() -> None:
    items = [item(id_, type=type_) for id_, type_ in [("B-1", "b"), ("A-2", "a"), ("A-1", "a")]]
    older, newer = snapshot(p=page()), snapshot(p=page(*items))
    by_name = differences(older, newer, sees_all=False).items
    given_order = differences(older, newer, sees_all=False, types=("b", "a")).items
    assert [one.name for one in by_name] == ["A-1", "A-2", "B-1"]
    assert [one.name for one in given_order] == ["B-1", "A-1", "A-2"]


# pages


def test_a_renamed_page_is_the_same_page_and_its_items_did_not_move() -> None:
    older = snapshot(oud=page(item(), title="Bomen", texts=(TREES, STREET)))
    newer = snapshot(nieuw=page(item(), title="Bomen en straten", texts=(TREES, STREET)))
    found = compared(older, newer)
    (change,) = found.pages
    assert not found.items
    assert change.kinds == {ChangeKind.MOVED, ChangeKind.CHANGED}
    assert (change.name, change.page_before, change.page_after) == ("nieuw", "oud", "nieuw")


def test_pages_are_paired_one_to_one_the_most_alike_first() -> None:
    older = snapshot(a=page(title="Bomen", texts=(TREES, STREET)))
    newer = snapshot(
        b=page(title="Bomen", texts=(TREES, "Nog iets over het park.")),
        c=page(title="Bomen", texts=(TREES, STREET)),
        d=page(title="Straten", texts=(TREES, STREET)),
        e=page(title="Bomen", texts=(STREET, "Nog iets over de straat.")),
    )
    kinds = {one.name: one.kinds for one in compared(older, newer).pages}
    added = {ChangeKind.ADDED}
    assert kinds == {"b": added, "c": {ChangeKind.MOVED}, "d": added, "e": added}


def test_another_text_under_another_title_is_another_page() -> None:
    found = compared(
        snapshot(a=page(title="Geheim", texts=(SECRET,))),
        snapshot(b=page(title="Bomen", texts=(TREES,))),
    )
    assert {one.name: set(one.kinds) for one in found.pages} == {
        "a": {ChangeKind.WITHDRAWN},
        "b": {ChangeKind.ADDED},
    }
    assert "Geheim" not in str(found)
    assert "bod" not in str(found)


def test_the_title_of_a_page_is_told_once_and_its_items_apart() -> None:
    older, newer = (
        PageState(title, (Passage("heading", title), *passages(TREES)), (item("AF-001", text),))
        for title, text in [("Bomen", ANSWER), ("Bomen en planten", ANSWER_NEW)]
    )
    found = compared(snapshot(p=older), snapshot(p=newer))
    assert [(one.name, one.title != (), one.passages) for one in found.pages] == [("p", True, ())]
    assert [one.name for one in found.items] == ["AF-001"]


# content, and what holds for any snapshots


@pytest.mark.parametrize(
    ("other", "equal"),
    [
        (item(status="vastgesteld", links={"over": ("VR-1",)}), True),
        (item(values={"voor": ("a",), "thema": ("b",), "vingerafdruk": "c"}), True),
        (item(values={"rol": "x"}), False),
        (item(title="Iets anders"), False),
        (item("AF-001", ANSWER_NEW), False),
        (replace(item(), passages=(Passage("paragraph", ANSWER, f"*{ANSWER}*"),)), False),
        (item("AF-001", *ANSWER.split(". "), TREES), False),
    ],
)
def test_what_was_consented_to_reads_the_same(other: ItemState, equal: bool) -> None:
    assert content_equal(item(), other) is equal


texts = st.sampled_from([ANSWER, ANSWER_NEW, TREES, STREET, SECRET, "Ja.", ""])
drawn_passages = st.lists(
    st.builds(
        Passage, st.sampled_from(["paragraph", "point"]), texts, st.sampled_from(["", "*x*"])
    ),
    max_size=5,
).map(tuple)
drawn_items = st.builds(
    ItemState,
    st.just("AF-001"),
    st.just("afspraak"),
    texts,
    st.sampled_from(["concept", "vastgesteld"]),
    st.fixed_dictionaries({}, optional={"rol": texts, "voor": st.just(("a",))}),
    st.just({}),
    drawn_passages,
)


@given(drawn_items, drawn_items, st.booleans())
def test_other_content_is_always_a_change(older: ItemState, newer: ItemState, all_: bool) -> None:
    change = only(older, newer, sees_all=all_)
    if not content_equal(older, newer):
        assert change and ChangeKind.CHANGED in change.kinds
    if older == newer:
        assert change is None


numbered = st.lists(st.integers(0, 30), unique=True, max_size=6)


@given(numbered, numbered)
def test_a_passage_that_is_gone_is_never_repeated(before: list[int], after: list[int]) -> None:
    def passage(number: int) -> Passage:
        return Passage("paragraph", " ".join(f"woord{number}x{n}" for n in range(5)) + ".")

    older, newer = [passage(n) for n in before], [passage(n) for n in after]
    found = passage_changes(older, newer, sees_all=False)
    for number in set(before) - set(after):
        assert f"woord{number}x" not in str(found)
    shown = {run.text for one in found for run in one.words if run.kind is WordKind.INSERTED}
    assert shown == {passage(n).text for n in set(after) - set(before)}
    assert sum(one.withdrawn for one in found) == len(set(before) - set(after))
