"""Directives for this manual only: its tables are made from the code, so they can't drift.

What the code does not hold, a sentence for an author in Dutch, stands in ``uitleg.toml``. A type,
key or warning without such a sentence, or a sentence about nothing, stops the build of the manual.
"""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import code_comments
import settings_rows
from docutils import nodes
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

from wijk_ext import __version__, extension, messages
from wijk_ext.extension import Build
from wijk_ext.locale import gettext as _
from wijk_ext.messages import Subtype
from wijk_ext.model import standard
from wijk_ext.model.standard import COMMON_FIELDS, LINKS, TYPES
from wijk_ext.model.vocabulary import Kind, Phase
from wijk_ext.sources import settings_schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx.application import Sphinx

    from wijk_ext.model.vocabulary import Field, ItemType

TEXTS_FILE = Path(__file__).with_name("uitleg.toml")
NOXFILE = Path(__file__).parents[3] / "noxfile.py"
READ_FROM = (extension, messages, standard, settings_schema)
"""A page with something made from these is made anew when one of them changes."""


class Texts:
    """The sentences of ``uitleg.toml``, of which none may be missing or left over."""

    def __init__(self) -> None:
        self._sections = tomllib.loads(TEXTS_FILE.read_text("utf-8"))

    def section(self, name: str, keys: Iterable[str]) -> dict[str, str]:
        """Return the sentences of a section, which must be about these keys and no other."""
        texts: dict[str, str] = self._sections[name]
        if odd := sorted(set(keys) ^ set(texts)):
            message = f"{TEXTS_FILE}: [{name}] and the code do not agree on: {', '.join(odd)}"
            raise ExtensionError(message)
        return texts


def words(text: str) -> list[nodes.Node]:
    """Return a text with `code` in it, or ``code`` as in docstrings, as nodes."""
    parts = re.split(r"`+([^`]+)`+", text)
    return [
        nodes.literal(part, part) if number % 2 else nodes.Text(part)
        for number, part in enumerate(parts)
        if part
    ]


def paragraph(text: str) -> nodes.paragraph:
    """Return a paragraph with `code` in it."""
    return nodes.paragraph("", "", *words(text))


