"""The items on a page, with every id, option, value and link checked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import jsonschema_rs

from wijk_ext.locale import gettext as _
from wijk_ext.model.item import Item
from wijk_ext.model.problem import Place, Problem
from wijk_ext.model.schema import item_schema
from wijk_ext.model.wijk import PROJECT_TEAM, PUBLIC, Wijk
from wijk_ext.sources.explain import explain, suggestion
from wijk_ext.sources.page import Page, field_value, split_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import PurePath

    from wijk_ext.model.vocabulary import Field, ItemType, Link
    from wijk_ext.sources.blocks import Block

FOREIGN_ID = re.compile(r"[A-Z0-9_]{5,}")
"""What sphinx-needs itself takes for an id: of a need of the project's own, not of an item."""
_PLAIN_OPTIONS = ("id", "status")


class ItemReader:
    """Turns the blocks of pages into items, for one document."""

    def __init__(self, wijk: Wijk) -> None:
        self.wijk = wijk
        self._validators: dict[str, Any] = {}

    def read(self, page: Page) -> tuple[list[Item], list[Problem]]:
        """Return the items of a page, also those without an id, and what is wrong with them."""
        items: list[Item] = []
        problems: list[Problem] = []
        for block, _around in page.blocks.walk():
            if block.name in self.wijk.vocabulary.types:
                reading = _Reading(block, page.place.path, self.wijk)
                items.append(reading.item(page.name))
                problems += reading.problems(self._validator(block.name))
        return items, problems

    def _validator(self, type_name: str) -> Any:
        if type_name not in self._validators:
            schema = item_schema(type_name, self.wijk)
            self._validators[type_name] = jsonschema_rs.validator_for(schema, validate_formats=True)
        return self._validators[type_name]


@dataclass(frozen=True)
class _Reading:
    """One block that is an item."""

    block: Block
    path: PurePath
    wijk: Wijk

    @cached_property
    def type(self) -> ItemType:
        return self.wijk.vocabulary.types[self.block.name]

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        return self.wijk.vocabulary.fields_of(self.block.name)

    @cached_property
    def links(self) -> Mapping[str, Link]:
        return self.wijk.vocabulary.links_of(self.block.name)

    def item(self, page_name: str) -> Item:
        options = self.block.options
        values = {
            name: field_value(field.kind, options[name].strip())
            for name, field in self.fields.items()
            if options.get(name, "").strip()
        }
        return Item(
            id=options.get("id", "").strip(),
            type=self.block.name,
            title=self.block.argument,
            status=options.get("status", "").strip() or self.type.statuses[0].name,
            place=Place(self.path, self.block.first_line),
            page=page_name,
            values=MappingProxyType(
                {name: tuple(v) if isinstance(v, list) else v for name, v in values.items()}  # type: ignore[misc]
            ),
            links=MappingProxyType(
                {name: split_words(options[name]) for name in self.links if name in options}
            ),
        )

    def problems(self, validator: Any) -> Iterator[Problem]:
        if self.block.fault:
            message = _("the options can't be read: {why}").format(why=self.block.fault)
            yield self._problem("", message, "item")
        if not self.block.argument:
            message = _("a title is missing: write it behind {{{type}}}.")
            yield self._problem("", message.format(type=self.block.name), "item")
        yield from self._id_problems()
        yield from self._option_problems()
        yield from self._value_problems(validator)

    def _problem(self, option: str, message: str, subtype: str) -> Problem:
        return Problem(Place(self.path, self.block.line_of(option)), message, subtype)

    def _id_problems(self) -> Iterator[Problem]:
        id_ = self.block.options.get("id", "").strip()
        if id_ and not re.fullmatch(rf"{self.type.prefix}\d{{3,}}", id_):
            message = _("the id “{id}” is not written as it should be: {prefix} and three digits.")
            yield self._problem("id", message.format(id=id_, prefix=self.type.prefix), "id")

    def _option_problems(self) -> Iterator[Problem]:
        known = [*_PLAIN_OPTIONS, *self.fields, *self.links]
        for option, value in self.block.options.items():
            if option not in known:
                message = _("“{option}” does not belong to “{type}”.").format(
                    option=option, type=self.block.name
                )
                subtype = "access" if suggestion(option, ["toegang"]) else "item"
                yield self._problem(option, message + suggestion(option, known), subtype)
            elif option == "toegang" and not split_words(value):
                message = _("“toegang” is empty: name the readers, or leave it out.")
                yield self._problem(option, message, "access")

    def _value_problems(self, validator: Any) -> Iterator[Problem]:
        options = self.block.options
        values = {
            name: field_value(field.kind, options[name].strip())
            for name, field in self.fields.items()
            if options.get(name, "").strip()
        }
        if status := options.get("status", "").strip():
            values["status"] = status
        for error in validator.iter_errors(values):
            name = str(error.instance_path[0])
            subtype = "access" if name == "toegang" else "value"
            yield self._problem(name, f"{name}: {explain(error)}", subtype)
        yield from self._body_problems()

    def _body_problems(self) -> Iterator[Problem]:
        """Yield a body that looks like a reader but is none; other bodies are free text."""
        body = self.block.options.get("orgaan", "").strip()
        known = [*self.wijk.readers(), PROJECT_TEAM, PUBLIC]
        if "/" in body and " " not in body and body not in known:
            message = _("there is no reader “{name}”.").format(name=body)
            yield self._problem("orgaan", f"orgaan: {message}{suggestion(body, known)}", "value")


def identity_problems(items: Iterable[Item], wijk: Wijk) -> Iterator[Problem]:
    """Yield ids that are missing, with the next free one, and ids that occur twice."""
    items = list(items)
    highest: dict[str, int] = {}
    first: dict[str, Item] = {}
    for item in items:
        prefix, _dash, number = item.id.rpartition("-")
        if number.isdigit():
            highest[f"{prefix}-"] = max(highest.get(f"{prefix}-", 0), int(number))
    for item in items:
        if not item.id:
            prefix = wijk.vocabulary.types[item.type].prefix
            highest[prefix] = highest.get(prefix, 0) + 1
            message = _("this item has no id. The next free one: add the line “:id: {id}”.")
            message = message.format(id=f"{prefix}{highest[prefix]:03d}")
            yield Problem(item.place, message, "id")
        elif item.id in first:
            message = _("the id {id} is taken already, at {place}.")
            message = message.format(id=item.id, place=first[item.id].place)
            yield Problem(item.place, message, "id")
        else:
            first[item.id] = item


def link_problems(items: Iterable[Item], wijk: Wijk) -> Iterator[Problem]:
    """Yield links to nothing, and links to an item of the wrong type."""
    items = list(items)
    by_id = {item.id: item for item in items if item.id}
    for item in items:
        for name, targets in item.links.items():
            allowed = wijk.vocabulary.links[name].targets
            for target in targets:
                if target not in by_id and not FOREIGN_ID.fullmatch(target):
                    message = _("{name}: there is no item {id}.").format(name=name, id=target)
                    message += _near_id(target, by_id)
                    yield Problem(item.place, message, "link")
                elif allowed and target in by_id and by_id[target].type not in allowed:
                    message = _("{name}: {id} is of the type “{type}”, not “{allowed}”.").format(
                        name=name,
                        id=target,
                        type=by_id[target].type,
                        allowed=" / ".join(allowed),
                    )
                    yield Problem(item.place, message, "link")


def _near_id(target: str, known: Iterable[str]) -> str:
    same = target.upper().replace("_", "-")
    return " " + _("Did you mean “{near}”?").format(near=same) if same in known else ""
