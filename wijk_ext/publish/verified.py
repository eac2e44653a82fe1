"""Whether every file of a build is accounted for: built whole, verified, and not touched since.

This guards against accidents: a half build, a file that someone added or mended by hand, an output
folder that was put together from two. It is no guard against who can write everywhere in it.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

from wijk_ext.locale import gettext as _
from wijk_ext.model.edition import EDITION_NAME
from wijk_ext.model.wijk import PROJECT_TEAM, WORKING_EDITION
from wijk_ext.output.editions.moved import moved
from wijk_ext.output.editions.pages import FEED, LIST, SCRIPT, SHEET, START_PAGE
from wijk_ext.output.workshop import WORKSHOPS, Workshop
from wijk_ext.publish.errors import MOST_NAMED, PublishError
from wijk_ext.publish.manifest import Entry, Manifest
from wijk_ext.sources.explain import suggestion
from wijk_ext.verify.check import REPORTS, report_path

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

MARKER: Final = ".wijk-uit"
"""``wijk build`` puts it in the folder that it makes."""
_SCRATCH: Final = ".wijk-"
_BEGIN, _END = "window.wijkEditions = ", ";\n"


@dataclass(frozen=True)
class Build:
    """A build that may be published."""

    out: Path
    manifest: Manifest
    listed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The editions that each reader's list names, by the name of the reader's folder."""


def verified(out: Path, readers: Collection[str] | None = None) -> Build:
    """Return what stands in a folder of ``wijk build``, when all of it may be published.

    ``readers`` are the names of the folders to publish; None for all. Raises PublishError with
    what is not accounted for, and OSError when a file can't be read.
    """
    if not (out / MARKER).exists():
        raise PublishError(_("{out}: this is no folder that wijk build made.").format(out=out))
    check = _Check(out)
    found = sorted(path for path in out.iterdir() if not _is_ours(path))
    for path in found:
        if path.is_symlink() or not path.is_dir():
            check.refuse(path.name, _("wijk build did not put this here; remove it."))
    names = [path.name for path in found if path.is_dir() and not path.is_symlink()]
    for name in sorted(readers or ()):
        if name not in names:
            message = _("there is no such reader in this build.")
            check.refuse(name, message + suggestion(name, names))
    chosen = [name for name in names if readers is None or name in readers]
    for name in chosen:
        check.reader(name)
    check.stop_if_refused()
    if not chosen:
        raise PublishError(_("{out}: there is nothing here to publish.").format(out=out))
    return Build(out, Manifest(check.files, check.editions), check.listed)


def _is_ours(path: Path) -> bool:
    """Return whether something in the output is for us alone, and is never published."""
    return path.name in {REPORTS, WORKSHOPS} or path.name.startswith(_SCRATCH)


