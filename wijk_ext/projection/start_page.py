"""The start page of an excerpt: made from a template for the kind of reader.

The templates are in ``uittreksel``; see :mod:`wijk_ext.projection.templates`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from wijk_ext.model.document import Document
from wijk_ext.model.wijk import PUBLIC
from wijk_ext.projection.for_reader import ForReader
from wijk_ext.projection.relevance import is_meant_for
from wijk_ext.projection.templates import fill

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from wijk_ext.model.access import Reader
    from wijk_ext.model.timeline import Timeline
    from wijk_ext.model.wijk import Wijk
    from wijk_ext.projection.excerpt import Excerpt
    from wijk_ext.sources.source import Source

KINDS: Final = (
    *("organisatie", "raad", "college", "juridisch", "financien"),
    *("communicatie", "bewoners", "openbaar"),
)
_BOARDS: Final = {"bestuur": "college"}


def kind_of(reader: Reader, wijk: Wijk) -> str:
    """Return the kind of start page that suits a reader: one of :data:`KINDS`."""
    if reader.id == PUBLIC:
        return "openbaar"
    organisation = wijk.organisation(reader.organisation)
    if organisation is None or not reader.unit:
        return "bewoners" if organisation and organisation.kind == "bewoners" else "organisatie"
    unit = next(one for one in organisation.units if one.id == reader.unit)
    if "raad" in unit.id:
        return "raad"
    for word in (unit.kind, unit.id, *unit.themes):
        if word in KINDS:
            return word
    return _BOARDS.get(unit.kind, "organisatie")


@dataclass(frozen=True)
class StartPage(ForReader):
    """What a template can show; every list holds only what the reader may see."""

    wijk: Wijk
    reader: Reader
    excerpt: Excerpt
    edition: str
    today: date
    titles: Mapping[str, str]
    """Titles of the pages that are meant for this reader first, by name."""
    timeline: Timeline | None = None

    @cached_property
    def document(self) -> Document:
        """The items of the excerpt."""
        return Document(self.wijk, self.excerpt.items)


def first_pages(source: Source, excerpt: Excerpt) -> dict[str, str]:
    """Return the titles of the pages that ``voor`` means for the reader first, by name."""
    found: dict[str, str] = {}
    for name in excerpt.pages:
        names = source.pages[name].metadata.get("voor") or ()
        if is_meant_for(tuple(map(str, names)), excerpt.reader):
            title = excerpt.titles.get(name, "")
            found |= {name: title} if title else {}
    return found


def render(start: StartPage, introduction: str, source: Path) -> str:
    """Return the start page as Markdown. ``introduction`` is the visible text of ``index``.

    Raises :class:`~wijk_ext.projection.templates.TemplateFaultError` when the template can't be
    used.
    """
    name = f"uittreksel/{kind_of(start.reader, start.wijk)}.md.j2"
    return fill(name, source, start.today, start=start, introduction=introduction)
