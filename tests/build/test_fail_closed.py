"""A mark of access that can't be cut for certain stops the build: nobody gets anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tools import run_wijk

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = """
[wijk]
naam = "De Proefbuurt"
[organisaties.alfa]
naam = "Alfa"
[organisaties.beta]
naam = "Beta"
[toegang]
"besloten/**" = ["alfa"]
"""
PAGE = """---
thema: [kosten]
---

# Proef

Gewone tekst.

"""
MISTAKES = {
    "unknown reader in a block": (":::{alleen-voor} gamma\nx\n:::\n", 9, "geen lezer “gamma”"),
    "no reader at all": (":::{alleen-voor}\nx\n:::\n", 9, "alleen-voor"),
    "a typing error in the name": (":::{alleenvoor} alfa\nx\n:::\n", 9, "geen blok “alleenvoor”"),
    "a capital in the name": (":::{Alleen-voor} alfa\nx\n:::\n", 9, "geen blok “Alleen-voor”"),
    "an unclosed block": (":::{alleen-voor} alfa\nx\n", 9, "nergens gesloten"),
    "an unclosed code fence": ("```text\nx\n", 9, "nergens gesloten"),
    "too few colons around another block": (
        ":::{alleen-voor} alfa\n:::{note}\nx\n:::\ny\n:::\n",
        14,
        "nergens gesloten",
    ),
    "a table cell": ("| a | b |\n|---|---|\n| :::{alleen-voor} alfa | c |\n", 11, "alleen-voor"),
    "code in a table cell": (
        "| a | b |\n|---|---|\n| `{alleen-voor} alfa` geheim | c |\n",
        11,
        "alleen-voor",
    ),
    "raw HTML": ("<div>\n:::{alleen-voor} alfa\nx\n:::\n</div>\n", 10, "alleen-voor"),
    "an HTML comment": ("<!--\n:::{alleen-voor} alfa\nx\n:::\n-->\n", 10, "alleen-voor"),
    "a footnote": (
        "Tekst[^1].\n\n[^1]: Noot\n\n    :::{alleen-voor} alfa\n    x\n    :::\n",
        13,
        "footnote",
    ),
    "a role": ("Tekst {alleen-voor}`alfa` verder.\n", 9, "alleen-voor"),
    "an item's title": (":::{vraag} Hoe {alleen-voor} alfa\n:id: VR-001\n:::\n", 9, "alleen-voor"),
    "an unknown reader on an item": (
        ":::{vraag} Hoe?\n:id: VR-001\n:toegang: gamma\n:::\n",
        11,
        "“gamma”",
    ),
    "an empty mark on an item": (":::{vraag} Hoe?\n:id: VR-001\n:toegang:\n:::\n", 11, "leeg"),
    "a misspelt mark on an item": (
        ":::{vraag} Hoe?\n:id: VR-001\n:toegnag: alfa\n:::\n",
        11,
        "toegang",
    ),
    "a mark over several lines": (
        ":::{vraag} Hoe?\n---\nid: VR-001\ntoegang: >\n  alfa,\n  beta\n---\nx\n:::\n",
        12,
        "op één regel",
    ),
    "a mark on another block": (":::{note}\n:toegang: alfa\nx\n:::\n", 9, "note"),
    "a field at the top": (":toegang: alfa\n", 9, "toegang"),
    "front matter that is not at the top": ("---\ntoegang: [alfa]\n---\n", 10, "toegang"),
    "front matter as a list": ("---\ntoegang:\n  - alfa\n---\n", 10, "toegang"),
    "a mark that is code by its indent": (
        "    :::{alleen-voor} alfa\n    geheim\n    :::\n",
        9,
        "alleen-voor",
    ),
    "a block without braces": (":::alleen-voor alfa\ngeheim\n:::\n", 9, "alleen-voor"),
    "a code fence with its name": ("```alleen-voor alfa\ngeheim\n```\n", 9, "alleen-voor"),
    "no space behind it": (":::{alleen-voor}alfa\ngeheim\n:::\n", 9, "alleen-voor"),
    "an option below a blank line": (
        ":::{vraag} Hoe?\n:id: VR-001\n\n:toegang: alfa\n:::\n",
        12,
        "toegang",
    ),
    "a remark that was a mark": ("% :::{alleen-voor} alfa\ngeheim\n", 9, "alleen-voor"),
    "reStructuredText": (
        "```{eval-rst}\n.. alleen-voor:: alfa\n\n   x\n```\n",
        10,
        "alleen-voor",
    ),
    "a list item that goes on": (
        "- :::{alleen-voor} alfa\n  x\n  :::\n  en dit hoort erbij\n",
        9,
        "eigen regel",
    ),
    "an included file": ("```{include} deel.inc\n```\n", 9, "deel.inc"),
    "a literal file": ("```{literalinclude} deel.inc\n```\n", 9, "deel.inc"),
    "an image from a closed folder": ("![Een kaart](besloten/kaart.svg)\n", 9, "kaart.svg"),
    "a download from a closed folder": ("[De kaart](besloten/kaart.svg)\n", 9, "kaart.svg"),
}
FRONT_MATTER = {
    "a text instead of a list": ("toegang: alfa\n", 3, "lijst"),
    "an unknown reader": ("toegang: [gamma]\n", 3, "“gamma”"),
    "a number": ("toegang: [1]\n", 3, "toegang"),
    "an empty list": ("toegang: []\n", 3, "leeg"),
    "a table": ("toegang: {alfa: ja}\n", 3, "lijst"),
    "a misspelt key": ("toegnag: [alfa]\n", 3, "toegang"),
    "a substitution": (
        'myst:\n  substitutions:\n    x: "{alleen-voor} alfa"\n',
        1,
        "alleen-voor",
    ),
}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "bron"
    (folder / "besloten").mkdir(parents=True)
    (folder / "conf.py").write_text('extensions = ["wijk_ext"]\n', "utf-8")
    (folder / "wijk.toml").write_text(SETTINGS, "utf-8")
    (folder / "index.md").write_text("# Start\n\n```{toctree}\nproef\n```\n", "utf-8")
    (folder / "besloten" / "kaart.svg").write_text("<svg/>", "utf-8")
    (folder / "deel.inc").write_text(":::{alleen-voor} alfa\nx\n:::\n", "utf-8")
    return folder


def refused(source: Path, line: int, says: str) -> None:
    out = source.with_name("uit")
    result = run_wijk("build", source, "-o", out)
    assert result.code == 1, result.text
    assert "Traceback" not in result.text
    messages = [text for text in result.err.splitlines() if f"proef.md:{line}: " in text]
    assert any(says in message for message in messages), result.text
    assert not out.exists()


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mark_that_cannot_be_cut_stops_everything(source: Path, mistake: str) -> None:
    text, line, says = MISTAKES[mistake]
    (source / "proef.md").write_text(PAGE + text, "utf-8")
    refused(source, line, says)


@pytest.mark.parametrize("mistake", FRONT_MATTER)
def test_a_mark_in_front_matter_must_be_right(source: Path, mistake: str) -> None:
    text, line, says = FRONT_MATTER[mistake]
    (source / "proef.md").write_text(PAGE.replace("---\n\n#", f"{text}---\n\n#"), "utf-8")
    refused(source, line, says)


def test_the_page_itself_is_sound(source: Path) -> None:
    (source / "proef.md").write_text(PAGE, "utf-8")
    result = run_wijk("check", source)
    assert (result.code, result.err) == (0, "")


@pytest.mark.parametrize("pattern", ["beslotn/**", "Besloten/*", "besloten"])
def test_a_folder_that_is_nearly_named_is_told(source: Path, pattern: str) -> None:
    (source / "proef.md").write_text(PAGE, "utf-8")
    settings = source / "wijk.toml"
    settings.write_text(SETTINGS.replace("besloten/**", pattern), "utf-8")
    result = run_wijk("build", source, "-o", source.with_name("uit"))
    assert result.code == 1
    assert "Bedoelt u “besloten/**”?" in result.err


def test_an_example_of_a_mark_in_code_is_no_mark(source: Path) -> None:
    text = "```markdown\n:::{alleen-voor} alfa\n:::\n```\n\nSchrijf `{alleen-voor} alfa`.\n"
    (source / "proef.md").write_text(PAGE + text, "utf-8")
    result = run_wijk("check", source)
    assert (result.code, result.err) == (0, "")


@pytest.mark.parametrize("text", ["Toegang: via de zijdeur.\n", "- toegang: gratis\n"])
def test_ordinary_words_are_no_mark(source: Path, text: str) -> None:
    (source / "proef.md").write_text(PAGE + text, "utf-8")
    result = run_wijk("check", source)
    assert (result.code, result.err) == (0, "")


def test_a_substitution_in_conf_py_cannot_hold_a_mark(source: Path) -> None:
    (source / "proef.md").write_text(PAGE, "utf-8")
    with (source / "conf.py").open("a", encoding="utf-8") as stream:
        stream.write('myst_substitutions = {"x": "{alleen-voor} alfa"}\n')
    result = run_wijk("build", source, "-o", source.with_name("uit"))
    assert result.code == 1
    assert "conf.py: " in result.err


def test_a_line_end_that_is_none_is_told(source: Path) -> None:
    text = ":::{note}\nEen\u2028twee.\n\n::::{alleen-voor} alfa\nx\n::::\n:::\n"
    (source / "proef.md").write_text(PAGE + text, "utf-8")
    refused(source, 10, "regeleinde")


def test_a_page_in_another_language_stops_the_excerpts(source: Path) -> None:
    (source / "proef.rst").write_text("Proef\n=====\n\nTekst.\n", "utf-8")
    result = run_wijk("build", source, "-o", source.with_name("uit"))
    assert result.code == 1
    assert "proef.rst: " in result.err
    assert not source.with_name("uit").exists()
