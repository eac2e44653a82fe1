"""What changed for a reader since the edition that the reader's organisation consented to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wijk_ext.analysis.consent import consented_editions
from wijk_ext.analysis.differences import differences
from wijk_ext.locale import N_
from wijk_ext.locale import gettext as _
from wijk_ext.model.change import ChangeKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wijk_ext.model.item import Item
    from wijk_ext.model.timeline import Timeline

MOST_LINES: Final = 8
"""A list on a start page is no longer than this."""
_WORDS: Final = {
    ChangeKind.ADDED: N_("new"),
    ChangeKind.WITHDRAWN: N_("no longer in this excerpt"),
    ChangeKind.CHANGED: N_("changed"),
    ChangeKind.MOVED: N_("on another page"),
    ChangeKind.STATUS: N_("another state"),
}


@dataclass(frozen=True)
class Since:
    """What a start page tells of changes."""

    edition: str
    """The last edition that the organisation consented to, or else the one before this."""
    has_consented: bool
    changes: tuple[tuple[str, Item | None, str], ...]
    """At most :data:`MOST_LINES`: id, item (None when it is gone) and what happened in words."""
    more: int
    """How many changes are left out."""

    @classmethod
    def of(
        cls,
        timeline: Timeline,
        organisation: str,
        items: Mapping[str, Item],
        types: Sequence[str],
    ) -> Since | None:
        """Return what changed, in the order of ``types``; None when there is no edition before."""
        names = consented_editions(timeline.current, organisation)
        consented = (one for one in reversed(timeline.past) if one.edition.name in names)
        chosen = next(consented, None)
        older = chosen or timeline.previous
        if older is None:
            return None
        found = differences(older, timeline.current, sees_all=False, types=types).items
        changes = tuple(
            (
                one.name,
                items.get(one.name),
                ", ".join(_(words) for kind, words in _WORDS.items() if kind in one.kinds),
            )
            for one in found[:MOST_LINES]
        )
        return cls(older.edition.name, chosen is not None, changes, len(found) - len(changes))
