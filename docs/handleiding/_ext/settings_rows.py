"""The JSON schema of ``wijk.toml`` as rows for the reference page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wijk_ext.sources.settings_schema import SETTINGS_SCHEMA


@dataclass(frozen=True)
class Row:
    """One key of a table."""

    path: str
    """The key with the table it stands in: ``organisaties.<id>.naam``."""
    key: str
    value: str
    """What an author fills in, in words."""
    required: bool


def tables() -> dict[str, list[Row]]:
    """Return the rows of every table by its heading, such as ``[organisaties.<id>]``."""
    found: dict[str, list[Row]] = {}
    _read("", SETTINGS_SCHEMA, found)
    return found


def _read(path: str, schema: dict[str, Any], found: dict[str, list[Row]]) -> None:
    required = schema.get("required", ())
    tables = {}
    for key, value in schema.get("properties", {}).items():
        if value.get("type") == "object":
            tables[key] = value
        else:
            row = Row(_join(path, key), key, _in_words(value), key in required)
            found.setdefault(f"[{path}]", []).append(row)
    for key, value in tables.items():
        named = value.get("additionalProperties")
        if not named:
            _read(_join(path, key), value, found)
        elif named.get("type") == "object":
            _read(_join(path, f"{key}.<naam>"), named, found)
        else:
            row = Row(_join(path, f"{key}.<patroon>"), '"<patroon>"', _in_words(named), False)
            found[f"[{_join(path, key)}]"] = [row]


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _in_words(schema: dict[str, Any]) -> str:
    if choices := schema.get("enum"):
        return "kies uit " + ", ".join(f"`{choice}`" for choice in choices)
    if examples := schema.get("examples"):
        return f"tekst, bijvoorbeeld `{examples[0]}`"
    match schema.get("type"):
        case "integer":
            return f"geheel getal vanaf {schema['minimum']}"
        case "array":
            return 'lijst van teksten: `["…", "…"]`'
        case "string":
            return "tekst"
    raise ValueError(f"no words for {schema}")
