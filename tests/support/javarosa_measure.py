"""How fast JavaRosa is once its JVM is warm; runs in the worker (tests/support/javarosa_worker.py)."""

import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from statistics import median
from typing import Any

# What Java's positional arguments say.
MID_SURVEY = COMPLETED = True
BARE = False


def timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def warm(work: Callable[[], object]) -> tuple[float, int]:
    """Median of five rounds once the JVM has made nothing faster for fifteen, and how many rounds went before."""
    best = median(timed(work) for _ in range(5))
    rounds, since = 5, 0
    while since < 15 and rounds < 150:
        now = median(timed(work) for _ in range(5))
        since = 0 if now < 0.95 * best else since + 5
        best, rounds = min(best, now), rounds + 5
    return median(timed(work) for _ in range(5)), rounds


def visit(rosa: Any, source: bytes, media: Path, answers: Mapping[str, str | None]) -> Any:
    """Reads the form, answers every question as it comes, finalises."""
    filling = rosa.open(source, media)
    controller, model = filling.controller, filling.model
    controller.jumpToIndex(rosa.index.createBeginningOfFormIndex())
    while True:
        event = controller.stepToNextEvent()
        if event == controller.EVENT_END_OF_FORM:
            break
        if event == controller.EVENT_QUESTION:
            index = model.getFormIndex()
            value = answers[str(index.getReference().toString(BARE))]
            if value is None:
                choice = model.getQuestionPrompt(index).getSelectChoices()[0]
                controller.answerQuestion(index, rosa.select_one(choice.selection()), MID_SURVEY)
            else:
                prompt = model.getQuestionPrompt(index)
                data = rosa.parse_answer(value, prompt.getDataType(), prompt.getQuestion())
                controller.answerQuestion(index, data, MID_SURVEY)
    filling.form.validate(COMPLETED)
    controller.finalizeFormEntry()
    filling.serialised()
    return filling


def measure(rosa: Any, request: Mapping[str, Any]) -> dict[str, float]:
    """Milliseconds of a whole visit, and of one answer to each of the refs in "again" with the choices of another."""
    source, media = Path(request["form"]).read_bytes(), Path(request["media"])
    answers = request["answers"]
    total, rounds = warm(lambda: visit(rosa, source, media, answers))
    found = {"total": total, "rounds": rounds}
    filling = visit(rosa, source, media, answers)
    filling.leaf_through()
    for ref, values, shown in request.get("again", ()):
        index = filling.index_of(ref)
        turns = iter(values * 1000)

        def again(ref: str = ref, shown: str = shown, index: Any = index, turns: Iterator[str] = turns) -> None:
            filling.controller.saveAnswer(index, filling.data(index, next(turns)), MID_SURVEY)
            if shown:
                filling.model.getQuestionPrompt(filling.index_of(shown)).getSelectChoices()

        found[ref] = warm(again)[0]
    return found
