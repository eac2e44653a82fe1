"""Adversarial documents: canaries in every place where text, names or files can stand.

A document is a tree. Every leaf holds a canary, a word that stands nowhere else; the tree knows
who may see it by rules of its own, written from the contract and not from the code under test.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator
    from pathlib import Path

ORGANISATIONS = ("alfa", "beta", "gamma")
READERS = ("alfa", "beta", "gamma", "alfa/een", "beta/twee", "openbaar")
ONLY_MARKED = {"beta/twee", "openbaar"}
SETTINGS = """
[wijk]
naam = "De Proefbuurt"
[organisaties.alfa]
naam = "Stichting Alfa"
[organisaties.alfa.onderdelen.een]
naam = "Een"
themas = ["alles"]
[organisaties.beta]
naam = "Stichting Beta"
[organisaties.beta.onderdelen.twee]
naam = "Twee"
ziet = "gemarkeerd"
themas = ["alles"]
[organisaties.gamma]
naam = "Stichting Gamma"
[openbaar]
naam = "Iedereen"
[toegang]
"besloten/**" = ["alfa", "beta"]
"""
FOLDER_MARKS = {"besloten": ("alfa", "beta")}
ITEMS = {
    "item": ("vraag", "VR", {"eigenaar": "alfa", "thema": "alles"}),
    "agreement": ("afspraak", "AF", {"partijen": "alfa, beta"}),
    "consent": ("instemming", "IN", {"editie": "1.0", "datum": "2026-01-02"}),
}
"""The directive, the begin of the id and the options of each kind of item."""
STATUSES = {
    "item": ("open", "in-behandeling", "beantwoord"),
    "agreement": ("vastgesteld", "voorgelegd", "vastgesteld"),
    "consent": ("gegeven", "gegeven", "geweigerd"),
}
CONTAINERS = frozenset({"access", *ITEMS, "note", "list", "quote", "tabs", "card"})
TITLES = ("Kosten", "Planning", "Gesprek")
LABELS = ("plek", "punt")


def includes(mark: tuple[str, ...], reader: str) -> bool:
    """Return whether a mark includes a reader, by the contract."""
    if "openbaar" in mark or reader in mark:
        return True
    return "/" in reader and reader not in ONLY_MARKED and reader.split("/", maxsplit=1)[0] in mark


def sees(marks: list[tuple[str, ...]], reader: str) -> bool:
    """Return whether a reader sees what stands inside marks, by the contract."""
    if not marks:
        return reader not in ONLY_MARKED
    return all(includes(mark, reader) for mark in marks)


@dataclass(frozen=True)
class Node:
    """A piece of a page: how it is written, what it marks, and what is in it."""

    kind: str
    canary: str
    mark: tuple[str, ...] = ()
    children: tuple[Node, ...] = ()
    style: int = 0
    more: str = ""
    """A canary that a later edition put behind the first."""
    seal: str = ""
    """Of a consent, what only its organisation may see."""


@dataclass(frozen=True)
class PageTree:
    """A page with its place, its own mark and its pieces."""

    name: str
    title: str
    canary: str
    mark: tuple[str, ...] = ()
    nodes: tuple[Node, ...] = ()

    def marks(self) -> list[tuple[str, ...]]:
        """Return the marks of the folder and the page."""
        folder = FOLDER_MARKS.get(self.name.split("/")[0])
        return [*([folder] if folder else []), *([self.mark] if self.mark else [])]


@dataclass(frozen=True)
class Tree:
    """A whole document."""

    pages: tuple[PageTree, ...]

    def canaries(self) -> Iterator[tuple[str, list[tuple[str, ...]]]]:
        """Yield every canary with the marks around it."""
        for page in self.pages:
            yield page.canary, page.marks()
            for node in page.nodes:
                yield from _canaries(node, page.marks())


def party(node: Node) -> str:
    """Return the organisation whose consent a node is."""
    return ORGANISATIONS[node.style % len(ORGANISATIONS)]


def _canaries(
    node: Node, around: list[tuple[str, ...]]
) -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    marks = [*around, node.mark] if node.mark else around
    yield node.canary, marks
    if node.more:
        yield node.more, marks
    if node.seal:
        yield node.seal, [*marks, (party(node),)]
    for child in node.children:
        yield from _canaries(child, marks)


@dataclass
class Generator:
    """Makes documents; the same source of chance makes the same document."""

    chance: random.Random
    count: int = 0

    def tree(self) -> Tree:
        """Return a document of a few pages, some of them in a folder that is not for all."""
        folders = ["open", "open", "besloten", "open", "besloten"][: self.chance.randint(2, 5)]
        return Tree(tuple(self.page(f"{folder}/pagina{n}") for n, folder in enumerate(folders)))

    def node(self, depth: int = 0, *, marked: bool | None = None) -> Node:
        """Return a piece of a page; ``marked`` forces or forbids a mark on it."""
        kinds = ["paragraph", "heading", "image", "download", "table", "label", "footnote", "code"]
        if depth < 3:
            kinds += ["access", "access", "item", "item", "agreement", "consent"]
            kinds += ["note", "list", "quote", "tabs", "card"]
        kind = self.chance.choice(kinds)
        if marked:
            kind = self.chance.choice(["access", "item"])
        mark: tuple[str, ...] = ()
        if kind == "access" or (kind in ITEMS and (marked or self.chance.random() < 0.6)):
            mark = self.mark()
        children: tuple[Node, ...] = ()
        if kind in CONTAINERS:
            number = self.chance.randint(0 if kind in ITEMS else 1, 2)
            children = tuple(self.node(depth + 1) for _child in range(number))
        seal = self.canary() if kind == "consent" else ""
        style = self.chance.randint(0, 5)
        return Node(kind, self.canary(), mark, children, style, seal=seal)

    def page(self, name: str) -> PageTree:
        """Return a page."""
        mark = self.mark() if self.chance.random() < 0.4 else ()
        nodes = tuple(self.node() for _node in range(self.chance.randint(2, 6)))
        return PageTree(name, self.chance.choice(TITLES), self.canary(), mark, nodes)

    def mark(self) -> tuple[str, ...]:
        """Return the readers that something is for."""
        return tuple(self.chance.sample(READERS, self.chance.randint(1, 2)))

    def canary(self) -> str:
        """Return a word that stands nowhere else."""
        self.count += 1
        letters = "".join(self.chance.choices("bcdfghjklmnpqrstvwz", k=6))
        return f"kanarie{letters}{self.count}k"  # none may begin as another


# -- from a tree to files ---------------------------------------------------------------------


def write(tree: Tree, folder: Path) -> None:
    """Write a document as a source folder."""
    folder.mkdir(parents=True)
    (folder / "conf.py").write_text('extensions = ["wijk_ext"]\n', encoding="utf-8")
    (folder / "wijk.toml").write_text(SETTINGS, encoding="utf-8")
    entries = "\n".join(f"{page.name}" for page in tree.pages)
    (folder / "index.md").write_text(
        f"# Proef\n\nWelkom.\n\n```{{toctree}}\n{entries}\n```\n", encoding="utf-8"
    )
    for page in tree.pages:
        path = folder / f"{page.name}.md"
        path.parent.mkdir(exist_ok=True)
        front = ["thema: [alles]"]
        if page.mark:
            front.append(f"toegang: [{', '.join(page.mark)}]")
        lines = ["---", *front, "---", "", f"# {page.title} {page.canary}", ""]
        for node in page.nodes:
            lines += [*_lines(node, path.parent, LONGEST_FENCE), ""]
        path.write_text("\n".join(lines), encoding="utf-8")


LONGEST_FENCE = 14
"""Of the outermost blocks; each level inside is two shorter, whatever stands in it."""


def _lines(node: Node, folder: Path, fence: int) -> list[str]:
    return _WRITERS[node.kind](node, folder, fence)


def _inside(node: Node, folder: Path, fence: int) -> list[str]:
    lines = [f"Binnen {node.canary}.", *([f"En {node.more}."] if node.more else [])]
    for child in node.children:
        lines += ["", *_lines(child, folder, fence - 2)]
    return lines


def _fenced(opening: str, lines: list[str], length: int, sign: str = ":") -> list[str]:
    return [f"{sign * length}{opening}", *lines, sign * length]


def _access(node: Node, folder: Path, fence: int) -> list[str]:
    sign = "`" if node.style == 0 else ":"
    opening = f"{{alleen-voor}} {', '.join(node.mark)}"
    return _fenced(opening, ["", *_inside(node, folder, fence)], fence, sign)


def _item(node: Node, folder: Path, fence: int) -> list[str]:
    number = "".join(str(ord(letter) % 10) for letter in node.canary)
    directive, prefix, more = ITEMS[node.kind]
    status = STATUSES[node.kind][node.style // 2]
    options = {"id": f"{prefix}-{number}", "status": status, **more}
    if node.seal:
        options |= {"organisatie": party(node), "vingerafdruk": node.seal}
    if node.mark:
        options["toegang"] = ", ".join(node.mark)
    if node.style == 1:
        lines = ["---", *(f'{key}: "{value}"' for key, value in options.items()), "---"]
    else:
        lines = [f":{key}: {value}" for key, value in options.items()]
    opening = f"{{{directive}}} Titel {node.canary}"
    return _fenced(opening, [*lines, "", *_inside(node, folder, fence)], fence)


def _image(node: Node, folder: Path, _fence: int) -> list[str]:
    name = f"beeld{node.style}.svg" if node.style < 2 else f"{node.canary}.svg"
    path = folder / name
    if not path.exists():
        path.write_text(
            f'<svg xmlns="http://www.w3.org/2000/svg"><title>{name}</title></svg>',
            encoding="utf-8",
        )
    return [f"![Beeld van {node.canary}]({name})"]


def _download(node: Node, folder: Path, _fence: int) -> list[str]:
    (folder / f"{node.canary}.txt").write_text(f"Bijlage {node.canary}.\n", encoding="utf-8")
    return [f"Zie [de bijlage {node.canary}]({node.canary}.txt)."]


def _tabs(node: Node, folder: Path, fence: int) -> list[str]:
    tab = _fenced(
        f"{{tab-item}} Blad {node.canary}", ["", *_inside(node, folder, fence)], fence - 1
    )
    return _fenced("{tab-set}", tab, fence)


def _card(node: Node, folder: Path, fence: int) -> list[str]:
    card = _fenced(
        f"{{grid-item-card}} Kaart {node.canary}", ["", *_inside(node, folder, fence)], fence - 1
    )
    return _fenced("{grid} 1", card, fence)


def _list(node: Node, folder: Path, fence: int) -> list[str]:
    lines = [f"- Eerste {node.canary}", "- Tweede punt", ""]
    return [
        *lines,
        *(f"  {line}".rstrip() for line in _inside(node, folder, fence)),
        "",
        "- Derde punt",
    ]


def _quote(node: Node, folder: Path, fence: int) -> list[str]:
    return [f"> {line}".rstrip() for line in _inside(node, folder, fence)]


_WRITERS: dict[str, Callable[[Node, Path, int], list[str]]] = {
    "access": _access,
    **dict.fromkeys(ITEMS, _item),
    "image": _image,
    "download": _download,
    "tabs": _tabs,
    "card": _card,
    "list": _list,
    "quote": _quote,
    "paragraph": lambda node, _folder, _fence: [f"Een *zin* met {node.canary} erin."],
    "heading": lambda node, _folder, _fence: [f"**Kopje {node.canary}**", "", "Tekst eronder."],
    "table": lambda node, _folder, _fence: ["| Wat | Hoe |", "|---|---|", f"| {node.canary} | x |"],
    "label": lambda node, _folder, _fence: [
        f"({LABELS[node.style % 2]})=",
        f"Een plek met {node.canary}.",
    ],
    "footnote": lambda node, _folder, _fence: [
        f"Tekst[^{node.canary}].",
        "",
        f"[^{node.canary}]: Noot {node.canary}.",
    ],
    "code": lambda node, _folder, _fence: ["```text", f"{node.canary} = 1", "```"],
    "note": lambda node, folder, fence: _fenced(
        "{note}", ["", *_inside(node, folder, fence)], fence
    ),
}
