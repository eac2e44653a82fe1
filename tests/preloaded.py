"""Everything that a build loads sooner or later; the parent of :mod:`tests.tools`' processes."""

from importlib import import_module

from sphinx.application import builtin_extensions

for name in (
    *builtin_extensions,
    "docutils.core",
    "myst_parser",
    "myst_parser.parsers.sphinx_",
    "pydata_sphinx_theme",
    "sphinx.cmd.build",
    "sphinx_design.extension",
    "sphinx_needs.needs",
    "wijk_ext.cli.steps",
    "wijk_ext.extension",
):
    import_module(name)
