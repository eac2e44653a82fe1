"""Choosing and ordering items."""

from __future__ import annotations

from datetime import date

import pytest

from tests.analysis.documents import document, item
from wijk_ext.analysis.selection import Selection, headlines, select, trace

TODAY = date(2026, 11, 23)
DOCUMENT = document(
    item("VR-002", title="beta", eigenaar="gemeente/raad", thema=("kosten",), termijn="2027-01-02"),
    item("VR-001", "beantwoord", title="Alfa", ingebracht_door="corporatie", datum="2026-01-01"),
    item("AF-001", "vastgesteld", title="Gamma", partijen=("gemeente", "corporatie")),
    item("MO-001", title="delta", datum="2026-12-01", lezers=("gemeente/raad",)),
)


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(), "AF-001 MO-001 VR-001 VR-002"),
        (Selection(types=("vraag",)), "VR-001 VR-002"),
        (Selection(statuses=("beantwoord", "vastgesteld")), "AF-001 VR-001"),
        (Selection(themes=("kosten", "planning")), "VR-002"),
        (Selection(organisations=("gemeente",)), "AF-001 MO-001 VR-002"),
        (Selection(organisations=("gemeente/raad",)), "MO-001 VR-002"),
        (Selection(organisations=("corporatie",)), "AF-001 VR-001"),
        (Selection(types=("vraag",), only_open=True), "VR-002"),
        (Selection(only_overdue=True), ""),
        (Selection(sort="titel"), "VR-001 VR-002 MO-001 AF-001"),
        (Selection(sort="datum"), "VR-001 MO-001 VR-002 AF-001"),
        (Selection(sort="termijn"), "VR-002 AF-001 MO-001 VR-001"),
    ],
)
def test_select(selection: Selection, expected: str) -> None:
    assert " ".join(one.id for one in select(DOCUMENT, selection, TODAY)) == expected


def test_headlines_leave_out_what_is_past_or_done() -> None:
    found = headlines(
        document(
            item("AF-001", "concept", ingangsdatum="2026-01-01"),
            item("AF-002", "vastgesteld", ingangsdatum="2026-01-01"),
            item("AF-003", "herzien", ingangsdatum="2026-01-01"),
            item("MO-001", datum="2026-11-22"),
            item("MO-002", datum="2026-11-23"),
            item("MO-003", "vervallen", datum="2027-01-01"),
            item("BE-001", "genomen", datum="2027-01-01"),
            item("ST-001", "bezig", begin="2027-01-01"),
            item("KN-001", "opgelost"),
            item("KN-002", "geescaleerd"),
        ),
        TODAY,
    )
    assert [one.id for one in found.agreed] == ["AF-002"]
    assert [one.id for one in found.open] == ["KN-002"]
    assert [one.id for one in found.coming] == ["MO-002", "ST-001"]


def test_trace_counts_open_points_of_an_ambition_and_of_what_carries_it() -> None:
    found = trace(
        document(
            item("AM-001"),
            item("AM-002", "vervallen"),
            item("AF-001", draagt_bij_aan="AM-001"),
            item("AF-002", draagt_bij_aan="AM-002"),
            item("AA-001", vult_aan="AF-001"),
            item("VR-001", over="AM-001"),
            item("VR-002", over="AF-001"),
            item("VR-003", "beantwoord", over="AF-001"),
            item("VR-004", over="AF-002"),
        )
    )
    (row,) = found.rows
    assert row.ambition.id == "AM-001"
    assert [one.id for one in row.agreements] == ["AF-001"]
    assert [one.id for one in row.open_points] == ["VR-001", "VR-002"]
    assert [one.id for one in found.loose_agreements] == ["AF-002"]
