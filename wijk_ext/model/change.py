"""What changed between two editions, as one reader may see it on both sides."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wijk_ext.model.edition import Edition
    from wijk_ext.model.snapshot import ItemState, PageState


class ChangeKind(Enum):
    """What happened to an item or a page; more than one may hold for the same."""

    ADDED = "added"
    WITHDRAWN = "withdrawn"
    """It was in the older edition and is not in the newer: deleted, or no longer for this reader.
    Which of the two can't be told apart, on purpose."""
    MOVED = "moved"
    STATUS = "status"
    CHANGED = "changed"


class WordKind(Enum):
    """What happened to a run of words."""

    SAME = "same"
    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True)
class Words:
    """A run of words in a text that is compared with another."""

    kind: WordKind
    text: str
    """With the white space around it, so that all runs joined are the text again."""


Redline = tuple[Words, ...]
"""Two texts at once: without the inserted runs the older, without the deleted the newer."""


@dataclass(frozen=True)
class PassageChange:
    """What happened to one passage of an item or a page."""

    kind: str
    """The kind of the passage, as in :class:`~wijk_ext.model.snapshot.Passage`."""
    words: Redline
    """Empty for a passage that was withdrawn and is not repeated."""
    withdrawn: bool = False
    """True when the passage as a whole is gone."""


@dataclass(frozen=True)
class FieldChange:
    """What happened to one field or link of an item; a side without it is empty."""

    name: str
    """The name of the field or link in the vocabulary."""
    before: tuple[str, ...]
    """The words of its value; of a text or a date one."""
    after: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """What happened to one item or page."""

    kinds: frozenset[ChangeKind]
    name: str
    """The id of an item, the name of a page."""
    before: ItemState | PageState | None
    """None when it was added. Of what was withdrawn, only for who sees all; for others None."""
    after: ItemState | PageState | None
    type: str = ""
    """The type of an item; empty for a page."""
    page_before: str = ""
    """The page of the item, or the name of the page, in the older edition."""
    page_after: str = ""
    title: Redline = ()
    """Empty when it did not change."""
    fields: tuple[FieldChange, ...] = ()
    """The fields and links that differ."""
    passages: tuple[PassageChange, ...] = ()
    """The passages that differ, in their order, without those that are the same."""

    @property
    def is_page(self) -> bool:
        """Whether this is about a page, not an item."""
        return not self.type


@dataclass(frozen=True)
class Changes:
    """Everything that changed from one edition to another."""

    older: Edition
    newer: Edition
    items: tuple[Change, ...] = ()
    """In the order of the vocabulary's types as they come, then by id."""
    pages: tuple[Change, ...] = ()
    """By name of the page."""

    def __bool__(self) -> bool:
        return bool(self.items or self.pages)


@dataclass(frozen=True)
class Step:
    """An edition in which an item appeared, changed or was withdrawn, as one reader saw it."""

    edition: Edition
    change: Change
    """Against the edition just before it, or nothing when it is the first."""
