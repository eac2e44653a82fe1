"""Read what stands beside code: comments and the docstrings of members."""

from __future__ import annotations

import ast
import inspect
import io
import itertools
import textwrap
import tokenize
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def reasons_in(function: Callable[..., object]) -> list[str]:
    """Return the comment above each tuple in the tuple that a function returns; or nothing."""
    source = textwrap.dedent(inspect.getsource(function))
    returned = next(n.value for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Return))
    if not isinstance(returned, ast.Tuple):
        raise TypeError("no tuple is returned")
    starts = [row.lineno for row in returned.elts]
    comments = {
        token.start[0]: token.string.lstrip("# ")
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type == tokenize.COMMENT
    }
    return [_above(start, comments) for start in starts]


def _above(line: int, comments: dict[int, str]) -> str:
    found: list[str] = []
    while (line := line - 1) in comments:
        found.insert(0, comments[line])
    return " ".join(found)


def member_docstrings(path: Path, class_name: str) -> dict[str, str]:
    """Return the text that stands below each member of a class."""
    tree = ast.parse(path.read_text("utf-8"))
    body = next(
        node.body
        for node in tree.body
        if isinstance(node, ast.ClassDef) and node.name == class_name
    )
    found = {}
    for member, text in itertools.pairwise(body):
        if (
            isinstance(member, ast.Assign)
            and isinstance(member.targets[0], ast.Name)
            and isinstance(text, ast.Expr)
            and isinstance(text.value, ast.Constant)
        ):
            found[member.targets[0].id] = " ".join(str(text.value.value).split())
    return found
