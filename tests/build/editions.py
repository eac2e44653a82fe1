"""Texts and pages of a document with editions, and how to read what was built of it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from tests.tools import parsed, words_of

if TYPE_CHECKING:
    from pathlib import Path

ALL = ("--edition", "all")
ANSWER = (
    "De organisatie die de vraag ontvangt, antwoordt binnen vijf werkdagen zelf of draagt over."
)
LATER = ANSWER.replace("vijf", "tien")


def pages(*blocks: str) -> dict[str, str]:
    """Return the page with agreements."""
    return {"afspraken.md": "# Afspraken\n\n" + "\n".join(blocks)}


def hidden(text: str, reader: str = "alfa") -> str:
    """Return a text in a block that only one reader may see."""
    return f":::{{alleen-voor}} {reader}\n{text}\n:::"


def digests(folder: Path) -> dict[str, str]:
    """Return a digest of every file below a folder, by its path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def text_of(path: Path) -> str:
    """Return what the article of a page says."""
    article = parsed(path).find("article")
    assert article is not None
    return words_of(article)
