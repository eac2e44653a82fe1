"""Which body decides what and when, and by when it wants the papers.

The calendar holds decisions that were not taken yet, and planned moments with the purpose
``besluiten``. A moment of the same body on the same day as a decision is the meeting at which
that decision is taken: it is shown with it, not beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from wijk_ext.analysis.traceability import Grounds, in_force
from wijk_ext.model.wijk import PROJECT_TEAM, PUBLIC, organisation_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wijk_ext.model.document import Document
    from wijk_ext.model.item import Item

TAKEN = "genomen"
DEFERRED = "aangehouden"


class Timing(Enum):
    """How a decision to take stands in time."""

    AHEAD = "ahead"
    PAPERS_LATE = "papers late"
    """The last day for papers has passed; the decision itself is still to come."""
    PASSED = "passed"
    """The day of the decision has passed, and nothing says that it was taken."""
    NO_DATE = "no date"


@dataclass(frozen=True)
class Appointment:
    """A decision that a body is to take."""

    item: Item
    """The decision; the moment when no decision was prepared."""
    organisation: str
    """The id of the organisation; empty when nothing tells it."""
    body: str
    """The id of a reader, or the name of a body that has no excerpt."""
    day: date | None
    papers_by: date | None
    """The last day for papers; None without a date or a setting."""
    timing: Timing
    meeting: Item | None = None
    """The moment at which a decision is taken."""


def appointments(
    document: Document, today: date, organisations: Iterable[str] = ()
) -> tuple[Appointment, ...]:
    """Return the decisions to take, by organisation in the order of ``wijk.toml``, then by day.

    What has no date comes last. ``organisations`` leaves those of these organisations, and of
    these units.
    """
    chosen = set(organisations)
    found = [
        one
        for one in _Calendar(document, today).appointments()
        if not chosen or chosen & {one.organisation, one.body}
    ]
    order = {one.id: number for number, one in enumerate(document.wijk.organisations)}
    return tuple(
        sorted(
            found,
            key=lambda one: (
                order.get(one.organisation, len(order)),
                one.day or date.max,
                one.item.id,
            ),
        )
    )


class _Calendar:
    def __init__(self, document: Document, today: date) -> None:
        self.document = document
        self.today = today
        self.grounds = Grounds(document)

    def appointments(self) -> Iterator[Appointment]:
        meetings = list(self._meetings())
        used: set[tuple[str, str]] = set()
        for decision in self.document.of_type("besluit"):
            if decision.status == TAKEN:
                continue
            body, day = decision.text("orgaan"), decision.date("datum")
            fitting = (one for reader, one in meetings if reader == body)
            meeting = next((one for one in fitting if day and one.date("datum") == day), None)
            if meeting:
                used.add((body, meeting.id))
            yield self._appointment(decision, body, meeting)
        for reader, one in meetings:
            if (reader, one.id) not in used:
                yield self._appointment(one, reader, None)

    def _meetings(self) -> Iterator[tuple[str, Item]]:
        """Yield the planned moments to decide, with each reader who decides there."""
        for one in self.document.of_type("moment"):
            is_planned = in_force(self.document, one) and one.status != "gehouden"
            if is_planned and one.text("doel") == "besluiten":
                for reader in one.words("lezers"):
                    if reader not in {PUBLIC, PROJECT_TEAM}:
                        yield reader, one

    def _appointment(self, item: Item, body: str, meeting: Item | None) -> Appointment:
        organisation = self._organisation(item, body)
        day = item.date("datum")
        days = self.document.wijk.papers_days(
            body if organisation_of(body) == organisation else organisation
        )
        papers_by = day - timedelta(days) if day and days is not None else None
        return Appointment(
            item, organisation, body, day, papers_by, self._timing(day, papers_by), meeting
        )

    def _timing(self, day: date | None, papers_by: date | None) -> Timing:
        if day is None:
            return Timing.NO_DATE
        if day < self.today:
            return Timing.PASSED
        return Timing.PAPERS_LATE if papers_by and papers_by < self.today else Timing.AHEAD

    def _organisation(self, item: Item, body: str) -> str:
        """Return whose body it is: by its id, by the mandate that names it, or by the owner."""
        organisations = [one.id for one in self.document.wijk.organisations]
        own = (one for one in organisations if self.grounds.is_body_of(body, one))
        owner = organisation_of(item.text("eigenaar"))
        return next(own, owner if owner in organisations else "")
