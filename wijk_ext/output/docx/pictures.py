"""Pictures in the text: the parts that hold them, and the elements that show them."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Final

from docx.opc.packuri import PackURI
from docx.opc.part import Part

from wijk_ext.locale import gettext as _
from wijk_ext.output.docx.raster import PictureError, read
from wijk_ext.output.docx.xml import DECORATIVE_NAMESPACE, SVG_NAMESPACE, parsed, x

if TYPE_CHECKING:
    from docx.package import Package

    from wijk_ext.output.book.model import Picture
    from wijk_ext.output.docx.raster import Image
    from wijk_ext.output.docx.story import Story
    from wijk_ext.output.docx.xml import Element

_EMU_OF_TWIP: Final = 635
_TWIPS_OF_PIXEL: Final = 15
_WIDTH: Final = re.compile(r"([\d.]+)\s*(px|%|em|rem|pt|pc|mm|cm|in|vw)?")
_TWIPS: Final = {
    "px": 15.0,
    "em": 240.0,
    "rem": 240.0,
    "pt": 20.0,
    "pc": 240.0,
    "mm": 56.693,
    "cm": 566.93,
    "in": 1440.0,
}
_PICTURE: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_SVG_USE: Final = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_DECORATIVE_USE: Final = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"


class Pictures:
    """Keeps every image once, whatever the number of places where it is shown."""

    def __init__(self, package: Package, height: int, shown: int = 0) -> None:
        self._package = package
        self._height = height
        """The most that a picture may be high, in twentieths of a point."""
        self._images: dict[tuple[str, str], Image | None] = {}
        self._parts: dict[bytes, Part] = {}
        self._shown = shown

    def shown(self, picture: Picture, story: Story, room: int) -> Element | None:
        """Return a drawing for a run, at most ``room`` wide; None when it can't be shown."""
        image = self._image(picture)
        if image is None:
            return None
        width, height = self._size(picture, image, room)
        self._shown += 1
        name = _("Picture {number}").format(number=self._shown)
        size = {"cx": round(width * _EMU_OF_TWIP), "cy": round(height * _EMU_OF_TWIP)}
        return x(
            "w:drawing",
            x(
                "wp:inline",
                x("wp:extent", **size),
                x("wp:effectExtent", l=0, t=0, r=0, b=0),
                self._properties(picture, name),
                x("wp:cNvGraphicFramePr", x("a:graphicFrameLocks", noChangeAspect=1)),
                x("a:graphic", self._data(image, story, name, size)),
                distT=0,
                distB=0,
                distL=0,
                distR=0,
            ),
        )

    def _image(self, picture: Picture) -> Image | None:
        key = (str(picture.file or ""), picture.drawing)
        if key not in self._images:
            try:
                self._images[key] = read(picture)
            except PictureError:
                self._images[key] = None
        return self._images[key]

    def _size(self, picture: Picture, image: Image, room: int) -> tuple[float, float]:
        width = wanted_width(picture.width, room) or image.width * _TWIPS_OF_PIXEL
        width = max(min(width, room), 1.0)
        height = width * image.height / image.width
        if height > self._height:
            width, height = width * self._height / height, self._height
        return max(width, 1.0), max(height, 1.0)

    def _properties(self, picture: Picture, name: str) -> Element:
        words = "" if picture.decorative else alternative(picture)
        made = x("wp:docPr", id=self._shown, name=name, descr=words)
        if picture.decorative:
            mark = f'<d:decorative xmlns:d="{DECORATIVE_NAMESPACE}" val="1"/>'
            made.append(x("a:extLst", x("a:ext", parsed(mark), uri=_DECORATIVE_USE)))
        return made

    def _data(self, image: Image, story: Story, name: str, size: dict[str, int]) -> Element:
        blip = x("a:blip", r__embed=story.image(self._part(image.data, image.kind)))
        if image.drawing:
            vector = parsed(f'<v:svgBlip xmlns:v="{SVG_NAMESPACE}"/>')
            part = self._part(image.drawing, "svg+xml")
            vector.set(f"{{{_RELATIONS}}}embed", story.image(part))
            blip.append(x("a:extLst", x("a:ext", vector, uri=_SVG_USE)))
        return x(
            "a:graphicData",
            x(
                "pic:pic",
                x("pic:nvPicPr", x("pic:cNvPr", id=self._shown, name=name), x("pic:cNvPicPr")),
                x("pic:blipFill", blip, x("a:stretch", x("a:fillRect"))),
                x(
                    "pic:spPr",
                    x("a:xfrm", x("a:off", x=0, y=0), x("a:ext", **size)),
                    x("a:prstGeom", x("a:avLst"), prst="rect"),
                ),
            ),
            uri=_PICTURE,
        )

    def _part(self, data: bytes, kind: str) -> Part:
        mark = hashlib.sha256(data).digest()
        if mark not in self._parts:
            ending = kind.partition("+")[0]
            name = PackURI(f"/word/media/wijk{len(self._parts) + 1}.{ending}")
            self._parts[mark] = Part(name, f"image/{kind}", data, self._package)
        return self._parts[mark]


_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def alternative(picture: Picture) -> str:
    """Return what a picture shows, in words; a picture without them says so."""
    return picture.alternative or _("Picture without a description")


def wanted_width(written: str, room: int) -> float:
    """Return a width as an author wrote it in twentieths of a point; 0 when none was written."""
    found = _WIDTH.fullmatch(written.strip())
    try:
        number = float(found[1]) if found else 0.0
    except ValueError:
        return 0.0
    unit = found[2] if found else ""
    if unit in {"%", "vw"}:
        return room * min(number, 100) / 100
    return number * _TWIPS.get(unit or "px", 0.0)
