"""Not a word of a page is lost on its way to the book, and none is said twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.output.book.capturing import FACTS, Captured
from tests.output.book.printed import printed_words
from wijk_ext.output.book.assemble import assemble
from wijk_ext.output.book.model import Figure, Heading, Link
from wijk_ext.output.book.walk import anchors, inlines, texts, walk
from wijk_ext.output.book.words import notes, words

if TYPE_CHECKING:
    from wijk_ext.output.book.assemble import PageBody

SITES = ["example_pages", "corpus_pages", "everything"]


@pytest.fixture(params=SITES)
def captured(request: pytest.FixtureRequest) -> Captured:
    return request.getfixturevalue(request.param)


def compared(captured: Captured, pages: list[PageBody]) -> dict[str, tuple[object, object]]:
    """Return the pages whose words differ, with those of the HTML and those of the book."""
    book = assemble(pages, captured.site, FACTS)
    names = [page.page for page in pages]
    differing = {}
    for page, chapter in zip(captured.pages, book.chapters, strict=True):
        expected = printed_words(page.body, page.page, names)
        found = words(chapter.blocks), [words(one.content) for one in notes(chapter.blocks)]
        if page.page == chapter.page and found != expected:
            differing[page.page] = (expected, found)
    return differing


def test_every_page_keeps_its_words(captured: Captured) -> None:
    assert captured.pages
    assert compared(captured, captured.pages) == {}


@pytest.mark.parametrize("written", ["", r"\1 \1", r"\1 en"], ids=["lost", "twice", "added"])
def test_a_difference_is_seen(example_pages: Captured, written: str) -> None:
    def altered(page: PageBody) -> PageBody:
        body = re.sub(r"(?<=<p>)(\w+)", written, page.body, count=1)
        assert body != page.body
        return type(page)(page.page, page.title, page.depth, body)

    pages = [altered(page) for page in example_pages.pages]
    assert compared(example_pages, pages).keys() == {page.page for page in pages}


def test_every_page_is_in_the_book(captured: Captured) -> None:
    written = {
        path.relative_to(captured.store).with_suffix("").as_posix()
        for path in captured.store.rglob("*.html")
    }
    assert {page.page for page in captured.pages} == written


def test_every_link_leads_somewhere_and_every_anchor_is_one(captured: Captured) -> None:
    blocks = list(captured.book.blocks())
    known = list(anchors(blocks))
    assert len(set(known)) == len(known)
    links = [one for text in texts(blocks) for one in inlines(text) if isinstance(one, Link)]
    inside = {one.anchor for one in links if one.anchor}
    assert inside
    assert inside <= set(known)
    assert all(bool(one.anchor) != bool(one.address) for one in links)


def test_no_level_of_headings_is_skipped(captured: Captured) -> None:
    before = 0
    for block in walk(captured.book.blocks()):
        if isinstance(block, Heading):
            assert 1 <= block.level <= min(before + 1, 6), block
            before = block.level


def test_every_picture_is_a_file_of_the_site(captured: Captured) -> None:
    for block in walk(captured.book.blocks()):
        if isinstance(block, Figure) and block.picture.file:
            assert block.picture.file.is_relative_to(captured.site)
            assert block.picture.file.is_file()


def test_it_is_read_the_same_twice(captured: Captured) -> None:
    assert captured.book == captured.book
