"""An item: one traceable thing with an id."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wijk_ext.model.problem import Place

Value = str | int | tuple[str, ...]
"""What a field holds: a text or ISO date, a year, or a list of words."""


@dataclass(frozen=True)
class Item:
    """An agreement, a question, a decision …, as one page holds it."""

    id: str
    type: str
    """Name of its type in the vocabulary, such as ``afspraak``."""
    title: str
    status: str
    place: Place
    page: str = ""
    """Name of its page without suffix, from the source folder."""
    values: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    links: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))

    def text(self, name: str) -> str:
        """Return a field as text; empty when it is not filled in."""
        value = self.values.get(name, "")
        return ", ".join(value) if isinstance(value, tuple) else str(value)

    def words(self, name: str) -> tuple[str, ...]:
        """Return a field that is a list; empty when it is not filled in."""
        value = self.values.get(name, ())
        return value if isinstance(value, tuple) else (str(value),)

    def date(self, name: str) -> date | None:
        """Return a field that is a date, or None."""
        try:
            return date.fromisoformat(self.text(name))
        except ValueError:
            return None
