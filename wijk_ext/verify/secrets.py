"""What one reader may not see, as words, phrases and files to search for."""

from __future__ import annotations

import gettext
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from babel.dates import get_day_names, get_month_names

from wijk_ext.locale import DIRECTORY
from wijk_ext.resources import templates_folder
from wijk_ext.verify.evidence import Passage
from wijk_ext.verify.words import is_telling, stemmed, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from wijk_ext.model.access import Reader
    from wijk_ext.verify.material import Material

_CATALOGUES = ("sphinx", "wijk_ext")
_PAGE_MAKERS = ("sphinx", "pydata_sphinx_theme", "sphinx_design", "sphinx_needs", "wijk_ext")


@dataclass(frozen=True)
class Secrets:
    """What to search for, each with the place in the sources where it stands first."""

    words: Mapping[str, Passage]
    phrases: Mapping[str, Passage]
    """Runs of words, written as :func:`wijk_ext.verify.words.spaced` does."""
    stems: Mapping[str, Passage]
    """Stems that no word has which the reader may see."""
    digests: Mapping[str, str]
    """SHA-256 of withheld files, with their path in the sources."""
    public_digests: frozenset[str]
    """SHA-256 of files that the reader may see."""


def secrets_for(material: Material, reader: Reader, told: Iterable[str], logo: str = "") -> Secrets:
    """Return what a reader may not see and could recognise.

    ``told`` holds texts that are no secret to this reader, besides what is none to anyone;
    ``logo`` is the path of the logo of the reader's organisation.
    What the reader may see elsewhere is left out.
    """
    passages = material.evidence.passages
    visible = material.visible_to(reader)
    hidden = [group for group in material.groups if group not in visible]
    seen = sum(group.bit for group in visible)
    public, withheld = _files(material, reader, seen, logo)
    heard = [words(text) for text in told]
    unveiled = frozenset().union(*heard, *(material.texts[number].words for number in public))
    readable = material.phrases_in(heard)
    readable = readable.union(*(material.texts[number].readable for number in public))
    shown = frozenset().union(material.known, unveiled, *(group.words for group in visible))
    telling = {word: passages[n] for word, n in _first(group.telling for group in hidden).items()}
    runs = {run: passages[n] for run, n in _first(group.phrases for group in hidden).items()}
    for number in withheld:
        text, file = material.texts[number], material.evidence.files[number]
        place = Passage(file.path, 1, file.text, file.marks)
        telling = {word: place for word in sorted(text.words) if is_telling(word)} | telling
        runs = dict.fromkeys(sorted(text.phrases), place) | runs
    secret = {word: passage for word, passage in telling.items() if word not in shown}
    stems = frozenset().union(material.stems, *(group.stems for group in visible))
    stems = stems.union(stemmed(unveiled), shown)
    digests = {number: material.evidence.files[number].digest for number in (*public, *withheld)}
    public_digests = frozenset(digests[number] for number in public)
    return Secrets(
        secret,
        {
            run: passage
            for run, passage in runs.items()
            if run not in readable and not material.places.get(run, 0) & seen
        },
        {
            stem: passage
            for stem, passage in zip(stemmed(secret), secret.values(), strict=True)
            if stem not in stems
        },
        {
            digests[number]: material.evidence.files[number].path.as_posix()
            for number in withheld
            if digests[number] not in public_digests
        },
        public_digests,
    )


def _first(found: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Return all keys with the lowest of their numbers, in the order of those numbers."""
    lowest: dict[str, int] = {}
    for numbers in found:
        for key, number in numbers.items():
            if number < lowest.get(key, number + 1):
                lowest[key] = number
    return dict(sorted(lowest.items(), key=itemgetter(1)))


def _files(material: Material, reader: Reader, seen: int, logo: str) -> tuple[list[int], list[int]]:
    """Return the numbers of the files that are no secret, and of those that are withheld.

    No secret is the reader's logo, what ``conf.py`` names, and what visible text refers to.
    """
    public: list[int] = []
    withheld: list[int] = []
    files = material.evidence.files
    for number, (file, mentions) in enumerate(zip(files, material.mentions, strict=True)):
        may_see = not file.marks or reader.may_see(file.marks)
        is_own = file.is_named or file.path.as_posix() == logo
        is_public = is_own or (mentions & seen and may_see)
        (public if is_public else withheld).append(number)
    return public, withheld


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
            found |= words_below(_root(package), pattern)
    for locale in ("nl", "en"):
        for names in (get_month_names("wide", locale=locale), get_day_names("wide", locale=locale)):
            found.update(word for name in names.values() for word in words(name))
    return frozenset(found) | words_below(templates_folder(), "*.j2")


def _root(package: str) -> Path:
    spec = find_spec(package)
    return Path(spec.origin).parent if spec and spec.origin else DIRECTORY.parent


def words_below(folder: Path, pattern: str) -> frozenset[str]:
    """Return the words in all files below a folder whose names fit a pattern."""
    found: set[str] = set()
    for path in folder.rglob(pattern):
        found.update(words(path.read_text(encoding="utf-8", errors="replace")))
    return frozenset(found)
