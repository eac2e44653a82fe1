"""A wijkdocument as it was read from one folder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wijk_ext.model.item import Item
    from wijk_ext.model.wijk import Wijk


@dataclass(frozen=True)
class Document:
    """The settings and the items of a wijkdocument; the input of every analysis."""

    wijk: Wijk
    items: tuple[Item, ...]

    def by_id(self) -> Mapping[str, Item]:
        """Return the items by their id; of a double id the first."""
        found: dict[str, Item] = {}
        for item in self.items:
            found.setdefault(item.id, item)
        return found

    def of_type(self, *types: str) -> tuple[Item, ...]:
        """Return the items of these types, in the order of the document."""
        return tuple(item for item in self.items if item.type in types)
