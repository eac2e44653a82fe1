"""Tell of a file, for all readers at once, whether it can hold anything withheld.

The pages of a site share most of their text, and so do the sites of two readers. So a file is cut
into pieces, and what a piece holds that is withheld from anyone is looked up once. Only a file
that holds something withheld from its own reader need be searched as a whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wijk_ext.verify.texts import form_of
from wijk_ext.verify.words import PHRASE, spaced, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    import ahocorasick

    from wijk_ext.model.access import Reader
    from wijk_ext.verify.secrets import Secrets
    from wijk_ext.verify.texts import Form

LONGEST: Final = 100_000
"""A piece of more bytes is not remembered: it would hardly meet again."""
_Ends = tuple[str, ...]
"""Of each text in a file, the last words so far: fewer than a phrase, so that those that begin in
one piece and end in another are found too."""
_START: Final[_Ends] = ()


class Sieve:
    """Lets through the files that hold nothing withheld. A set of readers is one number."""

    def __init__(
        self, secrets: Mapping[Reader, Secrets], machine: ahocorasick.Automaton | None
    ) -> None:
        """``machine`` finds every phrase that is withheld from any of the readers."""
        self._bits = {reader: 1 << number for number, reader in enumerate(secrets)}
        self._machine = machine
        self._words: dict[str, int] = {}
        self._phrases: dict[str, int] = {}
        self._seen: dict[Form, dict[tuple[_Ends, bytes, bool], tuple[int, int, _Ends]]] = {}
        for reader, found in secrets.items():
            for keys, masks in ((found.words, self._words), (found.phrases, self._phrases)):
                for key in keys:
                    masks[key] = masks.get(key, 0) | self._bits[reader]

    def stops(self, reader: Reader, name: str, data: bytes, *, phrases_only: bool) -> bool:
        """Return whether a file must be searched: it holds something, or can't be cut."""
        form = form_of(name, data)
        if form is None:
            return True
        in_words, in_phrases = self._withheld_from(form, data)
        found = in_phrases if phrases_only else in_words | in_phrases
        return bool(found & self._bits[reader])

    def _withheld_from(self, form: Form, data: bytes) -> tuple[int, int]:
        """Return the readers from whom a word is withheld, and those from whom a phrase is."""
        seen = self._seen.setdefault(form, {})
        in_words = in_phrases = 0
        ends = _START
        *pieces, last = data.split(form.end + form.begin)
        for piece in pieces:
            found = seen.get((ends, piece, False))
            if found is None:
                found = self._look(form, ends, piece, is_last=False)
            in_words |= found[0]
            in_phrases |= found[1]
            ends = found[2]
        found = seen.get((ends, last, True)) or self._look(form, ends, last, is_last=True)
        return in_words | found[0], in_phrases | found[1]

    def _look(
        self, form: Form, ends: _Ends, piece: bytes, *, is_last: bool
    ) -> tuple[int, int, _Ends]:
        """Search one piece, with the words before it, and remember what was found."""
        whole = (b"" if ends is _START else form.begin) + piece + (b"" if is_last else form.end)
        in_words = in_phrases = 0
        after = []
        before = ends or ("",) * len(form.views)
        for text, end in zip(form.read(whole), before, strict=True):
            found = words(text)
            for word in self._words.keys() & set(found):
                in_words |= self._words[word]
            run = [*end.split(), *found]
            for _end, phrase in self._machine.iter(spaced(run)) if self._machine else ():
                in_phrases |= self._phrases.get(phrase, 0)
            after.append(" ".join(run[1 - PHRASE :]))
        result = in_words, in_phrases, tuple(after)
        if len(piece) <= LONGEST:
            self._seen[form][ends, piece, is_last] = result
        return result
