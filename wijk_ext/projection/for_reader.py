"""What a start page and a letter tell one reader, from the items that this reader may see."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from wijk_ext.analysis.selection import headlines
from wijk_ext.model.standard import AGREEMENTS, OPEN_POINTS
from wijk_ext.model.wijk import WORKING_EDITION
from wijk_ext.projection.relevance import concerns
from wijk_ext.projection.since import MOST_LINES, Since

if TYPE_CHECKING:
    from datetime import date

    from wijk_ext.analysis.selection import Headlines
    from wijk_ext.model.access import Reader
    from wijk_ext.model.document import Document
    from wijk_ext.model.item import Item
    from wijk_ext.model.timeline import Timeline
    from wijk_ext.model.wijk import Wijk


class ForReader:
    """What a template can show; every list holds only what the reader may see."""

    most: ClassVar[int | None] = MOST_LINES
    """A list is no longer than this; None for lists that a template cuts short itself."""

    wijk: Wijk
    reader: Reader
    edition: str
    today: date
    timeline: Timeline | None
    """The editions that the reader has; None when there are none before this one."""

    if TYPE_CHECKING:

        @property
        def document(self) -> Document:
            """The items that the reader may see: a field of one class, worked out by another."""

    @property
    def edition_words(self) -> str:
        """The edition in words that fit in a Dutch sentence, as these templates are."""
        return "de werkversie" if self.edition == WORKING_EDITION else f"editie {self.edition}"

    @property
    def name(self) -> str:
        """The name of the reader; empty for the project team."""
        return self.wijk.readers().get(self.reader.id, self.reader.id)

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
        ][: self.most]

    @cached_property
    def open_points(self) -> list[Item]:
        """The open points that the reader owns or raised."""
        mine = {self.reader.id, self.reader.organisation}
        return [
            item
            for item in self._headlines.open
            if item.type in OPEN_POINTS
            and mine & {item.text("eigenaar"), item.text("ingebracht_door")}
        ][: self.most]

    @cached_property
    def coming(self) -> list[Item]:
        """What lies ahead and concerns the reader."""
        return [item for item in self._headlines.coming if self._concerns_reader(item)][: self.most]

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
