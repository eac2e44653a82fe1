"""Everything that a build needs, loaded once in the server from which builds are forked."""

import gc
from importlib import import_module

import bs4
import pydata_sphinx_theme  # noqa: F401 - loaded to be there
import sphinx_needs.needs  # noqa: F401
from pygments.styles import get_all_styles, get_style_by_name
from sphinx.application import builtin_extensions

import wijk_ext.extension
import wijk_ext.output.html.reuse  # noqa: F401

_EXTENSIONS = (
    *("myst_parser.parsers.sphinx_", "sphinx_design.extension", "sphinx_data_viewer", "jinja2.ext"),
    *("sphinx.builders.html", "sphinx.ext.graphviz", "sphinx.ext.mathjax", "sphinxcontrib.jquery"),
    *(
        "docutils.languages.nl",
        "docutils.parsers.rst.languages.nl",
        "myst_parser.sphinx_ext.mathjax",
    ),
)
for _name in (*builtin_extensions, *_EXTENSIONS):
    import_module(_name)
# the theme asks for all styles of Pygments, and selects elements on every page; the first time
# makes ready for all others
for _name in get_all_styles():
    get_style_by_name(_name)
bs4.BeautifulSoup("<p></p>", "html.parser").select("nav.a li > a[href]")

# what is loaded here stays: a child need not look through it, nor copy it
gc.freeze()
