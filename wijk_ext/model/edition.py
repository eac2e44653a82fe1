"""An edition: a version of the wijkdocument with a number, a date and a status.

It holds no hash of a commit: that would change with what a reader may not see.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from wijk_ext.model import names
from wijk_ext.model.wijk import WORKING_EDITION

if TYPE_CHECKING:
    from collections.abc import Mapping

EDITION_NAME: Final = re.compile(r"[0-9][0-9A-Za-z._-]*")
"""What the name of an edition looks like: it begins with a digit, and can be a folder's name."""
EDITION_STATUSES: Final = names.EDITION_STATUSES
ADOPTED: Final = names.ADOPTED


@dataclass(frozen=True)
class Edition:
    """A version of the document that readers know by its name."""

    name: str
    """``1.0``, or ``werkversie`` for what is being worked on."""
    date: date
    """The day of the tagged commit; of the working version today."""
    status: str = ADOPTED
    """One of :data:`EDITION_STATUSES`; of the working version empty."""

    @property
    def is_working(self) -> bool:
        """Whether this is the working version."""
        return self.name == WORKING_EDITION

    @property
    def order(self) -> tuple[Any, ...]:
        """A key to sort editions by their numbers: 0.9, 1.0-concept, 1.0, 1.9, 1.10, werkversie."""
        number, _dash, rest = self.name.partition("-")
        parts = tuple(
            (1, int(part), "") if part.isdigit() else (0, 0, part)
            for part in re.split(r"[._]", number)
        )
        return (self.is_working, parts, not rest, rest)


def latest_adopted(editions: list[Edition]) -> Edition | None:
    """Return the adopted edition with the highest number, or None."""
    return max(
        (one for one in editions if one.status == ADOPTED), key=lambda one: one.order, default=None
    )


def edition_as_data(edition: Edition) -> dict[str, str]:
    """Return an edition as data for JSON."""
    return {"name": edition.name, "date": edition.date.isoformat(), "status": edition.status}


def edition_from_data(data: Mapping[str, Any]) -> Edition:
    """Return the edition of :func:`edition_as_data`. Raises KeyError, TypeError or ValueError."""
    return Edition(data["name"], date.fromisoformat(data["date"]), data["status"])
