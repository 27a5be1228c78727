"""Runs the stages one after the other, says how each went, and goes on to the end where it can."""

import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass


class StageFailed(Exception):
    """What was expected did not happen; the text says what."""


def expect(condition: object, what: str) -> None:
    """Raise StageFailed unless condition holds."""
    if not condition:
        raise StageFailed(what)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a stage went. problem: "" when it passed."""

    name: str
    seconds: float
    problem: str = ""


class Stages:
    """The record of a tour. on_failure: called with the stage's name, to take a picture."""

    def __init__(self, on_failure: Callable[[str], None], tell: Callable[[str], None] = print) -> None:
        self.outcomes: list[Outcome] = []
        self._on_failure = on_failure
        self._tell = tell

    def run(self, name: str, stage: Callable[[], None]) -> bool:
        """Run one stage and print its line; True when it passed."""
        begun = time.monotonic()
        problem, places = "", ""
        try:
            stage()
        except StageFailed as error:
            problem = str(error)
        except Exception as error:  # noqa: BLE001 - a stage may fail in any way; the next ones still run
            problem = f"{type(error).__name__}: {error}"
            places = traceback.format_exc()
        seconds = time.monotonic() - begun
        self.outcomes.append(Outcome(name, seconds, problem))
        if problem:
            self._on_failure(name)
        self._tell(
            f"{'FAILED' if problem else 'ok':<7} {name:<44} {seconds:6.1f} s{f'   {problem}' if problem else ''}"
        )
        if places:
            self._tell(places)
        return not problem

    @property
    def failed(self) -> tuple[str, ...]:
        """Names of the stages that failed."""
        return tuple(outcome.name for outcome in self.outcomes if outcome.problem)

    def summary(self) -> str:
        """The last line."""
        total = sum(outcome.seconds for outcome in self.outcomes)
        if self.failed:
            return f"{len(self.failed)} of {len(self.outcomes)} stages failed: {', '.join(self.failed)} ({total:.0f} s)"
        return f"all {len(self.outcomes)} stages passed ({total:.0f} s)"
