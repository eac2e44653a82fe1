"""Build upon what Sphinx read before, when only the text of some pages is different.

Such a build must give the bytes of one from nothing. Sphinx writes the changed pages again, and
our extension those that show a changed item. Anything else that another page could show (a title,
a label, the contents, a term, the name of an image) must be as it was; else :class:`AnewError`.
"""

from __future__ import annotations

import json
import pickle
import shutil
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Final

from docutils.nodes import Node
from sphinx.errors import SphinxError
from sphinx_needs.builder import build_needs_json

from wijk_ext.items.labels import REFERENCES_KEY

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_BUILD_INFO: Final = ".buildinfo"
_INDEX_ENTRIES: Final = "index-entries.json"
_NOT_SHOWN: Final = frozenset(
    {
        *(
            "_app",
            "_builder_cls",
            "_doctreedir",
            "_srcdir",
            "config",
            "current_document",
            "domains",
            "events",
            "project",
            "settings",
        ),
        # these are looked at more closely
        *("domaindata", "included", "metadata"),
        *("all_docs", "files_to_rebuild", "version", "config_status", "config_status_extra"),
        # which pages show a changed item, the extension itself knows
        *("_needs_all_needs", "_needs_all_nodes", "_needs_all_docs", "_needs_is_post_processed"),
        "_needs_schema",
        *("wijk_trails", "wijk_notices"),
        # these are filled while pages are written
        *("_search_index_all_titles", "_search_index_filenames", "_search_index_index_entries"),
        *("_search_index_mapping", "_search_index_objnames", "_search_index_objtypes"),
        *("_search_index_title_mapping", "_search_index_titles"),
        *("_pickled_doctree_cache", "_write_doc_doctree_cache"),
    }
)
"""Attributes of an environment that no page shows, or that are looked after elsewhere."""
_OF_ONE_PAGE: Final = frozenset({"wordcount", REFERENCES_KEY})
"""Keys of a page's metadata that only this page itself may show."""
_OF_NO_CONSEQUENCE: Final = frozenset({"parent", "document", "rawsource", "source", "line"})


class AnewError(SphinxError):
    """Earlier work can't be built upon: a build must start from nothing."""


@dataclass(frozen=True)
class Preview:
    """What the preview does instead of starting anew: write all pages again.

    What was read is right, but an order in it may not be that of a build from nothing.
    """

    processes: int
    """The number that may write them."""


