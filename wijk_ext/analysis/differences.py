"""What changed from one edition to another, worked out from two snapshots of one reader.

Nothing else is known here than what that reader may see in both. What is gone was deleted, or is
no longer for this reader: these look the same, and neither is repeated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wijk_ext.analysis.pages import own_passages, renamed_pages
from wijk_ext.analysis.passages import canonical, passage_changes
from wijk_ext.analysis.redline import redline
from wijk_ext.analysis.words import even
from wijk_ext.model.change import Change, ChangeKind, Changes, FieldChange

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from wijk_ext.model.change import Redline
    from wijk_ext.model.item import Value
    from wijk_ext.model.snapshot import ItemState, PageState, Snapshot

__all__ = ["content_equal", "differences", "item_changes", "passage_changes"]

ACCESS_FIELD: Final = "toegang"
"""Says who may see an item, and is no part of what it says."""
NOT_CONTENT: Final = frozenset({ACCESS_FIELD, "voor", "thema", "vingerafdruk"})
"""Fields that steer or seal an item; who consents to it does not consent to these."""


def differences(
    older: Snapshot, newer: Snapshot, *, sees_all: bool, types: Sequence[str] = ()
) -> Changes:
    """Return everything that changed between two editions, as one reader may see it on both sides.

    ``sees_all`` says that nothing was ever hidden from this reader, so that what was withdrawn may
    be repeated. ``types`` are the types of items in the order in which they come; those that are
    not in it follow by name. Pages that were renamed and read alike are the same page. White space,
    line ends, the order of the targets of a link and the order of items are no differences.
    """
    names = renamed_pages(older, newer)
    order = {name: number for number, name in enumerate(types)}
    items = sorted(
        item_changes(older, newer, sees_all=sees_all, renamed=names),
        key=lambda one: (order.get(one.type, len(order)), one.type, one.name),
    )
    pages = sorted(_page_changes(older, newer, names, sees_all=sees_all), key=lambda one: one.name)
    return Changes(older.edition, newer.edition, tuple(items), tuple(pages))


def content_equal(before: ItemState, after: ItemState) -> bool:
    """Return whether what an organisation consented to reads the same.

    That is the title, the fields and the passages with their formatting and the addresses of their
    links. It is not the status: a draft that is adopted as it was submitted is unchanged. Nor the
    links to other items, the place, or the fields that steer, seal or hide (:data:`NOT_CONTENT`).
    """
    return before is after or (
        even(before.title) == even(after.title)
        and _content(before.values) == _content(after.values)
        and [canonical(one) for one in before.passages]
        == [canonical(one) for one in after.passages]
    )


def item_changes(
    older: Snapshot,
    newer: Snapshot,
    *,
    sees_all: bool,
    renamed: Mapping[str, str] | None = None,
) -> Iterator[Change]:
    """Yield what happened to each item, in order of id. See :func:`differences`.

    ``renamed`` has the new name of each page that was renamed, by the old one.
    """
    names = renamed_pages(older, newer) if renamed is None else renamed
    for id_ in sorted(older.items.keys() | newer.items.keys()):
        before, after = older.items.get(id_), newer.items.get(id_)
        places = older.places.get(id_, ""), newer.places.get(id_, "")
        if before is None and after is not None:
            yield _added_item(after, places[1])
        elif after is None and before is not None:
            yield _withdrawn_item(before, places[0], sees_all=sees_all)
        elif before is not None and after is not None:
            is_moved = names.get(places[0], places[0]) != places[1]
            if is_moved or (before is not after and before != after):
                change = _item_change(before, after, places, is_moved=is_moved, sees_all=sees_all)
                if change.kinds:
                    yield change


def _added_item(item: ItemState, page: str) -> Change:
    return Change(
        frozenset({ChangeKind.ADDED}),
        item.id,
        None,
        item,
        item.type,
        page_after=page,
        fields=_field_changes(None, item),
        passages=passage_changes((), item.passages, sees_all=True),
    )


def _withdrawn_item(item: ItemState, page: str, *, sees_all: bool) -> Change:
    kinds = frozenset({ChangeKind.WITHDRAWN})
    if not sees_all:
        return Change(kinds, item.id, None, None, item.type, page)
    return Change(
        kinds,
        item.id,
        item,
        None,
        item.type,
        page,
        fields=_field_changes(item, None),
        passages=passage_changes(item.passages, (), sees_all=True),
    )


def _item_change(
    before: ItemState, after: ItemState, places: tuple[str, str], *, is_moved: bool, sees_all: bool
) -> Change:
    title = _title_change(before.title, after.title)
    fields = _field_changes(before, after)
    passages = passage_changes(before.passages, after.passages, sees_all=sees_all)
    is_changed = bool(title or fields or passages or before.type != after.type)
    kinds = {
        ChangeKind.MOVED: is_moved,
        ChangeKind.STATUS: before.status != after.status,
        ChangeKind.CHANGED: is_changed,
    }
    return Change(
        frozenset(kind for kind, holds in kinds.items() if holds),
        after.id,
        before,
        after,
        after.type,
        *places,
        title,
        fields,
        passages,
    )


def _title_change(before: str, after: str) -> Redline:
    return () if even(before) == even(after) else redline(before, after)


def _field_changes(before: ItemState | None, after: ItemState | None) -> tuple[FieldChange, ...]:
    """Return the fields that differ, then the links, each in order of name."""
    old_fields, new_fields = (_fields(item.values) if item else {} for item in (before, after))
    old_links, new_links = (item.links if item else {} for item in (before, after))
    fields = (
        FieldChange(name, old_fields.get(name, ()), new_fields.get(name, ()))
        for name in sorted(old_fields.keys() | new_fields.keys())
        if old_fields.get(name) != new_fields.get(name)
    )
    links = (
        FieldChange(name, old_links.get(name, ()), new_links.get(name, ()))
        for name in sorted(old_links.keys() | new_links.keys())
        if set(old_links.get(name, ())) != set(new_links.get(name, ()))
    )
    return (*fields, *links)


def _fields(values: Mapping[str, Value]) -> dict[str, tuple[str, ...]]:
    """Return the words of every field that is filled in, without access."""
    found = {}
    for name, value in values.items():
        words = value if isinstance(value, tuple) else (str(value),)
        filled = tuple(word for word in map(even, words) if word)
        if filled and name != ACCESS_FIELD:
            found[name] = filled
    return found


def _content(values: Mapping[str, Value]) -> dict[str, tuple[str, ...]]:
    return {name: words for name, words in _fields(values).items() if name not in NOT_CONTENT}


def _page_changes(
    older: Snapshot, newer: Snapshot, renamed: Mapping[str, str], *, sees_all: bool
) -> Iterator[Change]:
    old_names = {new: old for old, new in renamed.items()}
    for name, after in newer.pages.items():
        old_name = old_names.get(name, name)
        before = older.pages.get(old_name)
        if before is None:
            passages = passage_changes((), own_passages(after), sees_all=True)
            yield Change(
                frozenset({ChangeKind.ADDED}), name, None, after, page_after=name, passages=passages
            )
        elif before is not after:
            change = _page_change(before, after, (old_name, name), sees_all=sees_all)
            if change.kinds:
                yield change
    for name in older.pages.keys() - newer.pages.keys() - renamed.keys():
        yield _withdrawn_page(older.pages[name], name, sees_all=sees_all)


def _page_change(
    before: PageState, after: PageState, names: tuple[str, str], *, sees_all: bool
) -> Change:
    title = _title_change(before.title, after.title)
    old, new = own_passages(before), own_passages(after)
    passages = passage_changes(old, new, sees_all=sees_all)
    kinds = {ChangeKind.MOVED: names[0] != names[1], ChangeKind.CHANGED: bool(title or passages)}
    return Change(
        frozenset(kind for kind, holds in kinds.items() if holds),
        names[1],
        before,
        after,
        "",
        *names,
        title,
        passages=passages,
    )


def _withdrawn_page(page: PageState, name: str, *, sees_all: bool) -> Change:
    kinds = frozenset({ChangeKind.WITHDRAWN})
    if not sees_all:
        return Change(kinds, name, None, None, page_before=name)
    passages = passage_changes(own_passages(page), (), sees_all=True)
    return Change(kinds, name, page, None, page_before=name, passages=passages)
