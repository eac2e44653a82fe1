"""Which excerpt in an output folder is searched for what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijk_ext.cli.console import complain
from wijk_ext.locale import gettext as _
from wijk_ext.locale.dates import today
from wijk_ext.model.access import readers_of
from wijk_ext.model.edition import Edition
from wijk_ext.model.wijk import PROJECT_TEAM, WORKING_EDITION
from wijk_ext.sources.settings import read_settings
from wijk_ext.verify.check import Verifier

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from wijk_ext.cli.work import Work
    from wijk_ext.model.access import Reader
    from wijk_ext.model.wijk import Wijk


def verifiers(work: Work, out: Path, scratch: Path) -> Iterator[tuple[Path, Reader, Verifier]]:
    """Yield every excerpt in an output folder, its reader, and what searches it.

    The sources of old editions are put in ``scratch``. Raises GitError when one can't be read.
    """
    working = Edition(WORKING_EDITION, today(), "")
    yield from _of_version(work, out, working, work.folder, work.wijk)
    if work.known_editions is None:
        return
    for tagged in work.known_editions.all:
        name = tagged.edition.name
        if not any(out.glob(f"*/{name}/index.html")):
            continue
        folder = scratch / name
        work.editions.repository.extract(tagged, folder)
        wijk, _problems = read_settings(folder)
        if wijk is None:
            complain(
                _("edition {edition} can't be read, and is not searched.").format(edition=name)
            )
        else:
            yield from _of_version(work, out, tagged.edition, folder, wijk)


def _of_version(
    work: Work, out: Path, edition: Edition, source: Path, wijk: Wijk
) -> Iterator[tuple[Path, Reader, Verifier]]:
    verifier = Verifier.of(source, wijk)
    readers = [one for one in readers_of(wijk).values() if one.id != PROJECT_TEAM]
    places = {reader: out / reader.folder / edition.name for reader in readers}
    built = [reader for reader in readers if (places[reader] / "index.html").is_file()]
    if work.known_editions is not None:
        for reader in built:
            verifier.told(reader, work.known_editions.past(edition, reader.id))
    for reader in built:
        yield places[reader], reader, verifier
