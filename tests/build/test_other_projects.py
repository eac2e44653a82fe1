"""wijk_ext added to a project that has settings of its own leaves those settings alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.tools import Site, run_sphinx, words_of, write

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = '[wijk]\nnaam = "De Lindebuurt"\n'
PAGE = """\
# Eisen

```{eis} De deur gaat open
:id: EIS_7
:prioriteit: hoog
:status: nieuw

De deur gaat naar buiten open.
```

```{afspraak} De deur blijft dicht
:id: AF-001
:status: concept
```

Zie {need}`EIS_7` en {need}`AF-001`, en $E = mc^2$.
"""
TYPES = """\
needs_types = [
    {"directive": "eis", "title": "Eis", "prefix": "EIS_", "color": "#BFD8D2", "style": "node"},
]
"""
NEEDS_CONF = f"""\
extensions = ["sphinx_needs", "wijk_ext"]
{TYPES}
needs_fields = {{"prioriteit": {{"description": "Hoe erg", "nullable": True}}}}
"""


def built(folder: Path, conf: str, files: dict[str, str] | None = None) -> Site:
    """Build a project with these settings and pages."""
    project = {"conf.py": conf, "wijk.toml": SETTINGS, "index.md": PAGE} | (files or {})
    result = run_sphinx(write(folder / "docs", project), folder / "html", "-q")
    assert "Traceback" not in result.text
    return Site(folder / "html", result)


def messages(site: Site) -> list[str]:
    """Return what was printed, without our own advice about items."""
    return [line for line in site.result.err.splitlines() if line and "[wijk." not in line]


def assert_both_render(site: Site) -> None:
    """Assert that the items of both kinds are on the page, and the text that points to them."""
    assert site.result.code == 0, site.result.text
    assert messages(site) == []
    article = site.article("index")
    assert "De deur gaat naar buiten open." in words_of(article)
    assert "hoog" in words_of(article)
    assert article.find("h2", string="De deur blijft dicht")
    links = [link["href"] for link in article.select("p a.internal") if "need" in str(link)]
    assert links == ["#EIS_7", "#AF-001"]


def test_types_and_fields_of_sphinx_needs_are_kept(tmp_path: Path) -> None:
    site = built(tmp_path, NEEDS_CONF)
    assert_both_render(site)
    needs = json.loads((site.folder / "needs.json").read_text("utf-8"))
    (version,) = needs["versions"].values()
    assert version["needs"]["EIS_7"]["prioriteit"] == "hoog"
    assert version["needs"]["AF-001"]["type"] == "afspraak"


def test_the_order_of_extensions_does_not_matter(tmp_path: Path) -> None:
    conf = NEEDS_CONF.replace('"sphinx_needs", "wijk_ext"', '"wijk_ext", "sphinx_needs"')
    assert_both_render(built(tmp_path, conf))


def test_a_pattern_for_ids_is_kept(tmp_path: Path) -> None:
    site = built(tmp_path, NEEDS_CONF + 'needs_id_regex = "^(EIS_[0-9]+|AF-[0-9]{3})$"\n')
    assert_both_render(site)
    wrong = NEEDS_CONF + 'needs_id_regex = "^[A-Z]{2}-[0-9]{3}$"\n'
    site = built(tmp_path / "wrong", wrong)
    assert "EIS_7" in "".join(messages(site))
    assert site.article("index").find(id="AF-001")


def test_settings_of_sphinx_needs_in_toml_are_kept(tmp_path: Path) -> None:
    conf = 'extensions = ["sphinx_needs", "wijk_ext"]\nneeds_from_toml = "ubproject.toml"\n'
    toml = """\
[needs]
id_regex = "^(EIS_|AF-)[0-9]+$"

[needs.fields.prioriteit]
description = "Hoe erg"
nullable = true

[[needs.types]]
directive = "eis"
title = "Eis"
prefix = "EIS_"
"""
    assert_both_render(built(tmp_path, conf, {"ubproject.toml": toml}))


def test_extensions_of_myst_are_kept(tmp_path: Path) -> None:
    site = built(tmp_path, NEEDS_CONF + 'myst_enable_extensions = ["dollarmath"]\n')
    assert_both_render(site)
    assert site.article("index").find(class_="math")
    with_colons = PAGE + "\n:::{note}\nDit blijft gewone tekst.\n:::\n"
    other = built(
        tmp_path / "colons",
        NEEDS_CONF + 'myst_enable_extensions = ["dollarmath"]\n',
        {"index.md": with_colons},
    )
    assert other.result.code == 0
    assert other.article("index").find(class_="admonition") is None


def test_another_theme_is_kept(tmp_path: Path) -> None:
    site = built(tmp_path, NEEDS_CONF + 'html_theme = "alabaster"\nhtml_title = "Mijn titel"\n')
    assert site.result.code == 0
    page = site.soup("index")
    assert messages(site) == []
    assert page.find("link", href=lambda href: href and "alabaster.css" in href)
    assert page.title.get_text().endswith("Mijn titel")
    assert page.find("h2", string="De deur blijft dicht")
    assert page.find(string=lambda text: "De deur gaat naar buiten open." in text)


def test_options_of_our_theme_and_static_files_are_kept(tmp_path: Path) -> None:
    conf = (
        NEEDS_CONF
        + 'html_theme_options = {"search_bar_text": "Zoek maar raak"}\n'
        + 'html_static_path = ["_static"]\nhtml_css_files = ["eigen.css"]\n'
    )
    site = built(tmp_path, conf, {"_static/eigen.css": "p { margin: 0 }"})
    assert messages(site) == []
    assert site.soup("index").find("input", placeholder="Zoek maar raak")
    assert (site.folder / "_static" / "eigen.css").is_file()
    assert (site.folder / "_static" / "wijk.css").is_file()


@pytest.mark.parametrize("setting", ['language = "en"', "html_copy_source = True"])
def test_settings_of_sphinx_are_kept(tmp_path: Path, setting: str) -> None:
    site = built(tmp_path, f"{NEEDS_CONF}{setting}\n")
    assert site.result.code == 0
    if "language" in setting:
        assert site.soup("index").html["lang"] == "en"
    else:
        assert (site.folder / "_sources" / "index.md.txt").is_file()


def test_without_settings_a_project_is_told_what_is_missing(tmp_path: Path) -> None:
    docs = write(tmp_path / "docs", {"conf.py": NEEDS_CONF, "index.md": "# Documentatie\n"})
    result = run_sphinx(docs, tmp_path / "html", "-q")
    assert result.code == 1
    assert "Traceback" not in result.text
    assert f"{docs / 'wijk.toml'}: ontbreekt in {docs}" in result.err
    assert '[wijk]\nnaam = "naam van de wijk"' in result.err


def test_pages_in_restructuredtext_stay_pages(tmp_path: Path) -> None:
    rst = "Een pagina in reST\n==================\n\n.. eis:: In reST\n   :id: EIS_8\n"
    index = PAGE + "\n```{toctree}\nander\n```\n"
    site = built(tmp_path, NEEDS_CONF, {"ander.rst": rst, "index.md": index})
    assert messages(site) == []
    assert "In reST" in words_of(site.article("ander"))
