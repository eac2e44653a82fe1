"""Small pieces of HTML within a paragraph, and the text they become."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.output.book.shorthand import s, t
from wijk_ext.output.book.html import read_body
from wijk_ext.output.book.model import (
    Code,
    Formula,
    LineBreak,
    Link,
    Paragraph,
    Pill,
    Text,
)

if TYPE_CHECKING:
    from wijk_ext.output.book.model import Inline

TEXTS: dict[str, tuple[Inline, ...]] = {
    "  een\n twee  ": t("een twee"),
    "een <b> twee </b> drie": (Text("een "), s("strong", "twee "), Text("drie")),
    "<em>a</em><s>b</s><del>c</del>": (s("emphasis", "a"), s("strike", "b"), s("strike", "c")),
    "H<sub>2</sub>O m<sup>2</sup>": (*(Text("H"), s("sub", "2"), Text("O m"), s("super", "2")),),
    "a<ins>b</ins><span>c</span><u>d</u>": (Text("a"), s("underline", "b"), Text("cd")),
    "<mark>a</mark> <small>b</small>": (s("strong", "a"), Text(" "), s("small", "b")),
    "a &nbsp; b": t("a \xa0 b"),
    "a <br> b": (Text("a"), LineBreak(), Text("b")),
    "<br>a<br>": t("a"),
    "<kbd>Ctrl</kbd>+<code><span>a  b</span></code>": (Code("Ctrl"), Text("+"), Code("a b")),
    '<abbr title="Autoriteit">ACM</abbr>': t("ACM (Autoriteit)"),
    "zei <q>ja</q>": t("zei “ja”"),
    '<span class="math">\\(a^2\\)</span>': (Formula("a^2"),),
    '<time datetime="2027-03-03">3 maart 2027</time>': t("3 maart 2027"),
    '<input type="checkbox"> a <input type="checkbox" checked> b': t("☐ a ☑ b"),
    '<input type="text" value="x"><button>klik</button><select><option>o</option></select>z': (
        t("z")
    ),
    'a<a class="headerlink" href="#x">#</a>': t("a"),
    'a<span aria-hidden="true">b</span><span hidden>c</span>': t("a"),
    'a<span style="display: none">b</span><script>c</script>': t("a"),
    'a<span class="wijk-visually-hidden">b</span>': t("a"),
    "a<!-- b -->c": t("ac"),
    "<x-onbekend>a <b>b</b></x-onbekend>": (Text("a "), s("strong", "b")),
    '<span class="wijk-status wijk-phase-stuck">vast</span>': (Pill("vast", "stuck"),),
    'a<span class="wijk-small">b</span>': (Text("a"), LineBreak(), s("small", "b")),
    '<a href="https://x.example/?a=1&amp;b">a</a>': (
        Link(t("a"), address="https://x.example/?a=1&b"),
    ),
    '<a href="//x.example">a</a>': (Link(t("a"), address="https://x.example"),),
    '<a href="mailto:a@x.example">a</a>': (Link(t("a"), address="mailto:a@x.example"),),
    '<a href="#b">a</a>': (Link(t("a"), anchor="b"),),
    '<a href="javascript:alert(1)">a</a>': t("a"),
    '<a href=" JAVA&#10;script:alert(1)">a</a>': t("a"),
    '<a href="data:text/html,x">a</a>': t("a"),
    '<a href="file:///etc/passwd">a</a>': t("a"),
    '<a href="http://[">a</a>': t("a"),
    "<a>a</a>": t("a"),
    '<a href="b.pdf">a</a>': t("a (b.pdf)"),
    '<a href="b.pdf">b.pdf</a>': t("b.pdf"),
    '<a class="wijk-edition-link" href="../1.0/b.html#c">a</a>': t("a"),
    '<a href="https://x.example"><i class="fas"></i></a>z': t("z"),
    '<a href="https://x.example" aria-label="Naar x"><i></i></a>': (
        Link(t("Naar x"), address="https://x.example"),
    ),
    '<img src="https://x.example/a.png" alt="A">': (
        Link(t("A"), address="https://x.example/a.png"),
    ),
    '<img src="weg.png" alt="A">': t("A"),
    '<img src="javascript:x" alt="A">': t("A"),
    '<iframe src="https://x.example/film"></iframe>': (
        Link(t("https://x.example/film"), address="https://x.example/film"),
    ),
    'a<svg class="sd-octicon"><path d="M0"/></svg>': t("a"),
    "<ruby>漢<rt>kan</rt></ruby>": t("漢 (kan)"),
}


@pytest.mark.parametrize("html", TEXTS)
def test_text(html: str) -> None:
    assert read_body(f"<p>{html}</p>") == (Paragraph(TEXTS[html]),)
