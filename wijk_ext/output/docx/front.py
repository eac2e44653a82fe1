"""The cover, the contents, and what stands at the head and foot of every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijk_ext.locale import gettext as _
from wijk_ext.output.book.facts import named_edition
from wijk_ext.output.book.model import Picture
from wijk_ext.output.docx.forms import Form, Look
from wijk_ext.output.docx.runs import run
from wijk_ext.output.docx.xml import text, w

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docx.document import Document

    from wijk_ext.output.book.model import Facts
    from wijk_ext.output.docx.forms import Place
    from wijk_ext.output.docx.writer import Writer
    from wijk_ext.output.docx.xml import Element

_LOGO_WIDTH, _LOGO_OF_A_LETTER = "60mm", "20mm"
_BELOW_LOGO = 360
_ABOVE_TITLE = 2600
"""The room above the name of the document, in twentieths of a point."""


def title_of(facts: Facts) -> str:
    """Return what the file calls itself: document, edition and reader; of a letter its title."""
    if facts.letter:
        return facts.letter
    if facts.reader:
        message = _("{document}, {edition}, excerpt for {reader}")
    else:
        message = "{document}, {edition}"
    return message.format(document=facts.name, edition=named_edition(facts), reader=facts.reader)


def cover(writer: Writer, facts: Facts, place: Place) -> list[Element]:
    """Return the paragraphs of the cover."""
    made = letterhead(writer, facts, place)
    title = Form(before=_ABOVE_TITLE)
    made.append(writer.put([run(facts.name, Look())], place, "Title", title))
    if facts.municipality:
        made.append(writer.put([run(facts.municipality, Look())], place, "Subtitle"))
    reader = _("The whole document")
    if facts.reader:
        reader = _("Excerpt for {reader}").format(reader=facts.reader)
    made.append(writer.put([run(reader, Look())], place, "WijkCoverReader"))
    for name, value in _cover_facts(facts):
        runs = [run(name, writer.runs.look("WijkFactName")), w("r", w("tab")), run(value, Look())]
        made.append(writer.put(runs, place, "WijkCoverFact"))
    return made


def letterhead(writer: Writer, facts: Facts, place: Place) -> list[Element]:
    """Return a paragraph with the logo, if there is one that can be shown."""
    if facts.logo is None:
        return []
    width = _LOGO_OF_A_LETTER if facts.letter else _LOGO_WIDTH
    picture = Picture(facts.logo, decorative=True, width=width)
    logo = writer.runs.of((picture,), writer.story, place.room)
    form = Form(after=_BELOW_LOGO) if facts.letter else Form()
    return [writer.put(logo, place, "WijkCoverLogo", form)] if logo else []


def _cover_facts(facts: Facts) -> Iterator[tuple[str, str]]:
    shown = {
        _("Edition"): facts.edition,
        _("State"): facts.status,
        _("Date"): facts.date,
        _("Made by"): facts.authors,
    }
    return ((name, value) for name, value in shown.items() if value)


def contents_frame() -> Element:
    """Return the frame of the contents; within it Word shows "Update table" above them."""
    gallery = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))
    return w("sdt", w("sdtPr", gallery), w("sdtContent"))


def fill_contents(frame: Element, writer: Writer, place: Place) -> None:
    """Write the contents as a field that is filled in already, so that Word asks nothing.

    It has no page numbers until somebody updates it in Word: only a program that sets pages knows
    them. Without headings the frame is taken away.
    """
    lines = [_entry(writer, level, words, mark, place) for level, words, mark in writer.contents]
    if not lines:
        frame.getparent().remove(frame)
        return
    begin = [
        w("r", w("fldChar", fldCharType="begin")),
        w("r", _instruction(' TOC \\o "1-2" \\h \\z ')),
        w("r", w("fldChar", fldCharType="separate")),
    ]
    for place_in_line, part in enumerate(begin, 1):
        lines[0].insert(place_in_line, part)
    lines[-1].append(w("r", w("fldChar", fldCharType="end")))
    heading = writer.put([run(_("Contents"), Look())], place, "TOCHeading", Form(page_break=True))
    content = frame[-1]
    for element in (heading, *lines):
        content.append(element)


def _entry(writer: Writer, level: int, words: str, mark: str, place: Place) -> Element:
    link = w("hyperlink", w("r", text(words)), anchor=mark, history=1)
    return writer.put([link], place, f"TOC{level}")


def running_heads(document: Document, writer: Writer, facts: Facts) -> None:
    """Write head and foot where the template has none of its own."""
    section = document.sections[0]
    if section.header.is_linked_to_previous and section.footer.is_linked_to_previous:
        section.header.is_linked_to_previous = False
        section.footer.is_linked_to_previous = False
        head = [run(title_of(facts), Look())]
        _fill(section.header._element, w("p", _form(writer, "Header"), *head))
        _fill(section.footer._element, w("p", _form(writer, "Footer"), *_page_of()))


def _form(writer: Writer, style: str) -> Element:
    return Form(style=writer.styles.id(style)).xml()


def _fill(part: Element, paragraph: Element) -> None:
    for element in list(part):
        part.remove(element)
    part.append(paragraph)


def _page_of() -> Iterable[Element]:
    """Return "page 1 of 9" with fields; the translation says in which order they come."""
    fields = {"page": "PAGE", "pages": "NUMPAGES"}
    for number, part in enumerate(_("page {page} of {pages}").replace("}", "{").split("{")):
        if number % 2 and part in fields:
            yield from _field(fields[part])
        elif part:
            yield run(part, Look())


def _field(name: str) -> Iterable[Element]:
    yield w("r", w("fldChar", fldCharType="begin"))
    yield w("r", _instruction(f" {name} "))
    yield w("r", w("fldChar", fldCharType="separate"))
    yield w("r", text("1"))
    yield w("r", w("fldChar", fldCharType="end"))


def _instruction(content: str) -> Element:
    made = w("instrText")
    made.text = content
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made
