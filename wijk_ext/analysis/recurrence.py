"""Recurring questions: the same item questioned by several organisations is a text to sharpen.

Everything here follows from the items and the editions that one reader may see.

A *signal* stands on an item that open points of at least ``[signalen] terugkerend_vanaf``
organisations are about (``over``). The organisation is that of ``ingebracht_door``: who asks is
what makes a question recur. A point without it is shown, and counts for no organisation: its
owner (``eigenaar``) is who has to answer. Points that expired don't count; answered ones do.

A signal is quiet when every one of its points was dealt with, and wakes when another point comes
in. A point was dealt with when

- the item itself is no longer in force: there is nothing left to sharpen;
- it was closed, and something says what solved it (``lost_op`` or ``besloten_in``): a status alone
  leaves no trail;
- a decision that was taken or an adopted agreement solves it by name (``lost_op``), or it was
  decided in a decision that was taken. What names a point came after it, so no date is needed;
- a decision that was taken, or another adopted agreement, supplements, replaces or is about the
  item (``vult_aan``, ``vervangt``, ``over``, or ``besloten_in`` on the item) and is later than the
  point;
- the text of the item in a later edition is another than the one that was questioned. The working
  version does not count: those who asked have not received it.

Later means: a later date (``datum``); a point without a date counts as old. An agreement without
one is later when it was not yet adopted in the edition that the point questioned. The edition that
a point questioned is the last one of its day or before; when there is none, the first that has the
item.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Final

from wijk_ext.analysis.differences import content_equal
from wijk_ext.analysis.traceability import in_force, is_closed
from wijk_ext.model.standard import AGREEMENTS, OPEN_POINTS
from wijk_ext.model.wijk import organisation_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wijk_ext.model.document import Document
    from wijk_ext.model.item import Item
    from wijk_ext.model.snapshot import Snapshot
    from wijk_ext.model.timeline import Timeline

DECISION: Final = "besluit"
TAKEN: Final = "genomen"
ADOPTED: Final = "vastgesteld"
_ON_ITEM: Final = ("vult_aan", "vervangt", "over")


class How(Enum):
    """How an open point was dealt with."""

    ENDED = "ended"
    """The item that it is about is no longer in force."""
    SOLVED = "solved"
    """Something solves it by name."""
    DECIDED = "decided"
    """A decision about the item was taken later."""
    SUPPLEMENTED = "supplemented"
    """A later agreement supplements or replaces the item."""
    CHANGED = "changed"
    """The item reads differently in a later edition."""


@dataclass(frozen=True)
class Dealt:
    """How one open point was dealt with, and by what."""

    point: Item
    how: How
    by: str = ""
    """The id of an item, or the name of the edition when the text changed."""


@dataclass(frozen=True)
class Signal:
    """An item that several organisations question."""

    item: Item
    points: tuple[Item, ...]
    """The open points about it, the oldest first."""
    organisations: tuple[str, ...]
    """Ids of the organisations that raised them, in the order of ``wijk.toml``."""
    trail: tuple[Dealt, ...]
    """The points that were dealt with, each once."""

    @property
    def is_active(self) -> bool:
        """Whether a point still waits for something."""
        return len(self.trail) < len(self.points)


def signals(document: Document, timeline: Timeline) -> tuple[Signal, ...]:
    """Return the signals of a document, in order of the id of the item.

    ``timeline`` holds the editions of the same reader.
    """
    return _Recurrence(document, timeline).signals()


class _Recurrence:
    def __init__(self, document: Document, timeline: Timeline) -> None:
        self.document = document
        self.timeline = timeline
        self.by_id = document.by_id()

    def signals(self) -> tuple[Signal, ...]:
        found = (self._signal(self.by_id[id_], points) for id_, points in self._points.items())
        return tuple(sorted(filter(None, found), key=lambda one: one.item.id))

    @cached_property
    def _points(self) -> dict[str, list[Item]]:
        """The open points about each item that is known."""
        found: dict[str, list[Item]] = {}
        for point in self.document.of_type(*OPEN_POINTS):
            if in_force(self.document, point):
                for target in dict.fromkeys(point.links.get("over", ())):
                    if target in self.by_id:
                        found.setdefault(target, []).append(point)
        return found

    @cached_property
    def _solvers(self) -> dict[str, list[Item]]:
        """What solves each point by name: what stands firm first, then in order of id."""
        found: dict[str, list[Item]] = {}
        others = sorted(self.document.items, key=lambda item: item.id)
        for item in dict.fromkeys(item.id for item in (*self._firm, *others)):
            for target in self.by_id[item].links.get("lost_op", ()):
                found.setdefault(target, []).append(self.by_id[item])
        return found

    @cached_property
    def _firm(self) -> list[Item]:
        """The decisions that were taken and the agreements that were adopted, in order of id."""
        return sorted(filter(_is_firm, self.document.items), key=lambda item: item.id)

    @cached_property
    def _about(self) -> dict[str, list[Item]]:
        """What stands firm and is about each item."""
        found: dict[str, list[Item]] = {}
        for item in self._firm:
            for target in dict.fromkeys(id_ for n in _ON_ITEM for id_ in item.links.get(n, ())):
                if target != item.id:
                    found.setdefault(target, []).append(item)
        return found

    def _signal(self, item: Item, points: list[Item]) -> Signal | None:
        raised = {organisation_of(point.text("ingebracht_door")) for point in points}
        raising = [one.id for one in self.document.wijk.organisations if one.id in raised]
        if len(raising) < self.document.wijk.signals.recurring_from:
            return None
        points = sorted(points, key=lambda one: (one.date("datum") or date.min, one.id))
        dealt = (self._dealt(item, point) for point in points)
        return Signal(item, tuple(points), tuple(raising), tuple(filter(None, dealt)))

    def _dealt(self, item: Item, point: Item) -> Dealt | None:
        if not in_force(self.document, item):
            return Dealt(point, How.ENDED, item.id)
        solved = self._solved(point)
        return solved or self._decided(item, point) or self._changed(item, point)

    def _solved(self, point: Item) -> Dealt | None:
        named = [one.id for one in self._solvers.get(point.id, ())]
        named += point.links.get("besloten_in", ())
        firm = [id_ for id_ in named if self._is_firm(id_)]
        if firm or (named and is_closed(self.document, point)):
            return Dealt(point, How.SOLVED, (firm or named)[0])
        return None

    def _decided(self, item: Item, point: Item) -> Dealt | None:
        decided_in = [
            self.by_id[id_] for id_ in item.links.get("besloten_in", ()) if self._is_firm(id_)
        ]
        for one in [*decided_in, *self._about.get(item.id, ())]:
            if self._is_later(one, item, point):
                how = How.DECIDED if one.type == DECISION else How.SUPPLEMENTED
                return Dealt(point, how, one.id)
        return None

    def _is_firm(self, id_: str) -> bool:
        return id_ in self.by_id and _is_firm(self.by_id[id_])

    def _is_later(self, one: Item, item: Item, point: Item) -> bool:
        raised = point.date("datum") or date.min
        if decided := one.date("datum"):
            return decided > raised
        questioned = self._questioned(item.id, raised)
        if one.type == DECISION or questioned is None:
            return False
        before = questioned.items.get(one.id)
        return before is None or before.status != ADOPTED

    def _changed(self, item: Item, point: Item) -> Dealt | None:
        questioned = self._questioned(item.id, point.date("datum") or date.min)
        if questioned is None:
            return None
        before = questioned.items[item.id]
        released = [one for one in self._released if item.id in one.items]
        if released[-1] is questioned or content_equal(before, released[-1].items[item.id]):
            return None
        later = released[released.index(questioned) + 1 :]
        first = next(one for one in later if not content_equal(before, one.items[item.id]))
        return Dealt(point, How.CHANGED, first.edition.name)

    @cached_property
    def _released(self) -> Sequence[Snapshot]:
        return [one for one in self.timeline.all if not one.edition.is_working]

    def _questioned(self, id_: str, raised: date) -> Snapshot | None:
        """Return the edition that was questioned on a day, of those that hold the item."""
        holding = [one for one in self._released if id_ in one.items]
        earlier = [one for one in holding if one.edition.date <= raised]
        return next(iter([*earlier[-1:], *holding[:1]]), None)


def _is_firm(item: Item) -> bool:
    """Return whether an item is a decision that was taken, or an adopted agreement."""
    if item.type == DECISION:
        return item.status == TAKEN
    return item.type in AGREEMENTS and item.status == ADOPTED


def active(found: Sequence[Signal]) -> Iterator[Signal]:
    """Yield the signals that ask for something."""
    return (one for one in found if one.is_active)
