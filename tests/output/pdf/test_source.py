"""What an author writes never acts as Typst."""

from __future__ import annotations

import json
import re
from typing import Any

import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.output.pdf.reading import text_of
from tests.output.pdf.sample import facts, one_page, paragraph, text
from wijk_ext.output.book.model import (
    Block,
    Book,
    Box,
    Cell,
    Chapter,
    Code,
    CodeBlock,
    Definition,
    Definitions,
    Figure,
    Formula,
    Heading,
    ItemCard,
    Link,
    Note,
    NoteMark,
    Paragraph,
    Picture,
    Pill,
    Styled,
    Table,
)
from wijk_ext.output.fonts import coverage
from wijk_ext.output.pdf.literals import USUAL, Printable, string
from wijk_ext.output.pdf.render import render_pdf
from wijk_ext.output.pdf.typst import write

HOSTILE = [
    "#panic()",
    '"); panic(); ("',
    '\\"); panic(); (\\"',
    "\\",
    "\\u{41}",
    '"',
    "]#panic()[",
    "}; panic(); {",
    "*_`$@<label>//",
    "/* x",
    '#read("/etc/passwd")',
    "= kop",
    '#import "@preview/x:0.1.0": *',
    "a\u2028b\u0085c",
]
CALLED = {
    *("import", "show", "true", "false", "none", "auto", "fr", "pt"),
    *("handboek", "chapter", "titled", "place-of", "label", "link", "address", "footnote"),
    *("text-paragraph", "lead-paragraph", "label-paragraph", "caption-paragraph", "code-block"),
    *("plain", "strong", "emph", "small", "sub", "super", "strike", "small-heading", "raw"),
    "underline",
    *("pill", "phase", "linebreak", "may-break", "image", "alt", "picture", "width", "caption"),
    *("panel", "card", "breakable", "definitions", "facts", "grid-table", "table", "cell", "align"),
}
anything = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=["Cs"])),
    st.text(alphabet='\\"#[]{}()$*_`@<>/;\n\t '),
)


def _evaluated(literals: list[str]) -> list[str]:
    source = "#metadata((" + "".join(f"{literal}," for literal in literals) + "))<x>"
    found: Any = json.loads(typst.Compiler(source.encode()).query("<x>", field="value", one=True))
    return list(found)


@given(st.lists(anything, min_size=1))
@settings(deadline=None)
def test_a_literal_is_the_text(texts: list[str]) -> None:
    assert _evaluated([string(one) for one in texts]) == texts


@given(st.lists(anything, min_size=12, max_size=12))
@settings(deadline=None, max_examples=60)
def test_nothing_in_a_book_is_a_program(texts: list[str]) -> None:
    book = Book(facts(), (Chapter(texts[0], tuple(_everywhere(texts))),))
    outside = _outside_literals(write(book, Printable(coverage)).text)
    assert set(re.findall(r"[^\W\d][\w-]*", outside)) <= CALLED
    assert re.fullmatch(r"[\w\s#():,;{}\[\]*%.-]*", outside)


def _everywhere(texts: list[str]) -> list[Block]:
    first, *rest = texts
    link = Link(text(rest[0]), address="https://" + rest[1].replace("\n", ""))
    note = NoteMark(Note((paragraph(rest[2]),)))
    return [
        Heading(1, text(first), (rest[0],)),
        paragraph(rest[3], Code(rest[4]), Formula(rest[5]), Pill(rest[6], "done"), note),
        Paragraph((Link(text("x"), address=link.address), Styled(rest[7], text(rest[7]))), rest[8]),
        CodeBlock(rest[9], text(rest[10])),
        Figure(Picture(None, "<svg/>", rest[1], rest[2]), (paragraph(rest[3]),)),
        Box(rest[4], text(rest[5]), (paragraph(rest[6]),), (rest[7],)),
        ItemCard(rest[8], rest[9], text(rest[10]), Heading(2, text(rest[0])), ()),
        Definitions((Definition((text(rest[1]),), (paragraph(rest[2]),)),)),
        Table((), ((Cell((paragraph(rest[3]),), align=rest[4]),),), text(rest[5])),
    ]


def _outside_literals(source: str) -> str:
    found, within, escaped = [], False, False
    for sign in source:
        if within and escaped:
            escaped = False
        elif within and sign == "\\":
            escaped = True
        elif sign == '"':
            within = not within
        elif not within:
            found.append(sign)
    assert not within
    return "".join(found)


def test_hostile_text_is_printed() -> None:
    blocks = [paragraph(one) for one in HOSTILE]
    found = text_of(render_pdf(one_page(*blocks)))
    for one in HOSTILE[:-1]:
        assert "".join(one.split()) in found
    named = facts(name='#panic() "x"', reader="{}; #panic()", authors='"', municipality="\\")
    assert "#panic()" in text_of(render_pdf(Book(named, ())))


def test_usual_text_is_in_our_fonts() -> None:
    usual = {code for code in range(0x3000) if USUAL.fullmatch(chr(code))}
    assert usual - coverage() == set()
