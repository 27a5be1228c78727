"""The scripting door: runs forms from a shell, so that engines can be compared. See docs/forms-engine.md.

python -m forms run SCRIPT.json
python -m forms batch < LIST-OF-FORMS
python -m forms bench FORM ANSWERS.json MEDIA N
"""

import argparse
import json
import random
import statistics
import sys
import time
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from forms.contract import Environment, Verdict
from forms.engine.definition import Definition
from forms.engine.form import read_form
from forms.engine.instance import InstanceNode
from forms.engine.session import Session
from forms.engine.submission import write_instance, write_submission
from forms.errors import FormError


def _environment() -> Environment:
    def now() -> datetime:
        return datetime.now().astimezone()

    def new_uuid() -> str:
        return str(uuid.uuid4())

    return Environment(now=now, new_uuid=new_uuid, random=random.SystemRandom().random)


def run_script(script: Mapping[str, Any], folder: Path) -> Iterator[object]:
    """What the steps of a script print, one value each; a step that fails gives ``{"error": …, "step": …}``."""
    form = Definition(read_form(folder / script["form"], folder / (script.get("media") or ".")))
    yield from run_steps(form.start(_environment(), script.get("language") or ""), script.get("steps", ()))


def run_steps(session: Session, steps: Iterable[Sequence[str]]) -> Iterator[object]:
    """The steps of a script in a session."""
    for number, step in enumerate(steps, 1):
        try:
            yield from _step(session, *step)
        except FormError as problem:
            yield {"error": str(problem), "step": number}


def _step(session: Session, action: str, *arguments: str) -> Iterator[object]:
    match action, arguments:
        case "set", (ref, value):
            session.answer(ref, value)
        case "add", (ref,):
            session.add_repeat(ref)
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
            errors = [{"ref": one.ref, "verdict": one.verdict.value} for one in session.problems()]
            session.state.finish()
            yield {"xml": write_submission(session.state, f"uuid:{uuid.uuid4()}", None).decode(), "errors": errors}
        case _:
            raise FormError(f"no such step: {action} with {len(arguments)} arguments")


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
    """Reads and starts each form: how many nodes it has and its empty instance, or what is wrong with it."""
    for path in paths:
        try:
            form = read_form(Path(path))
            session = Definition(form).start(_environment())
            yield {"file": path, "nodes": len(form.nodes), "xml": write_instance(session.state).decode()}
        except Exception as problem:  # noqa: BLE001 - whatever is wrong with one form, the next is still read
            yield {"file": path, "error": f"{type(problem).__name__}: {problem}"}


def run_bench(form: Path, answers: Path, media: Path, count: int) -> dict[str, float]:
    """Milliseconds, median of count: load, answer everything, finalise and serialise, and all together."""
    given = json.loads(answers.read_text("utf-8"))
    pairs = list(given.items()) if isinstance(given, dict) else [(ref, value) for ref, value in given]
    source = form.read_bytes()
    rounds = [_bench_once(source, media, pairs) for _ in range(count)]
    return {name: statistics.median(one[name] for one in rounds) for name in ("load", "answer", "serialise", "total")}


def _bench_once(source: bytes, media: Path, answers: Iterable[tuple[str, str]]) -> dict[str, float]:
    begun = time.perf_counter()
    session = Definition(read_form(source, media)).start(_environment())
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
            _print(run_script(script, given.script.parent))
        elif given.command == "batch":
            _print(run_batch(line.rstrip("\n") for line in sys.stdin if line.strip()))
        else:
            _print([run_bench(given.form, given.answers, given.media, max(1, given.count))])
    except (FormError, OSError, ValueError, KeyError) as problem:
        print(f"forms: {problem}", file=sys.stderr)
        return 1
    return 0


def _print(results: Iterable[object]) -> None:
    for result in results:
        print(json.dumps(result, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
