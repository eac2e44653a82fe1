"""Publish to another machine, over ssh with rsync: stage there, compare digests, swap.

The other machine needs ``sh``, ``rsync``, ``sha256sum``, ``flock`` and GNU's ``mv`` and ``cp``, as
every Linux server has. All that is said in :mod:`wijk_ext.publish.swap` holds here too. When the
network goes, the release that lies half ready there is removed by the next run.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Final

from wijk_ext.locale import gettext as _
from wijk_ext.publish.errors import PublishError
from wijk_ext.publish.local import Published, release_before
from wijk_ext.publish.lock import MARKER
from wijk_ext.publish.manifest import NAME, SITE, Manifest
from wijk_ext.publish.plan import plan
from wijk_ext.publish.swap import (
    CURRENT,
    RELEASES,
    UNFINISHED,
    link_to,
    name_in_link,
    number_of,
    superfluous,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wijk_ext.publish.plan import Plan, Wishes
    from wijk_ext.publish.verified import Build

SSH: Final = (
    "ssh -o BatchMode=yes -o ConnectTimeout=20 -o ServerAliveInterval=15 -o ServerAliveCountMax=4"
)
"""How to call the other machine, unless someone says otherwise. It never asks for a password, and
gives up when the network has been away for a minute."""
REMOTE: Final = re.compile(
    r"(?P<host>[\w.-]+@(?!-)[\w.-]+|(?!-)[\w.-]{2,}|(?:[\w.-]+@)?\[[0-9a-fA-F:]+\]):(?P<path>.+)"
)
"""``user@host:/path``; one letter before a colon is a disk of Windows."""
_LOCKED: Final = "wijk-locked"
_NOT_OURS: Final = 42
_TAKEN: Final = 43
_BEAT: Final = 20
_SILENCE: Final = 120
"""Seconds: who holds the lock gives a sign of life that often, and has lost it after that long."""
_PREPARE: Final = f"""
set -eu
for program in rsync flock sha256sum; do
  command -v $program > /dev/null || {{ echo "there is no $program there" >&2; exit 1; }}
