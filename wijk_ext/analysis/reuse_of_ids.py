"""Ids that were given to something else: an id belongs to one thing for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz

from wijk_ext.analysis.differences import NOT_CONTENT
from wijk_ext.analysis.words import telling_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijk_ext.model.snapshot import ItemState, Snapshot

ENOUGH: Final = 5
"""An item with fewer different words that tell something is not judged."""
SHARED: Final = 0.2
"""An id is reused when less than this part of the words of title and text stays. In the example
document unrelated items of one type share 0.08 of their words (median; nine out of ten under
0.21); thorough rewordings of one item share 0.27 or more."""
SHARED_TITLE: Final = 0.5
"""A title of which this part stays is still about the same."""
_SHORTEST: Final = 4
"""Shorter words are related to themselves only."""
_BEGIN: Final = 6
"""Words that begin with the same letters, so many, are related."""
_RATIO: Final = 80
"""Words of which this percentage of the letters is the same are related."""


def reused(older: ItemState, newer: ItemState) -> bool:
    """Return whether an id stands for something else now: title and text both became other ones.

    What counts is which part of the different words of the shorter one stands in the other too, in
    the same or a related form, such as "antwoord" and "beantwoorden". When one of both has no text,
    the fields and links tell along. A rewording, however thorough, keeps naming what it is about;
    of an item with too few words nothing is said.
    """
    has_text = bool(older.passages and newer.passages)
    old, new = (_words(item, with_facts=not has_text) for item in (older, newer))
    if min(len(old), len(new)) < ENOUGH or _shared(old, new) >= SHARED:
        return False
    titles = [set(telling_words(item.title)) for item in (older, newer)]
    return _shared(*titles) < SHARED_TITLE


def reused_ids(snapshots: Sequence[Snapshot]) -> tuple[tuple[str, str], ...]:
    """Return the ids in the last snapshot that were something else before, in order.

    With each comes the name of the edition in which it was: the last one before that had the id,
    whether or not it was away in between. ``snapshots`` come oldest first.
    """
    if not snapshots:
        return ()
    *past, current = snapshots
    found = []
    for id_, item in sorted(current.items.items()):
        before = next((one for one in reversed(past) if id_ in one.items), None)
        if before and before.items[id_] != item and reused(before.items[id_], item):
            found.append((id_, before.edition.name))
    return tuple(found)


def _words(item: ItemState, *, with_facts: bool) -> set[str]:
    found = {*telling_words(item.title)}
    for passage in item.passages:
        found.update(telling_words(passage.text))
    if with_facts:
        for name, value in item.values.items():
            if name not in NOT_CONTENT:
                found.update(value if isinstance(value, tuple) else (str(value),))
        for targets in item.links.values():
            found.update(targets)
    return found


def _shared(old: set[str], new: set[str]) -> float:
    """Return which part of the words of the smaller set has a relative in the other."""
    fewer, more = sorted((old, new), key=len)
    if not fewer:
        return 0.0
    stays = [word for word in fewer if word in more or any(_related(word, one) for one in more)]
    return len(stays) / len(fewer)


def _related(word: str, other: str) -> bool:
    if min(len(word), len(other)) < _SHORTEST:
        return False
    short, long = sorted((word, other), key=len)
    return short in long or word[:_BEGIN] == other[:_BEGIN] or fuzz.ratio(word, other) >= _RATIO
