"""A book as Typst source: calls of the functions that ``templates/handboek`` defines.

The source holds the structure and the words; every measure, colour and font is in the house style.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wijk_ext.output.pdf.blocks import Blocks
from wijk_ext.output.pdf.labels import Labels

if TYPE_CHECKING:
    from wijk_ext.output.book.model import Book
    from wijk_ext.output.pdf.literals import Printable


@dataclass(frozen=True)
class Source:
    """Typst source, and the pictures that it asks for, by their neutral names."""

    text: str
    pictures: dict[str, bytes] = field(default_factory=dict)


def write(book: Book, printable: Printable, broken: frozenset[str] = frozenset()) -> Source:
    """Return a book as Typst source.

    ``broken`` holds the names of pictures that can't be shown: their text takes their place.
    """
    blocks = Blocks(Labels(book), printable, broken)
    chapters = [blocks.chapter(chapter.blocks) for chapter in book.chapters]
    lines = ['#import "handboek.typ": *', "#show: handboek"]
    lines += [f"#{chapter}" for chapter in chapters]
    return Source("\n".join(lines) + "\n", blocks.pictures.files)
