"""The words of a text, as far as they make it differ from other texts."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

SMALL_WORDS: Final = frozenset(
    """
    aan al alle als ben bij dan dat de deze die dit door dus een eens en er ging had heb hebben
    heeft hem hen het hier hij hoe hun ik in is ja je kan kon kunnen maar me men met mij moet moeten
    mogen na naar nee niet nog nu of om omdat onder ons onze ook op over per reeds te tegen ten ter
    toch toen tot u uit uw van veel voor was wat we wel werd wie wij wil worden wordt zal ze zelf
    zich zij zijn zo zonder zou zullen
    a an and are as at be by for from has have it not on or that the this to was were will with
    """.split()
)
"""Words that stand in any text: they don't make two texts alike."""
_WORD: Final = re.compile(r"[^\W_]+")


def even(text: str) -> str:
    """Return a text with the white space made even, and each character written in one way (NFC)."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def telling_words(text: str) -> list[str]:
    """Return the words of a text without case, signs and small words, in their order."""
    return [word for word in _WORD.findall(text.casefold()) if word not in SMALL_WORDS]
