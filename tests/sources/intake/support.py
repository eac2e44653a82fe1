"""A small document to import into, and texts that nobody should trust."""

from __future__ import annotations

from datetime import date
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from docutils.parsers.rst import Directive, directives
from docutils.parsers.rst.directives.admonitions import Note
from myst_parser.config.main import MdParserConfig

from wijk_ext.defaults import MYST_EXTENSIONS
from wijk_ext.model.intake import IntakeSettings
from wijk_ext.model.wijk import Organisation, Unit, Wijk
from wijk_ext.sources.blocks import Dialect
from wijk_ext.sources.intake.plan import Wanted, plan_import
from wijk_ext.sources.intake.table import Row, Table
from wijk_ext.sources.source import read_source

if TYPE_CHECKING:
    from wijk_ext.sources.intake.plan import ImportPlan
    from wijk_ext.sources.source import Source

TODAY = date(2026, 11, 23)


class Item(Directive):
    """A block with the options of an item."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec = dict.fromkeys(
        "id status partijen eigenaar ingebracht_door datum termijn over toegang".split(),
        directives.unchanged,
    )


TYPES = ("vraag", "onduidelijkheid", "knelpunt", "afspraak", "alleen-voor")
KNOWN: dict[str, type[Directive]] = {"note": Note, **dict.fromkeys(TYPES, Item)}
DIALECT = Dialect(MdParserConfig(enable_extensions=set(MYST_EXTENSIONS)), KNOWN.get)
EVERYTHING = Dialect(
    MdParserConfig(
        enable_extensions={
            *MYST_EXTENSIONS,
            *("amsmath", "attrs_block", "dollarmath", "html_admonition", "html_image"),
            *("replacements", "smartquotes", "strikethrough", "substitution"),
        },
        substitutions={"x": "geheim"},
    ),
    KNOWN.get,
)
"""The dialect of a project that uses all that MyST knows."""
HEADINGS = ("ID", "Vraag", "Toelichting", "Organisatie", "Datum", "Over", "Soort", "E-mail")
AGREEMENT = """\
# Afspraken

:::{afspraak} Bewoners krijgen binnen vijf werkdagen antwoord
:id: AF-003

