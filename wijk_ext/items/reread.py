"""Which pages show an item that changed since the build that Sphinx kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijk_ext.items.labels import pages_referring
from wijk_ext.items.notices import notice_digests
from wijk_ext.items.registry import Trail
from wijk_ext.model.standard import AGREEMENTS, CONSENT_PREFIX

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from wijk_ext.items.card import Cards
    from wijk_ext.model.document import Document
    from wijk_ext.model.timeline import Timeline


def pages_with_changed_items(
    env: BuildEnvironment, document: Document, cards: Cards, timeline: Timeline
) -> set[str] | None:
    """Return the pages to write again, and keep in ``env`` what the next build compares with.

    None when no item changed, and in a first build, which writes every page.
    """
    before: dict[str, Trail] = getattr(env, "wijk_trails", {})
    now = {item.id: Trail.of(item, timeline) for item in document.items}
    env.wijk_trails = now  # type: ignore[attr-defined]
    noted: dict[str, str] = getattr(env, "wijk_notices", {})
    notices = notice_digests(cards, cards.notices)
    env.wijk_notices = notices  # type: ignore[attr-defined]
    changed = {id_ for id_ in before.keys() | now.keys() if before.get(id_) != now.get(id_)}
    if not changed or not before:
        return None
    shown = changed.copy()
    for trails in (before, now):
        # what a changed item points to shows the link back, and what points to it its title
        shown |= {target for id_ in changed & trails.keys() for target in trails[id_].targets}
        shown |= {id_ for id_, trail in trails.items() if changed & trail.targets}
    shown |= {id_ for id_ in now if noted.get(id_) != notices.get(id_)}
    if any(id_.startswith(CONSENT_PREFIX) for id_ in changed):
        shown |= {item.id for item in document.of_type(*AGREEMENTS)}
    pages = {now[id_].page for id_ in shown & now.keys()}
    return pages | pages_referring(env, changed)
