"""Everything that a build loads sooner or later; the parent of :mod:`tests.tools`' processes."""

from importlib import import_module

from sphinx.application import builtin_extensions

from wijk_ext.cli.steps import COMMANDS

for name in (
    *builtin_extensions,
    "docutils.core",
    "myst_parser",
    "myst_parser.parsers.sphinx_",
    "pydata_sphinx_theme",
    "sphinx.cmd.build",
    "sphinx_design.extension",
    "sphinx_needs.needs",
    "wijk_ext.extension",
):
    import_module(name)
for steps in COMMANDS.values():
    for step in steps:
        step.function()
