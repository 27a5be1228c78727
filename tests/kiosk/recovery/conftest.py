"""A home as the power left it, lived once for all tests of the recovery; each gets a copy of its own."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.app import Kiosk
from kiosk.types import InitialSecrets
from tests.support.damage import Day, lived
from tests.support.kiosks import Clock, Portal


@pytest.fixture(scope="session")
def lived_day(first_start: tuple[Path, InitialSecrets], tmp_path_factory: pytest.TempPathFactory) -> Day:
    folder, clock, portal = tmp_path_factory.mktemp("day"), Clock(), Portal()
    shutil.copytree(first_start[0], folder / "kiosk")
    kiosk = Kiosk.open(folder / "kiosk", now=clock)
    kiosk.identity.store_enrolment(portal.enrolment())
    day = lived(kiosk, clock, portal, folder / "crashed")
    kiosk.close()
    return day


@pytest.fixture
def day(lived_day: Day, clock: Clock, tmp_path: Path) -> Day:
    clock.forward(minutes=25)
    shutil.copytree(lived_day.home, tmp_path / "crashed")
    return replace(lived_day, home=tmp_path / "crashed")
