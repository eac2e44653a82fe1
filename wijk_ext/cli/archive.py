"""The step that packs an edition for the records department."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from wijk_ext import locale
from wijk_ext.cli.console import complain, say
from wijk_ext.cli.folders import MARKER, check_output
from wijk_ext.cli.parts import sites, stop_if
from wijk_ext.cli.work import WRONG_USAGE, StopError
from wijk_ext.locale import gettext as _
from wijk_ext.locale.dates import today
from wijk_ext.model.wijk import WORKING_EDITION
from wijk_ext.output.archive.package import Package, write_package
from wijk_ext.sources.settings import read_settings

if TYPE_CHECKING:
    from wijk_ext.cli.work import Work

DEFAULT_FOLDER: Final = "archief"


def export_archive(work: Work) -> None:
    """Write one zip file with an edition, as every reader had it, its sources and its metadata.

    Options: ``archive`` (the edition), ``built`` (the output folder of ``wijk build``, or None for
    the usual one), ``out`` (the folder for the zip file, or None for ``archief``). The sites must
    be there for all readers of the edition, as they were built and verified. Raises StopError with
    what to do, and GitError when there is no such edition.
    """
    name = work.options.archive
    if name == WORKING_EDITION:
        message = _("the working version still changes; make an edition of it with wijk release.")
        raise StopError(message, WRONG_USAGE)
    tagged = work.editions.find(name)
    out = work.options.out or Path(DEFAULT_FOLDER)
    try:
        found = _sites(work, name)
        with TemporaryDirectory(prefix="wijk-") as scratch:
            sources, packed = Path(scratch, "bron"), Path(scratch, "pakket")
            work.editions.repository.extract(tagged, sources)
            wijk, problems = read_settings(sources)
            if wijk is None:
                raise StopError("\n".join(map(str, problems)))
            locale.activate(wijk.language)
            package = Package(wijk, work.wijk.archive, tagged.edition, found, sources, today())
            if not package.creator:
                raise StopError(
                    _(
                        "say in wijk.toml who is responsible for the record:\n"
                        '[archief]\narchiefvormer = "Gemeente …"'
                    )
                )
            target = write_package(package, out, packed)
    except OSError as error:
        message = _("{path}: can't be written: {why}")
        place = error.filename or out
        raise StopError(message.format(path=place, why=error.strerror)) from error
    say(_("Packed for the records department: {path}").format(path=target))
    if not any((site / "wijkdocument.pdf").is_file() for site in found.values()):
        complain(
            _(
                "There are no handbooks in it. For those, first give: wijk build --edition "
                "{edition} --format html,pdf,docx"
            ).format(edition=name)
        )


def _sites(work: Work, edition: str) -> dict[str, Path]:
    """Return the folder with the site of every reader of an edition."""
    out, _complaint = check_output(work.options.built, work.folder)
    if not (out / MARKER).exists():
        message = _("{out}: this is no folder that wijk build made.")
        raise StopError(message.format(out=out), WRONG_USAGE)
    problems: list[str] = []
    built = {part.reader: part.site for part in sites(out, edition, problems)}
    known = {
        reader.replace("/", "."): reader
        for reader in work.editions.readers(work.editions.find(edition))
    }
    for folder, reader in known.items():
        if folder not in built:
            message = _("edition {edition} for {reader} is missing; build it.")
            problems.append(message.format(edition=edition, reader=reader))
    stop_if(_("nothing was packed, as it would not be whole:"), problems)
    return {known[folder]: site for folder, site in built.items() if folder in known}
