"""``items`` and ``open-punten``: items in a table or a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from wijk_ext.analysis.selection import Selection, select
from wijk_ext.directives.tables import Moment, sortable_table
from wijk_ext.items.words import (
    first_capital,
    reader_name,
    type_label,
)
from wijk_ext.locale import gettext as _
from wijk_ext.locale import ngettext
from wijk_ext.locale.dates import date_in_words
from wijk_ext.model.standard import OPEN_POINTS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from wijk_ext.directives.overview import Overviews
    from wijk_ext.model.item import Item

    Column = Callable[[Item], list[nodes.Node]]


def item_overview(overviews: Overviews, page: str, options: dict[str, Any]) -> list[nodes.Node]:
    """Return the items that the options choose."""
    types = tuple(options["type"])
    labels = [_(overviews.document.wijk.vocabulary.types[name].plural) for name in types]
    caption = first_capital(", ".join(labels))
    return _shown(overviews, page, options, caption, only_open=False)


def open_points(overviews: Overviews, page: str, options: dict[str, Any]) -> list[nodes.Node]:
    """Return the open points that the options choose."""
    options = {"sorteer": "termijn", "type": OPEN_POINTS} | options
    if "status" in options:
        types = overviews.document.wijk.vocabulary.types
        caption = first_capital(", ".join(_(types[name].plural) for name in options["type"]))
        return _shown(overviews, page, options, caption, only_open=False)
    return _shown(overviews, page, options, _("Open points"), only_open=True)


def _shown(
    overviews: Overviews, page: str, options: dict[str, Any], caption: str, *, only_open: bool
) -> list[nodes.Node]:
    selection = Selection(
        types=tuple(options["type"]),
        statuses=tuple(options.get("status", ())),
        themes=tuple(options.get("thema", ())),
        organisations=tuple(options.get("organisatie", ())),
        only_open=only_open,
        only_overdue="te_laat" in options,
        sort=options.get("sorteer", "id"),
    )
    items = select(overviews.document, selection, overviews.today)
    maximum = options.get("maximum")
    left_out = len(items) - maximum if maximum and len(items) > maximum else 0
    items = items[:maximum]
    if not items:
        return [
            nodes.paragraph("", _("There is nothing here at the moment."), classes=["wijk-none"])
        ]
    shown: list[nodes.Node]
    if options.get("weergave", "tabel") == "lijst":
        shown = [item_list(overviews, page, items)]
    else:
        shown = [_table(overviews, page, items, caption, several_types=len(selection.types) > 1)]
    if left_out:
        text = ngettext("… and {number} more.", "… and {number} more.", left_out)
        shown.append(nodes.paragraph("", text.format(number=left_out), classes=["wijk-none"]))
    return shown


def item_list(overviews: Overviews, page: str, items: Sequence[Item]) -> nodes.bullet_list:
    """Return a plain list of items with their state and date."""
    shown = nodes.bullet_list(classes=["wijk-list"])
    for item in items:
        line = nodes.paragraph("", "", overviews.cards.link(item, page), nodes.Text(" "))
        line += overviews.cards.status(item)
        shown += nodes.list_item("", line)
    return shown


def _table(
    overviews: Overviews, page: str, items: Sequence[Item], caption: str, *, several_types: bool
) -> nodes.table:
    columns = _columns(overviews, page, with_type=several_types)
    filled = {
        heading: column
        for heading, column in columns.items()
        if any(column(item) for item in items)
    }
    if _("Due by") in filled:  # one date per row is enough: the one that asks for something
        filled.pop(_("Date"), None)
    rows = [[column(item) for column in filled.values()] for item in items]
    return sortable_table(caption, list(filled), rows)


def _columns(overviews: Overviews, page: str, *, with_type: bool) -> dict[str, Column]:
    wijk = overviews.document.wijk
    overdue = overviews.today.isoformat()

    def title(item: Item) -> list[nodes.Node]:
        shown: list[nodes.Node] = [overviews.cards.link(item, page, item.title)]
        small = type_label(wijk, item) if with_type else ""
        if source := item.text("ingebracht_door"):
            raised = _("raised by {reader}").format(reader=reader_name(wijk, source))
            small = f"{small}, {raised}" if small else first_capital(raised)
        if small:
            shown.append(nodes.inline("", small, classes=["wijk-small"]))
        return shown

    def who(item: Item) -> list[nodes.Node]:
        names = item.words("partijen") or item.words("organisatie") or item.words("eigenaar")
        return _text(", ".join(reader_name(wijk, name) for name in names))

    def due(item: Item) -> list[nodes.Node]:
        term = item.text("termijn")
        shown = _date(term)
        if term and term < overdue and overviews.cards.is_pending(item):
            shown += [nodes.Text(" "), nodes.inline("", _("overdue"), classes=["wijk-overdue"])]
        return shown

    def when(item: Item) -> list[nodes.Node]:
        names = ("datum", "ingangsdatum", "begin")
        return _date(next((item.text(name) for name in names if item.text(name)), ""))

    return {
        _("Id"): lambda item: _text(item.id),
        _("Title"): title,
        _("State"): lambda item: [overviews.cards.status(item)],
        _("Who"): who,
        _("Date"): when,
        _("Due by"): due,
    }


def _text(text: str) -> list[nodes.Node]:
    return [nodes.Text(text)] if text else []


def _date(text: str) -> list[nodes.Node]:
    if not text:
        return []
    return [Moment("", date_in_words(text), datetime=text)]
