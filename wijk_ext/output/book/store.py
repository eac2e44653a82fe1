"""Where the bodies of pages are kept between the build of a site and that of its handbook.

One file for each page, so that a build which writes only some pages leaves the others as they are,
and ``book.json`` with what the pages are called and in which order they come.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from wijk_ext.output.book.assemble import PageBody, assemble

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from wijk_ext.output.book.model import Book, Facts

CONTENTS: Final = "book.json"
_FRAGMENT: Final = ".html"


class StoreError(Exception):
    """A store that is not whole, with the page or the file it is about in ``args``."""


@dataclass(frozen=True)
class Entry:
    """A page in the order of the book. ``depth`` is 1 for a chapter."""

    page: str
    title: str
    depth: int


@dataclass(frozen=True)
class FragmentStore:
    """The store in one folder, which holds nothing else."""

    folder: Path

    def write_body(self, page: str, body: str) -> None:
        """Keep the body of a page."""
        path = self._path(page)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body, "utf-8", newline="\n")

    def write_contents(self, entries: Sequence[Entry], pages: Iterable[str]) -> None:
        """Keep the order of the book, and remove what is left of pages that are no more.

        ``pages`` are all pages of the site, also those that are not in the book.
        """
        kept = {self._path(page) for page in pages}
        for path in sorted(self.folder.rglob(f"*{_FRAGMENT}")):
            if path not in kept:
                path.unlink()
        contents = [
            {"page": entry.page, "title": entry.title, "depth": entry.depth} for entry in entries
        ]
        text = json.dumps({"pages": contents}, ensure_ascii=False, indent=1)
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / CONTENTS).write_text(f"{text}\n", "utf-8", newline="\n")

    def read(self) -> list[PageBody]:
        """Return the pages of the book in their order.

        Raises :class:`StoreError` when the contents or the body of a page can't be read.
        """
        try:
            contents = json.loads((self.folder / CONTENTS).read_text("utf-8"))
            entries = [_entry(one) for one in contents["pages"]]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StoreError(CONTENTS) from error
        return [
            PageBody(entry.page, entry.title, entry.depth, self._body(entry.page))
            for entry in entries
        ]

    def _body(self, page: str) -> str:
        try:
            return self._path(page).read_bytes().decode("utf-8")
        except (OSError, ValueError) as error:
            raise StoreError(page) from error

    def _path(self, page: str) -> Path:
        path = self.folder / f"{page}{_FRAGMENT}"
        if not path.resolve().is_relative_to(self.folder.resolve()):
            raise StoreError(page)
        return path


def _entry(one: dict[str, Any]) -> Entry:
    return Entry(str(one["page"]), str(one["title"]), int(one["depth"]))


def read_store(folder: Path, site: Path, facts: Facts) -> Book:
    """Return the book of the pages kept in ``folder``; ``site`` is the site they are the pages of.

    Raises :class:`StoreError` when the store is not whole.
    """
    return assemble(FragmentStore(folder).read(), site, facts)
