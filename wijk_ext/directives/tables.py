"""Tables that sort and filter in the browser, and stack on a narrow screen.

In HTML each cell carries the heading of its column, for the stacked form; every table gets that,
also one that an author wrote in Markdown. Other builders see ordinary tables.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes

from wijk_ext.locale import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx

    Cell = Sequence[nodes.Node]


class LabelledEntry(nodes.entry):
    """A cell with the heading of its column in ``label``."""


class SortableTable(nodes.table):
    """A table that a script in the page makes sortable."""


class Moment(nodes.inline):
    """A date in words, with the ISO date in ``datetime`` for programs and for sorting."""


def sortable_table(
    caption: str, headings: Sequence[str], rows: Sequence[Sequence[Cell]]
) -> nodes.table:
    """Return a table with a caption. A cell is a list of inline nodes; the first is the header."""
    table = SortableTable("", classes=["wijk-table", "colwidths-auto"])
    table += nodes.title("", caption)
    group = nodes.tgroup(cols=len(headings))
    group += [nodes.colspec(colwidth=1, stub=0) for _heading in headings]
    group += nodes.thead("", _row([[nodes.Text(heading)] for heading in headings]))
    group += nodes.tbody("", *(_row(row) for row in rows))
    table += group
    return table


def label_cells(doctree: nodes.document) -> None:
    """Give the cells of every table with a header row the heading of their column."""
    for table in list(doctree.findall(nodes.table)):
        heads = list(table.findall(nodes.thead))
        if len(heads) != 1 or len(heads[0].children) != 1:
            continue
        headings = [entry.astext() for entry in heads[0].findall(nodes.entry)]
        for body in table.findall(nodes.tbody):
            for row in body.findall(nodes.row):
                _label_row(row, headings)


def _label_row(row: nodes.row, headings: list[str]) -> None:
    entries = [child for child in row.children if isinstance(child, nodes.entry)]
    if len(entries) != len(headings):  # a cell that spans columns has no single heading
        return
    for entry, heading in zip(entries, headings, strict=True):
        labelled = LabelledEntry("", *entry.children, **entry.attributes)
        labelled["label"] = heading
        entry.replace_self(labelled)


def _row(cells: Sequence[Cell]) -> nodes.row:
    entries = []
    for cell in cells:
        blocks = [one for one in cell if isinstance(one, (nodes.bullet_list, nodes.paragraph))]
        content = list(cell) if blocks else [nodes.paragraph("", "", *cell)]
        entries.append(nodes.entry("", *content))
    return nodes.row("", *entries)


def _visit_entry(translator: Any, node: nodes.Element) -> None:
    translator.visit_entry(node)
    _add_attributes(translator, {"data-label": node["label"]})


def _depart_entry(translator: Any, node: nodes.Element) -> None:
    translator.depart_entry(node)


def _visit_table(translator: Any, node: nodes.Element) -> None:
    translator.visit_table(node)
    texts = {
        "data-filter": _("Search in this table"),
        "data-sort": _("Sort by {column}"),
        "data-count": _("{shown} of {all} rows"),
    }
    _add_attributes(translator, texts)


def _depart_table(translator: Any, node: nodes.Element) -> None:
    translator.depart_table(node)


def _visit_moment(translator: Any, node: nodes.Element) -> None:
    translator.body.append(f'<time datetime="{escape(node["datetime"])}">')


def _depart_moment(translator: Any, _node: nodes.Element) -> None:
    translator.body.append("</time>")


def _add_attributes(translator: Any, attributes: dict[str, str]) -> None:
    """Add attributes to the tag that was written last; docutils has no other way."""
    shown = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    tag = translator.body[-1]
    end = tag.index(">", tag.index("<t"))
    translator.body[-1] = tag[:end] + shown + tag[end:]


def register(app: Sphinx) -> None:
    """Register the nodes."""
    app.add_node(LabelledEntry, html=(_visit_entry, _depart_entry))
    app.add_node(SortableTable, html=(_visit_table, _depart_table))
    app.add_node(Moment, html=(_visit_moment, _depart_moment))
