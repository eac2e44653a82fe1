"""A page of an edition, as it stands at the root of its reader."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

_PAGES: Final = (".html", ".htm")


def moved(path: str, content: bytes) -> bytes:
    """Return a file of a site as it stands one folder higher.

    ``path`` is its place in the site. Only addresses in pages that lead out of the site, to what
    stands beside the editions, are another: one ``../`` less. All else stays, byte for byte.
    """
    if not path.endswith(_PAGES):
        return content
    return _leading_out(path.count("/")).sub(rb"\1", content)


@cache
def _leading_out(depth: int) -> re.Pattern[bytes]:
    """Return what matches the addresses that lead to the folder around a site, and no further."""
    attribute = rb'(?:(?<=\shref=")|(?<=\ssrc="))'
    return re.compile(attribute + rb"(?:\./)?((?:\.\./){%d})\.\./(?![\"#?]|\.\.)" % depth)
