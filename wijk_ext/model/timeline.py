"""The editions that one reader has, up to the one that is being built."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wijk_ext.model.edition import Edition, edition_as_data, edition_from_data
from wijk_ext.model.snapshot import ItemState, PageState, Snapshot, page_as_data, page_from_data
from wijk_ext.model.wijk import WORKING_EDITION

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from wijk_ext.model.document import Document


@dataclass(frozen=True)
class Timeline:
    """The snapshots of one reader."""

    past: tuple[Snapshot, ...]
    """The editions before the current one, oldest first."""
    current: Snapshot
    sees_all: bool = False
    """True for the project team, from whom nothing was ever hidden."""

    @property
    def previous(self) -> Snapshot | None:
        """The edition just before the current one."""
        return self.past[-1] if self.past else None

    @property
    def all(self) -> tuple[Snapshot, ...]:
        """All snapshots, oldest first."""
        return (*self.past, self.current)

    def of(self, edition: str) -> Snapshot | None:
        """Return the snapshot of an edition, by its name; None when this reader has none."""
        return next((one for one in self.all if one.edition.name == edition), None)


def without_past(document: Document, today: date) -> Timeline:
    """Return a timeline that knows no edition, for a build without git: nothing can be compared."""
    pages: dict[str, list[ItemState]] = {}
    for item in document.items:
        state = ItemState(item.id, item.type, item.title, item.status, item.values, item.links)
        pages.setdefault(item.page, []).append(state)
    states = {name: PageState("", items=tuple(items)) for name, items in pages.items()}
    return Timeline((), Snapshot(Edition(WORKING_EDITION, today, ""), states))


def as_data(timeline: Timeline) -> dict[str, Any]:
    """Return a timeline as data for JSON. A page that several editions share stands in it once."""
    pages: list[dict[str, Any]] = []
    numbers: dict[int, int] = {}

    def number(page: PageState) -> int:
        if id(page) not in numbers:
            numbers[id(page)] = len(pages)
            pages.append(page_as_data(page))
        return numbers[id(page)]

    editions = [
        edition_as_data(one.edition) | {"pages": {name: number(p) for name, p in one.pages.items()}}
        for one in timeline.all
    ]
    return {"editions": editions, "pages": pages, "sees_all": timeline.sees_all}


def from_data(data: Mapping[str, Any]) -> Timeline:
    """Return the timeline that :func:`as_data` wrote. Raises KeyError, TypeError or ValueError."""
    pages = [page_from_data(page) for page in data["pages"]]
    *past, current = (
        Snapshot(edition_from_data(one), {name: pages[n] for name, n in one["pages"].items()})
        for one in data["editions"]
    )
    return Timeline(tuple(past), current, data["sees_all"])
