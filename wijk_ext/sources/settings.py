"""``wijk.toml`` → :class:`~wijk_ext.model.wijk.Wijk`, with all problems reported together."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import jsonschema_rs

from wijk_ext.locale import N_
from wijk_ext.locale import gettext as _
from wijk_ext.model.archive import Archive
from wijk_ext.model.asking import ASK_PLACEHOLDERS
from wijk_ext.model.intake import PAGE, IntakeSettings
from wijk_ext.model.problem import Place, Problem
from wijk_ext.model.standard import STANDARD_VOCABULARY
from wijk_ext.model.vocabulary import Field, ItemType, Kind, Phase, Status, Vocabulary
from wijk_ext.model.wijk import PROJECT_TEAM, PUBLIC, Organisation, Signals, Unit, Wijk
from wijk_ext.sources.explain import explain, suggestion
from wijk_ext.sources.plain import plain
from wijk_ext.sources.settings_schema import SETTINGS_SCHEMA
from wijk_ext.sources.text import read_text
from wijk_ext.sources.toml_positions import KeyPath, key_lines, line_of

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE_NAME: Final = "wijk.toml"
_PLACE_IN_MESSAGE = re.compile(r" \(at line (\d+), column \d+\)| \(at end of document\)")


def read_settings(source: Path) -> tuple[Wijk | None, list[Problem]]:
    """Read ``wijk.toml`` in the folder ``source``.

    Returns the settings and all problems; the settings are None when there is any problem.
    """
    shown = PurePath(FILE_NAME)
    path = source / FILE_NAME
    if not path.is_file():
        message = _(
            "not found in {folder}. A wijkdocument needs this file; begin with:\n"
            '[wijk]\nnaam = "name of the neighbourhood"'
        ).format(folder=source)
        return None, [Problem(Place(shown), message, "settings")]
    text, problems = read_text(path, shown)
    if problems:
        return None, problems
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return None, [_syntax_problem(error, text, shown)]
    check = _Check(data, key_lines(text), shown, source)
    problems = sorted(check.problems(), key=lambda problem: problem.place)
    return (None, problems) if problems else (_wijk(data), [])


def _syntax_problem(error: tomllib.TOMLDecodeError, text: str, shown: PurePath) -> Problem:
    found = _PLACE_IN_MESSAGE.search(str(error))
    line = int(found[1]) if found and found[1] else text.count("\n") + 1
    detail = _PLACE_IN_MESSAGE.sub("", str(error))
    if "twice" in detail or "overwrite" in detail:
        message = _("this name stands here a second time ({detail}).")
    else:
        message = _("is not valid TOML: {detail}.")
    return Problem(Place(shown, line), message.format(detail=_(detail)), "settings")


TOML_DETAILS: Final = (
    N_("Invalid value"),
    N_("Invalid statement"),
    N_("Cannot overwrite a value"),
    N_("Expected '=' after a key in a key/value pair"),
    N_("Expected newline or end of document after a statement"),
    N_("Expected ']' at the end of a table declaration"),
    N_("Unclosed array"),
    N_("Unterminated string"),
    N_("Invalid initial character for a key part"),
)
"""What :mod:`tomllib` says most; other details stay English."""


@dataclass(frozen=True)
class _Check:
    """Everything that can be wrong with a ``wijk.toml`` that is valid TOML."""

    data: dict[str, Any]
    lines: dict[KeyPath, int]
    shown: PurePath
    source: Path

    def problems(self) -> list[Problem]:
        return [
            *self._schema_problems(),
            *self._access_problems(),
            *self._file_problems(),
            *self._ask_problems(),
            *self._item_problems(),
            *self._intake_problems(),
        ]

    def _tables(self, key: str) -> list[tuple[str, dict[str, Any]]]:
        """Return the tables under a key; what has another shape is the schema's to report."""
        return [(name, table) for name, table in _items(self.data.get(key)) if _items(table)]

    def _problem(self, path: KeyPath, message: str) -> Problem:
        return Problem(Place(self.shown, line_of(path, self.lines)), message, "settings")

    def _schema_problems(self) -> Iterator[Problem]:
        validator = jsonschema_rs.validator_for(SETTINGS_SCHEMA)
        for error in validator.iter_errors(plain(self.data)):
            path = tuple(error.instance_path)
            schema: Any = SETTINGS_SCHEMA
            for step in error.schema_path[:-1]:
                schema = schema.get(step, {}) if isinstance(schema, dict) else {}
            known = sorted(schema.get("properties", ())) if isinstance(schema, dict) else []
            if error.kind.name == "additionalProperties":
                for word in error.kind.as_dict()["unexpected"]:
                    message = _("the key “{word}” is not known.").format(word=word)
                    yield self._problem((*path, word), message + suggestion(word, known))
            elif error.kind.name == "propertyNames":
                word = str(error.kind.as_dict()["error"].instance)
                message = _(
                    "“{word}” can't be a name here: use a-z, 0-9 and hyphens, a letter first."
                ).format(word=word)
                yield self._problem((*path, word), message)
            else:
                where = ".".join(str(step) for step in path)
                hint = ", ".join(schema.get("examples", ())) if isinstance(schema, dict) else ""
                message = (f"{where}: " if where else "") + explain(error, hint=hint)
                yield self._problem(path, message)

    def _access_problems(self) -> Iterator[Problem]:
        known = [PROJECT_TEAM, PUBLIC, *_reader_names(self.data)]
        for pattern, names in _items(self.data.get("toegang")):
            for index, name in enumerate(names if isinstance(names, list) else ()):
                if isinstance(name, str) and name not in known:
                    message = _("there is no reader “{name}”.").format(name=name)
                    path = ("toegang", pattern, index)
                    yield self._problem(path, message + suggestion(name, known))
        for reserved in (PROJECT_TEAM, PUBLIC):
            if reserved in dict(self._tables("organisaties")):
                message = _("an organisation can't be named “{name}”: that is a reader already.")
                yield self._problem(("organisaties", reserved), message.format(name=reserved))

    def _file_problems(self) -> Iterator[Problem]:
        messages = {
            "logo": _("the logo “{file}” is not in the source folder."),
            "word_sjabloon": _("the Word template “{file}” is not in the source folder."),
        }
        for id_, organisation in self._tables("organisaties"):
            for key, message in messages.items():
                file = organisation.get(key, "")
                if file and not (self.source / str(file)).is_file():
                    yield self._problem(("organisaties", id_, key), message.format(file=file))

    def _intake_problems(self) -> Iterator[Problem]:
        known = [PROJECT_TEAM, *_reader_names(self.data)]
        intake = dict(_items(self.data.get("import")))
        for written, name in _items(intake.get("organisaties")):
            if isinstance(name, str) and name not in known:
                message = _("there is no reader “{name}”.").format(name=name)
                path = ("import", "organisaties", written)
                yield self._problem(path, message + suggestion(name, known))
        personal = intake.get("persoonsgegevens")
        for role, heading in _items(intake.get("kolommen")):
            if isinstance(personal, list) and heading in personal:
                message = _("“{heading}” can't be taken over: it stands in “persoonsgegevens”.")
                path = ("import", "kolommen", role)
                yield self._problem(path, message.format(heading=heading))

    def _ask_problems(self) -> Iterator[Problem]:
        general = dict(_items(self.data.get("wijk")))
        for word in dict.fromkeys(re.findall(r"\{([^{}]*)\}", str(general.get("vragen_naar", "")))):
            if word not in ASK_PLACEHOLDERS:
                message = _("“{word}” can't be filled in here; there are: {known}.")
                known = ", ".join(f"{{{one}}}" for one in ASK_PLACEHOLDERS)
                yield self._problem(
                    ("wijk", "vragen_naar"), message.format(word=f"{{{word}}}", known=known)
                )

    def _item_problems(self) -> Iterator[Problem]:
        prefixes = {one.prefix: one.name for one in STANDARD_VOCABULARY.types.values()}
        for name, table in self._tables("items"):
            if name in STANDARD_VOCABULARY.types:
                extra = sorted(set(table) - {"velden"})
                for key in extra:
                    message = _("the type “{name}” exists; only “velden” can be added to it.")
                    yield self._problem(("items", name, key), message.format(name=name))
                continue
            for key in ("naam", "voorvoegsel", "statussen"):
                if key not in table:
                    message = _("“{key}” is missing.").format(key=key)
                    yield self._problem(("items", name), message)
            prefix = str(table.get("voorvoegsel", ""))
            if prefix in prefixes:
                message = _("the prefix “{prefix}” belongs to “{name}” already.")
                yield self._problem(
                    ("items", name, "voorvoegsel"),
                    message.format(prefix=prefix, name=prefixes[prefix]),
                )
            prefixes[prefix] = name


