"""Read a source folder as a whole: settings, pages, and all that is wrong with them."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wijk_ext.analysis.colour import colour_problems
from wijk_ext.model.problem import Severity
from wijk_ext.project import (
    conf_problem,
    opened,
    page_paths,
    settings_problems,
    site_project,
    substitution_problems,
)
from wijk_ext.sources.links import dead_links
from wijk_ext.sources.source import read_source, toctree_problems

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path, PurePath

    from wijk_ext.model.problem import Problem
    from wijk_ext.model.wijk import Wijk
    from wijk_ext.project import SiteProject
    from wijk_ext.sources.source import Source


@dataclass(frozen=True)
class Reading:
    """A source folder that was read."""

    source: Source
    names: Mapping[str, PurePath]
    """The path of every page that Sphinx would build, by name."""
    project: SiteProject
    silenced: frozenset[str]
    """The subtypes of warnings that ``conf.py`` silences."""

    def wanted(self, problems: list[Problem]) -> list[Problem]:
        """Return the problems without the warnings that are silenced."""
        return [
            problem
            for problem in problems
            if problem.severity is Severity.ERROR
            or not {"wijk", f"wijk.{problem.subtype}"} & self.silenced
        ]


def read_folder(folder: Path, wijk: Wijk) -> tuple[Reading | None, list[Problem]]:
    """Read all pages of a source folder and find what is wrong with them, whatever the date.

    Returns None for the reading when ``conf.py`` can't be used.
    """
    with ExitStack() as stack:
        try:
            app = stack.enter_context(opened(folder))
        except (Exception, SystemExit) as error:  # noqa: BLE001 - conf.py is an author's program
            return None, [conf_problem(error)]
        names, project = page_paths(app), site_project(app)
        source, problems = read_source(folder, wijk, names, project.dialect, inline=True)
        problems += substitution_problems(app.config)
        problems += dead_links(source)
        problems += toctree_problems(source, names)
        problems += [*colour_problems(wijk), *settings_problems(app.config)]
        for name in wijk.vocabulary.types:
            # docutils forgets directives when the project is closed; an item may be added later
            project.dialect.directive(name)
        silenced = frozenset(app.config.suppress_warnings)
    return Reading(source, names, project, silenced), problems
