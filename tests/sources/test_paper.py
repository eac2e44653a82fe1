"""What ``paper_problems`` says before a handbook is made: each trap is named on its line."""

from __future__ import annotations

from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from types import MappingProxyType

import pytest
from docutils.parsers.rst.directives.images import Figure, Image
from docutils.parsers.rst.directives.tables import CSVTable, ListTable, RSTTable
from myst_parser.config.main import MdParserConfig
from sphinx_design.cards import CardDirective

from wijk_ext.defaults import MYST_EXTENSIONS
from wijk_ext.model.document import Document
from wijk_ext.model.problem import Problem, Severity
from wijk_ext.model.wijk import Wijk
from wijk_ext.output.book.pictures import PRINTABLE
from wijk_ext.sources.blocks import Dialect
from wijk_ext.sources.page import read_page
from wijk_ext.sources.paper import SIGNATURES, paper_problems
from wijk_ext.sources.source import Source

DIRECTIVES = {
    "image": Image,
    "figure": Figure,
    "csv-table": CSVTable,
    "list-table": ListTable,
    "table": RSTTable,
    "card": CardDirective,
}
DIALECT = Dialect(MdParserConfig(enable_extensions=set(MYST_EXTENSIONS)), DIRECTIVES.get)
WIJK = Wijk("De Lindebuurt")
COVERED = {ord(character) for character in "ëé€–“”◆ "} | set(range(0x20, 0x7F))
FILES = {
    "goed.png": b"\x89PNG\r\n\x1a\n....",
    "goed.jpg": b"\xff\xd8\xff\xe0",
    "goed.jpeg": b"\xff\xd8\xff\xe0",
    "goed.gif": b"GIF89a",
    "goed.webp": b"RIFF\x00\x0a\x00\x00WEBPVP8 ",
    "goed.svg": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
    "eigenlijk-webp.png": b"RIFF\x00\x00\x00\x00WEBPVP8 ",
    "leeg.png": b"",
    "stuk.svg": b"<svg><g></svg>",
    "geen.svg": b"<html/>",
    "foto.bmp": b"BM",
}


def problems(text: str) -> list[Problem]:
    """Return the remarks about a page, beside which :data:`FILES` lie."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "a.md").write_text(text, "utf-8")
        for file, content in FILES.items():
            (folder / file).write_bytes(content)
        page, found = read_page(folder, PurePath("a.md"), "a", DIALECT, inline=True)
        assert page is not None, found
        source = Source(folder, WIJK, MappingProxyType({"a": page}), Document(WIJK, ()))
        return paper_problems(source, COVERED)


def told(text: str) -> list[tuple[str, int]]:
    found = problems(text)
    assert all(problem.severity is Severity.WARNING for problem in found)
    return [(problem.subtype, problem.place.line) for problem in found]


TABLES = {
    "|   |   |\n|---|---|\n| a | b |": 1,
    "tekst\n\n- punt\n\n  |   |   |\n  |---|---|\n  | a | b |": 5,
    ":::{table} Titel\n|   |   |\n|---|---|\n| a | b |\n:::": 2,
    "```{list-table}\n* - a\n  - b\n```": 1,
    "```{list-table}\n:header-rows: 0\n\n* - a\n  - b\n```": 1,
    "tekst\n\n```{csv-table} Titel\na, b\n```": 3,
    "<table>\n<tr><td>a</td></tr>\n</table>": 1,
}


@pytest.mark.parametrize("text", TABLES)
def test_a_table_without_headings_is_named(text: str) -> None:
    assert told(text) == [("table_header", TABLES[text])]


@pytest.mark.parametrize(
    "text",
    [
        "| x |   |\n|---|---|\n| a | b |",
        "| `x` | ![y](goed.png) |\n|---|---|\n| a | b |",
        "```{list-table}\n:header-rows: 1\n\n* - a\n  - b\n* - c\n  - d\n```",
        "```{csv-table}\n:header: x, y\n\na, b\n```",
        "```{csv-table}\n:header-rows: 1\n\nx, y\na, b\n```",
        "<table>\n<tr><th>x</th></tr><tr><td>a</td></tr>\n</table>",
        "```\n<table></table>\n```",
    ],
)
def test_a_table_with_headings_is_not(text: str) -> None:
    assert told(text) == []


GLYPHS = {
    "Een 😀 lach": ("😀", "GRINNING FACE, U+1F600", 1),
    "tekst\n\nEn &rarr; daar": ("→", "RIGHTWARDS ARROW, U+2192", 3),
    "```\ncode →\n```": ("→", "RIGHTWARDS ARROW, U+2192", 2),
    "---\nkop: →\n---\n\nNa →": ("→", "RIGHTWARDS ARROW, U+2192", 5),
    "privé \ue000": ("\ue000", "zonder naam, U+E000", 1),
}


@pytest.mark.parametrize("text", GLYPHS)
def test_a_character_without_a_glyph_is_named(text: str) -> None:
    character, name, line = GLYPHS[text]
    (problem,) = problems(text)
    assert (problem.subtype, problem.place.line) == ("glyph", line)
    assert f"“{character}”" in problem.message
    assert "U+" in problem.message
    assert name.split(", ")[1] in problem.message


def test_it_is_named_once_for_each_page() -> None:
    assert told("→ en →\n\n→ en ⇒") == [("glyph", 1), ("glyph", 3)]


@pytest.mark.parametrize(
    "text",
    [
        "Drieëntwintig – “€ 3”",
        "Drie\u0065\u0308n",  # a letter and its dots become one character
        "Zacht af\u00adbreken\ufe0f en \u200bniets",
        "% opmerking →\n\ntekst",
        "---\nkop: →\n---\n\ntekst",
    ],
)
def test_text_that_can_be_printed_is_not(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("![a](foto.bmp)", 1),
        ("tekst\n\n![a](https://voorbeeld.example/a.png)", 3),
        ("![a](//voorbeeld.example/a.png)", 1),
        ("![a](data:image/png;base64,AAAA)", 1),
        ("![a](eigenlijk-webp.png)", 1),
        ("![a](leeg.png)", 1),
        ("![a](stuk.svg)", 1),
        ("![a](geen.svg)", 1),
        ("zin\nmet ![a](foto.bmp)", 2),
        (":::{figure} foto.bmp\n:alt: a\n\nTekst\n:::", 1),
        ("```{image} foto.bmp\n:alt: a\n```", 1),
        (":::{card} Titel\n:img-top: foto.bmp\n\nTekst\n:::", 2),
        ('<p>\n<img alt="a" src="foto.bmp">\n</p>', 2),
    ],
)
def test_an_image_that_cannot_be_printed_is_named(text: str, line: int) -> None:
    assert told(text) == [("image_format", line)]


def test_an_image_that_can_be_printed_is_not() -> None:
    good = [name for name in FILES if name.startswith("goed")]
    assert {f".{name.partition('.')[2]}" for name in good} == set(SIGNATURES)
    assert told("\n\n".join(f"![a]({name})" for name in good)) == []
    assert told("```{image} goed.*\n:alt: a\n```") == []


def test_the_book_prints_the_same_formats() -> None:
    assert set(SIGNATURES) == PRINTABLE
