"""Build what one reader gets, upon earlier work where that can be; verify it; put it in place."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from wijk_ext.cli.folders import put_in_place
from wijk_ext.locale import gettext as _
from wijk_ext.model.wijk import PROJECT_TEAM
from wijk_ext.output.html.build import Outcome, build
from wijk_ext.output.standing import keep_look, look_at, stands
from wijk_ext.output.workshop import Record, digests
from wijk_ext.verify.check import write_report

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from wijk_ext.model.access import Reader
    from wijk_ext.output.html.build import SiteJob
    from wijk_ext.output.workshop import Inputs, Workshop
    from wijk_ext.verify.check import Verifier
    from wijk_ext.verify.search import Report

MOST_FINDINGS: Final = 5


@dataclass(frozen=True)
class ReaderBuild:
    """One site to build, and all that it takes."""

    reader: Reader
    job: SiteJob
    workshop: Workshop
    projected: Path
    """The sources as they were just cut for the reader."""
    inputs: Inputs
    names: Mapping[str, str]
    """The names of the pages by their paths."""
    out: Path
    fresh: bool
    """True when earlier work may not be used."""
    processes: int
    verifier: Verifier
    key: str = ""
    """Of an edition that never changes, a digest of all that the site is made from."""

    @property
    def name(self) -> str:
        """What messages call it."""
        edition = self.job.edition
        return self.reader.id if edition.is_working else f"{self.reader.id} {edition.name}"

    @property
    def place(self) -> Path:
        """Where the site will stand."""
        return self.out / self.reader.folder / self.job.edition.name

    def run(self, progress: Callable[[int, int], None]) -> Outcome:
        """Build, verify and put in place; a site that fails leaves no trace."""
        before = None if self.fresh else self.workshop.record()
        changed = self._changed(before)
        if before is not None and changed == frozenset():
            return self._as_it_was(before)
        self.workshop.begin()
        if self.reader.id != PROJECT_TEAM:
            self.workshop.take_source(self.projected)
        with put_in_place(self.out, self.reader.folder, self.job.edition.name) as staging:
            outcome, earlier = self._site(staging, before, changed, progress)
            searched = earlier.searched if earlier else frozenset()
            if not outcome.failure:
                outcome, searched = self._verified(staging, outcome, searched)
            if outcome.failure:
                shutil.rmtree(staging, ignore_errors=True)
                return outcome
            look, site = look_at(staging), digests(staging)
        self.workshop.keep(Record(self.inputs, site, outcome.warnings, searched, self.key))
        keep_look(look, site, self.workshop.seen)
        if self.key:
            self.workshop.leave_record_only()
        return outcome

    def _as_it_was(self, before: Record) -> Outcome:
        """Verify a site that need not be built again: what is withheld may have changed."""
        outcome = Outcome(warnings=before.remarks)
        outcome, searched = self._verified(self.place, outcome, before.searched)
        if outcome.failure:
            self.workshop.begin()
            shutil.rmtree(self.place)
        else:
            self.workshop.keep(replace(before, searched=searched))
        return outcome

    def _changed(self, before: Record | None) -> frozenset[str] | None:
        """Return the names of the pages that changed since the last build; None to start anew."""
        if before is None or not self.place.is_dir():
            return None
        changed = self.inputs.changed_since(before.inputs, new_pages=self.job.preview)
        if changed is None or not stands(self.place, before.site, self.workshop.seen):
            return None
        return frozenset(self.names[path] for path in changed)

    def _site(
        self,
        staging: Path,
        before: Record | None,
        changed: frozenset[str] | None,
        progress: Callable[[int, int], None],
    ) -> tuple[Outcome, Record | None]:
        """Make the site in ``staging``; return how that went and what it was built upon."""
        if before is not None and changed is not None:
            shutil.copytree(self.place, staging)
            job = replace(self.job, changed=changed)
            outcome = build(job, staging, progress, self.processes)
            if not outcome.anew:
                return replace(outcome, warnings=self._remarks(outcome, before, changed)), before
            shutil.rmtree(staging)
        self.workshop.clear()
        return build(self.job, staging, progress, self.processes), None

    def _remarks(
        self, outcome: Outcome, before: Record, changed: frozenset[str]
    ) -> tuple[str, ...]:
        """Return the remarks on the pages that were not read again, and the new ones."""
        paths = [f"{path}:" for path, name in self.names.items() if name in changed]
        kept = (line for line in before.remarks if not any(path in line for path in paths))
        return tuple(dict.fromkeys([*kept, *outcome.warnings]))

    def _verified(
        self, staging: Path, outcome: Outcome, searched: frozenset[str]
    ) -> tuple[Outcome, frozenset[str]]:
        if self.reader.id == PROJECT_TEAM:
            return outcome, frozenset()
        report = self.verifier.verify(staging, self.reader, self.job.edition.name, searched)
        path = write_report(report, self.out, self.reader)
        return replace(outcome, failure=leaks(report, path, self.reader)), report.clean


def leaks(report: Report, path: Path, reader: Reader) -> str:
    """Return what verification found, in words; or nothing."""
    if not report.findings:
        return ""
    lines = [
        _("{file} holds something of {source}, found as {how}.").format(
            file=finding.file, source=finding.source, how=finding.how
        )
        for finding in report.findings[:MOST_FINDINGS]
    ]
    head = _("the excerpt of {reader} holds what this reader may not see. See {path}.")
    return "\n  ".join([head.format(reader=reader.id, path=path), *lines])
