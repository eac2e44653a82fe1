"""Everything there is to tell of a comparison, in order, whatever it will be shown with.

Of what was withdrawn nothing is told but its id and its type, unless the reader sees all.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from wijk_ext.model.change import ChangeKind, PassageChange, WordKind, Words
from wijk_ext.model.snapshot import ItemState
from wijk_ext.model.vocabulary import Phase
from wijk_ext.output.changes.passages import OMITTED, passage_note, shortened
from wijk_ext.output.changes.words import (
    edition_name,
    field_label,
    field_redline,
    marks,
    phase_word,
    status_word,
    summary,
    type_word,
    types_word,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from wijk_ext.model.change import Change, Changes, Redline
    from wijk_ext.model.edition import Edition
    from wijk_ext.model.snapshot import Passage
    from wijk_ext.model.wijk import Wijk

    Address = Callable[[str, str, str], str]
    """Edition, page and item to a relative address; empty for no link. An item may be empty."""

MOST_NEW_PASSAGES: Final = 6
"""Of something new so many passages are shown; all of it stands in the newer edition."""


@dataclass(frozen=True)
class Line:
    """One passage: its redline, what must be said of it, and the words in that which are a link."""

    kind: str
    redline: Redline
    note: str = ""
    linked: str = ""


@dataclass(frozen=True)
class Entry:
    """What happened to one item or page."""

    id: str
    """Empty for a page."""
    type: str
    """The type in words."""
    type_name: str
    status: str
    """In words; empty when it has none, or when it is not told."""
    phase: str
    title: Redline
    address: str
    """Where it stands: in the newer edition, or in the older if it was withdrawn."""
    older_address: str
    marks: tuple[str, ...]
    is_gone: bool
    fields: tuple[tuple[str, Redline], ...] = ()
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Section:
    """The entries of one type."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Telling:
    """A comparison, told."""

    summary: str
    sections: tuple[Section, ...]


def nowhere(_edition: str, _page: str, _item: str) -> str:
    """Return no address: for what stands apart from the sites."""
    return ""


def tell(
    changes: Changes,
    wijk: Wijk,
    address: Address = nowhere,
    *,
    sees_all: bool,
    titles: Mapping[str, str] | None = None,
) -> Telling:
    """Return what there is to tell of ``changes``.

    ``titles`` are the titles of pages of the newer edition by name; those of pages that changed
    are known already. A page whose title is not known is told by its name.
    """
    known = {
        change.page_after: change.after.title
        for change in changes.pages
        if change.after is not None
    }
    teller = _Teller(changes, wijk, address, {**known, **(titles or {})}, sees_all)
    sections = tuple(
        Section(types_word(wijk, type_), tuple(map(teller.entry, group)))
        for type_, group in groupby((*changes.items, *changes.pages), key=lambda one: one.type)
    )
    return Telling(summary(changes, wijk, sees_all=sees_all), sections)


@dataclass(frozen=True)
class _Teller:
    changes: Changes
    wijk: Wijk
    address: Address
    titles: Mapping[str, str]
    sees_all: bool

    def entry(self, change: Change) -> Entry:
        is_gone = ChangeKind.WITHDRAWN in change.kinds
        state = self._state(change)
        status = state.status if isinstance(state, ItemState) else ""
        id_ = "" if change.is_page else change.name
        older = self.address(self.changes.older.name, change.page_before, id_)
        newer = self.address(self.changes.newer.name, change.page_after, id_)
        return Entry(
            id=id_,
            type=type_word(self.wijk, change.type),
            type_name=change.type,
            status=status_word(self.wijk, change.type, status),
            phase=phase_word(self.wijk, change.type, status) if status else Phase.ENDED.value,
            title=self._title(change),
            address=older if is_gone else newer,
            older_address=older,
            marks=marks(change, self.wijk, self.titles, sees_all=self.sees_all),
            is_gone=is_gone,
            fields=() if is_gone else self._fields(change),
            lines=self._lines(change),
        )

    def _state(self, change: Change) -> object:
        if ChangeKind.WITHDRAWN in change.kinds:
            return change.before if self.sees_all else None
        return change.after

    def _title(self, change: Change) -> Redline:
        if ChangeKind.WITHDRAWN in change.kinds:
            before = change.before if self.sees_all else None
            return (Words(WordKind.SAME, before.title if before else change.name),)
        if change.title and ChangeKind.ADDED not in change.kinds:
            return change.title
        return (Words(WordKind.SAME, change.after.title if change.after else change.name),)

    def _fields(self, change: Change) -> tuple[tuple[str, Redline], ...]:
        if ChangeKind.ADDED in change.kinds:
            return ()
        return tuple(
            (
                field_label(self.wijk, change.type, field.name),
                field_redline(self.wijk, change.type, field),
            )
            for field in change.fields
        )

    def _lines(self, change: Change) -> tuple[Line, ...]:
        if ChangeKind.ADDED in change.kinds:
            return _whole(change.after, WordKind.SAME)
        if ChangeKind.WITHDRAWN in change.kinds:
            return _whole(change.before, WordKind.DELETED) if self.sees_all else ()
        return tell_passages(change.passages, self.changes.older, sees_all=self.sees_all)


def _whole(state: object, kind: WordKind) -> tuple[Line, ...]:
    """Return the text of a new or withdrawn item; a page is too long for it."""
    if not isinstance(state, ItemState):
        return ()
    lines = [_line(passage, kind) for passage in state.passages if passage.text]
    if len(lines) > MOST_NEW_PASSAGES:
        lines[MOST_NEW_PASSAGES:] = [Line("paragraph", (Words(WordKind.SAME, OMITTED),))]
    return tuple(lines)


def _line(passage: Passage, kind: WordKind) -> Line:
    return Line(passage.kind, (Words(kind, passage.text),))


def tell_passages(
    passages: Sequence[PassageChange], older: Edition | None, *, sees_all: bool
) -> tuple[Line, ...]:
    """Return what there is to tell of passages; without ``older`` no edition is named."""
    name = edition_name(older) if older else ""
    lines = []
    for passage in passages:
        note, linked = passage_note(passage, name, sees_all=sees_all)
        words = () if passage.withdrawn and not sees_all else shortened(passage.words)
        lines.append(Line(passage.kind, words, note, linked))
    return tuple(lines)
