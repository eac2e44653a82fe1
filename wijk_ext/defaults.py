"""Settings of Sphinx and its extensions that suit a wijkdocument.

Each one holds only where a project has not set it itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wijk_ext.locale import gettext as _

if TYPE_CHECKING:
    from sphinx.config import Config

    from wijk_ext.model.wijk import Wijk

MYST_EXTENSIONS = ("attrs_inline", "colon_fence", "deflist", "fieldlist", "tasklist")


def is_set(config: Config, name: str) -> bool:
    """Return whether a project or the command line sets a value itself."""
    # Sphinx has no public way to tell a default from the same value written by an author
    return name in config._raw_config or name in config._overrides


def early_defaults() -> dict[str, Any]:
    """Return the defaults that do not depend on ``wijk.toml``."""
    return {
        "exclude_patterns": ["_build", "uit", "**/README.md"],
        "html_copy_source": False,
        "html_show_sourcelink": False,
        "html_show_sphinx": False,
        "html_show_copyright": False,
        "html_theme": "pydata_sphinx_theme",
        "html_use_index": False,
        "html_permalinks_icon": "#",
        "myst_enable_extensions": list(MYST_EXTENSIONS),
        "myst_heading_anchors": 3,
        "needs_build_json": True,
        "needs_reproducible_json": True,
        "needs_role_need_max_title_length": 200,
    }


def late_defaults(wijk: Wijk) -> dict[str, Any]:
    """Return the defaults that follow from ``wijk.toml``."""
    title = _("Wijkdocument {name}").format(name=wijk.name)
    return {
        "language": wijk.language,
        "project": title,
        "html_title": title,
        "html_short_title": wijk.name,
    }


def apply(config: Config, defaults: dict[str, Any]) -> None:
    """Set what a project has not set itself."""
    for name, value in defaults.items():
        if name in config and not is_set(config, name):
            setattr(config, name, value)
