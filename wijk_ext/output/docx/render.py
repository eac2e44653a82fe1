"""From a book to a Word document."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from wijk_ext.output.docx.front import (
    contents_frame,
    cover,
    fill_contents,
    letterhead,
    running_heads,
    title_of,
)
from wijk_ext.output.docx.marks import Marks
from wijk_ext.output.docx.notes import NOTE_INSET, Notes
from wijk_ext.output.docx.numbering import Numbering
from wijk_ext.output.docx.package import packed
from wijk_ext.output.docx.pages import Pages, text_height
from wijk_ext.output.docx.pictures import Pictures
from wijk_ext.output.docx.runs import Runs
from wijk_ext.output.docx.story import Story
from wijk_ext.output.docx.styles import Styles, language_tag, our_part
from wijk_ext.output.docx.template import highest_ids, open_template
from wijk_ext.output.docx.writer import Writer
from wijk_ext.output.docx.xml import child, clean, is_tag, w

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document

    from wijk_ext.output.book.model import Block, Book, Facts
    from wijk_ext.output.docx.forms import Place
    from wijk_ext.output.docx.xml import Element

_CAPTION: Final = 800
"""The height that a picture leaves for what is written below it, in twentieths of a point."""


def render_docx(book: Book, template: Path | None = None) -> bytes:
    """Return a book as a Word document, the same bytes every time.

    ``template`` is a Word document of an organisation: its styles, page, headers and footers are
    used, its text is not. Raises :class:`TemplateError` when it can't be used.
    """
    look = (book.facts.colour, book.facts.language)
    ours = our_part("styles", *look)
    document = open_template(template, ours, our_part("theme", *look))
    section = document.element.body.sectPr
    styles = Styles(document, ours, book.facts.language)
    styles.add_all()
    drawings, bookmarks = highest_ids(document)
    marks = Marks(book, bookmarks + 1)
    pictures = Pictures(document.part.package, text_height(section) - _CAPTION, drawings)
    runs = Runs(styles, marks, pictures)
    writer = Writer(styles, Numbering(document), marks, runs, Story(document.part))
    runs.notes = _notes(document, styles, marks, writer, Pages(writer, section).upright)
    running_heads(document, writer, book.facts)
    _write(document, writer, book)
    _describe(document, book.facts)
    return packed(document)


def _notes(document: Document, styles: Styles, marks: Marks, writer: Writer, place: Place) -> Notes:
    notes = Notes(document, styles, marks)
    inner = replace(place, style="FootnoteText", inset=NOTE_INSET)

    def write(blocks: tuple[Block, ...], story: Story) -> list[Element]:
        return writer.within(story).blocks(blocks, inner)

    notes.write = write
    return notes


def _write(document: Document, writer: Writer, book: Book) -> None:
    body = document.element.body
    pages = Pages(writer, body.sectPr)
    frame = contents_frame()
    is_letter = bool(book.facts.letter)
    if is_letter:
        pages.elements += letterhead(writer, book.facts, pages.upright)
    else:
        pages.elements += [*cover(writer, book.facts, pages.upright), frame]
    start = len(pages.elements)
    for chapter in book.chapters:
        pages.add(chapter.blocks)
    if len(pages.elements) > start:
        _start_page(pages.elements[start], new=not is_letter)
    for element in pages.elements:
        body.sectPr.addprevious(element)
    if not is_letter:
        fill_contents(frame, writer, pages.upright)
    pages.finish()


def _start_page(element: Element, *, new: bool) -> None:
    """Have the text start on a page of its own or not, whatever the styles of a template say."""
    properties = child(element, "pPr") if is_tag(element, "p") else None
    if properties is None or child(properties, "pageBreakBefore") is not None:
        return
    before = ("pStyle", "keepNext", "keepLines")
    place = sum(any(is_tag(one, tag) for tag in before) for one in properties)
    properties.insert(place, w("pageBreakBefore") if new else w("pageBreakBefore", val="0"))


def _describe(document: Document, facts: Facts) -> None:
    """Say in the file what it is, and nothing of who or what made it."""
    properties = document.core_properties
    moment = datetime.fromtimestamp(facts.timestamp, UTC).replace(tzinfo=None)
    properties.title = clean(title_of(facts))[:255]
    properties.subject = clean(facts.municipality)[:255]
    properties.author = clean(facts.authors)[:255]
    properties.last_modified_by = ""
    properties.language = language_tag(facts.language)
    properties.created = moment
    properties.modified = moment
    properties.revision = 1
