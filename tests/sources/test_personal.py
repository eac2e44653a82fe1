"""What counts as an e-mail address."""

from __future__ import annotations

import pytest

from wijk_ext.sources.personal import email_addresses


@pytest.mark.parametrize(
    "address", ["team@lindebuurt.example", "a.b+c@post.de-linde.example", "x@buurt.xn--p1ai"]
)
def test_an_address_is_found_in_a_sentence(address: str) -> None:
    text = f"Mail naar {address}, of bel."
    assert [text[begin:end] for begin, end in email_addresses(text)] == [address]


@pytest.mark.parametrize(
    "text",
    ["git+https://forge.example/wijk_ext.git@v0.1.0", "naam@2.0", "@lindebuurt.example", "a@b"],
)
def test_what_looks_like_one_is_left_alone(text: str) -> None:
    assert list(email_addresses(text)) == []
