"""The fingerprint of items: what an organisation consented to, in 64 characters."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from typing import TYPE_CHECKING, Final

from wijk_ext.model.snapshot import item_as_data

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wijk_ext.model.snapshot import ItemState

FORM: Final = 1
"""The number of the form of the canonical text; a fingerprint counts for one form only."""


def fingerprint(items: Iterable[ItemState]) -> str:
    """Return the SHA-256 of items as 64 hexadecimal digits, whatever their order."""
    return hashlib.sha256(canonical(items).encode()).hexdigest()


def canonical(items: Iterable[ItemState]) -> str:
    """Return items as the one text that a fingerprint is taken of.

    It is JSON in which every part stands under its name, so that no two different contents become
    the same text by joining. Characters that can be written in two ways are written in one (NFC).
    """
    texts = sorted((item.id, _written(item_as_data(item))) for item in items)
    # the texts are JSON already: put together by hand, each is written once
    whole = f'{{"form":{FORM},"items":[{",".join(text for _id, text in texts)}]}}'
    # a quotation mark takes part in no composition: texts can't grow together in normalising
    return unicodedata.normalize("NFC", whole)


def _written(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
