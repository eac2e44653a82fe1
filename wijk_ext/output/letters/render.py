"""A letter as PDF or Word, by the writers of handbooks: without a cover and contents."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from wijk_ext.locale import gettext as _
from wijk_ext.output.book.around import Around
from wijk_ext.output.book.html import read_body
from wijk_ext.output.book.model import Book, Chapter, Heading
from wijk_ext.output.book.words import plain

if TYPE_CHECKING:
    from pathlib import Path

    from wijk_ext.output.book.model import Facts


@dataclass(frozen=True)
class Paper:
    """What a letter is printed with."""

    facts: Facts
    """As of a handbook for the same reader."""
    source: Path
    """The folder that pictures in a template of the team count from."""
    house_style: Path | None = None
    """The team's own house style for the PDF."""
    docx_template: Path | None = None
    """The Word template of the organisation."""


def render(text: str, form: str, paper: Paper) -> bytes:
    """Return a letter, given as Markdown, in one of the forms; the same bytes every time.

    The forms are :data:`~wijk_ext.output.letters.kinds.FORMS`. HTML in the Markdown is shown as it
    stands. Raises RenderError (PDF) or TemplateError (Word) when the house style or the Word
    template can't be used.
    """
    if form == "md":
        return text.encode()
    # each brings a large library along, that a letter in Markdown does not need
    if form == "pdf":
        from wijk_ext.output.pdf.render import render_pdf  # noqa: PLC0415

        return render_pdf(as_book(text, paper), paper.house_style)
    from wijk_ext.output.docx.render import render_docx  # noqa: PLC0415

    return render_docx(as_book(text, paper), paper.docx_template)


def as_book(text: str, paper: Paper) -> Book:
    """Return a letter as a book of one chapter, with its first heading as its title."""
    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    blocks = read_body(html, Around(page="brief", site=paper.source))
    titles = (plain(block.content) for block in blocks if isinstance(block, Heading))
    facts = replace(paper.facts, letter=next(titles, "") or _("Letter"))
    return Book(facts, (Chapter("brief", blocks),))


def number_of_pages(text: str, paper: Paper) -> int:
    """Return how many pages a letter has as a PDF. Raises as :func:`render` does."""
    from pypdf import PdfReader  # noqa: PLC0415 - only a leaflet is counted

    return len(PdfReader(io.BytesIO(render(text, "pdf", paper))).pages)
