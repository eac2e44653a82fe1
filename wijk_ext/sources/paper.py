"""What keeps a page from becoming a good handbook: tables without headers, glyphs, image formats.

A browser makes do with all of these; a PDF that everyone must be able to read does not.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from lxml import etree

from wijk_ext.locale import gettext as _
from wijk_ext.model.problem import Place, Problem, Severity
from wijk_ext.sources.links import is_file, path_of
from wijk_ext.sources.page import front_matter_end

if TYPE_CHECKING:
    from collections.abc import Iterator, Set
    from pathlib import Path, PurePath

    from wijk_ext.sources.blocks import Block
    from wijk_ext.sources.page import Page
    from wijk_ext.sources.source import Source

SIGNATURES: Final[dict[str, re.Pattern[bytes]]] = {
    ".gif": re.compile(rb"GIF8[79]a"),
    ".jpeg": re.compile(rb"\xff\xd8\xff"),
    ".jpg": re.compile(rb"\xff\xd8\xff"),
    ".png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    ".svg": re.compile(rb""),
    ".webp": re.compile(rb"RIFF.{4}WEBP", re.DOTALL),
}
"""The image formats that can be printed, each with how such a file begins."""
_LONGEST_SIGNATURE: Final = 12
_SVG: Final = frozenset({"svg", "{http://www.w3.org/2000/svg}svg"})
_ADDRESS: Final = re.compile(r"^([a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
_IMAGE_DIRECTIVES: Final = frozenset({"image", "figure"})
_IMAGE_OPTION: Final = "img-"
_HTML_TABLE: Final = re.compile(r"<table\b.*?</table", re.IGNORECASE | re.DOTALL)
_HTML_HEADER: Final = re.compile(r"<th\b", re.IGNORECASE)
_HTML_IMAGE: Final = re.compile(r"<img\b[^>]*?\bsrc\s*=\s*[\"']([^\"']+)", re.IGNORECASE)


def paper_problems(source: Source, covered: Set[int]) -> list[Problem]:
    """Return what in a source, whose text was parsed ``inline``, can't be printed well.

    ``covered`` holds the code points that the fonts of the handbook have a glyph for.
    """
    found: list[Problem] = []
    for page in source.pages.values():
        found += _tables(page)
        found += _characters(page, covered)
        found += _images(page, source.folder)
    return sorted(found)


def _warning(page: Page, line: int, subtype: str, message: str) -> Problem:
    return Problem(Place(page.place.path, line), message, subtype, Severity.WARNING)


# -- tables ----------------------------------------------------------------------------------------


def _tables(page: Page) -> Iterator[Problem]:
    headings: list[str] | None = None
    line = 0
    for piece in page.blocks.pieces:
        kind, content = piece.token.type, piece.token.content
        if kind == "thead_open":
            headings, line = [], piece.line
        elif kind == "inline" and headings is not None:
            headings.append(content)
        elif kind == "thead_close":
            if headings is not None and not any(text.strip() for text in headings):
                yield _table(page, line)
            headings = None
        elif kind == "html_block":
            for table in _HTML_TABLE.finditer(content):
                if not _HTML_HEADER.search(table[0]):
                    yield _table(page, piece.line + content.count("\n", 0, table.start()))
    for block, _around in page.blocks.walk():
        if block.name in {"csv-table", "list-table"} and not _has_header(block):
            advice = (
                _("add “:header: …”") if block.name == "csv-table" else _("add “:header-rows: 1”")
            )
            yield _table(page, block.first_line, advice)


def _table(page: Page, line: int, advice: str = "") -> Problem:
    message = _(
        "this table has no headings, so who hears it read out can't tell what is in a column; "
        "{advice}."
    )
    advice = advice or _("write above each column what is in it")
    return _warning(page, line, "table_header", message.format(advice=advice))


def _has_header(block: Block) -> bool:
    if block.name == "csv-table" and block.options.get("header", "").strip():
        return True
    rows = block.options.get("header-rows", "0").strip()
    return not rows.isdigit() or int(rows) > 0


# -- characters ------------------------------------------------------------------------------------


def _characters(page: Page, covered: Set[int]) -> Iterator[Problem]:
    told: set[str] = set()
    for line, text in _texts(page):
        for character in unicodedata.normalize("NFC", text):
            if ord(character) in covered or character in told or not _needs_glyph(character):
                continue
            told.add(character)
            name = unicodedata.name(character, _("without a name"))
            message = _(
                "no font of the handbook has the character “{character}” ({name}, U+{code}); "
                "write it in words."
            ).format(character=character, name=name, code=f"{ord(character):04X}")
            yield _warning(page, line, "glyph", message)


def _texts(page: Page) -> Iterator[tuple[int, str]]:
    """Yield the lines of a page that are shown, and what becomes of ``&name;`` in them."""
    lines = page.text.split("\n")
    unseen = set(range(1, front_matter_end(lines) + 1))
    for piece in page.blocks.pieces:
        if piece.token.type == "myst_line_comment":
            unseen.update(range(piece.line, piece.last_line + 1))
    yield from ((line, text) for line, text in enumerate(lines, 1) if line not in unseen)
    for piece in page.blocks.pieces:
        for line, token in piece.tokens():
            if token.type == "text":
                yield line, token.content


def _needs_glyph(character: str) -> bool:
    """Return whether a character is seen; what only steers the ones around it is not."""
    is_selector = "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
    return not is_selector and unicodedata.category(character) not in {"Cc", "Cf"}


# -- images ----------------------------------------------------------------------------------------


def _images(page: Page, folder: Path) -> Iterator[Problem]:
    for line, name in _image_names(page):
        if message := _image_fault(name, page, folder):
            yield _warning(page, line, "image_format", message.format(name=name))


def _image_names(page: Page) -> Iterator[tuple[int, str]]:
    for piece in page.blocks.pieces:
        for line, token in piece.tokens():
            if token.type == "image":
                yield line, str(token.attrs.get("src", ""))
            elif token.type in {"html_block", "html_inline"}:
                for found in _HTML_IMAGE.finditer(token.content):
                    yield line + token.content.count("\n", 0, found.start()), found[1]
    for block, _around in page.blocks.walk():
        if block.name in _IMAGE_DIRECTIVES:
            yield block.first_line, block.argument
        for option, value in block.options.items():
            if option.startswith(_IMAGE_OPTION) and "." in value:
                yield block.line_of(option), value


def _image_fault(name: str, page: Page, folder: Path) -> str:
    """Return why an image can't be printed, with a place for its name; nothing when it can."""
    if name.strip().lower().startswith("data:"):
        return _("an image within its address can't be printed; keep it as a file.")
    if _ADDRESS.match(name.strip()):
        return _(
            "the image {name} is on another server: it can't be printed, and a well guarded site "
            "does not show it; keep a copy beside the page."
        )
    path = path_of(name, page.place.path)
    if path is None or path.suffix == ".*":
        return ""
    if path.suffix.lower() not in SIGNATURES:
        return _("the image {name} can't be printed; save it as PNG, JPG, SVG, GIF or WebP.")
    if is_file(folder, path) and not _is_what_it_says(folder, path):
        return _(
            "the image {name} is damaged, or of another format than its name says, and can't be "
            "printed; save it again."
        )
    return ""


def _is_what_it_says(folder: Path, path: PurePath) -> bool:
    suffix = path.suffix.lower()
    try:
        if suffix == ".svg":
            return _is_svg((folder / path).read_bytes())
        with (folder / path).open("rb") as file:
            start = file.read(_LONGEST_SIGNATURE)
    except OSError:
        return False
    return SIGNATURES[suffix].match(start) is not None


def _is_svg(data: bytes) -> bool:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return False
    return root.tag in _SVG
