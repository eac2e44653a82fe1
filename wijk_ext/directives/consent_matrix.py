"""``instemmingen``: organisations by agreements, with where each stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docutils import nodes

from wijk_ext.directives.tables import sortable_table
from wijk_ext.items.consents import standing_label
from wijk_ext.items.words import reader_name
from wijk_ext.locale import gettext as _
from wijk_ext.locale.editions import edition_in_words
from wijk_ext.model.wijk import organisation_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wijk_ext.analysis.consent import Consents
    from wijk_ext.directives.overview import Overviews
    from wijk_ext.model.consent import Standing

    Cell = Sequence[nodes.Node]

MOST_COLUMNS: Final = 5
"""With more organisations than this the columns become too narrow for their words."""


def consent_matrix(overviews: Overviews, page: str, options: dict[str, Any]) -> list[nodes.Node]:
    """Return where each organisation stands: a row per agreement and a column per organisation.

    The option ``organisatie`` leaves the columns of these organisations, and the agreements that
    they are party to. As a list (``weergave``), and with more organisations than a page is wide,
    there is a row per agreement and organisation.
    """
    wijk = overviews.document.wijk
    found = _standings(overviews.cards.consents, options.get("organisatie", ()))
    if not found:
        nothing = _("There is nothing here at the moment.")
        return [nodes.paragraph("", nothing, classes=["wijk-none"])]
    parties = {one.organisation for standings in found for one in standings}
    columns = [one.id for one in wijk.organisations if one.id in parties]
    form = options.get("weergave", "tabel" if len(columns) <= MOST_COLUMNS else "lijst")
    caption = _("Consent of the organisations to the agreements")
    if form == "lijst":
        headings = [_("Agreement"), _("Organisation"), _("State"), _("Edition")]
        rows = [_row(overviews, page, one) for standings in found for one in standings]
    else:
        headings = [_("Agreement"), *(reader_name(wijk, column) for column in columns)]
        rows = [_wide_row(overviews, page, standings, columns) for standings in found]
    table = sortable_table(caption, headings, rows)
    table["classes"].append("wijk-consent-rows" if form == "lijst" else "wijk-consents")
    return [table]


def _standings(consents: Consents, readers: Iterable[str]) -> list[Sequence[Standing]]:
    """Return the standings towards each agreement, of the chosen organisations or of all."""
    wanted = {organisation_of(reader) for reader in readers}
    found = (
        [
            one
            for one in consents.standings(agreement.id)
            if not wanted or one.organisation in wanted
        ]
        for agreement in consents.agreements
    )
    return [standings for standings in found if standings]


def _row(overviews: Overviews, page: str, standing: Standing) -> list[Cell]:
    return [
        _agreement(overviews, page, standing),
        [nodes.Text(reader_name(overviews.document.wijk, standing.organisation))],
        [standing_label(standing)],
        [nodes.Text(edition_in_words(standing.edition))],
    ]


def _wide_row(
    overviews: Overviews, page: str, standings: Sequence[Standing], columns: Sequence[str]
) -> list[Cell]:
    by_organisation = {one.organisation: one for one in standings}
    cells = (_cell(by_organisation.get(column)) for column in columns)
    return [_agreement(overviews, page, standings[0]), *cells]


def _agreement(overviews: Overviews, page: str, standing: Standing) -> Cell:
    state = standing.agreement
    item = overviews.cards.items.get(state.id)
    if item is None:
        return [nodes.Text(f"{state.title} ({state.id})")]
    return [overviews.cards.link(item, page)]


def _cell(standing: Standing | None) -> Cell:
    if standing is not None:
        return [standing_label(standing)]
    nothing = nodes.inline("", "–", classes=["wijk-none"])
    hidden = nodes.inline("", _("no party"), classes=["wijk-visually-hidden"])
    return [nothing, nodes.Text(" "), hidden]
