"""The look of a paragraph or a piece of text beyond its style, in the order that Word demands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wijk_ext.output.book.drawings import colours
from wijk_ext.output.docx.numbering import STEP, STEP_IN_CELL
from wijk_ext.output.docx.xml import w

if TYPE_CHECKING:
    from wijk_ext.output.docx.xml import Element

_GLYPHS: Final = {"planned": "○", "active": "◐", "done": "●", "stuck": "◆", "ended": "–"}
"""The shapes of the site, as characters."""
_JUSTIFICATION: Final = {"left": "left", "start": "left", "center": "center", "right": "right"}


def colour(token: str) -> str:
    """Return a colour of the house style as Word writes it: ``0b5a78``."""
    return colours().get(f"wijk-{token}", "#565c62").removeprefix("#")


def phase_colour(phase: str) -> str:
    """Return the colour of a phase; a phase that has none is neutral."""
    return colour(phase if phase in _GLYPHS else "ended")


def phase_ground(phase: str) -> str:
    """Return the colour behind the word of a phase."""
    return colour(f"{phase if phase in _GLYPHS else 'ended'}-ground")


def phase_glyph(phase: str) -> str:
    """Return the shape of a phase, as the word and the shape come before the colour."""
    return _GLYPHS.get(phase, _GLYPHS["ended"])


@dataclass(frozen=True)
class Edge:
    """A line at the left of paragraphs that belong together; ``size`` in eighths of a point."""

    colour: str
    size: int = 24
    kind: str = "single"

    def xml(self) -> Element:
        """Return the borders of a paragraph."""
        left = w("left", val=self.kind, sz=self.size, space=10, color=self.colour)
        return w("pBdr", left)


@dataclass(frozen=True)
class Form:
    """What a paragraph has beside its style; lengths in twentieths of a point."""

    style: str = ""
    keep_next: bool = False
    keep_lines: bool = False
    page_break: bool = False
    number: tuple[int, int] | None = None
    """Number of a list (0: none at all) and level within it."""
    edge: Edge | None = None
    shade: str = ""
    tab: int = 0
    before: int | None = None
    after: int | None = None
    left: int | None = None
    hanging: int = 0
    align: str = ""

    def xml(self) -> Element:
        """Return the properties of the paragraph."""
        return w(
            "pPr",
            w("pStyle", val=self.style) if self.style else None,
            w("keepNext") if self.keep_next else None,
            w("keepLines") if self.keep_lines else None,
            w("pageBreakBefore") if self.page_break else None,
            self._numbering(),
            self.edge.xml() if self.edge else None,
            w("shd", val="clear", color="auto", fill=self.shade) if self.shade else None,
            w("tabs", w("tab", val="left", pos=self.tab)) if self.tab else None,
            self._spacing(),
            self._indent(),
            w("jc", val=_JUSTIFICATION[self.align]) if self.align in _JUSTIFICATION else None,
        )

    def _numbering(self) -> Element | None:
        if self.number is None:
            return None
        return w("numPr", w("ilvl", val=self.number[1]), w("numId", val=self.number[0]))

    def _spacing(self) -> Element | None:
        if self.before is None and self.after is None:
            return None
        return w("spacing", before=self.before, after=self.after)

    def _indent(self) -> Element | None:
        if self.left is None:
            return None
        return w("ind", left=self.left, hanging=self.hanging)


@dataclass(frozen=True)
class Look:
    """What a piece of text has beside its style."""

    style: str = ""
    bold: bool = False
    italic: bool = False
    strike: bool = False
    underlined: bool = False
    linked: bool = False
    """In a link; a style of its own would hide that."""
    no_proof: bool = False
    colour: str = ""
    shade: str = ""
    raised: str = ""
    """``superscript`` or ``subscript``."""

    def xml(self) -> Element | None:
        """Return the properties of a run; None when it has none."""
        if self == _PLAIN:
            return None
        return w(
            "rPr",
            w("rStyle", val=self.style) if self.style else None,
            w("b") if self.bold else None,
            w("i") if self.italic else None,
            w("strike") if self.strike else None,
            w("noProof") if self.no_proof else None,
            w("color", val=self.colour) if self.colour else None,
            w("u", val="single") if self.linked or self.underlined else None,
            w("shd", val="clear", color="auto", fill=self.shade) if self.shade else None,
            w("vertAlign", val=self.raised) if self.raised else None,
        )


_PLAIN: Final = Look()


@dataclass(frozen=True)
class Place:
    """Where blocks stand; lengths in twentieths of a point."""

    width: int
    """From the left of the text area to its right."""
    style: str = "Normal"
    indent: int = 0
    """Of the edge, or of the text when there is none."""
    inset: int = 0
    """Of the text beyond ``indent``, such as below the point of a list."""
    edge: Edge | None = None
    depth: int = 0
    """Of lists."""
    keep_next: bool = False
    in_cell: bool = False

    @property
    def step(self) -> int:
        """How far the points of a list stand in."""
        return STEP_IN_CELL if self.in_cell else STEP

    @property
    def room(self) -> int:
        """The width that is left for text."""
        return max(self.width - self.indent - self.inset, 600)
