"""Questions that come in from a table: how its columns are read, and what may be said of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

COLUMNS: Final = ("titel", "tekst", "organisatie", "datum", "over", "soort", "sleutel")
"""What a column can hold, as ``[import]`` in ``wijk.toml`` calls it."""
PAGE: Final = "open-punten/binnengekomen.md"
"""Where questions come when ``wijk.toml`` names no page."""


@dataclass(frozen=True)
class IntakeSettings:
    """What ``[import]`` in ``wijk.toml`` says."""

    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The heading of a column by what it holds, one of :data:`COLUMNS`."""
    organisations: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Ids of readers, by what people write for them."""
    page: str = PAGE
    """Path of the page for new items, from the source folder."""
    sheet: str = ""
    """Name of the sheet; empty for the first one."""
    personal: tuple[str, ...] = ()
    """Headings of columns with personal data."""


@dataclass(frozen=True)
class Question:
    """A question that came in."""

    id: str
    title: str
    text: str = ""
    targets: frozenset[str] = frozenset()
    """The items that it is about."""


@dataclass(frozen=True)
class Suggestion:
    """What a question may be about and which others may ask the same: for a person to decide."""

    about: str = ""
    """Id of an item, or empty."""
    alike: tuple[str, ...] = ()
    """Ids of questions."""
