"""Letters as PDF and Word."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from docx import Document

from tests.output.docx.checker import problems
from tests.output.docx.parts import FACTS, png
from tests.output.docx.reading import document_words
from tests.output.letters.writing import source, worked, written
from tests.output.pdf.reading import failures, reader, text_of
from wijk_ext.output.letters.render import Paper, number_of_pages, render

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """# Brief over de buurt

**Aan:** de raad\\
**Datum:** vandaag

## Kop

- een \\*ster\\*
- <b>twee</b>

| a | b |
|---|---|
| 1 | 2 |

---

Slot met [een adres](https://a.example/).
"""


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    logo = tmp_path / "logo.png"
    logo.write_bytes(png())
    return Paper(replace(FACTS, logo=logo), tmp_path)


def test_a_pdf_is_one_accessible_document(paper: Paper) -> None:
    made = render(TEXT, "pdf", paper)
    assert failures(made) == []
    assert len(reader(made).pages) == 1  # no cover, no contents, and the logo on the first page
    assert reader(made).metadata.title == "Brief over de buurt"
    assert "een*ster*" in text_of(made)
    assert "<b>twee</b>" in text_of(made)
    assert render(TEXT, "pdf", paper) == made


def test_a_word_document_opens(paper: Paper) -> None:
    made = render(TEXT, "docx", paper)
    assert problems(made) == []
    words = document_words(made)
    assert words[:4] == ["Brief", "over", "de", "buurt"]
    assert "Inhoud" not in words
    paragraphs = Document(io.BytesIO(made)).paragraphs
    title = next(one for one in paragraphs if one.text == "Brief over de buurt")
    assert title.paragraph_format.page_break_before is False, "it stands below the logo"
    assert render(TEXT, "docx", paper) == made


def test_markdown_stays_as_it_is(paper: Paper) -> None:
    assert render(TEXT, "md", paper) == TEXT.encode()


def test_pages_are_counted(paper: Paper) -> None:
    assert number_of_pages(TEXT, paper) == 1
    assert number_of_pages("# Lang\n\n" + "regel\n\n" * 120, paper) > 2


def test_a_long_leaflet_is_pointed_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = "# Flyer\n\n" + "Nog een regel.\n\n" * 150
    files = {"sjablonen/brieven/flyer.md.j2": own}
    work = worked(
        source(tmp_path / "bron", **files), tmp_path / "uit", format=("md", "pdf", "docx")
    )
    made = written(work, "flyer", "alfa")
    assert made.keys() == {"md", "pdf", "docx"}
    assert str(len(reader(made["pdf"]).pages)) in capsys.readouterr().err
    written(work, "intranet", "alfa")
    assert capsys.readouterr().err == ""
