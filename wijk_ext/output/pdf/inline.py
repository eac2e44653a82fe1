"""Text within a block as Typst source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

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
from wijk_ext.output.book.walk import inlines
from wijk_ext.output.book.words import plain
from wijk_ext.output.pdf.literals import call, joined, string
from wijk_ext.output.pdf.pictures import width

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from wijk_ext.output.book.model import Block, Inline, Note
    from wijk_ext.output.pdf.labels import Labels
    from wijk_ext.output.pdf.literals import Printable
    from wijk_ext.output.pdf.pictures import Pictures

PHASES: Final = ("planned", "active", "done", "stuck", "ended")
_STYLES: Final = {
    "strong": "strong",
    "emphasis": "emph",
    "small": "small",
    "sub": "sub",
    "super": "super",
    "strike": "strike",
    "underline": "underline",
    "label": "small-heading",
}
_LINES: Final = frozenset({"strike", "underline"})
_ADDRESS: Final = re.compile(r"(?:https?://|mailto:|tel:)\S.*", re.IGNORECASE | re.DOTALL)
_SCHEME: Final = re.compile(r"^(?:https?://(?:www\.)?|mailto:|tel:)", re.IGNORECASE)
_LONGEST_ADDRESS: Final = 2000
_SPACE: Final = re.compile(r"[ \t\n\r\f]+")
_LONG_WORD: Final = re.compile(r"[^\s\u00ad\u200b-]{18,}")
_LONGEST_WORD: Final = 40
_PIECE: Final = 12
_MARKS: Final = ".,;:!?()“”‘’\"'…"


class Inlines:
    """Writes text. What is in a footnote is asked of ``note_content``."""

    def __init__(
        self,
        labels: Labels,
        printable: Printable,
        pictures: Pictures,
        note_content: Callable[[tuple[Block, ...]], str],
    ) -> None:
        self.labels = labels
        self.printable = printable
        self.pictures = pictures
        self.note_content = note_content
        self._in_link = False
        self._in_line = False

    def text(self, content: Iterable[Inline]) -> str:
        """Return text as one expression."""
        parts = [part for one in content for part in self._parts(one)]
        return parts[0] if len(parts) == 1 else joined(parts)

    def plain(self, content: Iterable[Inline]) -> str:
        """Return text as a string literal: its words only."""
        return string(_SPACE.sub(" ", self.printable(plain(content))).strip())

    def words(self, content: Iterable[Inline]) -> str:
        """Return the words of text and of the pictures in it, as a string literal."""
        of_pictures = (
            self.pictures.alternative(one)
            for one in inlines(content)
            if isinstance(one, Picture) and not one.decorative
        )
        parts = (self.printable(plain(content)), *of_pictures)
        return string(_SPACE.sub(" ", " ".join(parts)).strip())

    def _parts(self, one: Inline) -> Iterator[str]:
        match one:
            case Text():
                yield from self._words(one.content)
            case LineBreak():
                yield "linebreak()"
            case Styled():
                yield self._styled(one)
            case Code() | Formula():
                if text := _SPACE.sub(" ", self.printable(one.content)):
                    yield call("raw", string(text))
            case Pill():
                phase = one.phase if one.phase in PHASES else PHASES[0]
                yield call("pill", string(phase), string(self.printable(one.content)))
            case Link():
                yield from self._link(one)
            case NoteMark():
                yield self._note(one.note)
            case Picture():
                yield self._picture(one)

    def _words(self, content: str) -> Iterator[str]:
        text = _SPACE.sub(" ", self.printable(content))
        done = 0
        for found in _LONG_WORD.finditer(text):
            if not _is_stiff(found[0]):
                continue
            for start in range(found.start(), found.end() - _PIECE // 2 - _PIECE, _PIECE):
                yield from (string(text[done : start + _PIECE]), "may-break")
                done = start + _PIECE
        if done < len(text):
            yield string(text[done:])

    def _styled(self, styled: Styled) -> str:
        """Return text in a style; within a line through or under it there is no other (PDF/UA)."""
        if styled.style not in _LINES:
            return call(_STYLES.get(styled.style, "plain"), self.text(styled.content))
        if self._in_line:
            return self.text(styled.content)
        self._in_line = True
        content = self.text(styled.content)
        self._in_line = False
        return call(_STYLES[styled.style], content)

    def _link(self, link: Link) -> Iterator[str]:
        label = self.labels.target(link.anchor) if link.anchor else ""
        address = link.address.strip()
        is_address = _ADDRESS.fullmatch(address) and len(address) <= _LONGEST_ADDRESS
        has_line = any(
            isinstance(one, Styled) and one.style in _LINES for one in inlines(link.content)
        )
        # links are underlined
        if self._in_link or self._in_line or has_line or not (label or is_address):
            yield self.text(link.content)
            return
        self._in_link = True
        content = self.text(link.content)
        self._in_link = False
        if label:
            yield call("link", label, content)
            return
        shown = readable(address)
        if not link.content:
            content = string(self.printable(shown))
        yield call("link", string(address), content)
        if link.content and not _says(plain(link.content), address):
            yield call("address", string(self.printable(shown)))

    def _note(self, note: Note) -> str:
        label, is_first = self.labels.note(note)
        if not is_first:
            return call("footnote", label)
        return f"[#{call('footnote', self.note_content(note.content))}#{label}]"

    def _picture(self, picture: Picture) -> str:
        image = self.pictures.image(picture)
        if not image:
            return "none" if picture.decorative else string(self.pictures.alternative(picture))
        shown = call("picture-in-text", image, width(picture))
        return call("pdf.artifact", shown) if picture.decorative else shown


def _is_stiff(word: str) -> bool:
    """Return whether Typst finds no place to break a long word.

    It does in an address, and it hyphenates what is made of letters.
    """
    if _ADDRESS.match(word):
        return False
    return len(word) >= _LONGEST_WORD or not word.strip(_MARKS).isalpha()


def readable(address: str) -> str:
    """Return an address as it is printed: of an e-mail address without its subject."""
    scheme = address.partition(":")[0].lower()
    if scheme in {"mailto", "tel"}:
        return _SCHEME.sub("", address).partition("?")[0]
    return address


def _says(words: str, address: str) -> bool:
    """Return whether the words of a link show its address."""
    bare = _SCHEME.sub("", readable(address)).rstrip("/")
    return bool(bare) and bare.casefold() in "".join(words.split()).casefold()
