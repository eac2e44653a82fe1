"""Ids and links between items."""

from __future__ import annotations

from tests.analysis.documents import WIJK, item
from wijk_ext.sources.items import identity_problems, link_problems


def nameless(id_: str) -> object:
    """Return an item of the type of this id, without the id."""
    from dataclasses import replace

    return replace(item(id_), id="")


def test_the_next_free_id_counts_on_from_the_highest() -> None:
    items = [item("AF-001"), nameless("AF-008"), item("AF-004"), nameless("AF-009"), item("AA-020")]
    messages = [problem.message for problem in identity_problems(items, WIJK)]
    assert [message.split(":id: ")[1][:6] for message in messages] == ["AF-005", "AF-006"]


def test_the_first_id_of_a_type() -> None:
    (problem,) = identity_problems([nameless("ON-001"), item("AF-007")], WIJK)
    assert ":id: ON-001" in problem.message


def test_every_id_that_is_taken_names_the_first() -> None:
    problems = list(identity_problems([item("AF-001"), item("AF-001"), item("AF-001")], WIJK))
    assert len(problems) == 2
    assert all("pagina.md:1" in problem.message for problem in problems)


def test_links_of_both_items_with_the_same_id_are_checked() -> None:
    items = [item("AF-001", over="AM-009"), item("AF-001", over="AM-008")]
    messages = [problem.message for problem in link_problems(items, WIJK)]
    assert len(messages) == 2


def test_a_link_in_small_letters_gets_a_suggestion() -> None:
    items = [item("AF-001"), item("VR-001", over="af_001")]
    (problem,) = link_problems(items, WIJK)
    assert "Bedoelt u “AF-001”?" in problem.message


def test_a_link_to_the_wrong_type_is_an_error() -> None:
    items = [item("AF-001", valt_onder="AF-002"), item("AF-002")]
    (problem,) = link_problems(items, WIJK)
    assert "AF-002 is van de soort “afspraak”, niet “mandaat”" in problem.message
