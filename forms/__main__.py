"""The scripting door: runs forms from a shell, so that engines can be compared. See docs/forms-engine.md.

python -m forms run SCRIPT.json
python -m forms batch < LIST-OF-FORMS
python -m forms bench FORM ANSWERS.json MEDIA N
"""

import argparse
import json
import os
import random
import statistics
import sys
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO, TypeAlias

from forms.contract import Environment, Verdict
from forms.engine.definition import Definition
from forms.engine.form import read_form
from forms.engine.instance import InstanceNode
from forms.engine.session import Session
from forms.engine.submission import write_instance, write_submission
from forms.errors import FormError

Report: TypeAlias = Callable[[Mapping[str, object]], None]


class _NotStored(FormError):
    """An answer that is no answer to its question. A screen says so to the resident."""


def _environment() -> Environment:
    def now() -> datetime:
        return datetime.now().astimezone()

    def new_uuid() -> str:
        return str(uuid.uuid4())

    return Environment(now=now, new_uuid=new_uuid, random=random.SystemRandom().random)


def run_script(script: Mapping[str, Any], folder: Path, report: Report | None = None) -> Iterator[object]:
    """What the steps of a script print; see run_steps. Paths are relative to the script, else to where we are."""
    form = read_form(_found(folder, script["form"]), _found(folder, script.get("media") or "."), lenient=True)
    session = Definition(form).start(_environment(), script.get("language") or "")
    yield from run_steps(session, script.get("steps") or (), report)


def _found(folder: Path, name: str) -> Path:
    beside = folder / name
    return beside if beside.exists() else Path(name)


def run_steps(session: Session, steps: Iterable[Sequence[Any]], report: Report | None = None) -> Iterator[object]:
    """The steps of a script in a session: one value for each that prints something.

    A step that cannot be done gives ``{"error": …, "step": …}``, with its number from 1: in place of what it would have
    printed, or to report when it prints nothing (and there is a report).
    """
    for number, step in enumerate(steps, 1):
        try:
            yield from _step(session, *(_text(part) for part in step))
        except _NotStored as problem:
            if report is not None:
                report({"error": str(problem), "step": number})
        except FormError as problem:
            failure: dict[str, object] = {"error": str(problem), "step": number}
            if report is None or step[:1] in (["choices"], ["dump"], ["xml"], ["finalize"]):
                yield failure
            else:
                report(failure)


def _text(part: object) -> str:
    """A part of a step as text: JSON has numbers, booleans and lists of choices too."""
    if isinstance(part, bool):
        return "true" if part else "false"
    if isinstance(part, list):
        return " ".join(_text(one) for one in part)
    return "" if part is None else str(part)


def _step(session: Session, action: str = "", *arguments: str) -> Iterator[object]:
    match action, arguments:
        case "set", (ref, value):
            if session.answer(ref, value).verdict is Verdict.TYPE:
                raise _NotStored("not of the data type, or not among the choices; not stored", ref)
        case "add", (ref,):
            session.add_repeat(ref)
        case "insert", (ref,):
            session.insert_repeat(ref)
        case "remove", (ref,):
            session.remove_repeat(ref)
        case "language", (language,):
            session.set_language(language)
        case "choices", (ref,):
            yield [{"value": choice.value, "label": choice.label} for choice in session.choices(ref)]
        case "dump", ():
            yield [_described(session, node) for node in _leaves(session)]
        case "xml", ():
            yield {"xml": write_instance(session.state).decode()}
        case "finalize", ():
            yield _finished(session)
        case _:
            raise FormError(f"no such step: {action} with {len(arguments)} arguments")


def _finished(session: Session) -> dict[str, object]:
    """The submission whatever is still wrong with it, and what is; under the id that the form itself gave, if any."""
    errors = [{"ref": one.ref, "verdict": one.verdict.value} for one in session.problems()]
    session.state.finish()
    own = [node.value for node in _leaves(session) if node.ref.rpartition(":")[2].endswith("instanceID") and node.value]
    identity = own[0] if own else f"uuid:{uuid.uuid4()}"
    return {"xml": write_submission(session.state, identity, None).decode(), "errors": errors}


def _leaves(session: Session) -> Iterator[InstanceNode]:
    """The nodes that hold values, in document order."""
    for node in session.state.document.walk():
        is_leaf = node.parent is not None and not any(not name.startswith("@") for name in node.kids)
        if is_leaf and not node.name.startswith("@"):
            yield node


