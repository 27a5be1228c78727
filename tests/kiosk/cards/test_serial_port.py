"""A serial scanner, over a real pseudo-terminal."""

import os
import threading
import tty
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.cards import parse_card_qr
from kiosk.cards import serial_port as module
from kiosk.cards.serial_port import Assembler, SerialScanner

CARD = "001155083417|012345678|Phạm Thị Lựu|15081955|Nữ|Số 12, Hàng Bông, Hoàn Kiếm, Hà Nội|01062021"


class Line:
    """The far end of a serial line."""

    def __init__(self) -> None:
        self.scans: list[str] = []
        self._came = threading.Condition()
        self.plug_in()

    def plug_in(self) -> None:
        self._end, self._near = os.openpty()
        tty.setraw(self._near)
        self.name = os.ttyname(self._near)

    def pull_out(self) -> None:
        os.close(self._end)
        os.close(self._near)
        self.name = ""

    scanner: SerialScanner

    def until_connected(self, *, wanted: bool = True) -> None:
        """What is sent before the port is open is thrown away by whoever opens it, as with a real one."""
        pause = threading.Event()
        for _ in range(1200):
            if self.scanner.connected is wanted:
                return
            pause.wait(0.05)
        raise AssertionError("the port was never opened, or never closed")

    def send(self, data: bytes) -> None:
        os.write(self._end, data)

    def heard(self, scan: str) -> None:
        with self._came:
            self.scans.append(scan)
            self._came.notify()

    def expect(self, count: int) -> list[str]:
        with self._came:
            assert self._came.wait_for(lambda: len(self.scans) >= count, 60), self.scans
        return self.scans


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Iterator[Line]:
    monkeypatch.setattr(module, "RETRY_S", 0.05)
    made = Line()
    scanner = SerialScanner(lambda: made.name, made.heard)
    made.scanner = scanner
    scanner.start()
    made.until_connected()
    yield made
    scanner.stop()
    if made.name:
        made.pull_out()


@pytest.mark.parametrize("end", [b"\r", b"\r\n", b"\n", b""])
def test_a_card_is_heard_whole_whatever_ends_it(line: Line, end: bytes) -> None:
    line.send(CARD.encode() + end)
    assert line.expect(1) == [CARD]
    assert parse_card_qr(CARD).full_name == "Phạm Thị Lựu"


def test_two_scans_behind_each_other_are_two(line: Line) -> None:
    line.send(f"{CARD}\r\nK7M4F29QX\r\n".encode())
    assert line.expect(2) == [CARD, "K7M4F29QX"]


def test_a_scanner_that_is_put_in_again_is_heard_again(line: Line) -> None:
    line.send(b"first\r")
    line.expect(1)
    line.pull_out()
    line.until_connected(wanted=False)
    line.plug_in()
    line.until_connected()
    line.send(b"second\r")
    assert line.expect(2) == ["first", "second"]


def test_letters_of_another_code_page_are_not_lost_silently() -> None:
    (scan,) = Assembler().feed("Phạm".encode("cp1258", "replace") + b"\r")
    assert scan
    assert scan != "Phạm"


@given(st.lists(st.binary(max_size=40), max_size=20))
def test_whatever_comes_it_is_cut_into_bounded_texts(pieces: list[bytes]) -> None:
    assembler = Assembler()
    scans = [scan for piece in [*pieces, b""] for scan in assembler.feed(piece)]
    assert all(scan and len(scan) <= 8001 for scan in scans)


def test_an_endless_line_does_not_fill_the_memory() -> None:
    assembler = Assembler()
    for _ in range(500):
        assert assembler.feed(b"x" * 1000) == []
    (scan,) = assembler.feed(b"\r")
    assert len(scan) == 8001
