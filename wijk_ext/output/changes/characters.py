"""Characters that steer what shows them: a terminal, the direction of text, the ends of lines."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_TURNING: Final = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
"""Characters that turn the direction of the text after them."""


def is_dangerous(character: str) -> bool:
    """Return whether a character steers what shows it: control, direction, ends of lines."""
    if character in "\n\t":
        return False
    return character in _TURNING or unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}


def replaced(_character: str) -> str:
    """Return what stands for any character that can't be shown."""
    return "\N{REPLACEMENT CHARACTER}"


def harmless(text: str, stand_in: Callable[[str], str] = replaced) -> str:
    """Return a text in which every character that steers is shown by what stands for it."""
    if not any(map(is_dangerous, text)):
        return text
    return "".join(stand_in(one) if is_dangerous(one) else one for one in text)
