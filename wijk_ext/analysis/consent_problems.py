"""What ``wijk check`` says of consent that no longer covers what the document holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijk_ext.analysis.consent import Consents, fingerprint_faults
from wijk_ext.locale import gettext as _
from wijk_ext.model.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from wijk_ext.model.consent import FingerprintFault, StaleConsent
    from wijk_ext.model.document import Document
    from wijk_ext.model.snapshot import Snapshot
    from wijk_ext.model.timeline import Timeline


def consent_problems(
    document: Document, timeline: Timeline, snapshot_of: Callable[[str, str], Snapshot | None]
) -> Iterator[Problem]:
    """Yield a warning for every agreement that changed after consent, and every wrong fingerprint.

    ``timeline`` is that of the project team; ``snapshot_of`` gives an edition, by its name, as a
    reader sees it: first the id of the reader.
    """
    names = document.wijk.readers()
    for stale in Consents(timeline, document.wijk).stale():
        yield _warning(
            document,
            stale.agreement,
            "changed_after_consent",
            _stale_message(stale, names[stale.organisation]),
        )
    for fault in fingerprint_faults(timeline.current, snapshot_of):
        name = names.get(fault.organisation, fault.organisation)
        message = _fault_message(fault, name)
        yield _warning(document, fault.consent, "consent_fingerprint", message)


def _stale_message(stale: StaleConsent, organisation: str) -> str:
    message = _(
        "{organisation} consented to edition {edition}; this agreement was changed since, and no "
        "edition holds the change. Release a new edition, or put the text back."
    )
    return message.format(organisation=organisation, edition=stale.edition)


def _fault_message(fault: FingerprintFault, organisation: str) -> str:
    if not fault.is_known:
        message = _("the fingerprint can't be checked: there is no edition {edition} here.")
        return message.format(edition=fault.edition)
    message = _(
        "what {organisation} consented to is not what edition {edition} holds: the tag was moved, "
        "or this item was altered."
    )
    return message.format(organisation=organisation, edition=fault.edition)


def _warning(document: Document, id_: str, subtype: str, message: str) -> Problem:
    place = document.by_id()[id_].place
    return Problem(place, f"{id_}: {message}", subtype, Severity.WARNING)
