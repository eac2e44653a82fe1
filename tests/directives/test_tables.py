"""Tables: which heading a cell gets, and who a page is for."""

from __future__ import annotations

import pytest
from docutils import nodes

from wijk_ext.directives.access import page_readers
from wijk_ext.directives.tables import LabelledEntry, label_cells, sortable_table


def entry(text: str, **attributes: int) -> nodes.entry:
    return nodes.entry("", nodes.paragraph("", text), **attributes)


def table(headings: list[nodes.entry], *rows: list[nodes.entry]) -> nodes.document:
    """Return a document with one table."""
    from docutils.utils import new_document

    group = nodes.tgroup(cols=len(headings))
    if headings:
        group += nodes.thead("", nodes.row("", *headings))
    group += nodes.tbody("", *(nodes.row("", *row) for row in rows))
    document = new_document("")
    document += nodes.table("", group)
    return document


def labels(document: nodes.document) -> list[str]:
    return [cell["label"] for cell in document.findall(LabelledEntry)]


def test_each_cell_gets_the_heading_of_its_column() -> None:
    document = table(
        [entry("Wie"), entry("Wat")], [entry("a"), entry("b")], [entry("c"), entry("d")]
    )
    label_cells(document)
    assert labels(document) == ["Wie", "Wat", "Wie", "Wat"]


def test_a_row_with_a_cell_over_two_columns_gets_none() -> None:
    document = table(
        [entry("Wie"), entry("Wat")], [entry("a", morecols=1)], [entry("c"), entry("d")]
    )
    label_cells(document)
    assert labels(document) == ["Wie", "Wat"]


def test_a_table_without_a_heading_gets_none() -> None:
    document = table([], [entry("a"), entry("b")])
    label_cells(document)
    assert labels(document) == []


def test_a_table_of_ours_has_a_caption_and_a_row_of_headings() -> None:
    made = sortable_table("Punten", ["Wie", "Wat"], [[[nodes.Text("a")], []]])
    assert made[0].astext() == "Punten"
    head, body = (next(iter(made.findall(part))) for part in (nodes.thead, nodes.tbody))
    assert [cell.astext() for cell in head.findall(nodes.entry)] == ["Wie", "Wat"]
    assert [cell.astext() for cell in body.findall(nodes.entry)] == ["a", ""]


@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        ('["gemeente", "corporatie"]', ("gemeente", "corporatie")),
        ("gemeente, corporatie", ("gemeente", "corporatie")),
        ('"gemeente"', ("gemeente",)),
        ("", ()),
        ("[1]", ("1",)),
    ],
)
def test_readers_of_a_page_as_sphinx_keeps_them(kept: str, expected: tuple[str, ...]) -> None:
    assert page_readers(kept) == expected
