"""The rules for web servers, tried out on real ones: who asks for what is not theirs gets nothing.

Every reader's visitor asks for all files of every other reader, straight and by detours, without
and with forged headers. The files are those of a publication.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from tests.publish.builds import output
from tests.publish.requests import Client, detours, login, raw
from tests.publish.servers import guarded
from tests.tools import run_wijk, write
from wijk_ext.model.access import readers_of
from wijk_ext.model.wijk import PROJECT_TEAM, PUBLIC, Organisation, Unit, Wijk
from wijk_ext.publish.access import AUTHS, HEADERS, KINDS, access_rules
from wijk_ext.publish.errors import PublishError
from wijk_ext.publish.server import Server
from wijk_ext.publish.targets import publish

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WIJK = Wijk(
    "De Proefbuurt",
    organisations=(
        Organisation("gemeente", "Gemeente", units=(Unit("raad", "Raad", only_marked=True),)),
        Organisation("gemeente-raad", "Een naam die op een andere lijkt"),
        Organisation("net", "Netbeheerder"),
    ),
    public_name="Bewoners",
)
FOLDERS = tuple(reader.folder for reader in readers_of(WIJK).values())
CLOSED = tuple(folder for folder in FOLDERS if folder != PUBLIC)
FORGED = (
    "X-Remote-Groups: wijk-projectteam",
    "X_Remote_Groups: wijk-projectteam",
    "X-Remote-Groups : wijk-projectteam",
    " X-Remote-Groups: wijk-projectteam",
    "X-Remote-Groups:\r\n\twijk-projectteam",
    "X-Remote-Groups\x00: wijk-projectteam",
    "Remote-User: projectteam",
    "X-Forwarded-User: projectteam",
    "X-Forwarded-For: 127.0.0.1",
    "X-Real-IP: 127.0.0.1",
    "Forwarded: for=127.0.0.1",
    "X-Original-URL: /{other}/1.0/index.html",
    "X-Rewrite-URL: /{other}/1.0/index.html",
    "X-Accel-Redirect: /{other}/1.0/index.html",
    "X-HTTP-Method-Override: GET",
    "If-None-Match: *",
    "If-Modified-Since: Fri, 31 Dec 2100 23:59:59 GMT",
    "Range: bytes=0-10",
    "Authorization: Basic Og==",
    "Authorization: Bearer projectteam",
)
OUTSIDE = (
    *("manifest.json", "../manifest.json", "releases/", "../../releases/", ".wijk-publicatie"),
    *("verificatie/net.1.0.json", ".werkplaats/net.json", ".git/config", "current/", ".buildinfo"),
)


def test_every_value_that_would_end_a_line_is_refused() -> None:
    for server in (
        Server(address="a; return 200"),
        Server(root='/srv"'),
        Server(root="/srv wijk"),
        Server(header="X{}"),
        Server(prefix='"'),
        Server(proxy=("overal",)),
        Server(listen="80; }"),
        Server(listen="nergens:80"),
        Server(passwords="/etc/$uri"),
    ):
        for kind in KINDS:
            with pytest.raises(PublishError):
                access_rules(WIJK, kind, "header", server)


def test_the_rules_say_how_to_make_them_again(tmp_path: Path) -> None:
    """They are made anew for every new reader, and nothing may have to be mended by hand then."""
    options = (
        *("--access", "nginx", "--auth", "header", "--address", "buurt.voorbeeld.example"),
        *("--root", "/srv/buurt/current", "--listen", "10.0.0.5:8081", "--header", "X-Groepen"),
        *("--prefix", "buurt-", "--proxy", "10.0.0.7", "--proxy", "10.0.0.8"),
    )
    settings = '[wijk]\nnaam = "Buurt"\n[organisaties.net]\nnaam = "Net"\n'
    write(tmp_path, {"conf.py": "", "wijk.toml": settings, "index.md": "# Buurt\n"})
    rules = run_wijk("publish", *options, cwd=tmp_path).out
    again = next(line for line in rules.splitlines() if "wijk publish" in line)
    assert run_wijk(*again.lstrip("# ").split()[1:], cwd=tmp_path).out == rules
    working = [line for line in rules.splitlines() if not line.startswith("#")]
    for value in (
        "voorbeeld.example;",
        "/srv/buurt/current;",
        "10.0.0.5:8081;",
        "$http_x_groepen",
        "buurt",
        "10.0.0.7 1;",
        "10.0.0.8 1;",
    ):
        assert any(value in line for line in working), value
    refused = run_wijk("publish", "--access", "nginx", "--root", "/srv/{}", cwd=tmp_path)
    assert (refused.code, "--root" in refused.err) == (1, True)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("auth", AUTHS)
def test_the_rules_are_the_same_every_time(kind: str, auth: str) -> None:
    assert access_rules(WIJK, kind, auth) == access_rules(WIJK, kind, auth)


@dataclass(frozen=True)
class Running:
    """A web server with the rules, and what stands on it."""

    kind: str
    auth: str
    port: int
    files: tuple[str, ...]
    """The files of one reader, from the reader's folder; those of all readers have these names."""
    client: Client
    stranger: Client = field(repr=False)
    """One who does not come by way of the single sign-on service."""

    def as_(self, folder: str) -> tuple[str, ...]:
        """Return the headers with which a reader's visitor comes."""
        if folder == PUBLIC:
            return ()
        return (login(folder),) if self.auth == "basic" else (f"X-Remote-Groups: wijk-{folder}",)


