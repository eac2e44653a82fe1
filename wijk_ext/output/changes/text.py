"""Changes for the terminal, marked as ``wdiff`` does: ``[-gone-]{+new+}``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wijk_ext.model.change import WordKind
from wijk_ext.output.changes.characters import harmless
from wijk_ext.output.changes.telling import tell
from wijk_ext.output.changes.words import title_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wijk_ext.model.change import Changes, Redline, Words
    from wijk_ext.model.wijk import Wijk
    from wijk_ext.output.changes.telling import Entry

_RED: Final = "\x1b[31m"
_GREEN: Final = "\x1b[32m"
_BOLD: Final = "\x1b[1m"
_NORMAL: Final = "\x1b[0m"
_SIGNS: Final = {WordKind.DELETED: ("[-", "-]", _RED), WordKind.INSERTED: ("{+", "+}", _GREEN)}
_INDENT: Final = "    "


def changes_text(
    changes: Changes,
    wijk: Wijk,
    *,
    sees_all: bool,
    colour: bool,
    titles: Mapping[str, str] | None = None,
) -> str:
    r"""Return what changed as lines for a terminal; with ``colour`` in red and green too.

    Control characters in the document are shown as their numbers, such as ``\x1b``.
    """
    told = tell(changes, wijk, sees_all=sees_all, titles=titles)
    writer = _Writer(colour)
    blocks = [writer.bold(plain(title_of(changes))), plain(told.summary)]
    for section in told.sections:
        blocks.append(writer.bold(plain(section.title)))
        blocks += ["\n".join(writer.entry(entry)) for entry in section.entries]
    return "\n\n".join(blocks) + "\n"


def plain(text: str) -> str:
    """Return text in which every character that steers a terminal is shown as its number."""
    return harmless(text, _number)


def _number(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


class _Writer:
    def __init__(self, colour: bool) -> None:
        self.colour = colour

    def bold(self, text: str) -> str:
        return f"{_BOLD}{text}{_NORMAL}" if self.colour else text

    def entry(self, entry: Entry) -> Iterator[str]:
        title = self.redline(entry.title)
        yield "  " + (title if entry.id in {"", title} else f"{entry.id}  {title}")
        facts = [entry.type, entry.status, *entry.marks]
        yield _INDENT + plain(" · ".join(fact for fact in facts if fact))
        for line in entry.lines:
            parts = (plain(line.note), self.redline(line.redline))
            text = " ".join(part for part in parts if part)
            yield from (_INDENT + one for one in text.split("\n"))
        for label, value in entry.fields:
            yield f"{_INDENT}{plain(label)}: {self.redline(value)}"

    def redline(self, redline: Redline) -> str:
        return "".join(map(self._run, redline)).rstrip()

    def _run(self, words: Words) -> str:
        core = words.text.strip()
        if words.kind not in _SIGNS or not core:
            return plain(words.text)
        begin, end, colour = _SIGNS[words.kind]
        start = words.text.index(core)
        marked = f"{begin}{plain(core)}{end}"
        if self.colour:
            marked = colour + marked.replace("\n", f"{_NORMAL}\n{colour}") + _NORMAL
        return plain(words.text[:start]) + marked + plain(words.text[start + len(core) :])
