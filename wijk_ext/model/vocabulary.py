"""The vocabulary: every type of item with its fields, links and statuses, declared once.

From this table come the types, fields, links and value checks for sphinx-needs, the cards, the
tables, ``wijk check`` and the reference page in the manual. Names are what authors write; labels
are English and shown through :mod:`wijk_ext.locale`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Kind(Enum):
    """What a field may hold; the value is the word for it in ``wijk.toml``."""

    TEXT = "tekst"
    DATE = "datum"
    """An ISO date: 2027-03-03."""
    YEAR = "jaar"
    WORDS = "woorden"
    """Free words with commas between them."""
    CHOICE = "keuze"
    ORGANISATION = "organisatie"
    PARTIES = "partijen"
    """Organisations, units or the project team."""
    READER = "lezer"
    READERS = "lezers"
    BODY = "orgaan"
    """A reader, or the name of a body that has no excerpt."""

    @property
    def is_list(self) -> bool:
        """Whether the value is a list with commas between the words."""
        return self in {Kind.WORDS, Kind.PARTIES, Kind.READERS}


class Phase(Enum):
    """What a status means for the course of an item; it decides colour and shape."""

    PLANNED = "planned"
    ACTIVE = "active"
    DONE = "done"
    STUCK = "stuck"
    ENDED = "ended"


@dataclass(frozen=True)
class Status:
    """A state that an item can be in."""

    name: str
    label: str
    phase: Phase


@dataclass(frozen=True)
class Field:
    """A field of an item."""

    name: str
    label: str
    kind: Kind = Kind.TEXT
    choices: tuple[str, ...] = ()
    """The allowed words of a ``CHOICE``."""


@dataclass(frozen=True)
class Link:
    """A link from one item to others, with its reverse."""

    name: str
    label: str
    reverse: str
    targets: tuple[str, ...] = ()
    """Types it may point to; empty is any."""
    sources: tuple[str, ...] = ()
    """Types it may be written on; empty is any."""


@dataclass(frozen=True)
class ItemType:
    """A type of item."""

    name: str
    prefix: str
    label: str
    plural: str
    statuses: tuple[Status, ...]
    """The first one holds when an author writes none."""
    fields: tuple[Field, ...] = ()
    """The fields of its own, beside the common ones."""

    def status(self, name: str) -> Status | None:
        """Return the status with this name."""
        return next((one for one in self.statuses if one.name == name), None)


@dataclass(frozen=True)
class Vocabulary:
    """The types, common fields and links that a document may use."""

    types: Mapping[str, ItemType]
    common: tuple[Field, ...]
    links: Mapping[str, Link]

    def fields_of(self, type_name: str) -> dict[str, Field]:
        """Return the fields of a type by name: its own first, then the common ones."""
        own = {one.name: one for one in self.types[type_name].fields}
        return own | {one.name: one for one in self.common if one.name not in own}

    def links_of(self, type_name: str) -> dict[str, Link]:
        """Return the links that a type may carry, by name."""
        return {
            name: link
            for name, link in self.links.items()
            if not link.sources or type_name in link.sources
        }

    def extended(self, types: Iterable[ItemType]) -> Vocabulary:
        """Return a vocabulary with types added, or given more fields."""
        merged = dict(self.types)
        for added in types:
            known = merged.get(added.name)
            merged[added.name] = (
                replace(known, fields=known.fields + added.fields) if known else added
            )
        return replace(self, types=MappingProxyType(merged))


def closing_statuses(item_type: ItemType) -> frozenset[str]:
    """Return the statuses of an open point that need a solution: it was brought to an end."""
    return frozenset(one.name for one in item_type.statuses if one.phase is Phase.DONE)
