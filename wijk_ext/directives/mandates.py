"""``mandaten``: what a team member settles, what the organisation decides, what awaits that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from wijk_ext.directives.tables import sortable_table
from wijk_ext.items.notices import awaiting_words, body_name, council_words
from wijk_ext.items.words import first_capital, reader_name
from wijk_ext.locale import gettext as _
from wijk_ext.model.wijk import organisation_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from wijk_ext.analysis.mandate import CouncilNotice, Ground, Mandates
    from wijk_ext.directives.overview import Overviews
    from wijk_ext.model.item import Item

    Cell = Sequence[nodes.Node]


def mandate_overview(overviews: Overviews, page: str, options: dict[str, Any]) -> list[nodes.Node]:
    """Return the mandates of each organisation, and the agreements that await a decision.

    The option ``organisatie`` leaves those of these organisations.
    """
    wanted = {organisation_of(one) for one in options.get("organisatie", ())}
    mandates = overviews.notices.mandates
    shown = [
        *_mandates(overviews, page, mandates, wanted),
        *_awaiting(overviews, page, mandates, wanted),
        *_council(overviews, page, mandates, wanted),
    ]
    if not shown:
        nothing = _("There is nothing here at the moment.")
        return [nodes.paragraph("", nothing, classes=["wijk-none"])]
    return shown


def _mandates(
    overviews: Overviews, page: str, mandates: Mandates, wanted: set[str]
) -> Iterator[nodes.Node]:
    rows = [one for one in mandates.rows if not wanted or one.organisation.id in wanted]
    cells = [
        [
            _whose(overviews, page, mandate),
            _points(mandate.text("binnen")),
            _points(mandate.text("buiten")),
        ]
        for row in rows
        for mandate in row.mandates
    ]
    if cells:
        headings = [
            _("Organisation"),
            _("The team member settles"),
            _("The organisation decides"),
        ]
        table = sortable_table(_("Who settles what"), headings, cells)
        table["classes"].append("wijk-mandates")
        yield table
    without = [row.organisation.name for row in rows if not row.mandates]
    if cells and without:
        text = _("No mandate stands here for: {names}.").format(names=", ".join(without))
        yield nodes.paragraph("", text)


def _whose(overviews: Overviews, page: str, mandate: Item) -> Cell:
    """Return the organisation with the link to its mandate, the role, the body and the state."""
    wijk = overviews.document.wijk
    name = reader_name(wijk, mandate.text("organisatie"))
    shown: list[nodes.Node] = [
        nodes.paragraph("", "", overviews.cards.link(mandate, page, name)),
    ]
    facts = [mandate.text("rol")]
    if body := mandate.text("orgaan"):
        label = _("deciding body")
        facts.append(f"{label}: {body_name(wijk, body, short=True)}")
    shown += [
        nodes.paragraph("", first_capital(fact), classes=["wijk-small"]) for fact in facts if fact
    ]
    shown.append(nodes.paragraph("", "", overviews.cards.status(mandate)))
    return shown


def _points(text: str) -> Cell:
    points = [point.strip() for point in text.split(";") if point.strip()]
    if not points:
        return [nodes.inline("", "–", classes=["wijk-none"])]
    items = (nodes.list_item("", nodes.paragraph("", point)) for point in points)
    return [nodes.bullet_list("", *items)]


def _awaiting(
    overviews: Overviews, page: str, mandates: Mandates, wanted: set[str]
) -> Iterator[nodes.Node]:
    grounds = [
        ground
        for grounds in mandates.awaiting.values()
        for ground in grounds
        if not wanted or ground.party in wanted
    ]
    if grounds:
        headings = [_("Agreement"), _("Organisation"), _("Needed")]
        rows = [_awaiting_row(overviews, page, one) for one in grounds]
        table = sortable_table(_("Agreements that await a decision"), headings, rows)
        table["classes"].append("wijk-awaiting")
        yield table


def _awaiting_row(overviews: Overviews, page: str, ground: Ground) -> list[Cell]:
    return [
        [overviews.cards.link(ground.agreement, page)],
        [nodes.Text(reader_name(overviews.document.wijk, ground.party))],
        list(awaiting_words(overviews.cards, ground, page)),
    ]


def _council(
    overviews: Overviews, page: str, mandates: Mandates, wanted: Iterable[str]
) -> Iterator[nodes.Node]:
    notices = [
        one
        for notices in mandates.council_notices.values()
        for one in notices
        if not wanted or one.organisation in wanted
    ]
    if notices:
        yield nodes.paragraph("", _("For the municipal council"), classes=["wijk-links-label"])
        # what is still to be done first
        notices.sort(key=lambda one: not one.is_active)
        lines = (_council_line(overviews, page, one) for one in notices)
        yield nodes.bullet_list("", *lines, classes=["wijk-council"])


def _council_line(overviews: Overviews, page: str, notice: CouncilNotice) -> nodes.list_item:
    line = nodes.paragraph("", "", overviews.cards.link(notice.agreement, page), nodes.Text(". "))
    line += list(council_words(overviews.cards, notice, page))
    return nodes.list_item("", line)
