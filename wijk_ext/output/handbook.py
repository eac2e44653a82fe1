"""Make the handbooks of a site, PDF and DOCX, from the bodies of its pages.

What was last made from the very same inputs is taken from a cache, whose names are their hash.
"""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wijk_ext.output.book.store import read_store
from wijk_ext.output.workshop import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from wijk_ext.output.book.model import Book, Facts

NAME: Final = "wijkdocument"
"""The name of a handbook in the site, without its suffix."""


@dataclass(frozen=True)
class HandbookJob:
    """The handbooks to make beside one site."""

    facts: Facts
    formats: tuple[str, ...]
    store: Path
    """The bodies of the pages."""
    house_style: Path | None
    """The team's own house style for the PDF."""
    docx_template: Path | None
    """The Word template of the organisation."""
    software: str
    """A digest of the software."""
    cache: Path

    def make(self, site: Path) -> None:
        """Write the handbooks into a finished site.

        Raises StoreError, RenderError, TemplateError or OSError when one can't be made.
        """
        inputs = self._inputs(site)
        kept = {suffix: self.cache / f"{inputs}.{suffix}" for suffix in self.formats}
        book: Book | None = None
        for suffix, path in kept.items():
            if not path.is_file():
                book = book or read_store(self.store, site, self.facts)
                _write_whole(path, self._render(suffix, book))
            shutil.copyfile(path, site / f"{NAME}.{suffix}")
        for path in set(self.cache.iterdir()) - set(kept.values()):
            path.unlink()

    def _render(self, suffix: str, book: Book) -> bytes:
        # each brings a large library along, that a site alone does not need
        if suffix == "pdf":
            from wijk_ext.output.pdf.render import render_pdf  # noqa: PLC0415

            return render_pdf(book, self.house_style)
        from wijk_ext.output.docx.render import render_docx  # noqa: PLC0415

        return render_docx(book, self.docx_template)

    def _inputs(self, site: Path) -> str:
        """Return a digest of all that the handbooks are made from."""
        found = hashlib.sha256(f"{self.software}\n{self.facts!r}\n".encode())
        for path, name in self._files(site):
            found.update(f"{name} {digest_of(path)}\n".encode())
        return found.hexdigest()

    def _files(self, site: Path) -> Iterator[tuple[Path, str]]:
        own = (self.house_style,) if self.house_style else ()
        for folder in (self.store, site / "_images", *own):
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    yield path, f"{folder.name}/{path.relative_to(folder).as_posix()}"
        for single in (self.docx_template, self.facts.logo):
            if single is not None:
                yield single, single.name


def _write_whole(path: Path, content: bytes) -> None:
    """Write a file so that no half of it is ever taken for the whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".half")
    unfinished.write_bytes(content)
    unfinished.replace(path)
