"""Whatever a cell holds comes out as text or is refused, and nothing else on the page changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sources.intake.support import (
    AGREEMENT,
    DIALECT,
    EVERYTHING,
    HOSTILE,
    plan,
    read,
    table,
    wijk,
)
from tests.tools import write
from wijk_ext.sources.intake.plain_text import PlainWriter, cleaned, paragraphs
from wijk_ext.sources.intake.plan import write_import

if TYPE_CHECKING:
    from pathlib import Path

    from wijk_ext.sources.blocks import Dialect
    from wijk_ext.sources.intake.plan import ImportPlan
    from wijk_ext.sources.source import Source

_WIJK = wijk()
PLACES = ("Vraag", "Toelichting", "Organisatie", "Over", "Soort", "Datum", "ID")
CASES = [(place, DIALECT) for place in PLACES] + [
    ("Vraag", EVERYTHING),
    ("Toelichting", EVERYTHING),
]
PAGE = "# Vragen\n\nTekst met [een verwijzing][doel] en {{ x }}.\n\n[doel]: afspraken.md\n"
DIALECTS = pytest.mark.parametrize("dialect", [DIALECT, EVERYTHING], ids=["plain", "everything"])


def words(text: str) -> list[str]:
    return " ".join(paragraphs(cleaned(text)[0])).split()


def source_of(folder: Path, dialect: Dialect) -> Source:
    write(folder, {"index.md": "# Start\n", "afspraken.md": AGREEMENT, "vragen.md": PAGE})
    return read(folder, dialect)


def written(source: Source, found: ImportPlan, dialect: Dialect) -> Source:
    write_import(source.folder, found)
    return read(source.folder, dialect)


def test_there_are_many_cases() -> None:
    assert len(HOSTILE) >= 200


@pytest.mark.parametrize(("place", "dialect"), CASES)
def test_hostile_texts_are_text_or_refused(tmp_path: Path, place: str, dialect: Dialect) -> None:
    source = source_of(tmp_path, dialect)
    rows = [
        {"ID": f"a{number}", "Vraag": f"Vraag {number}", place: text}
        for number, text in enumerate(HOSTILE)
    ]
    found = plan(source, table(*rows), dialect, page="vragen", keep_personal=True)
    after = written(source, found, dialect)  # read() insists that there is no problem
    assert found.after.decode().startswith(PAGE.rstrip("\n"))
    new = {item.id: item for item in after.document.items if item.page == "vragen"}
    assert [item.id for item in after.document.items if item.page != "vragen"] == ["AF-003"]
    assert list(new) == [item.id for item in found.items]
    titles_that_hide = sum("alleen" in text for text in HOSTILE) if place == "Vraag" else 0
    empty = sum(not words(text) for text in HOSTILE) if place == "Vraag" else 0
    assert len(found.refused) <= titles_that_hide + empty
    for one in found.items:
        item, text = new[one.id], HOSTILE[one.row - 2]
        assert (item.type, item.status, item.links.get("over", ())) == (
            ("vraag", "open", ())
            if "AF-003" not in text or place not in {"Vraag", "Toelichting", "Over"}
            else ("vraag", "open", ("AF-003",))
        )
        assert item.values.keys() <= {"ingebracht_door", "datum"}


@DIALECTS
@pytest.mark.parametrize("place", ["Vraag", "Toelichting"])
def test_the_words_stay_the_same(tmp_path: Path, place: str, dialect: Dialect) -> None:
    source = source_of(tmp_path, dialect)
    rows = [{"ID": f"a{n}", "Vraag": "Kop", place: text} for n, text in enumerate(HOSTILE)]
    found = plan(source, table(*rows), dialect, page="vragen", keep_personal=True)
    after = written(source, found, dialect)
    page = after.pages["vragen"]
    blocks = {block.options["id"]: block for block in page.blocks.directives}
    for one in found.items:
        block = blocks[one.id]
        inside = [
            "".join(child.content for child in piece.token.children or ())
            for piece in page.blocks.pieces
            if piece.token.type == "inline" and block.first_line < piece.line <= block.last_line
        ]
        shown = " ".join(inside) if inside else block.argument
        assert (
            shown.replace("[ ", "[").split()
            == " ".join(words(HOSTILE[one.row - 2])).replace("[ ", "[").split()
        )


@DIALECTS
@given(text=st.text(max_size=80))
@settings(max_examples=150, deadline=None)
def test_any_paragraph_reads_back(dialect: Dialect, text: str) -> None:
    writer = PlainWriter(dialect, _WIJK)
    for paragraph in paragraphs(cleaned(text)[0]):
        markdown = writer.written(paragraph)
        assert markdown is not None
        tokens = writer.markdown.parse(markdown, {})
        assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
        assert "".join(one.content for one in tokens[1].children or ()) == paragraph


MARKUP = st.lists(
    st.sampled_from(
        [*"`*_{}[]<>#|!$~^\\:-+=.()&@%;\"'\n", "  ", "x", ":::", "{note}", "alleen-voor", "toegang"]
    ),
    max_size=25,
).map("".join)


@given(texts=st.lists(MARKUP, min_size=1, max_size=4), title=MARKUP)
@settings(max_examples=60, deadline=None)
def test_a_page_keeps_all_that_it_held(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], title: str
) -> None:
    source = source_of(tmp_path_factory.mktemp("wijk"), EVERYTHING)
    rows = [
        {"ID": str(n), "Vraag": title or "x", "Toelichting": one} for n, one in enumerate(texts)
    ]
    found = plan(source, table(*rows), EVERYTHING, page="vragen")
    after = written(source, found, EVERYTHING)
    assert found.after.decode().startswith(PAGE.rstrip("\n"))
    assert [block.options["id"] for block in after.pages["vragen"].blocks.directives] == [
        one.id for one in found.items
    ]
    assert len(found.items) + len(found.known) + len(found.refused) == len(rows)
