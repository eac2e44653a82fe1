"""A writer's hour with ``wijk serve``: a real server, real requests, real edits."""

from __future__ import annotations

import signal
import time
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup

from tests.output.preview.running import serving
from tests.tools import run_wijk, words_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.output.preview.running import Preview
    from tests.tools import Site

BROKEN = "# Afspraken\n\n:::{alleen-voor} niemand\nVoor wie?\n:::\n"
SECRET = "kraanvogel"
"""Stands in blocks, items, pages and names of files that the reader may not see."""


def bar(text: str) -> BeautifulSoup:
    """Return the bar of a page."""
    found = BeautifulSoup(text, "html.parser").select_one("aside.wijk-preview")
    assert found is not None
    return found


def test_it_follows_the_writer_through_errors(copied: Callable[[str], Path]) -> None:
    source = copied("klein")
    whole = (source / "afspraken.md").read_text("utf-8")
    (source / "afspraken.md").write_text(BROKEN, "utf-8")
    with serving(source) as preview:
        # there is no good version yet: the page tells why, with file and line
        answer = preview.ready("projectteam", "afspraken")
        assert answer.status == 500
        told = words_of(BeautifulSoup(answer.text, "html.parser").select_one("main"))
        assert "afspraken.md:3" in told
        assert "er is geen lezer “niemand”." in told
        with preview.listening("projectteam") as heard:
            preview.write("afspraken.md", whole)
            answer = preview.until("projectteam", "afspraken", "binnen vijf werkdagen antwoord")
            assert answer.status == 200
            version = bar(answer.text)["data-version"]
            assert words_of(bar(answer.text)).endswith("Bijgewerkt om " + clock(answer.text))
            # a sentence: the bar hears of it, and the page holds it
            preview.write("afspraken.md", f"{whole}\nDeze zin is nieuw.\n")
            preview.until("projectteam", "afspraken", "Deze zin is nieuw.")
            assert eventually(lambda: len({one["version"] for one in heard} - {version}) > 1)
        # a mistake: the page stays as it was, and the bar says what is wrong
        before = preview.page("projectteam", "afspraken").text
        preview.write("afspraken.md", BROKEN)
        answer = preview.until("projectteam", "afspraken", "niemand")
        assert answer.status == 200
        assert without_bar(answer.text) == without_bar(before)
        shown = words_of(bar(answer.text))
        assert "1 fout: er kan niets nieuws worden getoond. U ziet de vorige versie." in shown
        assert "afspraken.md:3 er is geen lezer “niemand”." in shown
        # and conf.py, which is a program
        preview.write("conf.py", "extensions = [\n")
        preview.until("projectteam", "afspraken", "conf.py:1")
        preview.write("conf.py", 'extensions = ["wijk_ext"]\n')
        preview.write("afspraken.md", f"{whole}\nHet is verbeterd.\n")
        preview.until("projectteam", "afspraken", "Het is verbeterd.")
        preview.until("projectteam", "afspraken", lambda one: not bar(one.text).select("details"))
        # a title, which other pages show too
        preview.write("afspraken.md", whole.replace("# Afspraken", "# Wat we beloven"))
        preview.until("projectteam", "index", "Wat we beloven")
        # a page that comes, and one that never was
        preview.write("los.md", "---\norphan: true\n---\n# Los blad\n\nMet tekst.\n")
        preview.until("projectteam", "los", "Met tekst.")
        assert preview.page("projectteam", "geen").status == 404
        files = preview.files()
        assert preview.stop() == 0
        assert preview.left() == []
    printed = "".join(preview.printed)
    assert f"{source / 'afspraken.md'}:3: er is geen lezer “niemand”." in printed
    assert "Traceback" not in printed
    assert printed.endswith("Het voorbeeld is gestopt.\n")
    assert files.keys() == {"conf.py", "wijk.toml", "index.md", "afspraken.md", "los.md"}


def clock(text: str) -> str:
    """Return the time that the bar tells."""
    return words_of(bar(text).select_one("[role=status]")).split()[-1]


def eventually(holds: Callable[[], bool]) -> bool:
    """Return whether something comes to hold within five seconds."""
    end = time.monotonic() + 5
    while not (found := holds()) and time.monotonic() < end:
        time.sleep(0.02)
    return found


def without_bar(text: str) -> str:
    """Return a page as it is in the site."""
    head, _bar, rest = text.partition('<aside class="wijk-preview"')
    return head + rest.partition("</aside>")[2]


