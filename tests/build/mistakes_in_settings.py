"""Mistakes in ``wijk.toml`` and ``conf.py``, and in marks for who may see what."""

from tests.build.mistake import AGREEMENTS, TOML, Mistake, added, changed, item, written

SETTINGS = (
    Mistake(
        "no wijk.toml",
        lambda folder: (folder / TOML).unlink(),
        TOML,
        0,
        "ontbreekt in * begin met:",
        by_sphinx=True,
    ),
    Mistake(
        "TOML syntax",
        changed(TOML, 'naam = "De Lindebuurt"', 'naam = "De Lindebuurt'),
        TOML,
        2,
        "geen geldige TOML",
        by_sphinx=True,
    ),
    Mistake(
        "table twice",
        added(TOML, '\n[organisaties.corporatie]\nnaam = "De Beuk"\n'),
        TOML,
        21,
        "voor de tweede keer",
    ),
    Mistake(
        "key twice", changed(TOML, "gemeente =", 'naam = "x"\ngemeente ='), TOML, 3, "tweede keer"
    ),
    Mistake(
        "unknown key",
        changed(TOML, "gemeente =", "gementee ="),
        TOML,
        "gementee",
        "de sleutel “gementee” bestaat niet. Bedoelt u “gemeente”?",
        by_sphinx=True,
    ),
    Mistake(
        "unknown table",
        added(TOML, "\n[signaal]\nterugkerend_vanaf = 2\n"),
        TOML,
        "[signaal]",
        "de sleutel “signaal” bestaat niet. Bedoelt u “signalen”?",
    ),
    Mistake(
        "wrong type",
        changed(TOML, 'naam = "Gemeenteraad"', "naam = 3"),
        TOML,
        "naam = 3",
        "organisaties.gemeente.onderdelen.raad.naam: hier hoort een tekst tussen "
        "aanhalingstekens, niet het getal 3",
    ),
    Mistake(
        "a date for a text",
        changed(TOML, 'naam = "Gemeenteraad"', "naam = 2027-03-03"),
        TOML,
        "naam = 2027",
        "organisaties.gemeente.onderdelen.raad.naam: hier hoort een tekst",
        by_sphinx=True,
    ),
    Mistake(
        "name of an organisation",
        added(TOML, '\n[organisaties.De-Beuk]\nnaam = "De Beuk"\n'),
        TOML,
        "[organisaties.De-Beuk]",
        "“De-Beuk” kan hier geen naam zijn",
    ),
    Mistake(
        "unknown reader of a folder",
        changed(TOML, '["gemeente", "corporatie"]', '["gemeente",\n"corporatei"]'),
        TOML,
        '"corporatei"',
        "er is geen lezer “corporatei”. Bedoelt u “corporatie”?",
        by_sphinx=True,
    ),
    Mistake(
        "conf.py that raises",
        written("conf.py", b"extensions = ['wijk_ext']\n\nproject = 1 / 0\n"),
        "conf.py",
        3,
        "kan niet gebruikt worden: * ZeroDivisionError",
    ),
    Mistake(
        "conf.py that can't be read",
        written("conf.py", b"extensions = ['wijk_ext'\n"),
        "conf.py",
        1,
        "kan niet gebruikt worden",
    ),
    Mistake(
        "conf.py with an extension that is not there",
        written("conf.py", b"extensions = ['wijk_ext', 'bestaat_niet']\n"),
        "conf.py",
        0,
        "kan niet gebruikt worden: * bestaat_niet",
    ),
)

ACCESS = (
    Mistake(
        "unknown reader of a page",
        changed(AGREEMENTS, "thema: [kosten]", "thema: [kosten]\ntoegang: [gementee]"),
        AGREEMENTS,
        "toegang:",
        "toegang: “gementee” bestaat hier niet. Bedoelt u “gemeente”?",
        by_sphinx=True,
    ),
    Mistake(
        "unknown reader of a block",
        changed(AGREEMENTS, "{alleen-voor} gemeente", "{alleen-voor} gemeente, corporatie/raad"),
        AGREEMENTS,
        "{alleen-voor}",
        "er is geen lezer “corporatie/raad”",
        by_sphinx=True,
    ),
    Mistake(
        "a block for nobody",
        changed(AGREEMENTS, "{alleen-voor} gemeente", "{alleen-voor}"),
        AGREEMENTS,
        "{alleen-voor}",
        "“alleen-voor” vraagt om de lezers",
    ),
    Mistake(
        "unknown reader of an item",
        item(":id: VR-001\n:eigenaar: gemeente\n:toegang: gemeente, woningstichting"),
        AGREEMENTS,
        ":toegang:",
        "toegang: “woningstichting” bestaat hier niet",
        by_sphinx=True,
    ),
    Mistake(
        "a mark of an item that is misspelt",
        item(":id: VR-001\n:eigenaar: gemeente\n:toegagn: gemeente"),
        AGREEMENTS,
        ":toegagn:",
        "“toegagn” hoort niet bij “vraag”. Bedoelt u “toegang”?",
    ),
    Mistake(
        "a mark of a page that is misspelt",
        changed(AGREEMENTS, "thema: [kosten]", "toegagn: [gemeente]"),
        AGREEMENTS,
        "toegagn",
        "de sleutel “toegagn” bestaat niet. Bedoelt u “toegang”?",
    ),
    Mistake(
        "an empty mark of a page",
        changed(AGREEMENTS, "thema: [kosten]", "toegang:"),
        AGREEMENTS,
        "toegang:",
        "toegang:",
    ),
)
