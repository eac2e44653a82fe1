"""What the sources hold, and for whom: every passage with the marks around it.

A passage is a run of lines of one file inside the same marks. The marks are found by looking at
lines, not by parsing Markdown: fences are counted as they open and close.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import yaml

from wijk_ext.verify.texts import texts_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path, PurePath

    from wijk_ext.model.access import Mark
    from wijk_ext.model.wijk import Wijk

_FENCE = re.compile(
    r"^(?:[ \t]*(?:>|[-*+]|\d+[.)])(?=[ \t>]|$))*[ \t]*(?P<fence>:{3,}|`{3,}|~{3,})(?P<info>.*)$"
)
_DIRECTIVE = re.compile(r"^\s*\{(?P<name>[^}]+)\}\s*(?P<argument>.*)$")
_OPTION = re.compile(r"^[ \t>]*:?[\"']?toegang[\"']?[ \t]*:[ \t]*(?P<names>.*)$")
_FINGERPRINT = re.compile(r"^[ \t>]*:?[\"']?vingerafdruk[\"']?[ \t]*:")
_SIGNER = re.compile(r"^[ \t>]*:?[\"']?organisatie[\"']?[ \t]*:[ \t]*(?P<names>.*)$")
_CODE: Final = frozenset({"code", "code-block", "sourcecode", "math", "prompt", "doctest"})
_DRAWINGS: Final = frozenset({".svg", ".csv", ".tsv", ".txt"})
SKIPPED: Final = frozenset({"_build", "uit", "__pycache__", "sjablonen"})


@dataclass(frozen=True)
class Passage:
    """Text of a source, with where it stands and the marks around it."""

    path: PurePath
    line: int
    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class SourceFile:
    """A file that is no page: an image, a download."""

    path: PurePath
    digest: str
    marks: tuple[Mark, ...]
    text: str = ""
    """What it says, when it is a drawing or another text that software writes anew."""
    is_named: bool = False
    """Whether ``conf.py`` names it, as a style sheet or a logo: then it is no secret."""


@dataclass(frozen=True)
class Evidence:
    """Everything that one source folder holds."""

    passages: tuple[Passage, ...]
    files: tuple[SourceFile, ...]


def collect(folder: Path, wijk: Wijk) -> Evidence:
    """Read every file below a source folder."""
    passages: list[Passage] = []
    files: list[SourceFile] = []
    settings = _settings(folder)
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if not path.is_file() or any(part in SKIPPED or part[:1] == "." for part in name.parts):
            continue
        marks = tuple(_folder_marks(name, wijk))
        if path.suffix == ".md":
            passages += _passages(name, path.read_text(encoding="utf-8"), marks)
        elif name.name not in {"conf.py", "wijk.toml"}:
            data = path.read_bytes()
            files.append(
                SourceFile(
                    path=name,
                    digest=hashlib.sha256(data).hexdigest(),
                    marks=marks,
                    text=_text(name, data),
                    is_named=name.name in settings,
                )
            )
    return Evidence(tuple(passages), tuple(files))


def _settings(folder: Path) -> str:
    path = folder / "conf.py"
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


def _text(name: PurePath, data: bytes) -> str:
    if name.suffix.lower() not in _DRAWINGS:
        return ""
    return "\n\n".join(text.content for text in texts_in(name.name, data) if text.how == "text")


def _folder_marks(name: PurePath, wijk: Wijk) -> Iterator[Mark]:
    for pattern, readers in wijk.folder_access.items():
        expression = re.escape(pattern).replace(r"\*\*", ".*").replace(r"\*", "[^/]*")
        if re.fullmatch(expression.replace(r"\?", "[^/]"), name.as_posix()):
            yield frozenset(readers)


def _passages(path: PurePath, text: str, folder_marks: tuple[Mark, ...]) -> Iterator[Passage]:
    lines = text.replace("\r\n", "\n").split("\n")
    start, front = _front_matter(lines)
    page_marks = folder_marks
    if "toegang" in front:
        page_marks = (*folder_marks, frozenset(map(str, front["toegang"])))
    # of the front matter only what is shown somewhere is a secret: not the marks themselves
    words = " ".join(str(value) for key, value in front.items() if key not in _STEERING)
    yield Passage(path, 1, f"{path.with_suffix('')}\n\n{path}\n\n{words}", page_marks)
    gathered: list[str] = []
    first, marks = start + 1, page_marks
    for number, line, around in _with_marks(lines, start, page_marks):
        if around != marks and gathered:
            yield Passage(path, first, "\n".join(gathered), marks)
            gathered = []
        if not gathered:
            first, marks = number, around
        gathered.append(line)
    if gathered:
        yield Passage(path, first, "\n".join(gathered), marks)


_STEERING: Final = frozenset({"toegang", "voor", "thema", "kern", "orphan"})


def _front_matter(lines: list[str]) -> tuple[int, dict[str, Any]]:
    if not lines[0].startswith("---"):
        return 0, {}
    end = next((n for n, line in enumerate(lines[1:], 1) if line.startswith(("---", "..."))), 0)
    found = yaml.safe_load("\n".join(lines[1:end])) or {}
    return end + 1, found if isinstance(found, dict) else {}


@dataclass
class _Open:
    sign: str
    length: int
    mark: Mark | None
    is_code: bool
    signer: Mark | None = None
    """Who signed, for whom alone the fingerprint is."""


def _with_marks(
    lines: list[str], start: int, page_marks: tuple[Mark, ...]
) -> Iterator[tuple[int, str, tuple[Mark, ...]]]:
    """Yield number, text and marks of each line; lines that are marks themselves are left out."""
    stack: list[_Open] = []
    for number, line in enumerate(lines[start:], start + 1):
        marks = (*page_marks, *(one.mark for one in stack if one.mark is not None))
        fence = _FENCE.match(line)
        if fence is None:
            inside = stack[-1] if stack and not stack[-1].is_code else None
            if inside and inside.signer is not None and _FINGERPRINT.match(line):
                yield number, line, (*marks, inside.signer)
            elif not (inside and _OPTION.match(line)):
                yield number, line, marks
            continue
        sign, length, info = fence["fence"][0], len(fence["fence"]), fence["info"].strip()
        if stack and not info and stack[-1].sign == sign and length >= stack[-1].length:
            stack.pop()
            continue
        if stack and stack[-1].is_code:
            yield number, line, marks
            continue
        opened, shown = _opened(sign, length, info, lines[number:])
        stack.append(opened)
        if shown:
            around = (*marks, opened.mark) if opened.mark is not None else marks
            yield number, shown, around


def _opened(sign: str, length: int, info: str, below: list[str]) -> tuple[_Open, str]:
    """Return the fence that is opened, and its text when it has any that is shown."""
    directive = _DIRECTIVE.match(info)
    if directive is None:
        return _Open(sign, length, None, is_code=sign != ":"), info
    name, argument = directive["name"].strip(), directive["argument"].strip()
    if name == "alleen-voor":
        return _Open(sign, length, _names(argument), is_code=False), ""
    signer = _option_mark(below, _SIGNER) if name == "instemming" else None
    mark = _option_mark(below, _OPTION)
    return _Open(sign, length, mark, is_code=name in _CODE, signer=signer), argument


def _option_mark(below: list[str], option: re.Pattern[str]) -> Mark | None:
    """Return the readers that one of the options right below the opening of a block names."""
    in_yaml = bool(below) and below[0].strip(" \t>") == "---"
    for line in below[1 if in_yaml else 0 :]:
        stripped = line.strip(" \t>")
        if found := option.match(line):
            return _names(found["names"])
        if (in_yaml and stripped.startswith("---")) or (not in_yaml and stripped[:1] != ":"):
            return None
    return None


def _names(text: str) -> Mark:
    return frozenset(word for word in re.split(r"[,;\s\"']+", text) if word)
