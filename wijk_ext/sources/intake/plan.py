"""Plan which rows of a table become items, and on which page; nothing is written before a yes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wijk_ext.locale import gettext as _
from wijk_ext.model.document import Document
from wijk_ext.model.intake import Question, Suggestion
from wijk_ext.sources.insertion import dialect_of, item_text
from wijk_ext.sources.intake.columns import find_columns
from wijk_ext.sources.intake.drafts import KEY_LENGTH, RowReader
from wijk_ext.sources.intake.page import COMMENT, Reading, WrittenItem, find_target, with_items
from wijk_ext.sources.intake.plain_text import PlainWriter
from wijk_ext.sources.intake.table import IntakeError
from wijk_ext.sources.passages import passages_of
from wijk_ext.sources.signing import SigningError, write_plan

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path, PurePath

    from wijk_ext.model.wijk import Wijk
    from wijk_ext.sources.blocks import Dialect
    from wijk_ext.sources.intake.drafts import Draft
    from wijk_ext.sources.intake.table import Table
    from wijk_ext.sources.source import Source

Suggest = Callable[[Sequence[Question], Document, Mapping[str, str]], Mapping[str, Suggestion]]
"""Tells of each new question what it may be about and which others may ask the same. Given are the
questions, the document, and the texts of its items by id; the result is by id."""
ORIGIN: Final = "herkomst"
"""The word in the comment that tells which row an item came from. It is a comment, not an option:
nobody who reads the document gets to see it, and who moves an item takes it along."""
_ORIGIN: Final = re.compile(rf"^\s*{ORIGIN}:\s*([0-9a-f]{{{KEY_LENGTH}}})\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Wanted:
    """How a table is to be imported."""

    today: date
    page: str = ""
    """Name or path of the page to write on; empty for the one that ``wijk.toml`` names."""
    keep_personal: bool = False
    """Whether personal data stays in the texts; columns that hold it are never taken over."""
    taken: frozenset[str] = frozenset()
    """Ids that earlier editions used."""
    suggest: Suggest | None = None


@dataclass(frozen=True)
class ImportedItem:
    """An item that would be written."""

    row: int
    """The row of the file it comes from."""
    id: str
    type: str
    title: str
    text: str
    """The item in Markdown."""
    remarks: tuple[str, ...]
    """What a person should look at, in words."""
    suggestion: Suggestion


@dataclass(frozen=True)
class ImportPlan:
    """What would be written, and where."""

    path: PurePath
    """Path of the page from the source folder."""
    line: int
    """The line, from 1, on which the first item begins in the new page; 0 without items."""
    before: bytes | None
    """The file as it was read; None for a new page, which an author must put in a toctree."""
    after: bytes
    items: tuple[ImportedItem, ...]
    known: tuple[tuple[int, str], ...]
    """Rows that were imported before, with the id of their item; an earlier row of the file that
    is the same gives the id that it gets."""
    refused: tuple[tuple[int, str], ...]
    """Rows that are not imported, with the reason."""
    columns: Mapping[str, str]
    """The headings of the columns that were used, by what they hold."""
    left_out: tuple[str, ...]
    """The headings of the columns with personal data."""

    @property
    def is_new_page(self) -> bool:
        """Whether the page does not exist yet."""
        return self.before is None


def plan_import(source: Source, dialect: Dialect, table: Table, wanted: Wanted) -> ImportPlan:
    """Return which items would be written for the rows of a table; nothing is.

    The columns are those that ``[import]`` in ``wijk.toml`` names, or that forms usually have.
    Raises IntakeError when the columns can't be told or the page can't be written on.
    """
    settings = source.wijk.intake
    columns = find_columns(table, settings)
    target = find_target(source, wanted.page or settings.page)
    here = dialect_of(target.page, dialect)
    writer = PlainWriter(here, source.wijk)
    reading = Reading(source, here, writer)
    rows = RowReader(
        table, columns, source.document, wanted.today, keep_personal=wanted.keep_personal
    )
    highest = _highest(source, wanted.taken)
    maker = _Maker(source.wijk, writer, reading, known_keys(source), highest)
    for row in table.rows:
        maker.add(rows.read(row))
    told = _suggestions(source, maker, wanted.suggest)
    written = [maker.item(id_, draft, told[id_]) for id_, draft in maker.drafts.items()]
    after, line = target.before or b"", 0
    if written:
        after, line = with_items(target, written)
        reading.check(target, after, written, line)
    return ImportPlan(
        target.path,
        line,
        target.before,
        after,
        tuple(_imported(item, maker.drafts[item.id], told[item.id]) for item in written),
        tuple(maker.known),
        tuple(maker.refused),
        {role: table.headings[place] for role, place in columns.places.items()},
        tuple(table.headings[place] for place in columns.personal),
    )


def write_import(folder: Path, plan: ImportPlan) -> None:
    """Write what was planned in a source folder, whole or not at all.

    Raises IntakeError when the page was changed in the meantime, OSError when it can't be written.
    """
    if not plan.items:
        return
    (folder / plan.path).parent.mkdir(parents=True, exist_ok=True)
    try:
        write_plan(folder, plan)
    except SigningError as error:
        raise IntakeError(str(error)) from error


def known_keys(source: Source) -> dict[str, str]:
    """Return the rows that were imported before: the id of the item by the key of its row.

    Where the comment stands outside an item, the name of its page stands for the id.
    """
    found: dict[str, str] = {}
    types = source.wijk.vocabulary.types
    for page in source.pages.values():
        for piece in page.blocks.pieces:
            if piece.token.type != COMMENT:
                continue
            around = [
                block.options.get("id", "")
                for block, _around in page.blocks.walk()
                if block.name in types and block.first_line <= piece.line <= block.last_line
            ]
            for key in _ORIGIN.findall(piece.token.content):
                found.setdefault(key, next(reversed(around), "") or page.name)
    return found


class _Maker:
    """Gives rows an id, one by one, and writes them as items."""

    def __init__(
        self,
        wijk: Wijk,
        writer: PlainWriter,
        reading: Reading,
        keys: dict[str, str],
        highest: dict[str, int],
    ) -> None:
        self.wijk = wijk
        self.writer = writer
        self.reading = reading
        self.keys = keys
        self.highest = highest
        self.drafts: dict[str, Draft] = {}
        self.known: list[tuple[int, str]] = []
        self.refused: list[tuple[int, str]] = []

    def add(self, draft: Draft) -> None:
        """Take a draft on, unless it is known, empty, or can't be written as plain text."""
        if not draft.title:
            self.refused.append((draft.row, _("asks nothing: the column of the question is empty")))
            return
        if draft.key in self.keys:
            self.known.append((draft.row, self.keys[draft.key]))
            return
        prefix = self.wijk.vocabulary.types[draft.type].prefix
        id_ = f"{prefix}{self.highest.get(draft.type, 0) + 1:03d}"
        if not self._is_plain(id_, draft):
            message = _("can't be written as plain text; say it in other words")
            self.refused.append((draft.row, message))
            return
        self.highest[draft.type] = self.highest.get(draft.type, 0) + 1
        self.keys[draft.key] = id_
        self.drafts[id_] = draft

    def _is_plain(self, id_: str, draft: Draft) -> bool:
        try:
            return self.reading.is_plain(self.item(id_, draft, Suggestion()))
        except UnwritableError:
            return False

    def item(self, id_: str, draft: Draft, suggestion: Suggestion) -> WrittenItem:
        """Return a draft as an item, with the suggestions in a comment."""
        options = {"id": id_, "status": "open", **draft.options}
        body = [*(f"% {line}" for line in [f"{ORIGIN}: {draft.key}", *_in_words(suggestion)])]
        texts = [self.writer.written(line) for line in draft.text]
        if None in texts:
            raise UnwritableError
        whole = "\n\n".join(["\n".join(body), *(text for text in texts if text)])
        markdown = item_text(draft.type, draft.title, options, self.writer.dialect, whole)
        return WrittenItem(id_, draft.type, draft.title, options, draft.text, markdown)


