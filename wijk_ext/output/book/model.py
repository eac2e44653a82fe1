"""What a handbook is made of, whatever it will be printed with: blocks, and text within them.

Made from HTML by :mod:`wijk_ext.output.book.html`, printed by ``output/pdf`` and ``output/docx``.
Anchors are unique in the whole book; a link to an anchor always leads somewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# -- text within a block ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Text:
    """Plain characters; runs of white space were made one space."""

    content: str


@dataclass(frozen=True)
class LineBreak:
    """A line that ends where the author ended it."""


@dataclass(frozen=True)
class Styled:
    """Text that looks different.

    ``style`` is strong, emphasis, small, sub, super, strike, underline (what was added to a text),
    or label: a small heading inside a block, such as "Hieraan verbonden".
    """

    style: str
    content: tuple[Inline, ...]


@dataclass(frozen=True)
class Code:
    """Characters to be shown as they are, on one line."""

    content: str


@dataclass(frozen=True)
class Formula:
    """A formula in LaTeX notation."""

    content: str


@dataclass(frozen=True)
class Pill:
    """A state as a word, whose phase is done, active, planned, stuck or ended."""

    content: str
    phase: str


@dataclass(frozen=True)
class Link:
    """A link to ``anchor`` in this book, or to an ``address`` outside it; never both."""

    content: tuple[Inline, ...]
    anchor: str = ""
    address: str = ""


@dataclass(frozen=True)
class NoteMark:
    """Where a footnote is referred to. The same note may be referred to more than once."""

    note: Note


@dataclass(frozen=True)
class Picture:
    """An image: a file, or a drawing as the text of an SVG file.

    ``alternative`` is empty when the author gave none; ``decorative`` when it is not to be read.
    """

    file: Path | None
    drawing: str = ""
    alternative: str = ""
    width: str = ""
    """As the author wrote it (``50%``, ``200px``), or empty."""
    decorative: bool = False


Inline: TypeAlias = Text | LineBreak | Styled | Code | Formula | Pill | Link | NoteMark | Picture

# -- blocks ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 (a chapter) to 6, which does not skip a level."""

    level: int
    content: tuple[Inline, ...]
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paragraph:
    """A paragraph. ``style`` is empty, ``lead``, ``label`` (who may see a block), ``caption``."""

    content: tuple[Inline, ...]
    style: str = ""
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True)
class ListBlock:
    """A list. ``start`` is the first number, or None for bullets."""

    items: tuple[tuple[Block, ...], ...]
    start: int | None = None
    numbering: str = "1"
    """``1``, ``a``, ``A``, ``i`` or ``I``, as in HTML."""


@dataclass(frozen=True)
class Definition:
    """Terms with what they mean."""

    terms: tuple[tuple[Inline, ...], ...]
    content: tuple[Block, ...]
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Definitions:
    """A list of terms. ``facts`` is the quiet two-column list of an item."""

    entries: tuple[Definition, ...]
    facts: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell of a table; ``header`` when it heads a column or a row."""

    content: tuple[Block, ...]
    header: bool = False
    columns: int = 1
    rows: int = 1
    align: str = ""


@dataclass(frozen=True)
class Table:
    """A table in full. ``head`` holds the rows to repeat on every page."""

    head: tuple[tuple[Cell, ...], ...]
    body: tuple[tuple[Cell, ...], ...]
    caption: tuple[Inline, ...] = ()
    anchors: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """The number of columns."""
        rows = (*self.head, *self.body)
        return max((sum(cell.columns for cell in row) for row in rows), default=0)


@dataclass(frozen=True)
class Figure:
    """A picture that stands by itself, with what is written below it."""

    picture: Picture
    caption: tuple[Block, ...] = ()
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True)
class CodeBlock:
    """Lines to be shown as they are."""

    content: str
    caption: tuple[Inline, ...] = ()


@dataclass(frozen=True)
class Quote:
    """What somebody else said."""

    content: tuple[Block, ...]


@dataclass(frozen=True)
class Box:
    """Blocks that belong together, below a title of their own.

    ``kind`` is ``card``, ``dropdown``, ``tab``, ``access`` (a block for some readers), or the kind
    of an admonition: ``note``, ``tip``, ``important``, ``warning`` …
    """

    kind: str
    title: tuple[Inline, ...]
    content: tuple[Block, ...]
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True)
class ItemCard:
    """An item: first line (id, type, state), a real heading, the text, its facts and its links."""

    type: str
    phase: str
    line: tuple[Inline, ...]
    heading: Heading
    content: tuple[Block, ...]
    """Text, then facts, then links, in the order of the site."""
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rule:
    """A line across the page."""


@dataclass(frozen=True)
class Note:
    """A footnote, printed at the foot of the page where it is first referred to."""

    content: tuple[Block, ...]


Block: TypeAlias = (
    Heading
    | Paragraph
    | ListBlock
    | Definitions
    | Table
    | Figure
    | CodeBlock
    | Quote
    | Box
    | ItemCard
    | Rule
)

# -- the book --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Facts:
    """What the cover, the running heads and the metadata of a file say."""

    name: str
    """Name of the document, such as "De Lindebuurt"."""
    municipality: str
    edition: str
    """As people read it: "1.0", or "werkversie"."""
    status: str
    """Of the edition, in words; empty when there is none."""
    reader: str
    """Name of the reader; empty for the project team, who reads the whole document."""
    date: str
    """In words: "3 maart 2027"."""
    timestamp: int
    """The same date as seconds since 1970, for the metadata."""
    language: str
    authors: str
    """Who made it: the organisations of the project team, in words."""
    logo: Path | None = None
    colour: str = ""
    """Accent as ``#rrggbb``, with enough contrast on white; empty for the default."""
    is_working: bool = False
    """Whether it is the working version, which has no number."""
    letter: str = ""
    """Title of a letter, which has no cover and contents; empty for a handbook."""


@dataclass(frozen=True)
class Chapter:
    """The body of one page of the site; its first block is its heading."""

    page: str
    """Name of the page, for messages."""
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Book:
    """A whole handbook."""

    facts: Facts
    chapters: tuple[Chapter, ...] = field(default=())

    def blocks(self) -> Iterator[Block]:
        """Yield the outermost blocks of all chapters."""
        for chapter in self.chapters:
            yield from chapter.blocks
