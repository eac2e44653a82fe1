"""Whatever HTML an author writes, every word comes through once, and nothing fails."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from wijk_ext.output.book.dom import parse
from wijk_ext.output.book.html import read_body
from wijk_ext.output.book.model import Cell, Table
from wijk_ext.output.book.walk import walk
from wijk_ext.output.book.words import notes, words

TAGS = (
    "a abbr article aside b blockquote br caption code dd details dfn div dl dt em figcaption "
    "figure footer form h1 h2 h5 hr i kbd label legend li main menu nav ol p pre q s section small "
    "span strong sub summary sup table tbody td tfoot th thead time tr ul x-eigen"
).split()
CLASSES = (
    "admonition admonition-title attribution caption card citation code-block-caption container "
    "eqno field-list footnote footnote-list footnote-reference highlight hlist label line "
    "line-block literal-block-wrapper math rubric sd-badge sd-card sd-card-body sd-card-header "
    "sd-card-title sd-dropdown sd-tab-content sd-tab-label sd-tab-set sidebar "
    "sidebar-title topic topic-title versionadded versionmodified wijk-access wijk-access-label "
    "wijk-chart wijk-facts wijk-item wijk-item-body wijk-item-line wijk-item-title wijk-links "
    "wijk-small wijk-status"
).split()
ATTRIBUTES = st.sampled_from(
    [
        *("", ' id="n"', ' id="m"', ' href="#n"', ' href="#m"', ' href="https://x.example"'),
        *(' rowspan="3"', ' colspan="2"', ' rowspan="0"', ' role="presentation"', ' start="x"'),
    ]
)
TEXT = st.sampled_from(["woord", " woord ", "woord woord", " ", "\n", "&amp;", "<!-- weg -->"])


@st.composite
def elements(draw: st.DrawFn, depth: int = 4) -> str:
    """Return a piece of HTML, nested anyhow, closed or not."""
    parts = draw(st.lists(TEXT if depth == 0 else st.one_of(TEXT, elements(depth - 1)), max_size=4))
    tag = draw(st.sampled_from(TAGS))
    names = draw(st.lists(st.sampled_from(CLASSES), max_size=2))
    opening = f'<{tag} class="{" ".join(names)}"{draw(ATTRIBUTES)}>'
    closing = draw(st.sampled_from([f"</{tag}>", f"</{tag}>", f"</{tag}>", ""]))
    return opening + "".join(parts) + closing


def numbered(html: str) -> str:
    """Give every word a number, so that none is like another."""
    count = iter(range(10_000))
    return re.sub("woord", lambda _found: f"w{next(count)}w", html)


def words_with_notes(html: str) -> Counter[str]:
    blocks = read_body(html)
    found = words(blocks)
    for note in notes(blocks):
        found += words(note.content)
    return Counter(re.findall(r"w\d+w", " ".join(found)))


@settings(max_examples=400, deadline=None)
@given(st.lists(elements(), min_size=1, max_size=3).map("".join))
def test_every_word_comes_through_once(html: str) -> None:
    html = numbered(html)
    shown = parse(html)
    for mark in shown.xpath("//a[contains(@class, 'footnote-reference')]"):
        mark.drop_tree()  # the note stands in its place
    for label in shown.xpath("//aside[contains(@class, 'footnote')]/*[contains(@class, 'label')]"):
        label.drop_tree()
    expected = Counter(re.findall(r"w\d+w", str(shown.text_content())))
    found = words_with_notes(html)
    assert expected - found == Counter()
    assert max(found.values(), default=1) == 1


@settings(max_examples=200, deadline=None)
@given(st.lists(elements(), min_size=1, max_size=3).map("".join))
def test_every_table_is_a_grid_without_holes(html: str) -> None:
    for block in walk(read_body(f"<table><tr><td>x</td></tr>{html}</table>")):
        if isinstance(block, Table):
            for rows in (block.head, block.body):
                assert_whole(rows, block.width)


def assert_whole(rows: tuple[tuple[Cell, ...], ...], width: int) -> None:
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        for cell in row:
            column = next(one for one in range(width) if (number, one) not in taken)
            for down in range(cell.rows):
                for right in range(cell.columns):
                    assert (number + down, column + right) not in taken
                    taken.add((number + down, column + right))
    assert taken == {(row, column) for row in range(len(rows)) for column in range(width)}
