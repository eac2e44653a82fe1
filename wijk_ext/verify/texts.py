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

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_TAG = re.compile(r"<[^>]*>")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_PLAIN: Final = frozenset({".txt", ".md", ".css", ".csv", ".toml", ".yaml"})
_CALENDAR: Final = ".ics"
_FOLD: Final = re.compile(rb"\r?\n[ \t]")
"""Where a long line of a calendar goes on: it may stand in the middle of a word, or of a letter."""
_ESCAPED: Final = re.compile(r"\\([nN,;\\])")
_INVENTORY: Final = b"# Sphinx inventory version 2"
_ZIP: Final = b"PK\x03\x04"
_GZIP: Final = b"\x1f\x8b"
_PDF: Final = b"%PDF"
_BROKEN_OFF = re.compile(r"[-\u2010\u00ad]\n|\u00ad")
DEEPEST: Final = 3


@dataclass(frozen=True)
class Text:
    """A text that was found in a file, and how."""

    how: str
    content: str


@dataclass(frozen=True, eq=False)
class Form:
    """A form of file that can be cut, so that its pieces together hold the words of the whole."""

    views: tuple[str, ...]
    """How each of its texts is found."""
    read: Callable[[bytes], tuple[str, ...]]
    """Returns a text for each of the views."""
    end: bytes
    begin: bytes
    """A piece ends with the one where the next begins with the other. Both are signs, and nothing
    that is read as a whole, such as a tag or an escaped letter, goes on from one to the other."""


def _read_markup(data: bytes) -> tuple[str, ...]:
    markup = html.unescape(data.decode(errors="replace"))
    return unquote(markup), _TAG.sub(" ", markup)


def _read_script(data: bytes) -> tuple[str, ...]:
    script = data.decode(errors="replace")
    return (_ESCAPE.sub(lambda found: chr(int(found[1], 16)), script),)


# behind a ">" no tag is open; a line end stands in no entity and in no encoded letter
MARKUP: Final = Form(("markup", "text"), _read_markup, b">", b"\n<")
SCRIPT: Final = Form(("script",), _read_script, b"]", b",")
_FORMS: Final = dict.fromkeys(
    (".html", ".htm", ".xml", ".svg", ".xhtml", ".rels", ".atom"), MARKUP
) | dict.fromkeys((".js", ".json", ".map"), SCRIPT)


def form_of(name: str, data: bytes) -> Form | None:
    """Return the form of a file that can be cut; None for any other."""
    is_packed = data.startswith((_INVENTORY, _ZIP, _GZIP, _PDF))
    return None if is_packed else _FORMS.get(_suffix(name))


def texts_in(name: str, data: bytes, depth: int = 0) -> Iterator[Text]:
    """Yield every text in a file; its bytes as Latin letters when nothing better is known."""
    if data.startswith(_INVENTORY):
        head, packed = data.split(b"zlib.\n", 1)
        yield Text("inventory", head.decode(errors="replace"))
        yield Text("inventory", zlib.decompress(packed).decode(errors="replace"))
    elif data.startswith(_ZIP) and depth < DEEPEST:
        yield from _archive(data, depth)
    elif data.startswith(_GZIP) and depth < DEEPEST:
        yield from texts_in(name.removesuffix(".gz"), gzip.decompress(data), depth + 1)
    elif data.startswith(_PDF):
        yield from _pdf(data)
    elif form := _FORMS.get(_suffix(name)):
        yield from map(Text, form.views, form.read(data))
    elif _suffix(name) == _CALENDAR:
        yield Text("text", _calendar(data))
    elif _suffix(name) in _PLAIN:
        yield Text("text", data.decode(errors="replace"))
    else:
        yield Text("bytes", data.decode("latin-1"))


def _suffix(name: str) -> str:
    return f".{name.rpartition('.')[2].lower()}"


def _calendar(data: bytes) -> str:
    whole = _FOLD.sub(b"", data).decode(errors="replace")
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], whole)


def _archive(data: bytes, depth: int) -> Iterator[Text]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in archive.namelist():
            yield Text("name in archive", member)
            for text in texts_in(member, archive.read(member), depth + 1):
                yield Text(f"{member}: {text.how}", text.content)


def _pdf(data: bytes) -> Iterator[Text]:
    from pypdf import PdfReader  # noqa: PLC0415 - takes long to load, and not every site has a PDF

    reader = PdfReader(io.BytesIO(data))
    yield Text("metadata", " ".join(str(value) for value in (reader.metadata or {}).values()))
    for number, page in enumerate(reader.pages, 1):
        # a word that was broken off at the end of a line is whole again
        yield Text(f"page {number}", _BROKEN_OFF.sub("", page.extract_text()))
