"""How a file is encoded."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

import pytest

from wijk_ext.sources.text import read_text

if TYPE_CHECKING:
    from pathlib import Path

SHOWN = PurePath("a.md")


@pytest.mark.parametrize(
    ("data", "line", "says"),
    [
        ("een\ntwee\nzoë".encode("cp1252"), 3, "Windows-1252"),
        ("zoë".encode("utf-16"), 1, "UTF-16"),
        ("zoë".encode("utf-16-be"), 1, "UTF"),
        (b"\xfe\xff\x00z", 1, "UTF-16"),
        ("zoë".encode("utf-8-sig"), 1, "BOM"),
        (b"een\nt\0wee", 2, "NUL"),
        (b"\xed\xa0\x80", 1, "UTF-8"),
    ],
)
def test_what_is_no_plain_utf_8_is_told(tmp_path: Path, data: bytes, line: int, says: str) -> None:
    (tmp_path / "a.md").write_bytes(data)
    text, problems = read_text(tmp_path / "a.md", SHOWN)
    assert text == ""
    (problem,) = problems
    assert problem.place.line == line
    assert says in problem.message


def test_line_ends_become_line_feeds(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes("zoë\r\nb\rc\n".encode())
    assert read_text(tmp_path / "a.md", SHOWN) == ("zoë\nb\nc\n", [])


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    text, (problem,) = read_text(tmp_path / "weg.md", SHOWN)
    assert text == ""
    assert "kan niet gelezen worden" in problem.message
