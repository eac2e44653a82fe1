"""``voorpagina``: what was agreed, what is open and what comes next, in one look.

It stands on the start page by itself, below the opening text; an author may place it elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx.util.nodes import make_refnode

from wijk_ext.analysis.selection import headlines, item_date
from wijk_ext.directives.chart import chart_over_editions
from wijk_ext.locale import gettext as _
from wijk_ext.locale.dates import date_in_words
from wijk_ext.locale.editions import named_edition

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijk_ext.directives.overview import Overviews
    from wijk_ext.model.item import Item

MOST_LINES: Final = 5


def front_page_place(doctree: nodes.document, place: nodes.Element) -> None:
    """Put the front page below the opening text, unless the author placed it."""
    if any(node["kind"] == place["kind"] for node in doctree.findall(type(place))):
        return
    section = next(iter(doctree.findall(nodes.section)), None)
    if section is None:
        return
    index = 1
    for index, child in enumerate(section.children):
        if index and not isinstance(child, (nodes.paragraph, nodes.comment, nodes.target)):
            break
    else:
        index = len(section.children)
    section.insert(max(index, 1), place)


def front_page(overviews: Overviews, page: str, _options: dict[str, Any]) -> list[nodes.Node]:
    """Return the line with the edition, three columns and the chart."""
    found = headlines(overviews.document, overviews.today)
    columns = [
        _column(overviews, page, _("What we agreed"), found.agreed),
        _column(overviews, page, _("What is still open"), found.open),
        _column(overviews, page, _("What comes next"), found.coming),
    ]
    front = nodes.container("", _edition(overviews), classes=["wijk-front"])
    front += nodes.container("", *columns, classes=["wijk-columns"])
    front += chart_over_editions(overviews)
    return [front]


def _edition(overviews: Overviews) -> nodes.paragraph:
    wijk = overviews.document.wijk
    place = f"{wijk.name}, {wijk.municipality}" if wijk.municipality else wijk.name
    edition = named_edition(overviews.cards.edition)
    date = _("as it stood on {date}").format(date=date_in_words(overviews.today))
    return nodes.paragraph("", f"{place} · {edition} · {date}", classes=["wijk-edition"])


def _column(overviews: Overviews, page: str, title: str, items: Sequence[Item]) -> nodes.container:
    heading = nodes.rubric(title, title, classes=["wijk-column-title"])
    heading["heading-level"] = 2
    column = nodes.container("", heading, classes=["wijk-column"])
    if not items:
        column += nodes.paragraph("", _("Nothing at the moment."), classes=["wijk-none"])
        return column
    lines = nodes.bullet_list()
    for item in items[:MOST_LINES]:
        line = nodes.paragraph("", "", overviews.cards.link(item, page, item.title))
        line += nodes.inline("", _line_below(item), classes=["wijk-line-date"])
        lines += nodes.list_item("", line)
    column += lines
    column += _more(overviews, page, items)
    return column


def _line_below(item: Item) -> str:
    date = item.text("termijn") or item_date(item)
    return f"{item.id} · {date_in_words(date)}" if date else item.id


def _more(overviews: Overviews, page: str, items: Sequence[Item]) -> nodes.paragraph:
    """Return a link to where all of these items are."""
    rest = len(items) - MOST_LINES
    text = _("and {number} more").format(number=rest) if rest > 0 else _("see them in full")
    target = overviews.page_with(items)
    if not target or target == page:
        return nodes.paragraph("", text, classes=["wijk-more"])
    link = make_refnode(overviews.app.builder, page, target, "", nodes.inline("", text))
    return nodes.paragraph("", "", link, classes=["wijk-more"])
