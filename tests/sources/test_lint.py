"""What ``wijk check`` says of Markdown: each trap is named on its line, and good text is left."""

from __future__ import annotations

from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from types import MappingProxyType

import pytest
from docutils.parsers.rst.directives.images import Image
from myst_parser.config.main import MdParserConfig

from wijk_ext.defaults import MYST_EXTENSIONS
from wijk_ext.model.document import Document
from wijk_ext.model.problem import Severity
from wijk_ext.model.wijk import Wijk
from wijk_ext.sources.blocks import Dialect
from wijk_ext.sources.lint import lint_pages
from wijk_ext.sources.page import read_page
from wijk_ext.sources.source import Source

DIALECT = Dialect(
    MdParserConfig(enable_extensions=set(MYST_EXTENSIONS)),
    lambda name: Image if name in {"image", "figure", "note"} else None,
)
WIJK = Wijk("De Lindebuurt", ask_address="mailto:team@linde.example?subject={onderwerp}")


def told(text: str) -> list[tuple[str, int]]:
    """Return the remarks about a page: subtype and line."""
    with TemporaryDirectory() as folder:
        Path(folder, "a.md").write_text(text, "utf-8")
        page, problems = read_page(Path(folder), PurePath("a.md"), "a", DIALECT, inline=True)
    assert page is not None, problems
    source = Source(Path(), WIJK, MappingProxyType({"a": page}), Document(WIJK, ()))
    found = lint_pages(source)
    assert all(problem.severity is Severity.WARNING for problem in found)
    return [(problem.subtype, problem.place.line) for problem in found]


TRAPS = {
    '!!! note "Let op"': "dialect",
    "!!! tip": "dialect",
    '??? note "Meer"': "dialect",
    '???+ note "Meer"': "dialect",
    '=== "Tabblad"': "dialect",
    "--8<-- 'ander.md'": "dialect",
    "Dit is {{ wijk.naam }}.": "dialect",
    "{% include 'x' %}": "dialect",
    "Een zin {: .groot }": "dialect",
    "[TOC]": "dialect",
    "[[_TOC_]]": "dialect",
    "Zie [[andere pagina]].": "dialect",
    "> [!NOTE]\n> Let op": "dialect",
    ":::warning\nLet op\n:::": "dialect",
    ":::warning[Titel]\nLet op\n:::": "dialect",
    "<div>HTML</div>": "html",
    "Een <span>woord</span>.": "html",
    "Een regel<br>en nog een.": "html",
    "<!-- opmerking -->": "html",
    "Een <!-- opmerking --> in de zin.": "html",
    "![](foto.png)": "alt_text",
    "```{image} foto.png\n```": "alt_text",
    "```{figure} foto.png\n:alt:\n```": "alt_text",
    "#### Te diep": "heading",
    "Schrijf iemand@voorbeeld.example.": "personal_data",
    "Bel 06 12345678.": "personal_data",
    "Bel +31 20 123 45 67.": "personal_data",
}
FINE = (
    "```text\n!!! note\n<div>\n```",
    "    !!! note",
    "Wat goed!!! Echt?",
    "De som is 1 === 1.",
    "Schrijf `{{ naam }}` en `[[x]]` en `<div>` zo.",
    "[woorden](andere.md) en [nog een][ref]\n\n[ref]: https://linde.example",
    ":::{note} foto.png\n:alt: een foto\n:::",
    "![een foto](foto.png)",
    "```{image} foto.png\n:alt: een foto\n```",
    "## Een\n\n### Twee\n\n## Weer een",
    "Schrijf team@linde.example.",
    "In 2026 waren er 1.240 woningen en 150.000.000 euro.",
    "Op 2026-11-23 is 12345678901 geteld.",
    "% een opmerking die niemand ziet",
    "{.groot}\nEen alinea",
)


@pytest.mark.parametrize("text", TRAPS)
def test_a_trap_is_named_on_its_line(text: str) -> None:
    assert told(f"# Kop\n\nTekst.\n\n{text}\n") == [(TRAPS[text], 5)]


@pytest.mark.parametrize("text", [text for text in TRAPS if not text.startswith("#")])
def test_a_trap_is_named_within_a_block(text: str) -> None:
    page = f"# Kop\n\n::::{{note}} foto.png\n:alt: foto\n\n{text}\n::::\n"
    assert told(page) == [(TRAPS[text], 6)]


@pytest.mark.parametrize("text", FINE)
def test_good_text_is_left_alone(text: str) -> None:
    assert told(f"# Kop\n\nTekst.\n\n{text}\n") == []


def test_the_second_line_of_a_paragraph_has_its_own_number() -> None:
    assert told("# Kop\n\nTekst\nen <b>vet</b>\nen ![](x.png)\n") == [("html", 4), ("alt_text", 5)]


def test_a_title_in_front_matter_is_named_on_its_line() -> None:
    assert told("---\ntags: [a]\ntitle: Kop\n---\n# Kop\n") == [("dialect", 3)]
    assert told('---\ntitle: "Anders"\n---\n# Kop\n') == [("dialect", 2)]


def test_a_page_without_a_heading_is_named() -> None:
    assert told("Alleen tekst.\n") == [("heading", 1)]
