"""The excerpt of one reader: which pages it has, with which text, and which files they need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wijk_ext.locale import gettext as _
from wijk_ext.model.problem import Place, Problem
from wijk_ext.projection.assets import references
from wijk_ext.projection.cut import cut, front_matter_end, without_lines
from wijk_ext.projection.relevance import is_relevant, reduced
from wijk_ext.sources.blocks import parser, read_blocks
from wijk_ext.sources.items import ItemReader
from wijk_ext.sources.marks import block_mark, mark_problems
from wijk_ext.sources.page import Page
from wijk_ext.sources.toctree import entries

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import PurePath

    from wijk_ext.model.access import Reader
    from wijk_ext.model.item import Item
    from wijk_ext.model.wijk import Wijk
    from wijk_ext.sources.blocks import Block, Blocks, Dialect
    from wijk_ext.sources.source import Source

ROOT: Final = "index"
_NO_CONTENT: Final = frozenset(
    {"heading_open", "heading_close", "myst_line_comment", "myst_target", "hr", "front_matter"}
)


class MarkLeftError(RuntimeError):
    """A mark of access is left in a text that was cut: the cut went wrong, so nothing is shown."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(frozen=True)
class Excerpt:
    """What one reader gets, before it is written anywhere."""

    reader: Reader
    pages: Mapping[str, str]
    """Text by name of the page; of ``index`` its visible text, without the toctrees."""
    toctrees: str
    """The toctrees of ``index``, which serve every reader."""
    items: tuple[Item, ...]
    """The items on those pages."""
    titles: Mapping[str, str]
    """The title of each page, as the reader may see it."""
    assets: frozenset[PurePath]
    """Files from the source folder that the pages refer to."""

    @property
    def introduction(self) -> str:
        """The visible text of ``index`` below its title, without front matter."""
        lines = self.pages[ROOT].split("\n")[front_matter_end(self.pages[ROOT].split("\n")) :]
        title = next((n for n, line in enumerate(lines) if line.startswith("# ")), -1)
        return "\n".join(lines[: max(title, 0)] + lines[title + 1 :]).strip()


def make_excerpt(source: Source, reader: Reader, dialect: Dialect) -> Excerpt:
    """Project a source for a reader.

    Raises :class:`MarkLeftError` when a mark is left after cutting.
    """
    drafter = _Drafter(source, reader, dialect)
    drafts = {page.name: draft for page in source.pages.values() if (draft := drafter.draft(page))}
    names = _pages_with_content(drafts)
    pages: dict[str, str] = {}
    assets: set[PurePath] = set()
    items: list[Item] = []
    item_reader = ItemReader(source.wijk)
    for name in sorted(names):
        page = drafts[name]
        pages[name] = _mended(page, names)
        items += item_reader.read(page)[0]
        found = references(page.blocks, page.place.path, source.folder)
        assets.update(one.path for one in found if not _is_page(one.path, source))
    toctrees = _root_toctrees(source.pages[ROOT], reader, source.wijk, names)
    if loose := _unreached(drafts, names, source.pages[ROOT]):
        toctrees += "\n\n```{toctree}\n" + "\n".join(loose) + "\n```"
    titles = {name: drafts[name].title for name in names}
    return Excerpt(reader, pages, toctrees, tuple(items), titles, frozenset(assets))


class _Drafter:
    """Cuts pages for one reader and reads them again, to be sure of the cut."""

    def __init__(self, source: Source, reader: Reader, dialect: Dialect) -> None:
        self.wijk = source.wijk
        self.reader = reader
        self.dialect = dialect
        self.markdown = parser(dialect, inline=True)

    def draft(self, page: Page) -> Page | None:
        """Return a page as the reader gets it, or None; the start page is always there.

        Raises :class:`MarkLeftError` when a mark is left in it.
        """
        text = cut(page, self.reader, self.wijk)
        if text and page.name != ROOT and self.reader.unit:
            text = self._for_unit(page, text)
        if not text and page.name != ROOT:
            return None
        again = Page(page.name, page.place, text, {}, self._blocks(text))
        for problem in mark_problems(again, self.wijk):
            raise MarkLeftError(problem)
        for block, _around in again.blocks.walk():
            if block_mark(block, self.wijk) is not None:
                message = _("a mark of access is left after cutting: {name}.")
                place = Place(page.place.path, block.first_line)
                problem = Problem(place, message.format(name=block.name), "access")
                raise MarkLeftError(problem)
        return again

    def _for_unit(self, page: Page, text: str) -> str:
        """Return the text of a page, or the part of it that is meant for a unit."""
        if is_relevant(page, self.reader, self.wijk):
            return text
        return reduced(page, text, self._blocks(text), self.reader, self.wijk)

    def _blocks(self, text: str) -> Blocks:
        return read_blocks(text, self.dialect, self.markdown)