def test_each_reader_sees_its_own_and_only_this_machine_sees_any(
    copied: Callable[[str], Path],
) -> None:
    source = copied("klein")
    hidden = f"\n:::{{alleen-voor}} gemeente\n{SECRET.title()} nestelt hier stilletjes.\n:::\n"
    text = (source / "afspraken.md").read_text("utf-8")
    (source / "afspraken.md").write_text(text + hidden, "utf-8")
    (source / "juridisch").mkdir()
    (source / "juridisch" / f"{SECRET}.md").write_text(
        f"---\norphan: true\ntoegang: [gemeente]\n---\n# Over {SECRET}\n\nTekst.\n", "utf-8"
    )
    with serving(source, "--reader", "corporatie") as preview:
        assert preview.ready("corporatie").status == 200
        assert_nothing_of_the_secret(preview, "corporatie")
        # only the reader that is looked at was built
        built = {path.name for path in preview.temporary.glob("wijk-*/uit/[a-z]*/")}
        assert built == {"corporatie", "verificatie"}
        # what is hidden looks like what never was
        gone = preview.page("corporatie", f"juridisch/{SECRET}")
        never = preview.page("corporatie", "juridisch/olifant")
        assert gone.status == never.status == 404
        assert gone.text.replace(SECRET, "olifant") == never.text
        # the form in the bar leads to the same page for another reader
        answer = preview.ask("/_wijk/reader?reader=gemeente&page=afspraken.html")
        assert answer.headers["Location"] == "/gemeente/werkversie/afspraken.html"
        assert SECRET.title() in preview.ready("gemeente", "afspraken").text
        chosen = bar(preview.page("gemeente", "afspraken").text).select_one("option[selected]")
        assert chosen["value"] == "gemeente"
        # a restriction takes effect, also in what is kept of before
        assert "Warme huizen" in preview.ready("corporatie", "afspraken").text
        preview.write("afspraken.md", f"---\ntoegang: [gemeente]\n---\n# {SECRET}\n\nTekst.\n")
        preview.until("corporatie", "afspraken", lambda answer: answer.status == 404)
        assert_nothing_of_the_secret(preview, "corporatie")
        for name in ("searchindex.js", "needs.json", "objects.inv"):
            found = preview.ask(f"/corporatie/werkversie/{name}")
            assert found.status in {200, 404}
            assert b"Warme" not in found.content
        assert_only_for_this_machine(preview)
        assert preview.stop(signal.SIGTERM) == 0
        assert preview.left() == []


def assert_nothing_of_the_secret(preview: Preview, reader: str) -> None:
    """Look into everything that the preview has for a reader, and into what it answers."""
    files = [path for path in preview.temporary.glob(f"wijk-*/uit/{reader}/**/*") if path.is_file()]
    assert any(path.name == "index.html" for path in files)
    assert not [path for path in files if SECRET in str(path).lower()]
    for path in files:
        place = str(path).partition("/uit/")[2]
        content = preview.ask(f"/{place}").content.lower()
        assert SECRET.encode() not in content, place
        assert SECRET.encode() not in path.read_bytes().lower(), place


def assert_only_for_this_machine(preview: Preview) -> None:
    """Ask as a page on another site would, and by addresses that lead astray."""
    ask, port = preview.ask, preview.port
    page = "/corporatie/werkversie/index.html"
    for host in ("wijk.example", f"wijk.example:{port}", "127.0.0.1.wijk.example", ""):
        assert ask(page, Host=host).status == 400
    for host in ("localhost", f"127.0.0.1:{port}"):
        assert ask(page, Host=host).status == 200
    for path in (page, "/corporatie/werkversie/searchindex.js", "/_wijk/static/preview.js"):
        headers = ask(path).headers
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["Content-Security-Policy"] == "frame-ancestors 'self'"
        assert headers["Access-Control-Allow-Origin"] is None
    for path in (
        "/corporatie/../gemeente/werkversie/index.html",
        "/corporatie/werkversie/%2e%2e/%2e%2e/gemeente/werkversie/objects.inv",
        "/corporatie/werkversie/../../.wijk-uit",
        "/.werkplaats/gemeente.werkversie/werk.json",
        "/verificatie/corporatie.werkversie.json",
        "/corporatie//etc/passwd",
        "/corporatie/%2fetc/passwd",
        "/corporatie/werkversie/%00.html",
        "/_wijk/static/../app.py",
        "/_wijk/events?reader=niemand",
        "/niemand/werkversie/index.html",
    ):
        assert ask(path).status == 404, path
    assert ask("/_wijk/reader?reader=//wijk.example&page=x").headers["Location"][:2] != "//"
    assert ask(page, "POST").status == 405


def test_it_says_what_it_can_not_do(copied: Callable[[str], Path]) -> None:
    source = copied("klein")
    result = run_wijk("serve", source, "--reader", "gemente")
    assert (result.code, result.err) == (
        2,
        "er is geen lezer “gemente”. Bedoelt u “gemeente”?\n",
    )
    with serving(source) as preview:
        result = run_wijk("serve", source, "--port", str(preview.port))
        assert result.code == 2
        assert f"poort {preview.port} kan niet worden gebruikt" in result.err
        # stopped while it builds
        assert preview.stop() == 0
        assert preview.left() == []
    assert preview.printed == ["Het voorbeeld is gestopt.\n"]


def test_a_built_site_has_no_bar(wijk_site: Callable[[str], Site]) -> None:
    for path in wijk_site("klein").folder.rglob("*"):
        if path.is_file():
            assert b"wijk-preview" not in path.read_bytes()
