"""The same document with other secrets: what a reader may not see changed, removed, added to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.leaks.documents import Tree, includes, party, sees

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.leaks.documents import Generator, Node


def altered(tree: Tree, reader: str, generator: Generator) -> Tree:
    """Return the document with what a reader may not see changed, removed and added to."""
    pages = []
    for page in tree.pages:
        if page.marks() and not sees(page.marks(), reader):
            if generator.chance.random() < 0.5:
                pages.append(replace(generator.page(page.name), mark=page.mark))
            continue
        nodes = [new for node in page.nodes for new in _altered(node, reader, generator)]
        pages.append(replace(page, nodes=tuple(nodes)))
    others = [one for one in ("alfa", "beta", "gamma") if one != reader.split("/", maxsplit=1)[0]]
    pages.append(replace(generator.page("open/extra"), mark=(others[0],)))
    return Tree(tuple(pages))


def _altered(node: Node, reader: str, generator: Generator) -> Iterator[Node]:
    if node.mark and not includes(node.mark, reader):
        if generator.chance.random() < 0.4:
            return
        fresh = generator.node(marked=True)
        seal = generator.canary() if node.seal else ""
        yield replace(fresh, kind=node.kind, mark=node.mark, style=node.style, seal=seal)
        if generator.chance.random() < 0.3:
            yield replace(generator.node(marked=True), mark=node.mark)
        return
    children = tuple(new for child in node.children for new in _altered(child, reader, generator))
    is_hidden = node.seal and not includes((party(node),), reader)
    seal = generator.canary() if is_hidden else node.seal
    yield replace(node, children=children, seal=seal)