class UnwritableError(ValueError):
    """A text can't be written so that it is read as plain text."""


def _highest(source: Source, taken: Iterable[str]) -> dict[str, int]:
    """Return the highest number that any item of a type ever had, by type."""
    types = {one.prefix: one.name for one in source.wijk.vocabulary.types.values()}
    found: dict[str, int] = {}
    for id_ in (*taken, *(item.id for item in source.document.items)):
        prefix, dash, number = id_.rpartition("-")
        type_ = types.get(prefix + dash)
        if type_ and re.fullmatch("[0-9]+", number):
            found[type_] = max(found.get(type_, 0), int(number))
    return found


def _suggestions(
    source: Source, maker: _Maker, suggest: Suggest | None
) -> Mapping[str, Suggestion]:
    nothing = dict.fromkeys(maker.drafts, Suggestion())
    if suggest is None or not maker.drafts:
        return nothing
    questions = [
        Question(id_, draft.title, " ".join(draft.text), frozenset(draft.targets))
        for id_, draft in maker.drafts.items()
    ]
    return nothing | {**suggest(questions, source.document, _texts(source))}


def _texts(source: Source) -> dict[str, str]:
    """Return the text below the title of each item, by id."""
    found: dict[str, str] = {}
    for page in source.pages.values():
        walk = page.blocks.walk()
        owners = [block for block, _a in walk if block.name in source.wijk.vocabulary.types]
        passages = passages_of(page.blocks, owners)
        for number, block in enumerate(owners):
            texts = (passage.text for passage in passages.get(number, ()))
            found[block.options.get("id", "").strip()] = " ".join(texts)
    return found


def _in_words(suggestion: Suggestion) -> list[str]:
    """Return a suggestion for the author: ids only, which hold nothing that anyone wrote."""
    found = []
    if suggestion.about:
        found.append(_("Seems to be about {id}.").format(id=suggestion.about))
    if suggestion.alike:
        found.append(_("Looks like {ids}.").format(ids=", ".join(suggestion.alike)))
    return found


def _imported(item: WrittenItem, draft: Draft, suggestion: Suggestion) -> ImportedItem:
    remarks = (*draft.remarks, *_in_words(suggestion))
    return ImportedItem(
        draft.row, item.id, item.type, item.title, item.markdown, remarks, suggestion
    )
