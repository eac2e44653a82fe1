"""The JSON schema of ``wijk.toml`` for editors, which show what a key is for while one types."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any, Final

from wijk_ext.sources.settings_schema import SETTINGS_SCHEMA

if TYPE_CHECKING:
    from collections.abc import Mapping

DIALECT: Final = "http://json-schema.org/draft-07/schema#"
"""The newest dialect that the TOML extensions of editors understand; ours uses nothing newer."""


def editor_schema(texts: Mapping[str, str]) -> dict[str, Any]:
    """Return the schema that ``wijk check`` uses, with explanations.

    ``texts`` are sentences by key with its tables, as in ``organisaties.<naam>.kleur``; a name
    that an author chooses is ``<naam>`` there, and a pattern for files ``<patroon>``.
    """
    schema = deepcopy(SETTINGS_SCHEMA) | {"$schema": DIALECT}
    _explain(schema, "", texts)
    return schema


def _explain(schema: dict[str, Any], path: str, texts: Mapping[str, str]) -> None:
    if path in texts:
        schema["description"] = texts[path]
    for key, one in schema.get("properties", {}).items():
        # tables of the same shape share one object, and each place has its own text
        own = schema["properties"][key] = deepcopy(one)
        _explain(own, f"{path}.{key}" if path else key, texts)
    named = schema.get("additionalProperties")
    if isinstance(named, dict):
        own = schema["additionalProperties"] = deepcopy(named)
        is_table = named.get("type") == "object"
        _explain(own, f"{path}.<naam>" if is_table else f"{path}.<patroon>", texts)
