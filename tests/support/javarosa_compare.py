"""Fills in a generated form at random with this engine, has JavaRosa do the same, and tells what differs.

What may differ, by the rows of the table of departures in docs/forms-engine.md, is evened out here or kept out of the
forms by the generator; everything else is a difference.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from random import Random
from typing import Any

from lxml import etree

from forms.__main__ import run_steps
from forms.contract import Control, DataType, Environment, PageKind, Question
from forms.engine.definition import Definition
from forms.engine.form import Form, read_form
from forms.engine.session import Session
from forms.engine.xml import XFORMS
from forms.errors import FormError
from tests.support.form_generator import make_form
from tests.support.form_generator_fields import DAYS, MOMENTS, POINTS, TIMES, WORDS
from tests.support.form_generator_xml import LANGUAGES
from tests.support.javarosa import JavaRosa, JavaRosaError

ANSWERS = {
    DataType.INT: tuple("0123456789"),
    DataType.DECIMAL: ("0.5", "1.5", "2", "2.25", "3.1", "7", "10.125", "007.50"),
    DataType.DATE: DAYS,
    DataType.TIME: TIMES,
    DataType.DATE_TIME: MOMENTS,
    DataType.GEOPOINT: POINTS,
}
SELECTS = (Control.SELECT_ONE, Control.SELECT_MULTIPLE, Control.RANK)
VIETNAM = timezone(timedelta(hours=7))


@dataclass
class Counts:
    """What was compared."""

    forms: int = 0
    refused: int = 0
    steps: int = 0
    states: int = 0
    choices: int = 0
    submissions: int = 0


@dataclass
class Difference(Exception):
    """Where the engines part. script is in the format of ``python -m forms run``."""

    what: str
    script: dict[str, Any]
    media: Mapping[str, bytes] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.what

    def save(self, folder: Path) -> Path:
        """Writes form, media and script to a folder; returns the script."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in self.media.items():
            (folder / name).write_bytes(data)
        (folder / "form.xml").write_text(self.script["form"], "utf-8")
        script = {**self.script, "form": "form.xml", "media": "."}
        path = folder / "script.json"
        path.write_text(json.dumps(script, ensure_ascii=False, indent=1), "utf-8")
        (folder / "difference.txt").write_text(self.what + "\n", "utf-8")
        return path


def environment() -> Environment:
    """The clock of this machine, as JavaRosa's, in the time zone that its process has."""

    def now() -> datetime:
        return datetime.now(VIETNAM)

    return Environment(now=now, new_uuid="00000000-0000-4000-8000-000000000001".__str__, random=Random(1).random)


class Walker:
    """Answers at random what this engine asks, and keeps the script of it."""

    def __init__(self, random: Random, session: Session) -> None:
        self.random = random
        self.session = session
        self.steps: list[list[str]] = []
        self.outputs: list[Any] = []

    def walk(self, length: int) -> None:
        self.look()
        for _ in range(length):
            self.move()
            self.look()
        self.do("finalize")

    def do(self, *step: str) -> None:
        self.steps.append(list(step))
        self.outputs += run_steps(self.session, [step])

    def look(self) -> None:
        self.do("dump")
        for question in self.questions():
            if question.control in SELECTS:
                self.do("choices", question.ref)

    def questions(self) -> list[Question]:
        refs = [ref for page in self.session.pages() if page.kind is not PageKind.REPEAT for ref in page.refs]
        return [self.session.question(ref) for ref in refs]

    def move(self) -> None:
        draw = self.random.random()
        repeats = [page for page in self.session.pages() if page.kind is PageKind.REPEAT]
        instances = [ref for page in repeats for ref in page.refs]
        if draw < 0.03:
            self.do("language", self.random.choice(LANGUAGES))
        elif repeats and draw < 0.15:
            self.do("add", self.random.choice(repeats).key)
        elif instances and draw < 0.25:
            self.do("remove", self.random.choice(instances))
        else:
            open_questions = [question for question in self.questions() if not question.readonly]
            if open_questions:
                question = self.random.choice(open_questions)
                self.do("set", question.ref, self.answer(question))

    def answer(self, question: Question) -> str:
        if self.random.random() < 0.12:
            return ""
        if question.control in SELECTS:
            values = list(dict.fromkeys(choice.value for choice in self.session.choices(question.ref)))
            if not values:
                return ""
            if question.control is Control.SELECT_ONE:
                return self.random.choice(values)
            return " ".join(self.random.sample(values, self.random.randint(1, min(3, len(values)))))
        if question.control is Control.TRIGGER:
            return "OK"
        return self.random.choice(ANSWERS.get(question.type, WORDS))


