"""Zip files whose bytes depend on nothing but what is in them, and a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

_PLAIN_FILE: Final = 0o100644 << 16
_FIRST_YEAR: Final = 1980
"""The first year that a zip file can name."""
_UNIX: Final = 3


def write_zip(
    target: Path, files: Mapping[str, Path | bytes], day: date, *, compressed: bool
) -> None:
    """Write files, each a path or what it holds, by their names in the zip file.

    Stored bytes are the same everywhere; compressed ones may differ with the version of zlib.
    Raises OSError when a file can't be read or written.
    """
    form = ZIP_DEFLATED if compressed else ZIP_STORED
    moment = (max(day.year, _FIRST_YEAR), day.month, day.day, 0, 0, 0)
    with ZipFile(target, "w", form) as archive:
        for name, content in sorted(files.items()):
            entry = ZipInfo(name, moment)
            entry.compress_type = form
            entry.external_attr = _PLAIN_FILE
            entry.create_system = _UNIX
            data = content if isinstance(content, bytes) else content.read_bytes()
            archive.writestr(entry, data)


def files_below(folder: Path, prefix: str = "") -> dict[str, Path]:
    """Return every file below a folder, hidden ones too, by its path with ``prefix`` before it."""
    return {
        f"{prefix}{path.relative_to(folder).as_posix()}": path
        for path in folder.rglob("*")
        if path.is_file()
    }