def _items(value: object) -> list[tuple[str, Any]]:
    return list(value.items()) if isinstance(value, dict) else []


def _reader_names(data: dict[str, Any]) -> list[str]:
    names = []
    for id_, organisation in _items(data.get("organisaties")):
        names.append(id_)
        units = organisation.get("onderdelen") if isinstance(organisation, dict) else None
        names.extend(f"{id_}/{unit}" for unit, _table in _items(units))
    return names


def _wijk(data: dict[str, Any]) -> Wijk:
    general = data["wijk"]
    signals = data.get("signalen", {})
    return Wijk(
        name=general["naam"],
        municipality=general.get("gemeente", ""),
        language=general.get("taal", "nl"),
        ask_address=general.get("vragen_naar", ""),
        organisations=tuple(
            _organisation(id_, table) for id_, table in data.get("organisaties", {}).items()
        ),
        public_name=data.get("openbaar", {}).get("naam", ""),
        folder_access=MappingProxyType(
            {pattern: tuple(names) for pattern, names in data.get("toegang", {}).items()}
        ),
        signals=Signals(
            signals.get("terugkerend_vanaf", Signals.recurring_from),
            signals.get("reactietermijn_dagen", Signals.response_days),
        ),
        intake=_intake(data.get("import", {})),
        archive=Archive.from_settings(data.get("archief", {})),
        vocabulary=_vocabulary(data.get("items", {})),
    )