class Comparison:
    """Compares what both engines printed for the same steps."""

    def __init__(self, form: Form, counts: Counts) -> None:
        self.types = {node.path: node.bind.type for node in form.nodes}
        self.leaves = {
            node.path
            for node in form.nodes
            if all(name[0] == "@" for name in node.children) and "/orx:" not in node.path
        }
        # What is computed at an irrelevant node cannot be seen: this engine leaves it as it was. JavaRosa takes back
        # answers of irrelevant selects too, when something asks for the label of one (stale-choice).
        self.unseen = {
            node.path
            for node in form.nodes
            if node.bind.calculate is not None or (node.question is not None and node.question.itemset is not None)
        }
        self.counts = counts

    def differences(self, steps: Sequence[Sequence[str]], ours: Sequence[Any], theirs: Sequence[Any]) -> Iterator[str]:
        printing = [
            (number, step) for number, step in enumerate(steps, 1) if step[0] in ("dump", "choices", "finalize")
        ]
        last: Sequence[Mapping[str, Any]] = ()
        for (number, step), mine, other in zip(printing, ours, theirs, strict=False):
            last = mine if step[0] == "dump" else last
            for what in self.step(step[0], mine, other, last):
                yield f"step {number} {' '.join(step)}: {what}"
        self.counts.steps += len(steps)
        if len(theirs) != len(printing) or len(ours) != len(printing):
            errors = [out for out in (*ours, *theirs) if isinstance(out, dict) and "error" in out]
            yield f"{len(printing)} steps print, we printed {len(ours)}, JavaRosa {len(theirs)}: {errors[:1]}"

    def is_readonly(self, errors: Sequence[Mapping[str, str]], dump: Sequence[Mapping[str, Any]]) -> bool:
        """JavaRosa asks for an answer to a question that cannot be answered (required-readonly)."""
        refs = {error["ref"] for error in errors if error["verdict"] == "required"}
        return any(one["ref"] in refs and one["readonly"] for one in dump)

    def step(self, action: str, mine: Any, other: Any, last: Sequence[Mapping[str, Any]]) -> Iterator[str]:
        if any(isinstance(one, dict) and "error" in one for one in (mine, other)):
            yield f"we {_short(mine)}, JavaRosa {_short(other)}"
        elif action == "dump":
            yield from self.dump(mine, other)
        elif action == "choices":
            self.counts.choices += len(mine)
            if mine != other:
                yield f"choices: we {_short(mine)}, JavaRosa {_short(other)}"
        else:
            self.counts.submissions += 1
            if mine["errors"][:1] != other["errors"] and not self.is_readonly(other["errors"], last):
                yield f"first problem: we {mine['errors'][:1]}, JavaRosa {other['errors']}"
            yield from self.xml(_canonical(mine["xml"]), _canonical(other["xml"]), "")

    def dump(self, mine: Sequence[Mapping[str, Any]], other: Sequence[Mapping[str, Any]]) -> Iterator[str]:
        left, right = (
            {one["ref"]: one for one in side if _without_positions(one["ref"]) in self.leaves} for side in (mine, other)
        )
        # Instances that jr:count asks for where nothing is relevant are made when somebody gets there.
        alone = [
            [ref for ref in one.keys() - other if one[ref]["relevant"]] for one, other in ((left, right), (right, left))
        ]
        if any(alone):
            yield f"nodes: only we {sorted(alone[0])}, only JavaRosa {sorted(alone[1])}"
        for ref in [ref for ref in left if ref in right]:
            self.counts.states += 1
            yield from (f"{ref}: {what}" for what in self.state(left[ref], right[ref]))

    def state(self, mine: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[str]:
        path = _without_positions(mine["ref"])
        # What is said of an irrelevant node is about nothing, and each engine has its own idea of it.
        names = ["relevant"]
        if mine["relevant"]:
            names += ["readonly", "required", "constraintOk", "valid"]
        for name in names:
            if mine[name] != other[name]:
                yield f"{name}: we {mine[name]}, JavaRosa {other[name]}"
        seen = mine["relevant"] or path not in self.unseen
        if seen and not same_value(mine["value"], other["value"], self.types.get(path, DataType.STRING)):
            yield f"value: we {mine['value']!r}, JavaRosa {other['value']!r}"

    def xml(self, mine: etree._Element, other: etree._Element, path: str) -> Iterator[str]:
        path = f"{path}/{etree.QName(mine).localname}"
        if path.startswith("/data/meta"):
            return
        if _tags(mine) != _tags(other):
            yield f"submission {path}: we {_tags(mine)}, JavaRosa {_tags(other)}"
            return
        if not len(mine) and not same_value(mine.text or "", other.text or "", self.types.get(path, DataType.STRING)):
            yield f"submission {path}: we {mine.text!r}, JavaRosa {other.text!r}"
        for one, two in zip(mine, other, strict=True):
            yield from self.xml(one, two, path)


def _canonical(xml: str) -> etree._Element:
    """The tree with children sorted by name. JavaRosa puts an instance that is added when there was none left behind
    everything else (instance-order)."""
    root = etree.fromstring(xml.encode())
    for element in list(root.iter()):
        element[:] = sorted(element, key=_name)
    return root


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


def _tags(element: etree._Element) -> list[str]:
    return [str(one.tag).removeprefix(f"{{{XFORMS}}}") for one in (element, *element)]


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) < 400 else text[:400] + "…"


