"""What stands beside the editions of each reader: their list, the feed and the adopted one."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from wijk_ext.analysis.differences import differences
from wijk_ext.cli.work import StopError
from wijk_ext.locale.dates import today
from wijk_ext.model.edition import Edition, edition_as_data
from wijk_ext.model.snapshot import Snapshot
from wijk_ext.model.wijk import PROJECT_TEAM, WORKING_EDITION
from wijk_ext.output.changes.feed import FILE, FeedEntry, atom
from wijk_ext.output.changes.html import changes_html
from wijk_ext.output.editions.listing import Listed, listed
from wijk_ext.output.editions.root import write_reader_root
from wijk_ext.output.workshop import WORKSHOPS, Workshop, digest_of, software

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from wijk_ext.cli.build import Order
    from wijk_ext.cli.work import Work


def write_roots(work: Work, order: Order) -> None:
    """Bring the root of every reader up to date with the sites that stand there.

    Raises StopError when one can't be, and OSError when a file can't be read or written.
    """
    problems: list[str] = []
    for reader in _readers(work):
        folder = reader.replace("/", ".")
        place = order.out / folder
        editions = list(_standing(work, order.out, folder))
        if not editions:
            continue
        names = work.wijk.readers()
        problems += write_reader_root(
            place,
            editions,
            document=work.wijk.name,
            reader="" if reader == PROJECT_TEAM else names.get(reader, reader),
            record=order.out / WORKSHOPS / f"{folder}.json",
            feed=_write_feed(work, order.out, reader, editions),
        )
    if problems:
        raise StopError("\n".join(problems))


def _readers(work: Work) -> list[str]:
    found = dict.fromkeys(work.wijk.readers())
    if work.known_editions is not None:
        for tagged in work.known_editions.all:
            found |= dict.fromkeys(work.known_editions.readers(tagged))
    return list(found)


def _standing(work: Work, out: Path, folder: str) -> Iterator[Listed]:
    """Yield the editions of a reader that were built."""
    editions = [Edition(WORKING_EDITION, today(), "")]
    if work.known_editions is not None:
        editions += [tagged.edition for tagged in work.known_editions.all]
    for edition in editions:
        if (out / folder / edition.name / "index.html").is_file():
            record = Workshop.of(out, folder, edition.name).record()
            yield Listed(edition, record.site) if record else listed(out / folder, edition)


def _write_feed(work: Work, out: Path, reader: str, editions: list[Listed]) -> bool:
    """Write the feed of a reader unless it stands as it should; return whether there is one."""
    built = {one.edition.name for one in editions}
    known = work.known_editions
    tagged = [one for one in known.all if one.edition.name in built] if known else []
    if known is None or not tagged:
        return False
    folder = reader.replace("/", ".")
    told = [
        (edition_as_data(one.edition), known.digest(one.edition, reader), one.commit)
        for one in tagged
    ]
    key = hashlib.sha256(json.dumps([software(), work.wijk.name, told]).encode()).hexdigest()
    note, path = out / WORKSHOPS / f"{folder}.atom", out / folder / FILE
    both = path.is_file() and note.is_file()
    if both and note.read_text(encoding="utf-8") == f"{key} {digest_of(path)}":
        return True
    entries = [_entry(work, reader, one.edition) for one in tagged]
    name = "" if reader == PROJECT_TEAM else work.wijk.readers().get(reader, reader)
    path.write_bytes(atom(work.wijk.name, reader, name, entries))
    note.write_text(f"{key} {digest_of(path)}", encoding="utf-8")
    return True


def _entry(work: Work, reader: str, edition: Edition) -> FeedEntry:
    """Return one edition for the feed, with what changed since the one before."""
    now = work.snapshot(edition.name, reader)
    assert now is not None and work.known_editions is not None  # noqa: S101 - it was built
    past = work.known_editions.past(edition, reader)
    before = past[-1] if past else Snapshot(now.edition, {})
    sees_all, types = reader == PROJECT_TEAM, tuple(work.wijk.vocabulary.types)
    changes = differences(before, now, sees_all=sees_all, types=types)

    def address(name: str, page: str, item: str) -> str:
        return f"{name}/{page}.html{f'#{item}' if item else ''}" if name else ""

    content = changes_html(
        changes, work.wijk, address, sees_all=sees_all, level=2, titles=now.titles
    )
    return FeedEntry(edition, content)
