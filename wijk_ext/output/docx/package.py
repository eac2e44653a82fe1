"""The file as it is written: the same bytes for the same content."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from docx.document import Document

_DATE: Final = (1980, 1, 1, 0, 0, 0)
"""The first that a ZIP file knows; Word writes it too."""
_FIRST: Final = ("[Content_Types].xml", "_rels/.rels", "word/document.xml")


def packed(document: Document) -> bytes:
    """Return a document as a file without dates, and without the machine that wrote it."""
    written = io.BytesIO()
    document.save(written)
    made = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(made, "w") as target:
        for name in sorted(source.namelist(), key=_order):
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            target.writestr(entry, source.read(name), compresslevel=6)
    return made.getvalue()


def _order(name: str) -> tuple[int, str]:
    return (_FIRST.index(name) if name in _FIRST else len(_FIRST), name)
