"""What a letter can tell: worked out from what its reader may see, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Final

from wijk_ext.analysis.decisions import TAKEN, appointments
from wijk_ext.analysis.mandate import MUNICIPALITY, Mandates, council_of
from wijk_ext.analysis.recurrence import active, signals
from wijk_ext.analysis.selection import SORT_KEYS, headlines
from wijk_ext.analysis.traceability import in_force, is_open, overdue_items
from wijk_ext.items.words import first_capital, reader_name, status_label, type_label
from wijk_ext.locale.dates import date_in_words
from wijk_ext.model.edition import latest_adopted
from wijk_ext.model.standard import AGREEMENTS, OPEN_POINTS
from wijk_ext.model.wijk import PROJECT_TEAM, PUBLIC
from wijk_ext.projection.for_reader import ForReader

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from wijk_ext.analysis.decisions import Appointment
    from wijk_ext.analysis.mandate import CouncilNotice, Ground
    from wijk_ext.analysis.recurrence import Signal
    from wijk_ext.model.access import Reader
    from wijk_ext.model.document import Document
    from wijk_ext.model.item import Item
    from wijk_ext.model.timeline import Timeline
    from wijk_ext.model.wijk import Wijk

ADOPTED: Final = "vastgesteld"
SOON: Final = timedelta(days=60)
"""A decision or its papers that come within this time belong on the agenda of a meeting."""


@dataclass(frozen=True)
class Content(ForReader):
    """What a template of a letter can show; it cuts a list short itself, and says so."""

    most: ClassVar[int | None] = None

    wijk: Wijk
    document: Document
    reader: Reader
    timeline: Timeline
    today: date
    edition: str

    # -- words -------------------------------------------------------------------------------------

    @property
    def reader_name(self) -> str:
        """The name of the reader; the project team has one here."""
        return reader_name(self.wijk, self.reader.id)

    @property
    def day(self) -> str:
        """The day of the letter in words."""
        return date_in_words(self.today)

    @property
    def adopted_edition(self) -> str:
        """The name of the last adopted edition that the reader has; empty when there is none."""
        found = latest_adopted([one.edition for one in self.timeline.all])
        return found.name if found and not found.is_working else ""

    def who(self, reader: str) -> str:
        """Return the name of a reader or a body."""
        return reader_name(self.wijk, reader)

    @property
    def is_council(self) -> bool:
        """Whether the reader is the council of a municipality."""
        own = self.wijk.organisation(self.reader.organisation)
        return bool(own and own.kind == MUNICIPALITY and council_of(own) == self.reader.id)

    @property
    def ask_at(self) -> str:
        """Where to ask: an e-mail address or a web address; empty when there is none."""
        address = self.wijk.ask_address.partition("?")[0]
        scheme, _colon, rest = address.partition(":")
        whole = rest if scheme.lower() == "mailto" else address
        return "" if "{" in whole else whole

    def state(self, item: Item) -> str:
        """Return the state of an item as a word."""
        return status_label(self.wijk, item)

    def kind(self, item: Item) -> str:
        """Return the type of an item as a word with a capital."""
        return type_label(self.wijk, item)

    def sentence(self, text: str) -> str:
        """Return a text with a capital first and a full stop last."""
        text = first_capital(text.strip())
        return text if text.endswith((".", "!", "?", ":")) or not text else f"{text}."

    def text(self, item: Item) -> str:
        """Return the first paragraph of an item; empty when it has none."""
        found = self.timeline.current.items.get(item.id)
        passages = found.passages if found else ()
        return next((one.text for one in passages if one.kind == "paragraph"), "")

    # -- what is there -----------------------------------------------------------------------------

    @property
    def is_for_all(self) -> bool:
        """Whether the reader is no organisation: it is concerned in all that it may see."""
        return self.reader.id in {PROJECT_TEAM, PUBLIC}

    @property
    def ambitions(self) -> list[Item]:
        """The ambitions in force."""
        return [one for one in self.document.of_type("ambitie") if in_force(self.document, one)]

    @property
    def story(self) -> list[Item]:
        """The passages of the story in force."""
        return [one for one in self.document.of_type("verhaal") if in_force(self.document, one)]

    @property
    def agreements(self) -> list[Item]:
        """The agreements in force that concern the reader."""
        if not self.is_for_all:
            return super().agreements
        found = self.document.of_type(*AGREEMENTS)
        return [item for item in found if in_force(self.document, item)]

    @property
    def settled(self) -> list[Item]:
        """The agreements that concern the reader and were adopted."""
        return [item for item in self.agreements if item.status == ADOPTED]

    @property
    def unsettled(self) -> list[Item]:
        """The agreements that concern the reader and are not adopted yet."""
        return [item for item in self.agreements if item.status != ADOPTED]

    @cached_property
    def coming(self) -> list[Item]:
        """What lies ahead and concerns the reader, the first one first."""
        if not self.is_for_all:
            return super().coming
        return list(headlines(self.document, self.today).coming)

    @property
    def meeting(self) -> Item | None:
        """The next moment that is for the project team."""
        found = headlines(self.document, self.today).coming
        named = (one for one in found if PROJECT_TEAM in one.words("lezers"))
        return next((one for one in named if one.type == "moment"), None)

    # -- decisions ---------------------------------------------------------------------------------

    @cached_property
    def decisions(self) -> tuple[Appointment, ...]:
        """The decisions that are the reader's to take, by organisation and day."""
        chosen = () if self.reader.id == PROJECT_TEAM else (self.reader.id,)
        return appointments(self.document, self.today, chosen)

    @property
    def decisions_due(self) -> list[Appointment]:
        """The decisions whose day or papers have passed, or come soon."""
        horizon = self.today + SOON
        return [
            one
            for one in self.decisions
            if one.day and min(one.day, one.papers_by or one.day) <= horizon
        ]

    @property
    def taken(self) -> list[Item]:
        """The decisions that the reader took."""
        found = self.document.of_type("besluit")
        mine = [one for one in found if self.reader.id in {one.text("orgaan"), PROJECT_TEAM}]
        return [one for one in mine if one.status == TAKEN]

    def subjects(self, decision: Item) -> list[Item]:
        """Return what a decision is about: it says so, or the item names the decision."""
        named = [self._by_id[id_] for id_ in decision.links.get("over", ()) if id_ in self._by_id]
        naming = (
            item
            for item in self.document.items
            if decision.id in item.links.get("besloten_in", ()) and item not in named
        )
        return [*named, *naming]

    @property
    def awaiting(self) -> list[Ground]:
        """The agreements that await a decision of the reader's organisation, or of any."""
        found = [one for grounds in self._mandates.awaiting.values() for one in grounds]
        mine = {self.reader.id, self.reader.organisation}
        everything = self.reader.id == PROJECT_TEAM
        return [one for one in found if everything or mine & {one.party, one.body}]

    @property
    def council_notices(self) -> list[CouncilNotice]:
        """The agreements under private law that the council is still to be informed of."""
        found = [one for notices in self._mandates.council_notices.values() for one in notices]
        everything = self.reader.id == PROJECT_TEAM
        return [one for one in found if one.is_active and (everything or self._is_mine(one))]

    def _is_mine(self, notice: CouncilNotice) -> bool:
        return notice.council == self.reader.id

    @cached_property
    def _mandates(self) -> Mandates:
        return Mandates(self.document)

    # -- open points -------------------------------------------------------------------------------

    @cached_property
    def signals(self) -> tuple[Signal, ...]:
        """The items that several organisations question, and that ask for something."""
        return tuple(active(signals(self.document, self.timeline)))

    @property
    def new_points(self) -> list[Item]:
        """The open points that the last edition did not have; all when there is none."""
        previous = self.timeline.previous
        known = previous.items.keys() if previous else ()
        found = [item for item in self._open if item.id not in known]
        return sorted(found, key=SORT_KEYS["termijn"])

    @property
    def overdue(self) -> list[Item]:
        """The open points and promises whose term has passed, the oldest first."""
        found = overdue_items(self.document, self.today)
        return sorted(found, key=lambda item: (item.text("termijn"), item.id))

    @property
    def promises(self) -> list[Item]:
        """The promises to the reader that are still open."""
        found = self.document.of_type("toezegging")
        everything = self.reader.id == PROJECT_TEAM
        return [
            one
            for one in found
            if is_open(self.document, one) and (everything or one.text("orgaan") == self.reader.id)
        ]

    @cached_property
    def questions(self) -> list[Item]:
        """The points that somebody is likely to raise: about what concerns the reader first."""
        found = self.document.of_type(*OPEN_POINTS)
        near = {item.id for item in (*self.agreements, *self.ambitions)}
        return sorted(
            (item for item in found if in_force(self.document, item)),
            key=lambda item: (not near & set(item.links.get("over", ())), item.id),
        )

    def answers(self, point: Item) -> list[Item]:
        """Return what solved a point; nothing while it is open."""
        named = [
            self._by_id[id_] for id_ in point.links.get("besloten_in", ()) if id_ in self._by_id
        ]
        found = (item for item in self.document.items if point.id in item.links.get("lost_op", ()))
        return [] if is_open(self.document, point) else _unique([*found, *named])

    @cached_property
    def _by_id(self) -> Mapping[str, Item]:
        return self.document.by_id()

    @property
    def _open(self) -> list[Item]:
        found = self.document.of_type(*OPEN_POINTS)
        return [item for item in found if is_open(self.document, item)]


def _unique(items: Iterable[Item]) -> list[Item]:
    return list({item.id: item for item in items}.values())
