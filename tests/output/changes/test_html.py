"""Changes as HTML: what it says, to whom, and in which elements."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.output.changes.sample import (
    CHANGES,
    NEWER,
    OLDER,
    SECRET,
    WIJK,
    address,
    gone,
    new,
    same,
)
from wijk_ext.model.change import ChangeKind, Changes, PassageChange, WordKind, Words
from wijk_ext.output.book.html import read_body
from wijk_ext.output.book.model import ItemCard, Styled
from wijk_ext.output.book.walk import inlines, texts
from wijk_ext.output.book.words import plain
from wijk_ext.output.changes.html import changes_html, passages_html, redline_html, whole_page
from wijk_ext.output.changes.passages import WORDS_AROUND, shortened

PLAIN = {"a", "dd", "del", "div", "dl", "dt", "ins", "li", "p", "span", "strong", "ul"}
texts_of_runs = st.lists(
    st.tuples(st.sampled_from(WordKind), st.text(min_size=1).map(lambda text: f"{text} "))
)


def fragment(*, sees_all: bool, level: int = 2) -> lxml.html.HtmlElement:
    made = changes_html(CHANGES, WIJK, address, sees_all=sees_all, level=level)
    return lxml.html.fragment_fromstring(made)


def read(element: lxml.html.HtmlElement, without: str) -> str:
    for one in element.xpath(f".//{without}|.//span"):
        one.drop_tree()
    return str(element.text_content())


def entry(root: lxml.html.HtmlElement, text: str) -> lxml.html.HtmlElement:
    (found,) = [one for one in root.find_class("wijk-change") if text in one.text_content()]
    return found


def test_the_summary_counts_by_type() -> None:
    (line,) = fragment(sees_all=False).find_class("wijk-changes-summary")
    assert line.text_content() == (
        "Since edition 1.0: 1 agreement changed, 1 agreement new, "
        "1 agreement no longer in this excerpt, 1 risico changed, 1 page changed, "
        "1 page no longer in this excerpt."
    )


@pytest.mark.parametrize(("sees_all", "words"), [(True, "changed since"), (False, "for you since")])
def test_no_change_is_one_sentence(sees_all: bool, words: str) -> None:
    made = changes_html(Changes(OLDER, NEWER), WIJK, address, sees_all=sees_all, level=2)
    assert words in made
    assert "<h" not in made


def test_what_is_gone_is_not_repeated_for_one_reader() -> None:
    made = changes_html(CHANGES, WIJK, address, sees_all=False, level=2)
    assert SECRET not in made
    assert SECRET in changes_html(CHANGES, WIJK, address, sees_all=True, level=2)


def test_of_what_is_gone_only_the_name_makes_a_difference() -> None:
    """Whatever is known of it, the excerpt reads the same."""
    bare = tuple(
        replace(one, before=None, fields=()) if ChangeKind.WITHDRAWN in one.kinds else one
        for one in (*CHANGES.items, *CHANGES.pages)
    )
    told = replace(CHANGES, items=bare[:4], pages=bare[4:])
    assert changes_html(told, WIJK, address, sees_all=False, level=2) == changes_html(
        CHANGES, WIJK, address, sees_all=False, level=2
    )


def test_links_lead_to_the_newer_edition_and_of_what_is_gone_to_the_older() -> None:
    root = fragment(sees_all=False)
    links = {link.get("href"): link.text_content() for link in root.iter("a")}
    assert "dagen" in links["../1.1/nieuw.html#AF-003"]
    assert links["../1.0/oud.html#AF-003"] == "edition 1.0"
    assert links["../1.0/oud.html#AF-005"] == "Read it in edition 1.0: AF-005"
    assert "../1.1/oud.html#AF-005" not in links
    without = changes_html(CHANGES, WIJK, lambda *_place: "", sees_all=False, level=2)
    assert "<a" not in without


def test_what_happened_is_said_in_words() -> None:
    root = fragment(sees_all=False)
    text = " ".join(entry(root, "AF-003").text_content().split())
    assert "changed, moved to Afspraken over wonen, status: draft → adopted" in text
    assert "A paragraph has lapsed; see edition 1.0." in text
    assert "Only the layout, a reference or the place was changed: Zie het overzicht." in text
    assert "Something changed in the layout, a picture or a reference." in text
    risk = entry(root, "RI-001").text_content()
    assert "status: groot → klein" in risk


def test_fields_are_shown_before_and_after() -> None:
    (facts,) = fragment(sees_all=True).xpath("(//dl)[1]")
    for hidden in facts.find_class("wijk-visually-hidden"):
        hidden.drop_tree()
    values = [
        lxml.html.tostring(one.find("p"), encoding="unicode").strip() for one in facts.iter("dd")
    ]
    bare = [
        value.replace(' class="wijk-deleted"', "").replace(' class="wijk-inserted"', "")
        for value in values
    ]
    assert [one.text for one in facts.iter("dt")] == [
        *("In force from", "Parties", "Owner", "Is about", "Onbekend veld"),
    ]
    assert bare == [
        "<p><del>1 April 2027</del>\xa0→ <ins>1 July 2027</ins></p>",
        (
            "<p>Gemeente Voorbeeldstad, <del>De Linde</del>, "
            "<ins>Gemeente Voorbeeldstad, Financiën</ins></p>"
        ),
        "<p><ins>De Linde</ins></p>",
        "<p><del>VR-001</del></p>",
        "<p><del>a</del> <ins>b</ins></p>",
    ]


@pytest.mark.parametrize("level", [2, 3, 5, 6])
def test_plain_elements_and_headings_in_order(level: int) -> None:
    root = fragment(sees_all=True, level=level)
    headings = {f"h{level}", f"h{min(level + 1, 6)}"}
    assert {one.tag for one in root.iter()} <= PLAIN | headings
    assert not root.xpath("//@style|//@onclick|//script")
    first = next(one for one in root.iter() if one.tag in headings)
    assert first.tag == f"h{level}"


def test_text_of_the_document_is_text() -> None:
    root = fragment(sees_all=True)
    assert "<script>alert(1)</script> # *x*" in root.text_content()
    assert not {"\x1b", "\u202e"} & set(root.text_content())


def test_a_redline_is_heard_too() -> None:
    made = redline_html((same("binnen "), gone("tien "), new("vijf "), same("dagen")))
    assert made == (
        'binnen <del class="wijk-deleted"><span class="wijk-visually-hidden">deleted: </span>tien'
        '<span class="wijk-visually-hidden"> end of deleted</span></del> '
        '<ins class="wijk-inserted"><span class="wijk-visually-hidden">added: </span>vijf'
        '<span class="wijk-visually-hidden"> end of added</span></ins> dagen'
    )


def test_a_word_and_what_takes_its_place_are_two_words() -> None:
    root = lxml.html.fragment_fromstring(f"<p>{redline_html((gone('tien'), new('vijf')))}</p>")
    for hidden in root.find_class("wijk-visually-hidden"):
        hidden.drop_tree()
    assert root.text_content() == "tien vijf"


@given(texts_of_runs)
def test_a_redline_holds_both_texts(runs: list[tuple[WordKind, str]]) -> None:
    # what shows characters is tested apart; here the words have to be all there
    redline = tuple(Words(kind, "".join(filter(str.isprintable, text))) for kind, text in runs)
    made = f"<p>{redline_html(redline)}</p>"
    for left_out, kind in (("ins", WordKind.INSERTED), ("del", WordKind.DELETED)):
        if any(len(run.text.split()) > WORDS_AROUND for run in redline):
            return
        text = "".join(run.text for run in redline if run.kind is not kind)
        shown = read(lxml.html.fragment_fromstring(made), left_out)
        assert shown.split() == text.split()


@given(st.lists(st.tuples(st.sampled_from(WordKind), st.integers(1, 90))))
def test_only_long_runs_that_stayed_are_shortened(runs: list[tuple[WordKind, int]]) -> None:
    redline = tuple(
        Words(kind, "".join(f"w{number} " for number in range(count))) for kind, count in runs
    )
    short = shortened(redline)
    for before, after in zip(redline, short, strict=True):
        if before.kind is not WordKind.SAME:
            assert after == before
            continue
        words = after.text.split()
        assert len(words) <= 3 * WORDS_AROUND
        assert after == before or "…" in words
        assert words[-1] == before.text.split()[-1] or before is redline[-1]
        assert words[0] == "w0" or before is redline[0]


def test_passages_of_one_item() -> None:
    passages = (
        PassageChange("point", (same("een "), new("twee"))),
        PassageChange("point", (new("drie"),)),
        PassageChange("row", (), withdrawn=True),
        PassageChange("code", (same("a\n  b"), new("\n  c"))),
    )
    made = passages_html(passages, older=OLDER, address="../1.0/x.html#AF-1", sees_all=False)
    assert made.count("<ul") == 1
    assert made.count("<li>") == 2
    assert 'href="../1.0/x.html#AF-1">edition 1.0</a>.</span></p>' in made
    assert "a\n  b\n  <ins" in made
    assert "A row of a table has lapsed.</span>" in passages_html(passages, sees_all=False)


def test_a_page_that_stands_alone() -> None:
    made = whole_page(changes_html(CHANGES, WIJK, address, sees_all=True, level=2), "1 < 2", "nl")
    root = lxml.html.document_fromstring(made)
    assert root.get("lang") == "nl"
    assert root.findtext(".//title") == root.findtext(".//h1") == "1 < 2"
    levels = [int(one.tag[1]) for one in root.iter("h1", "h2", "h3", "h4")]
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert not root.xpath("//link|//script|//@src|//@style")


def test_on_paper_what_was_deleted_and_added_keeps_a_form() -> None:
    blocks = read_body(changes_html(CHANGES, WIJK, address, sees_all=False, level=2))
    card = next(block for block in blocks if isinstance(block, ItemCard))
    assert plain(card.heading.content) == "Antwoord binnen tien vijf dagen"
    styled = [
        (one.style, plain(one.content))
        for text in texts([card])
        for one in inlines(text)
        if isinstance(one, Styled)
    ]
    assert ("strike", "tien") in styled
    assert ("underline", "vijf") in styled
    assert ("underline", "per brief") in styled
    words = " ".join(map(plain, texts(blocks)))
    assert "see edition 1.0." in words
    assert "../" not in words
