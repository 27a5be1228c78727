"""A real portal, a kiosk that was on its network once, and a stick."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.app import Kiosk
from tests.support.portal import PASSWORD, SITE, Portal
from ui.cli.first_run import enrol


@pytest.fixture(scope="session")
def real_portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    running = Portal(tmp_path_factory.mktemp("portal") / "data")
    running.do("add_site", SITE, "Xã Đạ Một")
    running.do("add_officer", "lan", "Lê Thị Lan", SITE, PASSWORD)
    yield running
    assert running.forsake() == 0


@pytest.fixture
def member(home: Path, real_portal: Portal, first_start: tuple[Path, object]) -> Iterator[Kiosk]:
    """Enrolled once, and never on the network again: its sync is not started."""
    shutil.copytree(first_start[0], home)
    kiosk = Kiosk.open(home)
    enrol(kiosk, real_portal.url, str(real_portal.do("new_enrolment_code", SITE)), "Máy 1")
    yield kiosk
    kiosk.close()


@pytest.fixture
def drive(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder
