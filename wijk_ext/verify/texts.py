"""Text out of every kind of file that a build writes."""

from __future__ import annotations

import gzip
import html
import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from pypdf import PdfReader

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAG = re.compile(r"<[^>]*>")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_MARKUP: Final = frozenset({".html", ".htm", ".xml", ".svg", ".xhtml", ".rels", ".atom"})
_PLAIN: Final = frozenset({".txt", ".md", ".css", ".ics", ".csv", ".toml", ".yaml"})
_SCRIPT: Final = frozenset({".js", ".json", ".map"})
DEEPEST: Final = 3


@dataclass(frozen=True)
class Text:
    """A text that was found in a file, and how."""

    how: str
    content: str


def texts_in(name: str, data: bytes, depth: int = 0) -> Iterator[Text]:
    """Yield every text in a file; its bytes as Latin letters when nothing better is known."""
    suffix = f".{name.rpartition('.')[2].lower()}"
    if data.startswith(b"# Sphinx inventory version 2"):
        head, packed = data.split(b"zlib.\n", 1)
        yield Text("inventory", head.decode(errors="replace"))
        yield Text("inventory", zlib.decompress(packed).decode(errors="replace"))
    elif data.startswith(b"PK\x03\x04") and depth < DEEPEST:
        yield from _archive(data, depth)
    elif data.startswith(b"\x1f\x8b") and depth < DEEPEST:
        yield from texts_in(name.removesuffix(".gz"), gzip.decompress(data), depth + 1)
    elif data.startswith(b"%PDF"):
        yield from _pdf(data)
    elif suffix in _MARKUP:
        markup = html.unescape(data.decode(errors="replace"))
        yield Text("markup", unquote(markup))
        yield Text("text", _TAG.sub(" ", markup))
    elif suffix in _SCRIPT:
        script = data.decode(errors="replace")
        yield Text("script", _ESCAPE.sub(lambda found: chr(int(found[1], 16)), script))
    elif suffix in _PLAIN:
        yield Text("text", data.decode(errors="replace"))
    else:
        yield Text("bytes", data.decode("latin-1"))


def _archive(data: bytes, depth: int) -> Iterator[Text]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in archive.namelist():
            yield Text("name in archive", member)
            for text in texts_in(member, archive.read(member), depth + 1):
                yield Text(f"{member}: {text.how}", text.content)


def _pdf(data: bytes) -> Iterator[Text]:
    reader = PdfReader(io.BytesIO(data))
    yield Text("metadata", " ".join(str(value) for value in (reader.metadata or {}).values()))
    for number, page in enumerate(reader.pages, 1):
        yield Text(f"page {number}", page.extract_text())
