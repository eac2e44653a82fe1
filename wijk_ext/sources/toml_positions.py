"""On which line of a TOML file each key stands; :mod:`tomllib` does not tell."""

from __future__ import annotations

import tomllib
from collections import Counter
from typing import TYPE_CHECKING

import tree_sitter_toml
from tree_sitter import Language, Parser

if TYPE_CHECKING:
    from tree_sitter import Node

KeyPath = tuple[str | int, ...]


def key_lines(text: str) -> dict[KeyPath, int]:
    """Return the line of every key and list element of valid TOML, from 1, by its path."""
    parser = Parser(Language(tree_sitter_toml.language()))
    lines: dict[KeyPath, int] = {}
    elements: Counter[KeyPath] = Counter()
    root = parser.parse(text.encode()).root_node
    _visit_pairs(root, (), lines)
    for table in root.named_children:
        if table.type not in {"table", "table_array_element"}:
            continue
        path = _key_path(table.named_children[0])
        _note(path, table, lines)
        if table.type == "table_array_element":
            path = (*path, elements[path])
            elements[path[:-1]] += 1
            _note(path, table, lines)
        _visit_pairs(table, path, lines)
    return lines


def line_of(path: KeyPath, lines: dict[KeyPath, int]) -> int:
    """Return the line of a key, or of the nearest table around it."""
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return 1


def _visit_pairs(node: Node, path: KeyPath, lines: dict[KeyPath, int]) -> None:
    for pair in node.named_children:
        if pair.type == "pair":
            key, value = pair.named_children[:2]
            _note(path + _key_path(key), pair, lines)
            _visit_value(value, path + _key_path(key), lines)


def _visit_value(value: Node, path: KeyPath, lines: dict[KeyPath, int]) -> None:
    if value.type == "inline_table":
        _visit_pairs(value, path, lines)
    elif value.type == "array":
        elements = [child for child in value.named_children if child.type != "comment"]
        for index, element in enumerate(elements):
            _note((*path, index), element, lines)
            _visit_value(element, (*path, index), lines)


def _note(path: KeyPath, node: Node, lines: dict[KeyPath, int]) -> None:
    for length in range(1, len(path) + 1):
        lines.setdefault(path[:length], node.start_point.row + 1)


def _key_path(key: Node) -> KeyPath:
    if key.type == "dotted_key":
        return tuple(part for child in key.named_children for part in _key_path(child))
    text = (key.text or b"").decode()
    return (_unquoted(text),) if key.type == "quoted_key" else (text,)


def _unquoted(text: str) -> str:
    return next(iter(tomllib.loads(f"{text} = 0")))
