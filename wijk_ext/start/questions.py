"""What the template asks, what it takes for an answer, and the answers given beforehand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import yaml
from jinja2 import FileSystemLoader
from jinja2.sandbox import SandboxedEnvironment

from wijk_ext.locale import gettext as _
from wijk_ext.sources.explain import unknown
from wijk_ext.start.errors import StartError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

QUESTIONS: Final = "copier.yml"
"""The file of the template with the questions, and with what copier must know."""
_FILTERS: Final = "jinja2_ansible_filters.AnsibleCoreFiltersExtension"
"""What copier gives to its templates."""

Answer: TypeAlias = "str | list[str]"


@dataclass(frozen=True)
class Question:
    """One question of the template; ``default``, ``when`` and ``validator`` are Jinja."""

    name: str
    help: str
    default: Answer = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    """The answers to choose from, by what is shown; empty when any text will do."""
    takes_many: bool = False
    """Whether more than one answer can be chosen."""
    when: str = "true"
    validator: str = ""

    def answer(self, text: str) -> Answer:
        """Return an answer that was given as text, with commas between several.

        Raises StartError when it is not among the choices.
        """
        words = [word.strip() for word in text.split(",")] if self.takes_many else [text]
        given = [word for word in words if word or not self.takes_many]
        known = tuple(self.choices.values())
        for word in given:
            if known and word not in known:
                message = _("“{word}” is no answer to “{question}”.")
                told = message.format(word=word, question=self.name)
                raise StartError(told + unknown(word, known))
        return given if self.takes_many else text


class Rules:
    """What the template says of its questions, given the answers so far."""

    def __init__(self, template: Path) -> None:
        # names must read as they were typed; nothing of this becomes HTML
        self._jinja = SandboxedEnvironment(
            loader=FileSystemLoader(template), extensions=[_FILTERS], autoescape=False
        )

    def _rendered(self, text: str, answers: Mapping[str, Answer]) -> str:
        return self._jinja.from_string(text).render(answers)

    def is_asked(self, question: Question, answers: Mapping[str, Answer]) -> bool:
        """Return whether a question makes sense after these answers."""
        return self._rendered(question.when, answers).casefold() == "true"

    def default(self, question: Question, answers: Mapping[str, Answer]) -> Answer:
        """Return the usual answer."""
        usual = question.default
        return self._rendered(usual, answers) if isinstance(usual, str) else usual

    def fault(self, question: Question, answer: Answer, answers: Mapping[str, Answer]) -> str:
        """Return what is wrong with an answer, or nothing."""
        told = self._rendered(question.validator, {**answers, question.name: answer})
        return " ".join(told.split())


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
    return Question(
        name,
        data["help"],
        data["default"],
        data.get("choices") or {},
        bool(data.get("multiselect")),
        data.get("when", "true"),
        data.get("validator", ""),
    )


def answers(given: Iterable[str], questions: Mapping[str, Question]) -> dict[str, Answer]:
    """Return answers that were given as ``name=text``, by name.

    Raises StartError for what is no answer to any question.
    """
    found: dict[str, Answer] = {}
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


def check_answers(
    given: Mapping[str, Answer], questions: Mapping[str, Question], rules: Rules
) -> None:
    """Raise StartError when the template does not take one of these answers."""
    for name, answer in given.items():
        if why := rules.fault(questions[name], answer, given):
            message = _("the answer to “{question}” is not right. {why}")
            raise StartError(message.format(question=name, why=why))
