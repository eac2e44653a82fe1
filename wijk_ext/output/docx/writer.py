"""Writes the blocks of a book as paragraphs and tables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from wijk_ext.output.book.model import (
    Box,
    CodeBlock,
    Definitions,
    Figure,
    Heading,
    ItemCard,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
    Table,
)
from wijk_ext.output.book.walk import texts
from wijk_ext.output.book.words import plain
from wijk_ext.output.docx import boxes, lists, tables
from wijk_ext.output.docx.forms import Form, Look, Place
from wijk_ext.output.docx.numbering import STEP
from wijk_ext.output.docx.runs import run
from wijk_ext.output.docx.xml import is_tag, w

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from wijk_ext.output.book.model import Block, Inline
    from wijk_ext.output.docx.forms import Edge
    from wijk_ext.output.docx.marks import Marks
    from wijk_ext.output.docx.numbering import Numbering
    from wijk_ext.output.docx.runs import Runs
    from wijk_ext.output.docx.story import Story
    from wijk_ext.output.docx.styles import Styles
    from wijk_ext.output.docx.xml import Element

DEEPEST_IN_CONTENTS: Final = 2
_STYLES: Final = {"lead": "WijkLead", "label": "WijkLabel", "caption": "Caption"}
_DEEPEST: Final = 60
"""Blocks that lie deeper are left flat: Word stops at a document that nests too far."""


class Writer:
    """Writes blocks into one story; the parts of a document that they need are shared."""

    def __init__(
        self, styles: Styles, numbering: Numbering, marks: Marks, runs: Runs, story: Story
    ) -> None:
        self.styles = styles
        self.numbering = numbering
        self.marks = marks
        self.runs = runs
        self.story = story
        self.contents: list[tuple[int, str, str]] = []
        """Level, words and bookmark of every heading for the contents."""
        self._waiting: list[str] = []
        self._depth = 0
        self._is_odd = False

    def blocks(self, blocks: Iterable[Block], place: Place) -> list[Element]:
        """Return the paragraphs and tables of blocks."""
        made: list[Element] = []
        self._depth += 1
        for block in blocks:
            if made and is_tag(made[-1], "tbl") and isinstance(block, Table):
                made.append(self.space())
            made += self._block(block, place)
        self._depth -= 1
        return made

    def block(self, block: Block, place: Place) -> list[Element]:
        """Return the paragraphs and tables of one block."""
        return self.blocks((block,), place)

    def within(self, story: Story) -> Writer:
        """Return a writer for another story of the same document."""
        return Writer(self.styles, self.numbering, self.marks, self.runs, story)

    def paragraph(
        self,
        content: Iterable[Inline],
        place: Place,
        style: str = "",
        form: Form | None = None,
        look: Look | None = None,
    ) -> Element:
        """Return a paragraph of text at a place, in one of our styles."""
        runs = self.runs.of(content, self.story, place.room, look)
        return self.put(runs, place, style, form)

    def put(
        self, runs: list[Element], place: Place, style: str = "", form: Form | None = None
    ) -> Element:
        """Return a paragraph of runs at a place.

        Beside an edge, text stands in by its first line hanging out to the edge: a line at the
        left of a paragraph begins where its leftmost line does, and must stay one line.
        """
        form = form or Form()
        if form.left is None and (place.indent or place.inset):
            hanging = place.inset if place.edge else 0
            form = replace(form, left=place.indent + place.inset, hanging=hanging)
            if hanging and form.number is None:
                runs = [w("r", w("tab")), *runs]
        form = replace(
            form,
            style=self.styles.id(style or place.style),
            edge=form.edge or place.edge,
            keep_next=form.keep_next or place.keep_next,
        )
        names, self._waiting = self._waiting, []
        return w("p", form.xml(), *self.marks.around(self.marks.names_of(names), []), *runs)

    def await_place(self, anchors: Iterable[str]) -> None:
        """Have the next paragraph carry these anchors."""
        self._waiting += anchors

    def edge(self, edge: Edge) -> Edge:
        """Return an edge that differs from that of the box before, though nobody sees it.

        Paragraphs with the same edge are joined by it, also those of two boxes.
        """
        self._is_odd = not self._is_odd
        return replace(edge, size=edge.size + self._is_odd)

    def space(self) -> Element:
        """Return the small empty paragraph that keeps tables apart."""
        return w("p", Form(style=self.styles.id("WijkTableSpace")).xml())

    def heading(self, block: Heading, place: Place, look: Look | None = None) -> Element:
        """Return a heading; those of the first levels are remembered for the contents."""
        level = min(max(block.level, 1), 6)
        style = f"Heading{level}"
        names = self.marks.names_of((*self._waiting, *block.anchors))
        self._waiting = []
        words = " ".join(plain(block.content).split())
        if level <= DEEPEST_IN_CONTENTS and words and not place.in_cell:
            names.append(f"_Toc{len(self.contents) + 1:09d}")
            self.contents.append((level, words, names[-1]))
        runs = self.runs.of(block.content, self.story, place.room, look)
        numbered = self.styles.numbering(style) is not None
        form = Form(number=(0, 0) if numbered else None, keep_next=True)
        return self.put(self.marks.around(names, runs), place, style, form)

    def _block(self, block: Block, place: Place) -> list[Element]:
        if self._depth > _DEEPEST:
            return [self.put([run(line, Look())], place) for line in _lines(block)]
        write = _WRITERS[type(block)]
        return write(self, block, place)


def _lines(block: Block) -> Iterable[str]:
    return filter(None, (plain(content) for content in texts((block,))))


def _heading(writer: Writer, block: Heading, place: Place) -> list[Element]:
    return [writer.heading(block, place)]


def _paragraph(writer: Writer, block: Paragraph, place: Place) -> list[Element]:
    writer.await_place(block.anchors)
    is_lead_in = block.style == "label"
    style = _STYLES.get(block.style, "")
    return [writer.paragraph(block.content, place, style, Form(keep_next=is_lead_in))]


def _code(writer: Writer, block: CodeBlock, place: Place) -> list[Element]:
    made = []
    if block.caption:
        made.append(writer.paragraph(block.caption, place, "Caption", Form(keep_next=True)))
    made.append(writer.put([run(block.content.rstrip("\n"), Look())], place, "WijkCode"))
    return made


def _quote(writer: Writer, block: Quote, place: Place) -> list[Element]:
    inner = replace(place, style="Quote", inset=place.inset + STEP)
    return writer.blocks(block.content, inner)


def _figure(writer: Writer, block: Figure, place: Place) -> list[Element]:
    writer.await_place(block.anchors)
    form = Form(keep_next=bool(block.caption))
    made = [writer.paragraph((block.picture,), place, "", form)]
    return made + writer.blocks(block.caption, place)


def _rule(writer: Writer, _block: Rule, place: Place) -> list[Element]:
    return [writer.put([], replace(place, edge=None), "WijkRule")]


_WRITERS: Final[dict[type, Callable[..., list[Element]]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    ListBlock: lists.list_block,
    Definitions: lists.definitions,
    Table: tables.table,
    Figure: _figure,
    CodeBlock: _code,
    Quote: _quote,
    Box: boxes.box,
    ItemCard: boxes.item,
    Rule: _rule,
}
