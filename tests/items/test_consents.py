"""Consent on a card and in the matrix: words, and what opens on demand."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from docutils import nodes

from tests.analysis.documents import WIJK, document, item
from wijk_ext import locale
from wijk_ext.analysis.consent import Consents
from wijk_ext.directives.consent_matrix import consent_matrix
from wijk_ext.items.card import Cards
from wijk_ext.items.consents import Details, consent_nodes, standing_in_words
from wijk_ext.model.consent import Answer, Reading, Standing
from wijk_ext.model.edition import Edition
from wijk_ext.model.snapshot import ItemState, PageState, Passage, Snapshot
from wijk_ext.model.timeline import Timeline, without_past

if TYPE_CHECKING:
    from wijk_ext.model.document import Document

STATE = ItemState("AF-001", "afspraak", "AF-001", "vastgesteld")
BOTH = ("gemeente", "corporatie")


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.activate("en")


def cards(found: Document, form: str = "html", timeline: Timeline | None = None) -> Cards:
    builder: Any = SimpleNamespace(format=form, get_relative_uri=lambda _from, to: f"{to}.html")
    return Cards(builder, found, "werkversie", timeline or without_past(found, date(2026, 11, 23)))


def book(*items: Any, past: str = "", now: str = "") -> tuple[Document, Consents]:
    """Return a document and its consents; ``past`` and ``now`` are the text of every agreement."""
    found = document(*items)
    plain = without_past(found, date(2026, 11, 23))
    snapshots = []
    for name, text in (("0.9", past), ("werkversie", now)):
        states = [
            ItemState(
                one.id,
                one.type,
                one.title,
                one.status,
                one.values,
                one.links,
                (Passage("paragraph", text),),
            )
            for one in plain.current.items.values()
        ]
        edition = Edition(name, date(2026, 1, 1))
        snapshots.append(Snapshot(edition, {"pagina": PageState("", items=tuple(states))}))
    return found, Consents(Timeline((snapshots[0],), snapshots[1]), WIJK)


WORDS = {
    "consented": Standing("x", STATE, Answer.GIVEN, "IN-1", "0.9", "", Reading.SAME),
    "consented to 0.9": Standing("x", STATE, Answer.GIVEN, "IN-1", "0.9", "", Reading.UNKNOWN),
    "changed since 0.9": Standing("x", STATE, Answer.GIVEN, "IN-1", "0.9", "", Reading.CHANGED),
    "reservation": Standing("x", STATE, Answer.RESERVED, "IN-1", "0.9", "", Reading.SAME),
    "reservation on 0.9": Standing("x", STATE, Answer.RESERVED, "IN-1", "0.9"),
    "reservation; changed since 0.9": Standing(
        "x", STATE, Answer.RESERVED, "IN-1", "0.9", "", Reading.CHANGED
    ),
    "asked": Standing("x", STATE, Answer.ASKED, "IN-1", "0.9", "", Reading.CHANGED),
    "refused": Standing("x", STATE, Answer.REFUSED, "IN-1", "0.9", "", Reading.CHANGED),
    "not asked yet": Standing("x", STATE),
    "new since 0.9": Standing("x", STATE, new_since="0.9"),
}


@pytest.mark.parametrize("words", WORDS)
def test_each_state_in_words(words: str) -> None:
    assert standing_in_words(WORDS[words]) == words


AGREEMENT = item("AF-001", "vastgesteld", title="Antwoord", partijen=BOTH)
GIVEN = item("IN-001", "gegeven", organisatie="gemeente", editie="0.9", datum="2026-10-28")


def test_a_card_has_one_line_that_opens() -> None:
    found, consents = book(AGREEMENT, GIVEN, past="tekst", now="tekst")
    (details,) = consent_nodes(cards(found), AGREEMENT, consents, "pagina")
    assert isinstance(details, Details)
    summary, points = details.children
    assert summary.astext() == "Consent: 1 of 2 organisations"
    assert [point.astext() for point in points.children] == [
        "Gemeente: consented (edition 0.9, 28 October 2026, IN-001)",
        "Woonstichting: not asked yet",
    ]
    (link,) = points.findall(nodes.reference)
    assert link["refid"] == "IN-001"


@pytest.mark.parametrize("form", ["html", "text"])
def test_what_changed_since_is_shown_with_it(form: str) -> None:
    found, consents = book(AGREEMENT, GIVEN, past="binnen vijf dagen", now="binnen tien dagen")
    (details,) = consent_nodes(cards(found, form, consents.timeline), AGREEMENT, consents, "pagina")
    assert isinstance(details, Details)
    summary, _points, change = details.children
    assert summary.astext() == "Consent: 0 of 2 organisations, 1 to an earlier text"
    assert change.astext().startswith("Changed since edition 0.9:")
    if form == "html":
        (raw,) = change.findall(nodes.raw)
        assert "<del" in raw.astext()
        assert "vijf" in raw.astext()
    else:
        assert "[-vijf-]{+tien+}" in change.astext()
        assert not list(change.findall(nodes.raw))


def test_no_line_where_nobody_was_asked_or_there_is_nothing_to_ask() -> None:
    draft = item("AF-002", "concept", partijen=("corporatie",))
    question = item("VR-001")
    found, consents = book(AGREEMENT, GIVEN, draft, question)
    assert consent_nodes(cards(found), draft, consents, "pagina") == []
    assert consent_nodes(cards(found), question, consents, "pagina") == []
    found, consents = book(AGREEMENT)
    assert consent_nodes(cards(found), AGREEMENT, consents, "pagina") == []


def cells(shown: list[nodes.Node]) -> list[list[str]]:
    (table,) = shown
    rows = table.findall(nodes.row)
    return [[entry.astext() for entry in row.findall(nodes.entry)] for row in rows]


def matrix(found: Document, timeline: Timeline | None, **options: Any) -> list[nodes.Node]:
    made = cards(found, timeline=timeline)
    overviews: Any = SimpleNamespace(cards=made, document=found)
    return consent_matrix(overviews, "pagina", options)


def test_the_matrix_has_a_row_per_agreement_and_a_column_per_party() -> None:
    alone = item("AF-002", "vastgesteld", title="Alleen", partijen=("gemeente/raad",))
    found, consents = book(AGREEMENT, alone, GIVEN, past="oud", now="nieuw")
    head = ["Agreement", "Gemeente", "Woonstichting"]
    first = ["Antwoord (AF-001)", "changed since 0.9", "not asked yet"]
    second = ["Alleen (AF-002)", "changed since 0.9", "– no party"]
    assert cells(matrix(found, consents.timeline)) == [head, first, second]
    narrowed = matrix(found, consents.timeline, organisatie=("corporatie",))
    assert cells(narrowed) == [
        ["Agreement", "Woonstichting"],
        ["Antwoord (AF-001)", "not asked yet"],
    ]


def test_without_history_nothing_is_judged() -> None:
    found = document(AGREEMENT, GIVEN)
    assert cells(matrix(found, None))[1][1] == "consented to 0.9"


def test_a_matrix_of_nothing_says_so() -> None:
    (shown,) = matrix(document(GIVEN), None)
    assert shown.astext() == "There is nothing here at the moment."


def test_as_a_list_there_is_a_row_per_organisation() -> None:
    found, consents = book(AGREEMENT, GIVEN, past="oud", now="nieuw")
    assert cells(matrix(found, consents.timeline, weergave="lijst")) == [
        ["Agreement", "Organisation", "State", "Edition"],
        ["Antwoord (AF-001)", "Gemeente", "changed since 0.9", "0.9"],
        ["Antwoord (AF-001)", "Woonstichting", "not asked yet", ""],
    ]
