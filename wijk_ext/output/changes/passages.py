"""One passage in words: what must be said beside its redline, and what of it is shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from wijk_ext.locale import gettext as _
from wijk_ext.model.change import WordKind, Words

if TYPE_CHECKING:
    from wijk_ext.model.change import PassageChange, Redline

WORDS_AROUND: Final = 12
"""How many unchanged words stand beside a change; fewer than these are never left out."""
OMITTED: Final = "…"
_WORD: Final = re.compile(r"\s*\S+\s*")


def passage_note(passage: PassageChange, older: str, *, sees_all: bool) -> tuple[str, str]:
    """Return what has to be said of a passage besides its redline.

    The second text is the words within the first that lead to the older edition. ``older`` is that
    edition within a sentence, or empty. Both are empty when the redline says all.
    """
    if passage.withdrawn and not (sees_all and passage.words):
        text = _lapsed(passage.kind)
        if not older:
            return text, ""
        return _("{sentence}; see {older}.").format(sentence=text.rstrip("."), older=older), older
    if not passage.withdrawn and all(words.kind is WordKind.SAME for words in passage.words):
        if any(words.text.strip() for words in passage.words):
            return _("Only the layout, a reference or the place was changed:"), ""
        return _("Something changed in the layout, a picture or a reference."), ""
    return "", ""


def _lapsed(kind: str) -> str:
    match kind:
        case "paragraph":
            return _("A paragraph has lapsed.")
        case "heading":
            return _("A heading has lapsed.")
        case "point":
            return _("A point of a list has lapsed.")
        case "row":
            return _("A row of a table has lapsed.")
        case "figure" | "image":
            return _("A picture has lapsed.")
        case _:
            return _("A part of the text has lapsed.")


def apart(redline: Redline) -> Redline:
    """Return a redline with a space between a deleted word and the one that takes its place.

    Without it they are one word on paper, to a search, and to who copies the text.
    """
    found: list[Words] = []
    for words in redline:
        before = found[-1] if found else None
        if (
            before is not None
            and (before.kind, words.kind) == (WordKind.DELETED, WordKind.INSERTED)
            and not (before.text[-1:].isspace() or words.text[:1].isspace())
        ):
            found.append(Words(WordKind.SAME, " "))
        found.append(words)
    return tuple(found)


def shortened(redline: Redline) -> Redline:
    """Return a redline in which long runs that stayed the same are cut to what stands near."""
    last = len(redline) - 1
    return tuple(
        Words(words.kind, _shorter(words.text, ends=number == last, begins=number == 0))
        if words.kind is WordKind.SAME
        else words
        for number, words in enumerate(redline)
    )


def _shorter(text: str, *, begins: bool, ends: bool) -> str:
    """Shorten a run; at the begin and the end of a text nothing changed on its other side."""
    words = _WORD.findall(text)
    head = 0 if begins and not ends else WORDS_AROUND
    tail = 0 if ends and not begins else WORDS_AROUND
    if len(words) <= head + tail + WORDS_AROUND:
        return text
    shown_head = "".join(words[:head]).rstrip()
    shown_tail = "".join(words[len(words) - tail :]).lstrip() if tail else ""
    return " ".join(part for part in (shown_head, OMITTED, shown_tail) if part)
