"""Pages of two editions that are the same page under another name."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from wijk_ext.analysis.words import even, telling_words

if TYPE_CHECKING:
    from wijk_ext.model.snapshot import PageState, Passage, Snapshot

WITH_SAME_TITLE: Final = 0.2
"""Two pages with the same title are one page when they share this part of their words."""
WITH_OTHER_TITLE: Final = 0.6
"""Two pages with different titles are one page when they share this part of their words."""


def renamed_pages(older: Snapshot, newer: Snapshot) -> dict[str, str]:
    """Return the new name of each page that was renamed or moved, by the old one.

    A name that is gone and one that is new are one page when they read alike enough: by the words
    that tell something in their text and their items, and the ids of these. Each page has at most
    one other, the most alike first.
    """
    gone = older.pages.keys() - newer.pages.keys()
    new = newer.pages.keys() - older.pages.keys()
    if not gone or not new:
        return {}
    old_words = {name: _words(older.pages[name]) for name in gone}
    new_words = {name: _words(newer.pages[name]) for name in new}
    found = []
    for old_name in gone:
        for new_name in new:
            like = _shared(old_words[old_name], new_words[new_name])
            titles = even(older.pages[old_name].title), even(newer.pages[new_name].title)
            has_same_title = titles[0] == titles[1]
            if like >= (WITH_SAME_TITLE if has_same_title else WITH_OTHER_TITLE):
                found.append((-like, not has_same_title, old_name, new_name))
    renamed: dict[str, str] = {}
    taken: set[str] = set()
    for _like, _other_title, old_name, new_name in sorted(found):
        if old_name not in renamed and new_name not in taken:
            renamed[old_name] = new_name
            taken.add(new_name)
    return renamed


def own_passages(page: PageState) -> tuple[Passage, ...]:
    """Return the passages of a page without the heading that is its title."""
    title = even(page.title)
    for number, passage in enumerate(page.passages):
        if passage.kind == "heading":
            is_title = title == even(passage.source or passage.text)
            return page.passages[:number] + page.passages[number + is_title :]
    return page.passages


def _words(page: PageState) -> Counter[str]:
    """Return the words of a page that tell something, each as often as it stands there."""
    texts = [passage.text for passage in own_passages(page)]
    for item in page.items:
        texts += (item.title, *(passage.text for passage in item.passages))
    found = Counter(word for text in texts for word in telling_words(text))
    found.update(item.id for item in page.items)
    return found


def _shared(old: Counter[str], new: Counter[str]) -> float:
    """Return which part of two bags of words is in both, from 0 to 1.

    Two without any words are as much alike as a title can make them.
    """
    size = old.total() + new.total()
    return 2 * (old & new).total() / size if size else WITH_SAME_TITLE
