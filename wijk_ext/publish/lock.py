"""One publication at a time: a lock that the system itself lets go when its holder dies."""

from __future__ import annotations

import fcntl
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from wijk_ext.locale import gettext as _
from wijk_ext.publish.errors import PublishError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MARKER: Final = ".wijk-publicatie"
"""Says that a folder was made by us; it is locked by who is publishing. It is always empty."""


@contextmanager
def locked(target: Path) -> Iterator[None]:
    """Hold the lock of a target. Raises PublishError when another process holds it."""
    with (target / MARKER).open("a") as file:
        try:
            # not a file that says "locked": such a one stays behind when a process is killed
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            message = _("{target}: someone else is publishing here now; try again later.")
            raise PublishError(message.format(target=target)) from error
        yield
