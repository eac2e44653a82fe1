"""Rules for items that must lean on one another. A breach is a warning with a subtype of its own.

What the rules are for: an agreement that nobody can trace to an ambition, to a mandate or to an
owner is an agreement that falls over as soon as somebody asks about it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from wijk_ext.locale import gettext as _
from wijk_ext.locale.dates import date_in_words
from wijk_ext.model.problem import Problem, Severity
from wijk_ext.model.standard import AGREEMENTS, OPEN_POINTS
from wijk_ext.model.vocabulary import Phase, closing_statuses
from wijk_ext.model.wijk import PROJECT_TEAM, organisation_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from wijk_ext.model.document import Document
    from wijk_ext.model.item import Item
    from wijk_ext.model.wijk import Organisation

Rule = Callable[["Document", date], "Iterator[Problem]"]


def traceability_problems(document: Document, today: date) -> list[Problem]:
    """Return every breach of the rules, in the order of the document."""
    found = [problem for rule in RULES for problem in rule(document, today)]
    return sorted(found)


def in_force(document: Document, item: Item) -> bool:
    """Return whether an item still counts: it is not expired, revised, withdrawn or refused."""
    status = document.wijk.vocabulary.types[item.type].status(item.status)
    return status is None or status.phase is not Phase.ENDED


def is_closed(document: Document, item: Item) -> bool:
    """Return whether an open point was brought to an end with a solution."""
    return item.status in closing_statuses(document.wijk.vocabulary.types[item.type])


def is_open(document: Document, item: Item) -> bool:
    """Return whether an open point still asks for something."""
    return in_force(document, item) and not is_closed(document, item)


class Grounds:
    """What binds organisations to agreements: their mandates and decisions."""

    def __init__(self, document: Document) -> None:
        self.by_id = document.by_id()
        self._bodies = {
            (mandate.text("organisatie"), mandate.text("orgaan").lower())
            for mandate in document.of_type("mandaat")
        }
        self._about: dict[str, list[Item]] = {}
        for decision in document.of_type("besluit"):
            for target in decision.links.get("over", ()):
                self._about.setdefault(target, []).append(decision)

    def named_mandates(self, agreement: Item, party: str) -> list[Item]:
        """Return the mandates of an organisation that an agreement names, granted or not."""
        named = (self.by_id.get(id_) for id_ in agreement.links.get("valt_onder", ()))
        return [one for one in named if one and one.text("organisatie") == party]

    def mandates(self, agreement: Item, party: str) -> list[Item]:
        """Return the granted mandates of an organisation that an agreement falls under."""
        return [one for one in self.named_mandates(agreement, party) if one.status == "verleend"]

    def decisions(self, agreement: Item, party: str) -> list[Item]:
        """Return the decisions of an organisation on an agreement, taken or still to take.

        The agreement names them (``besloten_in``), or they are about it (``over``).
        """
        named = (self.by_id.get(id_) for id_ in agreement.links.get("besloten_in", ()))
        found = [*named, *self._about.get(agreement.id, ())]
        unique = {one.id: one for one in found if one}
        return [one for one in unique.values() if self.is_body_of(one.text("orgaan"), party)]

    def is_body_of(self, body: str, organisation: str) -> bool:
        """Return whether a body belongs to an organisation: a unit of it, or one it names.

        A body without an excerpt is named by the organisation's mandates.
        """
        named = bool(body) and (organisation, body.lower()) in self._bodies
        return named or organisation_of(body) == organisation


def parties_of(document: Document, agreement: Item) -> list[Organisation]:
    """Return the organisations that are party to an agreement, themselves or by a unit."""
    parties = dict.fromkeys(organisation_of(party) for party in agreement.words("partijen"))
    return [one for party in parties if (one := document.wijk.organisation(party))]


def _warning(item: Item, subtype: str, message: str) -> Problem:
    return Problem(item.place, f"{item.id}: {message}", subtype, Severity.WARNING)


def agreements_in_force(document: Document) -> Iterator[Item]:
    """Yield the agreements that still count."""
    return (one for one in document.of_type(*AGREEMENTS) if in_force(document, one))


def _agreement_without_ambition(document: Document, _today: date) -> Iterator[Problem]:
    by_id = document.by_id()
    for item in agreements_in_force(document):
        # a link to nothing is an error of its own
        served = [
            id_ not in by_id or in_force(document, by_id[id_])
            for id_ in item.links.get("draagt_bij_aan", ())
        ]
        if not item.links.get("vult_aan") and not any(served):
            message = _("this agreement serves no ambition; add “:draagt_bij_aan:”.")
            yield _warning(item, "agreement_without_ambition", message)


def _ambition_without_criterion(document: Document, _today: date) -> Iterator[Problem]:
    for item in document.of_type("ambitie"):
        if in_force(document, item) and not item.text("toetscriterium"):
            message = _("nobody can tell when this ambition is met; add “:toetscriterium:”.")
            yield _warning(item, "ambition_without_criterion", message)


def _open_point_without_owner(document: Document, _today: date) -> Iterator[Problem]:
    for item in document.of_type(*OPEN_POINTS):
        if is_open(document, item) and not item.text("eigenaar"):
            message = _("this open point has no owner; add “:eigenaar:”.")
            yield _warning(item, "open_point_without_owner", message)


def _overdue(document: Document, today: date) -> Iterator[Problem]:
    for item in overdue_items(document, today):
        message = _("this should have been settled by {date}.")
        message = message.format(date=date_in_words(item.text("termijn")))
        yield _warning(item, "overdue", message)


def overdue_items(document: Document, today: date) -> Iterator[Item]:
    """Yield the open points and open promises whose term has passed on ``today``."""
    for item in document.of_type(*OPEN_POINTS, "toezegging"):
        due = item.date("termijn")
        if due and due < today and is_open(document, item):
            yield item


def _closed_without_solution(document: Document, _today: date) -> Iterator[Problem]:
    solved = {target for item in document.items for target in item.links.get("lost_op", ())}
    for item in document.of_type(*OPEN_POINTS):
        if not is_closed(document, item) or item.id in solved or item.links.get("besloten_in"):
            continue
        message = _(
            "this point is closed, but nothing says what solved it; write “:lost_op: {id}” at the "
            "agreement or decision that did."
        ).format(id=item.id)
        yield _warning(item, "closed_without_solution", message)


def _party_without_organisation(document: Document, _today: date) -> Iterator[Problem]:
    organisations = {one.id for one in document.wijk.organisations} | {PROJECT_TEAM}
    for item in document.items:
        for party in item.words("partijen"):
            if party not in organisations and party in document.wijk.readers():
                message = _("the party “{party}” is no organisation.").format(party=party)
                yield _warning(item, "party_without_organisation", message)


def _agreement_without_mandate(document: Document, _today: date) -> Iterator[Problem]:
    grounds = Grounds(document)
    for item in agreements_in_force(document):
        for party in parties_of(document, item):
            if grounds.mandates(item, party.id) or grounds.decisions(item, party.id):
                continue
            message = _(
                "no mandate or decision of {organisation} covers this agreement; add "
                "“:valt_onder:” or “:besloten_in:”."
            )
            waiting = [one.id for one in grounds.named_mandates(item, party.id)]
            if waiting:
                message = _(
                    "mandate {mandates} of {organisation} is not granted, so it does not cover "
                    "this agreement; wait for it, or add “:besloten_in:”."
                )
            told = message.format(organisation=party.name, mandates=", ".join(waiting))
            yield _warning(item, "agreement_without_mandate", told)


def _circular_replacement(document: Document, _today: date) -> Iterator[Problem]:
    by_id = document.by_id()
    reported: set[str] = set()
    for item in document.items:
        chain = _replacement_circle(item, by_id)
        if chain and not reported & set(chain):
            reported.update(chain)
            message = _("“vervangt” goes round in a circle: {chain}.")
            message = message.format(chain=" → ".join([*chain, chain[0]]))
            yield _warning(item, "circular_replacement", message)


def _replacement_circle(start: Item, by_id: Mapping[str, Item]) -> list[str]:
    """Return the ids of a circle of replacements through ``start``, or nothing."""
    paths = [[start.id]]
    seen: set[str] = set()
    while paths:
        path = paths.pop()
        current = by_id.get(path[-1])
        targets: Iterable[str] = current.links.get("vervangt", ()) if current else ()
        for target in targets:
            if target == start.id:
                return path
            if target not in seen:
                seen.add(target)
                paths.append([*path, target])
    return []


RULES: Final[tuple[Rule, ...]] = (
    _agreement_without_ambition,
    _ambition_without_criterion,
    _open_point_without_owner,
    _overdue,
    _closed_without_solution,
    _party_without_organisation,
    _agreement_without_mandate,
    _circular_replacement,
)
