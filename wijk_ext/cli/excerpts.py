"""The steps that build what readers get, and search it again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from wijk_ext.cli.console import complain, say
from wijk_ext.cli.folders import MARKER, check_output, remove_others
from wijk_ext.cli.read import read_pages
from wijk_ext.cli.work import WRONG_USAGE, StopError
from wijk_ext.locale import gettext as _
from wijk_ext.locale import ngettext
from wijk_ext.locale.dates import today
from wijk_ext.model.access import readers_of
from wijk_ext.model.edition import Edition
from wijk_ext.model.wijk import PROJECT_TEAM, WORKING_EDITION
from wijk_ext.sources.explain import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wijk_ext.cli.build import Order, Result, Version
    from wijk_ext.cli.work import Work
    from wijk_ext.sources.git import Tagged

EVERY_EDITION = frozenset({"all", "alle"})


def read_working_version(work: Work) -> None:
    """Read the pages that are being worked on, if they are to be built."""
    if _wants_working_version(work):
        read_pages(work)


def build_readers(work: Work) -> None:
    """Build what every reader gets; each site appears whole, or not at all."""
    result = build_quietly(work)
    if result is None:
        return
    for line in result.remarks:
        complain(line)
    for place in result.built:
        say(_("Built: {path}").format(path=place / "index.html"))
    if result.failures:
        raise StopError("\n".join(result.failures))


def build_quietly(work: Work, *, preview: bool = False) -> Result | None:
    """Build what the options ask for, and print nothing; None when the sources are at fault.

    With ``preview`` the sites need not have the bytes of a build from nothing. Raises StopError
    when nothing can be built or written.
    """
    from wijk_ext.cli.build import build_all  # noqa: PLC0415 - loads much
    from wijk_ext.cli.roots import write_roots  # noqa: PLC0415

    order = replace(_order(work), preview=preview)
    try:
        with TemporaryDirectory(prefix="wijk-") as scratch:
            versions = list(_versions(work, order, Path(scratch)))
            if work.stopped:
                return None
            result = build_all(order, versions, work.stages)
        work.problems += result.problems
        if not work.stopped:
            write_roots(work, order)
    except OSError as error:
        where = error.filename or order.out
        message = _("{path}: can't be written: {why}").format(path=where, why=error.strerror)
        raise StopError(message) from error
    return result


def _order(work: Work) -> Order:
    from wijk_ext.cli.build import Order  # noqa: PLC0415 - loads much

    options = work.options
    out, complaint = check_output(options.out, work.folder)
    if complaint:
        raise StopError(complaint)
    template = options.docx_template
    if template and not template.is_file():
        message = _("{file}: there is no such file.").format(file=template)
        raise StopError(message, WRONG_USAGE)
    return Order(
        out=out,
        editions=work.known_editions,
        jobs=options.jobs,
        fresh=options.fresh,
        formats=options.format,
        docx_template=template,
    )


def _asked_editions(work: Work) -> list[str]:
    return list(dict.fromkeys(work.options.edition or [WORKING_EDITION]))


def _wants_working_version(work: Work) -> bool:
    return not EVERY_EDITION.union({WORKING_EDITION}).isdisjoint(_asked_editions(work))


def _versions(work: Work, order: Order, scratch: Path) -> Iterator[Version]:
    """Yield what is to be built: of each edition the readers whose site is not as it should be."""
    from wijk_ext.cli.build import Version  # noqa: PLC0415 - loads much
    from wijk_ext.cli.old_editions import old_versions  # noqa: PLC0415
    from wijk_ext.projection.assets import asset_problems, foreign_pages  # noqa: PLC0415

    asked = _asked_editions(work)
    tagged: list[Tagged] = []
    for name in asked:
        if name in EVERY_EDITION:
            tagged += work.editions.usable
        elif name != WORKING_EDITION:
            tagged.append(work.editions.find(name))
    known: set[str] = set()
    if _wants_working_version(work):
        reading = work.reading
        readers = readers_of(work.wijk)
        known |= readers.keys()
        chosen = tuple(readers[name] for name in work.options.reader or readers if name in readers)
        if any(reader.id != PROJECT_TEAM for reader in chosen):
            work.problems += asset_problems(reading.source, readers.values())
            work.problems += foreign_pages(reading.names)
        edition = Edition(WORKING_EDITION, today(), "")
        yield Version(edition, reading.source, reading.names, reading.project, chosen)
    yield from old_versions(work, order, tagged, scratch, known)
    for name in work.options.reader or ():
        if name not in known:
            message = _("there is no reader “{name}”.").format(name=name)
            raise StopError(message + suggestion(name, known), WRONG_USAGE)


def remove_old_readers(work: Work) -> None:
    """Remove what was built for readers that are no more, when all others are built."""
    from wijk_ext.output.workshop import WORKSHOPS  # noqa: PLC0415 - loads much
    from wijk_ext.verify.check import REPORTS  # noqa: PLC0415

    out, _complaint = check_output(work.options.out, work.folder)
    if work.options.reader or not out.is_dir():
        return
    known = (reader.folder for reader in readers_of(work.wijk).values())
    for path in remove_others(out, known, (REPORTS, WORKSHOPS)):
        say(_("Removed, as this reader is no more: {path}").format(path=path))


def verify_excerpts(work: Work) -> None:
    """Search every excerpt in the output folder again, each for what its own sources withhold."""
    from wijk_ext.cli.reader_build import leaks  # noqa: PLC0415 - loads much
    from wijk_ext.cli.verifiers import verifiers  # noqa: PLC0415
    from wijk_ext.verify.check import write_report  # noqa: PLC0415

    out: Path = work.options.out
    if not (out / MARKER).exists():
        raise StopError(_("{out}: this is no folder that wijk build made.").format(out=out))
    found: list[str] = []
    with TemporaryDirectory(prefix="wijk-") as scratch:
        for folder, reader, verifier in verifiers(work, out, Path(scratch)):
            report = verifier.verify(folder, reader, folder.name)
            found.append(leaks(report, write_report(report, out, reader), reader))
            files = ngettext("{number} file", "{number} files", len(report.files))
            say(f"{folder}: {files.format(number=len(report.files))}")
    if not found:
        raise StopError(_("{out}: there is no excerpt here.").format(out=out))
    if any(found):
        raise StopError("\n".join(text for text in found if text))
