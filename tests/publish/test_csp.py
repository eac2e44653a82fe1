"""Nothing inline in pages: what stood there stands in files, and does the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from tests.publish.test_local import files_in
from tests.tools import write
from wijk_ext.output.html.csp import FOLDER, make_strict

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """<html><head><script data-x="1">een();</script>
<noscript><style>p { background: url(figuur.png) url("data:x") }</style></noscript>
<script>DOCUMENTATION_OPTIONS.pagename = 'map/blad';</script>
<script src="a.js"></script><script type="application/json">{"a": 1}</script></head>
<body><!-- <script>niet();</script> <p style="x"> --><pre>&lt;script&gt;</pre>
<col style="width: 33%" /><p class="a" title='b > c' style='color: red'>x style="y"</p>
<img alt="een style='x' <" style="background: url('f.png')"><p style="">y</p></body></html>
"""


def test_every_kind(tmp_path: Path) -> None:
    write(tmp_path, {"map/blad.html": PAGE, "ander.html": PAGE, "_static/a.js": "x"})
    make_strict(tmp_path)
    found = BeautifulSoup((tmp_path / "map/blad.html").read_text("utf-8"), "html.parser")
    files = {
        path.relative_to(tmp_path).as_posix(): path.read_text("utf-8")
        for path in (tmp_path / FOLDER).iterdir()
    }
    scripts = found.find_all("script")
    assert scripts[0]["data-x"] == "1"
    assert files[scripts[0]["src"].removeprefix("../")] == "een();"
    assert "DOCUMENTATION_OPTIONS" in files[scripts[1]["src"].removeprefix("../")]
    assert scripts[1]["data-options"] == '{"pagename": "map/blad"}'
    assert scripts[2]["src"] == "a.js"
    assert scripts[3].string == '{"a": 1}'
    assert not found.find("style")
    assert not found.find_all(style=True)
    sheet, own = (link["href"] for link in found.find_all("link"))
    assert files[sheet.removeprefix("../")] == (
        'p { background: url(../map/figuur.png) url("data:x") }'
    )
    rules = files[own.removeprefix("../")]
    column, paragraph, image, empty = found.find_all(["col", "p", "img"])
    for element, rule in (
        (column, "width: 33%"),
        (paragraph, "color: red"),
        (image, "background: url('../map/f.png')"),
    ):
        assert f".{element['class'][-1]} {{ {rule} }}" in rules
    assert paragraph["class"][0] == "a"
    assert image["alt"] == "een style='x' <"
    assert not empty.has_attr("class")
    assert "<!-- <script>niet();</script>" in (tmp_path / "map/blad.html").read_text("utf-8")


def test_twice_is_once_and_what_is_not_used_goes(tmp_path: Path) -> None:
    write(tmp_path, {"a.html": PAGE, "b.html": "<head></head><script>oud();</script>"})
    make_strict(tmp_path)
    once = files_in(tmp_path)
    make_strict(tmp_path)
    assert files_in(tmp_path) == once
    write(tmp_path, {"b.html": "<head></head><script>nieuw();</script>"})
    make_strict(tmp_path)
    elsewhere = tmp_path / "elders"
    write(elsewhere, {"a.html": PAGE, "b.html": "<head></head><script>nieuw();</script>"})
    make_strict(elsewhere)
    fresh = files_in(elsewhere)
    built_upon = {
        path: content
        for path, content in files_in(tmp_path).items()
        if not path.startswith("elders/")
    }
    assert built_upon == fresh


def test_sphinx_counts_without_making_code_of_text(tmp_path: Path) -> None:
    doctools = 'x = new Function(\n      "n",\n      `return (${catalog.plural_expr})`,\n    );'
    write(tmp_path, {"_static/doctools.js": doctools})
    make_strict(tmp_path)
    assert "Function" not in (tmp_path / "_static/doctools.js").read_text("utf-8")


TEXTS = st.text("<>\"'=&; abcstyle-/!\n", max_size=40)


@given(TEXTS, TEXTS, st.sampled_from(["script", "style", "p"]))
def test_pages_without_anything_inline_stay_as_they_are(a: str, b: str, name: str) -> None:
    import tempfile
    from pathlib import Path

    text = f"<p>{a.replace('<', '&lt;')}</p><{name} src='x'></{name}>{b.replace('<', '&lt;')}"
    if name == "style":
        text = text.replace("style", "stile")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "a.html")
        page.write_bytes(text.encode())
        make_strict(Path(folder))
        assert page.read_bytes() == text.encode()
