"""Compile catalogues: from ``.po`` files, which people edit, to ``.mo`` files, which are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

if TYPE_CHECKING:
    from pathlib import Path


def compile_catalogues(directory: Path) -> None:
    """Write a ``.mo`` file beside every ``.po`` file below ``directory``."""
    for source in sorted(directory.glob("*/LC_MESSAGES/*.po")):
        with source.open("rb") as stream:
            catalogue = read_po(stream)
        with source.with_suffix(".mo").open("wb") as stream:
            write_mo(stream, catalogue)
