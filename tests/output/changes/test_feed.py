"""The feed: a valid one, the same bytes every time, with the newest edition first."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

import lxml.etree
import lxml.html
import pytest

from tests.output.changes.sample import CHANGES, HOSTILE, WIJK, address
from wijk_ext.model.edition import Edition
from wijk_ext.output.changes.feed import FeedEntry, atom
from wijk_ext.output.changes.html import changes_html

NS = {"a": "http://www.w3.org/2005/Atom"}
EDITIONS = [
    Edition("1.9", date(2027, 6, 10)),
    Edition("1.10", date(2027, 6, 10), "voorgelegd"),
    Edition("werkversie", date(2030, 1, 1), ""),
    Edition("1.0", date(2027, 3, 3)),
]


def made(name: str = "De Lindebuurt", reader: str = "gemeente") -> bytes:
    content = changes_html(CHANGES, WIJK, address, sees_all=False, level=2)
    return atom(name, reader, "Gemeente", [FeedEntry(one, content) for one in EDITIONS])


def texts(root: lxml.etree._Element, path: str) -> list[str]:
    return [one.text or "" for one in root.iterfind(path, NS)]


def test_the_elements_that_atom_requires() -> None:
    root = lxml.etree.fromstring(made())
    assert root.tag == f"{{{NS['a']}}}feed"
    for parent in (root, *root.iterfind("a:entry", NS)):
        for required in ("id", "title", "updated"):
            assert len(parent.findall(f"a:{required}", NS)) == 1
    assert texts(root, "a:author/a:name") == ["Project team of De Lindebuurt"]
    ids = [*texts(root, "a:id"), *texts(root, "a:entry/a:id")]
    assert len(set(ids)) == 4
    assert all(urlsplit(one).scheme == "urn" for one in ids)
    for parent in (root, *root.iterfind("a:entry", NS)):
        links = parent.findall("a:link", NS)
        assert len([one for one in links if one.get("rel", "alternate") == "alternate"]) == 1
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"


def test_the_newest_edition_is_first_and_the_working_version_is_no_news() -> None:
    root = lxml.etree.fromstring(made())
    assert texts(root, "a:entry/a:title") == [
        "Edition 1.10 (submitted)",
        "Edition 1.9",
        "Edition 1.0",
    ]
    assert texts(root, "a:entry/a:updated")[2] == "2027-03-03T00:00:00+00:00"
    assert texts(root, "a:updated") == ["2027-06-10T00:00:00+00:00"]
    links = [one.get("href") for one in root.iterfind("a:entry/a:link", NS)]
    assert links == ["1.10/index.html", "1.9/index.html", "1.0/index.html"]


def test_the_content_is_html_that_needs_no_style() -> None:
    root = lxml.etree.fromstring(made())
    content = root.find("a:entry/a:content", NS)
    assert content is not None
    assert content.get("type") == "html"
    shown = lxml.html.fragment_fromstring(content.text or "")
    assert "AF-003 · Agreement · adopted · changed" in shown.text_content()
    assert "Antwoord binnen tien vijf dagen" in shown.text_content()
    assert not shown.xpath("//@class")
    assert shown.xpath("//del") and shown.xpath("//ins")


def test_the_same_bytes_and_ids_of_their_own() -> None:
    assert made() == made()
    ids = {
        texts(lxml.etree.fromstring(made(*names)), "a:id")[0]
        for names in (("a", "bc"), ("ab", "c"), ("a", "b"))
    }
    assert len(ids) == 3


def test_names_that_xml_can_not_hold() -> None:
    root = lxml.etree.fromstring(made(HOSTILE + "\x00\ud800"))
    assert "<script>" in texts(root, "a:title")[0]


def test_no_edition_is_no_feed() -> None:
    with pytest.raises(ValueError, match="edition"):
        atom("De Lindebuurt", "gemeente", "Gemeente", [FeedEntry(EDITIONS[2], "")])
