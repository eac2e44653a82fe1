"""How wide the columns of a table are: by what stands in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wijk_ext.output.book.model import ListBlock, Pill
from wijk_ext.output.book.walk import inlines, texts, walk
from wijk_ext.output.book.words import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijk_ext.output.docx.tables import Slot

_CHARACTER: Final = 95
"""Width of a character on average, in twentieths of a point, at the size of tables."""
_MARGINS: Final = 190
_LONGEST_WORD: Final = 18
"""Characters of a word that still stays whole; a longer one is hyphenated or broken."""
_SHORT: Final = 16
"""Characters of a text that stays on one line, such as a date."""
_LONGEST_TEXT: Final = 400
_BOLD: Final = 1.25
"""How much wider the text of heads is."""


def column_widths(rows: Sequence[Sequence[Slot]], count: int, room: int) -> list[int]:
    """Return the widths of columns in twentieths of a point, together ``room``.

    No column is narrower than its longest word while there is room; what is left is shared by the
    length of the texts, long texts counting for less.
    """
    least: list[float] = [_MARGINS + 3 * _CHARACTER] * count
    wanted = [0.0] * count
    for row in rows:
        for slot in row:
            if slot.columns == 1 and not slot.goes_on:
                word, length = _measures(slot)
                least[slot.column] = max(least[slot.column], _MARGINS + word * _CHARACTER)
                wanted[slot.column] = max(wanted[slot.column], _MARGINS + length * _CHARACTER)
    if sum(least) >= room:
        return _whole([one * room / sum(least) for one in least], room)
    left = room - sum(least)
    short = [max(want - have, 0.0) for want, have in zip(wanted, least, strict=True)]
    if sum(short) <= left:
        # everything fits on a line: the table is as wide as the text all the same
        total = sum(least) + sum(short)
        return _whole([(a + b) * room / total for a, b in zip(least, short, strict=True)], room)
    shares = [one**0.85 for one in short]
    return _whole([a + left * b / sum(shares) for a, b in zip(least, shares, strict=True)], room)


def _measures(slot: Slot) -> tuple[float, float]:
    """Return the longest word and the length of a cell, in characters."""
    word, length = 0, 0
    for content in texts(slot.cell.content):
        pills = sum(isinstance(one, Pill) for one in inlines(content))
        written = plain(content)
        longest = max(map(len, written.split()), default=0)
        whole = len(written) if len(written) <= _SHORT else min(longest, _LONGEST_WORD)
        word = max(word, whole + 3 * bool(pills))
        length += min(len(written) + 3 * pills, _LONGEST_TEXT)
    more = 4 if any(isinstance(one, ListBlock) for one in walk(slot.cell.content)) else 0
    weight = _BOLD if slot.cell.header else 1.0
    return word * weight + more, length * weight + more


def _whole(widths: Sequence[float], room: int) -> list[int]:
    made = [max(round(one), 1) for one in widths]
    made[-1] = max(made[-1] + room - sum(made), 1)
    return made
