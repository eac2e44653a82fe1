"""Give sphinx-needs our types, fields and links, and leave what the project configured alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from wijk_ext.locale import gettext as _
from wijk_ext.model.schema import field_schema, status_schema
from wijk_ext.model.vocabulary import Field, Kind

if TYPE_CHECKING:
    from wijk_ext.model.vocabulary import ItemType
    from wijk_ext.model.wijk import Wijk

SPHINX_NEEDS_IDS: Final = r"[A-Z0-9_]{5,}"


def needs_types(wijk: Wijk, configured: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the configured types of sphinx-needs with ours behind them."""
    taken = {entry.get("directive") for entry in configured}
    own = [
        {
            "directive": item_type.name,
            "title": _(item_type.label).capitalize(),
            "prefix": item_type.prefix,
            "fields": _narrowed_fields(item_type, wijk),
        }
        for item_type in wijk.vocabulary.types.values()
        if item_type.name not in taken
    ]
    return [*configured, *own]


def needs_fields(wijk: Wijk, configured: dict[str, Any]) -> dict[str, Any]:
    """Return the configured fields of sphinx-needs with ours beside them."""
    own: dict[str, Any] = {}
    for type_name in wijk.vocabulary.types:
        for name, field in wijk.vocabulary.fields_of(type_name).items():
            if name not in own or field.kind is Kind.TEXT:
                own[name] = _declaration(field, wijk)
    return own | configured


def needs_links(
    wijk: Wijk, configured: dict[str, Any], *, allow_dead_links: bool = False
) -> dict[str, Any]:
    """Return the configured links of sphinx-needs with ours beside them."""
    own = {
        link.name: {
            "description": _(link.label),
            "outgoing": _(link.label),
            "incoming": _(link.reverse),
            "parse_dynamic_functions": False,
            "parse_variants": False,
            "allow_dead_links": allow_dead_links,
        }
        | ({"target_types": list(link.targets)} if link.targets else {})
        for link in wijk.vocabulary.links.values()
    }
    return own | configured


def id_pattern(wijk: Wijk, *, has_other_types: bool) -> str:
    """Return the pattern for ids: ours, and that of sphinx-needs where other types are in use."""
    prefixes = "|".join(item_type.prefix for item_type in wijk.vocabulary.types.values())
    own = rf"(?:{prefixes})[0-9]{{3,}}$"
    return rf"^(?:{own}|{SPHINX_NEEDS_IDS})" if has_other_types else rf"^{own}"


def _declaration(field: Field, wijk: Wijk) -> dict[str, Any]:
    return {
        "description": _(field.label),
        "schema": field_schema(field, wijk),
        "nullable": True,
        # square brackets in a title or a text are what they are: text
        "parse_dynamic_functions": False,
        "parse_variants": False,
    }


def _narrowed_fields(item_type: ItemType, wijk: Wijk) -> dict[str, Any]:
    """Return what a type demands beyond the declaration that all types share."""
    narrowed = {"status": {"schema": status_schema(item_type)}}
    for field in item_type.fields:
        if field.kind is Kind.CHOICE:
            narrowed[field.name] = {"schema": field_schema(field, wijk)}
    return narrowed
