"""What changed within the text of one item or page: which passages pair, and what is told."""

from __future__ import annotations

import pytest

from tests.analysis.states import (
    ANSWER,
    ANSWER_NEW,
    SECRET,
    STREET,
    TREES,
    passages,
    words,
)
from wijk_ext.analysis.differences import passage_changes
from wijk_ext.model.change import PassageChange, WordKind, Words
from wijk_ext.model.snapshot import Passage


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
