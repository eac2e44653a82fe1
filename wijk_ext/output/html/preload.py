"""Everything that a build needs, loaded once in the server from which builds are forked."""

import gc

import myst_parser.parsers.sphinx_
import pydata_sphinx_theme
import sphinx.application
import sphinx.builders.html
import sphinx_design.extension
import sphinx_needs.needs

import wijk_ext.extension

__all__ = [
    "myst_parser",
    "pydata_sphinx_theme",
    "sphinx",
    "sphinx_design",
    "sphinx_needs",
    "wijk_ext",
]

# what is loaded here stays: a child need not look through it, nor copy it
gc.freeze()
