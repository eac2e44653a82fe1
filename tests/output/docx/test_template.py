"""An organisation's own Word template gives a handbook its look."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import parse_xml
from docx.shared import Mm, Pt, RGBColor

from tests.output.docx.checker import W, problems
from tests.output.docx.parts import png
from tests.output.docx.reading import part, shown, style
from wijk_ext.output.docx import TemplateError, render_docx

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document

    from wijk_ext.output.book.model import Book

TYPES = "[Content_Types].xml"


def save(document: Document, folder: Path, name: str = "sjabloon.docx") -> Path:
    document.save(str(folder / name))
    return folder / name


def rewrite(path: Path, changes: dict[str, tuple[str, str]]) -> Path:
    made = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name in changes:
                before, after = (text.encode() for text in changes[name])
                assert before in content
                content = content.replace(before, after)
            target.writestr(name, content)
    path.write_bytes(made.getvalue())
    return path


@pytest.fixture
def template(tmp_path: Path) -> Document:
    """Return what an organisation might have: own headings, a logo in the head, letter paper."""
    document = docx.Document()
    document.add_paragraph("Vertrouwelijke voorbeeldtekst")
    document.add_picture(io.BytesIO(png()))
    heading = document.styles["Heading 1"]
    heading.font.color.rgb = RGBColor(0xAA, 0, 0x11)
    heading.font.size = Pt(31)
    heading.element.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = 1
    section = document.sections[0]
    section.page_width, section.page_height = Mm(200), Mm(260)
    section.header.paragraphs[0].text = "Woonstichting De Linde"
    section.header.paragraphs[0].add_run().add_picture(io.BytesIO(png(30, 30)))
    document.core_properties.author = "Iemand"
    document.core_properties.last_modified_by = "Iemand"
    return document


@pytest.fixture
def made(book: Book, template: Document, tmp_path: Path) -> bytes:
    return render_docx(book, save(template, tmp_path))


def test_word_opens_it(made: bytes) -> None:
    assert problems(made) == []


def test_its_styles_are_used_and_ours_are_added(made: bytes) -> None:
    document = docx.Document(io.BytesIO(made))
    assert document.styles["Heading 1"].font.size == Pt(31)
    assert {"Wijk item line", "Wijk table", "Wijk code text"} <= {
        one.name for one in document.styles
    }
    chapters = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert chapters == ["De Lindebuurt", "Afspraken", "Overzichten", "Kaders en code"]


def test_its_page_and_head_are_kept(made: bytes) -> None:
    document = docx.Document(io.BytesIO(made))
    sizes = [(one.page_width.mm, one.page_height.mm) for one in document.sections]
    assert [(round(width), round(height)) for width, height in sizes] == [
        (200, 260),
        (260, 200),
        (200, 260),
    ]
    assert document.sections[1].orientation == WD_ORIENT.LANDSCAPE
    heads = [one.header for one in document.sections]
    assert heads[0].paragraphs[0].text == "Woonstichting De Linde"
    assert [one.is_linked_to_previous for one in heads] == [False, True, True]


def test_its_text_and_its_maker_are_not(made: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        content = b"".join(archive.read(name) for name in archive.namelist())
    assert b"Vertrouwelijke" not in content
    assert b"Iemand" not in content
    assert "docProps/app.xml" not in archive.namelist()


def test_its_numbers_of_headings_are_off(made: bytes) -> None:
    headings = [one for one in part(made).iter(f"{W}p") if style(one) == "Heading1"]
    numbers = [one.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val") for one in headings]
    assert numbers == ["0"] * 4


def test_a_list_looks_as_its_own_and_begins_anew(made: bytes) -> None:
    points = [one for one in part(made).iter(f"{W}p") if style(one) == "ListNumber"]
    numbers = [one.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val") for one in points]
    assert [shown(one) for one in points] == [
        "Zevende punt.",
        "Achtste punt.",
        "Opnieuw bij één.",
        "",
    ]
    assert len(set(numbers)) == 2
    starts = {
        one.get(f"{W}numId"): one.find(f"{W}lvlOverride/{W}startOverride").get(f"{W}val")
        for one in part(made, "word/numbering.xml").findall(f"{W}num")
        if one.find(f"{W}lvlOverride") is not None
    }
    assert [starts[numbers[0]], starts[numbers[-1]]] == ["7", "1"]


def test_the_same_bytes_every_time(book: Book, template: Document, tmp_path: Path) -> None:
    path = save(template, tmp_path)
    assert render_docx(book, path) == render_docx(book, path)


def test_a_word_template_will_do(book: Book, template: Document, tmp_path: Path) -> None:
    path = rewrite(
        save(template, tmp_path, "huisstijl.dotx"),
        {TYPES: ("wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml")},
    )
    assert problems(render_docx(book, path)) == []


def test_a_path_in_the_settings_is_dropped(book: Book, template: Document, tmp_path: Path) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    settings = template.settings
    key = template.part.part_related_by(RT.SETTINGS).relate_to(
        "file:///C:/Gebruikers/iemand/sjabloon.dotx", kind, is_external=True
    )
    names = (
        'xmlns:w="{}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    )
    element = f"<w:attachedTemplate {names.format(W.strip('{}'))} r:id='{key}'/>"
    settings.element.insert(1, parse_xml(element))
    made = render_docx(book, save(template, tmp_path))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert b"Gebruikers" not in b"".join(archive.read(name) for name in archive.namelist())
    assert problems(made) == []


@pytest.mark.parametrize("kind", [RT.NUMBERING, RT.STYLES, RT.SETTINGS, RT.THEME])
def test_a_document_may_lack_a_part(
    book: Book, template: Document, tmp_path: Path, kind: str
) -> None:
    for numbers in list(template.styles.element.iter(f"{W}numPr")):
        numbers.getparent().remove(numbers)
    for key, rel in list(template.part.rels.items()):
        if rel.reltype == kind:
            del template.part.rels[key]
    assert problems(render_docx(book, save(template, tmp_path))) == []


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"gewone tekst",
        b"PK\x03\x04 half",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    ],
    ids=["empty", "text", "half", "password"],
)
def test_what_is_no_document_is_said(book: Book, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "sjabloon.docx"
    path.write_bytes(content)
    with pytest.raises(TemplateError) as raised:
        render_docx(book, path)
    assert "sjabloon.docx" in str(raised.value)
    assert str(tmp_path) not in str(raised.value)


def test_a_missing_template_is_said(book: Book, tmp_path: Path) -> None:
    with pytest.raises(TemplateError):
        render_docx(book, tmp_path / "weg.docx")


@pytest.mark.parametrize(
    "changes",
    [
        {TYPES: ("document.main+xml", "document.macroEnabled.main+xml")},
        {TYPES: ("wordprocessingml.document.main+xml", "spreadsheetml.sheet.main+xml")},
        {"word/document.xml": ("<w:body>", "<w:body")},
        {"word/styles.xml": ("<w:docDefaults>", "&weg;<w:docDefaults>")},
        {"word/_rels/document.xml.rels": ("styles.xml", "weg.xml")},
        {"_rels/.rels": ("word/document.xml", "word/weg.xml")},
    ],
    ids=["macros", "sheet", "body", "entity", "part", "document"],
)
def test_a_broken_document_is_said(
    book: Book, template: Document, tmp_path: Path, changes: dict[str, tuple[str, str]]
) -> None:
    path = rewrite(save(template, tmp_path), changes)
    with pytest.raises(TemplateError):
        render_docx(book, path)
