"""What a release holds: every file with its digest and size, and the editions of each reader.

A manifest holds no time and no place, so the same build gives the same bytes. It names what all
readers have, and therefore stands beside what is served, never in it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wijk_ext import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME: Final = "manifest.json"
SITE: Final = "site"
"""The folder of a release, beside its manifest, with what is served."""
_FORMAT: Final = 1
_DIGITS: Final = 12


@dataclass(frozen=True, order=True)
class Entry:
    """One file."""

    digest: str
    """SHA-256."""
    size: int
    """In bytes."""


@dataclass(frozen=True)
class Manifest:
    """What a release holds."""

    files: Mapping[str, Entry]
    """Every file by its path from the root of the site: ``gemeente/1.0/index.html``."""
    editions: Mapping[str, tuple[str, ...]]
    """The names of the editions of each reader, by the name of the reader's folder."""
    software: str = f"wijk_ext {__version__}"

    @property
    def size(self) -> int:
        """The bytes of all files."""
        return sum(entry.size for entry in self.files.values())

    @property
    def digest(self) -> str:
        """The beginning of a digest of the whole."""
        return hashlib.sha256(self.as_json()).hexdigest()[:_DIGITS]

    def below(self, folder: str) -> dict[str, Entry]:
        """Return the files below a folder, by their whole paths."""
        return {path: one for path, one in self.files.items() if path.startswith(f"{folder}/")}

    def beside_editions(self, reader: str) -> dict[str, Entry]:
        """Return the files of a reader that are in none of the reader's editions."""
        own = {f"{reader}/{name}/" for name in self.editions.get(reader, ())}
        return {
            path: one
            for path, one in self.below(reader).items()
            if "/".join(path.split("/", 2)[:2]) + "/" not in own
        }

    def as_json(self) -> bytes:
        """Return the manifest as it is written."""
        data = {
            "format": _FORMAT,
            "software": self.software,
            "editions": {reader: list(names) for reader, names in sorted(self.editions.items())},
            "files": {
                path: {"sha256": one.digest, "size": one.size}
                for path, one in sorted(self.files.items())
            },
        }
        return (json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode()

    @classmethod
    def from_json(cls, content: bytes) -> Manifest:
        """Return the manifest that was written. Raises ValueError when it is none."""
        try:
            data = json.loads(content)
            if data["format"] != _FORMAT:
                raise ValueError(data["format"])
            return cls(
                {path: Entry(one["sha256"], one["size"]) for path, one in data["files"].items()},
                {reader: tuple(names) for reader, names in data["editions"].items()},
                data["software"],
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(str(error)) from error
