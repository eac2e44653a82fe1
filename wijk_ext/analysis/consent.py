"""Who consented to which agreement, and whether the agreement still reads as it did then.

Everything here is worked out from the snapshots of one reader: what that reader may not see, in
any edition, changes nothing of what comes out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final

from wijk_ext.analysis.differences import content_equal, differences
from wijk_ext.model.consent import (
    CONSENTING,
    Answer,
    FingerprintFault,
    Reading,
    StaleConsent,
    Standing,
)
from wijk_ext.model.edition import EDITION_NAME, Edition
from wijk_ext.model.fingerprint import fingerprint
from wijk_ext.model.snapshot import PageState, Snapshot
from wijk_ext.model.standard import AGREEMENTS
from wijk_ext.model.vocabulary import Phase
from wijk_ext.model.wijk import PROJECT_TEAM, WORKING_EDITION, organisation_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from wijk_ext.model.change import Change
    from wijk_ext.model.snapshot import ItemState
    from wijk_ext.model.timeline import Timeline
    from wijk_ext.model.wijk import Wijk

CONSENT_TYPE: Final = "instemming"
FINGERPRINT_FIELD: Final = "vingerafdruk"
_ADOPTED: Final = "vastgesteld"
_ANSWERS: Final = {answer.value: answer for answer in Answer if answer.value}


def party_to(item: ItemState, organisation: str) -> bool:
    """Return whether an item has an organisation as a party: itself, a unit of it, or all."""
    words = item.values.get("partijen", ())
    named = words if isinstance(words, tuple) else (str(words),)
    return PROJECT_TEAM in named or organisation in {organisation_of(word) for word in named}


def covered(snapshot: Snapshot, organisation: str) -> tuple[ItemState, ...]:
    """Return the items that an organisation is party to, in order of id."""
    found = (item for item in snapshot.items.values() if party_to(item, organisation))
    return tuple(sorted(found, key=lambda item: item.id))


@dataclass(frozen=True)
class _Consent:
    """An item of the type ``instemming``, read."""

    id: str
    organisation: str
    answer: Answer
    edition: str
    date: str
    named: frozenset[str]
    """The agreements that it is about; empty when it is about the edition as a whole."""

    @property
    def rank(self) -> tuple[Any, ...]:
        """A key to sort by: of several answers the highest counts.

        An answer without a date is taken to come last, a question without one to come first.
        """
        no_date = "" if self.answer is Answer.ASKED else "9999"
        return (_order(self.edition), self.date or no_date, len(self.id), self.id)


class Consents:
    """What organisations answered about the agreements of the current edition."""

    def __init__(self, timeline: Timeline, wijk: Wijk) -> None:
        self.timeline = timeline
        self.wijk = wijk

    @cached_property
    def agreements(self) -> tuple[ItemState, ...]:
        """The agreements in force, in order of id."""
        items = self.timeline.current.items.values()
        found = (item for item in items if item.type in AGREEMENTS and self._in_force(item))
        return tuple(sorted(found, key=lambda item: item.id))

    @property
    def any_given(self) -> bool:
        """Whether this reader knows of any answer or question at all."""
        return any(self._consents.values())

    def standings(self, agreement: str) -> tuple[Standing, ...]:
        """Return where each party to an agreement stands, in the order of ``wijk.toml``.

        Nothing for an id that is no agreement in force.
        """
        item = self.timeline.current.items.get(agreement)
        if item is None or item.type not in AGREEMENTS or not self._in_force(item):
            return ()
        parties = (one.id for one in self.wijk.organisations if party_to(item, one.id))
        return tuple(self._standing(item, party) for party in parties)

    def change(self, standing: Standing) -> Change | None:
        """Return what changed since the edition that was answered, or None."""
        if standing.before is None or standing.reading is not Reading.CHANGED:
            return None
        older, newer = (
            Snapshot(Edition(name, date.min), {"": PageState("", items=(item,))})
            for name, item in (
                (standing.edition, standing.before),
                (self.timeline.current.edition.name, standing.agreement),
            )
        )
        found = differences(older, newer, sees_all=self.timeline.sees_all).items
        return found[0] if found else None

    def stale(self) -> Iterator[StaleConsent]:
        """Yield adopted agreements that changed after consent while no edition holds the change.

        Only a working version can hold such agreements.
        """
        if not self.timeline.current.edition.is_working:
            return
        for item in self.agreements:
            if item.status != _ADOPTED:
                continue
            for party in self._consents:
                found = self._latest(item, party, CONSENTING) if party_to(item, party) else None
                if found and self._is_stale(item, found):
                    yield StaleConsent(item.id, party, found.edition)

    @cached_property
    def _consents(self) -> dict[str, list[_Consent]]:
        """The answers of each organisation, the one that counts first."""
        found: dict[str, list[_Consent]] = {one.id: [] for one in self.wijk.organisations}
        for item in self.timeline.current.items.values():
            consent = _read(item)
            if consent and consent.organisation in found:
                found[consent.organisation].append(consent)
        for consents in found.values():
            consents.sort(key=lambda one: one.rank, reverse=True)
        return found

    @cached_property
    def _snapshots(self) -> dict[str, Snapshot]:
        return {one.edition.name: one for one in self.timeline.all}

    def _in_force(self, item: ItemState) -> bool:
        status = self.wijk.vocabulary.types[item.type].status(item.status)
        return status is None or status.phase is not Phase.ENDED

    def _standing(self, item: ItemState, party: str) -> Standing:
        consent = self._latest(item, party, frozenset(Answer))
        if consent is None:
            return Standing(party, item, new_since=self._new_since(party))
        before = self._before(item, consent)
        if before is None:
            reading = Reading.UNKNOWN
        else:
            reading = Reading.SAME if content_equal(before, item) else Reading.CHANGED
        return Standing(
            party, item, consent.answer, consent.id, consent.edition, consent.date, reading, before
        )

    def _latest(self, item: ItemState, party: str, answers: frozenset[Answer]) -> _Consent | None:
        fitting = (one for one in self._consents[party] if one.answer in answers)
        return next((one for one in fitting if self._is_about(one, item)), None)

    def _is_about(self, consent: _Consent, item: ItemState) -> bool:
        if consent.named:
            return item.id in consent.named
        if consent.edition not in self._snapshots:
            return True
        before = self._before(item, consent)
        return before is not None and party_to(before, consent.organisation)

    def _before(self, item: ItemState, consent: _Consent) -> ItemState | None:
        snapshot = self._snapshots.get(consent.edition)
        return snapshot.items.get(item.id) if snapshot else None

    def _new_since(self, party: str) -> str:
        """Return the last edition that an organisation consented to as a whole, or nothing."""
        whole = (
            one.edition
            for one in self._consents[party]
            if one.answer in CONSENTING and not one.named and one.edition in self._snapshots
        )
        return next(whole, "")

    def _is_stale(self, item: ItemState, consent: _Consent) -> bool:
        before = self._before(item, consent)
        if before is None:
            return False
        since = _order(consent.edition)
        later = [one for one in self.timeline.past if one.edition.order > since]
        readings = [before, *(one.items[item.id] for one in later if item.id in one.items)]
        return not any(content_equal(reading, item) for reading in readings)


def consented_editions(current: Snapshot, organisation: str) -> frozenset[str]:
    """Return the editions that an organisation consented to, with or without a reservation."""
    consents = (_read(item) for item in current.items.values())
    return frozenset(
        one.edition
        for one in consents
        if one and one.organisation == organisation and one.answer in CONSENTING
    )


def fingerprint_faults(
    current: Snapshot, snapshot_of: Callable[[str, str], Snapshot | None]
) -> Iterator[FingerprintFault]:
    """Yield every ``instemming`` whose fingerprint is not that of what the organisation saw.

    ``snapshot_of`` gives an edition, by its name, as a reader sees it: first the id of the reader.
    An item without a fingerprint, written by hand, is left alone.
    """
    for item in sorted(current.items.values(), key=lambda one: one.id):
        written = str(item.values.get(FINGERPRINT_FIELD, ""))
        consent = _read(item)
        if not written or consent is None:
            continue
        snapshot = snapshot_of(consent.organisation, consent.edition)
        if snapshot is None:
            yield FingerprintFault(item.id, consent.organisation, consent.edition, is_known=False)
        elif fingerprint(covered(snapshot, consent.organisation)) != written.lower():
            yield FingerprintFault(item.id, consent.organisation, consent.edition)


def _read(item: ItemState) -> _Consent | None:
    """Return what an item says as a consent; None when it is none, or can't be understood."""
    answer = _ANSWERS.get(item.status)
    organisation = str(item.values.get("organisatie", ""))
    if item.type != CONSENT_TYPE or answer is None or not organisation:
        return None
    return _Consent(
        item.id,
        organisation,
        answer,
        str(item.values.get("editie", "")),
        str(item.values.get("datum", "")),
        frozenset(item.links.get("op", ())),
    )


def _order(edition: str) -> tuple[Any, ...]:
    """Return a key to sort the names of editions by; what can't be one comes first."""
    if edition != WORKING_EDITION and not EDITION_NAME.fullmatch(edition):
        edition = "0"
    return Edition(edition, date.min).order
