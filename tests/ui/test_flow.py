"""How a visit moves: forward, back, in place, and never back behind a finished dossier."""

from typing import Any, ClassVar

import pytest

from ui.flow import Flow, Step


class _Step(Step):
    def __init__(self, name: str = "step") -> None:
        super().__init__(shell=None)  # type: ignore[arg-type]  # these steps ask nothing of the shell
        self.label = name
        self.left = 0

    def leaving(self) -> None:
        self.left += 1


class _Passing(_Step):
    lasting: ClassVar[bool] = False


class _Other(_Step):
    pass


@pytest.fixture
def shown() -> list[str]:
    return []


@pytest.fixture
def flow(shown: list[str]) -> Flow:
    return Flow(lambda step: shown.append(step.label))  # type: ignore[attr-defined]  # all are _Step


def test_back_shows_the_step_before(flow: Flow, shown: list[str]) -> None:
    for name in "abc":
        flow.go(_Step(name))
    flow.back()
    flow.back()
    assert shown == ["a", "b", "c", "b", "a"]


def test_back_on_the_first_step_does_nothing(flow: Flow, shown: list[str]) -> None:
    flow.start_over(_Step("a"))
    flow.back()
    assert shown == ["a"]


def test_a_passing_step_is_not_come_back_to(flow: Flow, shown: list[str]) -> None:
    flow.go(_Step("a"))
    flow.go(_Passing("wait"))
    flow.go(_Step("b"))
    flow.back()
    assert shown[-1] == "a"


def test_replace_takes_the_place_of_the_step_shown(flow: Flow, shown: list[str]) -> None:
    flow.go(_Step("a"))
    flow.go(_Step("b"))
    flow.replace(_Step("c"))
    flow.back()
    assert shown == ["a", "b", "c", "a"]


def test_what_is_typed_is_taken_over_before_every_move(flow: Flow) -> None:
    first = _Step("a")
    flow.go(first)
    flow.show_again()
    flow.go(_Step("b"))
    assert first.left == 2


def test_there_is_no_way_back_behind_a_finished_dossier(flow: Flow, shown: list[str]) -> None:
    flow.go(_Step("a"))
    flow.go(_Step("check"))
    flow.settle(_Step("finish"))
    flow.back()
    assert shown[-1] == "finish"
    assert len(flow.steps) == 1


def test_back_to_finds_the_nearest_of_a_kind(flow: Flow, shown: list[str]) -> None:
    flow.go(_Other("x"))
    flow.go(_Step("a"))
    flow.go(_Step("b"))
    assert flow.back_to(_Other)
    assert shown[-1] == "x"
    assert not flow.back_to(_Passing)


class _Shell:
    """Runs nothing by itself: the test answers."""

    def __init__(self) -> None:
        self.asked: list[Any] = []
        self.calmed: list[Exception] = []

    def service(self, work: Any) -> "_Shell":
        self.asked.append(work)
        return self

    def success(self, slot: Any) -> "_Shell":
        self.done = slot
        return self

    def failure(self, slot: Any) -> "_Shell":
        self.failed = slot
        return self

    def calm(self, error: Exception) -> None:
        self.calmed.append(error)


def _step_with(shell: _Shell) -> Step:
    return Step(shell)  # type: ignore[arg-type]  # the part of a Shell that work() needs


def test_a_second_press_while_the_first_is_under_way_does_nothing() -> None:
    shell = _Shell()
    step = _step_with(shell)
    results: list[int] = []
    step.work(lambda: 1, results.append)
    step.work(lambda: 2, results.append)
    assert len(shell.asked) == 1
    shell.done(1)
    assert results == [1]
    assert not step.busy


def test_an_error_with_a_sentence_stays_on_the_page_and_any_other_shows_the_calm_page() -> None:
    shell = _Shell()
    step = _step_with(shell)
    step.work(lambda: 1, lambda _: None, lambda error: isinstance(error, LookupError))
    shell.failed(LookupError("known"))
    assert shell.calmed == []
    step.work(lambda: 1, lambda _: None, lambda error: isinstance(error, LookupError))
    shell.failed(OSError("unknown"))
    assert [type(error) for error in shell.calmed] == [OSError]
