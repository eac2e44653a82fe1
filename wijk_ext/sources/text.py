"""Read a text file as UTF-8, and say clearly why it can't be read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wijk_ext.locale import gettext as _
from wijk_ext.model.problem import Place, Problem

if TYPE_CHECKING:
    from pathlib import Path, PurePath

_ODD_LINE_END = re.compile(r"[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""Characters at which Python ends a line and Markdown does not: lines would be counted wrongly."""
_NUL = re.compile("\0")
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
        message = _("starts with a byte order mark (BOM); save it as UTF-8 without.")
        return "", [_problem(shown, 1, message)]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        message = _("has a character that is not UTF-8 (Windows-1252?); save it as UTF-8.")
        return "", [_problem(shown, line, message)]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    faults = _character_faults(text, shown)
    return ("", faults) if faults else (text, [])


def _character_faults(text: str, shown: PurePath) -> list[Problem]:
    """Return the first character that a text can't hold, as a problem."""
    for pattern, message in (
        (_NUL, _("is no text file: it holds a NUL byte.")),
        (
            _ODD_LINE_END,
            _("has a line end that is none (often pasted from Word); type it again."),
        ),
    ):
        if found := pattern.search(text):
            return [_problem(shown, text[: found.start()].count("\n") + 1, message)]
    return []


def _problem(shown: PurePath, line: int, message: str) -> Problem:
    return Problem(Place(shown, line), message, "encoding")
