"""The sites in an output folder, as far as they are as they were built and verified."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wijk_ext.cli.work import StopError
from wijk_ext.locale import gettext as _
from wijk_ext.model.wijk import PROJECT_TEAM
from wijk_ext.output.workshop import WORKSHOPS, Record, Workshop, digests
from wijk_ext.verify.check import REPORTS, report_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_MOST_NAMED: Final = 10


@dataclass(frozen=True)
class Part:
    """One site in an output folder."""

    out: Path
    reader: str
    """The name of the reader's folder."""
    edition: str
    record: Record

    @property
    def site(self) -> Path:
        """The folder with the site."""
        return self.out / self.reader / self.edition

    @property
    def report(self) -> Path:
        """What verification found, outside what the reader gets."""
        return report_path(self.out, self.reader, self.edition)


def sites(out: Path, edition: str, problems: list[str]) -> Iterator[Part]:
    """Yield the sites in a folder of ``wijk build`` of one edition, or of all with ``*``.

    What is wrong with the others is added to ``problems``.
    """
    for site in sorted(out.glob(f"*/{edition}/")):
        reader, name = site.parent.name, site.name
        # beside editions stand the pages of the latest one, in folders that can have any name
        if reader in {WORKSHOPS, REPORTS} or not Workshop.of(out, reader, name).folder.is_dir():
            continue
        record = Workshop.of(out, reader, name).record()
        if record is None:
            problems.append(_("{site}: this was not built to the end.").format(site=site))
        elif digests(site) != record.site:
            message = _("{site}: this is not as it was built; copy it again, hidden files too.")
            problems.append(message.format(site=site))
        elif fault := _unverified(out, reader, name, record.site):
            problems.append(fault)
        else:
            yield Part(out, reader, name, record)


def _unverified(out: Path, reader: str, edition: str, site: Mapping[str, str]) -> str:
    """Return why the report on a site does not do, or nothing."""
    if reader == PROJECT_TEAM:
        return ""
    path = report_path(out, reader, edition)
    try:
        report = json.loads(path.read_text(encoding="utf-8"))
        is_clean = not report["findings"] and set(report["files"]) == set(site)
    except (OSError, ValueError, KeyError, TypeError):
        is_clean = False
    return (
        "" if is_clean else _("{path}: this does not say that the site is safe.").format(path=path)
    )


def stop_if(head: str, problems: list[str]) -> None:
    """Raise StopError with problems, the first ten of them, when there are any."""
    if not problems:
        return
    more = len(problems) - _MOST_NAMED
    shown = problems[:_MOST_NAMED] + [_("… and {number} more").format(number=more)] * (more > 0)
    raise StopError("\n  ".join([head, *shown]))
