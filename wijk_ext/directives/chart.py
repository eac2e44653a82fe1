"""``statusgrafiek``: items by state, as a picture with the same numbers in words."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes

from wijk_ext.items.words import first_capital
from wijk_ext.locale import gettext as _
from wijk_ext.model.standard import OPEN_POINTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijk_ext.directives.overview import Overviews
    from wijk_ext.model.document import Document

WIDTH = 640
LABEL_WIDTH = 170
ROW_HEIGHT = 30
BAR_HEIGHT = 18
NARROWEST_WITH_NUMBER = 22


def status_chart(overviews: Overviews, _page: str, options: dict[str, Any]) -> list[nodes.Node]:
    """Return a bar per type, divided by state."""
    types = tuple(options.get("type") or OPEN_POINTS)
    counts = _counts(overviews.document, types)
    if not any(counts.values()):
        return []
    words = _in_words(overviews.document, counts)
    svg = nodes.raw("", _svg(overviews.document, counts, words), format="html")
    legend = nodes.paragraph("", words, classes=["wijk-chart-words"])
    return [nodes.container("", svg, legend, classes=["wijk-chart"])]


def _counts(document: Document, types: Sequence[str]) -> dict[str, Counter[str]]:
    return {
        name: Counter(item.status for item in document.of_type(name))
        for name in types
        if document.of_type(name)
    }


def _in_words(document: Document, counts: dict[str, Counter[str]]) -> str:
    sentences = []
    for name, states in counts.items():
        item_type = document.wijk.vocabulary.types[name]
        parts = [
            f"{states[status.name]} {_(status.label)}"
            for status in item_type.statuses
            if states[status.name]
        ]
        plural = first_capital(_(item_type.plural))
        sentences.append(f"{plural}: {', '.join(parts)}.")
    return " ".join(sentences)


def _svg(document: Document, counts: dict[str, Counter[str]], words: str) -> str:
    height = ROW_HEIGHT * len(counts)
    most = max(sum(states.values()) for states in counts.values())
    scale = (WIDTH - LABEL_WIDTH) / most
    opening = (
        f'<svg class="wijk-chart-svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'xmlns="http://www.w3.org/2000/svg" aria-label="{escape(words)}">'
    )
    parts = [opening]
    for row, (name, states) in enumerate(counts.items()):
        item_type = document.wijk.vocabulary.types[name]
        middle = row * ROW_HEIGHT + ROW_HEIGHT / 2
        label = escape(first_capital(_(item_type.plural)))
        parts.append(f'<text x="0" y="{middle + 5:.0f}" class="wijk-chart-label">{label}</text>')
        left: float = LABEL_WIDTH
        for status in item_type.statuses:
            if number := states[status.name]:
                width = number * scale
                parts.append(_bar(left, middle, width, number, status.phase.value))
                left += width
    return "".join([*parts, "</svg>"])


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
