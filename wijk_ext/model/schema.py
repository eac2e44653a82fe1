"""The JSON schema of an item's fields, made from the vocabulary.

sphinx-needs validates with these schemas in a build, and :mod:`wijk_ext.sources` before one, so
both say the same of the same value.
"""

from __future__ import annotations

from typing import Any

from wijk_ext.model.vocabulary import Field, ItemType, Kind
from wijk_ext.model.wijk import PROJECT_TEAM, PUBLIC, Wijk

Schema = dict[str, Any]


def field_schema(field: Field, wijk: Wijk) -> Schema:
    """Return the JSON schema of what a field may hold in this document."""
    if field.kind.is_list:
        return {"type": "array", "items": _word_schema(field, wijk)}
    if field.kind is Kind.YEAR:
        return {"type": "integer", "minimum": 1900, "maximum": 2200}
    return _word_schema(field, wijk)


def status_schema(item_type: ItemType) -> Schema:
    """Return the JSON schema of the status of a type."""
    return {"type": "string", "enum": [status.name for status in item_type.statuses]}


def item_schema(type_name: str, wijk: Wijk) -> Schema:
    """Return the JSON schema of all fields and the status of a type."""
    item_type = wijk.vocabulary.types[type_name]
    properties = {
        name: field_schema(field, wijk)
        for name, field in wijk.vocabulary.fields_of(type_name).items()
    }
    return {"type": "object", "properties": properties | {"status": status_schema(item_type)}}


def _word_schema(field: Field, wijk: Wijk) -> Schema:
    schema: Schema = {"type": "string", "minLength": 1}
    if field.kind is Kind.DATE:
        schema["format"] = "date"
    elif names := _allowed(field, wijk):
        schema["enum"] = names
    return schema


def _allowed(field: Field, wijk: Wijk) -> list[str]:
    readers = wijk.readers()
    match field.kind:
        case Kind.CHOICE:
            return list(field.choices)
        case Kind.ORGANISATION:
            return [organisation.id for organisation in wijk.organisations]
        case Kind.PARTIES:
            return [name for name in readers if name != PUBLIC]
        case Kind.READER | Kind.READERS:
            return list(dict.fromkeys([*readers, PROJECT_TEAM, PUBLIC]))
        case _:
            return []
