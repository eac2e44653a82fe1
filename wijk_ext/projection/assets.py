"""Which files besides pages a text refers to: images, downloads, included files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wijk_ext.locale import gettext as _
from wijk_ext.model.problem import Place, Problem
from wijk_ext.sources.links import is_file, path_of, role_target
from wijk_ext.sources.marks import block_mark, folder_marks, marked_lines, page_marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path, PurePath

    from markdown_it.token import Token

    from wijk_ext.model.access import Mark, Reader
    from wijk_ext.model.wijk import Wijk
    from wijk_ext.sources.blocks import Blocks
    from wijk_ext.sources.page import Page
    from wijk_ext.sources.source import Source

_ATTRIBUTE = re.compile(r"\b(?:src|href|poster|data)\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_TEXT_FILES: Final = frozenset({".md", ".txt", ".rst", ".csv", ".tsv", ".inc"})
_INCLUDED: Final = frozenset({"include", "literalinclude", "csv-table", "raw"})


@dataclass(frozen=True)
class Reference:
    """A file that a page refers to, and where."""

    path: PurePath
    """From the source folder."""
    line: int
    included: bool = False
    """True when its content becomes part of the page."""


def references(blocks: Blocks, page_path: PurePath, folder: Path) -> Iterator[Reference]:
    """Yield the files in ``folder`` that a page refers to; its text must be parsed ``inline``."""
    for piece in blocks.pieces:
        for line, token in piece.tokens():
            for target in _targets(token):
                if path := _file(target, page_path, folder):
                    yield Reference(path, line)
    for block, _around in blocks.walk():
        for text in (block.argument, *block.options.values()):
            if path := _file(text, page_path, folder):
                yield Reference(path, block.first_line, block.name in _INCLUDED)


def asset_problems(source: Source, readers: Iterable[Reader]) -> list[Problem]:
    """Return references to files that a reader of the page may not see, or that hide a mark."""
    everyone = list(readers)
    found: list[Problem] = []
    for page in source.pages.values():
        for reference in references(page.blocks, page.place.path, source.folder):
            around = _marks_at(page, reference.line, source.wijk)
            found += _reference_problems(source, page, reference, around, everyone)
    return sorted(set(found))


def foreign_pages(names: Mapping[str, PurePath]) -> list[Problem]:
    """Return the pages in another language than Markdown: nothing can be cut from those."""
    message = _("only Markdown can be cut for readers; rewrite this page, or exclude it.")
    return [
        Problem(Place(path), message, "access") for path in names.values() if path.suffix != ".md"
    ]


def _reference_problems(
    source: Source, page: Page, reference: Reference, around: list[Mark], readers: list[Reader]
) -> Iterator[Problem]:
    is_page = any(reference.path == one.place.path for one in source.pages.values())
    if is_page and not reference.included:
        return  # a link: where the page is hidden, the words are left
    here = Place(page.place.path, reference.line)
    own = folder_marks(reference.path, source.wijk)
    if any(reader.may_see(around) and own and not reader.may_see(own) for reader in readers):
        message = _("“{name}” stands in a folder that not every reader of this text may see.")
        yield Problem(here, message.format(name=reference.path), "access")
    if reference.path.suffix.lower() in _TEXT_FILES:
        text = (source.folder / reference.path).read_text(encoding="utf-8", errors="replace")
        if any(marked_lines(text.split("\n"), source.wijk)):
            message = _("“{name}” holds a mark of access; a file that is included can't be cut.")
            yield Problem(here, message.format(name=reference.path), "access")


def _marks_at(page: Page, line: int, wijk: Wijk) -> list[Mark]:
    marks = page_marks(page, wijk)
    for block, _around in page.blocks.walk():
        if block.first_line <= line <= block.last_line:
            mark = block_mark(block, wijk)
            marks += [mark] if mark is not None else []
    return marks


def _targets(token: Token) -> Iterator[str]:
    match token.type:
        case "image":
            yield str(token.attrs.get("src", ""))
        case "link_open":
            yield str(token.attrs.get("href", ""))
        case "html_block" | "html_inline":
            yield from _ATTRIBUTE.findall(token.content)
        case "myst_role":
            yield role_target(token.content)


def _file(target: str, page_path: PurePath, folder: Path) -> PurePath | None:
    """Return the file in the source folder that a text names, or None."""
    path = path_of(target, page_path)
    return path if path is not None and is_file(folder, path) else None
