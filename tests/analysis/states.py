"""Small snapshots to compare, and what is read out of a comparison."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from wijk_ext.analysis.differences import differences
from wijk_ext.model.edition import Edition
from wijk_ext.model.snapshot import ItemState, PageState, Passage, Snapshot

if TYPE_CHECKING:
    from wijk_ext.model.change import Change, Changes, PassageChange

ANSWER = "Bewoners krijgen binnen vijf werkdagen antwoord van wie de vraag ontving."
ANSWER_NEW = "Bewoners krijgen binnen tien werkdagen antwoord van wie de vraag ontving."
TREES = "Voor elke boom die weg moet, plant de gemeente twee nieuwe in het park."
SECRET = "Het geheime bod van de warmtemaatschappij bedraagt negentien miljoen euro."
STREET = "Een straat is hooguit drie weken dicht voor auto's van hulpdiensten."


def passages(*texts: str, kind: str = "paragraph") -> tuple[Passage, ...]:
    return tuple(Passage(kind, text) for text in texts)


def item(id_: str = "AF-001", *texts: str, **parts: Any) -> ItemState:
    parts = {"title": "Antwoord", "status": "concept", "type": "afspraak"} | parts
    return ItemState(id=id_, passages=passages(*(texts or (ANSWER,))), **parts)


def page(*items: ItemState, title: str = "Pagina", texts: tuple[str, ...] = ()) -> PageState:
    return PageState(title, passages(*texts), items)


def snapshot(name: str = "1.0", **pages: PageState) -> Snapshot:
    return Snapshot(Edition(name, date(2027, 3, 3)), pages)


def compared(older: Snapshot, newer: Snapshot, *, sees_all: bool = False) -> Changes:
    return differences(older, newer, sees_all=sees_all)


def only(older: ItemState, newer: ItemState, *, sees_all: bool = False) -> Change | None:
    """Return what changed of a single item."""
    found = compared(snapshot(p=page(older)), snapshot(p=page(newer)), sees_all=sees_all)
    assert not found.pages
    return found.items[0] if found.items else None


def words(change: PassageChange) -> list[tuple[str, str]]:
    return [(run.kind.value, run.text) for run in change.words]
