"""Choose and order items for an overview."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wijk_ext.analysis.traceability import in_force, is_open, overdue_items
from wijk_ext.model.standard import AGREEMENTS, OPEN_POINTS
from wijk_ext.model.vocabulary import Phase
from wijk_ext.model.wijk import organisation_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from wijk_ext.model.document import Document
    from wijk_ext.model.item import Item

_DATES: Final = ("datum", "ingangsdatum", "begin", "termijn", "eind")
FAR_AWAY: Final = "9999"
"""Sorts behind every date: an item without one comes last."""

SORT_KEYS: Final[dict[str, Callable[[Item], tuple[str, ...]]]] = {
    "id": lambda item: (item.id,),
    "titel": lambda item: (item.title.casefold(), item.id),
    "status": lambda item: (item.status, item.id),
    "datum": lambda item: (item_date(item) or FAR_AWAY, item.id),
    "termijn": lambda item: (item.text("termijn") or FAR_AWAY, item.id),
}


@dataclass(frozen=True)
class Selection:
    """Which items to choose; an empty criterion chooses all."""

    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    """Organisations or units that take part in, own or raised an item."""
    only_open: bool = False
    only_overdue: bool = False
    sort: str = "id"
    """A key of :data:`SORT_KEYS`."""


def select(document: Document, selection: Selection, today: date) -> list[Item]:
    """Return the chosen items in order."""
    overdue = {item.id for item in overdue_items(document, today)}
    chosen = [
        item
        for item in document.of_type(*(selection.types or document.wijk.vocabulary.types))
        if (not selection.statuses or item.status in selection.statuses)
        and (not selection.themes or set(selection.themes) & set(item.words("thema")))
        and (not selection.organisations or _concerns(item, selection.organisations))
        and (not selection.only_open or is_open(document, item))
        and (not selection.only_overdue or item.id in overdue)
    ]
    return sorted(chosen, key=SORT_KEYS[selection.sort])


def item_date(item: Item) -> str:
    """Return the date that places an item in time, as an ISO date, or nothing."""
    return next((item.text(name) for name in _DATES if item.date(name)), "")


def next_date(item: Item, today: date) -> str:
    """Return the first date of an item that has not passed, as an ISO date, or nothing."""
    dates = (item.text(name) for name in _DATES if item.date(name))
    return min((one for one in dates if one >= today.isoformat()), default="")


def _concerns(item: Item, readers: Iterable[str]) -> bool:
    exact = {
        word
        for name in ("partijen", "organisatie", "eigenaar", "ingebracht_door", "orgaan", "lezers")
        for word in item.words(name)
    }
    return any(
        reader in exact
        or ("/" not in reader and reader in {organisation_of(word) for word in exact})
        for reader in readers
    )


@dataclass(frozen=True)
class Headlines:
    """What a front page tells at a glance."""

    agreed: tuple[Item, ...]
    """Adopted agreements, the newest first."""
    open: tuple[Item, ...]
    """Open points, the most urgent first."""
    coming: tuple[Item, ...]
    """Moments, decisions and steps that lie ahead, the first one first."""


def headlines(document: Document, today: date) -> Headlines:
    """Return what was agreed, what is open and what comes next, in order of importance."""
    agreed = [
        item
        for item in document.of_type(*AGREEMENTS)
        if in_force(document, item) and item.status == "vastgesteld"
    ]
    agreed.sort(key=lambda item: item.id)
    agreed.sort(key=item_date, reverse=True)
    open_points = [item for item in document.of_type(*OPEN_POINTS) if is_open(document, item)]
    ahead = [
        item
        for item in document.of_type("moment", "besluit", "stap", "toezegging")
        if next_date(item, today) and not _is_done(document, item)
    ]
    return Headlines(
        tuple(agreed),
        tuple(sorted(open_points, key=SORT_KEYS["termijn"])),
        tuple(sorted(ahead, key=lambda item: (next_date(item, today), item.id))),
    )


def _is_done(document: Document, item: Item) -> bool:
    status = document.wijk.vocabulary.types[item.type].status(item.status)
    return status is not None and status.phase in {Phase.DONE, Phase.ENDED}


@dataclass(frozen=True)
class TraceRow:
    """An ambition with what carries it and what touches that."""

    ambition: Item
    agreements: tuple[Item, ...]
    open_points: tuple[Item, ...]


@dataclass(frozen=True)
class Trace:
    """The matrix of ambitions, and what is not carried by anything."""

    rows: tuple[TraceRow, ...]
    loose_agreements: tuple[Item, ...]
    """Agreements in force that serve no ambition."""


def trace(document: Document) -> Trace:
    """Return which agreements carry which ambition, and which open points touch them."""
    agreements = [item for item in document.of_type(*AGREEMENTS) if in_force(document, item)]
    points = [item for item in document.of_type(*OPEN_POINTS) if is_open(document, item)]
    rows = []
    for ambition in document.of_type("ambitie"):
        if not in_force(document, ambition):
            continue
        carrying = tuple(
            item for item in agreements if ambition.id in item.links.get("draagt_bij_aan", ())
        )
        touched = {ambition.id, *(item.id for item in carrying)}
        touching = tuple(point for point in points if touched & set(point.links.get("over", ())))
        rows.append(TraceRow(ambition, carrying, touching))
    carried = {item.id for row in rows for item in row.agreements}
    loose = tuple(
        item for item in agreements if item.id not in carried and not item.links.get("vult_aan")
    )
    return Trace(tuple(rows), loose)
