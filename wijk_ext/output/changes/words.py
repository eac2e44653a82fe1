"""Changes in words: what happened, to what, and how often.

What a reader no longer sees is told in the same words whether it was deleted or hidden.
"""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from wijk_ext.analysis.redline import redline
from wijk_ext.items.words import first_capital, value_in_words
from wijk_ext.locale import gettext as _
from wijk_ext.locale import ngettext
from wijk_ext.model.change import ChangeKind, WordKind, Words
from wijk_ext.model.item import Item
from wijk_ext.model.problem import Place
from wijk_ext.model.snapshot import ItemState
from wijk_ext.model.vocabulary import Kind, Phase
from wijk_ext.model.wijk import WORKING_EDITION

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wijk_ext.model.change import Change, Changes, FieldChange, Redline
    from wijk_ext.model.edition import Edition
    from wijk_ext.model.vocabulary import Field, ItemType
    from wijk_ext.model.wijk import Wijk

LINKED: Final = "\N{NO-BREAK SPACE}→ "
"""Between what was and what is; it never begins a line."""
_STATUS: Final = "status"


# -- whole comparisons -----------------------------------------------------------------------------


def edition_name(edition: Edition) -> str:
    """Return an edition within a sentence: ``editie 1.0`` or ``de werkversie``."""
    if edition.name == WORKING_EDITION:
        return _("the working version")
    return _("edition {edition}").format(edition=edition.name)


def title_of(changes: Changes) -> str:
    """Return what a page with changes is called."""
    return _("What changed from {older} to {newer}").format(
        older=edition_name(changes.older), newer=edition_name(changes.newer)
    )


def summary(changes: Changes, wijk: Wijk, *, sees_all: bool) -> str:
    """Return one sentence that counts what changed, by type; for one reader no count is hidden."""
    older = edition_name(changes.older)
    if not changes:
        if sees_all:
            return _("Nothing changed since {older}.").format(older=older)
        return _("Nothing changed for you since {older}.").format(older=older)
    every = (*changes.items, *changes.pages)
    counts = Counter((change.type, _sort(change)) for change in every)
    parts = [
        _counted(wijk, type_, sort, counts[type_, sort], sees_all=sees_all)
        for type_ in dict.fromkeys(change.type for change in every)
        for sort in _SORTS
        if counts[type_, sort]
    ]
    return _("Since {older}: {counts}.").format(older=older, counts=", ".join(parts))


_SORTS: Final = (ChangeKind.CHANGED, ChangeKind.ADDED, ChangeKind.MOVED, ChangeKind.WITHDRAWN)


def _sort(change: Change) -> ChangeKind:
    """Return the one kind under which a change is counted."""
    for kind in (ChangeKind.ADDED, ChangeKind.WITHDRAWN):
        if kind in change.kinds:
            return kind
    return ChangeKind.MOVED if change.kinds == {ChangeKind.MOVED} else ChangeKind.CHANGED


def _counted(wijk: Wijk, type_: str, sort: ChangeKind, number: int, *, sees_all: bool) -> str:
    things = _things(wijk, type_, number)
    match sort:
        case ChangeKind.ADDED:
            return _("{count} {things} new").format(count=number, things=things)
        case ChangeKind.MOVED:
            return _("{count} {things} moved").format(count=number, things=things)
        case ChangeKind.WITHDRAWN:
            return f"{number} {things} {gone(sees_all=sees_all)}"
        case _:
            return _("{count} {things} changed").format(count=number, things=things)


def _things(wijk: Wijk, type_: str, number: int) -> str:
    if not type_:
        return ngettext("page", "pages", number)
    known = wijk.vocabulary.types.get(type_)
    if known is None:
        return type_
    return _(known.label if number == 1 else known.plural)


# -- one change ------------------------------------------------------------------------------------


def gone(*, sees_all: bool) -> str:
    """Return the words for what a reader no longer sees."""
    return _("no longer in this document") if sees_all else _("no longer in this excerpt")


def marks(
    change: Change, wijk: Wijk, titles: Mapping[str, str], *, sees_all: bool
) -> tuple[str, ...]:
    """Return what happened, as short phrases. ``titles`` holds titles of pages by their names."""
    return tuple(_marks(change, wijk, titles, sees_all=sees_all))


