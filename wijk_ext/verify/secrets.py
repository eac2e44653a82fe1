"""What one reader may not see, as words, phrases and files to search for."""

from __future__ import annotations

import gettext
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import ahocorasick
from babel.dates import get_day_names, get_month_names

from wijk_ext.locale import DIRECTORY
from wijk_ext.resources import templates_folder
from wijk_ext.verify.words import is_telling, phrases, spaced, words

if TYPE_CHECKING:
    from wijk_ext.model.access import Reader
    from wijk_ext.verify.evidence import Evidence, Passage

_CATALOGUES = ("sphinx", "wijk_ext")
_PAGE_MAKERS = ("sphinx", "pydata_sphinx_theme", "sphinx_design", "sphinx_needs", "wijk_ext")


@dataclass
class Secrets:
    """What to search for. ``phrases`` maps a run of words to where it stands in the sources."""

    words: dict[str, Passage] = field(default_factory=dict)
    phrases: dict[str, Passage] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    """SHA-256 of withheld files, with their path in the sources."""
    known: frozenset[str] = frozenset()
    """Words that the reader may see somewhere, or that the software itself writes."""
    public_digests: frozenset[str] = frozenset()
    """SHA-256 of files that the reader may see."""

    def automaton(self) -> ahocorasick.Automaton:
        """Return what finds all phrases in a text in one pass."""
        machine = ahocorasick.Automaton()
        for phrase in self.phrases:
            machine.add_word(phrase, phrase)
        machine.make_automaton()
        return machine


def secrets_for(evidence: Evidence, reader: Reader, settings: str, templates: Path) -> Secrets:
    """Return what a reader may not see and could recognise.

    ``settings`` is the text of ``wijk.toml``: names in it are no secret. ``templates`` is the
    folder of the team's own templates. What the reader may see elsewhere is left out.
    """
    hidden = [one for one in evidence.passages if not reader.may_see(one.marks)]
    visible = [words(one.text) for one in evidence.passages if reader.may_see(one.marks)]
    known = frozenset(word for found in visible for word in found)
    known |= frozenset(words(settings)) | software_words() | _words_below(templates, "*.j2")
    secrets = Secrets(known=known)
    for passage in hidden:
        found = words(passage.text)
        for word in found:
            if is_telling(word) and word not in known:
                secrets.words.setdefault(word, passage)
        for phrase in phrases(passage.text):
            secrets.phrases.setdefault(phrase, passage)
    for phrase in _found_in(secrets, visible):
        secrets.phrases.pop(phrase, None)
    shown = "\n".join(one.text for one in evidence.passages if reader.may_see(one.marks))
    _add_files(secrets, evidence, reader, shown)
    return secrets


def _found_in(secrets: Secrets, visible: list[list[str]]) -> set[str]:
    if not secrets.phrases:
        return set()
    machine = secrets.automaton()
    return {phrase for found in visible for _end, phrase in machine.iter(spaced(found))}


def _add_files(secrets: Secrets, evidence: Evidence, reader: Reader, shown: str) -> None:
    """Sort the files into those that visible text refers to and those that are withheld."""
    public = set()
    for file in evidence.files:
        if file.path.name in shown and (not file.marks or reader.may_see(file.marks)):
            public.add(file.digest)
        else:
            secrets.digests[file.digest] = file.path.as_posix()
    secrets.public_digests = frozenset(public)
    for digest in public:
        secrets.digests.pop(digest, None)


@cache
def software_words() -> frozenset[str]:
    """Return the words that the software itself puts on a page, in any of its languages."""
    found: set[str] = set()
    for package in _CATALOGUES:
        for path in (_root(package) / "locale").glob("nl/LC_MESSAGES/*.mo"):
            with path.open("rb") as stream:
                catalogue = gettext.GNUTranslations(stream)
            texts = catalogue._catalog  # type: ignore[attr-defined]
            for key, text in texts.items():
                found.update(words(key[0] if isinstance(key, tuple) else key))
                found.update(words(text))
    for package in _PAGE_MAKERS:
        for pattern in ("*.html", "*.css"):
            found |= _words_below(_root(package), pattern)
    for locale in ("nl", "en"):
        for names in (get_month_names("wide", locale=locale), get_day_names("wide", locale=locale)):
            found.update(word for name in names.values() for word in words(name))
    return frozenset(found) | _words_below(templates_folder(), "*.j2")


def _root(package: str) -> Path:
    spec = find_spec(package)
    return Path(spec.origin).parent if spec and spec.origin else DIRECTORY.parent


def _words_below(folder: Path, pattern: str) -> frozenset[str]:
    found: set[str] = set()
    for path in folder.rglob(pattern):
        found.update(words(path.read_text(encoding="utf-8", errors="replace")))
    return frozenset(found)
