"""Join what several machines built into one output folder, as one ``wijk build`` would leave it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from wijk_ext.cli.build import Order
from wijk_ext.cli.console import say
from wijk_ext.cli.folders import MARKER, check_output, prepare_output, put_in_place
from wijk_ext.cli.parts import sites, stop_if
from wijk_ext.cli.roots import write_roots
from wijk_ext.cli.work import WRONG_USAGE, StopError
from wijk_ext.locale import gettext as _
from wijk_ext.locale import ngettext
from wijk_ext.model.access import readers_of
from wijk_ext.model.wijk import WORKING_EDITION
from wijk_ext.output.workshop import Workshop
from wijk_ext.verify.check import report_path

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from wijk_ext.cli.parts import Part
    from wijk_ext.cli.work import Work


def join_parts(work: Work) -> None:
    """Put the sites of all parts into one folder, when they are whole and none is missing.

    Options: ``out`` (a folder, new or made by ``wijk build``), ``parts`` (folders), and ``source``
    as everywhere. Nothing is written when one site is damaged, was not verified or is missing:
    every reader of an edition must be there. Verification of the whole is a step of its own, to
    follow this one. Raises StopError with what to do.
    """
    out, complaint = check_output(work.options.out, work.folder)
    if complaint:
        raise StopError(complaint, WRONG_USAGE)
    try:
        parts = _parts(work.options.parts)
        _refuse_incomplete(work, parts.keys())
        prepare_output(out)
        for part in parts.values():
            _take(part, out)
        write_roots(work, Order(out=out, editions=work.known_editions))
    except OSError as error:
        message = _("{path}: can't be written: {why}")
        place = error.filename or out
        raise StopError(message.format(path=place, why=error.strerror)) from error
    told = ngettext("{number} site joined in {out}", "{number} sites joined in {out}", len(parts))
    say(told.format(number=len(parts), out=out))


def _parts(folders: Iterable[Path]) -> dict[tuple[str, str], Part]:
    """Return every site in these folders, by the folder of its reader and its edition."""
    found: dict[tuple[str, str], Part] = {}
    problems: list[str] = []
    for folder in folders:
        if not (folder / MARKER).exists():
            message = _("{out}: this is no folder that wijk build made.")
            raise StopError(message.format(out=folder), WRONG_USAGE)
        for part in sites(folder, "*", problems):
            other = found.setdefault((part.reader, part.edition), part)
            if other.record.site != part.record.site:
                message = _("{one} and {other} differ; build both from the same sources.")
                problems.append(message.format(one=other.site, other=part.site))
    stop_if(_("nothing was joined:"), problems)
    if not found:
        raise StopError(_("there is no site in these folders."), WRONG_USAGE)
    return dict(sorted(found.items()))


def _refuse_incomplete(work: Work, found: Iterable[tuple[str, str]]) -> None:
    """Raise StopError when an edition is not there for every reader that it has."""
    there = set(found)
    editions = {edition for _reader, edition in there}
    expected: dict[str, tuple[str, ...]] = {}
    if WORKING_EDITION in editions:
        expected[WORKING_EDITION] = tuple(readers_of(work.wijk))
    for name in sorted(editions - {WORKING_EDITION}):
        expected[name] = work.editions.readers(work.editions.find(name))
    missing = [
        _("edition {edition} for {reader} is missing; build it.").format(
            edition=edition, reader=reader
        )
        for edition, readers in expected.items()
        for reader in readers
        if (reader.replace("/", "."), edition) not in there
    ]
    stop_if(_("nothing was joined, as it would not be whole:"), missing)


def _take(part: Part, out: Path) -> None:
    """Copy a site with its report and its record, which say that it is whole."""
    workshop = Workshop.of(out, part.reader, part.edition)
    workshop.begin()
    with put_in_place(out, part.reader, part.edition) as staging:
        shutil.copytree(part.site, staging)
    if part.report.is_file():
        target = report_path(out, part.reader, part.edition)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(part.report, target)
    workshop.keep(part.record)
