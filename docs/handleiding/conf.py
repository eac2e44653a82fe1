"""Sphinx settings of the manual; ``_ext/reference.py`` makes its tables from the code."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "Handleiding wijk_ext"
author = "De ontwikkelaars van wijk_ext"
language = "nl"
extensions = ["wijk_ext", "reference"]
exclude_patterns = ["_ext", "voorbeelden"]

html_title = project
html_static_path = ["_static"]
html_css_files = ["handleiding.css"]
# a chapter of one page has nothing to list beside it
html_sidebars = {"**": ["sidebar-nav-bs"], "index": [], "eerste-document": []}
# a manual is no wijkdocument: its start page has no agreements to show
wijk_front_page = False
# the terms in the examples pass one day
suppress_warnings = ["wijk.overdue"]
