"""The history of every item: in which editions it appeared, changed and was withdrawn."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

from wijk_ext.analysis.differences import item_changes
from wijk_ext.analysis.words import even
from wijk_ext.model.change import Step, WordKind
from wijk_ext.model.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wijk_ext.model.change import Redline
    from wijk_ext.model.timeline import Timeline


def history(timeline: Timeline) -> Mapping[str, tuple[Step, ...]]:
    """Return the steps of every item that this reader ever saw, the oldest first, by id.

    The first edition has a step for each of its items. After that an edition only counts for the
    items that differ from the edition just before it; so does the current one. An item that was
    away for some editions was withdrawn, and then added again.

    For who does not see all, a passage is only told in a step when what became of it stands in the
    item now: another one may be hidden since, and is not repeated.
    """
    first = timeline.all[0]
    steps: dict[str, list[Step]] = {}
    for older, newer in pairwise((Snapshot(first.edition, {}), *timeline.all)):
        for change in item_changes(older, newer, sees_all=timeline.sees_all):
            steps.setdefault(change.name, []).append(Step(newer.edition, change))
    if not timeline.sees_all:
        steps = {id_: _told(found, timeline, id_) for id_, found in steps.items()}
    return MappingProxyType({id_: tuple(found) for id_, found in sorted(steps.items())})


def _told(steps: list[Step], timeline: Timeline, id_: str) -> list[Step]:
    """Return the steps of an item with only the passages from which those of now came."""
    item = timeline.current.items.get(id_)
    standing = {even(passage.text) for passage in item.passages} if item else set()
    told = []
    for step in reversed(steps):
        kept = []
        for passage in step.change.passages:
            if not passage.words:
                kept.append(passage)
            elif _text(passage.words, WordKind.DELETED) in standing:
                kept.append(passage)
                standing.add(_text(passage.words, WordKind.INSERTED))
        told.append(replace(step, change=replace(step.change, passages=tuple(kept))))
    return told[::-1]


def _text(redline: Redline, without: WordKind) -> str:
    return even("".join(words.text for words in redline if words.kind is not without))
