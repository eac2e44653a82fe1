"""What a reader may not see in one edition, in the changes, history and sites of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.build.editions import ALL, ANSWER, LATER, digests, hidden, pages, text_of
from tests.repository import agreement, begun
from tests.tools import parsed, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

ACCESS = {
    "an item": lambda text: agreement(2, "Budget", text, toegang="alfa"),
    "a block in an item": lambda text: agreement(2, "Budget", f"Samen.\n\n{hidden(text)}"),
    "a block on the page": lambda text: agreement(2, "Budget", "Samen.") + f"\n{hidden(text)}\n",
}


@pytest.mark.parametrize("where", ACCESS)
def test_what_is_hidden_now_is_withdrawn_and_what_it_says_now_is_not_told(
    tmp_path: Path, where: str
) -> None:
    open_text = ACCESS[where]("Het kost vier ton per jaar.")
    open_text = open_text.replace(":::{alleen-voor} alfa\n", "").replace(
        "ton per jaar.\n:::", "ton."
    )
    repository = begun(tmp_path / "straat", open_text.replace(":toegang: alfa\n", ""))
    repository.tag("1.0")
    repository.release("1.1", pages(ACCESS[where]("Het kost driehonderd dukaten.")))
    built = repository.wijk("build", "-o", "uit", *ALL, "--reader", "beta")
    assert built.code == 0, built.text
    changes = text_of(repository.root / "uit" / "beta" / "1.1" / "wat-is-er-veranderd.html")
    assert "AF-002" in changes or "Afspraken" in changes
    assert "dukaten" not in changes
    assert "vier ton" not in changes, "what was withdrawn is not repeated"


def test_history_does_not_repeat_what_is_hidden_now(tmp_path: Path) -> None:
    both = f"{ANSWER}\n\nDe aannemer kreeg vier ton."
    repository = begun(tmp_path / "straat", agreement(1, "Antwoord", ANSWER))
    repository.tag("1.0")
    repository.release("1.1", pages(agreement(1, "Antwoord", both)))
    repository.release("1.2", pages(agreement(1, "Antwoord", both.replace("vier", "acht"))))
    masked = f"{LATER}\n\n{hidden('De aannemer kreeg acht ton.')}"
    repository.commit(pages(agreement(1, "Antwoord", masked)))
    assert repository.wijk("build", "-o", "uit", "--reader", "beta").code == 0
    site = repository.root / "uit" / "beta" / "werkversie"
    files = [path for path in site.rglob("*") if path.is_file()]
    assert not [path for path in files if b"aannemer" in path.read_bytes()]
    card = parsed(site / "afspraken.html").find(id="AF-001")
    assert card is not None
    assert "3 keer gewijzigd" in words_of(card)
    assert any("vijf" in words_of(tag) for tag in card.select("del"))


def test_what_was_hidden_then_and_is_open_now_is_new(tmp_path: Path) -> None:
    repository = begun(tmp_path / "straat", agreement(1, "Antwoord", ANSWER, toegang="alfa"))
    repository.tag("1.0")
    repository.commit(pages(agreement(1, "Antwoord", LATER)))
    told = repository.wijk("diff", "1.0", "werkversie", "--reader", "beta").out
    assert "nieuw" in told
    assert "vijf" not in told


def _two_histories(base: Path, secret: Callable[[str], Mapping[str, str]]) -> list[Path]:
    """Build two documents for beta that differ only in what beta may not see; return both."""
    found = []
    for name in ("een", "twee"):
        text = agreement(1, "Antwoord", ANSWER) + secret(name)["1"]
        repository = begun(base / name, text)
        repository.tag("1.0")
        later = pages(agreement(1, "Antwoord", LATER), secret(name)["2"])
        repository.release("1.1", later, "2026-05-06")
        repository.commit(pages(agreement(1, "Antwoord", LATER), secret(name)["3"]), "2026-06-06")
        built = repository.wijk("build", "-o", "uit", *ALL)
        assert built.code == 0, built.text
        found.append(repository.root / "uit")
    return found


def test_hidden_edits_leave_no_trace(tmp_path: Path) -> None:
    secrets = {
        "een": {
            "1": "",
            "2": agreement(2, "Grondprijs", "Honderd dukaten.", toegang="alfa"),
            "3": agreement(2, "Grondprijs", "Tweehonderd dukaten.", toegang="alfa"),
        },
        "twee": {
            "1": f"\n{hidden('Een zilveren lepel.')}\n",
            "2": agreement(7, "Kelder", "Onder de brug.", toegang="alfa"),
            "3": "",
        },
    }
    one, other = _two_histories(tmp_path, secrets.__getitem__)
    assert digests(one / "beta") == digests(other / "beta")
    assert digests(one / "alfa") != digests(other / "alfa")
