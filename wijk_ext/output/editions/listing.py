"""The editions that one reader has, and the script that tells their sites about them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from wijk_ext.locale.dates import date_in_words
from wijk_ext.model.edition import ADOPTED, latest_adopted
from wijk_ext.output.editions.words import edition_title, status_in_words
from wijk_ext.output.handbook import NAME
from wijk_ext.output.workshop import digests

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from wijk_ext.model.edition import Edition

START: Final = "index"
HANDBOOKS: Final = ("pdf", "docx")
_PAGE: Final = ".html"


@dataclass(frozen=True)
class Listed:
    """An edition that a reader has, and the files of its site."""

    edition: Edition
    files: Mapping[str, str] = field(repr=False)
    """SHA-256 of each file of the site, by its path from the folder of the edition."""

    @property
    def folder(self) -> str:
        """The name of the folder in which the site stands."""
        return self.edition.name

    @property
    def title(self) -> str:
        """What the edition is called."""
        return edition_title(self.edition.name)

    @property
    def date(self) -> str:
        """The date of the edition in words."""
        return date_in_words(self.edition.date)

    @property
    def status(self) -> str:
        """The status of the edition as a word."""
        return status_in_words(self.edition)

    @property
    def is_adopted(self) -> bool:
        """Whether the edition was adopted."""
        return self.edition.status == ADOPTED

    @property
    def pages(self) -> frozenset[str]:
        """The names of the pages, as in ``afspraken/kosten``."""
        return frozenset(
            path.removesuffix(_PAGE)
            for path in self.files
            if path.endswith(_PAGE) and not path.startswith("_")
        )

    @property
    def handbooks(self) -> tuple[str, ...]:
        """The suffixes of the handbooks that are there."""
        return tuple(suffix for suffix in HANDBOOKS if f"{NAME}.{suffix}" in self.files)


def listed(place: Path, edition: Edition) -> Listed:
    """Return an edition whose site stands in the folder ``place`` of its reader.

    Reads every file of the site; where their digests are known, make a :class:`Listed` of these.
    Raises OSError when one can't be read.
    """
    return Listed(edition, digests(place / edition.name))


def newest_first(editions: Iterable[Listed]) -> list[Listed]:
    """Return editions in the order of a list: the working version, then from new to old."""
    return sorted(editions, key=lambda one: one.edition.order, reverse=True)


def latest(editions: Sequence[Listed]) -> Listed | None:
    """Return the adopted edition with the highest number, or None."""
    found = latest_adopted([one.edition for one in editions])
    return next((one for one in editions if one.edition == found), None)


def script(editions: Sequence[Listed]) -> str:
    """Return ``edities.js``: it sets ``window.wijkEditions`` and does nothing else.

    ``pages`` holds the names of all pages in any of the editions, which are much alike; each
    edition names by their places in that list the pages it lacks.
    """
    pages = sorted(frozenset[str]().union(*(one.pages for one in editions)))
    adopted = latest(editions)
    data = {
        "latest": adopted.folder if adopted else None,
        "pages": pages,
        "editions": [_as_data(one, pages) for one in newest_first(editions)],
    }
    # ASCII only, and no "<": safe wherever a script can stand
    text = json.dumps(data, separators=(",", ":")).replace("<", r"\u003c")
    return f"window.wijkEditions = {text};\n"


def _as_data(one: Listed, pages: Sequence[str]) -> dict[str, Any]:
    own = one.pages
    return {
        "name": one.edition.name,
        "folder": one.folder,
        "words": one.title,
        "date": one.date,
        "status": one.status,
        "adopted": one.is_adopted,
        "lacks": [place for place, page in enumerate(pages) if page not in own],
    }
