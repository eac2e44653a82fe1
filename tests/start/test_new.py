"""A new document: made at once, right at once, and in git."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.start.documents import EVERYBODY, make
from tests.tools import REPOSITORY, run_wijk, write
from wijk_ext.cli.ask import ask
from wijk_ext.cli.main import main
from wijk_ext.cli.work import StopError
from wijk_ext.resources import templates_folder
from wijk_ext.start import project
from wijk_ext.start.origin import told
from wijk_ext.start.project import ANSWERS, template_folder
from wijk_ext.start.questions import Rules, read_questions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

QUESTIONS = read_questions(template_folder())
EVERY_UNIT = [
    f"{one.name}={','.join(one.choices.values())}"
    for one in QUESTIONS.values()
    if one.name.startswith("onderdelen_")
]
ANSWERED = {
    "everybody and every unit": [EVERYBODY, *EVERY_UNIT],
    **{
        f"only {one}": [f"organisaties={one}"] for one in QUESTIONS["organisaties"].choices.values()
    },
    "no units": ["organisaties=gemeente,bewoners", "onderdelen_gemeente="],
    "nothing public": ["openbaar=nee", *EVERY_UNIT],
    "odd names": ["naam=’t Hof: “Noord” & zo #1 100%", "gemeente=Sint-Joris 'in het veld'"],
    "names": [f"naam_{one}=’s-Hof (1) & “{one}”: zo" for one in ("gemeente", "corporatie")],
    "a form": ["vragen_naar=mailto:team@hof.example?subject={onderwerp}&body={tekst}"],
    "an issue tracker": ["vragen_naar=https://vragen.example/nieuw?titel={titel}&id={id}"],
    "gitlab": ["forge=gitlab"],
    "github": ["forge=github", "installatie=git+https://git.example/wijk.git@v1"],
}


def _git(folder: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", "-C", folder, *words], capture_output=True, check=True, encoding="utf-8"
    )
    return done.stdout.strip()


@pytest.mark.usefixtures("named")
@pytest.mark.parametrize("data", ANSWERED.values(), ids=ANSWERED)
def test_whatever_was_answered_nothing_is_to_be_remarked(data: list[str], tmp_path: Path) -> None:
    folder = make(tmp_path / "wijk", *data)
    result = run_wijk("check", "--strict", cwd=folder)
    assert (result.code, result.err) == (0, ""), result.text


@pytest.mark.usefixtures("named")
def test_the_defaults_are_built_for_every_reader_without_a_remark(tmp_path: Path) -> None:
    folder = make(tmp_path / "wijk")
    result = run_wijk("build", "--strict", cwd=folder)
    assert (result.code, result.err) == (0, ""), result.text
    sites = {path.parent.parent.name for path in folder.glob("uit/*/werkversie/index.html")}
    assert {"projectteam", "gemeente", "gemeente.raad", "bewoners", "openbaar"} <= sites
    assert _git(folder, "status", "--porcelain") == ""


@pytest.mark.usefixtures("named")
def test_git_begins_with_everything_in_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make(tmp_path / "wijk", "forge=gitlab")
    assert _git(folder, "rev-list", "--count", "--all") == "1"
    assert _git(folder, "branch", "--show-current") == "main"
    tracked = set(_git(folder, "ls-files").split("\n"))
    assert tracked == {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.relative_to(folder).parts
    }
    hidden = {".copier-answers.yml", ".gitignore", ".gitlab-ci.yml", ".vscode/wijk.schema.json"}
    assert hidden < tracked
    assert not any(path.startswith(".github") for path in tracked)
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("nameless")
def test_without_a_name_git_is_told_how(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = make(tmp_path / "wijk")
    told = capsys.readouterr().err
    assert "git config --global user.name" in told
    command = next(line for line in told.splitlines() if "git commit" in line)
    assert _git(folder, "rev-list", "--count", "--all") == "0"
    who = ["-c", "user.name=Team", "-c", "user.email=team@proef.example"]
    _git(folder, *who, "commit", "-m", command.split('"')[1])
    assert _git(folder, "status", "--porcelain") == ""


@pytest.mark.usefixtures("named")
def test_a_repository_that_is_there_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _git(tmp_path, "init", "-q")
    folder = make(tmp_path / "wijk")
    assert not (folder / ".git").exists()
    assert _git(tmp_path, "diff", "--cached", "--name-only") == ""
    told = capsys.readouterr().err
    assert "git" in told
    assert str(tmp_path) not in told
    make(tmp_path / "met-pijplijn", "forge=github")
    assert f"{tmp_path}" in capsys.readouterr().err
    # a clone of an empty repository
    clone = tmp_path / "kloon"
    _git(tmp_path, "init", "-q", str(clone))
    make(clone)
    assert _git(clone, "diff", "--cached", "--name-only") == ""
    assert (clone / "docs" / "wijk" / "wijk.toml").is_file()


@pytest.mark.usefixtures("named")
def test_the_answers_are_kept_without_a_place_on_this_machine(tmp_path: Path) -> None:
    folder = make(tmp_path / "wijk", "naam=Het Hof")
    text = (folder / ANSWERS).read_text("utf-8")
    kept = yaml.safe_load(text)
    assert kept["naam"] == "Het Hof"
    assert "_src_path" not in kept
    # what would end in a traceback of copier is not advised
    assert "copier update" not in (folder / "README.md").read_text("utf-8")
    for path in folder.rglob("*"):
        if path.is_file() and ".git" not in path.relative_to(folder).parts:
            assert str(templates_folder().parent) not in path.read_text("utf-8")


def _refused(folder: Path, *data: str, **options: object) -> str:
    with pytest.raises(StopError) as stopped:
        make(folder, *data, **options)
    assert stopped.value.exit_code == 2
    return str(stopped.value)


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path / "wijk", {"brief.txt": "hier stond al iets"})
    assert "wijk" in _refused(folder)
    assert [one.name for one in folder.iterdir()] == ["brief.txt"]
    assert "brief.txt" in _refused(folder / "brief.txt")


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        ("naam=", "naam"),
        ("naam=# Hof", "naam"),
        ("naam={{ 7 * 7 }}", "naam"),
        ("naam=Hof\x07", "naam"),
        (f"naam={'o' * 81}", "naam"),
        ("naam_gemeente=<b>Stad</b>", "naam_gemeente"),
        ('naam=De "Hof"', "naam"),
        ("naam=De\\Hof", "naam"),
        ("organisaties=", "organisaties"),
        ("organisaties=gemeente,provincie", "provincie"),
        ("onderdelen_gemeente=rad", "“raad”"),
        ("vragen_naar=mailto:", "vragen_naar"),
        ("vragen_naar=mailto:team@proef.example?subject={naam}", "vragen_naar"),
        ("vragen_naar=https://proef.example/a b", "vragen_naar"),
        ("begin=1 maart", "begin"),
        ("begin=2027-02-31", "begin"),
        ("forge=gitea", "gitea"),
        ("nam=Het Hof", "“naam”"),
        ("naam", "naam"),
    ],
)
def test_a_wrong_answer_is_named_and_nothing_is_made(
    answer: str, word: str, tmp_path: Path
) -> None:
    said = _refused(tmp_path / "wijk", answer)
    assert word in said
    assert "Validation" not in said
    assert not (tmp_path / "wijk").exists()


def _conversation(monkeypatch: pytest.MonkeyPatch, *lines: str) -> dict[str, object]:
    """Return the answers of somebody who types these lines, and Enter after that."""
    typed = iter(lines)
    monkeypatch.setattr("builtins.input", lambda _hint: next(typed, ""))
    return dict(
        ask(QUESTIONS, Rules(template_folder()), {"forge": "geen"}, {"begin": "2027-01-01"})
    )


def test_only_what_applies_is_asked_and_enter_takes_the_usual_answer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = _conversation(monkeypatch, "<Hof>", "Het Hof", "Stad", "7", "0", "1, 5", "", "2 1")
    assert found == {
        "forge": "geen",
        "naam": "Het Hof",
        "gemeente": "Stad",
        "organisaties": ["gemeente", "bewoners"],
        "naam_gemeente": "Gemeente Stad",
        "onderdelen_gemeente": ["raad", "college"],
        "naam_bewoners": "Bewonersvereniging",
        "onderdelen_bewoners": [],
        "openbaar": "ja",
        "vragen_naar": "projectteam@wijk.example",
        "begin": "2027-01-01",
    }
    told = capsys.readouterr().out
    assert told.count(QUESTIONS["naam"].help) == 1
    assert QUESTIONS["forge"].help not in told


def test_the_conversation_in_the_manual_is_what_is_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (REPOSITORY / "docs/handleiding/voorbeelden/nieuw/gesprek.txt").read_text("utf-8")
    typed = iter(re.findall(r"^\[.*\](.*)$", text, re.MULTILINE))

    def read(hint: str) -> str:
        answer = next(typed).strip()
        print(f"{hint}{answer}".rstrip())
        return answer

    monkeypatch.setattr("builtins.input", read)
    ask(QUESTIONS, Rules(template_folder()), {}, {"begin": "2026-11-01"})
    assert capsys.readouterr().out == text


def test_who_stops_halfway_has_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("stdin", "stdout"):
        monkeypatch.setattr(f"sys.{name}.isatty", lambda: True, raising=False)
    for stop in (KeyboardInterrupt, EOFError):
        typed: Iterator[str] = iter(["Het Hof"])

        def read(_hint: str, typed: Iterator[str] = typed, stop: type = stop) -> str:
            for line in typed:
                return line
            raise stop

        monkeypatch.setattr("builtins.input", read)
        assert main(["new", str(tmp_path / "wijk")]) == 130
        assert not (tmp_path / "wijk").exists()


def test_nothing_half_made_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(project, "write_origin", full)
    (tmp_path / "leeg" / ".venv").mkdir(parents=True)
    for name in ("nieuw", "leeg"):
        with pytest.raises(StopError, match="No space left"):
            make(tmp_path / name)
    assert [path.name for path in tmp_path.rglob("*")] == ["leeg", ".venv"]


@pytest.mark.usefixtures("named")
def test_without_git_there_is_a_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    folder = make(tmp_path / "wijk")
    assert "https://git-scm.com" in capsys.readouterr().err
    assert (folder / "docs" / "wijk" / "wijk.toml").is_file()


def test_what_pip_installs_is_one_word(tmp_path: Path) -> None:
    for text in ("a; rm -rf /", "$(x)", "a`b`", "a'b"):
        assert "installatie" in _refused(tmp_path / "wijk", "forge=github", f"installatie={text}")


def test_without_a_terminal_nothing_is_asked(tmp_path: Path) -> None:
    assert "--defaults" in _refused(tmp_path / "wijk", defaults=False)


def test_a_password_does_not_come_into_the_document(tmp_path: Path) -> None:
    address = "https://iemand:geheim@git.example/wijk.git"
    assert "geheim" not in _refused(tmp_path / "wijk", updates_from=address)


def test_an_address_of_a_template_looks_like_one(tmp_path: Path) -> None:
    for text in ("wijk.git", "https://git.example", "git.example/wijk", "https://git.example/a b"):
        assert text in _refused(tmp_path / "wijk", updates_from=text)
    for text in ("https://git.example/wijk", "git@git.example:wijk.git", "ssh://git@x.example/w"):
        assert told(text).address == text