class _Check:
    """Goes through an output folder and keeps what may be published, and what is wrong."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.files: dict[str, Entry] = {}
        self.editions: dict[str, tuple[str, ...]] = {}
        self.listed: dict[str, tuple[str, ...]] = {}
        self.refused: dict[str, str] = {}
        """Why, by the path from the output folder."""

    def refuse(self, path: str, why: str) -> None:
        """Note that something may not be published."""
        self.refused.setdefault(path, why)

    def stop_if_refused(self) -> None:
        """Raise PublishError when something was refused."""
        if not self.refused:
            return
        lines = [f"{self.out / path}: {why}" for path, why in self.refused.items()]
        more = len(lines) - MOST_NAMED
        shown = lines[:MOST_NAMED] + ([_("… and {number} more").format(number=more)] * (more > 0))
        head = _("nothing is published, as not all of {out} is as it was built and verified:")
        raise PublishError("\n  ".join([head.format(out=self.out), *shown]))

    def reader(self, reader: str) -> None:
        """Look at everything below the folder of one reader."""
        standing = dict(self._standing(reader))
        editions = [
            path.name
            for path in sorted((self.out / reader).iterdir())
            if path.is_dir() and self._is_edition(reader, path.name)
        ]
        if not editions:
            self.refuse(reader, _("no edition of this was built; remove it, or build it again."))
            return
        left = set(standing)
        for edition in editions:
            below = {path for path in standing if path.startswith(f"{edition}/")}
            left -= below
            self._edition(reader, edition, {path: standing[path] for path in below})
        self._root(reader, {path: standing[path] for path in left})
        self.files |= {f"{reader}/{path}": entry for path, entry in standing.items()}
        self.editions[reader] = tuple(editions)

    def _is_edition(self, reader: str, name: str) -> bool:
        is_name = name == WORKING_EDITION or EDITION_NAME.fullmatch(name)
        return bool(is_name) or Workshop.of(self.out, reader, name).folder.exists()

    def _standing(self, reader: str) -> Iterator[tuple[str, Entry]]:
        """Yield every file below a reader's folder; refuse what is no plain file."""
        top = self.out / reader
        for place, folders, names in os.walk(top):
            folders.sort()
            below = PurePath(place).relative_to(top)
            for name in sorted([*folders, *names]):
                path, full = (below / name).as_posix(), Path(place, name)
                if full.is_symlink() or not (full.is_dir() or full.is_file()):
                    self.refuse(f"{reader}/{path}", _("this is no plain file; remove it."))
                elif not name.isprintable():
                    self.refuse(f"{reader}/{path}", _("this name can't be published; remove it."))
                elif full.is_file():
                    content = full.read_bytes()
                    yield path, Entry(hashlib.sha256(content).hexdigest(), len(content))

    def _edition(self, reader: str, edition: str, standing: Mapping[str, Entry]) -> None:
        """Compare the files of a site with those that were verified."""
        place = f"{reader}/{edition}"
        record = Workshop.of(self.out, reader, edition).record()
        if record is None:
            self.refuse(place, _("this was not built to the end; build it again."))
            return
        if reader != PROJECT_TEAM:
            self._report(reader, edition, record.site)
        digests = {path.partition("/")[2]: entry.digest for path, entry in standing.items()}
        self._compare(place, digests, record.site)

    def _compare(
        self, place: str, standing: Mapping[str, str], expected: Mapping[str, str]
    ) -> None:
        """Refuse the files that differ from, or do not stand among, those expected."""
        for path in sorted(standing.keys() | expected.keys()):
            if path not in expected:
                why = _("wijk build did not put this here; remove it.")
            elif path not in standing:
                why = _("this is missing; build it again.")
            elif standing[path] != expected[path]:
                why = _("this was altered since it was built; build it again.")
            else:
                continue
            self.refuse(f"{place}/{path}", why)

    def _report(self, reader: str, edition: str, site: Mapping[str, str]) -> None:
        """Refuse a site that was not verified, or in which something was found."""
        path = report_path(self.out, reader, edition)
        shown = path.relative_to(self.out).as_posix()
        try:
            report = json.loads(path.read_text(encoding="utf-8"))
            named, findings = set(report["files"]), report["findings"]
            edition_named = report["edition"]
        except FileNotFoundError:
            self.refuse(shown, _("this report is missing, so it was not verified; build again."))
        except (ValueError, KeyError, TypeError):
            self.refuse(shown, _("this report can't be read; build again."))
        else:
            if findings:
                self.refuse(
                    f"{reader}/{edition}",
                    _("it holds what this reader may not see; see {report}.").format(report=shown),
                )
            elif named != set(site) or edition_named != edition:
                self.refuse(shown, _("this report is about another site; build again."))

    def _root(self, reader: str, standing: Mapping[str, Entry]) -> None:
        """Compare what stands beside the editions with what was put there."""
        digests = {path: entry.digest for path, entry in standing.items()}
        own = self._own(reader)
        script = self.out / reader / SCRIPT
        if own is None or digests.get(SCRIPT) != own.get(SCRIPT):
            self.refuse(f"{reader}/{SCRIPT}", _("the list of editions is not as it was built."))
            return
        latest, self.listed[reader] = _list_in(script.read_text(encoding="utf-8"))
        expected: dict[str, str] = {
            name: own[name] for name in (SCRIPT, LIST, SHEET, FEED) if name in own
        }
        record = Workshop.of(self.out, reader, latest).record() if latest else None
        if record is not None:
            site = self.out / reader / latest
            for path in record.site:
                if (site / path).is_file():
                    content = moved(path, (site / path).read_bytes())
                    expected[path] = hashlib.sha256(content).hexdigest()
        elif START_PAGE in own:
            expected[START_PAGE] = own[START_PAGE]
        self._compare(reader, digests, expected)

    def _own(self, reader: str) -> dict[str, str] | None:
        """Return the digests of what was made for the root; None when they are not known."""
        workshops = self.out / WORKSHOPS
        try:
            data = json.loads((workshops / f"{reader}.json").read_text(encoding="utf-8"))
            found = {path: str(values[0]) for path, values in data["files"].items()}
            feed = workshops / f"{reader}.atom"
            lines = feed.read_text(encoding="utf-8").split() if feed.is_file() else []
        except (OSError, ValueError, KeyError, TypeError, IndexError):
            return None
        # the second word of this note is the digest of the feed
        return found | ({FEED: lines[1]} if len(lines) > 1 else {})


def _list_in(script: str) -> tuple[str, tuple[str, ...]]:
    """Return the latest adopted edition, or nothing, and the editions that a list names."""
    data = json.loads(script.removeprefix(_BEGIN).removesuffix(_END))
    return data["latest"] or "", tuple(one["folder"] for one in data["editions"])
