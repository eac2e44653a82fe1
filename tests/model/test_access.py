"""The rules of access, one by one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijk_ext.model.access import Reader, readers_of
from wijk_ext.model.wijk import Organisation, Unit, Wijk

WIJK = Wijk(
    "De Proefbuurt",
    organisations=(
        Organisation(
            "gemeente",
            "Gemeente",
            units=(Unit("financien", "Financiën"), Unit("raad", "Raad", only_marked=True)),
        ),
        Organisation("corporatie", "Corporatie"),
    ),
    public_name="Iedereen",
)
READERS = readers_of(WIJK)
EVERYONE = ["projectteam", "gemeente", "gemeente/financien", "gemeente/raad", "corporatie"]
EVERYONE.append("openbaar")
MARKS = st.lists(st.frozensets(st.sampled_from(EVERYONE), min_size=1), max_size=3)


def seen_by(*marks: set[str]) -> set[str]:
    return {name for name, reader in READERS.items() if reader.may_see(marks)}


def test_the_readers_of_a_document() -> None:
    assert list(READERS) == EVERYONE
    assert READERS["gemeente/raad"] == Reader("gemeente/raad", only_marked=True)
    assert READERS["gemeente/raad"].folder == "gemeente.raad"
    assert [reader.id for reader in READERS.values() if reader.only_marked] == [
        "gemeente/raad",
        "openbaar",
    ]


@pytest.mark.parametrize(
    ("marks", "readers"),
    [
        # 1. unmarked: every organisation and its standard units
        ([], {"gemeente", "gemeente/financien", "corporatie"}),
        # 2. naming an organisation includes its standard units, naming a unit that unit alone
        ([{"gemeente"}], {"gemeente", "gemeente/financien"}),
        ([{"gemeente/financien"}], {"gemeente/financien"}),
        ([{"gemeente/raad"}], {"gemeente/raad"}),
        ([{"projectteam"}], set()),
        # what is public is visible to every reader
        ([{"openbaar"}], set(EVERYONE)),
        # 3. marks nest by intersection
        ([{"gemeente", "corporatie"}, {"corporatie", "gemeente/raad"}], {"corporatie"}),
        ([{"gemeente"}, {"openbaar"}], {"gemeente", "gemeente/financien"}),
        ([{"openbaar"}, {"gemeente"}], {"gemeente", "gemeente/financien"}),
        ([{"gemeente"}, {"corporatie"}], set()),
    ],
)
def test_who_sees_what(marks: list[set[str]], readers: set[str]) -> None:
    assert seen_by(*marks) == readers | {"projectteam"}


@given(MARKS, st.frozensets(st.sampled_from(EVERYONE), min_size=1))
def test_a_mark_inside_marks_never_shows_more(
    marks: list[frozenset[str]], inner: frozenset[str]
) -> None:
    if marks:
        assert seen_by(*marks, set(inner)) <= seen_by(*marks)


@given(MARKS)
def test_the_order_of_marks_does_not_matter(marks: list[frozenset[str]]) -> None:
    assert seen_by(*marks) == seen_by(*reversed(marks))


@given(MARKS)
def test_the_project_team_sees_all(marks: list[frozenset[str]]) -> None:
    assert "projectteam" in seen_by(*marks)
