"""The standard vocabulary of a wijkdocument: its types, fields and links.

Labels are marked for the catalogue and translated where they are shown.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from wijk_ext.model.vocabulary import Field, ItemType, Kind, Link, Phase, Status, Vocabulary

N_ = str
"""Marks a text for the catalogue."""


def _statuses(*rows: tuple[str, str, Phase]) -> tuple[Status, ...]:
    return tuple(Status(*row) for row in rows)


_EXPIRED = ("vervallen", N_("expired"), Phase.ENDED)
_AGREEMENT = _statuses(
    ("concept", N_("draft"), Phase.PLANNED),
    ("voorgelegd", N_("submitted"), Phase.ACTIVE),
    ("vastgesteld", N_("adopted"), Phase.DONE),
    ("herzien", N_("revised"), Phase.ENDED),
    _EXPIRED,
)
_OPEN = (
    ("open", N_("open"), Phase.PLANNED),
    ("in-behandeling", N_("in progress"), Phase.ACTIVE),
)
_PARTIES = Field("partijen", N_("parties"), Kind.PARTIES)
_BODY = Field("orgaan", N_("deciding body"), Kind.BODY)
_ORGANISATION = Field("organisatie", N_("organisation"), Kind.ORGANISATION)
_EDITION = Field("editie", N_("edition"))
_START_DATE = Field("ingangsdatum", N_("in force from"), Kind.DATE)
LEGAL_FORM_FIELD: Final = "rechtsvorm"
"""The field of an agreement with the kind of law it is made under."""
PRIVATE_LAW: Final = "privaatrecht"
_LEGAL_FORM = Field(LEGAL_FORM_FIELD, N_("legal form"), Kind.CHOICE, (PRIVATE_LAW, "publiekrecht"))
MOMENT_PURPOSES: Final = ("informeren", "raadplegen", "besluiten")

COMMON_FIELDS: Final = (
    Field("eigenaar", N_("owner"), Kind.READER),
    Field("ingebracht_door", N_("raised by"), Kind.READER),
    Field("datum", N_("date"), Kind.DATE),
    Field("termijn", N_("due by"), Kind.DATE),
    Field("thema", N_("themes"), Kind.WORDS),
    Field("voor", N_("meant for"), Kind.READERS),
    Field("toegang", N_("only for"), Kind.READERS),
)

LINKS: Final = (
    Link("draagt_bij_aan", N_("contributes to"), N_("is carried by")),
    Link("over", N_("is about"), N_("is questioned in")),
    Link("lost_op", N_("solves"), N_("is solved by")),
    Link("vult_aan", N_("supplements"), N_("is supplemented by")),
    Link("vervangt", N_("replaces"), N_("is replaced by")),
    Link("hangt_af_van", N_("depends on"), N_("is needed for")),
    Link("valt_onder", N_("falls under"), N_("covers"), targets=("mandaat",)),
    Link("besloten_in", N_("decided in"), N_("decides on"), targets=("besluit",)),
    Link("op", N_("consents to"), N_("consented in"), sources=("instemming",)),
)

TYPES: Final = (
    ItemType(
        "ambitie",
        "AM-",
        N_("ambition"),
        N_("ambitions"),
        _statuses(
            ("concept", N_("draft"), Phase.PLANNED),
            ("voorgelegd", N_("submitted"), Phase.ACTIVE),
            ("vastgesteld", N_("adopted"), Phase.DONE),
            ("bereikt", N_("achieved"), Phase.DONE),
            _EXPIRED,
        ),
        (
            Field("toetscriterium", N_("criterion")),
            Field("streefjaar", N_("target year"), Kind.YEAR),
        ),
    ),
    ItemType(
        "stap",
        "ST-",
        N_("step"),
        N_("steps"),
        _statuses(
            ("gepland", N_("planned"), Phase.PLANNED),
            ("bezig", N_("under way"), Phase.ACTIVE),
            ("gereed", N_("completed"), Phase.DONE),
            _EXPIRED,
        ),
        (
            Field("doel", N_("purpose")),
            _PARTIES,
            Field("begin", N_("start"), Kind.DATE),
            Field("eind", N_("end"), Kind.DATE),
            Field("spoor", N_("track")),
        ),
    ),
    ItemType(
        "verhaal",
        "VE-",
        N_("story"),
        N_("stories"),
        _statuses(
            ("concept", N_("draft"), Phase.PLANNED),
            ("vastgesteld", N_("adopted"), Phase.DONE),
            _EXPIRED,
        ),
    ),
    ItemType(
        "afspraak",
        "AF-",
        N_("agreement"),
        N_("agreements"),
        _AGREEMENT,
        (_PARTIES, _START_DATE, _LEGAL_FORM),
    ),
    ItemType(
        "aanvullende-afspraak",
        "AA-",
        N_("extra agreement"),
        N_("extra agreements"),
        _AGREEMENT,
        (_PARTIES, _START_DATE, _LEGAL_FORM),
    ),
    ItemType(
        "mandaat",
        "MA-",
        N_("mandate"),
        N_("mandates"),
        _statuses(
            ("gevraagd", N_("requested"), Phase.ACTIVE),
            ("verleend", N_("granted"), Phase.DONE),
            ("ingetrokken", N_("withdrawn"), Phase.ENDED),
        ),
        (
            _ORGANISATION,
            Field("rol", N_("role")),
            _BODY,
            Field("binnen", N_("the team member settles")),
            Field("buiten", N_("the organisation decides")),
        ),
    ),
    ItemType(
        "vraag",
        "VR-",
        N_("question"),
        N_("questions"),
        _statuses(*_OPEN, ("beantwoord", N_("answered"), Phase.DONE), _EXPIRED),
    ),
    ItemType(
        "onduidelijkheid",
        "ON-",
        N_("ambiguity"),
        N_("ambiguities"),
        _statuses(*_OPEN, ("verhelderd", N_("clarified"), Phase.DONE), _EXPIRED),
    ),
    ItemType(
        "knelpunt",
        "KN-",
        N_("bottleneck"),
        N_("bottlenecks"),
        _statuses(
            *_OPEN,
            ("opgelost", N_("solved"), Phase.DONE),
            ("geescaleerd", N_("escalated"), Phase.STUCK),
            _EXPIRED,
        ),
    ),
    ItemType(
        "besluit",
        "BE-",
        N_("decision"),
        N_("decisions"),
        _statuses(
            ("voorbereid", N_("prepared"), Phase.PLANNED),
            ("geagendeerd", N_("scheduled"), Phase.ACTIVE),
            ("genomen", N_("taken"), Phase.DONE),
            ("aangehouden", N_("deferred"), Phase.STUCK),
        ),
        (_BODY,),
    ),
    ItemType(
        "moment",
        "MO-",
        N_("communication moment"),
        N_("communication moments"),
        _statuses(
            ("gepland", N_("planned"), Phase.PLANNED),
            ("gehouden", N_("held"), Phase.DONE),
            _EXPIRED,
        ),
        (
            Field("lezers", N_("for"), Kind.READERS),
            Field("doel", N_("purpose"), Kind.CHOICE, MOMENT_PURPOSES),
            _EDITION,
            Field("kanaal", N_("channel")),
        ),
    ),
    ItemType(
        "toezegging",
        "TO-",
        N_("promise"),
        N_("promises"),
        _statuses(("open", N_("open"), Phase.PLANNED), ("afgedaan", N_("fulfilled"), Phase.DONE)),
        (_BODY,),
    ),
    ItemType(
        "instemming",
        "IN-",
        N_("consent"),
        N_("consents"),
        _statuses(
            ("gevraagd", N_("requested"), Phase.ACTIVE),
            ("gegeven", N_("given"), Phase.DONE),
            ("onder-voorbehoud", N_("with reservation"), Phase.STUCK),
            ("geweigerd", N_("refused"), Phase.ENDED),
        ),
        (
            _ORGANISATION,
            _EDITION,
            _BODY,
            Field("voorbehoud", N_("reservation")),
            Field("vingerafdruk", N_("fingerprint")),
        ),
    ),
)

OPEN_POINTS: Final = ("vraag", "onduidelijkheid", "knelpunt")
"""The types that are open points."""
CONSENT_PREFIX: Final = "IN-"
"""What the id of a consent begins with."""
AGREEMENTS: Final = ("afspraak", "aanvullende-afspraak")
"""The types that are agreements between parties."""

STANDARD_VOCABULARY: Final = Vocabulary(
    types=MappingProxyType({one.name: one for one in TYPES}),
    common=COMMON_FIELDS,
    links=MappingProxyType({one.name: one for one in LINKS}),
)
