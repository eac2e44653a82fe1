"""What an organisation answered about an agreement, and whether that still holds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from wijk_ext.model.snapshot import ItemState


class Answer(Enum):
    """What an organisation answered; the value is the status of an ``instemming``."""

    GIVEN = "gegeven"
    RESERVED = "onder-voorbehoud"
    ASKED = "gevraagd"
    """It has not answered yet."""
    REFUSED = "geweigerd"
    NONE = ""
    """It was not asked."""


CONSENTING: Final = frozenset({Answer.GIVEN, Answer.RESERVED})
"""The answers by which an organisation binds itself: a reservation is no refusal."""


class Reading(Enum):
    """How an agreement reads now, beside the edition that was answered."""

    SAME = "same"
    CHANGED = "changed"
    UNKNOWN = "unknown"
    """It can't be told: this reader has no such edition, or did not find the agreement in it."""


@dataclass(frozen=True)
class Standing:
    """Where one organisation stands towards one agreement, as one reader may see it."""

    organisation: str
    agreement: ItemState
    """As it reads now."""
    answer: Answer = Answer.NONE
    consent: str = ""
    """The id of the ``instemming`` that counts; empty when there is none."""
    edition: str = ""
    """The edition that was answered."""
    date: str = ""
    """The ISO date of the answer, or empty."""
    reading: Reading = Reading.UNKNOWN
    before: ItemState | None = None
    """How the agreement read in that edition, when that is known."""
    new_since: str = ""
    """Without an answer: the edition that the organisation consented to as a whole, in which it
    was not yet party to this agreement."""

    @property
    def consents(self) -> bool:
        """Whether the organisation consented to the agreement as it reads now, as far as known."""
        return self.answer in CONSENTING and self.reading is not Reading.CHANGED

    @property
    def is_outdated(self) -> bool:
        """Whether the organisation consented to an agreement that reads otherwise now."""
        return self.answer in CONSENTING and self.reading is Reading.CHANGED


@dataclass(frozen=True)
class StaleConsent:
    """An adopted agreement that changed after consent, while no edition holds the new text."""

    agreement: str
    """The id of the agreement."""
    organisation: str
    edition: str
    """The edition that the organisation consented to."""


@dataclass(frozen=True)
class FingerprintFault:
    """An ``instemming`` whose fingerprint is not that of the edition it names."""

    consent: str
    """The id of the ``instemming``."""
    organisation: str
    edition: str
    is_known: bool = True
    """False when there is no such edition to compare with."""
