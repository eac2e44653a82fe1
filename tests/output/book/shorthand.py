"""Short names for the parts of a book that tests write most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijk_ext.output.book.model import Paragraph, Styled, Text

if TYPE_CHECKING:
    from wijk_ext.output.book.model import Inline


def t(text: str) -> tuple[Inline, ...]:
    return (Text(text),)


def p(*content: str | Inline, style: str = "", anchors: tuple[str, ...] = ()) -> Paragraph:
    shown = tuple(Text(one) if isinstance(one, str) else one for one in content)
    return Paragraph(shown, style, anchors)


def s(style: str, text: str) -> Styled:
    return Styled(style, t(text))
