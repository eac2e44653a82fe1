"""What changed between two editions, as one reader may see it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijk_ext.analysis.differences import content_equal, differences, passage_changes
from wijk_ext.model.change import ChangeKind, PassageChange, WordKind, Words
from wijk_ext.model.edition import Edition
from wijk_ext.model.snapshot import ItemState, PageState, Passage, Snapshot

if TYPE_CHECKING:
    from wijk_ext.model.change import Change, Changes

ANSWER = "Bewoners krijgen binnen vijf werkdagen antwoord van wie de vraag ontving."
ANSWER_NEW = "Bewoners krijgen binnen tien werkdagen antwoord van wie de vraag ontving."
TREES = "Voor elke boom die weg moet, plant de gemeente twee nieuwe in het park."
SECRET = "Het geheime bod van de warmtemaatschappij bedraagt negentien miljoen euro."
STREET = "Een straat is hooguit drie weken dicht voor auto's van hulpdiensten."


def passages(*texts: str, kind: str = "paragraph") -> tuple[Passage, ...]:
    return tuple(Passage(kind, text) for text in texts)


def item(id_: str = "AF-001", *texts: str, **parts: Any) -> ItemState:
    parts = {"title": "Antwoord", "status": "concept", "type": "afspraak"} | parts
    return ItemState(id=id_, passages=passages(*(texts or (ANSWER,))), **parts)


def page(*items: ItemState, title: str = "Pagina", texts: tuple[str, ...] = ()) -> PageState:
    return PageState(title, passages(*texts), items)


def snapshot(name: str = "1.0", **pages: PageState) -> Snapshot:
    return Snapshot(Edition(name, date(2027, 3, 3)), pages)


def compared(older: Snapshot, newer: Snapshot, *, sees_all: bool = False) -> Changes:
    return differences(older, newer, sees_all=sees_all)


def only(older: ItemState, newer: ItemState, *, sees_all: bool = False) -> Change | None:
    """Return what changed of a single item."""
    found = compared(snapshot(p=page(older)), snapshot(p=page(newer)), sees_all=sees_all)
    assert not found.pages
    return found.items[0] if found.items else None


def words(change: PassageChange) -> list[tuple[str, str]]:
    return [(run.kind.value, run.text) for run in change.words]


# passages


def test_a_rewording_is_a_redline() -> None:
    (change,) = passage_changes(
        passages(TREES, ANSWER), passages(TREES, ANSWER_NEW), sees_all=False
    )
    assert ("deleted", "vijf") in words(change)
    assert not change.withdrawn


def test_a_new_passage_is_one_inserted_run() -> None:
    found = passage_changes(passages(ANSWER), passages(TREES, ANSWER), sees_all=False)
    assert found == (PassageChange("paragraph", (Words(WordKind.INSERTED, TREES),)),)


@pytest.mark.parametrize("sees_all", [True, False])
def test_a_withdrawn_passage_is_repeated_for_who_sees_all_only(sees_all: bool) -> None:
    (change,) = passage_changes(passages(SECRET, ANSWER), passages(ANSWER), sees_all=sees_all)
    assert change.withdrawn
    assert words(change) == ([("deleted", SECRET)] if sees_all else [])


def test_passages_pair_in_order_or_by_likeness_and_keep_their_order() -> None:
    newer = passages(TREES, ANSWER_NEW, kind="point")
    found = passage_changes(passages(SECRET, ANSWER, STREET, kind="point"), newer, sees_all=False)
    assert [(one.withdrawn, bool(one.words)) for one in found] == [
        (False, True),
        (True, False),
        (False, True),
        (True, False),
    ]
    assert ("inserted", "tien") in words(found[2])


def test_hardly_a_word_in_common_is_no_rewording() -> None:
    """A mark may stand around the older passage now, also when it was the only one."""
    for older, newer in [
        ((ANSWER, SECRET), (ANSWER, TREES)),
        ((SECRET,), (TREES,)),
        ((SECRET,), ("Het is nog niet zo.",)),
        ((SECRET,), ("Het bod.",)),
        ((ANSWER, "Ja, geheime."), (ANSWER, "Nu.")),
        ((ANSWER, "Geheime?"), (ANSWER, "Nu?")),
    ]:
        found = passage_changes(passages(*older), passages(*newer), sees_all=False)
        assert [one.withdrawn for one in found] == [False, True]
        assert "geheime" not in str(found)


def test_a_passage_that_was_shortened_much_is_a_rewording_for_who_sees_all() -> None:
    older, newer = (
        passages(ANSWER, f"{TREES} {STREET}"),
        passages(ANSWER, "Voor elke boom die weg moet."),
    )
    assert len(passage_changes(older, newer, sees_all=True)) == 1
    assert len(passage_changes(older, newer, sees_all=False)) == 2


def test_the_only_passage_is_a_rewording_for_who_sees_all() -> None:
    (change,) = passage_changes(passages(SECRET), passages(TREES), sees_all=True)
    assert words(change) == [("deleted", SECRET), ("inserted", TREES)]


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ((Passage("paragraph", ANSWER, f"**{ANSWER}**"),), passages(ANSWER)),
        (passages(ANSWER), passages(ANSWER, kind="point")),
        (passages(TREES, ANSWER), passages(ANSWER, TREES)),
    ],
    ids=["formatting", "kind", "place"],
)
def test_the_same_words_in_another_form_or_place_are_one_run(
    older: tuple[Passage, ...], newer: tuple[Passage, ...]
) -> None:
    (change,) = passage_changes(older, newer, sees_all=False)
    assert [kind for kind, _text in words(change)] == ["same"]
    assert not change.withdrawn


def test_a_picture_without_words_is_a_change_without_words() -> None:
    older, newer = (Passage("image", "", f"{name}.svg") for name in ("kaart-van-de-wijk", "kaart"))
    assert passage_changes([older], [newer], sees_all=True) == (PassageChange("image", ()),)


def test_white_space_and_ways_to_write_a_letter_are_no_difference() -> None:
    older, newer = passages("één  straat\r\nper jaar"), passages("één straat per jaar")
    assert passage_changes(older, newer, sees_all=False) == ()


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