def _intake(table: dict[str, Any]) -> IntakeSettings:
    return IntakeSettings(
        columns=MappingProxyType(dict(table.get("kolommen", {}))),
        organisations=MappingProxyType(dict(table.get("organisaties", {}))),
        page=table.get("pagina", PAGE),
        sheet=table.get("blad", ""),
        personal=tuple(table.get("persoonsgegevens", ())),
    )


def _organisation(id_: str, table: dict[str, Any]) -> Organisation:
    units = tuple(
        Unit(
            unit_id,
            unit["naam"],
            unit.get("soort", ""),
            tuple(unit.get("themas", ())),
            unit.get("ziet") == "gemarkeerd",
            unit.get("aanlevertermijn_dagen"),
        )
        for unit_id, unit in table.get("onderdelen", {}).items()
    )
    return Organisation(
        id_,
        table["naam"],
        table.get("soort", "anders"),
        table.get("logo", ""),
        table.get("kleur", ""),
        units,
        table.get("word_sjabloon", ""),
        table.get("aanlevertermijn_dagen"),
    )


def _vocabulary(tables: dict[str, dict[str, Any]]) -> Vocabulary:
    return STANDARD_VOCABULARY.extended(
        ItemType(
            name,
            table.get("voorvoegsel", ""),
            table.get("naam", name),
            table.get("meervoud", table.get("naam", name)),
            tuple(Status(word, word, Phase.ACTIVE) for word in table.get("statussen", ())),
            tuple(
                Field(
                    key,
                    field["naam"],
                    Kind(field.get("soort", Kind.TEXT.value)),
                    tuple(field.get("keuzes", ())),
                )
                for key, field in table.get("velden", {}).items()
            ),
        )
        for name, table in tables.items()
    )
