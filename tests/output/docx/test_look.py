"""What a handbook in Word holds: real headings, lists, notes, links and heads of tables."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import docx
import pytest

from tests.output.docx.checker import R, W, problems
from tests.output.docx.reading import paragraphs, part, shown, style
from tests.output.docx.sample import FACTS, NOTE, cell, h, p, row, t
from wijk_ext.output.book.model import (
    Book,
    Box,
    Chapter,
    Code,
    CodeBlock,
    Heading,
    Link,
    ListBlock,
    Note,
    NoteMark,
    Picture,
    Quote,
    Styled,
    Table,
    Text,
)
from wijk_ext.output.book.walk import walk
from wijk_ext.output.docx import render_docx

if TYPE_CHECKING:
    from wijk_ext.output.book.model import Block


def made(*blocks: Block) -> bytes:
    """Return a document of these blocks, which Word opens."""
    data = render_docx(Book(FACTS, (Chapter("index", (h(1, "Begin"), *blocks)),)))
    assert problems(data) == []
    return data


def body(data: bytes) -> list[str]:
    """Return the paragraphs behind the heading of the only chapter."""
    found = [shown(one) for one in paragraphs(data)]
    return found[len(found) - found[::-1].index("Begin") :]


def addresses(data: bytes, name: str = "document") -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        relations = archive.read(f"word/_rels/{name}.xml.rels").decode()
    return [one.split('"')[0] for one in relations.split('Target="')[1:] if "://" in one[:12]]


def test_headings_are_real(book: Book, handbook: bytes) -> None:
    levels = [one.level for one in walk(book.blocks()) if isinstance(one, Heading)]
    styles = (style(one) for one in paragraphs(handbook))
    assert [int(one[-1]) for one in styles if one.startswith("Heading")] == levels


def test_the_contents_lead_to_the_headings(book: Book, handbook: bytes) -> None:
    root = part(handbook)
    entries = [
        one
        for one in root.iter(f"{W}p")
        if style(one).startswith("TOC") and style(one) != "TOCHeading"
    ]
    headings = [one for one in walk(book.blocks()) if isinstance(one, Heading) and one.level <= 2]
    assert [shown(one) for one in entries] == [
        "".join(x.content for x in one.content) for one in headings
    ]
    for entry, heading in zip(entries, headings, strict=True):
        anchor = entry.find(f"{W}hyperlink").get(f"{W}anchor")
        mark = next(one for one in root.iter(f"{W}bookmarkStart") if one.get(f"{W}name") == anchor)
        assert shown(mark.getparent()) == heading.content[0].content
    settings = part(handbook, "word/settings.xml")
    assert settings.find(f"{W}updateFields") is None


def test_the_file_says_what_it_is(handbook: bytes) -> None:
    properties = docx.Document(io.BytesIO(handbook)).core_properties
    assert properties.title == "De Lindebuurt, editie 1.0, uittreksel voor Woonstichting De Linde"
    assert properties.author == FACTS.authors
    assert properties.language == "nl-NL"
    assert properties.created == properties.modified
    assert f"{properties.created:%Y-%m-%d %H:%M}" == "2027-03-03 00:00"
    assert properties.last_modified_by == ""
    assert part(handbook, "word/styles.xml").find(f".//{W}lang").get(f"{W}val") == "nl-NL"


def test_english_is_marked_as_such() -> None:
    data = render_docx(Book(replace(FACTS, language="en"), ()))
    assert part(data, "word/styles.xml").find(f".//{W}lang").get(f"{W}val") == "en-GB"


def test_the_accent_colours_headings() -> None:
    data = render_docx(Book(replace(FACTS, colour="#7a0045"), ()))
    styles = docx.Document(io.BytesIO(data)).styles
    assert str(styles["Heading 1"].font.color.rgb) == "7A0045"


def test_a_book_of_nothing_opens() -> None:
    assert problems(render_docx(Book(FACTS, ()))) == []


def test_heads_of_tables_repeat(handbook: bytes) -> None:
    for table in part(handbook).iter(f"{W}tbl"):
        heads = [
            one for one in table.iter(f"{W}tr") if one.find(f"{W}trPr/{W}tblHeader") is not None
        ]
        assert len(heads) == 1
        assert table.find(f"{W}tr") is heads[0]


def test_only_a_wide_table_lies_on_its_side(handbook: bytes) -> None:
    sections = docx.Document(io.BytesIO(handbook)).sections
    assert [one.orientation for one in sections] == [0, 1, 0]
    assert sections[0].different_first_page_header_footer
    assert not sections[2].different_first_page_header_footer
    assert all(one.header.paragraphs[0].text for one in sections)


@pytest.mark.parametrize("at", ["first", "last", "only", "twice"])
def test_a_wide_table_at_an_end_gives_no_empty_page(at: str) -> None:
    wide = Table((row(*"abcdefg", header=True),), (row(*"1234567"),))
    blocks = {
        "first": (wide, p("Erna.")),
        "last": (p("Ervoor."), wide),
        "only": (wide,),
        "twice": (p("Ervoor."), wide, wide),
    }[at]
    sections = docx.Document(io.BytesIO(made(*blocks))).sections
    expected = {"first": [0, 1, 0], "last": [0, 1], "only": [0, 1], "twice": [0, 1]}
    assert [one.orientation for one in sections] == expected[at]


def test_cells_of_several_rows_and_columns() -> None:
    table = Table(
        (),
        (
            (cell("a", rows=3), cell("b", columns=2)),
            (cell("c"), cell("d", rows=9)),
            (cell("e"),),
            (cell("f", columns=5),),
            (),
        ),
    )
    rows = part(made(table)).findall(f".//{W}tr")
    assert [[shown(one) for one in each.iter(f"{W}tc")] for each in rows] == [
        ["a", "b"],
        ["", "c", "d"],
        ["", "e", ""],
        ["f", ""],
        ["", "", ""],
    ]


def test_a_table_in_a_table_and_one_of_nothing() -> None:
    inner = Table((), ((cell("binnen"),),))
    made(Table((), ((cell(inner),), (cell(),))), Table((), ()), Table((), ((),)))


def test_lists_begin_at_their_number() -> None:
    one = ListBlock(((p("a"),),), start=3, numbering="a")
    numbering = part(made(one, one), "word/numbering.xml")
    starts = [one.get(f"{W}val") for one in numbering.iter(f"{W}startOverride")]
    assert starts == ["3", "3"]
    assert numbering.find(f".//{W}numFmt").get(f"{W}val") == "lowerLetter"


def test_a_note_is_written_once_and_referred_to_twice() -> None:
    data = made(p("Een", NoteMark(NOTE)), p("Twee", NoteMark(NOTE)))
    notes = part(data, "word/footnotes.xml").findall(f"{W}footnote")
    assert [one.get(f"{W}id") for one in notes] == ["-1", "0", "1"]
    assert shown(notes[2]).strip() == "Geteld op 1 januari 2027, zonder de nieuwbouw aan de Kade."
    assert [one.text for one in part(data).iter(f"{W}instrText")][1:] == [
        " NOTEREF _RefNote1 \\f \\h "
    ]


def test_a_note_in_a_note_follows_in_brackets() -> None:
    outer = Note((p("Buiten", NoteMark(NOTE)),))
    notes = part(made(p("Tekst", NoteMark(outer))), "word/footnotes.xml")
    assert "Buiten (Geteld op" in shown(notes[2])


@pytest.mark.parametrize(
    "blocks",
    [(), (CodeBlock("code"),), (Table((), ((cell("x"),),)),), (ListBlock(((p("x"),),)),)],
    ids=["nothing", "code", "table", "list"],
)
def test_a_note_of_any_block(blocks: tuple[Block, ...]) -> None:
    made(p("Tekst", NoteMark(Note(blocks))))


def test_an_address_is_shown_unless_the_words_are_it() -> None:
    links = (
        Link(t("het loket"), address="https://loket.example/a/"),
        Link(t("loket.example"), address="https://loket.example/"),
        Link(t("schrijf ons"), address="mailto:wijk@loket.example?subject=Vraag"),
    )
    data = made(*(p(one) for one in links))
    assert body(data) == [
        "het loket (loket.example/a)",
        "loket.example",
        "schrijf ons (wijk@loket.example)",
    ]


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://a.example/é b?c=[1]#d#e", "https://a.example/%C3%A9%20b?c=%5B1%5D#d%23e"),
        ("https://a.example/100%", "https://a.example/100%25"),
        ('https://a.example/"<>', "https://a.example/%22%3C%3E"),
        ("http://[::1/", ""),
        ("http://a.example:poort/", ""),
        ("gewoon", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_an_address_that_word_would_refuse(address: str, written: str) -> None:
    data = made(p(Link(t("woorden"), address=address)))
    assert addresses(data) == ([written] if written else [])
    assert body(data)[0].startswith("woorden")


def test_an_anchor_gets_a_name_that_word_allows() -> None:
    long = "een-heel-lange-naam-van-een-anker-die-word-niet-aankan"
    names = (f"{long}-1", f"{long}-2", "Één", "één", "1", "niemand-linkt-hierheen")
    links = tuple(p(Link(t(name), anchor=name)) for name in names[:-1])
    data = made(*(p(name, anchors=(name,)) for name in names), *links)
    root = part(data)
    marks = {one.get(f"{W}name"): shown(one.getparent()) for one in root.iter(f"{W}bookmarkStart")}
    found = {shown(one): one.get(f"{W}anchor") for one in root.iter(f"{W}hyperlink")}
    assert {name: marks[found[name]] for name in names[:-1]} == {name: name for name in names[:-1]}
    assert names[-1] not in marks.values()


def test_a_link_to_nowhere_and_one_in_a_link_are_words() -> None:
    inner = Link(t("binnen"), address="https://b.example")
    data = made(p(Link(t("weg"), anchor="weg"), Link((inner,), address="https://a.example")))
    assert len(part(data).findall(f".//{W}hyperlink[@{R}id]")) == 1
    assert body(data) == ["wegbinnen (a.example)"]


def test_signs_that_xml_can_not_hold_are_dropped() -> None:
    bad = "a\x00b\x0b\ufffe\ud800c"
    blocks = (p(bad, Code(bad)), h(2, bad), CodeBlock(bad, t(bad)))
    data = made(*blocks, p(Picture(None, alternative=bad)))
    assert body(data)[:2] == ["abcabc", "abc"]


def test_code_keeps_its_spaces_and_lines() -> None:
    assert body(made(CodeBlock("als\n    dan\tklaar\n\nnu\n"))) == ["als\n    dan\tklaar\n\nnu"]


@pytest.mark.parametrize("kind", ["list", "quote", "box", "style"])
def test_deep_is_flat_in_the_end(kind: str) -> None:
    block: Block = p("diep")
    for _ in range(150):
        wrapped = {
            "list": ListBlock(((block,),)),
            "quote": Quote((block,)),
            "box": Box("note", (), (block,)),
        }
        block = wrapped.get(kind, block)
    words: tuple[Styled | Text, ...] = (Text("diep"),)
    for _ in range(150):
        words = (Styled("strong", words),)
    assert [one for one in body(made(block, p(*words))) if one] == ["diep", "diep"]


def test_what_was_deleted_and_added_is_not_told_by_colour() -> None:
    data = made(p(Styled("strike", t("tien")), " ", Styled("underline", t("vijf"))))
    runs = {
        "".join(run.itertext()): run
        for run in part(data).iter(f"{W}r")
        if run.find(f"{W}t") is not None
    }
    assert runs["tien"].find(f"{W}rPr/{W}strike") is not None
    assert runs["vijf"].find(f"{W}rPr/{W}u").get(f"{W}val") == "single"
