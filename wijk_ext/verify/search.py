"""Search a finished excerpt, and write down what was searched with what result."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from wijk_ext.verify.texts import texts_in
from wijk_ext.verify.words import spaced, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ahocorasick

    from wijk_ext.verify.evidence import Passage
    from wijk_ext.verify.secrets import Secrets

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

    def as_json(self) -> str:
        """Return the report as JSON. It holds no secret: places only, no texts."""
        return json.dumps(asdict(self), indent=2, ensure_ascii=False) + "\n"


def search(folder: Path, secrets: Secrets, reader: str, edition: str) -> Report:
    """Search every byte below a folder. Raises OSError when a file can't be read."""
    machine = secrets.automaton() if secrets.phrases else None
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    findings: set[Finding] = set()
    for path in files:
        name = path.relative_to(folder).as_posix()
        data = path.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        if digest in secrets.digests:
            findings.add(Finding(name, secrets.digests[digest], "file"))
        if digest not in secrets.public_digests and digest not in software_digests():
            findings.update(_search_file(name, data, secrets, machine))
    return Report(
        reader,
        edition,
        tuple(path.relative_to(folder).as_posix() for path in files),
        len(secrets.words),
        len(secrets.phrases),
        len(secrets.digests),
        tuple(sorted(findings)),
    )


def _search_file(
    name: str, data: bytes, secrets: Secrets, machine: ahocorasick.Automaton | None
) -> Iterator[Finding]:
    is_generated = name.startswith(GENERATED) or name == SEARCH_INDEX
    single = {} if is_generated else secrets.words
    for word in single.keys() & set(words(name)):
        yield Finding(name, _place(single[word]), "word in the file name")
    for text in texts_in(name, data):
        found = words(text.content)
        for word in single.keys() & set(found):
            yield Finding(name, _place(single[word]), f"word ({text.how})")
        if machine is not None:
            for _end, phrase in machine.iter(spaced(found)):
                yield Finding(name, _place(secrets.phrases[phrase]), f"phrase ({text.how})")
    if name == SEARCH_INDEX:
        yield from _search_index(name, data.decode(), secrets)


def _search_index(name: str, script: str, secrets: Secrets) -> Iterator[Finding]:
    """Look for withheld words among the stems of the search index."""
    from snowballstemmer import stemmer  # noqa: PLC0415 - one file of a site needs it

    stem = stemmer("dutch").stemWord
    index = json.loads(script[script.index("(") + 1 : script.rindex(")")])
    kept = {stem(word) for word in secrets.known} | secrets.known
    secret = {stem(word): passage for word, passage in secrets.words.items()}
    for key in ("terms", "titleterms"):
        for term in index.get(key, {}):
            if term in secret and term not in kept:
                yield Finding(name, _place(secret[term]), "search index")


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
