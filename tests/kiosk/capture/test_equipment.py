"""Which camera and scanner a kiosk uses: found by itself, or as settings.toml says."""

import threading
from pathlib import Path

import pytest

from kiosk.capture import devices
from kiosk.capture.equipment import Equipment

CAMERAS = (
    devices.Device("camera", "/dev/video0", "Integrated Camera"),
    devices.Device("camera", "/dev/video2", "IPEVO V4K Document Camera"),
)


def settings(home: Path, text: str) -> Equipment:
    (home / "settings.toml").write_text(f"[capture]\n{text}\n")
    return Equipment(home)


def test_the_camera_is_the_first_or_the_one_that_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "cameras", lambda: CAMERAS)
    assert Equipment(tmp_path).camera() == "Integrated Camera"
    assert settings(tmp_path, 'camera = "document"').camera() == "IPEVO V4K Document Camera"
    assert settings(tmp_path, 'camera = "Elmo"').camera() == ""
    assert settings(tmp_path, 'camera = "off"').camera() == ""


def test_the_scanner_is_known_once_it_was_looked_for(tmp_path: Path, test_scanner) -> None:
    test_scanner(number_of_devices="2")
    equipment = Equipment(tmp_path)
    assert equipment.scanner() is None
    found = equipment.look_for_scanner()
    assert found is not None
    assert equipment.scanner() == found
    second = settings(tmp_path, 'scanner = "test:1"').look_for_scanner()
    assert second is not None
    assert second.name == "test:1"
    assert settings(tmp_path, 'scanner = "off"').look_for_scanner() is None


def test_the_serial_port_and_its_speed_are_as_set(tmp_path: Path) -> None:
    port = tmp_path / "ttyACM3"
    equipment = settings(tmp_path, f'serial = "{port}"\nbaud = 115200')
    assert equipment.serial_port() == ""
    port.touch()
    assert equipment.serial_port() == str(port)
    assert equipment.baud() == 115_200


def test_what_is_under_way_ends_with_the_visit_and_what_comes_later_does_not(tmp_path: Path) -> None:
    equipment = Equipment(tmp_path)
    tokens = [equipment.new_token() for _ in range(3)]
    equipment.end_all()
    assert all(token.is_set() for token in tokens)
    later = equipment.new_token()
    assert isinstance(later, threading.Event)
    assert not later.is_set()
