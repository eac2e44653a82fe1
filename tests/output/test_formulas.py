"""Formulas as MathML, with what the author wrote beside them."""

from __future__ import annotations

import pytest
from docutils.utils.math import MathError
from lxml import etree

from wijk_ext.output.html.formulas import WRITTEN, mathml

SPACE = "{http://www.w3.org/1998/Math/MathML}"


@pytest.mark.parametrize(
    "written",
    [
        "a < b",
        r"\frac{27{,}6}{38{,}4} \approx 72\,\%",
        r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}",
        r"\begin{align*} a &= b \\ c &= d \end{align*}",
        r"\begin{equation} a \end{equation}",
        "</math><script>alert(1)</script>",
        "\u2264 \u00e9 \u03b1",
    ],
)
@pytest.mark.parametrize("as_block", [True, False])
def test_a_formula_is_sound_and_tells_how_it_was_written(written: str, as_block: bool) -> None:
    found = etree.fromstring(mathml(written, as_block=as_block))
    assert found.get("display") == ("block" if as_block else None)
    (semantics,) = found
    shown, note = semantics
    assert (note.get("encoding"), note.text) == (WRITTEN, written)
    assert len(shown)
    assert not list(found.iter(f"{SPACE}script"))


@pytest.mark.parametrize("written", [r"\onbekend{x}", r"a \\ b"])
def test_what_is_no_formula_is_refused(written: str) -> None:
    with pytest.raises(MathError):
        mathml(written, as_block=False)
