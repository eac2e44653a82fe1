"""Project and build generated documents."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tests.leaks.documents import SETTINGS, Tree, write
from wijk_ext.model.access import readers_of
from wijk_ext.model.edition import Edition
from wijk_ext.model.wijk import WORKING_EDITION
from wijk_ext.project import opened, page_paths, site_project
from wijk_ext.projection.excerpt import Projector
from wijk_ext.projection.folder import write_folder
from wijk_ext.projection.start_page import StartPage, first_pages, render
from wijk_ext.sources.settings import read_settings
from wijk_ext.sources.source import read_source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import PurePath

    from wijk_ext.model.access import Reader
    from wijk_ext.model.timeline import Timeline
    from wijk_ext.model.wijk import Wijk
    from wijk_ext.project import SiteProject
    from wijk_ext.projection.excerpt import Excerpt
    from wijk_ext.sources.source import Source

DOCUMENTS = int(os.environ.get("WIJK_LEAK_DOCUMENTS", "25"))
"""How many documents each property is tried on; ``nox -s leaks`` asks for more."""
HISTORIES = int(os.environ.get("WIJK_LEAK_HISTORIES", "12"))
"""How many histories of a document are compared."""
HISTORY_SITES = int(os.environ.get("WIJK_LEAK_HISTORY_SITES", "1"))
"""How many histories are built as whole sites for one reader, twice."""
SITES = int(os.environ.get("WIJK_LEAK_SITES", "2"))
"""How many documents are built as whole sites for everyone, twice."""
TODAY = date(2027, 1, 1)


@dataclass(frozen=True)
class Cut:
    """A document as it was cut for a reader."""

    source: Source
    reader: Reader
    excerpt: Excerpt

    def start_page(self, timeline: Timeline | None = None) -> str:
        """Return the first page; ``timeline`` is the past, if there is one."""
        titles = first_pages(self.source, self.excerpt)
        edition = timeline.current.edition if timeline else Edition(WORKING_EDITION, TODAY, "")
        start = StartPage(
            self.source.wijk,
            self.reader,
            self.excerpt,
            edition.name,
            edition.date,
            titles,
            timeline,
        )
        return render(start, self.excerpt.introduction, self.source.folder)


@dataclass(frozen=True)
class Project:
    """One opened Sphinx project, which says how all generated documents write Markdown."""

    site: SiteProject

    @classmethod
    @contextmanager
    def opened(cls) -> Iterator[Project]:
        """Open a project without pages."""
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder)
            (source / "conf.py").write_text('extensions = ["wijk_ext"]\n', encoding="utf-8")
            (source / "wijk.toml").write_text(SETTINGS, encoding="utf-8")
            (source / "index.md").write_text("# Leeg\n", encoding="utf-8")
            with opened(source) as app:
                page_paths(app)
                yield cls(site_project(app))

    def project(self, tree: Tree, reader_id: str, folder: Path) -> dict[str, bytes]:
        """Write a document, project it for a reader, and return the projected files."""
        source_folder = folder / "bron"
        write(tree, source_folder)
        wijk, problems = read_settings(source_folder)
        assert wijk is not None, problems
        self.project_folder(source_folder, wijk, reader_id, folder / "uittreksel")
        return contents(folder / "uittreksel")

    def project_folder(self, folder: Path, wijk: Wijk, reader_id: str, out: Path) -> None:
        """Project a source folder for a reader into the folder ``out``."""
        cut = self.cut(folder, wijk, reader_id)
        write_folder(cut.excerpt, cut.start_page(), folder, self.site.static, out)

    def cut(self, folder: Path, wijk: Wijk, reader_id: str) -> Cut:
        """Read a source folder, and cut it for a reader."""
        names: dict[str, PurePath] = {
            path.relative_to(folder).with_suffix("").as_posix(): path.relative_to(folder)
            for path in folder.rglob("*.md")
        }
        source, problems = read_source(folder, wijk, names, self.site.dialect, inline=True)
        assert not problems, [str(one) for one in problems]
        reader = readers_of(wijk)[reader_id]
        return Cut(source, reader, Projector(source, self.site.dialect).excerpt(reader))


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
