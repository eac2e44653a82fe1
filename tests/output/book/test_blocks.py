"""Small pieces of HTML, and the blocks they become."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.output.book.shorthand import p, s, t
from wijk_ext.output.book.around import Around
from wijk_ext.output.book.html import read_body
from wijk_ext.output.book.model import (
    Box,
    Cell,
    CodeBlock,
    Definition,
    Definitions,
    Figure,
    Formula,
    Heading,
    ItemCard,
    LineBreak,
    Link,
    ListBlock,
    Note,
    NoteMark,
    Paragraph,
    Picture,
    Pill,
    Quote,
    Rule,
    Table,
    Text,
)
from wijk_ext.output.book.words import words

if TYPE_CHECKING:
    from pathlib import Path


def cells(*texts: str, header: bool = False, **fields: Any) -> tuple[Cell, ...]:
    return tuple(Cell((p(text),) if text else (), header, **fields) for text in texts)


BLOCKS = {
    "": (),
    "<p> </p><div><span></span></div>": (),
    "los <b>vet</b><p>alinea</p>staart": (
        *(p("los ", s("strong", "vet")), p("alinea"), p("staart")),
    ),
    "<h2 id=a>K</h2>": (Heading(2, t("K"), ("a",)),),
    "<section id=a><span id=b></span><h1>K</h1></section>": (Heading(1, t("K"), ("a", "b")),),
    "<p>a<span id=x></span>b</p>": (p("ab", anchors=("x",)),),
    "<hr><hr class=footnotes>": (Rule(),),
    "<ul><li>a<ol start=3 type=a><li><p>b</p></li></ol></li></ul>": (
        ListBlock(((p("a"), ListBlock(((p("b"),),), 3, "a")),)),
    ),
    '<ol class="upperroman"><li>a</li></ol>': (ListBlock(((p("a"),),), 1, "I"),),
    "<ul>los<p>b</p><li>a</li><!-- weg -->staart</ul>": (
        ListBlock(((p("los"), p("b")), (p("a"),), (p("staart"),))),
    ),
    "<dl><dt id=x>a</dt><dt>b</dt><dd>c</dd><dt>d</dt></dl>": (
        Definitions(
            (Definition((t("a"), t("b")), (p("c"),), ("x",)), Definition((t("d"),), ())),
        ),
    ),
    '<dl class="wijk-facts"><dt>a</dt><dd>b</dd></dl>': (
        Definitions((Definition((t("a"),), (p("b"),)),), facts=True),
    ),
    "<blockquote><p>a</p><p class=attribution>—b</p></blockquote>": (Quote((p("a"), p("—b"))),),
    "<pre>  a\n\n <b>b</b>\n</pre>": (CodeBlock("  a\n\n b"),),
    '<div class="literal-block-wrapper"><div class="code-block-caption">B</div>'
    '<div class="highlight"><pre><span class="linenos">1</span>a</pre></div></div>': (
        CodeBlock("a", t("B")),
    ),
    '<table class="highlighttable"><tr><td class="linenos"><pre>1</pre></td>'
    '<td class="code"><pre>a</pre></td></tr></table>': (CodeBlock("a"),),
    '<div class="math" id="e"><span class="eqno">(1)<a class="headerlink">#</a></span>'
    "\\[a\\]</div>": (p(Formula("a"), " (1)", anchors=("e",)),),
    '<div class="line-block"><div class="line">a</div><div class="line-block">'
    '<div class="line">b</div></div></div>': (p("a", LineBreak(), "b"),),
    '<div class="admonition warning"><p class="admonition-title">W</p><p>a</p></div>': (
        Box("warning", t("W"), (p("a"),)),
    ),
    '<div class="admonition-eigen admonition" id=x><p class="admonition-title">E</p>a</div>': (
        Box("note", t("E"), (p("a"),), ("x",)),
    ),
    '<div class="versionadded"><p><span class="versionmodified">Nieuw: </span>a</p></div>': (
        Box("note", t("Nieuw:"), (p("a"),)),
    ),
    '<aside class="sidebar"><p class="sidebar-title">S</p><p>a</p></aside>': (
        Box("card", t("S"), (p("a"),)),
    ),
    "<details><summary>S</summary>a<p>b</p></details>": (
        Box("dropdown", t("S"), (p("a"), p("b"))),
    ),
    '<div class="wijk-access"><p class="wijk-access-label">Voor A</p><p>a</p></div>': (
        Box("access", t("Voor A"), (p("a"),)),
    ),
    '<p class="wijk-access-label">Voor A</p>': (p("Voor A", style="label"),),
    '<p class="rubric">R</p>': (p(s("label", "R")),),
    '<h3 class="rubric">R</h3>': (Heading(3, t("R")),),
    '<nav class="contents"><a href="#a">a</a></nav>': (),
    '<div class="toctree-wrapper"><ul><li>a</li></ul></div>': (),
    '<p class="wijk-ask"><a href="mailto:x@y.example">Vraag</a></p>': (),
    '<a href="#x"><div>a</div><h2>b</h2></a>': (
        p(Link(t("a"), "x")),
        Heading(2, (Link(t("b"), "x"),)),
    ),
    "<p>a<div>b</div>c</p>": (p("a"), p("b"), p("c")),
    "a</div></body>b": (p("a"), p("b")),
    "<b><p>a</p></b>": (p("a"),),
    "<table><tr><th>x<th>y<tr><td>1<td>2</table>": (
        Table((cells("x", "y", header=True),), (cells("1", "2"),)),
    ),
    "<table><caption>B</caption><tbody><tr><td style='text-align:right'>1</td></tr></tbody>"
    "</table>": (Table((), (cells("1", align="right"),), t("B")),),
    "<table><tr><td colspan=2 rowspan=99>a</td><td>b</td></tr><tr><td>c</td></tr></table>": (
        Table((), ((Cell((p("a"),), columns=2, rows=2), *cells("b")), cells("c"))),
    ),
    "<table><tr><td>a</td></tr><tr><td>b</td><td rowspan=0 colspan=x>c</td></tr></table>": (
        Table((), (cells("a", ""), cells("b", "c"))),
    ),
    "<table><tr><td></td></tr></table>": (),
    '<table role="presentation"><tr><td>a</td><td><p>b</p></td></tr></table>': (p("a"), p("b")),
}


@pytest.mark.parametrize("html", BLOCKS)
def test_blocks(html: str) -> None:
    assert read_body(html) == BLOCKS[html]


def test_an_item() -> None:
    html = (
        '<div class="wijk-item wijk-item-vraag wijk-phase-active need" id="VR-001">'
        '<p class="wijk-item-line"><a class="wijk-item-id" href="#VR-001">VR-001</a> '
        '<span class="wijk-item-type">Vraag</span> '
        '<span class="wijk-status wijk-phase-active">open</span></p>'
        '<h3 class="wijk-item-title rubric">Wat?</h3>'
        '<div class="wijk-item-body"><p>Tekst</p></div>'
        '<dl class="wijk-facts"><dt>Wie</dt><dd><p>A</p></dd></dl>'
        '<ul class="wijk-links"><li><p>Over <a href="#AF-001"><span>B</span></a></p></li></ul>'
        '<div class="wijk-reverse"><p class="wijk-links-label">Hieraan</p></div>'
        '<p class="wijk-ask"><a href="mailto:x@y.example">Vraag</a></p></div>'
    )
    line = (Text("VR-001 Vraag "), Pill("open", "active"))
    content = (
        p("Tekst"),
        Definitions((Definition((t("Wie"),), (p("A"),)),), facts=True),
        ListBlock(((p("Over ", Link(t("B"), "AF-001")),),)),
        p(s("label", "Hieraan")),
    )
    card = ItemCard("vraag", "active", line, Heading(3, t("Wat?")), content, ("VR-001",))
    assert read_body(html) == (card,)


def test_a_card_with_a_link_over_it() -> None:
    html = (
        '<div class="sd-card"><div class="sd-card-body"><div class="sd-card-title">K</div>'
        '<p class="sd-card-text">a</p></div>'
        '<a class="sd-stretched-link sd-hide-link-text" href="#x">'
        "<span>niet te zien</span></a></div>"
    )
    assert read_body(html) == (Box("card", (Link(t("K"), "x"),), (p("a"),)),)
    without_title = html.replace('<div class="sd-card-title">K</div>', "")
    assert words(read_body(without_title)) == ["a", "niet", "te", "zien"]


def test_tabs_become_boxes() -> None:
    html = (
        '<div class="sd-tab-set"><input type="radio"><label class="sd-tab-label">E</label>'
        '<div class="sd-tab-content"><p>a</p></div><input type="radio">'
        '<label class="sd-tab-label">T</label><div class="sd-tab-content"><p>b</p></div></div>'
    )
    assert read_body(html) == (Box("tab", t("E"), (p("a"),)), Box("tab", t("T"), (p("b"),)))


NOTES = (
    '<p>a<a class="footnote-reference" href="#n" id="r1">[1]</a> '
    'b<a class="footnote-reference" href="#n" id="r2">[1]</a></p>'
    '<aside class="footnote-list"><aside class="footnote" id="n"><span class="label">[1]</span>'
    '<span class="backrefs">(<a href="#r1">1</a>)</span><p id="q">N</p></aside>{rest}</aside>'
)


def test_footnotes_are_read_where_they_are_meant() -> None:
    (paragraph,) = read_body(NOTES.format(rest=""))
    assert isinstance(paragraph, Paragraph)
    note = Note((p("N"),))
    assert paragraph.content == (Text("a"), NoteMark(note), Text(" b"), NoteMark(note))
    first, second = (one.note for one in paragraph.content if isinstance(one, NoteMark))
    assert first is second


def test_a_footnote_that_nothing_refers_to_keeps_its_place() -> None:
    rest = '<aside class="footnote" id="m"><span class="label">[2]</span><p>M</p></aside>'
    _text, definitions = read_body(NOTES.format(rest=rest))
    assert definitions == Definitions((Definition((t("[2]"),), (p("M"),), ("m",)),))


def test_a_footnote_within_itself_ends() -> None:
    mark = '<a class="footnote-reference" href="#n">[1]</a>'
    html = f'<p>a{mark}</p><aside class="footnote" id="n"><p>N{mark}</p></aside>'
    assert read_body(html) == (p("a", NoteMark(Note((p("N", s("super", "[1]")),)))),)


@pytest.fixture
def around(tmp_path: Path) -> Around:
    for name in ("_images/a.png", "_images/b.svg", "geheim.txt"):
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_bytes(b"x")
    (tmp_path / "buiten.png").write_bytes(b"x")
    return Around(page="a/b", site=tmp_path / "site")


def test_pictures(around: Around) -> None:
    file = around.site / "_images" / "a.png"
    html = '<p><img src="../_images/a.png" alt="A" style="width: 50%;"></p>'
    assert read_body(html, around) == (Figure(Picture(file, "", "A", "50%")),)
    html = '<p>z <img src="../_images/a.png" alt="img/a.png" width="30"></p>'
    assert read_body(html, around) == (p("z ", Picture(file, width="30px")),)
    html = '<img src="../_images/a.png" alt="" role="presentation">'
    assert read_body(html, around) == (Figure(Picture(file, decorative=True)),)


def test_figures(around: Around) -> None:
    file = around.site / "_images" / "a.png"
    image = '<img src="../_images/a.png" alt="A">'
    html = (
        f'<figure id="f"><a class="image-reference" href="../_images/a.png">{image}</a>'
        '<figcaption><p>B</p><div class="legend"><p>L</p></div></figcaption></figure>'
    )
    caption = (p("B", style="caption"), p("L", style="caption"))
    assert read_body(html, around) == (Figure(Picture(file, "", "A"), caption, ("f",)),)
    html = '<figure id="f"><figcaption>B</figcaption><pre>code</pre></figure>'
    assert words(read_body(html, around)) == ["B", "code"]


@pytest.mark.parametrize(
    "source",
    [
        "../../buiten.png",
        "../../../../../../etc/passwd",
        "../geheim.txt",
        "/etc/passwd",
        "%2e%2e/%2e%2e/buiten.png",
    ],
)
def test_only_images_of_the_site_are_read(around: Around, source: str) -> None:
    assert read_body(f'<p><img src="{source}" alt="A"></p>', around) == (p("A"),)


def test_a_link_out_of_the_site_is_no_image(around: Around) -> None:
    (around.site / "_images" / "uit.png").symlink_to(around.site.parent / "buiten.png")
    assert read_body('<img src="../_images/uit.png" alt="A">', around) == (p("A"),)


def test_a_drawing_stands_alone() -> None:
    html = (
        '<div class="wijk-chart"><svg class="wijk-chart-svg" viewBox="0 0 640 30" role="img" '
        'xmlns="http://www.w3.org/2000/svg" aria-label="Vragen: 1 &lt; 2" onload="alert(1)">'
        '<rect class="wijk-bar wijk-phase-done" width="1"/><script>alert(2)</script>'
        '<linearGradient id="g"/><image href="https://x.example/a.png"/>'
        '<use xlink:href="#g"/><rect fill="url(https://x.example/b)"/><rect fill="url(#g)"/>'
        '<text class="wijk-bar-number wijk-phase-done" style="fill: var(--wijk-ink)">2 &amp; 3'
        '</text></svg><p class="wijk-chart-words">Vragen</p></div>'
    )
    (figure,) = read_body(html)
    assert isinstance(figure, Figure)
    assert figure.caption == (p("Vragen", style="caption"),)
    assert figure.picture.alternative == "Vragen: 1 < 2"
    assert figure.picture.drawing == (
        '<svg width="640" height="30" xmlns="http://www.w3.org/2000/svg" '
        'font-family="Source Sans 3" font-size="15" aria-label="Vragen: 1 &lt; 2" role="img" '
        'viewBox="0 0 640 30"><rect fill="#1c6136" width="1"></rect>'
        '<linearGradient id="g"></linearGradient><use href="#g"></use>'
        '<rect fill="url(#g)"></rect><text fill="#ffffff" font-weight="600" font-size="14" '
        'style="fill: #22262a">2 &amp; 3</text></svg>'
    )


@pytest.mark.parametrize("tag", ["div", "blockquote", "span", "ul><li", "b", "table><tr><td"])
def test_what_is_nested_too_deep_keeps_its_words(tag: str) -> None:
    opening = f"<{tag}>"
    html = f"<p>voor</p>{opening * 3000}diep <b>woord</b>"
    assert words(read_body(html)) == ["voor", "diep", "woord"]
