"""Ask the questions of a template on the terminal: plain lines, which any screen reader reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wijk_ext.cli.console import say
from wijk_ext.locale import N_
from wijk_ext.locale import gettext as _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wijk_ext.start.questions import Answer, Question, Rules

_NONE: Final = "0"
"""What is typed to choose nothing."""
_HOW_TO_CHOOSE: Final = N_("Type the numbers, with commas between them; or 0 for none.")


def ask(
    questions: Mapping[str, Question],
    rules: Rules,
    given: Mapping[str, Answer],
    defaults: Mapping[str, Answer],
) -> dict[str, Answer]:
    """Return an answer to every question that applies; those that were given are not asked.

    ``defaults`` go before those of the template. An answer that the template does not take is
    asked for again, with the reason. Raises KeyboardInterrupt and EOFError as ``input`` does.
    """
    found = dict(given)
    say(_("Press Enter to take the answer between brackets."))
    say(_("Stop with Ctrl-C: nothing is made."))
    for name, question in questions.items():
        if name not in found and rules.is_asked(question, found):
            usual = defaults.get(name) or rules.default(question, found)
            found[name] = _asked(question, rules, usual, found)
    return found


def _asked(question: Question, rules: Rules, usual: Answer, found: Mapping[str, Answer]) -> Answer:
    say(f"\n{question.help}")
    for number, label in enumerate(question.choices, 1):
        say(f"  {number}  {label}")
    if question.takes_many:
        say(_(_HOW_TO_CHOOSE))
    hint = _in_brackets(question, usual)
    while True:
        text = input(f"[{hint}] ").strip()
        answer, fault = _understood(question, text) if text else (usual, "")
        if fault := fault or rules.fault(question, answer, found):
            say(fault)
        else:
            return answer


def _in_brackets(question: Question, usual: Answer) -> str:
    """Return how the usual answer is typed: a text, or the numbers of the choices."""
    if not question.choices:
        return str(usual) or _("nothing")
    chosen = [usual] if isinstance(usual, str) else usual
    numbers = [
        str(number) for number, one in enumerate(question.choices.values(), 1) if one in chosen
    ]
    return ", ".join(numbers) or _NONE


def _understood(question: Question, text: str) -> tuple[Answer, str]:
    """Return what was typed as an answer, or why it is none."""
    if not question.choices:
        return text, ""
    values = list(question.choices.values())
    words = text.replace(",", " ").split()
    is_known = all(word.isdecimal() and int(word) <= len(values) for word in words)
    numbers = sorted({int(word) for word in words} - {0}) if is_known else []
    if not is_known or (not question.takes_many and len(numbers) != 1):
        if question.takes_many:
            told = _(_HOW_TO_CHOOSE)
        else:
            told = _("Type one number, from 1 to {last}.").format(last=len(values))
        return "", told
    chosen = [values[number - 1] for number in numbers]
    return (chosen if question.takes_many else chosen[0]), ""