def _without_positions(ref: str) -> str:
    return "".join(part.partition("[")[0] + ("/" if at else "") for at, part in ((1, p) for p in ref.split("/")))[:-1]


def same_value(mine: str, other: str, kind: DataType) -> bool:
    """Whether two lexical forms are of the same value of a data type (number-text: numbers as numbers)."""
    if mine == other:
        return True
    if kind is DataType.GEOPOINT:
        return [float(part) for part in mine.split()] == [float(part) for part in other.split()]
    if kind is DataType.DECIMAL or (kind in (DataType.INT, DataType.STRING) and "." in mine + other):
        try:
            return math.isclose(float(mine), float(other), rel_tol=1e-9, abs_tol=1e-9)
        except ValueError:
            return False
    return False


def compare_script(java: JavaRosa, script: Mapping[str, Any], media: Mapping[str, bytes], counts: Counts) -> str:
    """Runs a script in both engines: the first difference, "" for none."""
    try:
        form = read_form(script["form"].encode(), media)
        session = Definition(form).start(environment())
        ours = list(run_steps(session, script["steps"]))
    except FormError as problem:
        return _only_one_refuses(java, script, f"{type(problem).__name__}: {problem}")
    try:
        theirs = java.run(script)
    except JavaRosaError as problem:
        return f"JavaRosa refuses: {problem}"
    return next(Comparison(form, counts).differences(script["steps"], ours, theirs), "")


def _only_one_refuses(java: JavaRosa, script: Mapping[str, Any], reason: str) -> str:
    try:
        java.run({**script, "steps": []})
    except JavaRosaError:
        return ""
    return f"we refuse: {reason}"


def compare_one(java: JavaRosa, name: str, folder: Path, counts: Counts, length: int = 12) -> None:
    """Makes a form and a filling from a name (its seed). Raises Difference."""
    random = Random(name)
    made = make_form(random)
    counts.forms += 1
    for file, data in made.media.items():
        (folder / file).write_bytes(data)
    script: dict[str, Any] = {"form": made.xml, "media": str(folder), "language": None, "steps": []}
    try:
        session = Definition(read_form(made.xml.encode(), made.media)).start(environment())
    except FormError:
        counts.refused += 1
    else:
        walker = Walker(random, session)
        walker.walk(length)
        script["steps"] = walker.steps
    what = compare_script(java, script, made.media, counts)
    if what:
        raise Difference(what, script, made.media)
