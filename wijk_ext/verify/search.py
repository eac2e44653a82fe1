"""Search a finished excerpt, and write down what was searched with what result."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from wijk_ext.verify.texts import texts_in
from wijk_ext.verify.words import spaced, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ahocorasick

    from wijk_ext.model.access import Reader
    from wijk_ext.verify.evidence import Passage
    from wijk_ext.verify.secrets import Secrets
    from wijk_ext.verify.sieve import Sieve

_SOFTWARE: Final = (
    "sphinx",
    "pydata_sphinx_theme",
    "sphinx_design",
    "sphinx_needs",
    "wijk_ext",
    "sphinx_data_viewer",
    "sphinxcontrib.jquery",
)
GENERATED: Final = "_static/"
"""Below this folder stand files of the software; a single word there tells nothing."""
SEARCH_INDEX: Final = "searchindex.js"
"""It holds stems of words, so single words are compared as stems."""


@dataclass(frozen=True, order=True)
class Finding:
    """Something withheld that stands in an excerpt."""

    file: str
    source: str
    """File and line in the sources that the reader may not see."""
    how: str
    """``phrase``, ``word``, ``search index`` or ``file``, and in which part of the file."""


@dataclass(frozen=True)
class Report:
    """The proof of one verification."""

    reader: str
    edition: str
    files: tuple[str, ...]
    words: int
    phrases: int
    withheld_files: int
    findings: tuple[Finding, ...]
    clean: frozenset[str] = frozenset()
    """Stands for the files that were searched in vain, or had been; see :meth:`Search.report`."""

    def as_json(self) -> str:
        """Return the report as JSON. It holds no secret: places only, no texts."""
        told = asdict(self)
        del told["clean"]
        return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


@dataclass(frozen=True)
class Search:
    """Searches the excerpts of one reader."""

    reader: Reader
    secrets: Secrets
    machine: ahocorasick.Automaton | None
    """Finds all phrases of the secrets, and maybe others."""
    sieve: Sieve

    def report(self, folder: Path, edition: str, clean: frozenset[str] = frozenset()) -> Report:
        """Search every byte below a folder. Raises OSError when a file can't be read.

        ``clean`` holds what an earlier report said to be clean. Each entry is a digest of all that
        decides what is found in one file: its name and bytes, what was searched for, and the code
        that searched. A file that has an entry is not searched again.
        """
        secrets, memo = self.secrets, _Memo(self.secrets)
        files = _files(folder)
        findings: set[Finding] = set()
        in_vain: set[str] = set()
        for name in files:
            data = (folder / name).read_bytes()
            digest = hashlib.sha256(data).hexdigest()
            if digest in secrets.digests:
                findings.add(Finding(name, secrets.digests[digest], "file"))
            if digest in secrets.public_digests or digest in software_digests():
                continue
            entry = memo.entry(name, digest)
            found = set() if entry in clean else set(self._findings(name, data))
            findings |= found
            if not found:
                in_vain.add(entry)
        return Report(
            reader=self.reader.id,
            edition=edition,
            files=tuple(files),
            words=len(secrets.words),
            phrases=len(secrets.phrases),
            withheld_files=len(secrets.digests),
            findings=tuple(sorted(findings)),
            clean=frozenset(in_vain),
        )

    def _findings(self, name: str, data: bytes) -> Iterator[Finding]:
        secrets = self.secrets
        is_generated = name.startswith(GENERATED) or name == SEARCH_INDEX
        single = {} if is_generated else secrets.words
        for word in single.keys() & set(words(name)):
            yield Finding(name, _place(single[word]), "word in the file name")
        if name == SEARCH_INDEX:
            yield from _search_index(name, data.decode(), secrets)
        if not self.sieve.stops(self.reader, name, data, phrases_only=is_generated):
            return
        for text in texts_in(name, data):
            found = words(text.content)
            for word in single.keys() & set(found):
                yield Finding(name, _place(single[word]), f"word ({text.how})")
            for _end, phrase in self.machine.iter(spaced(found)) if self.machine else ():
                if phrase in secrets.phrases:
                    yield Finding(name, _place(secrets.phrases[phrase]), f"phrase ({text.how})")


def _files(folder: Path) -> list[str]:
    """Return the path from a folder of every file below it, folder by folder."""

    def fail(error: OSError) -> None:
        raise error

    found = []
    for root, _folders, names in os.walk(folder, onerror=fail):
        above = Path(root).relative_to(folder).parts
        found += [(*above, name) for name in names if Path(root, name).is_file()]
    return ["/".join(parts) for parts in sorted(found)]


class _Memo:
    """Names what was searched in vain, so that an equal search need not be done again."""

    def __init__(self, secrets: Secrets) -> None:
        sought = [sorted(secrets.words), sorted(secrets.phrases)]
        self._sought = _digest([_searcher(), *sought])
        self._sought_in_index = _digest([self._sought, sorted(secrets.stems)])

    def entry(self, name: str, digest: str) -> str:
        """Return the entry of a file, by its name and the SHA-256 of its bytes."""
        is_index = name == SEARCH_INDEX
        return _digest([self._sought_in_index if is_index else self._sought, name, digest])


def _digest(content: object) -> str:
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


@cache
def _searcher() -> list[str]:
    """Return what tells this version of all that reads and searches files from any other."""
    own = [path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py"))]
    others = map(version, ("pypdf", "pyahocorasick", "snowballstemmer"))
    return [sys.version, *others, *(hashlib.sha256(code).hexdigest() for code in own)]


def _search_index(name: str, script: str, secrets: Secrets) -> Iterator[Finding]:
    """Look for withheld words among the stems of the search index."""
    index = json.loads(script[script.index("(") + 1 : script.rindex(")")])
    for key in ("terms", "titleterms"):
        for term in secrets.stems.keys() & index.get(key, {}).keys():
            yield Finding(name, _place(secrets.stems[term]), "search index")


def _place(passage: Passage) -> str:
    return f"{passage.path}:{passage.line}"


@cache
def software_digests() -> frozenset[str]:
    """Return the SHA-256 of every static file that the software brings along."""
    found = set()
    for package in _SOFTWARE:
        spec = find_spec(package)
        for root in (spec.submodule_search_locations or ()) if spec else ():
            for path in Path(root).rglob("*"):
                if path.suffix in {".py", ".pyc", ".po", ".mo", ".pot"} or not path.is_file():
                    continue
                found.add(hashlib.sha256(path.read_bytes()).hexdigest())
    return frozenset(found)
