"""What the tests of printing begin with."""

from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from kiosk.printing import Printing
from tests.support.printing import PrintRig


@pytest.fixture
def service(rig: PrintRig, monkeypatch: pytest.MonkeyPatch) -> PrintRig:
    """The print service as the machine's own, with paper in and nothing stopped."""
    monkeypatch.setenv("CUPS_SERVER", rig.server)
    rig.put_paper_in()
    return rig


@pytest.fixture
def no_service(monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands are there, and no print service answers."""
    monkeypatch.setenv("CUPS_SERVER", "127.0.0.1:1")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def printing(home: Path) -> Printing:
    # Only what Printing takes from the kiosk: its home and its clock.
    return Printing(SimpleNamespace(home=home, now=lambda: datetime.now(UTC)))  # type: ignore[arg-type]
