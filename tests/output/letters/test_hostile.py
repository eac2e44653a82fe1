"""What people wrote in forms stays text in a letter, in each of its forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from tests.output.docx.parts import FACTS
from tests.output.pdf.reading import failures
from tests.sources.intake.support import HOSTILE
from wijk_ext.output.letters.render import Paper, render
from wijk_ext.projection.templates import plain
from wijk_ext.sources.intake.plain_text import cleaned, title_of

if TYPE_CHECKING:
    from pathlib import Path

TITLES = tuple(title for text in HOSTILE if (title := title_of(cleaned(text)[0])[0].strip()))
"""As :program:`wijk import` makes them of hostile texts."""


@pytest.mark.parametrize(
    "place", ["- {}", "{}", "**Onderwerp:** {}\\\nen meer", "- {} (VR-001): x"]
)
def test_a_title_is_text_wherever_a_template_puts_it(place: str) -> None:
    assert len(TITLES) > 150
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    around = BeautifulSoup(reader.render(place.format("Q")), "html.parser")
    for title in TITLES:
        made = BeautifulSoup(reader.render(place.format(plain(title))), "html.parser")
        shown = " ".join(around.get_text().split()).replace("Q", " ".join(title.split()))
        assert " ".join(made.get_text().split()) == " ".join(shown.split())
        assert [tag.name for tag in made.find_all(True)] == [
            tag.name for tag in around.find_all(True)
        ], title


def test_hostile_titles_can_be_printed(tmp_path: Path) -> None:
    lines = "\n".join(f"- {plain(title)}" for title in TITLES)
    text, paper = f"# Agenda\n\n{lines}\n", Paper(FACTS, tmp_path)
    assert failures(render(text, "pdf", paper)) == []
    assert render(text, "docx", paper).startswith(b"PK")
