"""What a build for one reader came to, as the preview tells it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property


class StoppedError(Exception):
    """The preview stops: a build that goes on is not wanted any more."""


@dataclass(frozen=True)
class Remark:
    """One message, and the file and line that it is about where it has those."""

    message: str
    place: str = ""


@dataclass(frozen=True)
class Built:
    """How a build ended. With ``errors``, the site that stands is that of an earlier one."""

    errors: tuple[Remark, ...] = ()
    remarks: tuple[Remark, ...] = ()
    """What can be said of the sources; the preview shows it to who may see all of them."""
    site: str = ""
    """A digest of the site that stands; nothing where none stands."""
    readers: tuple[tuple[str, str], ...] = ()
    """The id and the name of every reader; nothing when the settings could not be read."""
    language: str = ""
    """The language of the document; nothing when the settings could not be read."""
    when: str = ""
    """The time of day at which it ended."""

    @cached_property
    def version(self) -> str:
        """A short text that differs when a page would show something else."""
        shown = repr((self.site, self.errors, self.remarks, self.readers))
        return hashlib.sha256(shown.encode()).hexdigest()[:16]
