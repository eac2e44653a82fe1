"""Changes as HTML: a fragment of plain elements for a page, a handbook or a feed.

Everything from the document is escaped: here as it is put in a redline, elsewhere by the template.
"""

from __future__ import annotations

from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from wijk_ext.locale import gettext as _
from wijk_ext.model.change import WordKind
from wijk_ext.output.changes.characters import harmless
from wijk_ext.output.changes.passages import apart, shortened
from wijk_ext.output.changes.telling import tell, tell_passages
from wijk_ext.output.changes.words import edition_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wijk_ext.model.change import Changes, PassageChange, Redline, Words
    from wijk_ext.model.edition import Edition
    from wijk_ext.model.wijk import Wijk
    from wijk_ext.output.changes.telling import Address, Line

CHANGES_PAGE: Final = "wat-is-er-veranderd"
"""The page of a site with what changed since the edition before."""
HIDDEN_CLASS: Final = "wijk-visually-hidden"
DEEPEST_HEADING: Final = 6
_HEADINGS: Final = frozenset({"heading", "term"})
_RUN: Final = Markup(
    '{start}<{tag} class="{name}"><span class="{hidden}">{before} </span>{core}'
    '<span class="{hidden}"> {after}</span></{tag}>{end}'
)


def changes_html(  # noqa: PLR0913 - what is shown, where it stands, and in what form
    changes: Changes,
    wijk: Wijk,
    address: Address,
    *,
    sees_all: bool,
    level: int,
    titles: Mapping[str, str] | None = None,
) -> str:
    """Return what changed as a fragment: a summary, and a section for each type.

    The sections have headings of ``level``, the items and pages in them one level deeper.
    ``address`` gives a relative address for the name of an edition, the name of a page and the id
    of an item (empty for a page as a whole); where it gives an empty text there is no link.
    ``titles`` are the titles of the newer edition's pages by name, to say where an item moved.
    """
    told = tell(changes, wijk, address, sees_all=sees_all, titles=titles)
    template = _environment().get_template("changes.html")
    return template.render(
        told=told,
        level=min(level, DEEPEST_HEADING),
        deeper=min(level + 1, DEEPEST_HEADING),
        read_older=_("Read it in {older}").format(older=edition_name(changes.older)),
        redline=_redline,
        lines=_lines,
    )


def redline_html(redline: Redline) -> str:
    """Return a redline as text within a block; long runs that stayed the same are shortened."""
    return str(_redline(shortened(redline)))


def passages_html(
    passages: Sequence[PassageChange],
    *,
    older: Edition | None = None,
    address: str = "",
    sees_all: bool,
) -> str:
    """Return the passages of one item that differ, as paragraphs and lists.

    ``older`` is the edition that a withdrawn passage can still be read in, at ``address``.
    """
    return str(_lines(tell_passages(passages, older, sees_all=sees_all), address))


def whole_page(fragment: str, title: str, language: str) -> str:
    """Return a page that stands alone, with its style in it: nothing is loaded from elsewhere.

    ``fragment`` is HTML of this module, with headings from level 2; ``language`` is its code.
    """
    template = _environment().get_template("page.html")
    return template.render(fragment=Markup(fragment), title=title, language=language)  # noqa: S704 - made by the templates here


@cache
def _environment() -> Environment:
    loader = PackageLoader("wijk_ext.output.changes")
    return Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_finalize,
    )


def _finalize(value: object) -> object:
    if isinstance(value, str) and not isinstance(value, Markup):
        return harmless(value)
    return value


def _redline(redline: Redline) -> Markup:
    return Markup().join(map(_run, apart(redline)))


def _run(words: Words) -> Markup:
    """Return a run; the white space around it is neither struck through nor underlined."""
    text = harmless(words.text)
    core = text.strip()
    if words.kind is WordKind.SAME or not core:
        return escape(text)
    start = text.index(core)
    deleted = words.kind is WordKind.DELETED
    before, after = (
        (_("deleted:"), _("end of deleted")) if deleted else (_("added:"), _("end of added"))
    )
    return _RUN.format(
        start=text[:start],
        end=text[start + len(core) :],
        tag="del" if deleted else "ins",
        name="wijk-deleted" if deleted else "wijk-inserted",
        hidden=HIDDEN_CLASS,
        before=before,
        after=after,
        core=core,
    )


def _lines(lines: Sequence[Line], address: str) -> Markup:
    """Return passages: points that follow one another as one list, others as paragraphs."""
    parts: list[Markup] = []
    for is_point, group in groupby(lines, key=lambda line: line.kind == "point" and not line.note):
        if is_point:
            points = Markup().join(
                Markup("<li>{}</li>").format(_redline(line.redline)) for line in group
            )
            parts.append(Markup('<ul class="wijk-passage">{}</ul>').format(points))
        else:
            parts += [_paragraph(line, address) for line in group]
    return Markup("\n").join(parts)


def _paragraph(line: Line, address: str) -> Markup:
    text = _redline(line.redline)
    if line.kind in _HEADINGS and text:
        text = Markup("<strong>{}</strong>").format(text)
    if line.note:
        note = Markup('<span class="wijk-change-note">{}</span>').format(_note(line, address))
        text = Markup("{} {}").format(note, text) if text else note
    name = "wijk-passage wijk-passage-code" if line.kind == "code" else "wijk-passage"
    return Markup('<p class="{}">{}</p>').format(name, text)


def _note(line: Line, address: str) -> Markup:
    if not (line.linked and address):
        return escape(line.note)
    before, _linked, after = line.note.rpartition(line.linked)
    link = Markup('<a class="wijk-edition-link" href="{}">{}</a>').format(address, line.linked)
    return Markup("{}{}{}").format(before, link, after)
