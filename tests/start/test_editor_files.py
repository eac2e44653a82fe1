"""Help while writing: the schema, the snippets, and the settings for Visual Studio Code."""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import jsonschema_rs
import pytest

from tests.tools import EXAMPLE, REPOSITORY, run_python
from wijk_ext.directives import overview
from wijk_ext.model.standard import STANDARD_VOCABULARY
from wijk_ext.resources import templates_folder
from wijk_ext.start.editor_files import EXPLANATIONS, editor_files
from wijk_ext.start.snippets import OVERVIEWS

if TYPE_CHECKING:
    from pathlib import Path

EDITOR = templates_folder() / "nieuw" / "document" / ".vscode"


def _read(name: str) -> Any:
    return json.loads((EDITOR / name).read_text("utf-8"))


def test_the_files_are_up_to_date() -> None:
    for path, text in editor_files(REPOSITORY / EXPLANATIONS).items():
        advice = "run: python -m wijk_ext.start.editor_files"
        assert (templates_folder() / path).read_text("utf-8") == text, advice


def _faults(text: str) -> list[str]:
    schema = _read("wijk.schema.json")
    jsonschema_rs.meta.validate(schema)
    validator = jsonschema_rs.validator_for(schema)
    return [str(error) for error in validator.iter_errors(tomllib.loads(text))]


def test_the_schema_takes_what_is_right() -> None:
    assert _faults((EXAMPLE / "wijk.toml").read_text("utf-8")) == []


@pytest.mark.parametrize(
    "text",
    ['[wijk]\nnam = "x"', "[wijk]\nnaam = 1", '[wijk]\nnaam = "x"\n[archief]\nwaardering = "x"'],
)
def test_the_schema_names_what_is_wrong(text: str) -> None:
    assert _faults(text)


def test_the_schema_explains_keys() -> None:
    schema = _read("wijk.schema.json")
    organisation = schema["properties"]["organisaties"]["additionalProperties"]["properties"]
    unit = organisation["onderdelen"]["additionalProperties"]["properties"]
    assert organisation["naam"]["description"] != unit["naam"]["description"]


def _expanded(body: list[str]) -> str:
    """Return what stands there when somebody takes a snippet as it comes."""
    text = "\n".join(body)
    text = re.sub(r"\$\{\d+\|([^,|]*)[^|]*\|\}", r"\1", text)
    text = re.sub(r"\$\{\d+:([^}]*)\}", r"\1", text)
    text = re.sub(r"\$\d", "", text)
    assert "$" not in text
    return text


@pytest.mark.parametrize("name", STANDARD_VOCABULARY.types)
def test_a_snippet_of_an_item_holds_what_may_be_written(name: str) -> None:
    lines = _expanded(_read("wijk.code-snippets")[f"Item: {name}"]["body"]).split("\n")
    item_type = STANDARD_VOCABULARY.types[name]
    assert lines[0].startswith(f":::{{{name}}} ")
    assert lines[1] == f":id: {item_type.prefix}001"
    assert lines[2] == f":status: {item_type.statuses[0].name}"
    known = STANDARD_VOCABULARY.fields_of(name).keys() | STANDARD_VOCABULARY.links_of(name).keys()
    for line in lines[3:]:
        if found := re.match(r":(\w+): (.+)", line):
            assert found[1] in known
    stops = re.findall(
        r"\$\{?(\d+)", "\n".join(_read("wijk.code-snippets")[f"Item: {name}"]["body"])
    )
    assert stops == [str(number) for number in range(1, len(stops))] + ["0"]


def test_there_is_a_snippet_for_every_overview_with_options_that_it_takes() -> None:
    assert OVERVIEWS.keys() == overview._DIRECTIVES.keys()
    for name, options in OVERVIEWS.items():
        taken = overview._DIRECTIVES[name].option_spec or {}
        for option in options:
            assert option.split(":")[1] in taken


def test_the_task_finds_file_and_line_in_what_is_printed() -> None:
    matchers = _read("tasks.json")["tasks"][0]["problemMatcher"]
    lines = [
        "docs/wijk/wijk.toml:3: er is geen lezer “x”.",
        "docs/wijk/a.md:12: waarschuwing: te laat. [wijk.overdue]",
    ]
    for matcher, line in zip(matchers, lines, strict=True):
        found = [re.match(matcher["pattern"]["regexp"], one) for one in lines]
        assert [bool(one) for one in found] == [one == line for one in lines]
    assert re.match(matchers[1]["pattern"]["regexp"], lines[1])[4] == "wijk.overdue"


def test_the_wheel_holds_the_template_with_hidden_files(tmp_path: Path) -> None:
    result = run_python("-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path, cwd=REPOSITORY)
    assert result.code == 0, result.text
    (wheel,) = tmp_path.glob("*.whl")
    template = templates_folder() / "nieuw"
    with ZipFile(wheel) as archive:
        for path in template.rglob("*"):
            if path.is_file():
                name = f"wijk_ext/templates/nieuw/{path.relative_to(template).as_posix()}"
                assert archive.read(name) == path.read_bytes()
