"""Pages become one book: order, levels, anchors, links."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.output.book.capturing import FACTS
from wijk_ext.output.book.assemble import Levels, PageBody, assemble
from wijk_ext.output.book.model import Heading, Link, Paragraph, Text
from wijk_ext.output.book.walk import anchors, inlines, texts, walk

if TYPE_CHECKING:
    from wijk_ext.output.book.model import Block, Book


def book(**bodies: str) -> Book:
    """Return a book of pages by name, with ``__`` for a slash; a page in a folder is below."""
    pages = []
    for key, body in bodies.items():
        name = key.replace("__", "/")
        pages.append(PageBody(name, f"Titel {name}", 1 + name.count("/"), body))
    return assemble(pages, Path("/nergens"), FACTS)


def headings(made: Book) -> list[tuple[int, str]]:
    return [
        (block.level, "".join(one.content for one in block.content if isinstance(one, Text)))
        for block in walk(made.blocks())
        if isinstance(block, Heading)
    ]


def links(blocks: tuple[Block, ...]) -> dict[str, str]:
    found = (one for text in texts(blocks) for one in inlines(text) if isinstance(one, Link))
    return {
        "".join(part.content for part in one.content if isinstance(part, Text)): one.anchor
        or one.address
        for one in found
    }


def test_headings_are_shifted_by_the_depth_of_their_page() -> None:
    made = book(
        index="<h1>Begin</h1><h2>a</h2>",
        deel="<h1>Deel</h1><h2>b</h2><h3>c</h3>",
        deel__een="<h1>Een</h1><h2>d</h2><h2>e</h2>",
        deel__een__diep="<h1>Diep</h1><h2>f</h2><h3>g</h3><h4>h</h4><h5>i</h5>",
        slot="<h1>Slot</h1>",
    )
    assert headings(made) == [
        *((1, "Begin"), (2, "a"), (1, "Deel"), (2, "b"), (3, "c"), (2, "Een"), (3, "d")),
        *((3, "e"), (3, "Diep"), (4, "f"), (5, "g"), (6, "h"), (6, "i"), (1, "Slot")),
    ]


@pytest.mark.parametrize(
    ("meant", "given"),
    [
        ([1, 3, 3, 2, 4], [1, 2, 2, 2, 3]),
        ([4, 2, 1], [1, 1, 1]),
        ([1, 2, 9, 9, 10, 11, 12, 13, 2], [1, 2, 3, 3, 4, 5, 6, 6, 2]),
    ],
)
def test_no_level_is_skipped(meant: list[int], given: list[int]) -> None:
    levels = Levels()
    assert [levels.next(level) for level in meant] == given


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>a</p>", [(1, "Titel index")]),
        ("", [(1, "Titel index")]),
        ("<p>voor</p><h1>Kop</h1>", [(1, "Kop")]),
        ("<h2>Eerst</h2><h1>Kop</h1>", [(1, "Titel index"), (2, "Eerst"), (1, "Kop")]),
        (
            '<div class="wijk-access"><h1>Kop</h1></div><h2>Twee</h2>',
            [(1, "Titel index"), (1, "Kop"), (2, "Twee")],
        ),
        ('<h1 class="rubric">Los</h1>', [(1, "Titel index"), (1, "Los")]),
        ("<h1></h1>", [(1, "Titel index")]),
    ],
)
def test_a_chapter_begins_with_a_heading(body: str, expected: list[tuple[int, str]]) -> None:
    made = book(index=body)
    assert headings(made) == expected
    assert isinstance(made.chapters[0].blocks[0], Heading)


def test_a_page_without_any_name_has_a_heading() -> None:
    made = assemble([PageBody("a/b", " ", 1, "<p>tekst</p>")], Path(), FACTS)
    assert headings(made) == [(1, "a/b")]


def test_links_lead_to_anchors_of_the_book() -> None:
    made = book(
        index='<section id="kop"><h1>A</h1><a href="b.html">1</a> <a href="b.html#x">2</a> '
        '<a href="deel/c.html#x">3</a> <a href="#kop">4</a> <a href="b.html#weg">5</a> '
        '<a href="/b.html">6</a> <a href="deel/">7</a> <a href="b.html?q=1#x">8</a></section>',
        b='<h1>B</h1><p id="x">x</p>',
        deel__index="<h1>D</h1>",
        deel__c='<h1>C</h1><p id="x"><a href="../b.html#x">1</a> <a href="c.html">2</a> '
        '<a href="#x">3</a> <a href="#">4</a> <a href="%63.html#x">5</a></p>',
    )
    assert links(made.chapters[0].blocks) == {
        "1": "b",
        "2": "b--x",
        "3": "deel.c--x",
        "4": "index--kop",
        "5": "b",
        "6": "b",
        "7": "deel.index",
        "8": "b--x",
    }
    assert links(made.chapters[3].blocks) == {
        "1": "b--x",
        "2": "deel.c",
        "3": "deel.c--x",
        "4": "deel.c",
        "5": "deel.c--x",
    }
    known = list(anchors(made.blocks()))
    assert len(set(known)) == len(known)
    assert {one for chapter in made.chapters for one in links(chapter.blocks).values()} <= {*known}


def test_a_link_to_what_is_not_in_the_book_names_the_file() -> None:
    html = '<h1>A</h1><p><a href="_downloads/1/plan.pdf">Het plan</a> <a href="weg.html">b</a></p>'
    (chapter,) = book(index=html).chapters
    assert chapter.blocks[1] == Paragraph((Text("Het plan (plan.pdf) b (weg.html)"),))


def test_ids_that_no_block_takes_belong_to_the_title() -> None:
    made = book(
        index='<h1 id="a">A</h1><ul id="b"><li>punt</li></ul><pre id="c">x</pre><hr>'
        '<div hidden id="d">weg</div><p>slot</p><span id="e"></span>'
        '<table id="f"><tr><td></td></tr></table>'
        '<a href="#c">c</a><a href="#d">d</a><a href="#e">e</a><a href="#f">f</a>'
    )
    known = set(anchors(made.blocks()))
    assert known == {"index", *(f"index--{letter}" for letter in "abcdef")}
    (title, *_rest) = made.chapters[0].blocks
    assert isinstance(title, Heading)
    assert title.anchors == ("index", "index--a", "index--d", "index--e", "index--f")


def test_anchors_differ_whatever_pages_and_ids_are_called() -> None:
    made = book(
        **{
            "index": '<h1>A</h1><p id="x--y">1</p><p id="x">2</p><p id="x">3</p>',
            "index--x": '<h1>B</h1><p id="y">4</p><a href="#y">hier</a>',
            "a__b": "<h1>C</h1>",
            "a.b": '<h1>D</h1><a href="a.b.html">zelf</a><a href="a/b.html">ander</a>',
        }
    )
    known = list(anchors(made.blocks()))
    assert len(set(known)) == len(known) == 7
    assert links(made.chapters[1].blocks) == {"hier": "index--x--y-2"}
    assert links(made.chapters[3].blocks) == {"zelf": "a.b-2", "ander": "a.b"}


def test_notes_have_no_anchors() -> None:
    made = book(
        index='<h1>A</h1><p>a<a class="footnote-reference" href="#n">1</a> '
        '<a href="#q">naar de noot</a></p>'
        '<aside class="footnote" id="n"><p id="q">N</p></aside>'
    )
    (title, text) = made.chapters[0].blocks
    assert isinstance(title, Heading)
    assert set(title.anchors) == {"index", "index--n", "index--q"}
    assert links((text,)) == {"naar de noot": "index--q"}
