"""Pages of any content are read, or it is said why not."""

from __future__ import annotations

from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from docutils.parsers.rst.directives.admonitions import Note
from hypothesis import given, settings
from hypothesis import strategies as st
from myst_parser.config.main import MdParserConfig

from wijk_ext.defaults import MYST_EXTENSIONS
from wijk_ext.model.vocabulary import Kind
from wijk_ext.model.wijk import Organisation, Wijk
from wijk_ext.sources.blocks import Dialect
from wijk_ext.sources.items import ItemReader, identity_problems, link_problems
from wijk_ext.sources.page import Page, field_value, page_problems, read_page, split_words

if TYPE_CHECKING:
    from wijk_ext.model.problem import Problem

DIALECT = Dialect(
    MdParserConfig(enable_extensions=set(MYST_EXTENSIONS)),
    lambda name: Note if name in {"note", "vraag", "alleen-voor"} else None,
)
WIJK = Wijk("De Lindebuurt", organisations=(Organisation("gemeente", "Gemeente"),))


def read(text: str | bytes) -> tuple[Page | None, list[Problem]]:
    """Read a text as a page, and find everything that is wrong with it."""
    with TemporaryDirectory() as folder:
        Path(folder, "a.md").write_bytes(text if isinstance(text, bytes) else text.encode())
        page, problems = read_page(Path(folder), PurePath("a.md"), "a", DIALECT)
    if page is not None:
        items, found = ItemReader(WIJK).read(page)
        problems = [*problems, *page_problems(page, WIJK), *found]
        problems += [*identity_problems(items, WIJK), *link_problems(items, WIJK)]
    return page, problems


PIECES = st.sampled_from(
    [
        "---\n",
        "toegang: ",
        "[gemeente]",
        "2027-03-03",
        "null",
        "thema: ",
        "# ",
        "tekst ",
        "\n",
        "\n\n",
        "    ",
        "- ",
        "> ",
        "```",
        ":::",
        "::::",
        "{note}",
        "{vraag} ",
        "{}",
        "{",
        "`",
        "\t",
        ":id: ",
        "VR-001",
        ":toegang: ",
        ":::{alleen-voor} ",
        "é",
        "\r\n",
        "<b>",
        "<!--",
        "!!! ",
        "%",
        "[a]: b",
        "| a |",
        "\\",
        "\ufeff",
        "\u2028",
        "- [ ] ",
        "{#x}",
        "{{",
        ":klass: ",
        "''",
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_no_text_raises(text: str) -> None:
    page, problems = read(text)
    assert page is not None or problems
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    assert all(0 <= problem.place.line <= lines for problem in problems)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=40))
def test_no_bytes_raise(data: bytes) -> None:
    page, problems = read(data)
    assert page is not None or problems


@pytest.mark.parametrize(
    "value",
    ["2027-03-03", "[2027-03-03]", "07:30:00", "{a: 1}", "!!set {a}", "!!binary aGk=", ".nan", "~"],
)
@pytest.mark.parametrize("key", ["toegang", "voor"])
def test_a_list_of_readers_that_is_none_is_told_at_its_line(key: str, value: str) -> None:
    _page, problems = read(f"---\nkern: true\n{key}: {value}\n---\n# Kop\n")
    assert [problem.place.line for problem in problems] == [3]


def test_front_matter_of_other_programs_is_left_alone() -> None:
    _page, problems = read("---\ntitle: Iets\ndate: 2027-03-03\ntags: [a]\n---\n# Iets\n")
    assert problems == []


@pytest.mark.parametrize("word", ["toegan", "Toegang", "voorr", "themas", "kernn"])
def test_a_key_that_is_nearly_ours_is_an_error(word: str) -> None:
    _page, problems = read(f"---\n{word}: [gemeente]\n---\n# Kop\n")
    assert [problem.place.line for problem in problems] == [2]


def test_words_of_a_list() -> None:
    assert split_words(" a, b c;d ,,") == ("a", "b c", "d")
    assert split_words("") == ()
    assert field_value(Kind.YEAR, "2035") == 2035
    assert field_value(Kind.YEAR, "2035 of later") == "2035 of later"
    assert field_value(Kind.PARTIES, "a, b") == ["a", "b"]
    assert field_value(Kind.TEXT, "a, b") == "a, b"
