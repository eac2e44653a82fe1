"""What is wrong, broken or empty in a book never stops it, and never acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.output.pdf.reading import (
    alternatives,
    bookmarks,
    failures,
    text_of,
)
from tests.output.pdf.sample import (
    DRAWING,
    PIXEL,
    cell,
    facts,
    heading,
    one_page,
    paragraph,
    sample,
    text,
    written,
)
from wijk_ext.output.book.model import (
    Book,
    Box,
    Chapter,
    Code,
    Figure,
    Heading,
    ItemCard,
    Link,
    ListBlock,
    Note,
    NoteMark,
    Paragraph,
    Picture,
    Pill,
    Quote,
    Table,
)
from wijk_ext.output.pdf.render import render_pdf

if TYPE_CHECKING:
    from pathlib import Path


def test_a_level_that_is_skipped_is_mended() -> None:
    made = render_pdf(one_page(heading(4, "Te diep"), heading(6, "Dieper"), heading(2, "Terug")))
    assert failures(made) == []
    assert bookmarks(made) == ["Los", "  Te diep", "    Dieper", "  Terug"]


def test_links_to_nothing_and_to_scripts_are_words() -> None:
    links = (
        Link(text("nergens"), "bestaat-niet"),
        Link(text("script"), address="javascript:alert(1)"),
        Link((), address="https://meidoorn.example/kaart"),
        Link((*text("buiten "), Link(text("binnen"), address="https://a.example")), "los"),
    )
    made = render_pdf(one_page(Paragraph(links)))
    assert failures(made) == []
    assert b"javascript" not in made
    assert "nergensscripthttps://meidoorn.example/kaartbuitenbinnen" in text_of(made)


@pytest.mark.parametrize("content", [b"", b"geen plaatje", PIXEL[:40], b"<svg", b"GIF89a"])
def test_a_broken_picture_is_its_words(tmp_path: Path, content: bytes) -> None:
    broken = Picture(written(tmp_path / "kapot.png", content), alternative="Kaart van de buurt")
    good = Picture(written(tmp_path / "goed.png", PIXEL), alternative="Stip")
    blocks = (Figure(broken), paragraph("tekst ", broken), Figure(good))
    made = render_pdf(one_page(*blocks))
    assert failures(made) == []
    assert text_of(made).count("Kaartvandebuurt") == 2
    assert alternatives(made) == ["Stip"]


def test_a_broken_logo_is_left_out(tmp_path: Path) -> None:
    logo = written(tmp_path / "logo.svg", b"<svg><g></svg>")
    assert failures(render_pdf(Book(facts(logo=logo), sample().chapters))) == []
    assert failures(render_pdf(Book(facts(logo=tmp_path / "weg.svg"), ()))) == []


def test_pictures(tmp_path: Path) -> None:
    png = written(tmp_path / "naam met spatie.jpg", PIXEL)  # its content counts, not its name
    missing = Picture(tmp_path / "weg.png", alternative="")
    blocks = (
        Figure(Picture(png, alternative="Stip", width="200px")),
        Figure(Picture(png, decorative=True)),
        Figure(Picture(None, DRAWING), (paragraph("Bijschrift"),)),
        paragraph("In de tekst ", Picture(png, alternative="Klein", width="1em")),
        Figure(missing),
    )
    made = render_pdf(one_page(*blocks))
    assert failures(made) == []
    none = "Afbeelding zonder beschrijving"
    assert alternatives(made)[0] == "Stip"
    assert alternatives(made)[2] == "Klein"
    assert alternatives(made)[1] in {none, "Picture without a description"}
    assert b"naam met spatie" not in made


def test_a_drawing_reads_no_other_file(tmp_path: Path) -> None:
    secret = written(tmp_path / "geheim.png", PIXEL)
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        f'<image href="{secret}" width="9" height="9"/></svg>'
    )
    plain = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>'
    made = [render_pdf(one_page(Figure(Picture(None, one, "x")))) for one in (drawing, plain)]
    images = [b"/Subtype/Image" in one.replace(b" ", b"") for one in made]
    assert images == [False, False]


def test_a_drawing_with_a_sign_that_no_font_has() -> None:
    drawing = DRAWING.replace("12 open vragen", "\U0001f9ff 中")
    made = render_pdf(one_page(Figure(Picture(None, drawing, "Een oog"))))
    assert failures(made) == []
    assert alternatives(made) == ["Een oog"] or "Eenoog" in text_of(made)


def test_what_no_font_has_is_its_number() -> None:
    content = "oog \U0001f9ff, ❤️, \x00\x1b, \ue000, \u202e, ☎, שלום, ½, a\u00adb"
    made = render_pdf(one_page(paragraph(content), paragraph(Code(content))))
    assert failures(made) == []
    found = text_of(made)
    assert found.count("[U+1F9FF]") == 2
    assert found.count("[U+E000]") == 2
    assert "☎" in found


def test_blocks_deep_within_one_another() -> None:
    block: Quote | ListBlock | Box = Quote((paragraph("het diepste"),))
    for number in range(60):
        kinds = (Quote((block,)), ListBlock(((block,),)), Box("note", text("t"), (block,)))
        block = kinds[number % 3]
    made = render_pdf(one_page(block))
    assert "hetdiepste" in text_of(made)


def test_empty_things() -> None:
    empty = Table((), ((cell(""), cell("")),))
    blocks = (
        Paragraph(()),
        Paragraph((), anchors=("leeg",)),
        empty,
        Table((), ()),
        Quote(()),
        Box("note", (), ()),
        ListBlock(()),
        ItemCard("vraag", "onbekend", (), heading(2, "Leeg"), ()),
        paragraph(NoteMark(Note(())), Link(text("naar leeg"), "leeg"), ""),
        Heading(2, (), ("kop",)),
        Heading(2, (Picture(None, DRAWING, "Alleen een plaatje"),)),
        Heading(2, (Pill("alleen een pil", "done"),)),
    )
    assert failures(render_pdf(one_page(*blocks))) == []
    assert failures(render_pdf(Book(facts(), ()))) == []
    bare = facts(name="", municipality="", status="", reader="", date="", authors="", edition="")
    assert failures(render_pdf(Book(bare, (Chapter("x", ()),)))) == []
