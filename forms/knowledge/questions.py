"""Questions in plain words before procedures whose names confuse people: funeral support of two kinds, permanent or
temporary residence, a copy or an extract.

questions.toml holds them. A question has answers; an answer leads to a procedure by its national code, to another
question, or to a piece of advice where no procedure is known to fit. The whole file is checked when it is read: every
way ends, in both languages, and no question leads to itself.
"""

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from forms.errors import KnowledgeError

FILE = "questions.toml"
MAX_BYTES = 256 * 1024
MAX_ANSWERS = 7  # one page without scrolling far
LANGUAGES = ("vi", "en")


@dataclass(frozen=True, slots=True)
class Words:
    """The same sentence in both languages."""

    vi: str
    en: str

    def in_language(self, code: str) -> str:
        """English where it is asked for, else Vietnamese."""
        return self.en if code != "vi" else self.vi


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do where no procedure of the catalogue fits.

    verified: whether a source confirms it; if not, the screen says to ask the officer.
    """

    id: str
    title: Words
    text: Words
    verified: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """One choice. Exactly one of procedure (a code), question and advice (ids) is not ""."""

    words: Words
    procedure: str
    question: str
    advice: str


@dataclass(frozen=True, slots=True)
class Question:
    """before: the procedures that people confuse; who chooses one of them is asked first.

    life_event: under this life event the question is offered to whoever does not know what to choose; "" for none.
    """

    id: str
    ask: Words
    hint: Words
    before: tuple[str, ...]
    life_event: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Questions:
    """All questions and pieces of advice, by id."""

    questions: Mapping[str, Question]
    advice: Mapping[str, Advice]

    def before(self, code: str) -> Question | None:
        """The question to ask before a procedure, or None."""
        return next((each for each in self.questions.values() if code in each.before), None)

    def about(self, life_event: str) -> Question | None:
        """The question to offer under a life event, or None."""
        return next((each for each in self.questions.values() if life_event and each.life_event == life_event), None)


@cache
def questions() -> Questions:
    """The questions that came with the program."""
    return read_questions((Path(__file__).parent / FILE).read_bytes())


def read_questions(data: bytes) -> Questions:
    """The questions of a file. Raises KnowledgeError, naming the question."""
    if len(data) > MAX_BYTES:
        raise KnowledgeError("the file is too large", FILE)
    try:
        source = tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise KnowledgeError(f"the file cannot be read as TOML: {error}", FILE) from error
    advice = {name: _advice(name, table) for name, table in _tables(source, "advice").items()}
    found = {name: _question(name, table) for name, table in _tables(source, "questions").items()}
    asked = [code for question in found.values() for code in question.before]
    if twice := {code for code in asked if asked.count(code) > 1}:
        raise KnowledgeError(f"two questions come before {', '.join(sorted(twice))}", FILE)
    for question in found.values():
        for answer in question.answers:
            if (answer.question and answer.question not in found) or (answer.advice and answer.advice not in advice):
                raise KnowledgeError("an answer leads nowhere", question.id)
        _refuse_circles(question.id, found, ())
    return Questions(found, advice)


def _refuse_circles(name: str, found: Mapping[str, Question], way: tuple[str, ...]) -> None:
    if name in way:
        raise KnowledgeError("a question leads back to itself", name)
    for answer in found[name].answers:
        if answer.question:
            _refuse_circles(answer.question, found, (*way, name))


def _tables(source: Mapping[str, Any], name: str) -> dict[str, dict[str, Any]]:
    tables = source.get(name, {})
    if not isinstance(tables, dict) or not all(isinstance(table, dict) for table in tables.values()):
        raise KnowledgeError(f"{name} is not made of tables", FILE)
    return tables


def _question(name: str, table: Mapping[str, Any]) -> Question:
    answers, before, event = table.get("answers", []), table.get("before", []), table.get("life_event", "")
    if not isinstance(answers, list) or not 2 <= len(answers) <= MAX_ANSWERS:
        raise KnowledgeError(f"there have to be two to {MAX_ANSWERS} answers", name)
    if not isinstance(before, list) or not all(isinstance(code, str) for code in before):
        raise KnowledgeError("before is a list of codes", name)
    if not isinstance(event, str):
        raise KnowledgeError("life_event is a word", name)
    hint = _words(table["hint"], name) if "hint" in table else Words("", "")
    ask, led = _words(table.get("ask"), name), tuple(_answer(answer, name) for answer in answers)
    return Question(name, ask, hint, tuple(before), event, led)


def _answer(table: object, name: str) -> Answer:
    if not isinstance(table, dict):
        raise KnowledgeError("an answer is a table", name)
    leads = {key: table.get(key, "") for key in ("procedure", "question", "advice")}
    if sum(bool(to) for to in leads.values()) != 1 or not all(isinstance(to, str) for to in leads.values()):
        raise KnowledgeError("an answer leads to one procedure, question or advice", name)
    return Answer(_words(table, name), leads["procedure"], leads["question"], leads["advice"])


def _advice(name: str, table: Mapping[str, Any]) -> Advice:
    verified = table.get("verified", False)
    if not isinstance(verified, bool):
        raise KnowledgeError("verified is true or false", name)
    return Advice(name, _words(table.get("title"), name), _words(table.get("text"), name), verified)


def _words(table: object, name: str) -> Words:
    texts = [table.get(language) for language in LANGUAGES] if isinstance(table, dict) else []
    if not texts or not all(isinstance(text, str) and text.strip() for text in texts):
        raise KnowledgeError(f"a text is missing in {' or '.join(LANGUAGES)}", name)
    vi, en = (unicodedata.normalize("NFC", str(text)) for text in texts)
    return Words(vi, en)
