"""What ``wijk.toml`` may hold, as one JSON schema: for our check and for editors alike."""

from __future__ import annotations

from typing import Any

from wijk_ext.model.archive import APPRAISALS
from wijk_ext.model.intake import COLUMNS, PAGE
from wijk_ext.model.vocabulary import Kind
from wijk_ext.model.wijk import NAME_PATTERN, ORGANISATION_KINDS

_NAME = f"^{NAME_PATTERN.pattern}$"
_TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
_WORDS: dict[str, Any] = {"type": "array", "items": _TEXT}
_DAYS: dict[str, Any] = {"type": "integer", "minimum": 0, "maximum": 365}


def _table(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _named_tables(table: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "propertyNames": {"pattern": _NAME}, "additionalProperties": table}


_UNIT = _table(
    {
        "naam": _TEXT,
        "soort": _TEXT,
        "themas": _WORDS,
        "ziet": {"enum": ["standaard", "gemarkeerd"]},
        "aanlevertermijn_dagen": _DAYS,
    },
    "naam",
)
_ORGANISATION = _table(
    {
        "naam": _TEXT,
        "soort": {"enum": list(ORGANISATION_KINDS)},
        "logo": _TEXT,
        "word_sjabloon": _TEXT,
        "kleur": {
            "type": "string",
            "pattern": "^#[0-9a-fA-F]{6}$",
            "examples": ["#154273"],
        },
        "aanlevertermijn_dagen": _DAYS,
        "onderdelen": _named_tables(_UNIT),
    },
    "naam",
)
_FIELD = _table(
    {
        "naam": _TEXT,
        "soort": {"enum": [kind.value for kind in Kind]},
        "keuzes": _WORDS,
    },
    "naam",
)
_ITEM_TYPE = _table(
    {
        "naam": _TEXT,
        "meervoud": _TEXT,
        "voorvoegsel": {"type": "string", "pattern": "^[A-Z]{2,4}-$", "examples": ["RI-"]},
        "statussen": _WORDS | {"minItems": 1},
        "velden": {
            "type": "object",
            "propertyNames": {"pattern": "^[a-z][a-z0-9_]*$"},
            "additionalProperties": _FIELD,
        },
    }
)

SETTINGS_SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "wijk.toml",
} | _table(
    {
        "wijk": _table(
            {
                "naam": _TEXT,
                "gemeente": _TEXT,
                "taal": {"enum": ["nl", "en"]},
                "vragen_naar": {
                    "type": "string",
                    "pattern": "^(mailto:|https?://)",
                    "examples": ["mailto:projectteam@wijk.example"],
                },
            },
            "naam",
        ),
        "organisaties": _named_tables(_ORGANISATION),
        "openbaar": _table({"naam": _TEXT}, "naam"),
        "toegang": {"type": "object", "additionalProperties": _WORDS},
        "signalen": _table(
            {
                "terugkerend_vanaf": {"type": "integer", "minimum": 1},
                "reactietermijn_dagen": {"type": "integer", "minimum": 0},
            }
        ),
        "import": _table(
            {
                "kolommen": _table(dict.fromkeys(COLUMNS, _TEXT)),
                "organisaties": {"type": "object", "additionalProperties": _TEXT},
                "pagina": {
                    "type": "string",
                    "pattern": r"^(?!/)(?!(.*/)?\.\.?/)[^\\]+\.md$",
                    "examples": [PAGE],
                },
                "blad": _TEXT,
                "persoonsgegevens": _WORDS,
            }
        ),
        "archief": _table(
            {
                "archiefvormer": _TEXT,
                "identificatiebron": _TEXT,
                "waardering": {"enum": list(APPRAISALS)},
                "bewaartermijn_jaren": {"type": "integer", "minimum": 1},
                "selectielijst": _TEXT,
                "categorie": _TEXT,
            }
        ),
        "items": _named_tables(_ITEM_TYPE),
    },
    "wijk",
)
