"""What the template asks, and the answers that somebody gives beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import yaml

from wijk_ext.locale import gettext as _
from wijk_ext.sources.explain import unknown
from wijk_ext.start.errors import StartError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

QUESTIONS: Final = "copier.yml"
"""The file of the template with the questions, and with what copier must know."""


@dataclass(frozen=True)
class Question:
    """One question of the template."""

    name: str
    help: str
    choices: tuple[str, ...] = ()
    """The answers to choose from; empty when any text will do."""
    takes_many: bool = False
    """Whether more than one answer can be chosen."""

    def answer(self, text: str) -> str | list[str]:
        """Return an answer that was given as text, with commas between several.

        Raises StartError when it is not among the choices.
        """
        words = [word.strip() for word in text.split(",")] if self.takes_many else [text]
        given = [word for word in words if word or not self.takes_many]
        for word in given:
            if self.choices and word not in self.choices:
                message = _("“{word}” is no answer to “{question}”.")
                told = message.format(word=word, question=self.name)
                raise StartError(told + unknown(word, self.choices))
        return given if self.takes_many else text


def read_questions(template: Path) -> dict[str, Question]:
    """Return the questions of a template, in the order in which they are asked.

    Raises OSError when they can't be read.
    """
    data: Mapping[str, Any] = yaml.safe_load((template / QUESTIONS).read_text(encoding="utf-8"))
    return {
        name: _question(name, one)
        for name, one in data.items()
        if isinstance(one, dict) and one.get("when") is not False and "help" in one
    }


def _question(name: str, data: Mapping[str, Any]) -> Question:
    choices = data.get("choices") or {}
    return Question(name, data["help"], tuple(choices.values()), bool(data.get("multiselect")))


def answers(given: Iterable[str], questions: Mapping[str, Question]) -> dict[str, str | list[str]]:
    """Return answers that were given as ``name=text``, by name.

    Raises StartError for what is no answer to any question.
    """
    found: dict[str, str | list[str]] = {}
    for one in given:
        name, sign, text = one.partition("=")
        name = name.strip()
        if not sign:
            message = _("“{text}” is no answer; write question=answer.")
            raise StartError(message.format(text=one))
        if name not in questions:
            message = _("there is no question “{name}”.").format(name=name)
            raise StartError(message + unknown(name, tuple(questions)))
        found[name] = questions[name].answer(text.strip())
    return found
