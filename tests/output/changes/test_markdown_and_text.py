"""Changes as Markdown and in the terminal: text of the document stays text."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import lxml.html
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.output.changes.sample import (
    ADDED,
    CHANGES,
    HOSTILE,
    SECRET,
    WIJK,
    address,
    gone,
    item,
    new,
    same,
)
from wijk_ext.model.change import Changes
from wijk_ext.output.changes.characters import is_dangerous
from wijk_ext.output.changes.markdown import changes_markdown, escaped
from wijk_ext.output.changes.text import changes_text

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
ONE_LINE = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\u2028")
)
MARKS = st.text(alphabet="\\`*_{}[]()#+-!|~=@$%^:./>\"'&<1a ")


def rendered(markdown: str) -> lxml.html.HtmlElement:
    return lxml.html.fragment_fromstring(PARSER.render(markdown), create_parent="div")


@given(ONE_LINE | MARKS)
@example("1. a")
@example("- a")
@example("<script>alert(1)</script>")
@example("[x](javascript:y)")
@example("&lt;")
@example("a\\")
def test_escaped_text_is_shown_as_it_is(text: str) -> None:
    root = rendered(f"- {escaped(text)}\n")
    assert [one.tag for one in root.iter()] == ["div", "ul", "li"]
    shown = root.text_content().replace("\u200b", "").strip()
    kept = "".join("\ufffd" if is_dangerous(one) else one for one in text)
    assert shown.split() == kept.replace("\u200b", "").split()


def test_lines_of_code_stay_lines() -> None:
    assert escaped("a\n  b") == "a<br>&nbsp;&nbsp;b"


def test_nobody_is_mentioned() -> None:
    assert escaped("@gemeente, zie #12") == "\\@&#8203;gemeente, zie \\#&#8203;12"


def test_markdown_of_everything() -> None:
    root = rendered(changes_markdown(CHANGES, WIJK, address, sees_all=False))
    tags = {one.tag for one in root.iter()}
    assert tags == {
        *("div", "h2", "h3", "h4", "p", "strong", "blockquote", "ul", "li", "a", "del", "ins"),
    }
    assert SECRET not in root.text_content()
    assert "<script>alert(1)</script>" in root.text_content()
    assert [one.text_content() for one in root.iter("h2")] == [
        "What changed from edition 1.0 to edition 1.1"
    ]
    hrefs = {one.get("href") for one in root.iter("a")}
    assert {"../1.1/nieuw.html#AF-003", "../1.0/oud.html#AF-005"} <= hrefs


def test_text_of_everything() -> None:
    made = changes_text(CHANGES, WIJK, sees_all=False, colour=False)
    assert "  AF-003  Antwoord binnen [-tien-] {+vijf+} dagen\n" in made
    assert "    Agreement · adopted · changed, " not in made
    assert "    Agreement · adopted · changed · moved to Afspraken over wonen" in made
    assert "    In force from: [-1 April 2027-]\xa0→ {+1 July 2027+}\n" in made
    assert "  AF-005\n    Agreement · no longer in this excerpt\n" in made
    assert SECRET not in made
    assert SECRET in changes_text(CHANGES, WIJK, sees_all=True, colour=False)


@given(st.text(), st.text())
@example(HOSTILE, "\x9b31m\x07")
def test_nothing_in_a_document_steers_the_terminal(title: str, text: str) -> None:
    change = replace(ADDED, after=item("AF-004", text, title, f"a{text}"))
    made = changes_text(
        Changes(CHANGES.older, CHANGES.newer, (change,)), WIJK, sees_all=True, colour=False
    )
    steering = {one for one in made if unicodedata.category(one) in {"Cc", "Zl", "Zp"}}
    assert steering <= {"\n", "\t"}


def test_colours() -> None:
    change = replace(CHANGES.items[0], title=(same("a "), gone("b "), new("c")))
    made = changes_text(
        Changes(CHANGES.older, CHANGES.newer, (change,)), WIJK, sees_all=True, colour=True
    )
    assert "a \x1b[31m[-b-]\x1b[0m \x1b[32m{+c+}\x1b[0m" in made
    assert made.count("\x1b[0m") == made.count("\x1b[") / 2
