"""A book as PDF: tagged (PDF/UA-1), for keeping (PDF/A-2a), the same bytes every time."""

from __future__ import annotations

import json
import re
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

import typst

from wijk_ext.locale import gettext as _
from wijk_ext.output.book.facts import named_edition
from wijk_ext.output.fonts import covered_by
from wijk_ext.output.pdf.errors import RenderError
from wijk_ext.output.pdf.house_style import PROGRAM, read_house_style
from wijk_ext.output.pdf.line_ends import with_clear_line_ends
from wijk_ext.output.pdf.literals import Printable, array, call, string
from wijk_ext.output.pdf.pictures import file_name
from wijk_ext.output.pdf.typst import write

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wijk_ext.output.book.model import Book, Facts
    from wijk_ext.output.pdf.house_style import HouseStyle

STANDARDS: Final[list[typst.PDFStandard]] = ["ua-1", "a-2a"]
FALLBACK: Final = ["DejaVu Sans"]
"""The fonts for what the font of the house style lacks."""
_BOOK: Final = "boek.typ"
_DATA: Final = "gegevens.json"
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")
_REGIONS: Final = {"nl": "NL", "en": "GB"}


def render_pdf(book: Book, house_style: Path | None = None) -> bytes:
    """Return a book as a PDF file.

    ``house_style`` is a folder with what is to differ from ``templates/handboek``. A picture that
    can't be shown becomes its alternative text. Texts are in the language that is spoken now.
    Raises :class:`RenderError` when the house style can't be used, or the book can't be set.
    """
    style = read_house_style(house_style)
    printable = Printable(partial(_covered, style.fonts))
    logo = _logo(book.facts, style)
    with TemporaryDirectory() as name:
        sheet = _Sheet(Path(name), style, book.facts.timestamp)
        data = _data(book.facts, style, printable, logo)
        broken: frozenset[str] = frozenset()
        for last in (False, True):
            source = write(book, printable, broken)
            pictures = source.pictures | logo
            sheet.fill(source.text, data, pictures)
            try:
                return with_clear_line_ends(sheet.compile(_BOOK))
            except typst.TypstError as error:
                # Typst does not say which picture it stops at
                broken = frozenset() if last else sheet.unusable(pictures)
                if not broken:
                    raise _stopped(error) from error
                data["logo"] = None if broken & logo.keys() else data["logo"]
    raise AssertionError  # the second round returns or raises


class _Sheet:
    """The folder that Typst works in. It holds all that Typst can read."""

    def __init__(self, folder: Path, style: HouseStyle, timestamp: int) -> None:
        self.folder = folder
        self.fonts = _fonts(style.fonts)
        self.timestamp = timestamp
        self._check_families(style)
        (folder / PROGRAM).write_text(style.program, "utf-8")

    def fill(self, text: str, data: Mapping[str, Any], pictures: Mapping[str, bytes]) -> None:
        (self.folder / _BOOK).write_text(text, "utf-8")
        (self.folder / _DATA).write_text(json.dumps(data, sort_keys=True), "utf-8")
        for name, content in pictures.items():
            (self.folder / name).write_bytes(content)

    def compile(self, name: str) -> bytes:
        packages = self.folder / "packages"  # none: a house style stands by itself
        return typst.compile(
            self.folder / name,
            root=self.folder,
            format="pdf",
            font_paths=self.fonts,
            ignore_system_fonts=True,
            pdf_standards=STANDARDS,
            package_path=packages,
            package_cache_path=packages,
            timestamp=self.timestamp,
        )

    def unusable(self, pictures: Mapping[str, bytes]) -> frozenset[str]:
        """Return the names of the pictures that Typst can't show."""
        # signs in a drawing are looked for in the fonts of the text around it
        fonts = array(map(string, self.fonts.families()))
        head = f'#set document(title: "-")\n#set text(font: {fonts})\n'
        found = set()
        for name in pictures:
            text = f"{head}#{call('image', string(name), alt=string('-'))}\n"
            (self.folder / "proef.typ").write_text(text, "utf-8")
            try:
                self.compile("proef.typ")
            except typst.TypstError:
                found.add(name)
        return frozenset(found)

    def _check_families(self, style: HouseStyle) -> None:
        there = set(self.fonts.families())
        for key in ("tekst", "code"):
            family = style.values["letters"][key]
            if family not in there:
                message = _("the house style asks for the font {family}; there are: {fonts}.")
                fonts = ", ".join(sorted(there))
                raise RenderError(message.format(family=family, fonts=fonts))


def _data(
    facts: Facts, style: HouseStyle, printable: Printable, logo: Mapping[str, bytes]
) -> dict[str, Any]:
    """Return what the house style is told beside the text of the book."""
    language = facts.language if _LANGUAGE.fullmatch(facts.language) else "nl"
    values = dict(style.values)
    if facts.colour and values["kleuren"]["accent_van_lezer"]:
        values["kleuren"] = values["kleuren"] | {"accent": facts.colour}
    edition = named_edition(facts)
    name = printable(facts.name)
    return {
        "style": values,
        "fallback": FALLBACK,
        "logo": next(iter(logo), None),
        "facts": {
            "title": printable(facts.letter) or name or _("Document"),
            "letter": bool(facts.letter),
            "municipality": printable(facts.municipality),
            "authors": printable(facts.authors),
            "language": language,
            "region": _REGIONS.get(language),
        },
        "words": {text: printable(value) for text, value in _words(facts, edition).items()}
        | {"cover": [printable(part) for part in _cover(facts, edition)]},
    }


def _words(facts: Facts, edition: str) -> dict[str, str]:
    whose = _("For {reader}") if facts.letter else _("Excerpt for {reader}")
    excerpt = whose.format(reader=facts.reader) if facts.reader else ""
    return {
        "contents": _("Contents"),
        "page": _("page {page} of {pages}"),
        "running": f"{facts.name}, {edition}",
        "excerpt": excerpt,
        "foot": excerpt or facts.municipality,
        "logo": _("Logo of {name}").format(name=facts.reader or facts.municipality),
    }


def _cover(facts: Facts, edition: str) -> list[str]:
    first = edition[:1].upper() + edition[1:]
    lines = (f"{first}, {facts.status}" if facts.status else first, facts.date, facts.authors)
    return [line for line in lines if line]


def _logo(facts: Facts, style: HouseStyle) -> dict[str, bytes]:
    for path in (facts.logo, style.logo):
        if path is not None:
            try:
                content = path.read_bytes()
            except OSError:
                continue
            return {file_name("logo", content): content}
    return {}


@cache
def _fonts(files: tuple[Path, ...]) -> typst.Fonts:
    """Return fonts as Typst wants them. Only ours: on every machine a page is the same."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=sorted({file.parent for file in files}),
    )


@cache
def _covered(files: tuple[Path, ...]) -> frozenset[int]:
    return covered_by(files)


def _stopped(error: typst.TypstError) -> RenderError:
    # its place in the source says nothing to a reader, and may hold a path of the machine
    what = " ".join([error.message, *error.hints])
    return RenderError(_("Typst can't set the handbook: {what}.").format(what=what.rstrip(".")))
