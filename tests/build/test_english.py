"""A document in English speaks English."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.tools import run_wijk, words_of
from wijk_ext.locale.update import dutch_texts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.tools import Site


def dutch_words() -> set[str]:
    """Return the Dutch texts of the interface that are no words an author writes."""
    texts = {str(text.string) for text in dutch_texts() if text.id and text.string != text.id}
    own = {"Wijkdocument {name}", "voor", "start", "open", "stap", "doel", "rol"}
    return {text for text in texts - own if "{" not in text and len(text) > 3}


def test_cards_and_overviews_hold_no_dutch_words(sphinx_site: Callable[[str], Site]) -> None:
    site = sphinx_site("engels")
    assert site.result.code == 0, site.result.text
    assert site.soup("index").html["lang"] == "en"
    for page in ("index", "agreements"):
        text = words_of(site.article(page))
        found = {word for word in dutch_words() if re.search(rf"\b{re.escape(word)}\b", text)}
        assert found == set()


def test_the_words_are_the_english_ones(sphinx_site: Callable[[str], Site]) -> None:
    site = sphinx_site("engels")
    card = words_of(site.item("agreements", "AF-001"))
    for words in (
        "AF-001 Agreement adopted",
        "Parties Municipality",
        "In force from 1 October 2026",
        "Contributes to Warm homes (AM-001)",
        "Connected with this Is questioned in Who answers? (VR-001)",
        "Ask about this",
    ):
        assert words in card
    front = words_of(site.article("index"))
    for words in ("What we agreed", "What is still open", "What comes next", "as it stood on"):
        assert words in front


def test_messages_are_english_too(copied: Callable[[str], Path]) -> None:
    folder = copied("engels")
    page = folder / "agreements.md"
    page.write_text(page.read_text("utf-8").replace("AM-001\n", "AM-001, AM-009\n", 1), "utf-8")
    result = run_wijk("check", folder)
    assert result.code == 1
    assert "there is no item AM-009." in result.err
    assert "1 error" in result.err
