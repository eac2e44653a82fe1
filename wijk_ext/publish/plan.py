"""What the next release holds: the build, and what stays of what stands there now.

Three rules, for the visitor who was sent an address of an edition:

- An edition that was published stays as it is, byte for byte, unless who publishes says
  ``replace``.
- What this build does not hold stays: a pipeline that builds one edition or one reader does not
  take the others away. Only ``withdraw`` does, by name.
- The working version of a reader is that of the build; where the reader was built without one,
  there is none. So is all that stands beside the editions.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wijk_ext.locale import gettext as _
from wijk_ext.model.edition import EDITION_NAME
from wijk_ext.model.wijk import WORKING_EDITION
from wijk_ext.publish.errors import PublishError, some
from wijk_ext.publish.manifest import Manifest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from wijk_ext.publish.verified import Build


@dataclass(frozen=True)
class Wishes:
    """What who publishes asks for."""

    replace: bool = False
    """Whether an edition that was published may become another."""
    withdraw: tuple[str, ...] = ()
    """What goes offline: ``1.0``, ``gemeente/1.0``, or a reader: ``gemeente/financien``."""
    keep: int = 5
    """How many releases are kept, at least two."""


@dataclass(frozen=True)
class Plan:
    """The next release."""

    manifest: Manifest
    kept: tuple[str, ...] = ()
    """The folders that stay as they stand: readers, and editions of readers that were built."""
    remarks: tuple[str, ...] = ()

    def is_kept(self, path: str) -> bool:
        """Return whether a file comes from the release that stands there now."""
        reader, _slash, rest = path.partition("/")
        return reader in self.kept or f"{reader}/{rest.partition('/')[0]}" in self.kept


def plan(build: Build, live: Manifest | None, older: Sequence[Manifest], wishes: Wishes) -> Plan:
    """Return the next release.

    ``live`` is what stands there now, ``older`` the other releases that are kept, newest first.
    Raises PublishError when an edition would change, or when something can't be withdrawn.
    """
    new = build.manifest
    if not wishes.replace:
        _refuse_changes(new, [*([live] if live else []), *older])
    if live is None:
        live = Manifest({}, {})
    withdrawn = _withdrawn(new, live, wishes.withdraw)
    kept = [folder for folder in _only_live(new, live) if folder not in withdrawn]
    files = dict(new.files)
    editions = {reader: set(names) for reader, names in new.editions.items()}
    for folder in kept:
        files |= live.below(folder)
        reader, _slash, edition = folder.partition("/")
        names = [edition] if edition else live.editions[reader]
        editions.setdefault(reader, set()).update(names)
    manifest = Manifest(files, {reader: tuple(sorted(names)) for reader, names in editions.items()})
    _refuse_dead_entries(build, manifest)
    return Plan(manifest, tuple(kept), tuple(_told(kept)))


def _only_live(new: Manifest, live: Manifest) -> Iterator[str]:
    """Yield what stands there now and is not in the build: readers, and editions of others."""
    for reader, names in live.editions.items():
        if reader not in new.editions:
            yield reader
            continue
        for name in names:
            if name != WORKING_EDITION and name not in new.editions[reader]:
                yield f"{reader}/{name}"


def _refuse_changes(new: Manifest, published: Sequence[Manifest]) -> None:
    """Raise PublishError when an edition is not what was published under that name before."""
    changed: dict[str, list[str]] = defaultdict(list)
    for reader, names in new.editions.items():
        for name in names:
            folder = f"{reader}/{name}"
            before = next((one for one in published if name in one.editions.get(reader, ())), None)
            if name != WORKING_EDITION and before is not None:
                then, now = before.below(folder), new.below(folder)
                paths = then.keys() | now.keys()
                if differing := sorted(path for path in paths if then.get(path) != now.get(path)):
                    changed[name] += differing
    if not changed:
        return
    message = _(
        "edition {edition} was published before and reads differently now: {files}. An edition "
        "stays as it is; publish a next one, or put this one in its place with --replace."
    )
    raise PublishError(
        "\n".join(
            message.format(edition=name, files=some(paths)) for name, paths in changed.items()
        )
    )


def _withdrawn(new: Manifest, live: Manifest, asked: Sequence[str]) -> set[str]:
    """Return the folders to take offline.

    Raises PublishError when one does not stand there, or when something of it would stay: in the
    build, or as the latest adopted edition at the root of a reader that was not built.
    """
    found: set[str] = set()
    for wish in asked:
        folders = set(_named(wish, live))
        if not folders:
            message = _("“{name}” is not published here, so it can't be withdrawn.")
            raise PublishError(message.format(name=wish))
        for folder in sorted(folders):
            reader, _slash, edition = folder.partition("/")
            built = new.editions.get(reader)
            if built is not None and (not edition or edition in built):
                message = _("{folder} is still in this build, so it can't be withdrawn.")
                raise PublishError(message.format(folder=folder))
            if built is None and edition:
                message = _(
                    "{folder} can't be withdrawn while {reader} is not in this build, as more of "
                    "that reader may show it. Build that reader too, or withdraw all of “{id}”."
                )
                id_ = reader.replace(".", "/")
                raise PublishError(message.format(folder=folder, reader=reader, id=id_))
        found |= folders
    return found


def _named(wish: str, live: Manifest) -> Iterator[str]:
    """Yield the folders that stand there now and that a wish names."""
    before, _slash, last = wish.rpartition("/")
    if not EDITION_NAME.fullmatch(last):
        before, last = wish, ""
    for reader, names in live.editions.items():
        if before and before.replace("/", ".") != reader:
            continue
        if not last:
            yield reader
        elif last in names:
            yield f"{reader}/{last}"


def _told(kept: Collection[str]) -> Iterator[str]:
    """Yield what is to be said of what stays: lists of editions name what was built only."""
    editions: dict[str, list[str]] = defaultdict(list)
    readers = []
    for folder in kept:
        reader, _slash, edition = folder.partition("/")
        if edition:
            editions[edition].append(reader)
        else:
            readers.append(reader)
    for edition, names in sorted(editions.items()):
        message = _(
            "edition {edition} is not in this build. It stays online for {readers}, but the list "
            "of editions does not name it. To name it, build it too: wijk build --edition all"
        )
        yield message.format(edition=edition, readers=some(names))
    if readers:
        message = _("not in this build, and kept as it was: {readers}")
        yield message.format(readers=some(readers))


def _refuse_dead_entries(build: Build, manifest: Manifest) -> None:
    """Raise PublishError when the list of a reader names an edition that is not there."""
    for reader, names in build.listed.items():
        for name in names:
            if name not in manifest.editions[reader]:
                message = _("{reader}: the list names edition {edition}, which is gone; build it.")
                raise PublishError(message.format(reader=build.out / reader, edition=name))
