"""Editions that are built from their tags."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from wijk_ext.cli.build import Version
from wijk_ext.cli.console import complain
from wijk_ext.cli.work import StopError
from wijk_ext.locale import gettext as _
from wijk_ext.model.access import readers_of
from wijk_ext.model.edition import edition_as_data
from wijk_ext.model.wijk import PROJECT_TEAM
from wijk_ext.output.standing import stands
from wijk_ext.output.workshop import Workshop, digest_of, software
from wijk_ext.recording import read_leniently
from wijk_ext.verify.check import report_path

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from wijk_ext.cli.build import Order
    from wijk_ext.cli.work import Work
    from wijk_ext.editions import Editions
    from wijk_ext.sources.git import Tagged


def old_versions(
    work: Work, order: Order, asked: Iterable[Tagged], scratch: Path, known: set[str]
) -> Iterator[Version]:
    """Yield these editions, each for the readers whose site is not there as it should be.

    The sources are put in ``scratch``; ``known`` gets the readers that the editions had. Raises
    GitError or StopError when one can't be built.
    """
    wanted = list(dict.fromkeys(asked))
    if not wanted:
        return
    editions = work.editions
    editions.record(editions.all)
    for tagged in wanted:
        recorded = editions.record([tagged])[tagged]
        known.update(recorded.readers)
        asked_readers = work.options.reader or recorded.readers
        names = [name for name in asked_readers if name in recorded.readers]
        key = _key(order, editions, tagged)
        missing = [name for name in names if order.fresh or not _stands(order, tagged, name, key)]
        if missing:
            yield _version(editions, tagged, scratch / tagged.edition.name, missing, key)


def _version(
    editions: Editions, tagged: Tagged, folder: Path, readers: Collection[str], key: str
) -> Version:
    place = editions.repository.source_folder(tagged)
    if place.moved:
        message = _("edition {edition}: the sources stood in {folder} then.")
        complain(message.format(edition=tagged.edition.name, folder=place.path))
    editions.repository.extract(tagged, folder)
    reading, remarks, fault = read_leniently(folder)
    if reading is None:
        raise StopError(fault)
    for remark in remarks:
        message = _("edition {edition}, {remark}")
        complain(message.format(edition=tagged.edition.name, remark=remark))
    known = readers_of(reading.source.wijk)
    return Version(
        edition=tagged.edition,
        source=reading.source,
        names=reading.names,
        project=reading.project,
        readers=tuple(known[name] for name in readers),
        key=key,
    )


def _key(order: Order, editions: Editions, tagged: Tagged) -> str:
    """Return a digest of all that the sites of an edition are made from."""
    past = [
        f"{edition_as_data(one.edition)} {editions.tree(one)}"
        for one in (*editions.before(tagged.edition), tagged)
    ]
    template = digest_of(order.docx_template) if order.docx_template else ""
    text = "\n".join([software(), str(order.formats), template, *past])
    return hashlib.sha256(text.encode()).hexdigest()


def _stands(order: Order, tagged: Tagged, name: str, key: str) -> bool:
    """Return whether the site of a reader is there, as it was built and verified before."""
    reader, edition = name.replace("/", "."), tagged.edition.name
    workshop = Workshop.of(order.out, reader, edition)
    record = workshop.record()
    if record is None or record.key != key:
        return False
    is_verified = name == PROJECT_TEAM or report_path(order.out, reader, edition).is_file()
    return is_verified and stands(order.out / reader / edition, record.site, workshop.seen)
