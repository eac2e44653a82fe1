"""The history of every item: in which editions it appeared, changed and was withdrawn."""

from __future__ import annotations

from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

from wijk_ext.analysis.differences import item_changes
from wijk_ext.model.change import Step
from wijk_ext.model.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wijk_ext.model.timeline import Timeline


def history(timeline: Timeline) -> Mapping[str, tuple[Step, ...]]:
    """Return the steps of every item that this reader ever saw, the oldest first, by id.

    The first edition has a step for each of its items. After that an edition only counts for the
    items that differ from the edition just before it; so does the current one. An item that was
    away for some editions was withdrawn, and then added again.
    """
    first = timeline.all[0]
    steps: dict[str, list[Step]] = {}
    for older, newer in pairwise((Snapshot(first.edition, {}), *timeline.all)):
        for change in item_changes(older, newer, sees_all=timeline.sees_all):
            steps.setdefault(change.name, []).append(Step(newer.edition, change))
    return MappingProxyType({id_: tuple(found) for id_, found in sorted(steps.items())})
