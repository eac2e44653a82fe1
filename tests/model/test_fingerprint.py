"""A fingerprint changes with the content, and with nothing else."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijk_ext.model.fingerprint import canonical, fingerprint
from wijk_ext.model.snapshot import ItemState, Passage

if TYPE_CHECKING:
    from collections.abc import Callable

TEXTS = st.text('ab,"\\:[]{}é\n ', max_size=4)
NAMES = st.sampled_from(["partijen", "eigenaar", "streefjaar"])
VALUES = TEXTS | st.integers(2000, 2002) | st.lists(TEXTS, max_size=3).map(tuple)
PASSAGES = st.builds(Passage, TEXTS, TEXTS, TEXTS)
ITEMS = st.builds(
    ItemState,
    id=st.sampled_from(["AF-001", "AF-002", "AF-003"]),
    type=TEXTS,
    title=TEXTS,
    status=TEXTS,
    values=st.dictionaries(NAMES, VALUES, max_size=3),
    links=st.dictionaries(NAMES, st.lists(TEXTS, max_size=2).map(tuple), max_size=2),
    passages=st.lists(PASSAGES, max_size=3).map(tuple),
)
DOCUMENTS = st.lists(ITEMS, max_size=3, unique_by=lambda item: item.id)
ITEM = ItemState(
    "AF-001",
    "afspraak",
    "x",
    "concept",
    {"partijen": ("x",)},
    {"over": ("x",)},
    (Passage("x", "x"),),
)


def content(items: list[ItemState]) -> object:
    """Return items as plain values, however they were ordered."""
    return {
        item.id: (
            item.type,
            item.title,
            item.status,
            {name: repr(value) for name, value in item.values.items()},
            dict(item.links),
            item.passages,
        )
        for item in items
    }


@settings(deadline=None)
@given(DOCUMENTS, DOCUMENTS)
def test_texts_are_the_same_exactly_when_the_contents_are(
    one: list[ItemState], other: list[ItemState]
) -> None:
    assert (canonical(one) == canonical(other)) == (content(one) == content(other))


@settings(deadline=None)
@given(DOCUMENTS, st.randoms())
def test_the_order_of_items_and_of_names_means_nothing(
    items: list[ItemState], random: object
) -> None:
    shuffled = [
        replace(
            item,
            values=dict(reversed(item.values.items())),
            links=dict(reversed(item.links.items())),
        )
        for item in items
    ]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert fingerprint(shuffled) == fingerprint(items)


SPLITS: dict[str, Callable[[str, str], ItemState]] = {
    "title and status": lambda a, b: replace(ITEM, title=a, status=b),
    "type and title": lambda a, b: replace(ITEM, type=a, title=b),
    "words of a field": lambda a, b: replace(ITEM, values={"partijen": (a, b)}),
    "two fields": lambda a, b: replace(ITEM, values={"binnen": a, "buiten": b}),
    "name and value": lambda a, b: replace(ITEM, values={a: b}),
    "targets of a link": lambda a, b: replace(ITEM, links={"over": (a, b)}),
    "name and target": lambda a, b: replace(ITEM, links={a: (b,)}),
    "two passages": lambda a, b: replace(ITEM, passages=(Passage("x", a), Passage("x", b))),
    "kind and text": lambda a, b: replace(ITEM, passages=(Passage(a, b),)),
    "text and source": lambda a, b: replace(ITEM, passages=(Passage("x", a, b),)),
}


@pytest.mark.parametrize("place", SPLITS)
def test_nothing_is_joined(place: str) -> None:
    make = SPLITS[place]
    assert fingerprint([make("ab", "c")]) != fingerprint([make("a", "bc")])


def test_a_field_is_not_a_link_and_a_list_is_not_a_text() -> None:
    forms = [
        replace(ITEM, values={"over": ("a",)}, links={}),
        replace(ITEM, values={}, links={"over": ("a",)}),
        replace(ITEM, values={"over": "a"}, links={}),
        replace(ITEM, values={"over": ("a", "b")}, links={}),
        replace(ITEM, values={"over": "a, b"}, links={}),
    ]
    assert len({fingerprint([form]) for form in forms}) == len(forms)


@settings(deadline=None)
@given(st.text(max_size=8))
def test_two_ways_of_writing_a_letter_are_one(text: str) -> None:
    forms = [
        fingerprint([replace(ITEM, title=unicodedata.normalize(form, text))])
        for form in ("NFC", "NFD")
    ]
    assert forms[0] == forms[1]


def test_the_form_stays_as_it_is() -> None:
    """A change here makes every fingerprint that was ever written a wrong one."""
    item = replace(ITEM, title="Café", values={"streefjaar": 2030, "partijen": ("a", "b")})
    assert json.loads(canonical([item]))["form"] == 1
    assert canonical([item]) == (
        '{"form":1,"items":[{"id":"AF-001","links":{"over":["x"]},"passages":[["x","x",""]],'
        '"status":"concept","title":"Café","type":"afspraak",'
        '"values":{"partijen":["a","b"],"streefjaar":2030}}]}'
    )
    assert len(fingerprint([])) == 64
