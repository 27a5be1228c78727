"""What papers and cards are read with: seen, missing, switched off."""

import os
from pathlib import Path

import pytest

from kiosk.capture import devices
from kiosk.doctor import Level
from kiosk.doctor.capture import examine_camera, examine_flatbed, examine_serial
from kiosk.settings import Settings
from tests.support.sane import configure


def test_a_camera_is_named_and_one_that_is_set_and_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "cameras", lambda: (devices.Device("camera", "/dev/video0", "Document camera"),))
    assert "Document camera" in examine_camera(Settings(), "en").text
    assert examine_camera(Settings(camera="document"), "en").level is Level.OK
    assert "“Elmo”" in examine_camera(Settings(camera="Elmo"), "vi").text
    assert examine_camera(Settings(camera="off"), "en").level is Level.OK
    monkeypatch.setattr(devices, "cameras", tuple)
    assert examine_camera(Settings(), "en").level is Level.WARN


def test_a_flatbed_scanner_is_named_and_one_that_is_set_and_missing_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert examine_flatbed(Settings(), "en").level is Level.WARN
    monkeypatch.setenv("SANE_CONFIG_DIR", str(configure(tmp_path / "sane")))
    assert "frontend-tester" in examine_flatbed(Settings(), "en").text
    assert examine_flatbed(Settings(flatbed="test:0"), "en").level is Level.OK
    assert "epson2" in examine_flatbed(Settings(flatbed="epson2:usb"), "en").text
    assert examine_flatbed(Settings(flatbed="off"), "en").level is Level.OK
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "sane-utils" in examine_flatbed(Settings(), "en").advice


def test_a_serial_port_that_is_set_must_be_there(tmp_path: Path) -> None:
    assert examine_serial(Settings(), "en") == []
    (missing,) = examine_serial(Settings(serial_port=str(tmp_path / "ttyACM9")), "en")
    assert missing.level is Level.WARN
    far, near = os.openpty()
    try:
        assert examine_serial(Settings(serial_port=os.ttyname(near)), "vi") == []
    finally:
        os.close(far)
        os.close(near)
