"""Publish into a folder on this machine: stage, swap, clean up; and the way back."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wijk_ext.locale import gettext as _
from wijk_ext.publish.errors import PublishError, in_words, some
from wijk_ext.publish.lock import MARKER, locked
from wijk_ext.publish.plan import plan
from wijk_ext.publish.staging import Staging, faulty, refuse_lack_of_room
from wijk_ext.publish.swap import UNFINISHED, Place, number_of, superfluous, sync_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from wijk_ext.publish.manifest import Manifest
    from wijk_ext.publish.plan import Wishes
    from wijk_ext.publish.verified import Build


@dataclass(frozen=True)
class Published:
    """What came of it."""

    release: str
    """The name of the release that visitors get."""
    files: int = 0
    """The number of files in it."""
    linked: int = 0
    """Of these, the number that took no room, as they stood there already."""
    is_new: bool = True
    """False when the same stood there before, and nothing was done."""
    remarks: tuple[str, ...] = ()


def publish_here(
    build: Build, target: Path, wishes: Wishes, step: Callable[[int, int], None]
) -> Published:
    """Publish a verified build into a folder. Raises PublishError; the site is whole then."""
    _refuse_overlap(build.out, target)
    place = Place(target)
    try:
        place.prepare()
        with locked(target):
            place.tidy()
            return _publish(build, place, wishes, step)
    except OSError as error:
        raise in_words(error, target) from error


def roll_back_here(target: Path) -> Published:
    """Serve the release before the present one. Raises PublishError when there is none."""
    place = Place(target)
    if not (target / MARKER).is_file():
        message = _("{target}: nothing was published here.")
        raise PublishError(message.format(target=target))
    try:
        with locked(target):
            place.tidy()
            name = release_before(place.names(), place.current())
            manifest = place.manifest(name)
            if wrong := faulty(manifest, place.site(name)):
                message = _("release {name} is damaged, so it is not used: {files}")
                raise PublishError(message.format(name=name, files=some(wrong)))
            place.point_to(name)
            return Published(name, len(manifest.files))
    except OSError as error:
        raise in_words(error, target) from error


def release_before(names: list[str], current: str) -> str:
    """Return the release before the present one. Raises PublishError when there is none."""
    for name in names:
        if number_of(name) < number_of(current):
            return name
    raise PublishError(_("there is no release before this one to go back to."))


def _publish(
    build: Build, place: Place, wishes: Wishes, step: Callable[[int, int], None]
) -> Published:
    current, names = place.current(), place.names()
    live = place.manifest(current) if current else None
    planned = plan(build, live, _others(place, names, current), wishes)
    is_same = live is not None and planned.manifest.digest == live.digest
    if live is not None and is_same and not faulty(live, place.site(current)):
        return Published(current, len(live.files), len(live.files), False, planned.remarks)
    # what is not as its manifest says is put in place anew, though nothing else is new
    number = max(map(number_of, names), default=0) + 1
    name = f"{number}-{planned.manifest.digest}"
    site = place.site(current) if current else None
    staging = Staging(planned, build.out, site, live)
    _stage(staging, place, name, step)
    place.point_to(name)
    remarks = [*planned.remarks, *_remove_old(place, [name, *names], current, wishes.keep)]
    return Published(name, len(planned.manifest.files), staging.linked, True, tuple(remarks))


def _others(place: Place, names: list[str], current: str) -> list[Manifest]:
    """Return the manifests of all other releases that can still be read, newest first."""
    found = []
    for name in names:
        if name != current:
            with suppress(PublishError):
                found.append(place.manifest(name))
    return found


def _stage(staging: Staging, place: Place, name: str, step: Callable[[int, int], None]) -> None:
    """Make a release that lies ready, whole or not at all."""
    refuse_lack_of_room(staging, place.target)
    unfinished = place.releases / f"{UNFINISHED}{name}"
    try:
        staging.fill(unfinished, step)
        unfinished.rename(place.releases / name)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    sync_folder(place.releases)


def _remove_old(place: Place, names: list[str], before: str, keep: int) -> list[str]:
    """Remove the releases that are too many; return what is to be said of those that stayed."""
    remarks = []
    for old in superfluous(names, before, names[0], keep):
        try:
            place.remove(old)
        except OSError as error:
            message = _("the new site is online, but old release {name} can't be removed: {why}")
            remarks.append(message.format(name=old, why=error.strerror))
    return remarks


def _refuse_overlap(out: Path, target: Path) -> None:
    here, there = out.resolve(), target.resolve()
    if here.is_relative_to(there) or there.is_relative_to(here):
        message = _("{target}: choose a folder that is not inside {out}, nor around it.")
        raise PublishError(message.format(target=target, out=out))
