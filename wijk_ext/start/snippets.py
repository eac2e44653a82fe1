"""Snippets for Visual Studio Code: type the name of an item or an overview, and fill in the rest.

Items come from the vocabulary, so a snippet offers exactly what may be written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from wijk_ext.locale import gettext as _
from wijk_ext.model.standard import STANDARD_VOCABULARY
from wijk_ext.model.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from wijk_ext.model.vocabulary import Field, ItemType

_USUAL_FIELDS: Final = ("eigenaar", "ingebracht_door", "termijn", "thema")
"""The common fields that a type offers when it has none of its own for the purpose."""
_USUAL_ON: Final[Mapping[str, tuple[str, ...]]] = {
    "vraag": _USUAL_FIELDS,
    "onduidelijkheid": _USUAL_FIELDS,
    "knelpunt": _USUAL_FIELDS,
    "toezegging": ("datum", "termijn", "eigenaar"),
    "besluit": ("datum",),
    "instemming": ("datum",),
    "moment": ("datum",),
    "mandaat": ("datum",),
}
_LINKS_ON: Final[Mapping[str, tuple[str, ...]]] = {
    "afspraak": ("draagt_bij_aan", "valt_onder"),
    "aanvullende-afspraak": ("vult_aan", "valt_onder"),
    "vraag": ("over",),
    "onduidelijkheid": ("over",),
    "knelpunt": ("over",),
    "besluit": ("over",),
    "instemming": ("op",),
}
"""The links that a type is seldom without."""
_TARGETS: Final[Mapping[str, tuple[str, ...]]] = {"draagt_bij_aan": ("ambitie",)}
"""What a link points to, where the vocabulary leaves that open."""
_FIRST_FIELD: Final = 4
"""The place of the first field in a snippet: title, id and status come before it."""
_WRITTEN_BY_US: Final = frozenset({"vingerafdruk"})
"""Fields that a command fills in."""
_HINTS: Final[Mapping[Kind, str]] = {
    Kind.DATE: "2027-03-31",
    Kind.YEAR: "2035",
    Kind.WORDS: "woord, woord",
    Kind.ORGANISATION: "organisatie",
    Kind.PARTIES: "organisatie, organisatie",
    Kind.READER: "organisatie/onderdeel",
    Kind.READERS: "lezer, lezer",
    Kind.BODY: "organisatie/onderdeel",
}

OVERVIEWS: Final[Mapping[str, tuple[str, ...]]] = {
    "open-punten": (":thema: ${1:woord}", ":maximum: ${2:10}"),
    "items": (":status: ${2:status}", ":weergave: ${3|tabel,lijst|}"),
    "traceermatrix": (),
    "instemmingen": (),
    "signalen": (),
    "mandaten": (),
    "bereik": (),
    "besluitkalender": (),
    "statusgrafiek": (),
    "voorpagina": (),
}
"""The overviews that can be placed on a page, with the options that are offered."""
_ARGUMENTS: Final[Mapping[str, str]] = {
    "items": " ${1:afspraak, besluit}",
    "statusgrafiek": " ${1:afspraak}",
}
_PAGE: Final = (
    "---",
    "kern: ${1|true,false|}",
    "toegang: [${2:openbaar}]",
    "thema: [${3:woord}]",
    "---",
    "# ${4:Titel}",
    "",
    "$0",
)
_ACCESS_BLOCK: Final = ("::::{alleen-voor} ${1:organisatie, organisatie/onderdeel}", "$0", "::::")


def snippets(texts: Mapping[str, str]) -> dict[str, Any]:
    """Return the snippets, as a ``.code-snippets`` file holds them, by their titles.

    ``texts`` say in a sentence what each type of item is for, by its name.
    """
    found = {
        f"Item: {name}": _snippet(name, _item(one), texts.get(name, ""))
        for name, one in STANDARD_VOCABULARY.types.items()
    }
    for name, options in OVERVIEWS.items():
        lines = (f"```{{{name}}}{_ARGUMENTS.get(name, '')}", *options, "```", "$0")
        found[f"Overzicht: {name}"] = _snippet(name, lines, "Een overzicht dat zichzelf vult.")
    found["Blok: alleen-voor"] = _snippet(
        "alleen-voor", _ACCESS_BLOCK, "Een blok dat alleen deze lezers zien."
    )
    found["Pagina"] = _snippet("pagina", _PAGE, "De kop van een nieuwe pagina.")
    return found


def _snippet(prefix: str, body: Iterable[str], description: str) -> dict[str, Any]:
    return {
        "scope": "markdown",
        "prefix": prefix,
        "body": list(body),
        "description": description,
    }


def _item(item_type: ItemType) -> Iterator[str]:
    """Yield the lines of an item: its own fields, the usual common ones, and its usual links."""
    statuses = ",".join(status.name for status in item_type.statuses)
    yield f":::{{{item_type.name}}} ${{1:Titel}}"
    yield f":id: {item_type.prefix}${{2:001}}"
    yield f":status: ${{3|{statuses}|}}"
    fields = STANDARD_VOCABULARY.fields_of(item_type.name)
    own = [one.name for one in item_type.fields if one.name not in _WRITTEN_BY_US]
    names = [*own, *(name for name in _USUAL_ON.get(item_type.name, ("thema",)) if name not in own)]
    for stop, name in enumerate(names, _FIRST_FIELD):
        yield f":{name}: {_hint(fields[name], stop)}"
    for stop, name in enumerate(_LINKS_ON.get(item_type.name, ()), _FIRST_FIELD + len(names)):
        yield f":{name}: ${{{stop}:{_example(name)}}}"
    yield ""
    yield "$0"
    yield ":::"


def _example(link: str) -> str:
    """Return the id of an item that a link may point to."""
    targets = STANDARD_VOCABULARY.links[link].targets or _TARGETS.get(link, ("afspraak",))
    return f"{STANDARD_VOCABULARY.types[targets[0]].prefix}001"


def _hint(field: Field, stop: int) -> str:
    if field.choices:
        return f"${{{stop}|{','.join(field.choices)}|}}"
    return f"${{{stop}:{_HINTS.get(field.kind) or _(field.label)}}}"
