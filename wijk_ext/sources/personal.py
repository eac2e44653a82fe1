"""Find e-mail addresses and phone numbers in a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import phonenumbers

if TYPE_CHECKING:
    from collections.abc import Iterator

EMAIL: Final = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})*\.(?:xn--[\w-]+|[^\W\d_]{2,63})\b"
)
"""An e-mail address; of bounded length, so that a long text takes no long time. It ends in a name:
``repository.git@v0.1.0`` is a version of something."""
COUNTRY: Final = "NL"
"""Where a number without a country code is."""
_FEWEST_DIGITS: Final = 9
_PIECE: Final = 500
"""The matcher of phonenumbers is slow on long texts: it gets pieces of this many characters."""
_OVERLAP: Final = 50
"""No phone number is longer than this."""


def email_addresses(text: str) -> Iterator[tuple[int, int]]:
    """Yield begin and end of every e-mail address."""
    for found in EMAIL.finditer(text):
        yield found.span()


def phone_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Yield begin and end of every phone number that can exist."""
    found_to = 0
    for start in range(0, max(len(text) - _OVERLAP, 1), _PIECE):
        piece = text[start : start + _PIECE + _OVERLAP]
        if sum(character.isdigit() for character in piece) < _FEWEST_DIGITS:
            continue
        is_last = start + len(piece) == len(text)
        for match in phonenumbers.PhoneNumberMatcher(piece, COUNTRY):
            # what begins in the overlap is whole in the next piece only
            if start + match.start >= found_to and (is_last or match.start < _PIECE):
                found_to = start + match.end
                yield start + match.start, found_to
