"""The step that compares the sources with the editions before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijk_ext.cli.read import judged
from wijk_ext.locale import gettext as _
from wijk_ext.model.problem import Problem, Severity
from wijk_ext.model.wijk import PROJECT_TEAM, WORKING_EDITION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wijk_ext.cli.work import Work
    from wijk_ext.model.snapshot import Snapshot
    from wijk_ext.model.timeline import Timeline


def check_history(work: Work) -> None:
    """Tell what changed behind the back of those who consented, and ids that were used again."""
    from wijk_ext.analysis.consent_problems import consent_problems  # noqa: PLC0415 - loads much

    editions = work.known_editions
    if editions is None:
        return
    now = work.snapshot(WORKING_EDITION, PROJECT_TEAM)
    assert now is not None  # noqa: S101 - the project team is always a reader
    timeline = editions.timeline(now.edition, PROJECT_TEAM, now.pages)
    by_name = {tagged.edition.name: tagged for tagged in editions.all}

    def snapshot(reader: str, edition: str) -> Snapshot | None:
        return editions.snapshot(by_name[edition], reader) if edition in by_name else None

    document = work.reading.source.document
    problems = [*consent_problems(document, timeline, snapshot), *_reused_ids(work, timeline)]
    if work.options.command == "release":  # the new edition is what that one asks for
        problems = [one for one in problems if one.subtype != "changed_after_consent"]
    work.problems = sorted([*work.problems, *judged(problems, work)])


def _reused_ids(work: Work, timeline: Timeline) -> Iterator[Problem]:
    from wijk_ext.analysis.reuse_of_ids import reused_ids  # noqa: PLC0415 - loads much

    message = _(
        "{id} was something else in edition {edition}. An id stays with its item for ever: give "
        "this one a new id."
    )
    items = work.reading.source.document.by_id()
    for id_, edition in reused_ids(timeline.all):
        if id_ in items:
            text = message.format(id=id_, edition=edition)
            yield Problem(items[id_].place, text, "reused_id", Severity.WARNING)
