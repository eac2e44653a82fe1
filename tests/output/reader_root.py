"""A reader's folder with editions that Sphinx built, for tests that look at it."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING

from tests.tools import SITES, Result, run_sphinx
from wijk_ext.model.edition import Edition
from wijk_ext.output.editions.listing import listed
from wijk_ext.output.editions.root import write_reader_root

if TYPE_CHECKING:
    from pathlib import Path

EDITIONS = (
    Edition("1.0", date(2027, 3, 3)),
    Edition("1.1", date(2027, 9, 14)),
    Edition("1.2", date(2028, 1, 20), "voorgelegd"),
    Edition("werkversie", date(2028, 2, 1), ""),
)
NEW_PAGE = "verdieping/nieuw"
"""A page that edition 1.0 does not have."""


def build_reader_root(place: Path, out: Path) -> tuple[Path, Result]:
    """Build all editions of a small document for one reader, with what stands around them."""
    source = shutil.copytree(SITES / "klein", place / "bron")
    out.mkdir()
    for edition in EDITIONS:
        if edition is EDITIONS[1]:
            page = source / f"{NEW_PAGE}.md"
            page.parent.mkdir()
            page.write_text("---\norphan: true\n---\n# Nieuw\n\nEen nieuwe pagina.\n", "utf-8")
        settings = (
            f"wijk_edition={edition.name}",
            f"wijk_edition_status={edition.status}",
            "wijk_has_editions=1",
        )
        site = place / f"gebouwd-{edition.name}"
        options = [word for setting in settings for word in ("-D", setting)]
        result = run_sphinx(source, site, *options)
        if result.code:
            return out, result
        site.rename(out / edition.name)
    problems = write_reader_root(
        out,
        [listed(out, edition) for edition in EDITIONS],
        document="De Lindebuurt",
        reader="",
        record=place / "wortel.json",
        feed=False,
    )
    return out, Result(int(bool(problems)), "\n".join(problems), "")
