"""Speed on the three shapes that engines are compared by: ratios against JavaRosa, warm, in the same run."""

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from tests.support.form_shapes import Shape, cascade_csv, cascade_inline, large, visit
from tests.support.javarosa import JavaRosa, why_not

pytestmark = [pytest.mark.bench, pytest.mark.timeout(600)]
PROVINCES = [f"p{n}" for n in range(50)]


def timed(work: Callable[[], object], rounds: int) -> float:
    """Milliseconds, median."""
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        times.append((time.perf_counter() - begun) * 1000)
    return median(times)


def measured(java: JavaRosa | None, shape: Shape, folder: Path, again: list[Any] | None = None) -> dict[str, float]:
    """JavaRosa's milliseconds for a visit, and for the answers that are given again and again; {} where it is not."""
    if java is None:
        return {}
    (folder / "form.xml").write_bytes(shape.xml)
    for name, data in shape.media.items():
        (folder / name).write_bytes(data)
    request = {"form": str(folder / "form.xml"), "media": str(folder), "answers": shape.answers, "again": again or []}
    found = java.ask({"measure": request}, timeout=400)
    assert isinstance(found, dict)
    return found


def say(capsys: pytest.CaptureFixture[str], what: str, ours: float, theirs: float | None) -> None:
    beside = "" if theirs is None else f", JavaRosa {theirs:.2f} ms, {theirs / ours:.1f} times as fast"
    with capsys.disabled():
        print(f"\n{what}: {ours:.2f} ms{beside}", end="")


@pytest.fixture
def java_if_any(request: pytest.FixtureRequest) -> JavaRosa | None:
    """For what has a bound of its own as well."""
    if why_not():
        return None
    running = request.getfixturevalue("java")
    assert isinstance(running, JavaRosa)
    return running


@pytest.mark.parametrize("make", [large, cascade_csv, cascade_inline])
def test_bench_a_whole_visit(
    make: Callable[[], Shape], java: JavaRosa, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shape = make()
    measures = measured(java, shape, tmp_path)
    theirs = measures["total"]
    visit(shape)
    ours = timed(lambda: visit(shape), 5)
    say(capsys, f"{shape.name} (JavaRosa after {measures['rounds']:.0f} rounds)", ours, theirs)
    assert ours < theirs


def test_bench_one_answer_in_the_large_form(
    java_if_any: JavaRosa | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shape = large()
    numbers = [str(n) for n in range(1, 9)]
    refs = {"/data/q120": "one answer", "/data/q0": "the answer that everything else depends on"}
    theirs = measured(java_if_any, shape, tmp_path, [[ref, numbers, ""] for ref in refs])
    session = visit(shape)
    for ref, what in refs.items():
        turns = iter(numbers * 100)
        ours = timed(lambda ref=ref, turns=turns: session.answer(ref, next(turns)), 100)  # type: ignore[misc]
        say(capsys, what, ours, theirs.get(ref))
        assert ours < 2


def test_bench_an_answer_that_hides_and_shows_everything(capsys: pytest.CaptureFixture[str]) -> None:
    session = visit(large())
    turns = iter(["0", "5"] * 50)
    ours = timed(lambda: session.answer("/data/q0", next(turns)), 100)
    with capsys.disabled():
        print(f"\nthe answer that hides and shows 120 questions: {ours:.2f} ms", end="")
    assert ours < 4


def test_bench_choices_after_the_first_time(
    java_if_any: JavaRosa | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shape = cascade_csv()
    province, shown = "/data/province", "/data/district"
    theirs = measured(java_if_any, shape, tmp_path, [[province, PROVINCES, shown]])
    session = visit(shape)
    turns = iter(PROVINCES * 2)

    def again() -> None:
        session.answer(province, next(turns))
        session.choices(shown)

    ours = timed(again, 100)
    say(capsys, "10,000 choices filtered", ours, theirs.get(province))
    assert ours < 5
