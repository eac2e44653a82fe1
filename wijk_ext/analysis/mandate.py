"""What a team member may settle, what the organisation decides, and what awaits a decision.

Every organisation that is party to an agreement must be bound to it: by a granted mandate that the
agreement falls under (``valt_onder``), or by a decision of one of its bodies that was taken
(``besloten_in``, or a decision ``over`` the agreement). Until then the agreement asks for a
decision. What counts as a mandate or a decision of an organisation is the same for the warning
``agreement_without_mandate``: see :class:`~wijk_ext.analysis.traceability.Grounds`.

An agreement under private law (``rechtsvorm: privaatrecht``) to which a municipality is party
concerns the council too. Source: article 169, paragraph 4, of the Gemeentewet. The executive
informs the council beforehand of acts under private law when the council asks for it, or when the
act may have far-reaching consequences for the municipality; in the latter case the council may
express its wishes and concerns before the executive decides. Whether that is so is not for a
program to say, so the notice stands until the council was informed or has decided.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Final

from wijk_ext.analysis.traceability import (
    Grounds,
    agreements_in_force,
    in_force,
    parties_of,
)
from wijk_ext.model.standard import LEGAL_FORM_FIELD, PRIVATE_LAW

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wijk_ext.model.document import Document
    from wijk_ext.model.item import Item
    from wijk_ext.model.wijk import Organisation

MUNICIPALITY: Final = "gemeente"
TAKEN: Final = "genomen"
GRANTED: Final = "verleend"
_COUNCIL_NAMES: Final = frozenset({"raad", "gemeenteraad", "de raad", "de gemeenteraad"})
_INFORMING: Final = frozenset({"informeren", "raadplegen"})
"""Purposes of a moment by which the council is informed beforehand; who is asked, is told."""
_LAST: Final = "9999"


class Covering(Enum):
    """Whether an organisation is bound to an agreement."""

    MANDATE = "mandate"
    DECISION = "decision"
    AWAITING = "awaiting"
    UNKNOWN = "unknown"
    """The agreement names a mandate or decision that this reader does not have."""


@dataclass(frozen=True)
class Ground:
    """What binds one party to one agreement, or who is to decide."""

    agreement: Item
    party: str
    """The id of the organisation."""
    covering: Covering
    by: Item | None = None
    """The mandate, or the decision that was taken; of what awaits one the decision in
    preparation, when there is any."""
    body: str = ""
    """Who is to decide: the id of a reader, or the name of a body; only of what awaits it."""


@dataclass(frozen=True)
class CouncilNotice:
    """An agreement under private law that the council of a municipality is to hear of."""

    agreement: Item
    organisation: str
    council: str
    """The id of the council as a reader; empty when it is none."""
    done: Item | None = None
    """The moment at which the council was informed, or its decision."""
    planned: Item | None = None
    """The moment or decision that is to come, when it is not done yet."""

    @property
    def is_active(self) -> bool:
        """Whether the council is still to be informed."""
        return self.done is None


@dataclass(frozen=True)
class MandateRow:
    """The mandates of one organisation."""

    organisation: Organisation
    mandates: tuple[Item, ...]
    """Granted ones first, then those that were asked for; without those that were withdrawn."""


class Mandates:
    """The mandates and decisions of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def rows(self) -> tuple[MandateRow, ...]:
        """The organisations with their mandates, in the order of ``wijk.toml``."""
        mandates = [one for one in self.document.of_type("mandaat") if in_force(self.document, one)]
        mandates.sort(key=lambda one: (one.status != GRANTED, one.id))
        return tuple(
            MandateRow(
                organisation,
                tuple(one for one in mandates if one.text("organisatie") == organisation.id),
            )
            for organisation in self.document.wijk.organisations
        )

    @cached_property
    def grounds(self) -> tuple[Ground, ...]:
        """What binds each party to each agreement in force, in order of id and of the parties."""
        agreements = sorted(agreements_in_force(self.document), key=lambda one: one.id)
        return tuple(
            self._ground(agreement, party)
            for agreement in agreements
            for party in parties_of(self.document, agreement)
        )

    @cached_property
    def awaiting(self) -> dict[str, tuple[Ground, ...]]:
        """The parties that are to decide, by the id of the agreement."""
        found: dict[str, tuple[Ground, ...]] = {}
        for one in self.grounds:
            if one.covering is Covering.AWAITING:
                id_ = one.agreement.id
                found[id_] = (*found.get(id_, ()), one)
        return found

    @cached_property
    def council_notices(self) -> dict[str, tuple[CouncilNotice, ...]]:
        """What concerns a council, by the id of the agreement."""
        return {
            agreement.id: notices
            for agreement in sorted(agreements_in_force(self.document), key=lambda one: one.id)
            if agreement.text(LEGAL_FORM_FIELD) == PRIVATE_LAW
            and (notices := tuple(self._council_notices(agreement)))
        }

    @cached_property
    def _sources(self) -> Grounds:
        return Grounds(self.document)

    def _ground(self, agreement: Item, party: Organisation) -> Ground:
        if mandates := self._sources.mandates(agreement, party.id):
            return Ground(agreement, party.id, Covering.MANDATE, mandates[0])
        decisions = sorted(self._sources.decisions(agreement, party.id), key=_when)
        if taken := [one for one in decisions if one.status == TAKEN]:
            return Ground(agreement, party.id, Covering.DECISION, taken[0])
        named = (*agreement.links.get("besloten_in", ()), *agreement.links.get("valt_onder", ()))
        if any(id_ not in self._sources.by_id for id_ in named):
            return Ground(agreement, party.id, Covering.UNKNOWN)
        if decisions:
            body = decisions[0].text("orgaan")
            return Ground(agreement, party.id, Covering.AWAITING, decisions[0], body)
        return Ground(agreement, party.id, Covering.AWAITING, None, self._body(party))

    def _body(self, party: Organisation) -> str:
        """Return who decides for an organisation: who gave its mandate, or the organisation."""
        rows = (row for row in self.rows if row.organisation.id == party.id)
        bodies = (one.text("orgaan") for row in rows for one in row.mandates)
        return next((body for body in bodies if body), party.id)

    def _council_notices(self, agreement: Item) -> Iterator[CouncilNotice]:
        for party in parties_of(self.document, agreement):
            if party.kind != MUNICIPALITY:
                continue
            council = council_of(party)
            found = [*self._moments(agreement, council), *self._decisions(agreement, party)]
            done = sorted((one for one in found if _is_done(one)), key=_when)
            planned = sorted((one for one in found if not _is_done(one)), key=_when)
            yield CouncilNotice(
                agreement,
                party.id,
                council,
                done[0] if done else None,
                planned[0] if planned and not done else None,
            )

    def _moments(self, agreement: Item, council: str) -> Iterable[Item]:
        """Yield the moments at which the council hears of an agreement."""
        return (
            one
            for one in self.document.of_type("moment")
            if in_force(self.document, one)
            and council in one.words("lezers")
            and one.text("doel") in _INFORMING
            and agreement.id in one.links.get("over", ())
        )

    def _decisions(self, agreement: Item, party: Organisation) -> Iterable[Item]:
        return (
            one
            for one in self._sources.decisions(agreement, party.id)
            if _is_council(one.text("orgaan"), party)
        )


def council_of(organisation: Organisation) -> str:
    """Return the id of a municipality's council as a reader; empty when ``wijk.toml`` has none.

    It is the unit with the id ``raad`` or ``gemeenteraad``, or of that name.
    """
    for unit in organisation.units:
        if {unit.id, unit.name.casefold()} & _COUNCIL_NAMES:
            return f"{organisation.id}/{unit.id}"
    return ""


def _is_council(body: str, organisation: Organisation) -> bool:
    return bool(body) and (body == council_of(organisation) or body.casefold() in _COUNCIL_NAMES)


def _is_done(item: Item) -> bool:
    return item.status in {TAKEN, "gehouden"}


def _when(item: Item) -> tuple[str, str]:
    return item.text("datum") or _LAST, item.id
