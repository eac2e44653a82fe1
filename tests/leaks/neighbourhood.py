"""The invented neighbourhood of :mod:`tests.leaks.talk`: who is in it, and what is said there."""

from __future__ import annotations

from datetime import date

READERS = ("alfa", "alfa/raad", "beta", "beta/geld", "gamma", "openbaar")
ONLY_MARKED = {"alfa/raad", "openbaar"}
ORGANISATIONS = ("alfa", "beta", "gamma")
SETTINGS = """
[wijk]
naam = "De Proefbuurt"
vragen_naar = "mailto:team@proef.example?subject={onderwerp}&body={tekst}"
[organisaties.alfa]
naam = "Stichting Alfa"
soort = "gemeente"
aanlevertermijn_dagen = 14
[organisaties.alfa.onderdelen.raad]
naam = "Gemeenteraad"
soort = "bestuur"
ziet = "gemarkeerd"
[organisaties.beta]
naam = "Stichting Beta"
[organisaties.beta.onderdelen.geld]
naam = "Geldzaken"
themas = ["alles"]
[organisaties.gamma]
naam = "Stichting Gamma"
[openbaar]
naam = "Iedereen"
[toegang]
"besloten/**" = ["alfa", "beta"]
"""
ALL = ("alfa", "beta", "gamma", "alfa/raad", "openbaar")
PAGES: dict[str, tuple[tuple[str, ...], ...]] = {
    "open/een": (),
    "open/twee": (("alfa", "gamma", "alfa/raad"),),
    "open/drie": (ALL,),
    "besloten/vier": (("alfa", "beta"),),
}
"""The pages with items, each with the marks of its folder and its front matter."""
OVERVIEWS = """
```{signalen}
```

```{mandaten}
```

```{bereik}
```

```{besluitkalender}
```

```{instemmingen}
```

```{open-punten}
```

```{items} afspraak, besluit
```

```{traceermatrix}
```

```{statusgrafiek}
```
"""
BODIES = ("alfa/raad", "beta", "gamma", "alfa", "beta/geld")
STATES = {
    "ambitie": ("AM", ("concept", "vastgesteld", "bereikt", "vervallen")),
    "stap": ("ST", ("gepland", "bezig", "gereed")),
    "verhaal": ("VE", ("concept", "vastgesteld")),
    "afspraak": ("AF", ("concept", "voorgelegd", "vastgesteld", "vastgesteld", "herzien")),
    "aanvullende-afspraak": ("AA", ("voorgelegd", "vastgesteld")),
    "mandaat": ("MA", ("gevraagd", "verleend", "ingetrokken")),
    "vraag": ("VR", ("open", "in-behandeling", "beantwoord", "vervallen")),
    "onduidelijkheid": ("ON", ("open", "verhelderd")),
    "knelpunt": ("KN", ("open", "opgelost", "geescaleerd")),
    "besluit": ("BE", ("voorbereid", "geagendeerd", "genomen", "aangehouden")),
    "moment": ("MO", ("gepland", "gehouden", "vervallen")),
    "toezegging": ("TO", ("open", "afgedaan")),
    "instemming": ("IN", ("gevraagd", "gegeven", "onder-voorbehoud", "geweigerd")),
}
OFTEN = ("afspraak", "vraag", "vraag", "knelpunt", "besluit", "moment")
"""Types of which a document has more: those that the overviews are about."""
LINKS = {
    "afspraak": (("draagt_bij_aan", "AM"), ("besloten_in", "BE"), ("valt_onder", "MA")),
    "aanvullende-afspraak": (("vult_aan", "AF"), ("lost_op", "VR"), ("vervangt", "AF")),
    "vraag": (("over", "AF"), ("besloten_in", "BE")),
    "onduidelijkheid": (("over", "AF"),),
    "knelpunt": (("over", "AF"), ("besloten_in", "BE")),
    "besluit": (("over", "AF"), ("lost_op", "VR")),
    "instemming": (("op", "AF"),),
}
START = date(2026, 6, 1)
