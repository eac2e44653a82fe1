"""Word opens what is written, and so does LibreOffice."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.output.docx.checker import problems
from tests.output.docx.parts import FACTS
from tests.output.docx.reading import as_pdf, document_words
from wijk_ext.output.book.words import words
from wijk_ext.output.docx import render_docx

if TYPE_CHECKING:
    from pathlib import Path

    from wijk_ext.output.book.model import Book

BROKEN = {
    "order": (r"(<w:pStyle [^>]*/>)(<w:keepNext/>)", r"\2\1"),
    "relationships": (r'r:embed="wijk\d+"', 'r:embed="weg"'),
    "unique_ids": (r'<wp:docPr id="2"', '<wp:docPr id="1"'),
    "references": (r'<w:pStyle w:val="Normal"/>', '<w:pStyle w:val="Weg"/>'),
    "tables": (r"</w:p></w:tc>", "</w:p><w:sdt/></w:tc>"),
    "fields": (r'w:fldCharType="separate"', 'w:fldCharType="end"'),
}
SITES = ["example_pages", "corpus_pages", "everything"]


def real_book(name: str, request: pytest.FixtureRequest) -> Book:
    return replace(request.getfixturevalue(name).book, facts=FACTS)


def test_word_opens_it(handbook: bytes) -> None:
    assert problems(handbook) == []


@pytest.mark.parametrize("name", BROKEN)
def test_the_checker_sees_a_fault(handbook: bytes, name: str) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(handbook)) as source, zipfile.ZipFile(made, "w") as target:
        for part in source.namelist():
            content = source.read(part).decode("utf-8", "surrogateescape")
            if part == "word/document.xml":
                broken = re.sub(*BROKEN[name], content, count=1)
                assert broken != content
                content = broken
            target.writestr(part, content.encode("utf-8", "surrogateescape"))
    assert any(problem.startswith(f"{name}:") for problem in problems(made.getvalue()))


@pytest.mark.parametrize("name", SITES)
def test_word_opens_real_pages(name: str, request: pytest.FixtureRequest) -> None:
    assert problems(render_docx(real_book(name, request))) == []


@pytest.mark.parametrize("name", SITES)
def test_no_word_of_a_page_is_lost(name: str, request: pytest.FixtureRequest) -> None:
    book = real_book(name, request)
    for chapter in book.chapters:
        found = document_words(render_docx(replace(book, chapters=(chapter,))))
        assert found == words(chapter.blocks), chapter.page


def test_the_schema_holds(handbook: bytes, tmp_path: Path) -> None:
    audit = pytest.importorskip("openxml_audit", reason="openxml-audit is not installed")
    file = tmp_path / "handboek.docx"
    file.write_bytes(handbook)
    found = audit.OpenXmlValidator().validate(str(file))
    assert [str(one) for one in found.errors] == []


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_prints_every_word(handbook: bytes, tmp_path: Path) -> None:
    printed = as_pdf(handbook, tmp_path)
    # words are broken at the end of a line, and a mark may stand between a word and its full stop
    joined = re.sub(r"[\s\u00ad-]", "", printed)
    wanted = (re.sub(r"[-.]", "", word) for word in document_words(handbook))
    assert [word for word in wanted if word not in joined.replace(".", "")] == []


def test_the_same_bytes_every_time(book: Book, handbook: bytes) -> None:
    assert render_docx(book) == handbook


def test_nothing_of_the_machine_is_in_it(handbook: bytes, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(handbook)) as archive:
        content = b"".join(archive.read(name) for name in archive.namelist())
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    for word in (b"python", b"/tmp", b"/root", b"/home", str(tmp_path.parent).encode()):
        assert word not in content
