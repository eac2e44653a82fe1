"""A mistake of an author, with the place and the essence of the one message it gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Change = Callable[[Path], object]


@dataclass(frozen=True)
class Mistake:
    """A small good site, spoilt in one way."""

    name: str
    spoil: Change
    file: str
    at: str | int
    """The line of the message, or a text that stands on it."""
    says: str
    """What the message must hold; words with ``*`` between them may have anything between."""
    by_sphinx: bool = False
    """Whether plain ``sphinx-build`` is tried too."""


def added(name: str, text: str) -> Change:
    """Add a text at the end of a file."""

    def spoil(folder: Path) -> None:
        path = folder / name
        path.write_text(path.read_text("utf-8") + text, "utf-8")

    return spoil


def changed(name: str, old: str, new: str) -> Change:
    """Replace a text in a file, once."""

    def spoil(folder: Path) -> None:
        path = folder / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    return spoil


def written(name: str, content: bytes) -> Change:
    """Write a file anew."""
    return lambda folder: (folder / name).write_bytes(content)


def encoded(name: str, encoding: str) -> Change:
    """Save a page with an accent in another encoding."""

    def spoil(folder: Path) -> None:
        path = folder / name
        text = path.read_text("utf-8").replace("antwoordt zelf", "antwoordt zélf")
        path.write_bytes(text.encode(encoding))

    return spoil


def item(text: str, kind: str = "vraag", title: str = "Wat kost het?") -> Change:
    """Add an item to a page."""
    return added("afspraken.md", f"\n:::{{{kind}}} {title}\n{text}\n:::\n")


AGREEMENTS = "afspraken.md"
TOML = "wijk.toml"
