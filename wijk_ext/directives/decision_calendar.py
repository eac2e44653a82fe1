"""``besluitkalender``: which body decides what and when, and by when it wants the papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from wijk_ext.analysis.decisions import DEFERRED, Timing, appointments
from wijk_ext.directives.tables import Moment, sortable_table
from wijk_ext.items.notices import body_name
from wijk_ext.items.words import reader_name
from wijk_ext.locale import gettext as _
from wijk_ext.locale.dates import date_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from wijk_ext.analysis.decisions import Appointment
    from wijk_ext.directives.overview import Overviews

    Cell = Sequence[nodes.Node]


def decision_calendar(overviews: Overviews, page: str, options: dict[str, Any]) -> list[nodes.Node]:
    """Return the decisions to take, by organisation and date.

    The option ``organisatie`` leaves those of these organisations and units; ``weergave: lijst``
    makes a list of sentences.
    """
    found = appointments(overviews.document, overviews.today, options.get("organisatie", ()))
    if not found:
        nothing = _("There is nothing here at the moment.")
        return [nodes.paragraph("", nothing, classes=["wijk-none"])]
    if options.get("weergave") == "lijst":
        lines = (nodes.list_item("", _line(overviews, page, one)) for one in found)
        return [nodes.bullet_list("", *lines, classes=["wijk-list"])]
    columns: list[tuple[str, list[Cell]]] = [
        (_("Organisation"), [_organisation(overviews, one) for one in found]),
        (_("Body"), [_body(overviews, one) for one in found]),
        (_("Decides on"), [_what(overviews, page, one) for one in found]),
        (_("Date"), [_day(one) for one in found]),
        (_("Papers before or on"), [_papers(one) for one in found]),
    ]
    filled = [(heading, cells) for heading, cells in columns if any(cells)]
    rows = list(zip(*(cells for _heading, cells in filled), strict=True))
    table = sortable_table(_("Decision calendar"), [heading for heading, _cells in filled], rows)
    table["classes"].append("wijk-decisions")
    return [table]


def _organisation(overviews: Overviews, one: Appointment) -> Cell:
    return [nodes.Text(reader_name(overviews.document.wijk, one.organisation) or "–")]


def _body(overviews: Overviews, one: Appointment) -> Cell:
    if not one.body or one.body == one.organisation:
        return []
    return [nodes.Text(body_name(overviews.document.wijk, one.body, short=True))]


def _what(overviews: Overviews, page: str, one: Appointment) -> Cell:
    shown: list[nodes.Node] = [overviews.cards.link(one.item, page), nodes.Text(" ")]
    shown.append(overviews.cards.status(one.item))
    if one.meeting:
        meeting = nodes.inline("", "", classes=["wijk-small"])
        meeting += overviews.cards.link(one.meeting, page)
        shown.append(meeting)
    return shown


def _day(one: Appointment) -> Cell:
    if one.day is None:
        return [nodes.inline("", _("no date yet"), classes=["wijk-none"])]
    shown: list[nodes.Node] = [_moment(one.day)]
    if one.timing is Timing.PASSED:
        deferred = one.item.status == DEFERRED
        text = _("deferred; give it a new date") if deferred else _("this day has passed")
        shown += [nodes.Text(" "), nodes.inline("", text, classes=["wijk-overdue"])]
    return shown


def _papers(one: Appointment) -> Cell:
    if one.papers_by is None or one.timing is Timing.PASSED:
        return []
    shown: list[nodes.Node] = [_moment(one.papers_by)]
    if one.timing is Timing.PAPERS_LATE:
        shown += [nodes.Text(" "), nodes.inline("", _("too late"), classes=["wijk-overdue"])]
    return shown


def _line(overviews: Overviews, page: str, one: Appointment) -> nodes.paragraph:
    line = nodes.paragraph("", "", *_day(one), nodes.Text(", "))
    who = one.body or one.organisation
    line += nodes.Text(f"{body_name(overviews.document.wijk, who)}: ")
    line += [*_what(overviews, page, one)]
    if papers := _papers(one):
        line += [nodes.Text(", " + _("papers before or on") + " "), *papers]
    return line


def _moment(day: date) -> Moment:
    return Moment("", date_in_words(day), datetime=day.isoformat())
