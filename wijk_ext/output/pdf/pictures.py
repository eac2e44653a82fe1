"""The pictures of a book: under which name Typst finds them, and how wide they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from wijk_ext.locale import gettext as _
from wijk_ext.output.pdf.literals import call, string

if TYPE_CHECKING:
    from wijk_ext.output.book.model import Picture
    from wijk_ext.output.pdf.literals import Printable

_WIDTH: Final = re.compile(r"(\d{1,4}(?:\.\d{1,3})?)(%|px|em|rem|pt|pc|mm|cm|in)?")
_POINTS: Final = {"": 0.75, "px": 0.75, "em": 12, "rem": 12, "pt": 1, "pc": 12} | {
    "mm": 72 / 25.4,
    "cm": 720 / 25.4,
    "in": 72,
}
_BEGINNINGS: Final = (
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF8", "gif"),
    (b"RIFF", "webp"),
)


class Pictures:
    """Gives every picture of a book a neutral name, the same file or drawing the same name."""

    def __init__(self, printable: Printable, broken: frozenset[str] = frozenset()) -> None:
        self.printable = printable
        self.broken = broken
        self.files: dict[str, bytes] = {}
        """What was asked for, by name."""
        self._names: dict[object, str] = {}

    def alternative(self, picture: Picture) -> str:
        """Return what is read instead of a picture; never empty."""
        return self.printable(picture.alternative).strip() or _("Picture without a description")

    def image(self, picture: Picture) -> str:
        """Return the call that shows a picture; empty when there is no such picture to show."""
        name = self._name(picture)
        if not name or name in self.broken:
            return ""
        if picture.decorative:
            return call("image", string(name))
        return call("image", string(name), alt=string(self.alternative(picture)))

    def _name(self, picture: Picture) -> str:
        key = picture.drawing or picture.file
        if key not in self._names:
            self._names[key] = self._add(picture)
        return self._names[key]

    def _add(self, picture: Picture) -> str:
        content = picture.drawing.encode("utf-8", "replace")
        if not content and picture.file:
            try:
                content = picture.file.read_bytes()
            except OSError:
                return ""
        if not content:
            return ""
        name = file_name(f"picture{len(self.files)}", content)
        self.files[name] = content
        return name


def width(picture: Picture) -> str:
    """Return how wide the author wants a picture, as Typst source; ``auto`` when nothing is said.

    Widths are a share of the room, or points; a pixel is three quarters of a point, as on the web.
    """
    found = _WIDTH.fullmatch(picture.width)
    number = float(found[1]) if found else 0
    if not found or not number:
        return "auto"
    if found[2] == "%":
        return f"{min(number, 100):g}%"
    return f"{number * _POINTS[found[2] or '']:.2f}pt"


def file_name(stem: str, content: bytes) -> str:
    """Return a name for a picture, with the suffix of what is in it.

    The author's own name for it may say something else.
    """
    suffix = next((name for start, name in _BEGINNINGS if content.startswith(start)), "svg")
    return f"{stem}.{suffix}"
