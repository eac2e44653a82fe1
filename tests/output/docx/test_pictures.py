"""Pictures are shown with their words; one that can't be shown is replaced by them."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.output.docx.checker import WP, W, problems
from tests.output.docx.reading import part, shown
from tests.output.docx.sample import CHART, FACTS, GIF, WEBP, h, p, png
from wijk_ext.output.book.model import Book, Chapter, Figure, Picture
from wijk_ext.output.docx import render_docx
from wijk_ext.output.docx.raster import PictureError, image_of

if TYPE_CHECKING:
    from pathlib import Path

    from wijk_ext.output.book.model import Block

TWIP = 635
JPEG = (
    b"\xff\xd8\xff\xe0\x00\x04ab\xff\xff\xc0\x00\x11\x08\x00\x28\x00\x50\x03\x01\x22\x00\x02\x11\x01"
    b"\x03\x11\x01\xff\xda\x00\x02\x00\xff\xd9"
)
ASKING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{}'
    '<rect width="9" height="9"/></svg>'
)


def made(*blocks: Block) -> bytes:
    data = render_docx(Book(FACTS, (Chapter("index", (h(1, "Begin"), *blocks)),)))
    assert problems(data) == []
    return data


def media(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = (name for name in archive.namelist() if name.startswith("word/media/"))
        return {name.removeprefix("word/media/"): archive.read(name) for name in names}


def sizes(data: bytes) -> list[tuple[int, int]]:
    """Return the sizes of pictures in pixels."""
    found = part(data).iter(f"{WP}extent")
    return [tuple(round(int(one.get(key)) / TWIP / 15) for key in ("cx", "cy")) for one in found]  # type: ignore[misc]


def test_words_go_along(handbook: bytes) -> None:
    found = [one.get("descr") for one in part(handbook).iter(f"{WP}docPr")]
    assert found[0] == "Een effen vlak in de kleur van de wijk"
    assert all(found[:2])
    assert found[3] == ""


def test_a_decorative_picture_is_marked(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png())
    data = made(p(Picture(tmp_path / "a.png", alternative="niet", decorative=True)))
    properties = next(part(data).iter(f"{WP}docPr"))
    assert properties.get("descr") == ""
    assert b"decorative" in zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")


def test_a_drawing_stays_one_beside_its_image() -> None:
    files = media(made(Figure(Picture(None, CHART, "Open punten"))))
    assert sorted(files) == ["wijk1.png", "wijk2.svg"]
    assert files["wijk2.svg"].decode() == CHART


def test_an_image_is_kept_once(tmp_path: Path) -> None:
    for name in ("a.png", "b.png"):
        (tmp_path / name).write_bytes(png())
    data = made(
        *(p(Picture(tmp_path / name, alternative="x")) for name in ("a.png", "b.png", "a.png"))
    )
    assert media(data) == {"wijk1.png": png()}


@pytest.mark.parametrize(
    ("written", "width"),
    [
        ("", 400),
        ("50%", 302),
        ("200px", 200),
        ("200", 200),
        ("2cm", 76),
        ("9000px", 605),
        ("1.5.2px", 400),
        ("breed", 400),
    ],
)
def test_the_width_is_that_of_the_author(tmp_path: Path, written: str, width: int) -> None:
    (tmp_path / "a.png").write_bytes(png(400, 200))
    ((found, height),) = sizes(made(p(Picture(tmp_path / "a.png", alternative="x", width=written))))
    assert found == width
    assert height == pytest.approx(width / 2, abs=1)


def test_a_high_picture_fits_a_page(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png(100, 4000))
    ((width, height),) = sizes(made(p(Picture(tmp_path / "a.png", alternative="x"))))
    assert height < 1000
    assert width == pytest.approx(height / 40, abs=1)


@pytest.mark.parametrize(
    ("data", "kind", "size"),
    [
        (png(40, 20), "png", (40, 20)),
        (JPEG, "jpeg", (80, 40)),
        (GIF, "gif", (1, 1)),
        (WEBP, "png", (1, 1)),
        (CHART.encode(), "png", (480, 110)),
    ],
)
def test_images_that_can_be_shown(data: bytes, kind: str, size: tuple[int, int]) -> None:
    image = image_of(data)
    assert (image.kind, round(image.width), round(image.height)) == (kind, *size)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"tekst",
        b"<svg",
        b"<html/>",
        b'<svg xmlns="http://www.w3.org/2000/svg" width="0"/>',
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;',
        WEBP[:30],
        JPEG[:20],
        GIF[:-2],
        png(0, 0),
        *(png()[:length] for length in (8, 9, 20, 50, 70)),
        png().replace(b"IDAT", b"IDAX"),
    ],
)
def test_a_broken_image_is_replaced_by_its_words(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(PictureError):
        image_of(data)
    (tmp_path / "a.png").write_bytes(data)
    shown_words = [
        shown(one)
        for one in part(
            made(
                Figure(Picture(tmp_path / "a.png", alternative="Het plein")),
                Figure(Picture(tmp_path / "a.png")),
                p("x", Picture(tmp_path / "a.png", decorative=True)),
            )
        ).iter(f"{W}p")
    ][-3:]
    assert re.fullmatch(r"\[\w+: Het plein\]", shown_words[0])
    assert shown_words[1].startswith("[")
    assert shown_words[2] == "x"


@pytest.mark.parametrize(
    "part_of_it",
    [
        "<script>alert(1)</script>",
        "<style>@import 'http://volg.example/a'</style>",
        '<a href="http://volg.example"/>',
        '<rect onclick="alert(1)"/>',
        "<style>rect { fill: url(http://volg.example/a) }</style>",
    ],
)
def test_a_drawing_that_asks_for_more_is_an_image_only(part_of_it: str) -> None:
    image = image_of(ASKING.format(part_of_it).encode())
    assert image.drawing == b""
    assert image.data.startswith(b"\x89PNG")


@pytest.mark.parametrize("address", ["http://volg.example/a.png", "file:///etc/passwd"])
def test_a_drawing_that_needs_another_file_is_replaced(address: str) -> None:
    with pytest.raises(PictureError):
        image_of(ASKING.format(f'<image href="{address}"/>').encode())


def test_a_logo_stands_on_the_cover_and_a_broken_one_does_not(tmp_path: Path) -> None:
    from dataclasses import replace

    logo = tmp_path / "logo.svg"
    logo.write_text(CHART)
    with_logo = render_docx(Book(replace(FACTS, logo=logo)))
    assert problems(with_logo) == []
    assert len(media(with_logo)) == 2
    logo.write_text("weg")
    assert media(render_docx(Book(replace(FACTS, logo=logo)))) == {}
