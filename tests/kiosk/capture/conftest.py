"""SANE's own test scanner, with the faults that a test asks for."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.sane import configure


@pytest.fixture
def test_scanner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """test_scanner(key=value, ...): the only scanner of this test, with lines of its test.conf."""

    def install(**options: str) -> None:
        monkeypatch.setenv("SANE_CONFIG_DIR", str(configure(tmp_path / "sane", **options)))

    return install
