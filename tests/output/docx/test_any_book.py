"""Whatever stands in a book, Word opens what is made of it, and not a word is lost."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.output.docx.checker import problems
from tests.output.docx.parts import FACTS
from tests.output.docx.reading import document_words
from wijk_ext.output.book.model import (
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
    LineBreak,
    Link,
    ListBlock,
    Note,
    NoteMark,
    Paragraph,
    Picture,
    Pill,
    Quote,
    Rule,
    Styled,
    Table,
    Text,
)
from wijk_ext.output.book.words import words
from wijk_ext.output.docx import render_docx
from wijk_ext.output.docx.xml import clean

WORDS = st.text(max_size=12) | st.sampled_from(
    ["woord", "<w:p/>", "&amp;", "]]>", "\x00", "\ud800"]
)
NAMES = st.sampled_from(["", "a", "b", "Een heel lang anker " * 5, "ü"])
ADDRESSES = st.sampled_from(["", "https://a.example/b c#d#e", "http://[", "mailto:x@y.example"])
LEAVES = st.one_of(
    WORDS.map(Text),
    WORDS.map(Code),
    WORDS.map(Formula),
    st.builds(Pill, WORDS, st.sampled_from(["done", "stuck", "onbekend"])),
    st.just(LineBreak()),
    st.just(Picture(None, alternative="niets")),
)
STYLES = st.sampled_from(
    ["strong", "emphasis", "small", "sub", "super", "strike", "underline", "label", "?"]
)


def texts(inner: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(inner, max_size=4).map(tuple)


INLINES = st.recursive(
    LEAVES,
    lambda inner: (
        st.builds(Styled, STYLES, texts(inner))
        | st.builds(Link, texts(inner), NAMES)
        | st.builds(lambda content, address: Link(content, "", address), texts(inner), ADDRESSES)
        | st.builds(lambda content: NoteMark(Note((Paragraph(content),))), texts(inner))
    ),
    max_leaves=6,
)
TEXT = texts(INLINES)
ANCHORS = st.lists(NAMES.filter(bool), max_size=2).map(tuple)
HEADINGS = st.builds(Heading, st.integers(1, 6), TEXT, ANCHORS)
SIMPLE = st.one_of(
    HEADINGS,
    st.builds(Paragraph, TEXT, st.sampled_from(["", "lead", "label", "caption"]), ANCHORS),
    st.builds(CodeBlock, WORDS, TEXT),
    st.builds(Figure, st.just(Picture(None)), st.just(()), ANCHORS),
    st.just(Rule()),
)


def containers(inner: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    blocks = st.lists(inner, max_size=3).map(tuple)
    cells = st.builds(
        Cell,
        blocks,
        st.booleans(),
        st.integers(1, 4),
        st.integers(1, 3),
        st.sampled_from(["", "right"]),
    )
    rows = st.lists(st.lists(cells, max_size=4).map(tuple), max_size=3).map(tuple)
    definitions = st.lists(
        st.builds(Definition, st.lists(TEXT, max_size=2).map(tuple), blocks, ANCHORS), max_size=2
    )
    items = st.lists(blocks, max_size=3).map(tuple)
    return st.one_of(
        st.builds(ListBlock, items, st.none() | st.integers(-2, 9), st.sampled_from("1aAiI")),
        st.builds(Definitions, definitions.map(tuple), st.booleans()),
        st.builds(Table, rows, rows, TEXT, ANCHORS),
        st.builds(Quote, blocks),
        st.builds(Box, st.sampled_from(["note", "access", "card", "?"]), TEXT, blocks, ANCHORS),
        st.builds(ItemCard, st.just("vraag"), st.just("done"), TEXT, HEADINGS, blocks, ANCHORS),
    )


BLOCKS = st.lists(st.recursive(SIMPLE, containers, max_leaves=8), max_size=4).map(tuple)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(BLOCKS)
def test_any_book(blocks: tuple[object, ...]) -> None:
    chapter = Chapter("pagina", (Heading(1, (Text("Begin"),)), *blocks))  # type: ignore[arg-type]
    data = render_docx(Book(FACTS, (chapter,)))
    assert problems(data) == []
    written = clean("".join(words(chapter.blocks)))
    assert "".join(document_words(data)) == "".join(written.split())
