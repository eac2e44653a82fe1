"""Read a Word document as a reader would, and as a program would."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from typing import TYPE_CHECKING, Any

from lxml import etree

from tests.output.docx.checker import W

if TYPE_CHECKING:
    from pathlib import Path

GLYPHS = "○◐●◆"


def part(data: bytes, name: str = "word/document.xml") -> Any:
    """Return the root of a part."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def paragraphs(data: bytes, name: str = "word/document.xml") -> list[Any]:
    """Return all paragraphs of a part, also those in tables."""
    return list(part(data, name).iter(f"{W}p"))


def style(paragraph: Any) -> str:
    """Return the id of the style of a paragraph."""
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else str(found.get(f"{W}val"))


def shown(element: Any) -> str:
    """Return the characters of an element, as they are shown."""
    signs = {f"{W}tab": "\t", f"{W}br": "\n"}
    found = element.iter(f"{W}t", *signs)
    return "".join(signs.get(one.tag, one.text or "") for one in found)


def document_words(data: bytes) -> list[str]:
    """Return the words of the chapters: without cover, contents, and what is added on paper."""
    body = part(data).find(f"{W}body")
    frame = body.find(f"{W}sdt")
    found = []
    for element in body if frame is None else frame.itersiblings():
        for paragraph in element.iter(f"{W}p"):
            for run in paragraph.findall(f".//{W}r"):
                if _is_added(run):
                    run.getparent().remove(run)
            found += words_of(shown(paragraph))
    return found


def _is_added(run: Any) -> bool:
    """Return whether a run is an address, the number of a footnote, or stands for a picture."""
    found = run.find(f"{W}rPr/{W}rStyle")
    style = "" if found is None else found.get(f"{W}val")
    is_picture = style == "WijkSmall" and shown(run).startswith("[")
    return is_picture or style in {"WijkAddress", "FootnoteReference"}


def words_of(text: str) -> list[str]:
    """Return words without the shapes of states."""
    return re.sub(f"\u00a0[{GLYPHS}–]\u00a0", " ", text).split()


def as_pdf(data: bytes, folder: Path) -> str:
    """Return the text of a document as LibreOffice prints it."""
    file = folder / "handboek.docx"
    file.write_bytes(data)
    program = shutil.which("soffice") or ""
    profile = f"-env:UserInstallation=file://{folder}/profiel"
    command = [
        program,
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(file),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(folder / "handboek.pdf").pages)
