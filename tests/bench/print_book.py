"""Print one handbook of a source folder, to be measured: the bodies of its pages are made before.

Call with the source folder, a folder to work in, and ``store``, ``nothing``, ``pdf`` or ``docx``.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from wijk_ext.model.access import readers_of
from wijk_ext.model.edition import Edition
from wijk_ext.model.wijk import PROJECT_TEAM, WORKING_EDITION
from wijk_ext.output.book.facts import facts_of
from wijk_ext.output.book.store import read_store
from wijk_ext.output.docx.render import render_docx
from wijk_ext.output.pdf.render import render_pdf
from wijk_ext.sources.settings import read_settings


def _make_store(source: Path, folder: Path) -> None:
    from sphinx.application import Sphinx

    from wijk_ext.output.book.capture import capture

    app = Sphinx(source, source, folder / "site", folder / "doctrees", "html", status=None)
    capture(app, folder / "store")
    app.build()


def main() -> None:
    """Do what was asked for."""
    source, folder, what = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    if what == "store":
        _make_store(source, folder)
    if what in {"pdf", "docx"}:
        wijk, _problems = read_settings(source)
        assert wijk is not None
        reader = readers_of(wijk)[PROJECT_TEAM]
        facts = facts_of(wijk, reader, Edition(WORKING_EDITION, date(2026, 11, 23), ""), source)
        book = read_store(folder / "store", folder / "site", facts)
        content = render_pdf(book) if what == "pdf" else render_docx(book)
        (folder / f"book.{what}").write_bytes(content)


if __name__ == "__main__":
    main()
