"""Text within a paragraph: runs, links, marks of footnotes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from wijk_ext.locale import gettext as _
from wijk_ext.output.book.model import (
    Code,
    Formula,
    LineBreak,
    Link,
    NoteMark,
    Picture,
    Pill,
    Styled,
    Text,
)
from wijk_ext.output.book.words import plain
from wijk_ext.output.docx.forms import Look, phase_colour, phase_glyph, phase_ground
from wijk_ext.output.docx.pictures import alternative
from wijk_ext.output.docx.story import readable_address
from wijk_ext.output.docx.xml import text, w, x

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wijk_ext.output.book.model import Inline
    from wijk_ext.output.docx.marks import Marks
    from wijk_ext.output.docx.notes import Notes
    from wijk_ext.output.docx.pictures import Pictures
    from wijk_ext.output.docx.story import Story
    from wijk_ext.output.docx.styles import Styles
    from wijk_ext.output.docx.xml import Element

_HARD_SPACE: Final = "\u00a0"
_DEEPEST: Final = 50
_LONG_PILL: Final = 40
"""Characters of a state that may go on on the next line."""


class Runs:
    """Writes text; what a link or a footnote needs is added to the part it is written in."""

    def __init__(self, styles: Styles, marks: Marks, pictures: Pictures) -> None:
        self._styles = styles
        self._marks = marks
        self._pictures = pictures
        self.notes: Notes | None = None
        """Where footnotes go; None for text that can't have any."""

    def of(
        self, content: Iterable[Inline], story: Story, room: int, look: Look | None = None
    ) -> list[Element]:
        """Return runs and links for the text of one paragraph, ``room`` wide."""
        return _Writing(self, story, room).all(content, look or Look(), 0)

    def look(self, style: str) -> Look:
        """Return the look of a character style, by its id in ours."""
        return Look(self._styles.id(style))

    def styled(self, look: Look, style: str) -> Look:
        """Return a look with a style for code, labels and the like."""
        linked = look.linked or look.style == self._styles.id("Hyperlink")
        return replace(look, style=self._styles.id(style), linked=linked)

    def anchor(self, link: Link) -> str:
        """Return the name of the bookmark that a link leads to."""
        return self._marks.name(link.anchor) if link.anchor else ""

    def drawing(self, picture: Picture, story: Story, room: int) -> Element | None:
        """Return a picture, or None when it can't be shown."""
        return self._pictures.shown(picture, story, room)


class _Writing:
    """One paragraph in the making."""

    def __init__(self, runs: Runs, story: Story, room: int) -> None:
        self._runs = runs
        self._story = story
        self._room = room

    def all(self, content: Iterable[Inline], look: Look, depth: int) -> list[Element]:
        made: list[Element] = []
        for one in content:
            made += self._one(one, look, depth)
        return made

    def _one(self, one: Inline, look: Look, depth: int) -> Sequence[Element]:  # noqa: PLR0911 - a table of kinds
        if isinstance(one, Text):
            return [run(one.content, look)] if one.content else []
        if isinstance(one, Styled):
            return self._styled(one, look, depth)
        if isinstance(one, Link):
            return self._link(one, look, depth)
        if isinstance(one, LineBreak):
            return [w("r", w("br"))]
        if isinstance(one, Code):
            return [run(one.content, self._runs.styled(look, "WijkCodeText"))]
        if isinstance(one, Formula):
            return [run(one.content, self._runs.styled(look, "WijkFormula"))]
        if isinstance(one, Pill):
            return [self._pill(one)]
        if isinstance(one, NoteMark):
            return self._note(one)
        return self._picture(one, look)

    def _styled(self, one: Styled, look: Look, depth: int) -> list[Element]:
        changed = {
            "strong": replace(look, bold=True),
            "emphasis": replace(look, italic=True),
            "strike": replace(look, strike=True),
            "underline": replace(look, underlined=True),
            "sub": replace(look, raised="subscript"),
            "super": replace(look, raised="superscript"),
        }.get(one.style, look)
        if one.style in _CHARACTER_STYLES:
            changed = self._runs.styled(look, _CHARACTER_STYLES[one.style])
        if depth > _DEEPEST:
            return [run(plain(one.content), changed)]
        return self.all(one.content, changed, depth + 1)

    def _link(self, one: Link, look: Look, depth: int) -> list[Element]:
        """Return a link; one within a link, or one that leads nowhere, is its words."""
        anchor = self._runs.anchor(one)
        target = "" if anchor or not one.address else self._story.address(one.address)
        inside = look.linked or look.style == self._runs.look("Hyperlink").style
        if inside or depth > _DEEPEST or not (anchor or target):
            return self.all(one.content, look, min(depth + 1, _DEEPEST))
        linked = replace(look, style=self._runs.look("Hyperlink").style)
        content = self.all(one.content, linked, depth + 1)
        if anchor:
            return [w("hyperlink", *content, anchor=anchor, history=1)]
        link = x("w:hyperlink", *content, r__id=target, w__history=1)
        return [link, *self._address(one)]

    def _address(self, link: Link) -> list[Element]:
        """Return the address for who reads on paper, unless the words of the link show it."""
        shown = readable_address(link.address)
        if shown.lower() in plain(link.content).lower():
            return []
        return [run(f" ({shown})", self._runs.look("WijkAddress"))]

    def _pill(self, one: Pill) -> Element:
        look = replace(
            self._runs.look("WijkStatus"),
            colour=phase_colour(one.phase),
            shade=phase_ground(one.phase),
        )
        words = (
            one.content if len(one.content) > _LONG_PILL else one.content.replace(" ", _HARD_SPACE)
        )
        return run(_HARD_SPACE.join(("", phase_glyph(one.phase), words, "")), look)

    def _note(self, mark: NoteMark) -> list[Element]:
        if self._runs.notes is not None:
            return self._runs.notes.mark(mark.note, self._story)
        return []

    def _picture(self, picture: Picture, look: Look) -> list[Element]:
        drawing = self._runs.drawing(picture, self._story, self._room)
        if drawing is not None:
            return [w("r", drawing)]
        if picture.decorative:
            return []
        words = alternative(picture)
        if picture.alternative:
            words = _("Picture: {words}").format(words=words)
        words = f"[{words}]"
        return [run(words, self._runs.styled(look, "WijkSmall"))]


_CHARACTER_STYLES: Final = {"small": "WijkSmall", "label": "WijkLabelText"}


def run(content: str, look: Look) -> Element:
    """Return a run; the ends of lines and the tabs in it are kept."""
    made = w("r", look.xml())
    for number, line in enumerate(content.split("\n")):
        if number:
            made.append(w("br"))
        for place, part in enumerate(line.split("\t")):
            if place:
                made.append(w("tab"))
            if part:
                made.append(text(part))
    return made
