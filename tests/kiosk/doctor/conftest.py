"""A machine that the doctor can look at without touching the real one."""

import pytest


@pytest.fixture(autouse=True)
def _no_print_service(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPS_SERVER", "127.0.0.1:1")
