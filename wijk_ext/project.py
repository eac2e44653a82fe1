"""A source folder as Sphinx sees it: which pages it has, and how it writes Markdown."""

from __future__ import annotations

import tempfile
import traceback
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Final

from docutils.parsers.rst import directives
from docutils.parsers.rst.languages import get_language
from docutils.utils import new_document
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils, sphinx_domains

from wijk_ext.locale import gettext as _
from wijk_ext.model.problem import Place, Problem, Severity
from wijk_ext.sources.blocks import Dialect
from wijk_ext.sources.marks import strings_with_marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils.parsers.rst import Directive
    from sphinx.config import Config


CONF: Final = "conf.py"
_KNOWN: Final = frozenset(
    {
        *("wijk_ext", "myst_parser", "sphinx_design", "sphinx_needs", "pydata_sphinx_theme"),
        *("alabaster", "sphinx_data_viewer", "sphinxcontrib.jquery"),
        *("sphinx.ext.graphviz", "sphinx.ext.mathjax", "sphinxcontrib.applehelp"),
        *("sphinxcontrib.devhelp", "sphinxcontrib.htmlhelp", "sphinxcontrib.qthelp"),
        "sphinxcontrib.serializinghtml",
    }
)
"""Extensions besides the core of Sphinx that, as we know, look at nothing but the sources."""


def conf_problem(error: BaseException) -> Problem:
    """Return why ``conf.py`` can't be used, with the line when Python tells it."""
    cause = error.__cause__ or error
    line = cause.lineno or 0 if isinstance(cause, SyntaxError) else 0
    for frame in traceback.extract_tb(cause.__traceback__):
        if Path(frame.filename).name == CONF:
            line = frame.lineno or 0
    lines = [text.strip() for text in str(cause).splitlines() if text.strip()]
    why = f"{type(cause).__name__}: {lines[0]}" if lines else type(cause).__name__
    message = _("can't be used: {why}").format(why=why)
    return Problem(Place(PurePath(CONF), line), message, "settings")


@contextmanager
def opened(folder: Path) -> Iterator[Sphinx]:
    """Open a source folder without building or writing anything in it.

    Raises what Sphinx raises when ``conf.py`` or ``wijk.toml`` can't be used.
    """
    with (
        tempfile.TemporaryDirectory(prefix="wijk-") as scratch,
        patch_docutils(folder),
        docutils_namespace(),
    ):
        yield Sphinx(
            folder,
            folder,
            Path(scratch, "out"),
            Path(scratch, "doctrees"),
            "dummy",
            confoverrides={"wijk_checked": True},
            status=None,
            warning=StringIO(),
            freshenv=True,
        )


@dataclass(frozen=True)
class SiteProject:
    """What ``conf.py`` decides for every excerpt."""

    dialect: Dialect
    static: tuple[tuple[Path, str], ...]
    """The static files that ``conf.py`` names, each with its path among the static files."""
    is_plain: bool
    """Whether no extension takes part but those we know: what comes out depends on no more than
    we can see."""


def site_project(app: Sphinx) -> SiteProject:
    """Return what every excerpt of an opened project needs."""
    config = app.config
    folders = [Path(app.confdir, entry) for entry in config.html_static_path if entry]
    named = [config.html_logo, config.html_favicon, *config.html_css_files, *config.html_js_files]
    found: dict[str, Path] = {}
    for entry in named:
        name = entry[0] if isinstance(entry, (tuple, list)) else entry
        for folder in folders:
            if name and "://" not in str(name) and (folder / str(name)).is_file():
                found.setdefault(str(name), folder / str(name))
    static = tuple((path, name) for name, path in found.items())
    foreign = {name for name in app.extensions if not _is_core(name)} - _KNOWN
    return SiteProject(dialect(app), static, not foreign and app.config.setup is None)


def _is_core(extension: str) -> bool:
    return extension.startswith("sphinx.") and not extension.startswith("sphinx.ext.")


def substitution_problems(config: Config) -> list[Problem]:
    """Return marks of access in settings that put text on pages: those can't be cut."""
    place = Place(PurePath(CONF))
    message = _("a mark of access in a substitution can't be cut: “{text}”.")
    return [
        Problem(place, message.format(text=text.strip()[:60]), "access")
        for name in ("myst_substitutions", "rst_prolog", "rst_epilog", "html_context")
        for text in strings_with_marks(getattr(config, name, None))
    ]


def settings_problems(config: Config) -> list[Problem]:
    """Return settings of ``conf.py`` that get in the way of a wijkdocument."""
    if "colon_fence" in config.myst_enable_extensions:
        return []
    message = _("without “colon_fence” in myst_enable_extensions, ::: blocks are plain text.")
    return [Problem(Place(PurePath(CONF)), message, "settings", Severity.WARNING)]


def page_paths(app: Sphinx) -> dict[str, PurePath]:
    """Return the path from the source folder of every page that Sphinx would build, by name."""
    app.env.find_files(app.config, app.builder)
    names = sorted(app.env.found_docs)
    return {name: PurePath(app.env.doc2path(name, base=False)) for name in names}


def dialect(app: Sphinx) -> Dialect:
    """Return how a project writes its Markdown."""
    # docutils asks for the language of a parser here; its own stub names another module
    language: Any = get_language(app.config.language)
    scratch = new_document("")
    scratch.reporter.report_level = scratch.reporter.SEVERE_LEVEL
    found: dict[str, type[Directive] | None] = {}

    def directive(name: str) -> type[Directive] | None:
        if name not in found:
            if name == "eval-rst":
                return None
            with sphinx_domains(app.env):
                found[name] = directives.directive(name, language, scratch)[0]
        return found[name]

    return Dialect(app.env.myst_config, directive)  # type: ignore[attr-defined]
