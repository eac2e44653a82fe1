"""Build a site as an author would, and keep the bodies of its pages for a book."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.tools import SITES, Result, run_sphinx, write
from wijk_ext.output.book.model import Facts
from wijk_ext.output.book.store import FragmentStore, read_store

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from wijk_ext.output.book.assemble import PageBody
    from wijk_ext.output.book.model import Block, Book

FACTS = Facts("De Lindebuurt", "Voorbeeldstad", "werkversie", "", "", "", 0, "nl", "")
CAPTURING = """
def setup(app):
    from pathlib import Path
    from wijk_ext.output.book.capture import capture
    capture(app, Path({store!r}))
"""


@dataclass(frozen=True)
class Captured:
    """A site with the store of its pages."""

    store: Path
    site: Path
    result: Result

    @property
    def book(self) -> Book:
        """The book of the site."""
        return read_store(self.store, self.site, FACTS)

    @property
    def pages(self) -> list[PageBody]:
        """The pages as they lie in the store."""
        return FragmentStore(self.store).read()

    def chapter(self, page: str = "index") -> tuple[Block, ...]:
        """Return the blocks of one page."""
        return next(one.blocks for one in self.book.chapters if one.page == page)


def build(source: Path, *options: str) -> Captured:
    """Build a source folder whose ``conf.py`` may be added to, beside it."""
    place = source.parent
    store, site = place / f"{source.name}-store", place / f"{source.name}-site"
    conf = source / "conf.py"
    text = conf.read_text("utf-8")
    if "capture(app" not in text:
        conf.write_text(text + CAPTURING.format(store=str(store)), "utf-8")
    result = run_sphinx(source, site, "-q", *options)
    assert result.code == 0, result.text
    return Captured(store, site, result)


def build_pages(place: Path, files: Mapping[str, str | bytes], conf: str = "") -> Captured:
    """Build a wijkdocument of these files."""
    source = place / "bron"
    own = {
        "conf.py": f'extensions = ["wijk_ext"]\n{conf}',
        "wijk.toml": (SITES / "klein" / "wijk.toml").read_text("utf-8"),
    }
    write(source, own | dict(files))
    return build(source)
