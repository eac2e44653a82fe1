"""Write text of strangers so that Markdown takes none of it for a sign of its own.

Nothing is trusted here, not even the escapes: each paragraph is read back with the parser of the
project, and what does not come back as the same text, and nothing else, is not written.
"""

from __future__ import annotations

import re
import string
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from wijk_ext.sources.blocks import parser
from wijk_ext.sources.marks import marked_lines

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

    from wijk_ext.model.wijk import Wijk
    from wijk_ext.sources.blocks import Dialect

LONGEST_TITLE: Final = 160
"""Of a longer question the first words are the title, and the whole is the text."""
_LINE_ENDS: Final = dict.fromkeys(map(ord, "\x0b\x0c\x85\u2028\u2029\r"), "\n")
_JOINERS: Final = "\u200c\u200d"
"""Invisible, but part of how some scripts and pictograms are written."""
_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>|$~^])")
_FIRST: Final = re.compile(r"^(\d{1,9}(?=[.)])|(?=[!-/:-@]))")
"""A sign, or a number as of a list, with which a line begins."""
_SIGNS: Final = re.compile(f"([{re.escape(string.punctuation)}])")
_OPTION: Final = re.compile(
    r"""[ \t>]*:?["']?(toegang|vingerafdruk|organisatie)["']?[ \t]*:""", re.IGNORECASE
)
"""What looks like an option of an item, to who searches the lines of a page without parsing."""


def cleaned(text: str) -> tuple[str, bool]:
    """Return a text without what can't be seen, and whether anything was removed.

    That are control characters, marks of direction, halves of characters, and characters that are
    none. Line ends become line feeds, tabs become spaces.
    """
    text = text.replace("\r\n", "\n").translate(_LINE_ENDS).replace("\t", " ")
    kept = "".join(one for one in text if one == "\n" or not _is_unseen(one))
    return kept, len(kept) < len(text)


def _is_unseen(character: str) -> bool:
    if character in _JOINERS:
        return False
    code = ord(character)
    is_none = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return is_none or unicodedata.category(character) in {"Cc", "Cf", "Cs"}


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the lines of a text on which something stands, with the white space made even."""
    return tuple(" ".join(line.split()) for line in text.split("\n") if line.strip())


def title_of(text: str) -> tuple[str, bool]:
    """Return a text as a title on one line, and whether it is only the beginning of the text.

    ``[[`` begins a function of sphinx-needs in a title, and can't be escaped there; so it is
    written apart.
    """
    line = re.sub(r"\[(?=\[)", "[ ", " ".join(text.split()))
    if len(line) <= LONGEST_TITLE:
        return line, False
    start = line[: LONGEST_TITLE - 1]
    words = start.rpartition(" ")[0] or start
    return words.rstrip(" ,;:") + "…", True


@dataclass(frozen=True)
class PlainWriter:
    """Writes plain text in the Markdown of one page."""

    dialect: Dialect
    wijk: Wijk

    @cached_property
    def markdown(self) -> MarkdownIt:
        """The parser of the page, which also reads the text within paragraphs."""
        return parser(self.dialect, inline=True)

    def written(self, paragraph: str) -> str | None:
        """Return a paragraph in Markdown, with as few escapes as will do; None when none do."""
        for form in (_lightly, _wholly, _as_numbers):
            if self._is(form(paragraph), paragraph):
                return form(paragraph)
        return None

    def _is(self, written: str, paragraph: str) -> bool:
        if _OPTION.match(written) or any(marked_lines([written], self.wijk)):
            return False
        tokens = self.markdown.parse(written, {})
        if [token.type for token in tokens] != ["paragraph_open", "inline", "paragraph_close"]:
            return False
        children = tokens[1].children or []
        is_text = all(child.type == "text" for child in children)
        return is_text and "".join(child.content for child in children) == paragraph


def _lightly(paragraph: str) -> str:
    escaped = _SPECIAL.sub(r"\\\1", paragraph)
    return escaped if escaped.startswith("\\") else _FIRST.sub(r"\1\\", escaped, count=1)


def _wholly(paragraph: str) -> str:
    return _SIGNS.sub(r"\\\1", paragraph)


def _as_numbers(paragraph: str) -> str:
    return _SIGNS.sub(lambda found: f"&#{ord(found[1])};", paragraph)
