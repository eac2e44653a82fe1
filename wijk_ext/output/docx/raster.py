"""Image files: what they are, whether they are whole, and how Word can show them."""

from __future__ import annotations

import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import typst
from lxml import etree

from wijk_ext.output.docx.xml import parsed

if TYPE_CHECKING:
    from wijk_ext.output.book.model import Picture

FONTS: Final = Path(__file__).parents[1] / "fonts"
_SHARP: Final = 192
"""Dots per inch of a drawing as an image, for programs that can't show the drawing."""
_PIXELS: Final = 96
_LARGEST: Final = 900
"""Of a drawing made an image, in points: wider than any page."""
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_SVG_ROOT: Final = "{http://www.w3.org/2000/svg}svg"
_ACTIVE: Final = frozenset({"script", "foreignObject", "handler", "listener", "iframe"})
_OWN: Final = ("#", "data:image/")
"""How an address within a drawing begins that leads nowhere else."""
_DRAWN: Final = """
#set page(width: auto, height: auto, margin: 0pt, fill: none)
#set text(font: "Source Sans 3")
#context {
  let shown = image("picture.KIND")
  let size = measure(shown)
  let scale = calc.min(1, LARGESTpt / size.width, LARGESTpt / size.height)
  image("picture.KIND", width: size.width * scale, height: size.height * scale)
}
"""


class PictureError(Exception):
    """An image that can't be shown."""


@dataclass(frozen=True)
class Image:
    """An image as Word takes it; the size is in pixels of 1/96 inch."""

    kind: str
    """``png``, ``jpeg`` or ``gif``."""
    data: bytes
    width: float
    height: float
    drawing: bytes = b""
    """The same as an SVG file, when that is safe to hand over."""


def read(picture: Picture) -> Image:
    """Return the image of a picture. Raises :class:`PictureError` when there is none to show."""
    if picture.drawing:
        return image_of(picture.drawing.encode("utf-8", "replace"))
    if picture.file is None:
        raise PictureError
    try:
        return image_of(picture.file.read_bytes())
    except OSError as error:
        raise PictureError from error


def image_of(data: bytes) -> Image:
    """Return an image as Word takes it. Raises :class:`PictureError` when it isn't whole."""
    if data.startswith(_PNG):
        return _png(data)
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg(data)
    if data[:6] in {b"GIF87a", b"GIF89a"}:
        return _gif(data)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        image = _png(_rendered(data, "webp", 72))
        return Image("png", image.data, image.width, image.height)
    return _svg(data)


def _png(data: bytes) -> Image:
    """Return a PNG image after a look at the sums of its parts."""
    place = len(_PNG)
    while data[place + 4 : place + 8] != b"IEND":
        length = int.from_bytes(data[place : place + 4])
        part = data[place + 4 : place + 8 + length]
        if len(part) < 4 or data[place + 8 + length : place + 12 + length] != _sum(part):
            raise PictureError
        place += 12 + length
    width, height = int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    return _sized("png", data, width, height)


def _sum(part: bytes) -> bytes:
    return zlib.crc32(part).to_bytes(4)


def _jpeg(data: bytes) -> Image:
    """Return a JPEG image; its size stands in the part that begins a frame."""
    if b"\xff\xd9" not in data[-1024:]:
        raise PictureError
    place = 2
    while place + 9 < len(data) and data[place] == 0xFF:
        mark = data[place + 1]
        if mark in {0xFF, *range(0xD0, 0xD8), 0x01}:
            place += 1 if mark == 0xFF else 2
            continue
        if 0xC0 <= mark <= 0xCF and mark not in {0xC4, 0xC8, 0xCC}:
            height = int.from_bytes(data[place + 5 : place + 7])
            width = int.from_bytes(data[place + 7 : place + 9])
            return _sized("jpeg", data, width, height)
        place += 2 + int.from_bytes(data[place + 2 : place + 4])
    raise PictureError


def _gif(data: bytes) -> Image:
    if not data.rstrip(b"\0").endswith(b";"):
        raise PictureError
    width, height = int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")
    return _sized("gif", data, width, height)


def _sized(kind: str, data: bytes, width: int, height: int) -> Image:
    if not width or not height:
        raise PictureError
    return Image(kind, data, width, height)


def _svg(data: bytes) -> Image:
    try:
        root = parsed(data)
    except (etree.LxmlError, ValueError) as error:
        raise PictureError from error
    if root.tag != _SVG_ROOT:
        raise PictureError
    image = _png(_rendered(data, "svg", _SHARP))
    scale = _PIXELS / _SHARP
    drawing = data if _is_safe(root) else b""
    return Image("png", image.data, image.width * scale, image.height * scale, drawing)


def _is_safe(root: etree._Element) -> bool:
    """Return whether a drawing runs nothing and asks for nothing beside it."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            return False
        if element.tag.rpartition("}")[2] in _ACTIVE:
            return False
        for name, value in element.attrib.items():
            local = str(name).rpartition("}")[2]
            is_link = local == "href" and not str(value).startswith(_OWN)
            if local.startswith("on") or is_link:
                return False
    text = etree.tostring(root)
    return b"@import" not in text and b"url(" not in text.replace(b"url(#", b"")


def _rendered(data: bytes, kind: str, dots: int) -> bytes:
    source = _DRAWN.replace("KIND", kind).replace("LARGEST", str(_LARGEST))
    with tempfile.TemporaryDirectory(prefix="wijk-") as name:
        folder = Path(name)
        (folder / f"picture.{kind}").write_bytes(data)
        (folder / "page.typ").write_text(source, "utf-8")
        try:
            made = typst.compile(
                str(folder / "page.typ"),
                root=name,
                format="png",
                ppi=dots,
                font_paths=[str(FONTS)] if FONTS.is_dir() else [],
                ignore_system_fonts=True,
            )
        except (typst.TypstError, RuntimeError) as error:
            raise PictureError from error
    if not isinstance(made, bytes):
        raise PictureError
    return made
