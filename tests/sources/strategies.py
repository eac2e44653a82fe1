"""Generated TOML and Markdown of which it is known where everything stands."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import strategies as st

BARE = st.text("abcdefgh-_123", min_size=1, max_size=6)
QUOTED = st.sampled_from(['"a b"', '"é.ë"', "'x.y'", '"\\u00e9"', '""', '"[z]"', "'#'"])
SCALARS = st.sampled_from(
    ["1", "true", "2027-03-03", '"tekst"', '"[geen]\\ntabel"', "'#'", '"""een\n[twee]\ndrie"""']
)


@dataclass
class Toml:
    """A TOML file in the making, with the line of every key and element."""

    text: str = ""
    lines: dict[tuple[str | int, ...], int] = field(default_factory=dict)
    taken: set[tuple[str | int, ...]] = field(default_factory=set)

    def note(self, path: tuple[str | int, ...]) -> None:
        """Keep that this path, and what it stands in, is named on the line being written."""
        for length in range(1, len(path) + 1):
            self.lines.setdefault(path[:length], self.text.count("\n") + 1)


def plain(key: str) -> str:
    """Return the name that a written key stands for."""
    if key.startswith('"'):
        return key[1:-1].encode().decode("unicode_escape") if "\\" in key else key[1:-1]
    return key.strip("'")


@st.composite
def toml_files(draw: st.DrawFn) -> Toml:
    """Return a TOML file with tables, dotted keys, inline tables and long arrays."""
    toml = Toml()
    for _number in range(draw(st.integers(0, 3))):
        _pair(draw, toml, ())
    for _number in range(draw(st.integers(0, 4))):
        keys = draw(st.lists(BARE | QUOTED, min_size=1, max_size=3))
        path = tuple(map(plain, keys))
        if any(path[:length] in toml.taken for length in range(1, len(path) + 1)) or any(
            one[: len(path)] == path for one in toml.taken
        ):
            continue
        toml.taken.add(path)
        several = draw(st.booleans())
        for index in range(draw(st.integers(1, 3)) if several else 1):
            toml.text += draw(st.sampled_from(["", "\n", "# [opmerking]\n", "\r\n"]))
            here = (*path, index) if several else path
            toml.note(here)
            name = draw(st.sampled_from([".", " . "])).join(keys)
            toml.text += (f"[[{name}]]" if several else f"[{name}]") + "\n"
            for _number in range(draw(st.integers(0, 3))):
                _pair(draw, toml, here)
    return toml


def _pair(draw: st.DrawFn, toml: Toml, table: tuple[str | int, ...]) -> None:
    keys = draw(st.lists(BARE | QUOTED, min_size=1, max_size=2))
    path = (*table, *map(plain, keys))
    if any(one[: len(table) + 1] == path[: len(table) + 1] for one in toml.taken):
        return
    toml.taken.add(path)
    toml.note(path)
    toml.text += draw(st.sampled_from(["", "  "])) + ".".join(keys) + " = "
    _value(draw, toml, path, draw(st.integers(0, 2)))
    toml.text += draw(st.sampled_from(["", " # [x] y = 1"])) + "\n"


def _value(draw: st.DrawFn, toml: Toml, path: tuple[str | int, ...], depth: int) -> None:
    kind = draw(st.sampled_from(["scalar", "array", "inline"])) if depth else "scalar"
    if kind == "array":
        toml.text += "["
        for index in range(draw(st.integers(0, 3))):
            toml.text += draw(st.sampled_from(["", " ", "\n", "\n  # [een], twee\n"]))
            toml.note((*path, index))
            _value(draw, toml, (*path, index), depth - 1)
            toml.text += draw(st.sampled_from([",", ", # ]\n", "\n,"]))
        toml.text += "]"
    elif kind == "inline":
        toml.text += "{ "
        names = draw(st.lists(BARE | QUOTED, max_size=2, unique_by=plain))
        for number, name in enumerate(names):
            toml.text += ", " if number else ""
            toml.note((*path, plain(name)))
            toml.text += f"{name} = "
            _value(draw, toml, (*path, plain(name)), depth - 1)
        toml.text += " }"
    else:
        toml.text += draw(SCALARS)


@dataclass(frozen=True)
class Fence:
    """A block as it was written, with its lines in the file."""

    name: str
    first: int
    last: int
    children: tuple[Fence, ...]


@dataclass
class Page:
    """A Markdown page in the making."""

    lines: list[str] = field(default_factory=list)
    fences: list[Fence] = field(default_factory=list)


@st.composite
def pages(draw: st.DrawFn) -> Page:
    """Return a page with blocks within blocks, lists and quotes."""
    page = Page()
    if draw(st.booleans()):
        page.lines += ["---", "thema: [kosten]", "---"]
    page.lines += ["# Kop", ""]
    for _number in range(draw(st.integers(1, 3))):
        page.fences += _anything(draw, page, "", draw(st.integers(1, 4)))
    return page


def _anything(draw: st.DrawFn, page: Page, prefix: str, depth: int) -> list[Fence]:
    kind = draw(st.sampled_from(["fence"] * 5 + ["text", "list", "quote", "code"]))
    if kind == "text" or (kind != "code" and not depth):
        page.lines += [f"{prefix}Een regel tekst.", prefix.rstrip()]
        return []
    if kind == "code":
        mark = draw(st.sampled_from(["```", "~~~~"]))
        page.lines += [f"{prefix}{line}" for line in (f"{mark}text", ":::{note}", mark)]
        page.lines.append(prefix.rstrip())
        return []
    if kind == "fence":
        return [_fence(draw, page, prefix, depth)]
    if kind == "list":
        page.lines.append(f"{prefix}- Een punt")
        page.lines.append(prefix.rstrip())
        prefix += "  "
    else:
        prefix += "> "
        page.lines.append(f"{prefix}Een citaat")
        page.lines.append(prefix.rstrip())
    found = _anything(draw, page, prefix, depth - 1)
    if kind == "quote":
        page.lines.append(prefix[:-2].rstrip())
    else:  # a line of text ends the list
        page.lines += [prefix[:-2].rstrip(), f"{prefix[:-2]}Na de lijst.", prefix[:-2].rstrip()]
    return found


def _fence(draw: st.DrawFn, page: Page, prefix: str, depth: int) -> Fence:
    # deeper blocks get shorter fences, as authors must write them
    mark = draw(st.sampled_from(":`~")) * (3 + 2 * depth + draw(st.integers(0, 1)))
    name = draw(st.sampled_from(["note", "vraag", "onbekend"]))
    argument = " Een titel" if name == "vraag" else ""
    page.lines.append(f"{prefix}{mark}{{{name}}}{argument}")
    first = len(page.lines)
    if name == "vraag":
        page.lines += [f"{prefix}{line}" for line in draw(st.sampled_from(OPTIONS))]
    if draw(st.booleans()):
        page.lines.append(prefix.rstrip())
    children: list[Fence] = []
    for _number in range(draw(st.sampled_from([1, 2, 0]))):
        children += _anything(draw, page, prefix, depth - 1)
    page.lines.append(f"{prefix}{mark}")
    last = len(page.lines)
    page.lines.append(prefix.rstrip())
    return Fence(name, first, last, tuple(children))


OPTIONS = ([], [":id: VR-001"], [":id: VR-001", ":thema: kosten"], ["---", "id: VR-001", "---"])
