"""An enrolled kiosk on the real, encrypted store, and the portal whose keys it trusts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.app import Kiosk
from tests.support.kiosks import Clock, Portal


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def portal() -> Portal:
    return Portal()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "kiosk"


@pytest.fixture
def kiosk(home: Path, clock: Clock, portal: Portal) -> Iterator[Kiosk]:
    kiosk = Kiosk.open(home, now=clock)
    kiosk.identity.store_enrolment(portal.enrolment())
    yield kiosk
    kiosk.close()