def _described(session: Session, node: InstanceNode) -> dict[str, object]:
    verdict = session.verdict(node)
    return {
        "ref": node.ref,
        "relevant": node.live,
        "readonly": node.is_readonly,
        "required": node.required,
        "value": node.value,
        "constraintOk": verdict is not Verdict.CONSTRAINT,
        "valid": verdict is Verdict.VALID,
    }


def run_batch(paths: Iterable[str]) -> Iterator[dict[str, object]]:
    """Reads and starts each form: how many elements its instance has and that instance, or what is wrong with it."""
    for path in paths:
        try:
            form = read_form(Path(path), lenient=True)
            session = Definition(form).start(_environment())
            nodes = sum(1 for node in session.state.document.walk() if node.parent is not None and node.name[0] != "@")
            yield {"file": path, "nodes": nodes, "xml": write_instance(session.state).decode()}
        except Exception as problem:  # noqa: BLE001 - whatever is wrong with one form, the next is still read
            yield {"file": path, "error": f"{type(problem).__name__}: {problem}"}


def run_bench(form: Path, answers: Path, media: Path, count: int) -> dict[str, float]:
    """Milliseconds, median of count: load, answer everything, finalise and serialise, and all together."""
    pairs = _pairs(json.loads(answers.read_text("utf-8")))
    source = form.read_bytes()
    rounds = [_bench_once(source, media, pairs) for _ in range(count)]
    return {name: statistics.median(one[name] for one in rounds) for name in ("load", "answer", "serialise", "total")}


def _pairs(given: Any) -> list[tuple[str, str]]:
    """``{ref: value}``, ``[[ref, value]]``, ``[["set", ref, value]]`` or ``[{"ref": ref, "value": value}]``."""
    if isinstance(given, dict):
        return [(ref, _text(value)) for ref, value in given.items()]
    parts = [(one["ref"], one["value"]) if isinstance(one, dict) else one[-2:] for one in given]
    return [(_text(ref), _text(value)) for ref, value in parts]


def _bench_once(source: bytes, media: Path, answers: Iterable[tuple[str, str]]) -> dict[str, float]:
    begun = time.perf_counter()
    session = Definition(read_form(source, media, lenient=True)).start(_environment())
    loaded = time.perf_counter()
    for ref, value in answers:
        session.answer(ref, value)
    answered = time.perf_counter()
    session.problems()
    session.state.finish()
    write_submission(session.state, "uuid:bench", None)
    written = time.perf_counter()
    return {
        "load": (loaded - begun) * 1000,
        "answer": (answered - loaded) * 1000,
        "serialise": (written - answered) * 1000,
        "total": (written - begun) * 1000,
    }


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m forms", description="Runs ODK XForms from a shell.")
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser(
        "run", help="run the steps of a script, print a JSON line for each step that tells something"
    )
    run.add_argument("script", type=Path)
    commands.add_parser("batch", help="read the forms named on standard input, print a JSON line for each")
    bench = commands.add_parser("bench", help="time load, answer and serialise")
    bench.add_argument("form", type=Path)
    bench.add_argument("answers", type=Path, help='{"/data/name": "Lan"} or [["/data/name", "Lan"]]')
    bench.add_argument("media", type=Path)
    bench.add_argument("count", type=int)
    return parser


def main(argv: list[str] | None = None) -> int:
    """0 when done, 1 when a form or script cannot be used, 2 for wrong arguments."""
    given = _arguments().parse_args(argv)
    try:
        if given.command == "run":
            script = json.loads(given.script.read_text("utf-8"))
            _print(run_script(script, given.script.parent, _complain))
        elif given.command == "batch":
            lines = (os.fsdecode(line).rstrip("\r\n") for line in sys.stdin.buffer)
            _print(run_batch(line for line in lines if line.strip()))
        else:
            _print([run_bench(given.form, given.answers, given.media, max(1, given.count))])
    except (FormError, OSError, ValueError, TypeError, LookupError, AttributeError) as problem:
        # What a script or a file of answers may be instead of what it should be.
        print(f"forms: {type(problem).__name__}: {problem}", file=sys.stderr)
        return 1
    return 0


def _complain(failure: Mapping[str, object]) -> None:
    _write(sys.stderr, failure)


def _print(results: Iterable[object]) -> None:
    for result in results:
        _write(sys.stdout, result)


def _write(stream: TextIO, result: object) -> None:
    """A JSON line in UTF-8, wherever this runs; names of files come out as they came in."""
    try:
        line = json.dumps(result, ensure_ascii=False).encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        line = json.dumps(result).encode()
    stream.buffer.write(line + b"\n")
    stream.flush()


if __name__ == "__main__":
    raise SystemExit(main())
