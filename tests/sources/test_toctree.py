"""Which pages the contents lead to, as Sphinx reads them."""

from __future__ import annotations

import pytest

from wijk_ext.sources.blocks import Block
from wijk_ext.sources.toctree import entries

NAMES = dict.fromkeys(["index", "a", "b", "map/a", "map/c", "map/dieper/d"])


@pytest.mark.parametrize(
    ("page", "body", "expected"),
    [
        ("index", "a\nmap/c", [(5, "a"), (6, "map/c")]),
        ("index", "a.md\n/b", [(5, "a"), (6, "b")]),
        ("map/a", "c\n../b\n/a", [(5, "map/c"), (6, "b"), (7, "a")]),
        ("index", "Titel <a>\nself\nhttps://linde.example\nSite <https://x.example>", [(5, "a")]),
        ("index", "weg", [(5, "weg")]),
    ],
)
def test_entries(page: str, body: str, expected: list[tuple[int, str]]) -> None:
    block = Block("toctree", "", 3, 9, 5, body)
    assert list(entries(block, page, NAMES)) == expected


@pytest.mark.parametrize(
    ("page", "body", "expected"),
    [
        ("index", "map/*", ["map/a", "map/c"]),
        ("index", "**", ["a", "b", "map/a", "map/c", "map/dieper/d"]),
        ("map/a", "*", ["map/c"]),
        ("map/a", "../?", ["a", "b"]),
        ("index", "map/[ab]\nb", ["map/a", "b"]),
    ],
)
def test_globs(page: str, body: str, expected: list[str]) -> None:
    block = Block("toctree", "", 3, 9, 5, body, {"glob": ""})
    assert [name for _line, name in entries(block, page, NAMES)] == expected
