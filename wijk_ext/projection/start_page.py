"""The start page of an excerpt: made from a template for the kind of reader.

A team replaces a template by putting one of the same name in ``sjablonen/uittreksel`` beside its
sources.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError

from wijk_ext.analysis.selection import headlines, next_date
from wijk_ext.locale import gettext as _
from wijk_ext.locale.dates import date_in_words
from wijk_ext.model.document import Document
from wijk_ext.model.problem import Place, Problem
from wijk_ext.model.standard import AGREEMENTS, OPEN_POINTS
from wijk_ext.model.wijk import PUBLIC, WORKING_EDITION
from wijk_ext.projection.relevance import concerns, is_meant_for
from wijk_ext.projection.since import MOST_LINES, Since
from wijk_ext.resources import templates_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from wijk_ext.analysis.selection import Headlines
    from wijk_ext.model.access import Reader
    from wijk_ext.model.item import Item
    from wijk_ext.model.timeline import Timeline
    from wijk_ext.model.wijk import Wijk
    from wijk_ext.projection.excerpt import Excerpt
    from wijk_ext.sources.source import Source

OWN_TEMPLATES: Final = "sjablonen"
KINDS: Final = (
    *("organisatie", "raad", "college", "juridisch", "financien"),
    *("communicatie", "bewoners", "openbaar"),
)
_BOARDS: Final = {"bestuur": "college"}
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|!$~^])")


class TemplateFaultError(ValueError):
    """A template of the team can't be used."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


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
class StartPage:
    """What a template can show; every list holds only what the reader may see."""

    wijk: Wijk
    reader: Reader
    excerpt: Excerpt
    edition: str
    today: date
    titles: Mapping[str, str]
    """Titles of the pages that are meant for this reader first, by name."""
    timeline: Timeline | None = None
    """The editions that the reader has; None when there are none before this one."""

    @property
    def edition_words(self) -> str:
        """The edition in words that fit in a Dutch sentence, as these templates are."""
        return "de werkversie" if self.edition == WORKING_EDITION else f"editie {self.edition}"

    @property
    def name(self) -> str:
        """The name of the reader."""
        return self.wijk.readers().get(self.reader.id, self.reader.id)

    @cached_property
    def document(self) -> Document:
        """The items of the excerpt."""
        return Document(self.wijk, self.excerpt.items)

    @cached_property
    def since(self) -> Since | None:
        """What changed since the reader's organisation consented; None without editions."""
        if self.timeline is None:
            return None
        types = tuple(self.wijk.vocabulary.types)
        return Since.of(self.timeline, self.reader.organisation, self.document.by_id(), types)

    @property
    def mandates(self) -> list[Item]:
        """The granted mandates of the reader's organisation."""
        return [
            item
            for item in self.document.of_type("mandaat")
            if item.text("organisatie") == self.reader.organisation and item.status == "verleend"
        ]

    @property
    def agreements(self) -> list[Item]:
        """The agreements in force that the reader's organisation is party to."""
        return [
            item
            for item in self.document.of_type(*AGREEMENTS)
            if self.reader.organisation in item.words("partijen")
            and item.status not in {"vervallen", "herzien"}
        ][:MOST_LINES]

    @cached_property
    def open_points(self) -> list[Item]:
        """The open points that the reader owns or raised."""
        mine = {self.reader.id, self.reader.organisation}
        return [
            item
            for item in self._headlines.open
            if item.type in OPEN_POINTS
            and mine & {item.text("eigenaar"), item.text("ingebracht_door")}
        ][:MOST_LINES]

    @cached_property
    def coming(self) -> list[Item]:
        """What lies ahead and concerns the reader."""
        return [item for item in self._headlines.coming if self._concerns_reader(item)][:MOST_LINES]

    @property
    def purpose(self) -> str:
        """What the next moment asks: ``informeren``, ``raadplegen``, ``besluiten`` or nothing."""
        asked = (item.text("doel") for item in self.coming if item.type == "moment")
        return next(asked, "")

    @cached_property
    def _headlines(self) -> Headlines:
        return headlines(self.document, self.today)

    def _concerns_reader(self, item: Item) -> bool:
        options = {name: item.text(name) for name in item.values}
        named = set(item.words("lezers"))
        return (
            bool(named & {self.reader.id, self.reader.organisation})
            or concerns(options, self.reader, self.wijk)
            or item.type == "stap"
        )


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

    Raises :class:`TemplateFaultError` when the template can't be used.
    """
    environment = _environment(source, start.today)
    name = f"uittreksel/{kind_of(start.reader, start.wijk)}.md.j2"
    try:
        template = environment.get_template(name)
        return template.render(start=start, introduction=introduction, _=_).strip() + "\n"
    except TemplateError as error:
        line = getattr(error, "lineno", 0) or 0
        place = Place(PurePosixPath(OWN_TEMPLATES, name), line)
        message = _("this template can't be used: {why}").format(why=error.message)
        raise TemplateFaultError(Problem(place, message, "template")) from error


@lru_cache(maxsize=4)
def _environment(source: Path, today: date) -> Environment:
    """Return what reads templates; one that changed since is read again."""
    folders = [source / OWN_TEMPLATES, templates_folder()]
    environment = Environment(  # noqa: S701 - the output is Markdown; link() escapes what needs it
        loader=FileSystemLoader(folders),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "link": link,
        "plain": plain,
        "punten": points,
        "wanneer": lambda item: date_in_words(next_date(item, today)),
    }
    return environment


def link(item: Item) -> str:
    """Return a Markdown link to an item, with its title and id."""
    return f"[{plain(item.title)} ({item.id})](#{item.id})"


def plain(text: str) -> str:
    """Return a text in which no character means anything to Markdown."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def points(text: str) -> list[str]:
    """Return the points of a field that are written with semicolons between them."""
    return [point.strip() for point in text.split(";") if point.strip()]