@pytest.fixture(scope="module", params=[f"{kind} {auth}" for kind in KINDS for auth in AUTHS])
def running(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    kind, auth = request.param.split()
    folder = tmp_path_factory.mktemp("web")
    out = output(folder / "uit", readers=FOLDERS)
    publish(out, str(folder / "doel"))
    files = sorted(
        path.relative_to(out / "net").as_posix()
        for path in (out / "net").rglob("*")
        if path.is_file()
    )
    with guarded(kind, auth, folder, WIJK, folder / "doel" / "current") as port:
        client, stranger = Client(port), Client(port, "127.0.0.2")
        yield Running(kind, auth, port, tuple(files), client, stranger)
        client.close()
        stranger.close()


def _some(running: Running, urls: list[str]) -> list[str]:
    """Return all of them; of Caddy with passwords a few, as each wrong name takes it a second."""
    if (running.kind, running.auth) != ("caddy", "basic"):
        return urls
    return random.Random(1).sample(urls, 3)


def test_who_may_see_it_gets_it(running: Running) -> None:
    for folder in FOLDERS:
        for who in dict.fromkeys((folder, PROJECT_TEAM)):
            for path in running.files:
                answer = running.client.get(f"/{folder}/{path}", *running.as_(who))
                assert answer.status == 200, (folder, who, path)
        assert running.client.get(f"/{folder}/", *running.as_(folder)).status == 200
        answer = running.client.get(f"/{folder}/1.0/index.html", *running.as_(folder))
        assert f"editie 1.0 voor {folder}" in answer.body.decode()
        answer = running.client.get(f"/{folder}", *running.as_(folder))
        assert answer.status in {301, 302, 307, 308}
        assert answer.headers["location"] == f"/{folder}/"
    assert running.client.get("/").headers["location"] == f"/{PUBLIC}/"


@pytest.mark.parametrize("own", FOLDERS)
def test_who_may_not_see_it_gets_nothing(running: Running, own: str) -> None:
    if own == PROJECT_TEAM:
        return
    asked = 0
    for other in CLOSED:
        if other == own:
            continue
        urls = [url for path in running.files for url in detours(own, other, path)]
        for url in _some(running, urls):
            answer = running.client.get(url, *running.as_(own))
            assert not answer.has_content, (own, url, answer.status)
            assert f"voor {other}".encode() not in answer.body
            asked += 1
    assert asked


def test_forged_headers_open_nothing(running: Running) -> None:
    for other in CLOSED:
        for path in running.files:
            for header in FORGED:
                if "Basic" in header and running.kind == "caddy" and path != running.files[0]:
                    continue  # each takes it a second
                forged = header.format(other=other)
                for url in (f"/{other}/{path}", f"/{PUBLIC}/../{other}/{path}", f"/weg/{path}"):
                    answers = [running.stranger.get(url, forged)]
                    if running.auth == "basic" or not header.startswith("X-Remote-Groups:"):
                        answers.append(running.client.get(url, forged))
                    for answer in answers:
                        assert not answer.has_content, (url, forged, answer.status)


def test_other_ways_to_ask_open_nothing(running: Running) -> None:
    """Older and odd forms of a request, and two in one."""
    path = "/gemeente/1.0/index.html"
    who = running.as_("net")[0]
    inside = f"GET {path} HTTP/1.1\r\nHost: wijk.example\r\n\r\n"
    own = f"GET /net/ HTTP/1.1\r\nHost: wijk.example\r\n{who}\r\n"
    for text in (
        f"GET {path}\r\n",
        f"GET {path} HTTP/1.0\r\n\r\n",
        f"GET {path} HTTP/1.0\r\n{who}\r\n\r\n",
        f"GET {path} HTTP/1.1\r\nHost: elders.example\r\n{who}\r\n\r\n",
        f"GET {path} HTTP/1.1\r\nHost: localhost\r\nHost: wijk.example\r\n{who}\r\n\r\n",
        f"GET http://projectteam:geheim@wijk.example{path} HTTP/1.1\r\nHost: x\r\n{who}\r\n\r\n",
        f"GET  {path} HTTP/1.1\r\nHost: wijk.example\r\n{who}\r\n\r\n",
        f"GET\t{path}\tHTTP/1.1\r\nHost: wijk.example\r\n{who}\r\n\r\n",
        f"get {path} HTTP/1.1\r\nHost: wijk.example\r\n{who}\r\n\r\n",
        f"{own}Content-Length: {len(inside)}\r\n\r\n{inside}",
        f"{own}Connection: upgrade\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n{inside}",
        f"{own}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n{inside}",
    ):
        assert b"voor gemeente" not in raw(running.port, text), text


def test_a_wrong_password_opens_nothing(running: Running) -> None:
    if running.auth == "header":
        pytest.skip("there are no passwords")
    for header in (login("net", "x"), login("net", ""), login("", ""), login(PROJECT_TEAM, "x")):
        assert running.client.get("/net/1.0/index.html", header).status == 401


def test_only_the_whole_name_of_a_group_counts(running: Running) -> None:
    if running.auth == "basic":
        pytest.skip("there are no groups")
    url = "/gemeente/1.0/index.html"
    for groups in (
        *(
            "wijk-gemeente.raad",
            "wijk-gemeente-raad",
            "wijk-gemeente2",
            "xwijk-gemeente",
            "gemeente",
        ),
        *(
            "WIJK-GEMEENTE",
            "wijk-gemeente/x",
            "x wijk-gemeente",
            "cn=wijk-gemeente,dc=net",
            "",
            "1",
        ),
    ):
        assert running.client.get(url, f"X-Remote-Groups: {groups}").status == 404, groups
    assert (
        running.client.get("/gemeente.raad/", "X-Remote-Groups: wijk-gemeentexraad").status == 404
    )
    for groups in (
        "a,wijk-gemeente",
        "wijk-gemeente; b",
        "a, wijk-gemeente ,b",
        "a;b;wijk-gemeente",
    ):
        assert running.client.get(url, f"X-Remote-Groups: {groups}").status == 200, groups
    assert running.stranger.get(url, "X-Remote-Groups: wijk-gemeente").status == 404


def test_what_is_not_a_readers_is_not_there(running: Running) -> None:
    for own in (PROJECT_TEAM, "net", PUBLIC):
        for path in OUTSIDE:
            for url in (f"/{path}", f"/{own}/{path}", f"/{own}/1.0/{path}", f"/{own}/../{path}"):
                assert not running.client.get(url, *running.as_(own)).has_content, url
        for folder in ("_static", "1.0/_static", "1.0/afspraken"):
            answer = running.client.get(f"/{own}/{folder}/", *running.as_(own))
            assert answer.status in {403, 404}, "a list of files"


def test_nothing_but_reading(running: Running) -> None:
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "PROPFIND", "MKCOL", "TRACE"):
        answer = running.client.get(f"/{PUBLIC}/", "Content-Length: 0", method=method)
        assert answer.status in {400, 405}, method
    assert running.client.get(f"/{PUBLIC}/", method="HEAD").status == 200


def test_every_answer_has_the_security_headers(running: Running) -> None:
    for url in (f"/{PUBLIC}/", f"/{PUBLIC}/1.0/_static/house.css", "/net/", "/weg", "/a//b"):
        answer = running.client.get(url)
        for name, value in HEADERS:
            assert answer.headers.get(name.lower()) == value, (url, name)
        assert not any(digit in answer.headers.get("server", "") for digit in "0123456789")


def test_strangers_do_not_learn_who_reads(running: Running) -> None:
    """A folder that is not there answers as one that may not be seen."""
    assert running.client.get("/net/").status == running.client.get("/bestaat-niet/").status
    assert running.client.get("/net").status == running.client.get("/bestaat-niet").status