def _pages_with_content(drafts: Mapping[str, Page]) -> set[str]:
    """Return the pages that have a heading and something below it.

    A toctree is content when it leads somewhere, so pages without any fall away round by round.
    """
    names = {name for name, page in drafts.items() if _has_heading(page) or name == ROOT}
    while True:
        left = {name for name in names if name == ROOT or _has_content(drafts[name], names)}
        if left == names:
            return names
        names = left


def _has_heading(page: Page) -> bool:
    return any(piece.token.type == "heading_open" for piece in page.blocks.pieces)


def _has_content(page: Page, names: set[str]) -> bool:
    heading = False
    for piece in page.blocks.pieces:
        kind = piece.token.type
        heading = kind == "heading_open" or (heading and kind != "heading_close")
        if kind not in _NO_CONTENT and not heading:
            return True
    return any(
        block.name != "toctree" or _toctree_lines(block, page.name, names)[0]
        for block in page.blocks.directives
    )


def _toctree_lines(block: Block, page: str, names: set[str]) -> tuple[set[int], set[int]]:
    """Return the lines of a toctree that lead somewhere, and those that lead to a hidden page."""
    number_of_lines = block.body.count("\n") + 1
    lines = range(block.body_line, block.body_line + number_of_lines)
    texts = dict(zip(lines, block.body.split("\n"), strict=True))
    leading: set[int] = set()
    named: set[int] = set()
    for line, name in entries(block, page, dict.fromkeys(names)):
        named.add(line)
        if name in names:
            leading.add(line)
    is_glob = "glob" in block.options
    empty_globs = {
        line for line, text in texts.items() if is_glob and line not in named and "*" in text
    }
    hidden = (named - leading) | empty_globs
    others = {line for line, text in texts.items() if text.strip()} - named - empty_globs
    return leading | others, hidden


def _mended(page: Page, names: set[str]) -> str:
    """Return the text of a page with its toctrees leading to visible pages only."""
    dropped: set[int] = set()
    for block, _around in page.blocks.walk():
        if block.name != "toctree":
            continue
        whole = set(range(block.first_line, block.last_line + 1))
        if page.name == ROOT:  # these stand below the start page
            dropped |= whole
            continue
        leading, hidden = _toctree_lines(block, page.name, names)
        dropped |= hidden if leading else whole
    return without_lines(page.text, dropped) if dropped else page.text


def _root_toctrees(root: Page, reader: Reader, wijk: Wijk, names: set[str]) -> str:
    """Return the toctrees of the start page that lead this reader somewhere."""
    lines = root.text.split("\n")
    shown = []
    for block, around in root.blocks.walk():
        marks = [mark for one in around if (mark := block_mark(one, wijk)) is not None]
        if block.name != "toctree" or not all(reader.is_in(mark) for mark in marks):
            continue
        leading, hidden = _toctree_lines(block, root.name, names)
        kept = [n for n in range(block.first_line, block.last_line + 1) if n not in hidden]
        if leading:
            indent = len(lines[block.first_line - 1]) - len(lines[block.first_line - 1].lstrip())
            shown.append("\n".join(lines[number - 1][indent:] for number in kept))
    return "\n\n".join(shown)


def _unreached(drafts: Mapping[str, Page], names: set[str], root: Page) -> list[str]:
    """Return the pages that no visible toctree leads to: the page above them is hidden."""
    reached = {ROOT}
    for page in (root, *(drafts[name] for name in names)):
        for block, _around in page.blocks.walk():
            if block.name == "toctree":
                found = entries(block, page.name, dict.fromkeys(names))
                reached.update(name for _line, name in found)
    return sorted(names - reached)


def _is_page(path: PurePath, source: Source) -> bool:
    return path.suffix == ".md" and path.with_suffix("").as_posix() in source.pages
