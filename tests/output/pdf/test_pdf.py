"""A whole book as PDF."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.output.pdf.reading import (
    alternatives,
    body_of,
    bookmarks,
    count,
    failures,
    reader,
    tags,
    text_of,
)
from tests.output.pdf.sample import (
    card,
    facts,
    heading,
    one_page,
    paragraph,
    sample,
    table,
)
from wijk_ext import locale
from wijk_ext.output.book.model import (
    Book,
    Code,
    CodeBlock,
    Heading,
    Link,
    NoteMark,
    Table,
)
from wijk_ext.output.book.walk import inlines, texts, walk
from wijk_ext.output.book.words import words
from wijk_ext.output.fonts import coverage
from wijk_ext.output.pdf.literals import Printable
from wijk_ext.output.pdf.render import render_pdf

if TYPE_CHECKING:
    from tests.output.book.capturing import Captured


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """Return the sample, rendered."""
    return render_pdf(sample())


def test_accessible_and_for_keeping(pdf: bytes) -> None:
    assert failures(pdf) == []


def test_same_bytes_twice(pdf: bytes) -> None:
    assert render_pdf(sample()) == pdf


def test_says_what_it_is(pdf: bytes) -> None:
    root = reader(pdf).trailer["/Root"]
    assert root["/Lang"].startswith("nl")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] is True or (
        str(root["/ViewerPreferences"]["/DisplayDocTitle"]).lower() == "true"
    )
    metadata = reader(pdf).metadata
    assert metadata is not None
    assert metadata.title == "De Meidoorn"
    assert metadata.author == "Projectteam De Meidoorn"
    assert str(metadata["/CreationDate"]).startswith("D:20270303")
    assert b"/tmp" not in pdf


def test_cover_heads_and_feet(pdf: bytes) -> None:
    pages = [one.extract_text() for one in reader(pdf).pages]
    for line in ("De Meidoorn", "Voorbeeldstad", "Woonstichting De Linde", "3 maart 2027"):
        assert line in pages[0]
    assert "1.0, vastgesteld" in pages[0]
    assert "De Meidoorn, " in pages[-1]
    assert re.search(rf"\b{len(pages)}\D+{len(pages)}\b", pages[-1])
    opening = next(number for number, one in enumerate(pages) if one.count("Tabellen"))
    assert opening == 1  # in the contents, with the page that it is on
    shown = re.search(r"Tabellen[. ]*(\d+)", pages[1])
    assert shown is not None
    assert "Tabellen" in pages[int(shown[1]) - 1]


def test_bookmarks_are_the_headings(pdf: bytes) -> None:
    found = bookmarks(pdf)
    assert found[:2] == ["Het verhaal van de buurt", "  Hoe wij werken"]
    assert "  Afspraak nummer 3" in found


def test_parts_are_counted(pdf: bytes) -> None:
    _counts_agree(sample(), pdf)
    assert alternatives(pdf) == ["Staaf: 12 open vragen"]


def _counts_agree(book: Book, pdf: bytes) -> None:
    """Compare the headings, links, table heads and pictures of a book with the tags of its PDF."""
    found = count(pdf)
    blocks = list(walk(book.blocks()))
    shown = [one for one in blocks if isinstance(one, Heading)]
    assert sum(found[f"H{level}"] for level in range(1, 7)) == len(shown) + 1  # and the contents
    assert len(bookmarks(pdf)) == len(shown)
    tables = [one for one in blocks if isinstance(one, Table)]
    assert found["Table"] == len(tables)
    assert found["TH"] == sum(len(row) for one in tables for row in one.head)
    cells = sum(len(row) for one in tables for row in one.body)
    assert found["TD"] == cells
    notes = [one.note for part in texts(blocks) for one in inlines(part) if _is_note(one)]
    assert found["Note"] == len({id(note) for note in notes})


def _is_note(one: object) -> bool:
    return isinstance(one, NoteMark)


def test_a_link_leads_where_it_says(pdf: bytes) -> None:
    addresses = {
        str(one.get_object()["/A"]["/URI"])
        for sheet in reader(pdf).pages
        for one in sheet.get("/Annots", [])
        if "/URI" in one.get_object().get("/A", {})
    }
    assert addresses == {"https://www.meidoorn.example/over-ons", "mailto:team@meidoorn.example"}
    # to be read on paper where the words don't say it, and only there
    assert text_of(pdf).count("(https://www.meidoorn.example/over-ons)") == 1
    assert text_of(pdf).count("team@meidoorn.example") == 1


def test_every_link_is_tagged(pdf: bytes) -> None:
    parts = [part for one in sample().chapters for part in texts(one.blocks)]
    links = [one for part in parts for one in inlines(part) if isinstance(one, Link)]
    lines_of_contents = count(pdf)["TOCI"]
    numbers_of_notes = 2 * 2 - 1  # to the note and back; the second mark has no way back
    assert count(pdf)["Link"] == len(links) + lines_of_contents + numbers_of_notes


def test_a_note_stands_once(pdf: bytes) -> None:
    assert text_of(pdf).count("Gemetenindewinter") == 1


def test_a_wide_table_lies_on_its_side(pdf: bytes) -> None:
    sheets = [float(one.mediabox.width) > float(one.mediabox.height) for one in reader(pdf).pages]
    assert sheets.count(True) >= 1
    lying = reader(pdf).pages[sheets.index(True)].extract_text()
    assert "Wie wat beslist" in lying  # its heading comes along
    assert not sheets[-1]


def test_the_head_of_a_table_is_repeated() -> None:
    rows = [[str(number), "Wat er gebeurt"] for number in range(120)]
    made = render_pdf(one_page(table(["Nummer", "Omschrijving"], *rows)))
    pages = [one.extract_text() for one in reader(made).pages[2:]]
    assert len(pages) > 1
    assert all("Omschrijving" in one for one in pages)
    assert count(made)["TH"] == 2


def test_a_short_item_stays_on_one_page() -> None:
    filling = [paragraph("Een regel die de bladzijde vult.") for _ in range(24)]
    item = card(1, "Hier blijft alles bijeen", "done", "klaar")
    pages = [one.extract_text() for one in reader(render_pdf(one_page(*filling, item))).pages]
    holding = [one for one in pages[2:] if "AF-001" in one or "Warme huizen" in one]
    assert len(holding) == 1
    assert "Hier blijft alles bijeen" in holding[0]


def test_a_heading_is_not_left_alone() -> None:
    for number in range(18, 32):
        filling = [paragraph("Een regel die de bladzijde vult.") for _ in range(number)]
        end = (heading(2, "Aan de voet"), paragraph("En wat eronder hoort."))
        pages = [one.extract_text() for one in reader(render_pdf(one_page(*filling, *end))).pages]
        # not the contents, where it stands too
        holding = next(one for one in pages[2:] if "Aan de voet" in one)
        assert "En wat eronder hoort" in holding


@pytest.mark.parametrize("which", ["example_pages", "everything", "corpus_pages"])
def test_real_pages(which: str, request: pytest.FixtureRequest) -> None:
    """Print De Lindebuurt and the corpus; nothing of them is lost, and all of it is tagged."""
    captured: Captured = request.getfixturevalue(which)
    book = Book(facts(), captured.book.chapters)
    made = render_pdf(book)
    assert failures(made) == []
    _counts_agree(book, made)
    found = _letters(body_of(made))
    printable = Printable(coverage)
    expected = Counter(_letters(printable(one)) for one in words(book.blocks()))
    lost = {one for one, number in expected.items() if found.count(one) < number}
    assert lost == set()


MARKUP = re.compile(
    r":::|```|\{(?:ref|doc|need|alleen-voor)\}|</?\w+>|:need:|#\w+\(|wijk-(?:item|phase)"
)


def test_no_markup_is_left(example_pages: Captured) -> None:
    made = render_pdf(Book(facts(), example_pages.book.chapters))
    found = {
        number: MARKUP.findall(one.extract_text())
        for number, one in enumerate(reader(made).pages, start=1)
    }
    assert {number: left for number, left in found.items() if left} == {}


def test_what_has_no_spaces_stays_on_the_page() -> None:
    long = "https" + "x" * 150
    blocks = (
        paragraph(long),
        CodeBlock(long),
        paragraph(Code(long)),
        table(["a", "b"], [long, long]),
    )
    made = render_pdf(one_page(*blocks))
    lines = "".join(one.extract_text() for one in reader(made).pages).splitlines()
    assert max(map(len, lines)) < 120
    # and nothing is put in that would hide a word from a search
    assert text_of(made).count(long) == 5
    assert "\u200b" not in text_of(made)


def test_in_english() -> None:
    locale.activate("en")
    made = render_pdf(Book(facts(language="en", reader="Board"), sample().chapters))
    assert failures(made) == []
    assert reader(made).trailer["/Root"]["/Lang"] == "en-GB"
    assert "ExcerptforBoard" in text_of(made)


def _letters(text: str) -> str:
    """Return the letters of a text: hyphens and the ends of lines come and go."""
    return "".join(re.findall(r"[^\W_]+", text))


def test_item_lines_are_no_headings(pdf: bytes) -> None:
    levels = [str(one["/S"]) for one in tags(pdf) if str(one["/S"]).startswith("/H")]
    assert levels[0] == "/H1"
    for before, after in itertools.pairwise(levels):
        assert int(after[2]) <= int(before[2]) + 1
