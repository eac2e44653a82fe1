"""Publish to a branch of a git repository, from which Pages serves a site.

Each release is one commit on that branch, made in a repository of its own in a temporary folder:
no working tree, index or branch here is touched. It is pushed in one step, and only when the
branch still is where it was. Going back moves the branch to the commit before; earlier releases
stay in its history, so nothing is pruned.

Pages shows all of a branch to everyone who may open it. Excerpts other than the public one are
therefore only published there for readers that are named one by one.
"""

from __future__ import annotations

import hashlib
import re
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from wijk_ext import __version__
from wijk_ext.locale import gettext as _
from wijk_ext.publish.errors import PublishError
from wijk_ext.publish.local import Published
from wijk_ext.publish.manifest import NAME, Entry, Manifest
from wijk_ext.publish.plan import plan
from wijk_ext.sources.git_call import GitError, answer, run, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wijk_ext.publish.plan import Plan, Wishes
    from wijk_ext.publish.verified import Build

PREFIX: Final = "git:"
DEFAULT_BRANCH: Final = "pages"
_NO_JEKYLL: Final = ".nojekyll"
"""Without it GitHub leaves out every folder that begins with an underscore."""
_LIVE: Final = "refs/wijk/live"
_NEXT: Final = "refs/heads/next"
_NAME_OF_REMOTE: Final = re.compile(r"[\w.-]+")


@dataclass(frozen=True)
class Branch:
    """A branch somewhere."""

    address: str
    name: str

    @classmethod
    def of(cls, target: str, folder: Path) -> Branch | None:
        """Return the branch that a target names: ``git:REMOTE#BRANCH``; None when it names none.

        REMOTE is an address, or the name of a remote of the repository around ``folder``.
        """
        if not target.startswith(PREFIX):
            return None
        address, _hash, name = target.removeprefix(PREFIX).partition("#")
        if not address or address.startswith("-") or name.startswith("-"):
            raise PublishError(_("{target}: write git:ADDRESS#BRANCH.").format(target=target))
        if _NAME_OF_REMOTE.fullmatch(address) and not Path(address).exists():
            try:
                address = answer(folder, "remote", "get-url", "--push", address).decode()
            except GitError as error:
                message = _("{target}: there is no such remote: {error}")
                raise PublishError(message.format(target=target, error=error)) from error
        elif Path(address).exists():
            address = str(Path(address).resolve())
        return cls(address, name or DEFAULT_BRANCH)

    @property
    def full_name(self) -> str:
        """The name of the branch in the repository."""
        return f"refs/heads/{self.name}"

    def __str__(self) -> str:
        return f"{self.address}#{self.name}"


def publish_to_branch(build: Build, branch: Branch, wishes: Wishes) -> Published:
    """Publish a verified build to a branch. Raises PublishError; the branch is as it was then."""
    with TemporaryDirectory(prefix="wijk-") as scratch:
        work = _Scratch(Path(scratch), branch)
        tip = work.fetch(depth=1)
        live = work.manifest() if tip else None
        planned = plan(build, live, (), wishes)
        if live is not None and planned.manifest.digest == live.digest:
            return Published(tip[:12], len(live.files), len(live.files), False, planned.remarks)
        work.commit(build, planned, tip)
        made = work.push(_NEXT, tip)
        return Published(made[:12], len(planned.manifest.files), remarks=planned.remarks)


def roll_back_branch(branch: Branch) -> Published:
    """Move a branch to the commit before. Raises PublishError when there is none."""
    with TemporaryDirectory(prefix="wijk-") as scratch:
        work = _Scratch(Path(scratch), branch)
        tip = work.fetch(depth=2)
        before = work.parent() if tip else ""
        if not before:
            raise PublishError(_("there is no release before this one to go back to."))
        work.manifest()
        made = work.push(before, tip)
        return Published(made[:12])


@dataclass(frozen=True)
class _Scratch:
    """A repository for one publication."""

    folder: Path
    branch: Branch

    def fetch(self, depth: int) -> str:
        """Bring the tip of the branch here; return its hash, or nothing when there is none."""
        self._git("init", "-q", "--bare", ".")
        wanted = f"{self.branch.full_name}:{_LIVE}"
        found = self._git("ls-remote", "--", self.branch.address, self.branch.full_name)
        if not found:
            return ""
        # whether the address is a folder or not, only what is asked for comes
        address = self.branch.address
        if Path(address).is_absolute():
            address = Path(address).as_uri()
        self._git("fetch", "-q", f"--depth={depth}", "--", address, wanted)
        return self._git("rev-parse", "--verify", _LIVE).decode()

    def manifest(self) -> Manifest:
        """Return the manifest of what stands on the branch."""
        try:
            return Manifest.from_json(self._git("cat-file", "blob", f"{_LIVE}:{NAME}"))
        except (PublishError, ValueError) as error:
            message = _(
                "{target}: this branch holds something that wijk publish did not put there; "
                "choose another branch."
            )
            raise PublishError(message.format(target=self.branch)) from error

    def parent(self) -> str:
        """Return the hash of the commit before the tip, or nothing."""
        done = run(self.folder, "rev-parse", "--verify", "-q", f"{_LIVE}^")
        return done.stdout.decode().strip() if done.returncode == 0 else ""

    def commit(self, build: Build, planned: Plan, tip: str) -> None:
        """Make the commit that holds the release."""
        self._git("fast-import", "--quiet", stdin=b"".join(self._stream(build, planned, tip)))

    def _stream(self, build: Build, planned: Plan, tip: str) -> Iterator[bytes]:
        message = f"wijk publish\n\nwijk_ext {__version__}\n".encode()
        yield f"commit {_NEXT}\n".encode()
        yield f"committer wijk publish <> {int(time.time())} +0000\n".encode()
        yield b"data %d\n%b\n" % (len(message), message)
        if tip:
            yield f"from {tip}\n".encode()
        yield b"deleteall\n"
        for folder in planned.kept:
            tree = self._git("rev-parse", "--verify", f"{_LIVE}:{folder}").decode()
            yield f"M 040000 {tree} {_quoted(folder)}\n".encode()
        for path, entry in sorted(build.manifest.files.items()):
            content = (build.out / path).read_bytes()
            if Entry(hashlib.sha256(content).hexdigest(), len(content)) != entry:
                words = _("{path}: this was altered while it was published, or damaged.")
                raise PublishError(words.format(path=build.out / path))
            yield _file(path, content)
        yield _file(NAME, planned.manifest.as_json())
        yield _file(_NO_JEKYLL, b"")
        yield b"done\n"

    def push(self, what: str, tip: str) -> str:
        """Move the branch, when it still is at ``tip``; return the hash it is at."""
        made = self._git("rev-parse", "--verify", what).decode()
        lease = f"--force-with-lease={self.branch.full_name}:{tip}"
        self._git("push", "-q", lease, "--", self.branch.address, f"{made}:{self.branch.full_name}")
        return made

    def _git(self, *arguments: str, stdin: bytes = b"") -> bytes:
        done = run(self.folder, *arguments, stdin=stdin)
        if done.returncode:
            message = _("{target}: git could not do this, and the branch stayed as it was: {words}")
            raise PublishError(message.format(target=self.branch, words=words_of(done.stderr)))
        return done.stdout.removesuffix(b"\n")


def _file(path: str, content: bytes) -> bytes:
    return b"M 100644 inline %b\ndata %d\n%b\n" % (_quoted(path).encode(), len(content), content)


def _quoted(path: str) -> str:
    """Return a path as fast-import reads it. What was verified holds no line ends in names."""
    escaped = path.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
