"""The house style: what people may change, and what they are told when it can't be used."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.output.pdf.reading import failures
from tests.output.pdf.sample import PIXEL, facts, one_page, paragraph, written
from wijk_ext.output.book.model import Book
from wijk_ext.output.fonts import FOLDER, coverage, font_files
from wijk_ext.output.pdf.errors import RenderError
from wijk_ext.output.pdf.house_style import our_folder, read_house_style
from wijk_ext.output.pdf.line_ends import with_clear_line_ends
from wijk_ext.output.pdf.render import render_pdf

if TYPE_CHECKING:
    from pathlib import Path


def _style(folder: Path, settings: str) -> Path:
    (folder / "huisstijl.toml").write_text(settings, "utf-8")
    return folder


def test_what_is_left_out_stays_as_it_is(tmp_path: Path) -> None:
    folder = _style(tmp_path, '[kleuren]\naccent = "#7a1f5c"\n[letters]\ngrootte = 12\n')
    changed, ours = read_house_style(folder), read_house_style()
    assert changed.values["kleuren"] == ours.values["kleuren"] | {"accent": "#7a1f5c"}
    assert changed.values["fasen"] == ours.values["fasen"]
    made = render_pdf(one_page(paragraph("Tekst")), folder)
    assert failures(made) == []
    assert made != render_pdf(one_page(paragraph("Tekst")))


def test_an_empty_folder_changes_nothing(tmp_path: Path) -> None:
    book = one_page(paragraph("Tekst"))
    assert render_pdf(book, tmp_path) == render_pdf(book)


@pytest.mark.parametrize(
    ("settings", "part"),
    [
        ("[kleur]\n", "kleur"),
        ('[kleuren]\naccnt = "#000000"\n', "kleuren.accnt"),
        ('[kleuren]\naccent = "rood"\n', "kleuren.accent"),
        ('[kleuren]\naccent = "#ffee00"\n', "kleuren.accent"),
        ('[fasen]\nklaar = "#000000"\n', "fasen.klaar"),
        ("[letters]\ngrootte = 100\n", "letters.grootte"),
        ("[letters]\ngrootte = true\n", "letters.grootte"),
        ("[letters]\ntekst = 3\n", "letters.tekst"),
        ('[letters]\ntekst = "Onbekend"\n', "Onbekend"),
        ("[omslag]\nstrook = 1\n", "omslag.strook"),
        ('[omslag]\nlogo = "weg.svg"\n', "weg.svg"),
        ('[omslag]\nlogo = "../x.svg"\n', "omslag.logo"),
        ("dit is geen toml", "huisstijl.toml"),
    ],
)
def test_what_can_not_be_used_is_said(tmp_path: Path, settings: str, part: str) -> None:
    with pytest.raises(RenderError, match=part.replace(".", r"\.")):
        render_pdf(one_page(), _style(tmp_path, settings))


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match="weg"):
        render_pdf(one_page(), tmp_path / "weg")


def test_a_program_that_stops_says_so_without_a_path(tmp_path: Path) -> None:
    (tmp_path / "handboek.typ").write_text("#panic()", "utf-8")
    with pytest.raises(RenderError) as caught:
        render_pdf(one_page(), tmp_path)
    assert "/" not in str(caught.value)


def test_an_own_program_logo_and_font(tmp_path: Path) -> None:
    shutil.copy(our_folder() / "handboek.typ", tmp_path)
    (tmp_path / "lettertypen").mkdir()
    shutil.copy(FOLDER / "SourceCodePro-Regular.otf", tmp_path / "lettertypen")
    written(tmp_path / "logo.png", PIXEL)
    _style(tmp_path, '[omslag]\nlogo = "logo.png"\n[letters]\ntekst = "Source Code Pro"\n')
    assert failures(render_pdf(one_page(paragraph("→ ☑")), tmp_path)) == []


def test_a_colour_of_the_reader() -> None:
    plain = render_pdf(one_page(paragraph("Tekst")))
    coloured = render_pdf(Book(facts(colour="#154273"), one_page(paragraph("Tekst")).chapters))
    assert coloured != plain


def test_fonts_come_with_their_licences() -> None:
    assert len(font_files(FOLDER)) == 6
    assert {"OFL-SourceSans3.txt", "OFL-SourceCodePro.txt", "LICENSE-DejaVu.txt"} <= {
        path.name for path in FOLDER.iterdir()
    }
    assert {ord(sign) for sign in "☐☑✓→≤½€•◆ë"} <= coverage()


def test_line_ends_are_clear() -> None:
    first = b"%PDF-1.7\n"
    streams = [
        b"1 0 obj\n<</Length 3>>\nstream\nab\r\nendstream\nendobj\n",
        b"2 0 obj\n<</Length 3>>\nstream\nabc\nendstream\nendobj\n",
    ]
    before = _file(first, streams)
    streams[0] = streams[0].replace(b"ab\r\n", b"ab\r\r\n")
    assert with_clear_line_ends(before) == _file(first, streams)
    assert with_clear_line_ends(_file(first, streams[1:])) == _file(first, streams[1:])
    assert with_clear_line_ends(b"geen PDF") == b"geen PDF"


def _file(first: bytes, objects: list[bytes]) -> bytes:
    body, places = first, []
    for one in objects:
        places.append(len(body))
        body += one
    rows = [b"0000000000 65535 f \n", *(b"%010d 00000 n \n" % place for place in places)]
    table = b"xref\n0 %d\n" % len(rows) + b"".join(rows) + b"trailer\n<</Size 3>>\n"
    return body + table + b"startxref\n%d\n%%%%EOF" % len(body)