def table(caption: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> nodes.table:
    """Return a table with a caption; each cell is a text with `code` in it."""
    group = nodes.tgroup(cols=len(headings))
    group += [nodes.colspec(colwidth=1) for _heading in headings]
    group += nodes.thead("", _row(headings))
    group += nodes.tbody("", *(_row(row) for row in rows))
    title = nodes.title(caption, "", *words(caption))
    return nodes.table("", title, group, classes=["colwidths-auto", "manual-table"])


def _row(cells: Sequence[str]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", paragraph(cell)) for cell in cells))


class Reference(SphinxDirective):
    """A directive that places something made from the code."""

    def section(self, name: str, title: str, content: Sequence[nodes.Node]) -> nodes.section:
        """Return a section that text can refer to by ``name``."""
        section = nodes.section("", nodes.title(title, "", *words(title)), *content, names=[name])
        self.state.document.note_explicit_target(section)
        return section

    def run(self) -> list[nodes.Node]:
        """Return what is placed."""
        for path in (__file__, TEXTS_FILE, NOXFILE, *(module.__file__ for module in READ_FROM)):
            self.env.note_dependency(str(path))
        return self.make(Texts())

    def make(self, texts: Texts) -> list[nodes.Node]:
        """Return the nodes."""
        raise NotImplementedError


class ItemTypes(Reference):
    """``naslag-soorten``: a section for each type of item."""

    def make(self, texts: Texts) -> list[nodes.Node]:
        """Return a section for each type."""
        about = texts.section("soorten", (one.name for one in TYPES))
        kinds = texts.section("waarden", (kind.name for kind in Kind))
        phases = texts.section("fasen", (phase.name for phase in Phase))
        return [self._type(one, about[one.name], kinds, phases) for one in TYPES]

    def _type(
        self, one: ItemType, about: str, kinds: dict[str, str], phases: dict[str, str]
    ) -> nodes.section:
        label = _(one.label)
        statuses = [
            [
                f"`{status.name}`",
                _(status.label),
                phases[status.phase.name] + (" Geldt als u niets invult." if not number else ""),
            ]
            for number, status in enumerate(one.statuses)
        ]
        links = ", ".join(f"`{link.name}`" for link in LINKS if one.name in link.sources)
        content: list[nodes.Node] = [
            paragraph(about),
            paragraph(f"Begin met `:::{{{one.name}}}`. Het nummer begint met `{one.prefix}`."),
            table(f"Statussen van {label}", ["Status", "Op de pagina", "Betekenis"], statuses),
        ]
        if one.fields:
            content.append(_fields_table(f"Eigen velden van {label}", one.fields, kinds))
        if links:
            content.append(paragraph(f"Alleen hier: de koppeling {links}."))
        return self.section(f"soort-{one.name}", label[:1].upper() + label[1:], content)


class CommonFields(Reference):
    """``naslag-velden``: the fields that every item may have."""

    def make(self, texts: Texts) -> list[nodes.Node]:
        """Return one table."""
        kinds = texts.section("waarden", (kind.name for kind in Kind))
        return [_fields_table("Velden voor elk item", COMMON_FIELDS, kinds)]


def _fields_table(caption: str, fields: Iterable[Field], kinds: dict[str, str]) -> nodes.table:
    rows = []
    for field in fields:
        value = kinds[field.kind.name].format(keuzes=", ".join(f"`{c}`" for c in field.choices))
        rows.append([f"`{field.name}`", _(field.label), value])
    return table(caption, ["Veld", "Op de pagina", "Wat u invult"], rows)


class Links(Reference):
    """``naslag-koppelingen``: the links between items."""

    def make(self, texts: Texts) -> list[nodes.Node]:
        """Return one table."""
        about = texts.section("koppelingen", (link.name for link in LINKS))
        rows = [
            [f"`{link.name}`", _(link.label), _(link.reverse), about[link.name]] for link in LINKS
        ]
        headings = ["Koppeling", "Op de pagina", "Bij het andere item", "Gebruik"]
        return [table("Koppelingen tussen items", headings, rows)]


class Settings(Reference):
    """``naslag-wijk-toml``: a section for each table of ``wijk.toml``."""

    def make(self, texts: Texts) -> list[nodes.Node]:
        """Return the sections."""
        tables = settings_rows.tables()
        keys = {row.path for rows in tables.values() for row in rows}
        about = texts.section("wijk-toml", keys)
        headings = ["Sleutel", "Wat u invult", "Verplicht", "Uitleg"]
        sections: list[nodes.Node] = []
        for name, rows in tables.items():
            cells = [
                [f"`{row.key}`", row.value, "ja" if row.required else "nee", about[row.path]]
                for row in rows
            ]
            content = [table(f"Sleutels in `{name}`", headings, cells)]
            sections.append(self.section(f"tabel-{name}", f"`{name}`", content))
        return sections


class Warnings(Reference):
    """``naslag-waarschuwingen``: what each warning means, for authors."""

    def make(self, texts: Texts) -> list[nodes.Node]:
        """Return one table."""
        about = texts.section("waarschuwingen", (one.value for one in Subtype))
        rows = [[f"`wijk.{one.value}`", about[one.value]] for one in Subtype]
        return [table("Waarschuwingen", ["Naam", "Wat het betekent"], rows)]


class WarningsInEnglish(Reference):
    """``warning-subtypes``: the warnings with their docstrings."""

    def make(self, _texts: Texts) -> list[nodes.Node]:
        """Return one table."""
        docs = code_comments.member_docstrings(Path(messages.__file__), Subtype.__name__)
        rows = [[f"`wijk.{one.value}`", docs[one.name]] for one in Subtype]
        return [table("Subtypes of warnings", ["Subtype", "Meaning"], rows)]


class Events(Reference):
    """``event-table``: what is connected to which Sphinx event, and why at that priority."""

    def make(self, _texts: Texts) -> list[nodes.Node]:
        """Return one table."""
        events = Build(self.env.app).events()
        reasons = code_comments.reasons_in(Build.events)
        if len(reasons) != len(events):
            raise ExtensionError("the comments in Build.events can't be matched with its rows")
        rows = [
            [f"`{name}`", str(priority), f"`{handler.__name__}`", _summary(handler), reason]
            for (name, handler, priority), reason in zip(events, reasons, strict=True)
        ]
        headings = ["Event", "Priority", "Handler", "What it does", "Why then"]
        return [table("Events and their handlers", headings, rows)]


def _summary(documented: Any) -> str:
    return " ".join((documented.__doc__ or "").strip().partition("\n\n")[0].split())


class Sessions(Reference):
    """``nox-sessions``: the sessions of the noxfile with their docstrings."""

    def make(self, _texts: Texts) -> list[nodes.Node]:
        """Return one table."""
        rows = [
            [f"`nox -s {function.name}`", " ".join((ast.get_docstring(function) or "").split())]
            for function in ast.parse(NOXFILE.read_text("utf-8")).body
            if isinstance(function, ast.FunctionDef) and function.decorator_list
        ]
        return [table("Sessions of nox", ["Command", "What it does"], rows)]


class CommandHelp(Reference):
    """``opdracht``: the help of ``wijk``, or of one of its commands."""

    optional_arguments = 1

    def make(self, _texts: Texts) -> list[nodes.Node]:
        """Return the text as it is printed."""
        command = [sys.executable, "-m", "wijk_ext.cli.main", *self.arguments, "--help"]
        settings = os.environ | {"COLUMNS": "78", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
        done = subprocess.run(  # noqa: S603 - the names of commands stand in our own pages
            command, env=settings, capture_output=True, encoding="utf-8", check=True
        )
        return [nodes.literal_block(done.stdout, done.stdout, language="none")]


DIRECTIVES: dict[str, type[Reference]] = {
    "naslag-soorten": ItemTypes,
    "naslag-velden": CommonFields,
    "naslag-koppelingen": Links,
    "naslag-wijk-toml": Settings,
    "naslag-waarschuwingen": Warnings,
    "warning-subtypes": WarningsInEnglish,
    "event-table": Events,
    "nox-sessions": Sessions,
    "opdracht": CommandHelp,
}


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directives."""
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive)
    # after the overviews were made, at 410
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
