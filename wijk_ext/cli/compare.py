"""The step that shows what changed between two editions."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from wijk_ext.analysis.differences import differences
from wijk_ext.cli.console import say
from wijk_ext.cli.read import read_pages
from wijk_ext.cli.work import WRONG_USAGE, StopError
from wijk_ext.locale import gettext as _
from wijk_ext.locale.editions import edition_in_words
from wijk_ext.model.access import readers_of
from wijk_ext.model.wijk import PROJECT_TEAM, WORKING_EDITION
from wijk_ext.output.changes.html import changes_html, whole_page
from wijk_ext.output.changes.markdown import changes_markdown
from wijk_ext.output.changes.telling import nowhere
from wijk_ext.output.changes.text import changes_text
from wijk_ext.output.changes.words import title_of
from wijk_ext.sources.explain import suggestion

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wijk_ext.cli.work import Work
    from wijk_ext.model.change import Changes
    from wijk_ext.model.snapshot import Snapshot


def show_differences(work: Work) -> None:
    """Show what changed between two editions, as one reader may see it."""
    options = work.options
    if WORKING_EDITION in {options.older, options.newer}:
        read_pages(work)
        if work.stopped:
            return
    older = _snapshot(work, options.older)
    newer = _snapshot(work, options.newer)
    sees_all = options.reader == PROJECT_TEAM
    types = tuple(work.wijk.vocabulary.types)
    changes = differences(older, newer, sees_all=sees_all, types=types)
    text = _in_form(work, changes, newer.titles, sees_all=sees_all)
    if options.out is None:
        say(text.rstrip("\n"))
        return
    try:
        options.out.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        message = _("{path}: can't be written: {why}")
        raise StopError(message.format(path=options.out, why=error.strerror)) from error


def _snapshot(work: Work, edition: str) -> Snapshot:
    reader = work.options.reader
    found = work.snapshot(edition, reader)
    if found is not None:
        return found
    if reader in readers_of(work.wijk):
        message = _("edition {edition} has no reader “{name}”.")
        raise StopError(message.format(edition=edition_in_words(edition), name=reader), WRONG_USAGE)
    message = _("there is no reader “{name}”.").format(name=reader)
    raise StopError(message + suggestion(reader, readers_of(work.wijk)), WRONG_USAGE)


def _in_form(work: Work, changes: Changes, titles: Mapping[str, str], *, sees_all: bool) -> str:
    form, wijk = work.options.format, work.wijk
    if form == "md":
        return changes_markdown(changes, wijk, sees_all=sees_all, titles=titles)
    if form == "html":
        body = changes_html(changes, wijk, nowhere, sees_all=sees_all, level=2, titles=titles)
        return whole_page(body, title_of(changes), wijk.language)
    colour = work.options.out is None and sys.stdout.isatty()
    return changes_text(changes, wijk, sees_all=sees_all, colour=colour, titles=titles)
