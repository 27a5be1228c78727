"""An enrolled kiosk on the real, encrypted store, and the portal whose keys it trusts."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.app import Kiosk
from kiosk.types import InitialSecrets
from tests.support.kiosks import Clock, Portal
from tests.support.printing import PrintRig, print_rig, why_not
from tests.support.read_once import read_once


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests of a file that talk to a real portal are of one xdist group: it is started by one worker."""
    for item in items:
        if "real_portal" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group(f"real-portal-{item.path.stem}"))


@pytest.fixture(autouse=True)
def _packs_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read_once(monkeypatch)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def portal() -> Portal:
    return Portal()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "kiosk"


@pytest.fixture(scope="session")
def first_start(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, InitialSecrets]:
    """A home after its first start, made once: its codes cost scrypt, its key a call to systemd."""
    home = tmp_path_factory.mktemp("first-start") / "kiosk"
    kiosk = Kiosk.open(home, now=Clock())
    initial = kiosk.initial
    kiosk.close()
    assert initial is not None
    return home, initial


@pytest.fixture
def kiosk(first_start: tuple[Path, InitialSecrets], home: Path, clock: Clock, portal: Portal) -> Iterator[Kiosk]:
    """A kiosk of its own for each test, with the codes of its first start."""
    template, initial = first_start
    shutil.copytree(template, home)
    kiosk = Kiosk.open(home, now=clock)
    kiosk.initial = initial
    kiosk.identity.store_enrolment(portal.enrolment())
    yield kiosk
    kiosk.close()


@pytest.fixture(scope="module")
def rig() -> Iterator[PrintRig]:
    """A print service of our own. Its tests are of one xdist group, "cups"; other runs on this machine wait for it."""
    if reason := why_not():
        pytest.skip(reason)
    with print_rig() as running:
        yield running
