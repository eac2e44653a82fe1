"""Why something was not published, for people; and what the machine said, in words."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Final

from wijk_ext.locale import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_NAMED: Final = 5
"""So many files are named in one message."""
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
_CLOSED: Final = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


class PublishError(Exception):
    """Nothing was published, and what stands there stayed as it was; the message says why."""


def in_words(error: OSError, where: object) -> PublishError:
    """Return what an error of the file system means for who publishes."""
    path = error.filename or where
    if error.errno in _FULL:
        text = _("{path}: the disk is full. Make room; the site stayed as it was.")
    elif error.errno in _CLOSED:
        text = _("{path}: this may not be written. The site stayed as it was.")
    else:
        text = _("{path}: can't be read or written: {why}. The site stayed as it was.")
    return PublishError(text.format(path=path, why=error.strerror or error))


def some(names: Sequence[str]) -> str:
    """Return the first of many names, for in a sentence."""
    shown = ", ".join(names[:MOST_NAMED])
    return f"{shown}, …" if len(names) > MOST_NAMED else shown
