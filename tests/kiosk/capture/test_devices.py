"""Cameras and serial scanners, as the kernel shows them."""

from pathlib import Path

from kiosk.capture.devices import cameras, serial_scanners


def node(folder: Path, name: str, index: str, label: str) -> None:
    (folder / "sys" / name).mkdir(parents=True)
    (folder / "sys" / name / "index").write_text(f"{index}\n")
    (folder / "sys" / name / "name").write_text(f"{label}\n")
    (folder / "dev").mkdir(exist_ok=True)
    (folder / "dev" / name).touch()


def test_a_cameras_second_node_is_no_second_camera(tmp_path: Path) -> None:
    node(tmp_path, "video0", "0", "Integrated Camera: Integrated C")
    node(tmp_path, "video1", "1", "Integrated Camera: Integrated C")
    node(tmp_path, "video2", "0", "Document camera")
    found = cameras(tmp_path / "sys", tmp_path / "dev")
    assert [camera.label for camera in found] == ["Integrated Camera: Integrated C", "Document camera"]


def test_a_machine_without_cameras_has_none(tmp_path: Path) -> None:
    assert cameras(tmp_path / "nothing", tmp_path) == ()


def test_a_port_that_is_set_is_taken_when_it_is_there(tmp_path: Path) -> None:
    port = tmp_path / "ttyACM7"
    assert serial_scanners(str(port)) == ()
    port.touch()
    assert [device.path for device in serial_scanners(str(port))] == [str(port)]
    assert serial_scanners("off") == ()
