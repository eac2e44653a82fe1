"""Changes as Markdown for a comment on a merge request, as GitLab and GitHub show it.

No line begins with text of the document, and every sign of it that Markdown gives a meaning is
escaped: it is shown as it was written, and mentions nobody.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from wijk_ext.locale import gettext as _
from wijk_ext.model.change import WordKind
from wijk_ext.output.changes.characters import harmless
from wijk_ext.output.changes.passages import apart
from wijk_ext.output.changes.telling import nowhere, tell
from wijk_ext.output.changes.words import edition_name, title_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wijk_ext.model.change import Changes, Redline
    from wijk_ext.model.wijk import Wijk
    from wijk_ext.output.changes.telling import Address, Entry, Line

_BREAK: Final = "&#8203;"
"""A space without width: it parts the signs of a mention, which both sites look for last."""
_SIGNS: Final = re.compile(r"[\\`*_{}\[\]()#+\-!|~=@$%^:./>\"'&<]")
_ENTITIES: Final = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_MENTION: Final = re.compile(r"(?<!\w)(\\@)(?=\w)|(\\#)(?=\w)|(\\:)(?=[\w+\\-]+\\:)")
_TAGS: Final = {WordKind.DELETED: "del", WordKind.INSERTED: "ins"}


def changes_markdown(  # noqa: PLR0913 - what is shown, where it stands, and in what form
    changes: Changes,
    wijk: Wijk,
    address: Address = nowhere,
    *,
    sees_all: bool,
    level: int = 2,
    titles: Mapping[str, str] | None = None,
) -> str:
    """Return what changed as Markdown, with a heading of ``level`` above it.

    The other arguments are those of :func:`wijk_ext.output.changes.html.changes_html`.
    """
    told = tell(changes, wijk, address, sees_all=sees_all, titles=titles)
    blocks = [_heading(level, escaped(title_of(changes))), escaped(told.summary)]
    older = edition_name(changes.older)
    for section in told.sections:
        blocks.append(_heading(level + 1, escaped(section.title)))
        for entry in section.entries:
            blocks += _entry(entry, level + 2, older)
    return "\n\n".join(blocks) + "\n"


def _heading(level: int, text: str) -> str:
    return f"{'#' * min(level, 6)} {text}"


def _entry(entry: Entry, level: int, older: str) -> Iterator[str]:
    title = _redline(entry.title)
    if entry.address and not entry.is_gone:
        title = f"[{title}](<{_address(entry.address)}>)"
    yield _heading(level, title)
    facts = [entry.id, entry.type, entry.status, *entry.marks]
    yield f"**{' · '.join(escaped(fact) for fact in facts if fact)}**"
    for line in entry.lines:
        yield f"> {_line(line, entry.older_address)}"
    if entry.fields:
        yield "\n".join(f"- {escaped(label)}: {_redline(value)}" for label, value in entry.fields)
    if entry.is_gone and entry.address:
        words = escaped(_("Read it in {older}").format(older=older))
        yield f"[{words}](<{_address(entry.address)}>)"


def _line(line: Line, address: str) -> str:
    note = escaped(line.note)
    if line.linked and address:
        before, _linked, after = line.note.rpartition(line.linked)
        link = f"[{escaped(line.linked)}](<{_address(address)}>)"
        note = escaped(before) + link + escaped(after)
    return " ".join(part for part in (note, _redline(line.redline)) if part)


def _redline(redline: Redline) -> str:
    parts = []
    for words in apart(redline):
        core = words.text.strip()
        text = escaped(core)
        if core and words.kind in _TAGS:
            tag = _TAGS[words.kind]
            text = f"<{tag}>{text}</{tag}>"
        before, after = words.text[:1].isspace(), words.text[-1:].isspace()
        parts.append(f"{' ' * before}{text}{' ' * after}" if core else " ")
    return "".join(parts).strip()


def escaped(text: str) -> str:
    """Return text of a document as Markdown that shows it as it is, on one line."""
    marked = _SIGNS.sub(lambda sign: _ENTITIES.get(sign[0], f"\\{sign[0]}"), harmless(text))
    marked = _MENTION.sub(lambda sign: sign[0] + _BREAK, marked)
    lines = marked.replace("\t", "    ").split("\n")
    return "<br>".join(_indented(line) for line in lines)


def _indented(line: str) -> str:
    text = line.lstrip(" ")
    return "&nbsp;" * (len(line) - len(text)) + text if text else ""


def _address(address: str) -> str:
    return harmless(address).replace("<", "%3C").replace(">", "%3E").replace("\n", "%0A")