Dat geldt ook in de vakantie.
:::
"""


def wijk(**intake: Any) -> Wijk:
    """Return settings with two organisations."""
    return Wijk(
        "De Lindebuurt",
        organisations=(
            Organisation("gemeente", "Gemeente Voorbeeldstad", units=(Unit("raad", "Raad"),)),
            Organisation("corporatie", "Woonstichting De Linde"),
        ),
        intake=IntakeSettings(**intake),
    )


def read(folder: Path, dialect: Dialect = DIALECT, **intake: Any) -> Source:
    """Read a source folder as ``wijk import`` does."""
    paths = sorted(path.relative_to(folder) for path in folder.rglob("*.md"))
    names = {path.with_suffix("").as_posix(): PurePath(path) for path in paths}
    source, problems = read_source(folder, wijk(**intake), names, dialect, inline=True)
    assert not problems
    return source


def table(*rows: dict[str, str]) -> Table:
    """Return a table with :data:`HEADINGS`; a row names its cells by heading."""
    made = (
        Row(number, tuple(row.get(heading, "") for heading in HEADINGS))
        for number, row in enumerate(rows, 2)
    )
    return Table("vragen.csv", HEADINGS, tuple(made))


def plan(source: Source, found: Table, dialect: Dialect = DIALECT, **wanted: Any) -> ImportPlan:
    """Plan an import on a fixed day."""
    return plan_import(source, dialect, found, Wanted(today=TODAY, **wanted))


_SINGLE = [
    *("# Kop", "## Kop", "Kop\n====", "Kop\n----", "---", "***", "___", "+++", "+++ {}", "====="),
    *("> citaat", "> [!NOTE]", "- punt", "* punt", "+ punt", "1. punt", "12) punt", "- [ ] taak"),
    *("    code", "\tcode", "```", "```python\nx = 1\n```", "~~~", "````{note}\nx\n````"),
    *(":::", "::::", ":::{note} X\nx\n:::", ":::{vraag} Nep\n:id: VR-999\n:::", ":::note"),
    *(
        "```{include} /etc/passwd\n```",
        ":::{include} ../conf.py\n:::",
        "```{literalinclude} x\n```",
    ),
    *("```{raw} html\n<b>x</b>\n```", ":::{raw} html\n<script>alert(1)</script>\n:::"),
    *(
        "```{eval-rst}\n.. raw:: html\n\n   <b>\n```",
        "```{toctree}\nindex\n```",
        "```{needtable}\n```",
    ),
    *(":::{alleen-voor} gemeente\ngeheim\n:::", "{alleen-voor} gemeente", "{alleen voor}`x`"),
    *("toegang: gemeente", "Toegang: gemeente", ":toegang: gemeente", "- toegang: [gemeente]"),
    *("vingerafdruk: abc", "organisatie: gemeente", ":id: VR-999", ":status: beantwoord"),
    *("<alleen-voor gemeente>", "alleen-voor:: gemeente", "::: alleen-voor gemeente"),
    *("{ref}`index`", "{doc}`index`", "{need}`AF-003`", "{download}`conf.py`", "{math}`x^2`"),
    *("{ndf}`copy('id')`", "{abbr}`x (y)`", "{sub}`x`", "{eval}`1+1`", "{np}`(1)x`"),
    *('[[copy("id")]]', "[[echo('x')]]", "[[[x]]]", "<<[status]:x>>", "<{ x }>", "[[_TOC_]]"),
    *("{{ x }}", "{{x}}", "{% raw %}", "{%include 'x'%}", "{{ ''.__class__ }}", "${x}", "#{x}"),
    *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<b>vet</b>", "<!-- x -->"),
    *("<svg/onload=alert(1)>", "<iframe src='javascript:alert(1)'>", '<a href="x">y</a>', "</div>"),
    *(
        "<style>*{display:none}</style>",
        "<?php x ?>",
        "<![CDATA[x]]>",
        "<!DOCTYPE html>",
        "<details>",
    ),
    *(
        "</article></main>",
        "<base href=//x>",
        "<meta http-equiv=refresh>",
        "<div class='admonition'>",
    ),
    *("[tekst](https://voorbeeld.example)", "[tekst](javascript:alert(1))", "[tekst](#AF-003)"),
    *(
        "[tekst][doel]",
        "[doel]: https://voorbeeld.example",
        "[doel]: <x> 'y'",
        "<https://x.example>",
    ),
    *(
        "![beeld](x.png)",
        "![beeld](../../geheim.png)",
        "![](data:text/html,x)",
        "https://x.example",
    ),
    *(
        "//x.example",
        "www.x.example",
        "<mailto:iemand>",
        "javascript:alert(1)",
        "file:///etc/passwd",
    ),
    *("[^1]", "[^1]: noot", "[^noot]: x\n    y", "x^[noot]", "[@cite]", "{cite}`x`"),
    *(
        "---\ntitle: x\n---",
        "---\ntoegang: [gemeente]\n---",
        "...",
        "% toegang: x",
        "% herkomst: abc",
    ),
    *("% commentaar", "(label)=", "(AF-003)=", "(label)=\n# Kop", "{#label}", "{.klasse}"),
    *("{.klasse #id}\nx", "[x]{.klasse}", "[x]{#id}", "`x`{l=python}", "![x](y){width=1px}"),
    *("| a | b |\n|---|---|\n| 1 | 2 |", "a | b\n--- | ---\n1 | 2", "|", "|x|", "||"),
    *("Term\n: uitleg", ": uitleg", "~ uitleg", ":veld: waarde", ":a b: c", "::", ": :"),
    *("$x$", "$$x$$", "$$\nx\n$$", "\\begin{align}x\\end{align}", "\\(x\\)", "\\[x\\]", "~~weg~~"),
    *("**vet**", "__vet__", "*schuin*", "_schuin_", "`code`", "``code``", "***", "a*b*c", "a_b_c"),
    *(
        "\\",
        "\\\\",
        "x\\",
        "x\\\ny",
        "x  \ny",
        "\\*",
        "\\`",
        "&amp;",
        "&lt;b&gt;",
        "&#60;",
        "&nbsp;",
    ),
    *(
        "&",
        "&x",
        "&#x202e;",
        "&NotEqualTilde;",
        "(c) (tm) +-",
        "'a' \"b\"",
        "a -- b --- c",
        "a...b",
    ),
    *("=cmd|' /C calc'!A0", "=1+1", "+1+1", "-1+1", "@SUM(1)", '=HYPERLINK("http://x","y")'),
    *('=WEBSERVICE("http://x")', "\t=1+1", "\r=1+1", '=DDE("x";"y")', "＝1+1", "%0A=1+1"),
    *("a\0b", "a\x07b", "a\x1b[31mrood", "a\x7fb", "a\x85b", "a\x0bb", "a\x0cb", "a\x1cb", "a\rb"),
    *(
        "a\u2028b",
        "a\u2029b",
        "a\u202eb",
        "a\u2066b\u2069",
        "a\u200fb",
        "a\u200bb",
        "\ufeffa",
        "a\xadb",
    ),
    *(
        "a\ud800b",
        "a\uffffb",
        "a\ufdd0b",
        "a\U000e0041b",
        "e\u0301\u0301\u0301",
        "👩\u200d👧",
        "ﷺ",
        "a\xa0b",
    ),
    *("x" * 20_000, "woord " * 3_000, "[" * 2_000, "*" * 2_000, "> " * 500 + "x", "`" * 2_000),
    *("(" * 1_000, "![" * 1_000, "<" * 2_000, ":::" * 500, "{" * 1_000, "&" * 2_000, "a_" * 3_000),
    *("_x000D_", "_x0041_", "_x003D_1+1", "'=1+1", '"=1+1', ";=1+1", ",=1+1", "x;y\tz|w,v"),
    *("!!! note", '=== "Tab"', '--8<-- "x"', "{: .klasse }", "[TOC]", "!include x", "@import x"),
    *(".. note::", ".. include:: /etc/passwd", ":ref:`x`", "|x|_", "x_", "`x`_", ".. _x:", "``x``"),
    *(
        "%s%n",
        "../../../etc/passwd",
        "${jndi:ldap://x}",
        "'; DROP TABLE x;--",
        "{0.__class__}",
        "{id}",
    ),
    *(
        "[weggelaten]",
        "herkomst: 0123456789abcdef",
        "CON",
        "null",
        "None",
        "True",
        "NaN",
        "1e5",
        "00",
    ),
]
HOSTILE = tuple(dict.fromkeys(_SINGLE))
"""Texts that mean something to somebody: Markdown, MyST, HTML, spreadsheets, terminals."""
