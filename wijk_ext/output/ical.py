"""The calendar of one reader (RFC 5545): moments, decisions, steps and terms that concern it.

Everything in it follows from the snapshots of that reader, so nothing is remembered between two
builds:

- An event keeps its ``UID`` for ever: a UUID made from the names of the document and the item.
- ``SEQUENCE`` is the number of editions in which the event read otherwise than in the edition
  before. The working version is the last of those editions. Several changes within it get one
  number; between equal numbers the later ``DTSTAMP`` wins (RFC 5546, section 2.1.5).
- ``DTSTAMP`` and ``LAST-MODIFIED`` are the day of the edition since which the event reads as it
  does: without a ``METHOD`` both mean the last revision (RFC 5545, section 3.8.7.2).
- An event of an earlier edition that is not there any more is cancelled, with no more than its
  id and day: whether the item was deleted or is no longer for this reader can't be told apart.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid5

from icalendar import Calendar, Event

from wijk_ext.items.words import first_capital, reader_name, status_label, value_in_words
from wijk_ext.locale import gettext as _
from wijk_ext.locale import language
from wijk_ext.model.access import readers_of
from wijk_ext.model.item import Item
from wijk_ext.model.problem import Place
from wijk_ext.model.standard import OPEN_POINTS
from wijk_ext.model.vocabulary import Phase
from wijk_ext.model.wijk import PROJECT_TEAM, PUBLIC, organisation_of
from wijk_ext.output.changes.characters import harmless

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wijk_ext.model.access import Reader
    from wijk_ext.model.snapshot import ItemState, Snapshot
    from wijk_ext.model.timeline import Timeline
    from wijk_ext.model.wijk import Wijk

FILE: Final = "agenda.ics"
"""The name of the calendar in a site."""
_SPACE: Final = UUID("2d3c1c52-9a0e-5f6b-8a53-7c1f0b6e4d19")
"""The name space of the ids; never change it, or every calendar gets every event twice."""
_PRODUCT: Final = "-//wijk_ext//wijkdocument//NL"
_TERMS: Final = (*OPEN_POINTS, "toezegging")
"""The types whose term is a day to note."""
_LEFT_OUT: Final = frozenset({"voor", "thema", "toegang"})
"""Fields that say nothing in a calendar."""
_NAMED_AS_A_WHOLE: Final = ("lezers", "partijen", "voor")
"""Fields in which an organisation stands for its units too."""
_NAMED_ALONE: Final = ("eigenaar", "orgaan", "ingebracht_door")
_CONFIRMED: Final = "CONFIRMED"
_TENTATIVE: Final = "TENTATIVE"
_CANCELLED: Final = "CANCELLED"


@dataclass(frozen=True)
class _Entry:
    """An event as one edition has it."""

    first: date
    last: date
    summary: str
    description: str
    status: str
    category: str = ""
    is_term: bool = False

    def withdrawn(self, id_: str) -> _Entry:
        """Return what is left of an event that this reader no longer has."""
        summary = _("{id}: no longer in this calendar").format(id=id_)
        return _Entry(self.first, self.last, summary, "", _CANCELLED)


@dataclass(frozen=True)
class _Course:
    """An event with what became of it over the editions."""

    entry: _Entry
    sequence: int
    revised: date


def calendar(wijk: Wijk, timeline: Timeline, reader: str) -> bytes:
    """Return the calendar of a reader in the language that is spoken.

    ``timeline`` holds the editions of this reader (``without_past`` where there is no git), and
    ``reader`` is its id. All events last whole days. The calendar of the project team has every
    event, that of the public every event it may see. Raises KeyError when there is no such reader.
    """
    known = readers_of(wijk)[reader]
    made = Calendar()
    made.add("prodid", _PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    title = _title(wijk, reader)
    made.add("name", title)  # RFC 7986
    made.add("x-wr-calname", title)  # what most programs read
    for id_, course in sorted(_courses(wijk, timeline, known).items()):
        made.add_component(_event(wijk.name, id_, course))
    return bytes(made.to_ical())


def has_events(calendar: bytes) -> bool:
    """Return whether there is anything in a calendar."""
    return b"\r\nBEGIN:VEVENT\r\n" in calendar


def _title(wijk: Wijk, reader: str) -> str:
    if reader == PROJECT_TEAM:
        return _clean(_("Wijkdocument {name}").format(name=wijk.name))
    message = _("Wijkdocument {name}, for {reader}")
    return _clean(message.format(name=wijk.name, reader=reader_name(wijk, reader)))


def _courses(wijk: Wijk, timeline: Timeline, reader: Reader) -> dict[str, _Course]:
    """Return what became of every event, by the id of its item."""
    found: dict[str, _Course] = {}
    for snapshot in timeline.all:
        entries = dict(_entries(wijk, snapshot, reader))
        for id_, course in found.items():
            entries.setdefault(id_, course.entry.withdrawn(id_))
        for id_, entry in entries.items():
            before = found.get(id_)
            if before is None and entry.is_term and entry.status == _CANCELLED:
                continue  # it was settled before anybody could note it
            if before is None or before.entry != entry:
                sequence = before.sequence + 1 if before else 0
                found[id_] = _Course(entry, sequence, snapshot.edition.date)
    return found


def _entries(wijk: Wijk, snapshot: Snapshot, reader: Reader) -> Iterator[tuple[str, _Entry]]:
    for id_, state in snapshot.items.items():
        item = _item(state)
        days = _days(item)
        if days and _concerns(item, reader):
            first, last = days
            yield (
                id_,
                _Entry(
                    first,
                    last,
                    _clean(_summary(item)),
                    _clean(_description(wijk, item)),
                    _status(wijk, item),
                    _clean(first_capital(_(wijk.vocabulary.types[item.type].label))),
                    item.type in _TERMS,
                ),
            )


def _item(state: ItemState) -> Item:
    nowhere = Place(PurePosixPath())
    return Item(state.id, state.type, state.title, state.status, nowhere, values=state.values)


def _days(item: Item) -> tuple[date, date] | None:
    """Return the first and the last day of an event; None for an item that has no day."""
    if item.type == "stap":
        first = item.date("begin") or item.date("eind")
        last = item.date("eind") or first
        return (min(first, last), max(first, last)) if first and last else None
    field = "termijn" if item.type in _TERMS else "datum"
    day = item.date(field) if item.type in {"moment", "besluit", *_TERMS} else None
    return (day, day) if day else None


def _concerns(item: Item, reader: Reader) -> bool:
    """Return whether an event is for a reader, of those that it may see.

    Who sees all wants all; what the public sees was meant for it. An organisation is concerned in
    what its units are named for, a unit in what its organisation is named for with its units.
    """
    if reader.id in {PROJECT_TEAM, PUBLIC}:
        return True
    whole = {word for name in _NAMED_AS_A_WHOLE for word in item.words(name)}
    alone = {word for name in _NAMED_ALONE for word in item.words(name)}
    if PROJECT_TEAM in item.words("partijen") or reader.is_in(whole) or reader.id in alone:
        return True
    return not reader.unit and reader.id in {organisation_of(word) for word in whole | alone}


def _summary(item: Item) -> str:
    if item.type in _TERMS:
        return _("Due: {title} ({id})").format(title=item.title, id=item.id)
    if item.type == "besluit":
        return _("Decision: {title}").format(title=item.title)
    return item.title


def _description(wijk: Wijk, item: Item) -> str:
    """Return what kind of item it is, its state and its fields, each on a line of its own."""
    vocabulary = wijk.vocabulary
    lines = [f"{first_capital(_(vocabulary.types[item.type].label))} {item.id}"]
    state = _("State")
    lines.append(f"{state}: {status_label(wijk, item)}")
    for name, field in vocabulary.fields_of(item.type).items():
        if name in item.values and name not in _LEFT_OUT:
            value = "; ".join(value_in_words(wijk, item, field))
            lines.append(f"{first_capital(_(field.label))}: {value}")
    return "\n".join(lines)


def _status(wijk: Wijk, item: Item) -> str:
    """Return how sure an event is, from the state of its item.

    A planned moment has a day that was agreed on; a planned step or decision only has one in
    mind. A term has gone when there is nothing left to do before it.
    """
    status = wijk.vocabulary.types[item.type].status(item.status)
    phase = status.phase if status else Phase.ACTIVE
    if phase is Phase.ENDED or (phase is Phase.DONE and item.type in _TERMS):
        return _CANCELLED
    if item.type != "moment" and item.type not in _TERMS and phase in {Phase.PLANNED, Phase.STUCK}:
        return _TENTATIVE
    return _CONFIRMED


def _event(document: str, id_: str, course: _Course) -> Event:
    entry = course.entry
    revised = datetime.combine(course.revised, time(), UTC)
    event = Event()
    # as a list, so that no two different names become the same text by joining
    event.add("uid", str(uuid5(_SPACE, json.dumps([document, id_]))))
    event.add("dtstamp", revised)
    event.add("last-modified", revised)
    event.add("sequence", course.sequence)
    event.add("dtstart", entry.first)
    if entry.last < date.max:
        event.add("dtend", entry.last + timedelta(days=1))  # the day after the last
    event.add("summary", entry.summary, {"LANGUAGE": language()})
    if entry.description:
        event.add("description", entry.description, {"LANGUAGE": language()})
    if entry.category:
        event.add("categories", [entry.category])
    event.add("status", entry.status)
    event.add("transp", "TRANSPARENT")  # a day to know of is not a day that is taken
    return event


def _clean(text: str) -> str:
    """Return a text without characters that a calendar may not hold."""
    return harmless(text.replace("\r\n", "\n").replace("\t", " "))
