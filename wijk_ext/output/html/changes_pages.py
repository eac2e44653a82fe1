"""The pages “what changed” of a site: since the edition before, and since each other one.

They are no pages of the source, so search does not find the old words in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup, escape

from wijk_ext.analysis.differences import differences
from wijk_ext.locale import gettext as _
from wijk_ext.locale import ngettext
from wijk_ext.locale.dates import date_in_words
from wijk_ext.output.changes.html import CHANGES_PAGE, changes_html
from wijk_ext.output.changes.words import edition_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from wijk_ext.model.edition import Edition
    from wijk_ext.model.timeline import Timeline
    from wijk_ext.model.wijk import Wijk

MOST_BESIDE: Final = 4
"""So many other editions are named in one line; a line with one more is shorter than a list."""


def title_since(older: Edition) -> str:
    """Return the title of the page with the changes since an edition."""
    return _("What changed since edition {edition}").format(edition=older.name)


@dataclass(frozen=True)
class ChangesPages:
    """Makes the pages of one site."""

    wijk: Wijk
    timeline: Timeline
    taken: Collection[str]
    """The names of the pages of the source."""

    def pages(self) -> Iterator[tuple[str, dict[str, Any], str]]:
        """Yield name, context and template of each page (event ``html-collect-pages``)."""
        past = self.timeline.past
        for snapshot in past:
            name = (
                CHANGES_PAGE if snapshot is past[-1] else f"{CHANGES_PAGE}/{snapshot.edition.name}"
            )
            if name not in self.taken:
                title = title_since(snapshot.edition)
                yield name, {"title": title, "body": self._body(snapshot.edition)}, "page.html"

    def _name(self, older: Edition) -> str:
        """Return the name of the page with the changes since an edition."""
        is_last = older.name == self.timeline.past[-1].edition.name
        return CHANGES_PAGE if is_last else f"{CHANGES_PAGE}/{older.name}"

    def _body(self, older: Edition) -> str:
        up = "../" * self._name(older).count("/")
        before = self.timeline.of(older.name)
        assert before is not None  # noqa: S101 - it was taken from there
        sees_all = self.timeline.sees_all
        current, types = self.timeline.current, tuple(self.wijk.vocabulary.types)
        changes = differences(before, current, sees_all=sees_all, types=types)

        def address(edition: str, page: str, item: str) -> str:
            here = edition == current.edition.name
            folder = up if here else f"{up}../{edition}/"
            return f"{folder}{page}.html{f'#{item}' if item else ''}"

        shown = changes_html(
            changes, self.wijk, address, sees_all=sees_all, level=2, titles=current.titles
        )
        title = escape(title_since(older))
        return Markup('<section id="{}"><h1>{}</h1>{}{}{}</section>').format(
            CHANGES_PAGE,
            title,
            self._dates(older),
            self._others(older, up),
            Markup(shown),  # noqa: S704 - made by our templates
        )

    def _dates(self, older: Edition) -> Markup:
        now = self.timeline.current.edition
        text = _("From edition {older} ({then}) to {newer} ({now}).").format(
            older=older.name,
            then=date_in_words(older.date),
            newer=edition_name(now),
            now=date_in_words(now.date),
        )
        return Markup("<p>{}</p>").format(text)

    def _others(self, older: Edition, up: str) -> Markup:
        """Return links to the pages since the other editions, the newest first.

        When there are many, all but the newest are in a list that opens on demand.
        """
        past = [one.edition for one in reversed(self.timeline.past)]
        if len(past) == 1:
            return Markup("")
        shown = past if len(past) <= MOST_BESIDE + 1 else past[:MOST_BESIDE]
        row = [one for one in past if one in shown or one.name == older.name]
        rest = [one for one in past if one not in row]
        links = Markup(" · ").join(self._link(one, older, up) for one in row)
        line = Markup("<p>{} {}</p>").format(_("Since another edition:"), links)
        return Markup('<div class="wijk-since">{}{}</div>').format(
            line, self._list(rest, older, up)
        )

    def _list(self, editions: Sequence[Edition], older: Edition, up: str) -> Markup:
        if not editions:
            return Markup("")
        points = (Markup("<li>{}</li>").format(self._link(one, older, up)) for one in editions)
        label = ngettext("{number} more edition", "{number} more editions", len(editions))
        return Markup(
            '<details class="wijk-on-demand"><summary>{}</summary><ul>{}</ul></details>'
        ).format(label.format(number=len(editions)), Markup().join(points))

    def _link(self, edition: Edition, older: Edition, up: str) -> Markup:
        words = f"{edition.name} ({date_in_words(edition.date)})"
        if edition.name == older.name:
            return Markup("<strong>{}</strong>").format(words)
        return Markup('<a href="{}">{}</a>').format(f"{up}{self._name(edition)}.html", words)
