"""Find personal data in what somebody wrote, and leave it out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from wijk_ext.locale import N_
from wijk_ext.locale import gettext as _
from wijk_ext.sources.personal import email_addresses, phone_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ADDRESS: Final = N_("an e-mail address")
PHONE: Final = N_("a phone number")
NAME: Final = N_("a name")
FILLED_IN: Final = N_("filled-in personal data")
_SHORTEST_NAME: Final = 3
_LABEL: Final = re.compile(
    r"\b(?:naam|voornaam|achternaam|contactpersoon|telefoon(?:nummer)?|tel|mobiel|"
    r"e-?mail(?:adres)?)[ \t]{0,5}\.?[ \t]{0,5}:[ \t]{0,5}(?P<data>[^\n,;]{2,80})",
    re.IGNORECASE,
)
"""A label as on a form, with what is filled in behind it."""
_GREETING: Final = re.compile(
    r"(?:^|\n|[.!?] )(?:met (?:vriendelijke|hartelijke) groet(?:en)?|vriendelijke groet(?:en)?|"
    r"mvg|m\.v\.g\.|groet(?:en|jes)?|hoogachtend)(?:,\s{0,5}|\s{0,3}\n)"
    r"(?P<data>\S{1,30}(?:\s{1,3}\S{1,30}){0,4})\Z",
    re.IGNORECASE,
)
"""The end of a letter, with a name of up to five words."""


def personal_data(text: str, names: Sequence[str] = ()) -> list[tuple[int, int, str]]:
    """Return begin, end and kind of all personal data in a text; none overlaps another.

    ``names`` is what the same person wrote in columns for personal data.
    """
    found = sorted({*_found(text, names)}, key=lambda one: (one[0], -one[1], one[2]))
    kept: list[tuple[int, int, str]] = []
    for start, end, kind in found:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, kind))
        elif end > kept[-1][1]:
            kept[-1] = (kept[-1][0], end, kept[-1][2])
    return kept


def without(text: str, data: Sequence[tuple[int, int, str]]) -> str:
    """Return a text with a note in place of the personal data in it."""
    note = _("[left out]")
    for start, end, _kind in reversed(data):
        text = text[:start] + note + text[end:]
    return text


def _found(text: str, names: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    for start, end in email_addresses(text):
        yield start, end, ADDRESS
    for start, end in phone_numbers(text):
        yield start, end, PHONE
    for name in names:
        words = r"\s+".join(map(re.escape, name.split()))
        if len(name) >= _SHORTEST_NAME and any(sign.isalpha() for sign in name):
            for match in re.finditer(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE):
                yield *match.span(), NAME
    for match in _LABEL.finditer(text):
        yield *match.span("data"), FILLED_IN
    if greeting := _GREETING.search(text):
        yield *greeting.span("data"), NAME
