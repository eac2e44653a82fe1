"""Whom each edition reached: organisations and units by editions, from the moments.

A moment counts for exactly the readers that it names (``lezers``) and the edition it is about
(``editie``). An organisation that was informed has not thereby reached its departments: that is
what the matrix is for. Moments that expired, or are about no edition, don't count.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from wijk_ext.analysis.traceability import in_force
from wijk_ext.model.edition import Edition
from wijk_ext.model.wijk import PROJECT_TEAM

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from wijk_ext.model.document import Document
    from wijk_ext.model.item import Item
    from wijk_ext.model.timeline import Timeline


class Reached(Enum):
    """Whether a reader was informed of an edition."""

    INFORMED = "informed"
    PLANNED = "planned"
    MISSED = "missed"
    """A moment was planned, its day has passed, and nothing says that it was held."""
    NOT_YET = "not yet"


@dataclass(frozen=True)
class Contact:
    """How one reader stands towards one edition."""

    reader: str
    edition: str
    reached: Reached
    moment: Item | None = None
    """The last one that was held; else the first one that is to come; else the last missed."""


@dataclass(frozen=True)
class Reach:
    """The matrix of readers by editions."""

    readers: tuple[str, ...]
    """Organisations each followed by their units, and the public."""
    editions: tuple[str, ...]
    """In their order."""
    current: str
    """The last edition that was released, or that somebody was informed of; else empty."""
    contacts: Mapping[tuple[str, str], Contact]
    """By reader and edition; every pair is there."""

    def gaps(self, edition: str) -> tuple[str, ...]:
        """Return the readers for whom there is no moment about an edition."""
        without = {Reached.NOT_YET, Reached.MISSED}
        found = (self.contacts[reader, edition] for reader in self.readers)
        return tuple(one.reader for one in found if one.reached in without)

    def editions_with_gaps(self) -> tuple[str, ...]:
        """Return the editions for which gaps matter: the current one and those after it."""
        start = self.editions.index(self.current) if self.current in self.editions else 0
        return tuple(one for one in self.editions[start:] if self.gaps(one))


def reach(
    document: Document, timeline: Timeline, today: date, readers: Iterable[str] = ()
) -> Reach:
    """Return which readers each edition reached, and which it has yet to reach.

    ``readers`` leaves the rows of these organisations, with their units, and of these units.
    ``today`` tells what was planned and missed.
    """
    moments = [
        one for one in document.of_type("moment") if in_force(document, one) and one.text("editie")
    ]
    released = [one.edition.name for one in timeline.all if not one.edition.is_working]
    editions = sorted({*released, *(one.text("editie") for one in moments)}, key=_order)
    rows = _rows(document, tuple(readers))
    contacts = {
        (reader, edition): _contact(reader, edition, moments, today)
        for reader in rows
        for edition in editions
    }
    told = {one.text("editie") for one in moments if one.status == "gehouden"}
    known = [one for one in editions if one in told or one in released]
    return Reach(rows, tuple(editions), known[-1] if known else "", contacts)


def _rows(document: Document, chosen: Sequence[str]) -> tuple[str, ...]:
    every = [one for one in document.wijk.readers() if one != PROJECT_TEAM]
    return tuple(
        one for one in every if not chosen or one in chosen or one.partition("/")[0] in chosen
    )


def _contact(reader: str, edition: str, moments: Iterable[Item], today: date) -> Contact:
    ours = [
        one for one in moments if one.text("editie") == edition and reader in one.words("lezers")
    ]
    ours.sort(key=lambda one: (one.text("datum"), one.id))
    held = [one for one in ours if one.status == "gehouden"]
    if held:
        return Contact(reader, edition, Reached.INFORMED, held[-1])
    coming = [one for one in ours if (one.date("datum") or date.max) >= today]
    if coming:
        # one with a date says more than one without
        first = min(coming, key=lambda one: (not one.text("datum"), one.text("datum"), one.id))
        return Contact(reader, edition, Reached.PLANNED, first)
    if ours:
        return Contact(reader, edition, Reached.MISSED, ours[-1])
    return Contact(reader, edition, Reached.NOT_YET)


def _order(edition: str) -> tuple[object, ...]:
    return Edition(edition, date.min).order
