"""Scanning through the real scanimage with SANE's own test scanner."""

import threading
from pathlib import Path

import pytest

from kiosk.capture import picture
from kiosk.capture.errors import ScanFailed, ScanTrouble
from kiosk.capture.scanning import Scanner, read_options, scan, scanners


def test_the_scanner_is_found_and_named(test_scanner) -> None:
    test_scanner()
    assert scanners() == (Scanner("test:0", "Noname frontend-tester"),)


def test_a_page_of_a4_in_colour_comes_into_memory_and_progress_is_told(test_scanner, tmp_path: Path) -> None:
    test_scanner()
    before = sorted(tmp_path.rglob("*"))
    told: list[float] = []
    image = picture.read(scan(scanners()[0], progress=told.append))
    height, width = image.shape[:2]
    assert (round(width / 200 * 25.4), round(height / 200 * 25.4)) == (210, 297)
    assert len({tuple(colour) for colour in image[::37, ::53].reshape(-1, 3).tolist()}) > 2
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("status", "trouble"),
    [
        ("SANE_STATUS_JAMMED", ScanTrouble.JAMMED),
        ("SANE_STATUS_NO_DOCS", ScanTrouble.NO_PAPER),
        ("SANE_STATUS_COVER_OPEN", ScanTrouble.COVER_OPEN),
        ("SANE_STATUS_DEVICE_BUSY", ScanTrouble.BUSY),
        ("SANE_STATUS_IO_ERROR", ScanTrouble.FAILED),
    ],
)
def test_what_is_wrong_with_the_scanner_is_named(test_scanner, status: str, trouble: ScanTrouble) -> None:
    test_scanner(read_status_code=f'"{status}"')
    with pytest.raises(ScanFailed) as caught:
        scan(Scanner("test:0", ""))
    assert caught.value.reason is trouble


def test_a_scanner_that_is_not_there_is_said(test_scanner) -> None:
    test_scanner()
    with pytest.raises(ScanFailed) as caught:
        scan(Scanner("test:7", ""))
    assert caught.value.reason is ScanTrouble.NONE_THERE


def test_a_scan_under_way_is_ended_and_its_program_is_gone(test_scanner) -> None:
    test_scanner(read_delay="true", read_delay_duration="200000", read_limit="true", read_limit_size="64")
    begun = threading.Event()
    running = threading.active_count()

    def told(_share: float) -> None:
        begun.set()

    with pytest.raises(ScanFailed) as caught:
        scan(Scanner("test:0", ""), lambda: not begun.is_set(), told)
    assert caught.value.reason is ScanTrouble.CANCELLED
    assert threading.active_count() <= running + 2


def test_without_the_program_it_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert scanners() == ()
    with pytest.raises(ScanFailed) as caught:
        scan(Scanner("test:0", ""))
    assert caught.value.reason is ScanTrouble.NONE_THERE


@pytest.mark.parametrize(
    ("listed", "chosen"),
    [
        (
            "    --mode Lineart|Gray|Color [Gray]\n    --resolution 75|150|300|600dpi [75]\n",
            "--mode Color --resolution 150",
        ),
        ("    --mode Lineart|Gray [Gray]\n    --resolution 300..1200dpi (in steps of 1) [300]\n", "--resolution 300"),
        ("    -x 0..215.9mm [215.9]\n    -y 0..290mm [290]\n", "-x 210 -y 290"),
        ("", ""),
    ],
)
def test_only_options_that_the_scanner_has_are_given(listed: str, chosen: str) -> None:
    assert " ".join(read_options(listed)) == chosen
