"""Footnotes, for which python-docx has no part of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart

from wijk_ext.output.book.walk import texts
from wijk_ext.output.book.words import plain
from wijk_ext.output.docx.forms import Form, Look
from wijk_ext.output.docx.runs import run
from wijk_ext.output.docx.story import Story
from wijk_ext.output.docx.xml import child, is_tag, set_attribute, w

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document

    from wijk_ext.output.book.model import Block, Note
    from wijk_ext.output.docx.marks import Marks
    from wijk_ext.output.docx.styles import Styles
    from wijk_ext.output.docx.xml import Element

    WriteBlocks = Callable[[tuple[Block, ...], Story], list[Element]]

NOTE_INSET: Final = 227
"""How far footnotes stand in behind their number, in twentieths of a point."""
_SEPARATORS: Final = (("separator", -1), ("continuationSeparator", 0))


class Notes:
    """Writes each footnote once, and refers to it wherever it is meant."""

    def __init__(self, document: Document, styles: Styles, marks: Marks) -> None:
        self._styles = styles
        self._marks = marks
        self._root = w("footnotes")
        for kind, number in _SEPARATORS:
            line = w("p", w("pPr", w("spacing", before=0, after=0)), w("r", w(kind)))
            self._root.append(w("footnote", line, type=kind, id=number))
        name = PackURI("/word/footnotes.xml")
        part = XmlPart(name, CT.WML_FOOTNOTES, self._root, document.part.package)
        document.part.rels.add_relationship(RT.FOOTNOTES, part, "wijkNotes")
        self._story = Story(part)
        self._numbers: dict[int, int] = {}
        self.write: WriteBlocks | None = None
        """Writes the blocks of a footnote."""

    def mark(self, note: Note, story: Story) -> list[Element]:
        """Return what stands in the text for a footnote.

        Word allows one mark for each: the next one repeats its number. A footnote to a footnote
        follows in brackets.
        """
        if story is self._story:
            return [run(f" ({_words(note)})", Look())]
        style = w("rPr", w("rStyle", val=self._styles.id("FootnoteReference")))
        number = self._numbers.get(id(note))
        if number is not None:
            return _repeated(number, style)
        number = len(self._numbers) + 1
        self._numbers[id(note)] = number
        self._add(note, number)
        mark = w("r", style, w("footnoteReference", id=number))
        return self._marks.around([_name(number)], [mark])

    def _add(self, note: Note, number: int) -> None:
        content = self.write(note.content, self._story) if self.write else []
        if not content or not is_tag(content[0], "p"):
            form = Form(style=self._styles.id("FootnoteText"))
            content.insert(0, w("p", form.xml()))
        if not is_tag(content[-1], "p"):
            content.append(w("p", Form(style=self._styles.id("FootnoteText")).xml()))
        style = w("rPr", w("rStyle", val=self._styles.id("FootnoteReference")))
        mark = w("r", style, w("footnoteRef"))
        place = 0 if child(content[0], "pPr") is None else 1
        indent = child(content[0][0], "ind") if place else None
        if indent is not None:
            set_attribute(indent, "hanging", NOTE_INSET)
        content[0].insert(place, mark)
        content[0].insert(place + 1, w("r", w("tab")))
        self._root.append(w("footnote", *content, id=number))


def _repeated(number: int, style: Element) -> list[Element]:
    """Return a field with the number of a footnote that was referred to before."""
    # the style of the number is that of the first mark: \f
    instruction = w("r", w("instrText"))
    instruction[0].text = f" NOTEREF {_name(number)} \\f \\h "
    return [
        w("r", w("fldChar", fldCharType="begin")),
        instruction,
        w("r", w("fldChar", fldCharType="separate")),
        w("r", style, _shown(number)),
        w("r", w("fldChar", fldCharType="end")),
    ]


def _shown(number: int) -> Element:
    made = w("t")
    made.text = str(number)
    return made


def _name(number: int) -> str:
    return f"_RefNote{number}"


def _words(note: Note) -> str:
    return " ".join(" ".join(map(plain, texts(note.content))).split())
