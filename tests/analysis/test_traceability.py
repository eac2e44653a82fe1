"""Each rule of traceability: what breaks it, and what does not."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.analysis.documents import document, item
from wijk_ext.analysis.traceability import RULES, overdue_items, traceability_problems
from wijk_ext.messages import Subtype
from wijk_ext.model.problem import Severity

if TYPE_CHECKING:
    from wijk_ext.model.item import Item

TODAY = date(2026, 11, 23)
MANDATE = item("MA-001", "verleend", organisatie="gemeente", orgaan="gemeente/raad")
DECISION = item("BE-001", "genomen", orgaan="gemeente/raad")


def told(subtype: str, *items: Item) -> list[int]:
    """Return the lines of the warnings of this kind."""
    found = traceability_problems(document(*items), TODAY)
    assert all(problem.severity is Severity.WARNING for problem in found)
    return [problem.place.line for problem in found if problem.subtype == subtype]


BREACHES: dict[str, list[list[Item]]] = {
    "agreement_without_ambition": [
        [item("AF-001")],
        [item("AA-001", "vastgesteld")],
    ],
    "agreement_without_mandate": [
        [item("AF-001", partijen=("gemeente",))],
        [item("AF-001", partijen=("gemeente/raad",))],
        [item("AF-001", partijen=("corporatie",), valt_onder="MA-001"), MANDATE],
        [
            item("AF-001", partijen=("gemeente",), valt_onder="MA-002"),
            item("MA-002", "gevraagd", organisatie="gemeente"),
        ],
        [
            item("AF-001", partijen=("gemeente",), besloten_in="BE-002"),
            item("BE-002", "genomen", orgaan="corporatie"),
        ],
        [
            item("AF-001", partijen=("gemeente",), besloten_in="BE-002"),
            item("BE-002", "genomen"),
        ],
    ],
    "ambition_without_criterion": [[item("AM-001")], [item("AM-001", "vastgesteld")]],
    "open_point_without_owner": [
        [item("VR-001")],
        [item("ON-001", "in-behandeling")],
        [item("KN-001", "geescaleerd")],
    ],
    "overdue": [
        [item("VR-001", termijn="2026-11-22")],
        [item("KN-001", "geescaleerd", termijn="2026-11-22")],
        [item("TO-001", termijn="2026-01-01")],
    ],
    "closed_without_solution": [
        [item("VR-001", "beantwoord")],
        [item("ON-001", "verhelderd")],
        [item("KN-001", "opgelost")],
    ],
    "party_without_organisation": [[item("AF-001", partijen=("gemeente", "gemeente/raad"))]],
    "circular_replacement": [
        [item("AF-001", vervangt="AF-001")],
        [item("AF-001", vervangt="AF-002"), item("AF-002", vervangt="AF-001")],
        [
            item("AF-001", vervangt="AF-004 AF-002"),
            item("AF-002", vervangt="AF-003"),
            item("AF-003", vervangt="AF-001"),
            item("AF-004"),
        ],
    ],
}
GOOD: dict[str, list[list[Item]]] = {
    "agreement_without_ambition": [
        [item("AF-001", draagt_bij_aan="AM-001")],
        [item("AA-001", vult_aan="AF-002")],
        [item("AF-001", "vervallen")],
        [item("AF-001", "herzien")],
        [item("BE-001")],
    ],
    "agreement_without_mandate": [
        [item("AF-001", partijen=("gemeente",), valt_onder="MA-001"), MANDATE],
        [item("AF-001", partijen=("gemeente",), besloten_in="BE-001"), DECISION],
        [
            item("AF-001", partijen=("gemeente",), besloten_in="BE-002"),
            item("BE-002", orgaan="Stuurgroep"),
            item("MA-001", "verleend", organisatie="gemeente", orgaan="stuurgroep"),
        ],
        [item("AF-001", partijen=("projectteam",))],
        [item("AF-001", "vervallen", partijen=("gemeente",))],
        [item("AF-001")],
    ],
    "ambition_without_criterion": [
        [item("AM-001", toetscriterium="Geen gas")],
        [item("AM-001", "vervallen")],
    ],
    "open_point_without_owner": [
        [item("VR-001", eigenaar="gemeente")],
        [item("VR-001", "beantwoord")],
        [item("VR-001", "vervallen")],
        [item("TO-001")],
    ],
    "overdue": [
        [item("VR-001", termijn="2026-11-23")],
        [item("VR-001", "beantwoord", termijn="2026-01-01")],
        [item("KN-001", "vervallen", termijn="2026-01-01")],
        [item("TO-001", "afgedaan", termijn="2026-01-01")],
        [item("VR-001")],
    ],
    "closed_without_solution": [
        [item("VR-001", "beantwoord"), item("AF-001", lost_op="VR-001")],
        [item("VR-001", "beantwoord", besloten_in="BE-001"), DECISION],
        [item("VR-001")],
        [item("VR-001", "vervallen")],
    ],
    "party_without_organisation": [
        [item("AF-001", partijen=("gemeente", "corporatie", "projectteam"))]
    ],
    "circular_replacement": [
        [item("AF-001", vervangt="AF-002"), item("AF-002", vervangt="AF-003"), item("AF-003")],
        [
            item("AF-001", vervangt="AF-002 AF-003"),
            item("AF-002", vervangt="AF-004"),
            item("AF-003", vervangt="AF-004"),
            item("AF-004"),
        ],
        [item("AF-001", hangt_af_van="AF-002"), item("AF-002", hangt_af_van="AF-001")],
    ],
}


@pytest.mark.parametrize(
    ("subtype", "items"), [(name, one) for name, several in BREACHES.items() for one in several]
)
def test_a_breach_is_told_once_at_its_item(subtype: str, items: list[Item]) -> None:
    assert told(subtype, *items) == [1]


@pytest.mark.parametrize(
    ("subtype", "items"), [(name, one) for name, several in GOOD.items() for one in several]
)
def test_what_is_good_is_not_told(subtype: str, items: list[Item]) -> None:
    assert told(subtype, *items) == []


def test_every_rule_is_tested_and_can_be_silenced() -> None:
    assert len(RULES) == len(BREACHES)
    assert set(BREACHES) == set(GOOD) <= {one.value for one in Subtype}


def test_a_circle_beside_the_start_is_told_too() -> None:
    items = [
        item("AF-001", vervangt="AF-002"),
        item("AF-002", vervangt="AF-003"),
        item("AF-003", vervangt="AF-002"),
    ]
    messages = [problem.message for problem in traceability_problems(document(*items), TODAY)]
    (circle,) = [message for message in messages if "kring" in message]
    assert "AF-002 → AF-003 → AF-002" in circle


def test_two_parties_without_a_mandate_are_two_messages() -> None:
    agreement = item("AF-001", partijen=("gemeente", "corporatie"), draagt_bij_aan="AM-001")
    found = traceability_problems(document(agreement), TODAY)
    assert [one.subtype for one in found] == ["agreement_without_mandate"] * 2
    assert "Gemeente" in found[0].message
    assert "Woonstichting" in found[1].message


def test_a_mandate_that_was_not_granted_is_told_by_its_id() -> None:
    agreement = item("AF-001", partijen=("gemeente",), valt_onder="MA-001")
    waiting = item("MA-001", "gevraagd", organisatie="gemeente")
    (found,) = [
        one.message
        for one in traceability_problems(document(agreement, waiting), TODAY)
        if one.subtype == "agreement_without_mandate"
    ]
    assert "MA-001" in found
    assert "niet verleend" in found


def test_messages_begin_with_the_id() -> None:
    found = traceability_problems(document(item("VR-007")), TODAY)
    assert [one.message.split(":")[0] for one in found] == ["VR-007"]


def test_overdue_items_are_those_that_the_warning_names() -> None:
    items = [item("VR-001", termijn="2026-11-22"), item("VR-002", termijn="2026-11-23")]
    assert [one.id for one in overdue_items(document(*items), TODAY)] == ["VR-001"]
