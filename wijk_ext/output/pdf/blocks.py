"""Blocks as Typst source."""

from __future__ import annotations

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
    Picture,
    Quote,
    Rule,
    Table,
    Text,
)
from wijk_ext.output.book.walk import inlines, within
from wijk_ext.output.pdf.inline import PHASES, Inlines
from wijk_ext.output.pdf.literals import array, call, joined, string
from wijk_ext.output.pdf.pictures import Pictures, width
from wijk_ext.output.pdf.size import is_short
from wijk_ext.output.pdf.tables import layout, sheets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from wijk_ext.output.book.model import Block, Cell, Definition
    from wijk_ext.output.pdf.labels import Labels
    from wijk_ext.output.pdf.literals import Printable

DEEPEST_LEVEL: Final = 6
DEEPEST_BLOCK: Final = 12
"""Typst lays out only so many blocks within one another; what is deeper stands in the last one."""
_NUMBERINGS: Final = {"1": "1.", "a": "a.", "A": "A.", "i": "i.", "I": "I."}


class Blocks:
    """Writes the blocks of one book, from its beginning to its end."""

    def __init__(self, labels: Labels, printable: Printable, broken: frozenset[str]) -> None:
        self.labels = labels
        self.printable = printable
        self.pictures = Pictures(printable, broken)
        self.inline = Inlines(labels, printable, self.pictures, self._note_content)
        self._level = 0
        self._depth = 0
        self._lists = 0

    def chapter(self, blocks: Sequence[Block]) -> str:
        """Return the call that shows a chapter; a wide table stands on a sheet of its own."""
        first = blocks[0] if blocks else None
        opens = isinstance(first, Heading) and first.level <= 1
        parts: list[str] = []
        done = 0
        for start, end in sheets(blocks):
            parts += self._blocks(blocks[done:start])
            parts.append(call("landscape", joined(self._blocks(blocks[start:end]))))
            done = end
        parts += self._blocks(blocks[done:])
        return call("chapter", _flag(opens), joined(parts))

    def _blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        for block in blocks:
            if part := self._block(block):
                yield part

    def _within(self, blocks: Iterable[Block]) -> str:
        """Return the blocks within another one as one expression."""
        self._depth += 1
        parts = list(self._blocks(blocks))
        self._depth -= 1
        return joined(parts)

    def _fitting(self, blocks: Sequence[Block]) -> str:
        """Return the content of a cell or a point: a single paragraph as text without a block."""
        if len(blocks) == 1:
            block = blocks[0]
            if isinstance(block, Paragraph) and not block.style and not block.anchors:
                return self.inline.text(block.content)
        return self._within(blocks)

    def _note_content(self, blocks: tuple[Block, ...]) -> str:
        """Return what a footnote says; its first paragraph stands on the line of its number."""
        first = blocks[0] if blocks else None
        if isinstance(first, Paragraph) and len(blocks) > 1:
            return joined((self.inline.text(first.content), self._within(blocks[1:])))
        return self._fitting(blocks)

    def _label(self, anchors: tuple[str, ...]) -> dict[str, str]:
        return {"label": self.labels.place(anchors)}

    def _block(self, block: Block) -> str:  # noqa: C901, PLR0911 - one line for each kind of block
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph():
                return self._paragraph(block)
            case CodeBlock():
                return self._code(block)
            case Figure():
                return self._figure(block.picture, block.caption, block.anchors)
            case Rule():
                return "rule()"
        if self._depth >= DEEPEST_BLOCK:
            return self._flat(block)
        match block:
            case Table():
                return self._table(block)
            case ListBlock():
                return self._list(block)
            case Definitions():
                return self._definitions(block)
            case Quote():
                return call("quote", self._within(block.content), block="true")
            case Box():
                return self._panel(block)
            case ItemCard():
                return self._card(block)

    def _flat(self, block: Block) -> str:
        """Return what is in a block without the block around it."""
        content: Iterable[Block] = within(block)
        match block:
            case Definitions():
                terms = (Paragraph(term) for entry in block.entries for term in entry.terms)
                content = (*terms, *content)
            case Box():
                content = (Paragraph(block.title, anchors=block.anchors), *content)
            case ItemCard():
                content = (Paragraph(block.line, anchors=block.anchors), *content)
            case Table():
                content = (Paragraph(block.caption, anchors=block.anchors), *content)
        return joined(self._blocks(content))

    def _heading(self, heading: Heading) -> str:
        label = self._label(heading.anchors)
        words = self.inline.plain(heading.content)
        shown = self.inline.text(heading.content)
        if not any(isinstance(one, Text) and one.content for one in inlines(heading.content)):
            # a bookmark needs words: those of a picture, a pill or a formula
            shown = words = self.inline.words(heading.content)
        if words == string(""):
            return call("place-of", label["label"]) if label["label"] else ""
        # a level that is skipped makes a document inaccessible, and Typst stop
        self._level = min(max(heading.level, 1), self._level + 1, DEEPEST_LEVEL)
        return call("titled", str(self._level), words, shown, **label)

    def _paragraph(self, paragraph: Paragraph) -> str:
        content = paragraph.content
        if len(content) == 1 and isinstance(content[0], Picture):
            return self._figure(content[0], (), paragraph.anchors)
        label = self._label(paragraph.anchors)
        if not content:
            return call("place-of", label["label"]) if label["label"] else ""
        style = paragraph.style if paragraph.style in {"lead", "label", "caption"} else ""
        return call(f"{style or 'text'}-paragraph", self.inline.text(content), **label)

    def _list(self, block: ListBlock) -> str:
        nested = self._lists > 0
        self._lists += 1
        points = [self._fitting(item) for item in block.items]
        self._lists -= 1
        tight = all(len(item) == 1 and isinstance(item[0], Paragraph) for item in block.items)
        numbering = "none"
        if block.start is not None:
            numbering = string(_NUMBERINGS.get(block.numbering, "1."))
        start = str(max(block.start or 0, 0))
        return call("points", numbering, start, _flag(nested), _flag(tight), *points)

    def _definitions(self, block: Definitions) -> str:
        entries = [self._definition(entry, facts=block.facts) for entry in block.entries]
        return call("facts" if block.facts else "definitions", *entries)

    def _definition(self, entry: Definition, *, facts: bool) -> str:
        terms: list[str] = []
        for term in entry.terms:
            terms += ["linebreak()"] if terms else []
            terms.append(self.inline.text(term))
        if label := self.labels.place(entry.anchors):
            terms.insert(0, call("place-of", label))
        content = self._fitting(entry.content)
        if facts and entry.content and isinstance(entry.content[0], ListBlock):
            content = call("beside", content)
        return array((joined(terms), content))

    def _code(self, block: CodeBlock) -> str:
        text = self.printable(block.content.replace("\r\n", "\n")).strip("\n")
        caption = self.inline.text(block.caption) if block.caption else ""
        return call("code-block", string(text), caption=caption)

    def _figure(
        self, picture: Picture, caption: tuple[Block, ...], anchors: tuple[str, ...]
    ) -> str:
        image = self.pictures.image(picture)
        label = self._label(anchors)
        below = self._within(caption) if caption else ""
        if image:
            name = "decoration" if picture.decorative else "picture"
            return call(name, image, width=width(picture), caption=below, **label)
        if picture.decorative:
            return below
        words = string(self.pictures.alternative(picture))
        return call("missing-picture", words, caption=below, **label)

    def _panel(self, block: Box) -> str:
        return call(
            "panel",
            string(block.kind),
            self.inline.text(block.title) if block.title else "none",
            self._within(block.content),
            breakable=_flag(not is_short(block.content)),
            **self._label(block.anchors),
        )

    def _card(self, block: ItemCard) -> str:
        # in the order of reading: footnotes and headings count
        label = self._label(block.anchors)
        line = self.inline.text(block.line)
        heading = self._heading(block.heading)
        content = self._within(block.content)
        phase = string(block.phase if block.phase in PHASES else PHASES[0])
        breakable = _flag(not is_short(block.content))
        return call("card", phase, line, heading, content, breakable=breakable, **label)

    def _table(self, table: Table) -> str:
        how = layout(table)
        label = self._label(table.anchors)
        caption = self.inline.text(table.caption) if table.caption else ""
        head = [self._cell(cell) for row in table.head for cell in row]
        body = [self._cell(cell) for row in table.body for cell in row]
        return call(
            "grid-table",
            array(f"{share:g}fr" if share else "auto" for share in how.columns),
            array(head),
            *body,
            small="true" if how.small else "",
            caption=caption,
            **label,
        )

    def _cell(self, cell: Cell) -> str:
        content = self._fitting(cell.content)
        if cell.header:
            content = call("heads", content)
        named = {
            "colspan": str(cell.columns) if cell.columns > 1 else "",
            "rowspan": str(cell.rows) if cell.rows > 1 else "",
            "align": cell.align if cell.align in {"left", "center", "right"} else "",
        }
        return call("table.cell", content, **named)


def _flag(value: bool) -> str:
    return "true" if value else "false"
