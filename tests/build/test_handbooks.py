"""Handbooks of whole builds: valid, accessible, complete, and the same twice."""

from __future__ import annotations

import io
import re
import shutil
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from page import ValidationProfile, validate_pdf
from pypdf import PdfReader

from tests.output.docx.checker import problems
from tests.output.pdf.reading import alternatives, count
from tests.tools import EXAMPLE, REPOSITORY, SITES, run_wijk

if TYPE_CHECKING:
    from pathlib import Path

CORPUS = REPOSITORY.parent / "shared" / "corpus"
READERS = ("projectteam", "corporatie", "gemeente/raad")
LEFT_OVER = re.compile(r"</?(?:div|span|p|a|td)\b|:::|\{\w[\w-]*\}`|\]\(|#text\(|&[a-z]+;")
"""Markup that no page of a handbook shows."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the output of the example, with its handbooks."""
    out = tmp_path_factory.mktemp("handboeken") / "uit"
    build(EXAMPLE, out, *READERS)
    return out


def build(source: Path, out: Path, *readers: str) -> str:
    """Build sites with handbooks, and return what was said."""
    asked = [word for reader in readers for word in ("--reader", reader)]
    result = run_wijk("build", source, "-o", out, "--format", "html,pdf,docx", *asked)
    assert result.code == 0, result.text
    return result.text


def site(out: Path, reader: str) -> Path:
    """Return the folder of a site."""
    return out / reader.replace("/", ".") / "werkversie"


def test_the_pdf_is_accessible(built: Path) -> None:
    for reader in READERS:
        path = site(built, reader) / "wijkdocument.pdf"
        for profile in (ValidationProfile.PDF_UA_1, ValidationProfile.PDF_A_2A):
            report = validate_pdf(str(path), profile=profile)
            assert report.is_compliant, [failure.message for failure in report.failures][:5]


def test_no_page_shows_markup(built: Path) -> None:
    for reader in READERS:
        for number, page in enumerate(PdfReader(site(built, reader) / "wijkdocument.pdf").pages, 1):
            assert not LEFT_OVER.findall(page.extract_text()), (reader, number)


def test_the_word_documents_are_valid(built: Path) -> None:
    for reader in READERS:
        assert problems((site(built, reader) / "wijkdocument.docx").read_bytes()) == []


ON_SCREEN_ONLY = (
    "a.headerlink, .wijk-ask, .wijk-on-demand > :not(summary), "
    ".toctree-wrapper, a.wijk-item-id, a.footnote-reference, "
    "aside.footnote .label, aside.footnote .backrefs"
)


def test_links_and_alt_texts_are_those_of_the_site(built: Path) -> None:
    for reader in ("projectteam", "corporatie"):
        store = built / ".werkplaats" / f"{reader}.werkversie" / "boek"
        pages = [
            BeautifulSoup(page.read_text("utf-8"), "html.parser") for page in store.rglob("*.html")
        ]
        notes = sum(len(page.select("a.footnote-reference")) for page in pages)
        for page in pages:
            for part in page.select(ON_SCREEN_ONLY):
                part.decompose()
        links = sum(len(page.select("a[href]")) for page in pages)
        described = sum(len(page.select("img[alt], svg[role=img][aria-label]")) for page in pages)
        pdf = (site(built, reader) / "wijkdocument.pdf").read_bytes()
        tags = count(pdf)
        # from the contents, and to each note and back
        assert tags["Link"] == links + tags["TOCI"] + 2 * notes
        logo = int(reader != "projectteam")
        assert len(alternatives(pdf)) == described + logo


def test_a_second_build_gives_the_same_bytes(built: Path, tmp_path: Path) -> None:
    other = tmp_path / "ander"
    shutil.copytree(EXAMPLE, tmp_path / "bron")
    build(tmp_path / "bron", other, *READERS)
    for reader in READERS:
        for name in ("wijkdocument.pdf", "wijkdocument.docx"):
            assert (site(built, reader) / name).read_bytes() == (
                site(other, reader) / name
            ).read_bytes()
            assert str(tmp_path).encode() not in (site(other, reader) / name).read_bytes()


def test_the_site_offers_its_handbooks(built: Path) -> None:
    page = (site(built, "corporatie") / "index.html").read_text("utf-8")
    assert 'href="wijkdocument.pdf"' in page
    assert 'href="wijkdocument.docx"' in page
    assert "wijkdocument.pdf" not in (site(built, "corporatie") / "colofon.html").read_text("utf-8")


def test_problems_on_paper_are_said_with_their_line(tmp_path: Path) -> None:
    shutil.copytree(SITES / "klein", tmp_path / "bron")
    page = tmp_path / "bron" / "afspraken.md"
    text = page.read_text("utf-8") + "\n\nEen teken: \U0001f996.\n\n![](foto.png)\n"
    page.write_text(text, "utf-8")
    shutil.copy(SITES / "regels" / "foto.png", tmp_path / "bron" / "foto.png")
    said = build(tmp_path / "bron", tmp_path / "uit", "projectteam")
    line = text.split("\n").index("Een teken: \U0001f996.") + 1
    assert re.search(rf"afspraken\.md:{line}: .*wijk\.glyph", said)
    assert re.search(rf"afspraken\.md:{line + 2}: .*wijk\.alt_text", said)
    report = validate_pdf(
        str(site(tmp_path / "uit", "projectteam") / "wijkdocument.pdf"),
        profile=ValidationProfile.PDF_UA_1,
    )
    assert report.is_compliant


@pytest.mark.skipif(not any(CORPUS.rglob("*.md")), reason=f"no foreign pages in {CORPUS}")
def test_foreign_pages_become_an_accessible_handbook(tmp_path: Path) -> None:
    shutil.copytree(CORPUS, tmp_path / "bron" / "paginas")
    for name in ("conf.py", "wijk.toml"):
        shutil.copy(SITES / "klein" / name, tmp_path / "bron" / name)
    index = "# Alles\n\n```{toctree}\n:glob:\n\n**\n```\n"
    (tmp_path / "bron" / "index.md").write_text(index, "utf-8")
    build(tmp_path / "bron", tmp_path / "uit", "projectteam")
    folder = site(tmp_path / "uit", "projectteam")
    report = validate_pdf(str(folder / "wijkdocument.pdf"), profile=ValidationProfile.PDF_UA_1)
    assert report.is_compliant, [failure.message for failure in report.failures][:5]
    assert problems((folder / "wijkdocument.docx").read_bytes()) == []


def test_the_name_of_the_machine_is_not_in_the_metadata(built: Path) -> None:
    content = (site(built, "corporatie") / "wijkdocument.pdf").read_bytes()
    told = PdfReader(io.BytesIO(content)).metadata
    assert told is not None
    assert told.title == "De Lindebuurt"
    assert str(built).encode() not in content
