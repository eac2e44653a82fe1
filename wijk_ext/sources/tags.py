"""Which tags of git are editions, and what is wrong with those that are meant to be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

from wijk_ext.locale import gettext as _
from wijk_ext.model.edition import ADOPTED, EDITION_NAME, EDITION_STATUSES, Edition
from wijk_ext.sources.explain import unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

TAGS: Final = "refs/tags/"
_FIELDS: Final = (
    "refname",
    "objecttype",
    "*objecttype",
    "*objectname",
    "*committerdate:unix",
    "contents",
)
LISTING: Final = ("for-each-ref", "--format=" + "".join(f"%({one})%00" for one in _FIELDS), TAGS)
"""The arguments of git with which it lists what :func:`read_tags` reads."""
_STATUS: Final = re.compile(r"^status:[ \t]*(.*?)[ \t\r]*$", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True)
class Tagged:
    """An edition, and where git keeps it."""

    edition: Edition
    commit: str
    """The hash of its commit; never for an output, as it changes with what is hidden."""


@dataclass(frozen=True)
class Editions:
    """What the tags of a repository come to."""

    tagged: tuple[Tagged, ...]
    """The editions, by their numbers, the oldest first."""
    refused: Mapping[str, str]
    """By the name that an edition would have, why a tag is none."""
    doubts: tuple[str, ...]
    """Remarks on tags that are editions all the same."""

    @property
    def remarks(self) -> tuple[str, ...]:
        """Everything there is to say about the tags, each as a sentence."""
        return (*self.refused.values(), *self.doubts)


def read_tags(listing: bytes, peel: Callable[[str], tuple[str, str] | None]) -> Editions:
    """Return the editions in what git lists for :data:`LISTING`.

    ``peel`` gives the commit of a tag that points to another tag, and the time of that commit in
    seconds since 1970, or None when it leads to no commit.
    """
    tagged: list[Tagged] = []
    refused: dict[str, str] = {}
    doubts: list[str] = []
    for tag, type_, target, commit, time, message in _records(listing):
        name = tag.removeprefix("v")
        if not tag.startswith("v") or not EDITION_NAME.fullmatch(name):
            continue
        if type_ == "commit":
            refused[name] = _not_annotated(tag, name)
            continue
        # older versions of git look behind one tag only
        end = peel(TAGS + tag) if target == "tag" else (commit, time)
        if end is None or target not in {"commit", "tag"}:
            refused[name] = _(
                "The tag {tag} is no edition: it points to no commit. Remove it with: "
                "git tag -d {tag}"
            ).format(tag=tag)
            continue
        day = _day(end[1])
        if day is None:
            refused[name] = _(
                "The tag {tag} is no edition: the date of its commit can't be read."
            ).format(tag=tag)
            continue
        status, doubt = _status(tag, message)
        doubts += doubt
        tagged.append(Tagged(Edition(name, day, status), end[0]))
    tagged.sort(key=lambda one: (one.edition.order, one.edition.name))
    return Editions(tuple(tagged), refused, tuple(doubts))


def with_status(message: str, status: str) -> str:
    """Return a message for a tag with the line that holds the status of the edition."""
    return f"{message.rstrip()}\n\nStatus: {status}\n"


def _records(listing: bytes) -> Iterator[tuple[str, ...]]:
    fields = listing.decode(errors="replace").split("\0")
    size = len(_FIELDS)
    for start in range(0, len(fields) - size, size):
        ref, *rest = fields[start : start + size]
        yield (ref.removeprefix("\n").removeprefix(TAGS), *rest)


def _not_annotated(tag: str, name: str) -> str:
    title = _("Edition {edition}").format(edition=name)
    return _(
        "The tag {tag} is no edition: it is a lightweight tag, which holds no message. Make it one "
        "with: {command}"
    ).format(tag=tag, command=f'git tag -a -f -m "{title}" {tag} {tag}')


def _day(time: str) -> date | None:
    try:
        return datetime.fromtimestamp(int(time), UTC).date()
    except (ValueError, OverflowError, OSError):
        return None


def _status(tag: str, message: str) -> tuple[str, list[str]]:
    """Return the status in a message, and a remark when it is not one."""
    # the last one, as of the trailers that git knows; anywhere, so that an edition that someone
    # calls a concept is not taken for adopted
    words = _STATUS.findall(message)
    if not words:
        return ADOPTED, []
    word = words[-1].lower()
    if word in EDITION_STATUSES:
        return word, []
    doubt = _("The tag {tag}: the status “{word}” is not known; it counts as a concept.")
    return "concept", [doubt.format(tag=tag, word=words[-1]) + unknown(word, EDITION_STATUSES)]
