"""Where the template came from, so that later changes of it can be brought in.

``copier update`` needs the git repository of the template and the version that a document was made
with. A wheel holds the template without a repository. Where pip noted that the package came from
git (PEP 610), that is where it came from; otherwise somebody must tell, or nothing is written. In
that repository the template of each release has a tag (:mod:`wijk_ext.start.publication`).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from wijk_ext import __version__
from wijk_ext.locale import gettext as _
from wijk_ext.start.errors import StartError
from wijk_ext.start.publication import template_tag

_PACKAGE: Final = "wijk-ext"
_NOTE: Final = "direct_url.json"
_KNOWN: Final = re.compile(r"^(git\+|git@|git://|https://(github|gitlab)\.com/)|\.git$")
"""What copier takes for an address of git, without being told."""

_ADDRESS: Final = re.compile(r"[a-z+]+://[^\s/]*/\S+$|[\w.-]+@[\w.-]+:\S+$")
"""A URL, or what git takes for ssh."""


@dataclass(frozen=True)
class Origin:
    """A git repository that holds the software with its template."""

    address: str
    revision: str
    """The tag, the branch or the commit with this software."""
    template: str = template_tag(__version__)
    """The tag with the template of this software."""

    @property
    def for_copier(self) -> str:
        """The address in a form that copier takes for git."""
        is_known = _KNOWN.search(self.address) or "://" not in self.address
        return self.address if is_known else f"git+{self.address}"

    @property
    def for_pip(self) -> str:
        """What to give to pip to install the same software."""
        address = self.address.removeprefix("git+")
        return f"git+{address}@{self.revision}" if "://" in address else ""


def installed_from() -> Origin | None:
    """Return the repository that pip installed this software from; None when it was not git."""
    try:
        data = json.loads(distribution(_PACKAGE).read_text(_NOTE) or "{}")
        vcs = data["vcs_info"]
        if vcs["vcs"] != "git":
            return None
        return told(data["url"], vcs.get("requested_revision") or vcs["commit_id"])
    except (PackageNotFoundError, ValueError, KeyError, TypeError, AttributeError, StartError):
        return None


def told(address: str, revision: str = "") -> Origin:
    """Return the repository at an address, with this release of the software unless told otherwise.

    Raises StartError when that is no address, or one that holds a password: it is written into the
    document.
    """
    folder = Path(address)
    if folder.is_dir():
        address = str(folder.resolve())
    elif not _ADDRESS.match(address):
        message = _("“{address}” is no address of a git repository.")
        raise StartError(message.format(address=address))
    try:
        has_password = urlsplit(address).password is not None
    except ValueError:
        has_password = False
    if has_password:
        raise StartError(
            _("the address of the template holds a password, which everybody would read.")
        )
    return Origin(address, revision or f"v{__version__}")


def write_origin(answers_file: Path, origin: Origin | None) -> None:
    """Replace what copier noted, which is a folder on this machine, by where the template is.

    Raises OSError when the file can't be written.
    """
    lines = answers_file.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line and not line.startswith(("_src_path:", "_commit:"))]
    if origin is not None:
        place = next((n for n, line in enumerate(kept) if not line.startswith("#")), len(kept))
        kept[place:place] = [
            f"_commit: {json.dumps(origin.template, ensure_ascii=False)}",
            f"_src_path: {json.dumps(origin.for_copier, ensure_ascii=False)}",
        ]
    answers_file.write_text("\n".join([*kept, ""]), encoding="utf-8", newline="\n")
