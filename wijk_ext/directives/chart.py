"""``statusgrafiek``: items by state, as a picture with the same numbers in words.

On the front page of a document with editions it shows the open points over the editions.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes

from wijk_ext.items.words import first_capital
from wijk_ext.locale import N_
from wijk_ext.locale import gettext as _
from wijk_ext.model.standard import OPEN_POINTS
from wijk_ext.model.vocabulary import Phase
from wijk_ext.output.editions.words import edition_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijk_ext.directives.overview import Overviews

WIDTH = 640
LABEL_WIDTH = 170
ROW_HEIGHT = 30
BAR_HEIGHT = 18
NARROWEST_WITH_NUMBER = 22
MOST_EDITIONS = 6
"""So many editions, the newest, are in a chart."""


@dataclass(frozen=True)
class _Row:
    """One bar of a chart."""

    label: str
    parts: tuple[tuple[int, Phase, str], ...]
    """Number, phase and state in words, from left to right."""

    @property
    def total(self) -> int:
        return sum(number for number, _phase, _words in self.parts)

    @property
    def words(self) -> str:
        parts = (f"{number} {words}" for number, _phase, words in self.parts)
        nothing = _("none")
        return f"{self.label}: {', '.join(parts) or nothing}."


_STATES: Final = {
    Phase.PLANNED: N_("open"),
    Phase.ACTIVE: N_("in progress"),
    Phase.STUCK: N_("escalated"),
    Phase.DONE: N_("answered or solved"),
    Phase.ENDED: N_("expired"),
}
"""States of open points of any type, in words."""


def status_chart(overviews: Overviews, _page: str, options: dict[str, Any]) -> list[nodes.Node]:
    """Return a bar per type, divided by state."""
    document = overviews.document
    rows = []
    for name in options.get("type") or OPEN_POINTS:
        item_type = document.wijk.vocabulary.types[name]
        states = Counter(item.status for item in document.of_type(name))
        parts = tuple(
            (states[one.name], one.phase, _(one.label))
            for one in item_type.statuses
            if states[one.name]
        )
        rows += [_Row(first_capital(_(item_type.plural)), parts)] if parts else []
    return _chart(rows)


def chart_over_editions(overviews: Overviews) -> list[nodes.Node]:
    """Return a bar per edition with the open points by state; of one edition a bar per type."""
    timeline = overviews.cards.timeline
    if not timeline.past:
        return status_chart(overviews, "", {})
    types = overviews.document.wijk.vocabulary.types
    rows = []
    for snapshot in timeline.all[-MOST_EDITIONS:]:
        points = (item for item in snapshot.items.values() if item.type in OPEN_POINTS)
        states = ((types[item.type].status(item.status), item) for item in points)
        phases = Counter(status.phase for status, _item in states if status)
        parts = tuple((phases[one], one, _(words)) for one, words in _STATES.items() if phases[one])
        rows.append(_Row(edition_title(snapshot.edition.name), parts))
    return _chart(rows)


def _chart(rows: Sequence[_Row]) -> list[nodes.Node]:
    if not any(row.total for row in rows):
        return []
    words = " ".join(row.words for row in rows)
    svg = nodes.raw("", _svg(rows, words), format="html")
    legend = nodes.paragraph("", words, classes=["wijk-chart-words"])
    return [nodes.container("", svg, legend, classes=["wijk-chart"])]


def _svg(rows: Sequence[_Row], words: str) -> str:
    height = ROW_HEIGHT * len(rows)
    scale = (WIDTH - LABEL_WIDTH) / max(row.total for row in rows)
    opening = (
        f'<svg class="wijk-chart-svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'xmlns="http://www.w3.org/2000/svg" aria-label="{escape(words)}">'
    )
    drawn = [opening]
    for place, row in enumerate(rows):
        middle = place * ROW_HEIGHT + ROW_HEIGHT / 2
        label = escape(row.label)
        drawn.append(f'<text x="0" y="{middle + 5:.0f}" class="wijk-chart-label">{label}</text>')
        left: float = LABEL_WIDTH
        for number, phase, _state in row.parts:
            width = number * scale
            drawn.append(_bar(left, middle, width, number, phase.value))
            left += width
    return "".join([*drawn, "</svg>"])


def _bar(left: float, middle: float, width: float, number: int, phase: str) -> str:
    top = middle - BAR_HEIGHT / 2
    bar = (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{max(width - 2, 1):.1f}" '
        f'height="{BAR_HEIGHT}" rx="2" class="wijk-bar wijk-phase-{phase}"/>'
    )
    if width < NARROWEST_WITH_NUMBER:
        return bar
    return bar + (
        f'<text x="{left + 7:.1f}" y="{middle + 5:.1f}" '
        f'class="wijk-bar-number wijk-phase-{phase}">{number}</text>'
    )