done
if [ -d "$1" ] && [ ! -f "$1/{MARKER}" ] && [ -n "$(ls -A "$1")" ]; then exit {_NOT_OURS}; fi
mkdir -p "$1"
: >> "$1/{MARKER}"
mkdir -p "$1/{RELEASES}"
"""
_HOLD: Final = f"""
exec 9>> "$1/{MARKER}"
flock -n 9 || exit {_TAKEN}
echo {_LOCKED}
while [ -n "$(timeout {_SILENCE} head -c 1)" ]; do :; done
"""
_STATE: Final = f"""
cd "$1"
rm -rf -- {RELEASES}/{UNFINISHED}* .current-next
readlink {CURRENT} || echo
ls {RELEASES}
"""
_BEGIN: Final = f"""
set -eu
cd "$1/{RELEASES}"
umask 022
mkdir -p "{UNFINISHED}$2/{SITE}"
shift
to="{UNFINISHED}$1/{SITE}"; from="$2/{SITE}"
shift 2
for folder do
  case $folder in */*) mkdir -p "$to/${{folder%/*}}" ;; esac
  cp -al -- "$from/$folder" "$to/$folder"
done
"""
_CHECK: Final = f"""
set -eu
cd "$1/{RELEASES}/$2/{SITE}"
sha256sum --quiet -c - >&2
test "$(find . ! -type d | wc -l)" -eq "$3"
"""
_FINISH: Final = f"""
set -eu
cd "$1/{RELEASES}"
cat > "{UNFINISHED}$2/{NAME}"
chmod 440 "{UNFINISHED}$2/{NAME}"
sync
mv -T -- "{UNFINISHED}$2" "$2"
"""
_POINT: Final = f"""
set -eu
cd "$1"
ln -sfn -- "$2" .current-next
mv -T -- .current-next {CURRENT}
sync
"""
_REMOVE: Final = f"""
cd "$1/{RELEASES}"
shift
for name do mv -T -- "$name" "{UNFINISHED}$name" && rm -rf -- "{UNFINISHED}$name"; done
:
"""


@dataclass(frozen=True)
class Remote:
    """A folder on another machine."""

    host: str
    path: str
    ssh: str = SSH

    @classmethod
    def of(cls, target: str, ssh: str = SSH) -> Remote | None:
        """Return the remote folder that a target names; None when it names none."""
        found = REMOTE.fullmatch(target)
        return cls(found["host"], found["path"], ssh) if found else None

    def command(self, script: str, *arguments: str) -> list[str]:
        """Return the command that runs a script for ``sh`` there."""
        # one word for the shell there, whichever that is
        words = ["sh", "-c", script, "wijk", self.path, *arguments]
        return [*shlex.split(self.ssh), self.host, shlex.join(words)]

    def run(self, script: str, *arguments: str, stdin: bytes = b"") -> bytes:
        """Run a script there and return what it prints. Raises PublishError when it fails."""
        done = subprocess.run(  # noqa: S603 - no shell here; see above for the shell there
            self.command(script, *arguments), input=stdin, capture_output=True, check=False
        )
        if done.returncode == _NOT_OURS:
            message = _("{target}: this folder holds something else; choose an empty or a new one.")
            raise PublishError(message.format(target=self))
        if done.returncode:
            raise PublishError(self.failed(done.stderr))
        return done.stdout

    def failed(self, stderr: bytes) -> str:
        """Return that something failed there, in its own words."""
        words = " ".join(stderr.decode(errors="replace").split()) or _("the connection was lost")
        message = _("{target}: this failed, and the site stayed as it was: {words}")
        return message.format(target=self, words=words)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the lock of the folder there; it is let go when the connection ends or is silent."""
        process = subprocess.Popen(  # noqa: S603 - as above
            self.command(_HOLD),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert process.stdout and process.stdin and process.stderr  # noqa: S101 - asked for
        done = threading.Event()
        with process:
            if process.stdout.readline().decode().strip() != _LOCKED:
                words = process.stderr.read()
                if process.wait() != _TAKEN:
                    raise PublishError(self.failed(words))
                message = _("{target}: someone else is publishing here now; try again later.")
                raise PublishError(message.format(target=self))
            threading.Thread(target=_beat, args=(process.stdin, done), daemon=True).start()
            try:
                yield
            finally:
                done.set()
                with suppress(OSError):
                    process.stdin.close()

    def state(self) -> tuple[str, list[str]]:
        """Return the release that is served there, or nothing, and all names, newest first.

        What an interrupted run left behind is removed.
        """
        link, *found = self.run(_STATE).decode().split("\n")
        names = sorted(filter(number_of, found), key=number_of, reverse=True)
        current = name_in_link(link)
        if link and not current:
            message = _("{path}: this is not a link that wijk publish made; move it elsewhere.")
            raise PublishError(message.format(path=f"{self}/{CURRENT}"))
        return current, names

    def manifest(self, name: str) -> Manifest:
        """Return the manifest of a release there. Raises PublishError when it can't be read."""
        path = f"{RELEASES}/{name}/{NAME}"
        try:
            return Manifest.from_json(self.run('cat -- "$1/$2"', path))
        except ValueError as error:
            message = _("{path}: this manifest can't be read, so nothing can be compared with it.")
            raise PublishError(message.format(path=f"{self}/{path}")) from error

    def holds(self, folder: str, manifest: Manifest) -> bool:
        """Return whether a folder of releases has every byte that a manifest names, and no more."""
        try:
            self.compare(folder, manifest)
        except PublishError:
            return False
        return True

    def compare(self, folder: str, manifest: Manifest) -> None:
        """Raise PublishError when a folder of releases is not as a manifest says."""
        files = manifest.files
        lines = "".join(f"{files[path].digest}  {path}\n" for path in sorted(files))
        self.run(_CHECK, folder, str(len(files)), stdin=lines.encode())

    def others(self, names: list[str], current: str) -> list[Manifest]:
        """Return the manifests of all other releases that can still be read, newest first."""
        found = []
        for name in names:
            if name != current:
                with suppress(PublishError):
                    found.append(self.manifest(name))
        return found

    def __str__(self) -> str:
        return f"{self.host}:{self.path}"


def publish_there(build: Build, remote: Remote, wishes: Wishes) -> Published:
    """Publish a verified build to another machine. Raises PublishError; the site is whole then."""
    rsync = shutil.which("rsync")
    if rsync is None or shutil.which(shlex.split(remote.ssh)[0]) is None:
        raise PublishError(
            _("To publish to another machine, rsync and ssh are needed here. Install them first.")
        )
    remote.run(_PREPARE)
    with remote.locked():
        current, names = remote.state()
        live = remote.manifest(current) if current else None
        planned = plan(build, live, remote.others(names, current), wishes)
        is_same = live is not None and planned.manifest.digest == live.digest
        if live is not None and is_same and remote.holds(current, live):
            return Published(current, len(live.files), len(live.files), False, planned.remarks)
        number = max(map(number_of, names), default=0) + 1
        name = f"{number}-{planned.manifest.digest}"
        try:
            _stage(build, remote, planned, name, current, rsync)
        except PublishError:
            with suppress(PublishError):  # a full disk must not stay full
                remote.state()
            raise
        remote.run(_POINT, link_to(name))
        if old := superfluous([name, *names], current, name, wishes.keep):
            remote.run(_REMOVE, *old)
    return Published(name, len(planned.manifest.files), 0, True, planned.remarks)


def roll_back_there(remote: Remote) -> Published:
    """Serve the release before the present one. Raises PublishError when there is none."""
    remote.run('test -f "$1/$2"', MARKER)
    with remote.locked():
        current, names = remote.state()
        name = release_before(names, current)
        manifest = remote.manifest(name)
        if not remote.holds(name, manifest):
            message = _("release {name} is damaged, so it is not used.")
            raise PublishError(message.format(name=name))
        remote.run(_POINT, link_to(name))
        return Published(name, len(manifest.files))


def _stage(  # noqa: PLR0913, PLR0917 - what to send, where, and upon what
    build: Build, remote: Remote, planned: Plan, name: str, current: str, rsync: str
) -> None:
    """Make a release that lies ready there, and see that every byte of it arrived."""
    remote.run(_BEGIN, name, current, *planned.kept)
    paths = sorted(build.manifest.files)
    there = f"{remote.path}/{RELEASES}/{UNFINISHED}{name}/{SITE}/"
    # no times: a file that was built again and is the same stays the same file there
    options = ["-r", "--checksum", "-p", "--chmod=D755,F444", "--from0", "--files-from=-"]
    if current:
        options.append(f"--link-dest=../../{current}/{SITE}")
    command = [rsync, *options, "--protect-args", "-e", remote.ssh, "--"]
    done = subprocess.run(  # noqa: S603 - no shell
        [*command, f"{build.out}/", f"{remote.host}:{there}"],
        input="\0".join(paths).encode(),
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise PublishError(remote.failed(done.stderr))
    remote.compare(f"{UNFINISHED}{name}", planned.manifest)
    remote.run(_FINISH, name, stdin=planned.manifest.as_json())


def _beat(channel: IO[bytes], done: threading.Event) -> None:
    """Give signs of life over a connection, until it is done or gone."""
    with suppress(OSError, ValueError):
        while not done.wait(_BEAT):
            channel.write(b".")
            channel.flush()
