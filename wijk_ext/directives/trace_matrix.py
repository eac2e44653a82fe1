"""``traceermatrix``: which agreements carry which ambition, and what is not carried."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from wijk_ext.analysis.selection import trace
from wijk_ext.directives.item_overview import item_list
from wijk_ext.directives.tables import sortable_table
from wijk_ext.locale import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijk_ext.directives.overview import Overviews
    from wijk_ext.model.item import Item


def trace_matrix(overviews: Overviews, page: str, _options: dict[str, Any]) -> list[nodes.Node]:
    """Return the matrix, and the agreements that serve no ambition."""
    found = trace(overviews.document)
    rows = [
        [
            [overviews.cards.link(row.ambition, page)],
            _cell(overviews, page, row.agreements, _("carried by nothing")),
            _cell(overviews, page, row.open_points, _("none")),
        ]
        for row in found.rows
    ]
    headings = [_("Ambition"), _("Carried by"), _("Open points that touch it")]
    shown: list[nodes.Node] = []
    if rows:
        shown.append(sortable_table(_("Ambitions and what carries them"), headings, rows))
    else:
        shown.append(nodes.paragraph("", _("There is nothing here at the moment.")))
    if found.loose_agreements:
        label = _("These agreements serve no ambition:")
        shown.append(nodes.paragraph("", label, classes=["wijk-links-label"]))
        shown.append(item_list(overviews, page, found.loose_agreements))
    return shown


def _cell(overviews: Overviews, page: str, items: Sequence[Item], nothing: str) -> list[nodes.Node]:
    if not items:
        return [nodes.inline("", nothing, classes=["wijk-none"])]
    return [item_list(overviews, page, items)]
