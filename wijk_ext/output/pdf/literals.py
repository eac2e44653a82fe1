"""Values as Typst source.

What an author wrote only ever stands within a string literal, where Typst knows two signs that
mean something: the backslash and the double quotation mark.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_ESCAPED: Final = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    # the other control characters, and the line ends of Unicode, as their numbers
    | {chr(code): f"\\u{{{code:x}}}" for code in (*range(9), 11, 12, *range(14, 32), 127)}
    | {chr(code): f"\\u{{{code:x}}}" for code in (*range(0x80, 0xA0), 0x2028, 0x2029)}
)
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_SHAPING: Final = frozenset("\u00ad\u200b\u200c\u200d\u2060")
"""Characters that show nothing, but say where a line may end or how letters join."""
_VARIATIONS: Final = frozenset({*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)})
_PRIVATE: Final = "Co"
USUAL: Final = re.compile(r"[ -~\u00a0-\u00ac\u00ae-\u017f–—‘’“”…•€]*")
"""What the fonts of the package have, whatever others there are."""


def string(text: str) -> str:
    """Return ``text`` as a string literal."""
    return f'"{text.translate(_ESCAPED)}"'


def call(name: str, *arguments: str, **named: str) -> str:
    """Return a call of a function; arguments are Typst source, empty ones are left out."""
    given = [argument for argument in arguments if argument]
    given += [f"{key.replace('_', '-')}: {value}" for key, value in named.items() if value]
    return f"{name}({', '.join(given)})"


def joined(parts: Iterable[str]) -> str:
    """Return a code block that shows its parts one after another."""
    return "{" + ";".join(parts) + "}"


def array(values: Iterable[str]) -> str:
    """Return an array; its values are Typst source."""
    return "(" + "".join(f"{value}," for value in values) + ")"


class Printable:
    """Makes text that can be set with the fonts that there are."""

    def __init__(self, covered: Callable[[], frozenset[int]]) -> None:
        self.covered = covered
        """The code points that there are; only asked when a text has one that is unusual."""
        self._replaced: dict[int, str] = {}

    def __call__(self, text: str) -> str:
        """Return ``text`` with a readable stand-in for what no font can show.

        A character that no font has becomes its number, such as ``[U+1F600]``; control characters
        and marks that only choose a variant disappear.
        """
        if USUAL.fullmatch(text):
            return text
        replaced = self._replaced
        for character in set(text):
            code = ord(character)
            if code not in replaced:
                replaced[code] = self._stand_in(character)
        return text.translate(replaced)

    def _stand_in(self, character: str) -> str:
        code = ord(character)
        category = unicodedata.category(character)
        if character in "\t\n" or character in _SHAPING:
            return character
        if category in _INVISIBLE or code in _VARIATIONS:
            return ""
        # PDF/A wants to know what a character of private use means, and nobody does
        if code in self.covered() and category != _PRIVATE:
            return character
        if category == "Zs":
            return " "
        return f"[U+{code:04X}]"