@dataclass(frozen=True)
class Reuse:
    """The pages that changed since the last build into the same doctrees."""

    changed: frozenset[str]
    """Names of pages."""
    doctrees: Path
    preview: Preview | None = None
    """What is done instead of :class:`AnewError` when pages would show something else."""

    def connect(self, app: Sphinx) -> None:
        """Have the changed pages read again, and what they changed looked at."""
        look = _Look(self.preview)
        app.connect("env-get-outdated", self._outdated, priority=900)
        app.connect("env-before-read-docs", look.before)
        app.connect("env-updated", look.after, priority=900)
        app.connect("env-updated", self._recall_index, priority=910)
        # the first moment at which Sphinx has loaded its old search index
        app.connect("html-page-context", _forget_words, priority=1)

    def _outdated(self, _app: Sphinx, env: BuildEnvironment, *_found: Any) -> Iterable[str]:
        paths = {PurePath(env.doc2path(name, base=False)) for name in self.changed}
        including = {
            name
            for name, files in env.dependencies.items()
            if any(PurePath(file) in paths for file in files)
        }
        return sorted(self.changed | including)

    def _recall_index(self, _app: Sphinx, env: BuildEnvironment) -> None:
        """Fill in the index entries of all pages: Sphinx forgets those it does not write again."""
        try:
            found = json.loads((self.doctrees / _INDEX_ENTRIES).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise AnewError(_INDEX_ENTRIES) from error
        entries = {page: [tuple(entry) for entry in rows] for page, rows in found.items()}
        env._search_index_index_entries = entries


@dataclass
class _Look:
    """What an environment holds before and after pages are read again."""

    preview: Preview | None
    shown: dict[tuple[str, ...], bytes] = field(default_factory=dict)
    needs: dict[str, bytes] = field(default_factory=dict)

    def before(self, _app: Sphinx, env: BuildEnvironment, _pages: list[str]) -> None:
        """Look for the first time."""
        self.shown, self.needs = _shown(env), _needs(env)

    def after(self, app: Sphinx, env: BuildEnvironment) -> Collection[str]:
        """Look again; return the pages that must be written besides those that Sphinx knows of.

        Raises :class:`AnewError` when pages would show something else and it is no preview.
        """
        pages: Collection[str] = ()
        try:
            _compare(self.shown, _shown(env))
        except AnewError:
            if self.preview is None:
                raise
            pages, app.parallel = env.found_docs, self.preview.processes
        if self.needs == _needs(env):
            _keep_needs_file(app)
        return pages


def _needs(env: BuildEnvironment) -> dict[str, bytes]:
    """Return the fields of each item, as sphinx-needs keeps them, as a pickle."""
    needs = getattr(env, "_needs_all_needs", {})
    return {
        id_: pickle.dumps([getattr(need, name) for name in type(need).__slots__])
        for id_, need in needs.items()
    }


def _keep_needs_file(app: Sphinx) -> None:
    """Leave ``needs.json`` as it is: writing it takes longer than all else of such a build."""
    for listener in app.events.listeners["build-finished"]:
        if listener.handler is build_needs_json:
            app.disconnect(listener.id)
            return


def _forget_words(app: Sphinx, *_page: Any) -> None:
    """Drop the words that stand on no page any more: Sphinx keeps them in its search index."""
    indexer = getattr(app.builder, "indexer", None)
    if indexer is not None:
        for words in (indexer._mapping, indexer._title_mapping):
            for word in [word for word, pages in words.items() if not pages]:
                del words[word]


def remember_index(app: Sphinx, doctrees: Path) -> None:
    """Keep the index entries of all pages for the next build."""
    indexer = getattr(app.builder, "indexer", None)
    entries = indexer._index_entries if indexer else {}
    (doctrees / _INDEX_ENTRIES).write_text(json.dumps(entries), encoding="utf-8")


def _shown(env: BuildEnvironment) -> dict[tuple[str, ...], bytes]:
    """Return all that pages may show of each other, piece by piece, each as a pickle."""
    items = {id_.lower() for id_ in getattr(env, "wijk_trails", {})}
    found: dict[tuple[str, ...], Any] = {}
    for name, value in vars(env).items():
        if name not in _NOT_SHOWN:
            found |= _pieces((name,), value)
    for page, pages in env.included.items():
        if pages:  # a page that was read by another process is there with nothing
            found["included", page] = pages
    for domain, data in env.domaindata.items():
        for kind, value in data.items():
            is_label = domain == "std" and kind in {"labels", "anonlabels"}
            skipped = items if is_label else frozenset()
            found |= _pieces((domain, kind), value, skipped)
    for page, keys in env.metadata.items():
        found |= _pieces(("metadata", page), keys, _OF_ONE_PAGE)
    return {place: pickle.dumps(value) for place, value in found.items()}


def _pieces(
    place: tuple[str, ...], value: Any, skipped: Collection[str] = frozenset()
) -> dict[tuple[str, ...], Any]:
    if type(value) not in {dict, defaultdict}:
        return {place: value}
    return {(*place, str(key)): one for key, one in value.items() if key not in skipped}


def _compare(before: dict[tuple[str, ...], bytes], now: dict[tuple[str, ...], bytes]) -> None:
    """Compare what pages may show of each other. Raises :class:`AnewError` when it differs."""
    for place in before.keys() | now.keys():
        old, new = before.get(place, b""), now.get(place, b"")
        # the same content made twice may be pickled in two ways
        if old != new and not (old and new and _same(pickle.loads(old), pickle.loads(new), set())):  # noqa: S301
            raise AnewError(" ".join(place))


def _same(one: Any, other: Any, seen: set[tuple[int, int]]) -> bool:
    """Return whether two values hold the same, in whatever order a mapping was filled."""
    if one is other or (id(one), id(other)) in seen:
        return True
    if type(one) is not type(other):
        return False
    compare = _comparison(one)
    if compare is None:
        return bool(one == other)
    seen.add((id(one), id(other)))
    return compare(one, other, seen)


def _comparison(value: Any) -> Callable[[Any, Any, set[tuple[int, int]]], bool] | None:
    if isinstance(value, dict):
        return _same_items
    if isinstance(value, (list, tuple)):
        return _same_rows
    if isinstance(value, Node) or (
        hasattr(value, "__dict__") and getattr(type(value), "__eq__", None) is object.__eq__
    ):
        return _same_parts
    return None


def _same_items(one: Any, other: Any, seen: set[tuple[int, int]]) -> bool:
    return one.keys() == other.keys() and all(_same(one[key], other[key], seen) for key in one)


def _same_rows(one: Any, other: Any, seen: set[tuple[int, int]]) -> bool:
    return len(one) == len(other) and all(
        _same(first, second, seen) for first, second in zip(one, other, strict=True)
    )


def _same_parts(one: Any, other: Any, seen: set[tuple[int, int]]) -> bool:
    if isinstance(one, str) and str(one) != str(other):
        return False
    parts, others = (
        {name: part for name, part in vars(value).items() if name not in _OF_NO_CONSEQUENCE}
        for value in (one, other)
    )
    return _same_items(parts, others, seen)


def set_aside(out: Path, doctrees: Path) -> None:
    """Move what Sphinx leaves in a site for its own next run to where the doctrees are."""
    (out / f"{_BUILD_INFO}.bak").unlink(missing_ok=True)
    if (out / _BUILD_INFO).exists():
        shutil.move(out / _BUILD_INFO, doctrees / _BUILD_INFO)
    sources = out / "_sources"
    if sources.is_dir() and not any(sources.iterdir()):
        sources.rmdir()


def bring_back(out: Path, doctrees: Path) -> None:
    """Put back what :func:`set_aside` moved. Raises :class:`AnewError` when it is gone."""
    try:
        shutil.copyfile(doctrees / _BUILD_INFO, out / _BUILD_INFO)
    except OSError as error:
        raise AnewError(_BUILD_INFO) from error
