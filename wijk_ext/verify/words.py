"""Words and phrases: how texts of any form are made comparable."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PHRASE: Final = 6
"""Number of words in a row that make a phrase: fewer than this meet by chance too often."""
SHORTEST_LINE: Final = 4
"""A line of fewer words than a phrase counts as a whole from this number on."""
SHORTEST_WORD: Final = 4
_SENTENCE_END = re.compile(r"[.!?:;|]\s|\n\s*\n|\n(?=\s*(?:[-*+#>|]|\d+[.)])\s)")
_OPTION_LINE = re.compile(r"^[ \t>]*:[\w-]+:.*$", re.MULTILINE)
_WORD = re.compile(r"[^\W_]+")
_ASCII_SIGNS: Final = str.maketrans(
    {sign: " " for sign in map(chr, range(128)) if not _WORD.match(sign)}
)


def words(text: str) -> list[str]:
    """Return the words of a text, without case, signs and spaces."""
    folded = text.casefold()
    if folded.isascii():  # the same words, five times as fast
        return folded.translate(_ASCII_SIGNS).split()
    return _WORD.findall(folded)


def spaced(found: list[str]) -> str:
    """Return words as one text, with a space before and behind each."""
    return f" {' '.join(found)} "


def phrases(text: str) -> Iterator[str]:
    """Yield every run of :data:`PHRASE` words within a sentence, and shorter sentences whole.

    Options of items are left out: the software writes facts in a form of its own, in which the
    same names meet that stand in many options.
    """
    for sentence in _SENTENCE_END.split(_OPTION_LINE.sub("\n", text)):
        found = words(sentence)
        if SHORTEST_LINE <= len(found) < PHRASE:
            yield spaced(found)
        for start in range(len(found) - PHRASE + 1):
            yield spaced(found[start : start + PHRASE])


def is_telling(word: str) -> bool:
    """Return whether a single word can tell something: no short word, no small number."""
    return len(word) >= SHORTEST_WORD and not (word.isdigit() and len(word) == SHORTEST_WORD)


def stemmed(found: Iterable[str]) -> list[str]:
    """Return the stem of each word, as the search of a site makes them."""
    from snowballstemmer import stemmer  # noqa: PLC0415 - slow to load

    stems: list[str] = stemmer("dutch").stemWords(list(found))
    return stems
