"""SIGKILL of the kiosk while a resident sits before it: what the screen had shown as saved is there afterwards."""

import itertools
import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.app import Kiosk
from kiosk.types import InitialSecrets
from sync.states import DossierState
from tests.support.birth import PACK
from tests.support.kiosks import Portal
from tests.support.shell import enrolled_home
from ui.screens.opening import environment

ROOT = Path(__file__).parents[3]
KILLS = 6


class Told:
    """What the screens of all processes had shown: later words count."""

    def __init__(self) -> None:
        self.code = self.pin = ""
        self.saved: dict[str, str] = {}
        self.finished = False

    def take(self, line: str) -> None:
        """One line of the process; one that was cut off by the kill was never shown."""
        try:
            said = json.loads(line)
        except ValueError:
            return
        self.code = said.get("code", self.code)
        self.pin = said.get("pin", self.pin)
        self.saved.update(said.get("saved", {}))
        self.finished = self.finished or "finished" in said


@contextmanager
def _at_the_kiosk(home: Path, staff_code: str, told: Told) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "tests.support.killed_visit", str(home), staff_code]
    command += [told.code, told.pin] if told.code else []
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        assert "open" in first, process.stderr.read() if process.stderr else ""
        yield process
        process.kill()
        for line in process.stdout:
            told.take(line)


def _listen(process: "subprocess.Popen[str]", told: Told, lines: int) -> None:
    """Take so many lines of what is shown, fewer when the visit ends before."""
    assert process.stdout is not None
    for line in itertools.islice(process.stdout, lines):
        told.take(line)


def _missing(home: Path, told: Told) -> list[str]:
    """What had been shown and is not there."""
    if not told.code or told.finished:
        return []
    kiosk = Kiosk.open(home)
    try:
        (draft,) = [each for each in kiosk.drafts.open_drafts() if each.code == told.code]
        if told.pin and not draft.has_pin:
            return ["the PIN"]
        xml = kiosk.drafts.get(draft.dossier).xml
    finally:
        kiosk.close()
    if xml is None:
        return sorted(told.saved)
    session, lost = PACK.form().resume(xml, environment(), "en")
    assert not lost
    values = {ref: session.question(ref).value for ref in told.saved}
    # Letters typed after "Saved" was shown may be there too; fewer may not.
    return [f"{ref}: {shown!r} became {values[ref]!r}" for ref, shown in told.saved.items() if shown not in values[ref]]


@pytest.mark.long(40)
@pytest.mark.timeout(300)
def test_nothing_that_the_screen_had_shown_as_saved_is_lost_by_a_kill(
    first_start: tuple[Path, InitialSecrets], portal: Portal, tmp_path: Path, seed: int
) -> None:
    template, secrets = first_start
    home = enrolled_home(template, tmp_path / "kiosk", portal)
    moments, told = random.Random(seed), Told()
    for kill in range(KILLS):
        with _at_the_kiosk(home, secrets.staff_code, told) as process:
            # Counted by what is shown, because machines differ in speed; then a moment in which the next thing happens.
            _listen(process, told, moments.randint(3 if kill else 1, 7))
            time.sleep(moments.uniform(0.0, 0.4))
        assert _missing(home, told) == [], f"kill {kill}, seed {seed}"
        if told.finished:
            break
    sys.stdout.write(f"seed {seed}: {KILLS} kills, {len(told.saved)} answers shown as saved, none lost\n")
    assert len(told.saved) > 3, "the visits hardly began: the kills proved nothing"
    if not told.finished:
        with _at_the_kiosk(home, secrets.staff_code, told) as process:
            assert process.stdout is not None
            for line in process.stdout:
                told.take(line)
                if "asked" in line:
                    break
            else:
                pytest.fail(f"the visit does not go on: {process.stderr.read() if process.stderr else ''}")
    kiosk = Kiosk.open(home)
    state = kiosk.dossiers.view(told.code).state
    assert state is (DossierState.READY if told.finished else DossierState.DRAFT)
    kiosk.close()
