"""What is in a PDF file: its text, its tags, its bookmarks."""

from __future__ import annotations

import io
from collections import Counter
from typing import TYPE_CHECKING, Any

import page
import pypdf

if TYPE_CHECKING:
    from collections.abc import Iterator


MILLIMETRE = 72 / 25.4
HEAD, FOOT = 28 * MILLIMETRE, 26 * MILLIMETRE


def reader(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf), strict=True)


def text_of(pdf: bytes) -> str:
    """Return the text of all pages without white space, so that the ends of lines don't count."""
    return "".join("".join(one.extract_text().split()) for one in reader(pdf).pages)


def body_of(pdf: bytes) -> str:
    """Return the text of all pages without their heads and feet, as it follows one another."""
    parts: list[str] = []

    def keep(text: str, sheet: list[float], place: list[float], _font: Any, _size: Any) -> None:
        height = place[4] * sheet[1] + place[5] * sheet[3] + sheet[5]
        if FOOT < height < top:
            parts.append(text)

    for sheet in reader(pdf).pages:
        top = float(sheet.mediabox.height) - HEAD
        sheet.extract_text(visitor_text=keep)
    return "".join(parts)


def tags(pdf: bytes) -> Iterator[Any]:
    """Yield every element of the tag tree, in reading order."""
    waiting = [reader(pdf).trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        element = waiting.pop(0).get_object()
        if not isinstance(element, dict):
            continue
        if "/S" in element:
            yield element
        below = element.get("/K", [])
        waiting[:0] = below if isinstance(below, list) else [below]


def count(pdf: bytes) -> Counter[str]:
    return Counter(str(element["/S"]).lstrip("/") for element in tags(pdf))


def alternatives(pdf: bytes) -> list[str]:
    return [str(one["/Alt"]) for one in tags(pdf) if one["/S"] == "/Figure"]


def bookmarks(pdf: bytes) -> list[str]:
    """Return the titles of the bookmarks, each with an indent for its level."""

    def titles(entries: list[Any], level: int) -> Iterator[str]:
        for entry in entries:
            if isinstance(entry, list):
                yield from titles(entry, level + 1)
            else:
                yield "  " * level + str(entry["/Title"])

    return list(titles(reader(pdf).outline, 0))


def failures(pdf: bytes) -> list[str]:
    """Return what a validator has against a file as PDF/UA-1 and as PDF/A-2a."""
    found = []
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A):
        report = page.validate_pdf_bytes(pdf, profile=profile)
        found += [f"{one.rule_id}: {one.message}" for one in report.failures]
    return found
