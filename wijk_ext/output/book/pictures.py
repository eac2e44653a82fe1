"""Pictures: image files of the site, and drawings within a page."""

from __future__ import annotations

import base64
import binascii
import posixpath
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote_to_bytes

import lxml.html

from wijk_ext.output.book.around import outside, path_in_site
from wijk_ext.output.book.drawings import drawing
from wijk_ext.output.book.model import Link, Picture, Text

if TYPE_CHECKING:
    from pathlib import Path

    from wijk_ext.output.book.around import Around
    from wijk_ext.output.book.dom import Element
    from wijk_ext.output.book.model import Inline

PRINTABLE: Final = frozenset({".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"})
"""The formats of images that paper can show."""
_WIDTH: Final = re.compile(r"(?:^|[;\s])width\s*:\s*([\d.]+(?:px|%|em|rem|pt|pc|mm|cm|in|vw)?)")
_NUMBER: Final = re.compile(r"[\d.]+(?:px|%|em|rem|pt|pc|mm|cm|in)?")
_SILENT_ROLES: Final = frozenset({"presentation", "none"})


def picture(around: Around, image: Element) -> Inline:
    """Return an ``img``; its alternative as text, linked when it can be, if it can't be printed."""
    source = (image.get("src") or "").strip()
    alternative = _alternative(image, source)
    if source.startswith("data:"):
        return _from_data(source, image, alternative)
    if file := _file(around, source):
        return Picture(file, "", alternative, _width(image), _is_decorative(image))
    target = outside(source)
    words = alternative or posixpath.basename(source)
    if target is not None and target.address:
        return Link((Text(words),), address=target.address)
    return Text(words)


def pictured(around: Around, element: Element) -> Picture | None:
    """Return an ``object`` that is an image of the site; None when it is anything else."""
    file = _file(around, (element.get("data") or "").strip())
    if file is None:
        return None
    alternative = " ".join(str(element.text_content()).split()) or element.get("title") or ""
    return Picture(file, "", alternative, _width(element))


def drawn(svg: Element) -> Picture | None:
    """Return an ``svg`` within a page; None for an icon, which only adorns."""
    name = (svg.get("aria-label") or "").strip()
    titles = [one for one in svg if isinstance(one.tag, str) and one.tag == "title"]
    if not name and titles:
        name = " ".join(str(titles[0].text_content()).split())
    if not name and svg.get("role") != "img" and not str(svg.text_content()).strip():
        return None
    return Picture(None, drawing(svg), name, _width(svg), decorative=_is_decorative(svg))


def _file(around: Around, source: str) -> Path | None:
    if not source or outside(source) is not None:
        return None
    path, _fragment = path_in_site(source, around.page)
    if posixpath.splitext(path)[1].lower() not in PRINTABLE:
        return None
    file = around.site / path
    inside = file.resolve().is_relative_to(around.site.resolve())
    return file if inside and file.is_file() else None


def _alternative(image: Element, source: str) -> str:
    text = " ".join((image.get("alt") or "").split())
    # without alternative text docutils writes the name of the file
    is_name = posixpath.splitext(text)[1].lower() in PRINTABLE and " " not in text
    named = posixpath.basename(text) == posixpath.basename(source) or "/" in text
    return "" if is_name and named else text


def _is_decorative(image: Element) -> bool:
    return image.get("role") in _SILENT_ROLES or image.get("aria-hidden") == "true"


def _width(element: Element) -> str:
    styled = _WIDTH.search(element.get("style") or "")
    if styled:
        return styled[1]
    given = (element.get("width") or "").strip()
    if not _NUMBER.fullmatch(given):
        return ""
    return f"{given}px" if given.replace(".", "").isdigit() else given


def _from_data(source: str, image: Element, alternative: str) -> Inline:
    """Return a drawing that stands in the address itself; for any other data its alternative."""
    head, _comma, data = source.partition(",")
    if not head.startswith("data:image/svg+xml"):
        return Text(alternative)
    try:
        text = base64.b64decode(data) if head.endswith(";base64") else unquote_to_bytes(data)
    except (binascii.Error, ValueError):
        return Text(alternative)
    parser = lxml.html.HTMLParser(encoding="utf-8")
    if not text.strip():
        return Text(alternative)
    root = lxml.html.document_fromstring(text, parser=parser)
    svg = next(root.iter("svg"), None)
    if svg is None:
        return Text(alternative)
    return Picture(None, drawing(svg), alternative, _width(image), _is_decorative(image))
