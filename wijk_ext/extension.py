"""The Sphinx extension: what is connected to which event, in one table, with the reason.

The work itself is done elsewhere; :class:`Build` holds what one build shares.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from myst_parser.sphinx_ext.main import create_myst_config

from wijk_ext import __version__, defaults, locale
from wijk_ext.analysis.colour import colour_problems
from wijk_ext.analysis.traceability import traceability_problems
from wijk_ext.directives import register_directives
from wijk_ext.directives.overview import Overviews
from wijk_ext.items import needs_config
from wijk_ext.items.card import Cards
from wijk_ext.items.labels import label_items, note_references
from wijk_ext.items.registry import read_document
from wijk_ext.items.reread import pages_with_changed_items
from wijk_ext.locale import gettext as _
from wijk_ext.locale.dates import today
from wijk_ext.messages import warn_all
from wijk_ext.model.timeline import without_past
from wijk_ext.model.wijk import PROJECT_TEAM, WORKING_EDITION, Wijk
from wijk_ext.output.html import formulas, stubs, theme
from wijk_ext.output.html.accent import add_accent
from wijk_ext.output.html.changes_pages import ChangesPages
from wijk_ext.output.html.csp import make_strict, strict_pages
from wijk_ext.output.ical import FILE as CALENDAR
from wijk_ext.output.ical import calendar, has_events
from wijk_ext.output.workshop import read_timeline
from wijk_ext.project import dialect, page_paths
from wijk_ext.sources.links import dead_links
from wijk_ext.sources.settings import read_settings
from wijk_ext.sources.source import read_source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from wijk_ext.model.document import Document
    from wijk_ext.model.problem import Problem
    from wijk_ext.model.timeline import Timeline


def setup(app: Sphinx) -> dict[str, Any]:
    """Set up the extension and those it stands on."""
    for extension in ("myst_parser", "sphinx_design", "sphinx_needs"):
        app.setup_extension(extension)
    app.add_config_value("wijk_edition", WORKING_EDITION, "env", str)
    app.add_config_value("wijk_edition_status", "", "html", str)
    app.add_config_value("wijk_has_editions", False, "html", bool)
    app.add_config_value("wijk_timeline", "", "", str)
    app.add_config_value("wijk_reader", PROJECT_TEAM, "env", str)
    app.add_config_value("wijk_front_page", True, "env", bool)
    app.add_config_value("wijk_handbooks", [], "html", list)
    app.add_config_value("wijk_checked", False, "", bool)
    register_directives(app)
    stubs.register(app)
    formulas.register(app)
    build = Build(app)
    for event, handler, priority in build.events():
        app.connect(event, handler, priority)
    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


class BuildStopped(SystemExit):
    """The sources are at fault: their problems are printed, and Sphinx ends with code 1.

    A ``SphinxError`` would bury the messages between version numbers and a traceback.
    """

    def __init__(self, source: Path, problems: list[Problem]) -> None:
        lines = [
            f"{source / problem.place.path}{_line(problem)}: {problem.message}"
            for problem in problems
        ]
        super().__init__("\n".join([*lines, "", _("The wijkdocument was not built.")]))


class Build:
    """What one Sphinx build shares, and what it does at each event."""

    def __init__(self, app: Sphinx) -> None:
        self.app = app
        self.wijk = Wijk("")
        self.strict: dict[str, int] = {}

    def events(self) -> tuple[tuple[str, Any, int], ...]:
        """Return the table of events: name, handler, priority. The reason stands behind it."""
        return (
            # before sphinx-needs reads its own settings, at 10
            ("config-inited", self.read_settings, 5),
            # sphinx-needs has its types resolved at 12 and registers directives at 500
            ("config-inited", self.configure_needs, 13),
            # before anything is written, by any extension
            ("builder-inited", self.check_sources, 100),
            # nothing is written yet: what stands there is of an earlier build
            ("builder-inited", self.note_strict_pages, 500),
            # the builder is there, and takes no style sheets once pages are written
            ("builder-inited", self.add_accent, 500),
            # docutils writes @ as %40 in addresses, which not every mail program reads
            ("builder-inited", self.keep_addresses, 500),
            # when sphinx-needs has taken in the items of the page
            ("doctree-read", self.label_items, 500),
            # after the domains have tried
            ("missing-reference", stubs.missing_reference, 900),
            # all items are known, and no page is written yet
            ("env-updated", self.changed_pages, 500),
            # once per build, when nothing is read any more
            ("write-started", self.warn_about_items, 500),
            # before sphinx-needs makes a table of each item, at 500
            ("doctree-resolved", self.make_cards, 400),
            # after the cards: the front page may show some
            ("doctree-resolved", self.make_overviews, 410),
            # all pages are written, and the search index is closed
            ("html-collect-pages", self.pages_with_changes, 500),
            # nothing is left to do when the calendar can't be written
            ("build-finished", self.write_calendar, 500),
            # after every extension that writes something into the site
            ("build-finished", self.make_strict, 900),
            # before the theme drops the templates that stay empty, at 500
            ("html-page-context", self.page_context, 400),
        )

    @property
    def source(self) -> Path:
        """The source folder."""
        return Path(self.app.srcdir)

    def read_settings(self, app: Sphinx, config: Config) -> None:
        """Read ``wijk.toml`` and fill in what the project has not set."""
        locale.activate(config.language if defaults.is_set(config, "language") else "nl")
        wijk, problems = read_settings(self.source)
        if wijk is None:
            raise BuildStopped(self.source, problems)
        self.wijk = wijk
        defaults.apply(config, defaults.early_defaults() | defaults.late_defaults(wijk))
        # Sphinx has chosen its texts before any extension could set the language
        app._init_i18n()
        locale.activate(config.language)
        theme.configure(app, config, wijk)
        formulas.configure(app, config)

    def configure_needs(self, app: Sphinx, config: Config) -> None:
        """Add our types, fields and links to those of the project."""
        from_toml = bool(config.needs_from_toml)
        has_own_types = from_toml or defaults.is_set(config, "needs_types")
        own_types = list(config.needs_types) if has_own_types else []
        config.needs_types = needs_config.needs_types(self.wijk, own_types)
        excerpt = stubs.is_excerpt(app)
        config.needs_fields = needs_config.needs_fields(self.wijk, config.needs_fields)
        config.needs_links = needs_config.needs_links(
            self.wijk, config.needs_links, allow_dead_links=excerpt
        )
        if excerpt:
            stubs.configure(config)
        if not defaults.is_set(config, "needs_id_regex") and not from_toml:
            config.needs_id_regex = needs_config.id_pattern(
                self.wijk, has_other_types=bool(own_types)
            )
        if not defaults.is_set(config, "needs_id_required") and not own_types:
            config.needs_id_required = True

    def check_sources(self, app: Sphinx) -> None:
        """Stop when the sources are at fault; ``wijk build`` has looked already.

        An excerpt is made from sources that were sound; its links to what was cut out are not.
        """
        if app.config.wijk_checked or stubs.is_excerpt(app):
            return
        create_myst_config(app)  # type: ignore[no-untyped-call] # myst_parser does so at 500
        source, problems = read_source(
            self.source, self.wijk, page_paths(app), dialect(app), inline=True
        )
        problems = sorted([*problems, *dead_links(source)])
        if problems:
            _remove_early_files(Path(app.outdir))
            raise BuildStopped(self.source, problems)

    def note_strict_pages(self, app: Sphinx) -> None:
        """Remember which pages of an earlier build need no more work."""
        self.strict = strict_pages(Path(app.outdir)) if app.builder.format == "html" else {}

    def add_accent(self, app: Sphinx) -> None:
        """Give an excerpt the colour of its reader."""
        if app.builder.format == "html":
            add_accent(app, self.wijk)

    def keep_addresses(self, app: Sphinx) -> None:
        """Let e-mail addresses in links stand as they were written."""
        app.env.settings["cloak_email_addresses"] = False

    def label_items(self, app: Sphinx, doctree: nodes.document) -> None:
        """Make each item a place that text can refer to, and note what this text refers to."""
        label_items(app.env, doctree, self.wijk)
        note_references(app.env, doctree)

    @cached_property
    def document(self) -> Document:
        """The items of this build; known once all pages were read."""
        return read_document(self.app, self.wijk)

    @cached_property
    def timeline(self) -> Timeline:
        """The editions that the reader has, up to this one."""
        path = self.app.config.wijk_timeline
        found = read_timeline(Path(path)) if path else None
        return found or without_past(self.document, today())

    @cached_property
    def calendar(self) -> bytes:
        """The calendar of the reader, which may be empty."""
        return calendar(self.wijk, self.timeline, self.app.config.wijk_reader)

    @cached_property
    def cards(self) -> Cards:
        """The maker of cards for this build."""
        edition = self.app.config.wijk_edition
        return Cards(self.app.builder, self.document, edition, self.timeline)

    @cached_property
    def overviews(self) -> Overviews:
        """The maker of overviews for this build."""
        return Overviews(self.app, self.cards, self.document, today())

    def changed_pages(self, app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
        """Return the pages that show an item that changed on another page."""
        pages = pages_with_changed_items(env, self.document, self.cards, self.timeline)
        if pages is None:
            return ()
        return sorted(pages | self.overviews.pages() | {app.config.root_doc})

    def warn_about_items(self, _app: Sphinx, _builder: Builder) -> None:
        """Report the rules that items break; ``wijk build`` has done so already."""
        if not self.app.config.wijk_checked:
            warn_all(traceability_problems(self.document, today()), self.source)
            warn_all(colour_problems(self.wijk), self.source)

    def make_cards(self, app: Sphinx, doctree: nodes.document, page: str) -> None:
        """Show each item as a card."""
        stubs.missing_items(app, doctree)
        self.cards.replace_all(doctree, page)

    def make_overviews(self, _app: Sphinx, doctree: nodes.document, page: str) -> None:
        """Fill in the overviews of a page."""
        self.overviews.replace_all(doctree, page)

    def pages_with_changes(self, app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
        """Add the pages with what changed since earlier editions."""
        return ChangesPages(self.wijk, self.timeline, app.env.found_docs).pages()

    def write_calendar(self, app: Sphinx, exception: Exception | None) -> None:
        """Put the calendar of the reader beside the pages."""
        if exception is None and app.builder.format == "html" and self.document.items:
            Path(app.outdir, CALENDAR).write_bytes(self.calendar)

    def make_strict(self, app: Sphinx, exception: Exception | None) -> None:
        """Let the site run where a web server allows nothing inline."""
        if exception is None and app.builder.format == "html":
            make_strict(Path(app.outdir), self.strict)

    def page_context(
        self, app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: Any
    ) -> None:
        """Give the templates what they show around a page."""
        theme.page_context(app, page, context, self.wijk, self.timeline)
        if self.document.items and has_events(self.calendar):
            context["wijk_downloads"].append((CALENDAR, _("Calendar (.ics)")))


def _remove_early_files(out: Path) -> None:
    """Remove what sphinxcontrib.jquery copies at ``config-inited``, before pages can be checked."""
    if (out / "index.html").exists():  # of an earlier build that was whole
        return
    static = out / "_static"
    for name in ("jquery.js", "_sphinx_javascript_frameworks_compat.js"):
        (static / name).unlink(missing_ok=True)
    for folder in (static, out):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def _line(problem: Problem) -> str:
    return f":{problem.place.line}" if problem.place.line else ""
