"""Read a text file as UTF-8, and say clearly why it can't be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijk_ext.locale import gettext as _
from wijk_ext.model.problem import Place, Problem

if TYPE_CHECKING:
    from pathlib import Path, PurePath

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_UTF8_MARK = b"\xef\xbb\xbf"


def read_text(path: Path, shown: PurePath) -> tuple[str, list[Problem]]:
    """Return the text of a file with line feeds only; ``shown`` is its name in messages.

    A file that is not plain UTF-8 gives an empty text and one problem.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        return "", [_problem(shown, 0, _("can't be read: {why}").format(why=error.strerror))]
    if data.startswith(_UTF16_MARKS):
        return "", [_problem(shown, 1, _("is saved as UTF-16; save it as UTF-8."))]
    if data.startswith(_UTF8_MARK):
        return "", [
            _problem(shown, 1, _("starts with a byte order mark (BOM); save it as UTF-8 without."))
        ]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        message = _("has a character that is not UTF-8 (Windows-1252?); save it as UTF-8.")
        return "", [_problem(shown, line, message)]
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        return "", [_problem(shown, line, _("is no text file: it holds a NUL byte."))]
    return text.replace("\r\n", "\n").replace("\r", "\n"), []


def _problem(shown: PurePath, line: int, message: str) -> Problem:
    return Problem(Place(shown, line), message, "encoding")
