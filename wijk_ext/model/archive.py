"""What the records department says of the editions that it gets (``[archief]`` in wijk.toml)."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

APPRAISALS: Final = ("blijvend", "tijdelijk", "nader-te-bepalen")
"""What can be decided about how long a record is kept."""
_KEYS: Final = MappingProxyType(
    {
        "archiefvormer": "creator",
        "identificatiebron": "source",
        "waardering": "appraisal",
        "bewaartermijn_jaren": "years",
        "selectielijst": "selection_list",
        "categorie": "category",
    }
)


@dataclass(frozen=True)
class Archive:
    """What holds for every edition."""

    creator: str = ""
    """The body that is responsible for the record; empty for the municipality."""
    source: str = ""
    """Where the identification of a record comes from; empty for the name of the document."""
    appraisal: str = "nader-te-bepalen"
    """One of :data:`APPRAISALS`."""
    years: int | None = None
    """How long a record is kept; None when that is not set."""
    selection_list: str = ""
    category: str = ""
    """The category of the selection list."""

    @classmethod
    def from_settings(cls, table: Mapping[str, Any]) -> Archive:
        """Return what a table of wijk.toml says, which was checked before."""
        return cls(**{_KEYS[key]: value for key, value in table.items()})
