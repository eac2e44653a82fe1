"""Make a finished site run under a content security policy that allows nothing inline.

Sphinx, the theme and authors put scripts and styles in pages. Here each goes to a file in
``_inline``, named by a digest of what it holds, so pages that hold the same share it and the
same site always gets the same files. What a script in a page does, and when, stays the same; a
``style`` of an element becomes a class, of a rule that other sheets do not outweigh.

Handlers in attributes (``onclick``) and addresses with ``javascript:`` are left alone: a browser
under such a policy ignores them.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FOLDER: Final = "_inline"
"""Where the files stand, from the root of a site. It is no place of the software's own files: what
an author wrote in a page is searched there as it would be in the page."""
_ELEMENTS: Final = (
    r"<!--.*?-->"
    r"|<script\b(?P<script>[^>]*)>(?P<code>.*?)</script\s*>"
    r"|<style\b(?P<style>[^>]*)>(?P<rules>.*?)</style\s*>"
)
_QUOTED: Final = r"(?:[^<>\"']|\"[^\"]*\"|'[^']*')*"
_TAGS: Final = rf"|<[a-z][\w:-]*(?={_QUOTED}?\sstyle\s*=){_QUOTED}>"
_FLAGS: Final = re.DOTALL | re.IGNORECASE
_IN_MOST_PAGES: Final = re.compile(_ELEMENTS, _FLAGS)
_WITH_TAGS: Final = re.compile(_ELEMENTS + _TAGS, _FLAGS)
_HAS_STYLE: Final = re.compile(r"\sstyle\s*=", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(
    r"\s+([^\s=/>\"']+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?"
)
_SOURCE: Final = re.compile(r"\ssrc\s*=", re.IGNORECASE)
_TYPE: Final = re.compile(r"\stype\s*=\s*[\"']?([^\"'\s>]*)", re.IGNORECASE)
_MEDIA: Final = re.compile(r"\smedia\s*=\s*(?:\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_RUN: Final = frozenset({"", "text/javascript", "application/javascript", "module"})
_OPTION: Final = re.compile(
    r"\s*DOCUMENTATION_OPTIONS\.(\w+) = (?:'([^'\\]*)'|(true|false|null|\d+));?\s*"
)
_SET_OPTION: Final = """\
/* set in DOCUMENTATION_OPTIONS what the element of this script says */
Object.assign(DOCUMENTATION_OPTIONS, JSON.parse(document.currentScript.dataset.options));
"""
_ICONS: Final = "_static/scripts/fontawesome.js"
_ICON_SCRIPT: Final = re.compile(
    rf'<script\b[^>]*\bsrc="[^"]*{re.escape(_ICONS)}[^"]*"(?=[^>]*>)(?! data-auto)'
)
_DOCTOOLS: Final = "_static/doctools.js"
_MAKES_CODE: Final = re.compile(r"new Function\(\s*\"n\",\s*`return \(\$\{(.*?)\}\)`,?\s*\)")
_LEADS_ON: Final = re.compile(
    r"(url\(\s*[\"']?)(?![\"']|data:|/|#|[a-z][a-z0-9+.-]*:)", re.IGNORECASE
)
_OURS: Final = re.compile(r"[0-9a-f]{16}\.(?:js|css)")
_USED: Final = re.compile(rf'{FOLDER}/({_OURS.pattern})"')
# heavier than any selector of a style sheet, and lighter than what a script sets on an element
_WEIGHT: Final = 5


def strict_pages(out: Path) -> dict[str, int]:
    """Return when each page below a folder was written, where all were made strict before."""
    if not (out / FOLDER).is_dir():
        return {}
    return {str(path): path.stat().st_mtime_ns for path in out.rglob("*.html")}


def make_strict(out: Path, before: Mapping[str, int] | None = None) -> None:
    """Move what stands inline in the pages below a folder to files. Doing it twice is no harm.

    ``before`` is what :func:`strict_pages` said before new pages were written: those that still are
    the same are not looked at again. Raises OSError when a file can't be read or written.
    """
    _Site(out, before or {}).run()


@dataclass
class _Site:
    out: Path
    before: Mapping[str, int]
    used: set[str] = field(default_factory=set)

    def run(self) -> None:
        """Do all pages, and remove the files that no page uses any more."""
        self._mend_doctools()
        for path in sorted(self.out.rglob("*.html")):
            # byte for byte: a page may hold line ends of another kind
            before = path.read_bytes().decode("utf-8", "surrogateescape")
            is_done = self.before.get(str(path)) == path.stat().st_mtime_ns
            name = path.relative_to(self.out).as_posix()
            after = before if is_done else self._page(before, name)
            if after != before:
                path.write_bytes(after.encode("utf-8", "surrogateescape"))
            self.used.update(_USED.findall(after))
        for path in sorted((self.out / FOLDER).glob("*")):
            # an author may have pages in a folder of that name
            if _OURS.fullmatch(path.name) and path.name not in self.used:
                path.unlink()

    def _page(self, text: str, name: str) -> str:
        up = "../" * name.count("/")
        page = _Page(self, up, PurePosixPath(name).parent)
        # to look at every tag takes long, and in few pages one has a style
        parts = _WITH_TAGS if _HAS_STYLE.search(text) else _IN_MOST_PAGES
        text = parts.sub(page.part, text)
        # it would put a style in every page for icons of another kind than the theme's
        text = _ICON_SCRIPT.sub(r'\g<0> data-auto-add-css="false"', text)
        if page.rules:
            link = f'<link rel="stylesheet" href="{page.sheet()}" />'
            text = text.replace("</head>", f"{link}\n</head>", 1)
        return text

    def keep(self, content: str, suffix: str) -> str:
        """Write a file, and return its name."""
        data = content.encode("utf-8", "surrogateescape")
        name = f"{hashlib.sha256(data).hexdigest()[:16]}{suffix}"
        path = self.out / FOLDER / name
        if not path.is_file():
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
        return name

    def _mend_doctools(self) -> None:
        """Let Sphinx count in a language without making code of text."""
        path = self.out / _DOCTOOLS
        if not path.is_file():
            return
        before = path.read_text(encoding="utf-8")
        # the rule of Dutch and English; the one of the catalogue is the same
        after = _MAKES_CODE.sub("(n) => (n === 1 ? 0 : 1)", before)
        if after != before:
            path.write_text(after, encoding="utf-8", newline="\n")


@dataclass
class _Page:
    site: _Site
    up: str
    """The way from the page to the root of the site."""
    place: PurePosixPath
    """The folder of the page."""
    rules: dict[str, str] = field(default_factory=dict)
    """What elements of this page look like, by class."""

    def part(self, found: re.Match[str]) -> str:
        """Return what to put in the place of a comment, script, style or tag."""
        whole = found[0]
        if whole.startswith("<!--"):
            return whole
        if found["code"] is not None:
            return self._script(whole, found["script"], found["code"])
        if found["rules"] is not None:
            media = _MEDIA.search(found["style"])
            name = self.site.keep(self._moved(found["rules"]), ".css")
            extra = media[0] if media else ""
            return f'<link rel="stylesheet" href="{self.up}{FOLDER}/{name}"{extra} />'
        return self._tag(whole)

    def sheet(self) -> str:
        """Write the rules of this page; return the address of the sheet."""
        rules = "".join(
            f"{f'.{name}' * _WEIGHT} {{ {rule} }}\n" for name, rule in sorted(self.rules.items())
        )
        return f"{self.up}{FOLDER}/{self.site.keep(rules, '.css')}"

    def _script(self, whole: str, attributes: str, code: str) -> str:
        kind = _TYPE.search(attributes)
        if _SOURCE.search(attributes) or (kind[1].lower() if kind else "") not in _RUN:
            return whole
        if option := _OPTION.fullmatch(code):
            value = option[2] if option[3] is None else json.loads(option[3])
            data = html.escape(json.dumps({option[1]: value}))
            name = self.site.keep(_SET_OPTION, ".js")
            return f'<script src="{self.up}{FOLDER}/{name}" data-options="{data}"></script>'
        name = self.site.keep(code, ".js")
        return f'<script{attributes} src="{self.up}{FOLDER}/{name}"></script>'

    def _tag(self, tag: str) -> str:
        found = {one[1].lower(): one for one in _ATTRIBUTE.finditer(tag)}
        if "style" not in found:
            return tag
        style = found["style"]
        rule = self._moved(html.unescape(_value(style)).strip())
        if set("{}<") & set(rule):
            return tag
        parts = {style.span(): ""}
        if rule:
            name = f"wijk-s-{hashlib.sha256(rule.encode('utf-8', 'replace')).hexdigest()[:12]}"
            self.rules[name] = rule
            if own := found.get("class"):
                parts[own.span()] = f' class="{_value(own)} {name}"'
            else:
                parts[style.span()] = f' class="{name}"'
        for (begin, end), new in sorted(parts.items(), reverse=True):
            tag = tag[:begin] + new + tag[end:]
        return tag

    def _moved(self, rules: str) -> str:
        """Return rules whose addresses lead to the same from the folder with the sheets."""
        below = "" if self.place == PurePosixPath() else f"{self.place}/"
        return _LEADS_ON.sub(rf"\g<1>../{below}", rules)


def _value(attribute: re.Match[str]) -> str:
    """Return the value of an attribute, as it is written."""
    return next((one for one in attribute.groups()[1:] if one is not None), "")
