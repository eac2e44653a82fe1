"""The excerpt of one reader: which pages it has, with which text, and which files they need."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from wijk_ext.locale import gettext as _
from wijk_ext.model.problem import Place, Problem
from wijk_ext.projection.assets import references
from wijk_ext.projection.cut import cut, marks_on, sight, without_lines
from wijk_ext.projection.relevance import is_relevant, reduced
from wijk_ext.projection.states import page_state
from wijk_ext.sources.blocks import parser, read_blocks
from wijk_ext.sources.items import ItemReader
from wijk_ext.sources.marks import block_mark, mark_problems
from wijk_ext.sources.page import Page, front_matter_end
from wijk_ext.sources.toctree import entries

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import PurePath

    from wijk_ext.model.access import Reader
    from wijk_ext.model.item import Item
    from wijk_ext.model.snapshot import PageState
    from wijk_ext.model.wijk import Wijk
    from wijk_ext.sources.blocks import Block, Dialect
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
    states: Mapping[str, PageState]
    """What each page says, by its name."""

    @property
    def introduction(self) -> str:
        """The visible text of ``index`` below its title, without front matter."""
        lines = self.pages[ROOT].split("\n")[front_matter_end(self.pages[ROOT].split("\n")) :]
        title = next((n for n, line in enumerate(lines) if line.startswith("# ")), -1)
        return "\n".join(lines[: max(title, 0)] + lines[title + 1 :]).strip()


class Projector:
    """Makes the excerpts of one source.

    Most readers get the very same text of a page, so a text that was cut is read and looked
    through once, whoever it is for.
    """

    def __init__(self, source: Source, dialect: Dialect) -> None:
        self.source = source
        self.dialect = dialect
        self.markdown = parser(dialect, inline=True)
        self._marks = {page.name: marks_on(page, source.wijk) for page in source.pages.values()}
        self._item_reader = ItemReader(source.wijk)
        self._texts: dict[tuple[str, tuple[bool, ...]], str] = {}
        self._read: dict[tuple[str, str], _Draft] = {}

    def excerpt(self, reader: Reader) -> Excerpt:
        """Project the source for a reader.

        Raises :class:`MarkLeftError` when a mark is left after cutting.
        """
        source = self.source
        found = ((page.name, self._draft(page, reader)) for page in source.pages.values())
        drafts = {name: draft for name, draft in found if draft is not None}
        names = _pages_with_content(drafts)
        known = dict.fromkeys(names)
        pages = {name: drafts[name].mended(known) for name in sorted(names)}
        items = tuple(item for name in pages for item in drafts[name].items)
        assets = frozenset().union(*(drafts[name].assets for name in names))
        toctrees = _root_toctrees(source.pages[ROOT], reader, source.wijk, known)
        if loose := _unreached(drafts, known, source.pages[ROOT]):
            toctrees += "\n\n```{toctree}\n" + "\n".join(loose) + "\n```"
        titles = {name: drafts[name].page.title for name in names}
        states = {name: drafts[name].state for name in pages}
        return Excerpt(reader, pages, toctrees, items, titles, assets, states)

    def _draft(self, page: Page, reader: Reader) -> _Draft | None:
        """Return a page as the reader gets it, or None; the start page is always there."""
        wijk = self.source.wijk
        text = self._cut(page, reader)
        if text and page.name != ROOT and reader.unit and not is_relevant(page, reader, wijk):
            blocks = self._page(page, text).page.blocks
            text = reduced(page, text, blocks, reader, wijk)
        return self._page(page, text) if text or page.name == ROOT else None

    def _cut(self, page: Page, reader: Reader) -> str:
        key = (page.name, sight(self._marks[page.name], reader))
        if key not in self._texts:
            self._texts[key] = cut(page, reader, self.source.wijk)
        return self._texts[key]

    def _page(self, page: Page, text: str) -> _Draft:
        """Read a text that was cut, and make sure that no mark is left in it.

        Raises :class:`MarkLeftError` when there is one.
        """
        key = (page.name, text)
        if key not in self._read:
            blocks = read_blocks(text, self.dialect, self.markdown)
            again = Page(page.name, page.place, text, {}, blocks)
            _refuse_marks(again, self.source.wijk)
            self._read[key] = _Draft(again, self.source, self._item_reader)
        return self._read[key]


@dataclass(frozen=True)
class _Draft:
    """A page as some readers may see it, and what can be told of it without the other pages."""

    page: Page
    source: Source
    item_reader: ItemReader

    @cached_property
    def items(self) -> tuple[Item, ...]:
        return tuple(self.item_reader.read(self.page)[0])

    @cached_property
    def state(self) -> PageState:
        """What it says, to be compared with other editions."""
        return page_state(self.page, self.items)

    @cached_property
    def assets(self) -> frozenset[PurePath]:
        """The files from the source folder that it refers to, without the pages."""
        page, source = self.page, self.source
        referred = references(page.blocks, page.place.path, source.folder)
        return frozenset(one.path for one in referred if not _is_page(one.path, source))

    @cached_property
    def toctrees(self) -> tuple[Block, ...]:
        walk = self.page.blocks.walk()
        return tuple(block for block, _around in walk if block.name == "toctree")

    def mended(self, names: Mapping[str, object]) -> str:
        """Return its text with the toctrees leading to visible pages only."""
        dropped: set[int] = set()
        for block in self.toctrees:
            whole = set(range(block.first_line, block.last_line + 1))
            if self.page.name == ROOT:  # these stand below the start page
                dropped |= whole
                continue
            leading, hidden = _toctree_lines(block, self.page.name, names)
            dropped |= hidden if leading else whole
        return without_lines(self.page.text, dropped) if dropped else self.page.text


def _refuse_marks(page: Page, wijk: Wijk) -> None:
    for problem in mark_problems(page, wijk):
        raise MarkLeftError(problem)
    for block, _around in page.blocks.walk():
        if block_mark(block, wijk) is not None:
            message = _("a mark of access is left after cutting: {name}.").format(name=block.name)
            place = Place(page.place.path, block.first_line)
            raise MarkLeftError(Problem(place, message, "access"))


def _pages_with_content(drafts: Mapping[str, _Draft]) -> set[str]:
    """Return the pages that have a heading and something below it.

    A toctree is content when it leads somewhere, so pages without any fall away round by round.
    """
    names = {name for name, draft in drafts.items() if _has_heading(draft.page) or name == ROOT}
    while True:
        known = dict.fromkeys(names)
        left = {name for name in names if name == ROOT or _has_content(drafts[name].page, known)}
        if left == names:
            return names
        names = left


def _has_heading(page: Page) -> bool:
    return any(piece.token.type == "heading_open" for piece in page.blocks.pieces)


def _has_content(page: Page, names: Mapping[str, object]) -> bool:
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


def _toctree_lines(
    block: Block, page: str, names: Mapping[str, object]
) -> tuple[set[int], set[int]]:
    """Return the lines of a toctree that lead somewhere, and those that lead to a hidden page."""
    number_of_lines = block.body.count("\n") + 1
    lines = range(block.body_line, block.body_line + number_of_lines)
    texts = dict(zip(lines, block.body.split("\n"), strict=True))
    leading: set[int] = set()
    named: set[int] = set()
    for line, name in entries(block, page, names):
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


def _root_toctrees(root: Page, reader: Reader, wijk: Wijk, names: Mapping[str, object]) -> str:
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


def _unreached(drafts: Mapping[str, _Draft], names: Mapping[str, object], root: Page) -> list[str]:
    """Return the pages that no visible toctree leads to: the page above them is hidden."""
    walk = root.blocks.walk()
    toctrees = [(ROOT, block) for block, _around in walk if block.name == "toctree"]
    toctrees += [(name, block) for name in names for block in drafts[name].toctrees]
    reached = {name for page, block in toctrees for _line, name in entries(block, page, names)}
    return sorted(names.keys() - reached - {ROOT})


def _is_page(path: PurePath, source: Source) -> bool:
    return path.suffix == ".md" and path.with_suffix("").as_posix() in source.pages