def _marks(
    change: Change, wijk: Wijk, titles: Mapping[str, str], *, sees_all: bool
) -> Iterator[str]:
    if ChangeKind.ADDED in change.kinds:
        yield _("new")
        return
    if ChangeKind.WITHDRAWN in change.kinds:
        yield gone(sees_all=sees_all)
        return
    if ChangeKind.CHANGED in change.kinds:
        yield _("changed")
    if ChangeKind.MOVED in change.kinds:
        yield _moved(change, titles)
    if ChangeKind.STATUS in change.kinds:
        before, after = (
            status_word(wijk, change.type, getattr(side, _STATUS, "")) or "–"
            for side in (change.before, change.after)
        )
        yield _("status: {before} → {after}").format(before=before, after=after)
    old_type, new_type = _types(change)
    if old_type != new_type:
        yield _("was: {type}").format(type=_things(wijk, old_type, 1))


def _moved(change: Change, titles: Mapping[str, str]) -> str:
    if change.is_page:
        return _("moved to another address")
    page = titles.get(change.page_after, change.page_after)
    return _("moved to {page}").format(page=page)


def _types(change: Change) -> tuple[str, str]:
    """Return the type before and after, both empty when either is not known."""
    before, after = change.before, change.after
    if isinstance(before, ItemState) and isinstance(after, ItemState):
        return before.type, after.type
    return "", ""


def type_word(wijk: Wijk, type_: str) -> str:
    """Return a type of item as a word with a capital; of a page that word."""
    if not type_:
        return first_capital(ngettext("page", "pages", 1))
    known = wijk.vocabulary.types.get(type_)
    return first_capital(_(known.label)) if known else first_capital(type_)


def types_word(wijk: Wijk, type_: str) -> str:
    """Return the plural of :func:`type_word`."""
    return first_capital(_things(wijk, type_, 2))


def status_word(wijk: Wijk, type_: str, status: str) -> str:
    """Return a status as a word; one that is not in the vocabulary comes back as it is."""
    known = _type(wijk, type_)
    found = known.status(status) if known else None
    return _(found.label) if found else status


def phase_word(wijk: Wijk, type_: str, status: str) -> str:
    """Return the phase of a status, for its colour and shape."""
    known = _type(wijk, type_)
    found = known.status(status) if known else None
    return (found.phase if found else Phase.ACTIVE).value


def _type(wijk: Wijk, type_: str) -> ItemType | None:
    return wijk.vocabulary.types.get(type_)


# -- fields ----------------------------------------------------------------------------------------


def field_label(wijk: Wijk, type_: str, name: str) -> str:
    """Return what a field or link is called, with a capital."""
    field, link = _field(wijk, type_, name), wijk.vocabulary.links.get(name)
    known = field or link
    return first_capital(_(known.label) if known else name.replace("_", " "))


def field_redline(wijk: Wijk, type_: str, changed: FieldChange) -> Redline:
    """Return the value of a field before and after, as a redline.

    Of a list each word stands in it once, a text is compared word by word, and of anything else
    the whole value stands in it before and after.
    """
    field = _field(wijk, type_, changed.name)
    if field.kind.is_list if field else len(changed.before) + len(changed.after) > 2:
        return _list_redline(wijk, field, changed)
    before, after = _value(wijk, field, changed.before), _value(wijk, field, changed.after)
    if before and after and (field is None or field.kind is Kind.TEXT):
        return redline(before, after)
    found = [Words(WordKind.DELETED, before)] if before else []
    found += [Words(WordKind.SAME, LINKED)] if before and after else []
    found += [Words(WordKind.INSERTED, after)] if after else []
    return tuple(found)


def _list_redline(wijk: Wijk, field: Field | None, changed: FieldChange) -> Redline:
    both = dict.fromkeys((*changed.before, *changed.after))
    found: list[Words] = []
    for word in both:
        kept = (word in changed.before, word in changed.after)
        kind = {(True, False): WordKind.DELETED, (False, True): WordKind.INSERTED}.get(
            kept, WordKind.SAME
        )
        found += [Words(WordKind.SAME, ", ")] if found else []
        found.append(Words(kind, _value(wijk, field, (word,))))
    return tuple(found)


def _field(wijk: Wijk, type_: str, name: str) -> Field | None:
    return wijk.vocabulary.fields_of(type_).get(name) if _type(wijk, type_) else None


def _value(wijk: Wijk, field: Field | None, words: tuple[str, ...]) -> str:
    if field is None or not words:
        return ", ".join(words)
    value = words if field.kind.is_list else ", ".join(words)
    item = Item("", "", "", "", Place(PurePath()), values={field.name: value})
    joint = "; " if field.kind is Kind.TEXT else ", "
    return joint.join(value_in_words(wijk, item, field))
