"""The house style over pydata-sphinx-theme."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from wijk_ext.defaults import is_set
from wijk_ext.locale import DIRECTORY as LOCALE_DIRECTORY
from wijk_ext.locale import N_, language
from wijk_ext.locale import gettext as _
from wijk_ext.locale.editions import named_edition
from wijk_ext.model.wijk import PROJECT_TEAM
from wijk_ext.output.changes.html import CHANGES_PAGE
from wijk_ext.output.editions.pages import LIST, SCRIPT
from wijk_ext.output.editions.words import edition_title, unsettled
from wijk_ext.output.handbook import NAME
from wijk_ext.output.html.changes_pages import title_since
from wijk_ext.projection.folder import HOUSE_STYLE

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

    from wijk_ext.model.timeline import Timeline
    from wijk_ext.model.wijk import Wijk

STATIC = Path(__file__).parent / "static"
TEMPLATES = Path(__file__).parent / "templates"
THEME = "pydata_sphinx_theme"
_HANDBOOKS = {"pdf": N_("Handbook (PDF)"), "docx": N_("Handbook (Word)")}


def configure(app: Sphinx, config: Config, wijk: Wijk) -> None:
    """Add our style sheets to any theme, and set up ours where the project chose no other."""
    if config.wijk_reader != PROJECT_TEAM:
        # of the project's static files an excerpt holds only those that conf.py names
        own = Path(app.srcdir, HOUSE_STYLE)
        config.html_static_path = [str(own)] if own.is_dir() else []
        config.html_extra_path = []
    config.html_static_path.append(str(STATIC))
    for sheet in ("wijk-tokens.css", "wijk.css"):
        app.add_css_file(sheet, priority=900)
    app.add_js_file("wijk-tables.js", loading_method="defer")
    app.add_message_catalog("sphinx", str(LOCALE_DIRECTORY))
    if language() == "nl":
        app.add_js_file("wijk-translations-nl.js", priority=900)
    if config.html_theme != THEME:
        return
    # behind the templates of the project, before those of the theme
    of_project = [path for path in config.templates_path if THEME not in str(path)]
    config.templates_path.insert(len(of_project), str(TEMPLATES))
    options = {
        "logo": {"text": wijk.name},
        "show_nav_level": 1,
        "navigation_depth": 3,
        "collapse_navigation": True,
        "header_links_before_dropdown": 5,
        "primary_sidebar_end": [],
        "secondary_sidebar_items": ["page-toc"],
        "article_header_end": ["wijk-beside"],
        "footer_start": ["wijk-footer"],
        "footer_center": [],
        "footer_end": [],
        "back_to_top_button": False,
        "search_bar_text": _("Search"),
        "header_dropdown_text": _("More"),
        "show_toc_level": 2,
    }
    if _has_editions(config):
        app.add_js_file("wijk-editions.js", loading_method="defer")
        _place(config, "navbar_end", ("wijk-editions", "theme-switcher", "navbar-icon-links"))
        _place(config, "article_header_start", ("wijk-edition-banner", "breadcrumbs"))
    config.html_theme_options = options | config.html_theme_options
    if not is_set(config, "html_sidebars"):
        config.html_sidebars = {"**": ["sidebar-nav-bs"], "index": []}


def _has_editions(config: Config) -> bool:
    """Return whether the site stands in a folder with others, as ``wijk build`` puts it."""
    return bool(config.wijk_has_editions) and config.html_theme == THEME


def _place(config: Config, where: str, usual: tuple[str, ...]) -> None:
    """Put our part first in a place of the theme, before what the project has put there."""
    chosen = config.html_theme_options.get(where, usual[1:])
    if isinstance(chosen, str):
        chosen = [part.strip() for part in chosen.split(",") if part.strip()]
    ours = usual[0]
    rest = [part for part in chosen if part.removesuffix(".html") != ours]
    config.html_theme_options = config.html_theme_options | {where: [ours, *rest]}


def page_context(
    app: Sphinx, page: str, context: dict[str, Any], wijk: Wijk, timeline: Timeline
) -> None:
    """Give the templates the name, edition and reader of the document, and what lies beside it."""
    reader = app.config.wijk_reader
    text = _("{document}, {edition}")
    if reader != PROJECT_TEAM:
        text = _("{document}, {edition}, excerpt for {reader}")
    context["wijk_footer"] = text.format(
        document=app.config.project,
        edition=named_edition(app.config.wijk_edition),
        reader=wijk.readers().get(reader, reader),
    )
    if timeline.past:
        title = title_since(timeline.past[-1].edition)
        context["wijk_changes"] = {"page": CHANGES_PAGE, "title": title}
    context["wijk_downloads"] = [
        (f"{NAME}.{suffix}", _(_HANDBOOKS[suffix])) for suffix in app.config.wijk_handbooks
    ]
    if _has_editions(app.config):
        _add_editions(app.config, page, context)


def _add_editions(config: Config, page: str, context: dict[str, Any]) -> None:
    """Give the templates the edition of the site, and the way to what stands beside it."""
    beside = "../" * (page.count("/") + 1)
    # not as a file of Sphinx's: those stand in the site itself
    script = f'<script src="{beside}{SCRIPT}" defer></script>'
    context["metatags"] = context.get("metatags", "") + f"\n    {script}"
    context["wijk_editions"] = {
        "name": config.wijk_edition,
        "title": edition_title(config.wijk_edition),
        "address": beside + LIST,
        "list": _("all editions"),
        "current": _("you are reading this one"),
        "label": _("About this edition"),
        "unsettled": unsettled(config.wijk_edition, config.wijk_edition_status),
        "newer": _("There is a newer adopted edition: {edition}."),
        "latest": _("The latest adopted edition is {edition}."),
    }
