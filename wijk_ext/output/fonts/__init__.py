"""The fonts that handbooks are set in, as they were published, with their licences beside them.

Source Sans 3 is the text, Source Code Pro the code; DejaVu Sans has the signs that they lack:
check marks, arrows, mathematics, Hebrew and Arabic.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fontTools.ttLib import TTFont, TTLibError

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER: Final = Path(__file__).parent
SUFFIXES: Final = frozenset({".otf", ".ttf"})


@cache
def coverage() -> frozenset[int]:
    """Return the code points that at least one of the fonts of the package has."""
    return covered_by(font_files(FOLDER))


def font_files(folder: Path) -> tuple[Path, ...]:
    """Return the font files in a folder, in the order of their names."""
    if not folder.is_dir():
        return ()
    return tuple(sorted(file for file in folder.iterdir() if file.suffix.lower() in SUFFIXES))


def covered_by(files: Iterable[Path]) -> frozenset[int]:
    """Return the code points that the fonts in ``files`` have; an unreadable font has none."""
    found: set[int] = set()
    for file in files:
        try:
            with TTFont(file, lazy=True) as font:
                found.update(font.getBestCmap() or ())
        except (TTLibError, OSError):
            continue
    return frozenset(found)
