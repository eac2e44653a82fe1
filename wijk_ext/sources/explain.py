"""Say in plain words what a JSON schema found."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

from wijk_ext.locale import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jsonschema_rs import ValidationError

MANY = 8
"""From this number on, choices are no longer summed up in a message."""


def suggestion(word: str, choices: Iterable[str]) -> str:
    """Return a "did you mean" for a near miss, with a space before it, or nothing."""
    near = difflib.get_close_matches(word.lower(), list(choices), n=1, cutoff=0.7)
    return " " + _("Did you mean “{near}”?").format(near=near[0]) if near else ""


def unknown(word: str, choices: Sequence[str]) -> str:
    """Return what to choose from: the near miss, or all choices when they are few."""
    if near := suggestion(word, choices):
        return near
    if 0 < len(choices) < MANY:
        return " " + _("Choose from: {choices}.").format(choices=", ".join(choices))
    return ""


def explain(  # noqa: PLR0911 - one return per kind of error
    error: ValidationError, known: Sequence[str] = (), hint: str = ""
) -> str:
    """Return one sentence for an author about an error of a JSON schema.

    ``known`` are the keys that are allowed where an unknown key was found; ``hint`` shows how a
    text with a fixed pattern is written.
    """
    detail: dict[str, Any] = error.kind.as_dict()
    value = error.instance
    match error.kind.name:
        case "enum" | "const":
            options = [str(one) for one in detail.get("options", [])]
            return _("“{value}” is not known here.").format(value=value) + unknown(
                str(value), options
            )
        case "type":
            return _("this must be {expected}, not {found}.").format(
                expected=" / ".join(_type_names(detail["types"])), found=_found(value)
            )
        case "format":
            return _("“{value}” is not a date; write year-month-day, as in 2027-03-31.").format(
                value=value
            )
        case "additionalProperties":
            words = detail["unexpected"]
            return " ".join(
                _("the key “{word}” is not known.").format(word=word) + suggestion(word, known)
                for word in words
            )
        case "required":
            return _("“{key}” is missing.").format(key=detail["property"])
        case "pattern":
            return _("“{value}” is not written as it should be; write {pattern}.").format(
                value=value, pattern=hint or detail["pattern"]
            )
        case "minimum" | "maximum":
            return _("{value} is out of range (limit {limit}).").format(
                value=value, limit=detail.get("limit")
            )
        case "minLength" | "minItems" | "minProperties":
            return _("this may not be empty.")
        case _:
            return str(error.message)


def _type_names(types: Iterable[str]) -> list[str]:
    names = {
        "string": _("a text in quotation marks"),
        "integer": _("a whole number"),
        "array": _("a list"),
        "object": _("a table"),
        "boolean": _("true or false"),
    }
    return [names.get(one, one) for one in types]


def _found(value: object) -> str:  # noqa: PLR0911 - one return per kind of value
    match value:
        case bool():
            return _("true or false")
        case str():
            return _("the text “{value}”").format(value=value)
        case int() | float():
            return _("the number {value}").format(value=value)
        case list():
            return _("a list")
        case dict():
            return _("a table")
        case None:
            return _("a date, or nothing")
        case _:
            return str(value)
