"""A scanner on a serial port (or on USB that acts as one): what it sends becomes whole scans.

Unlike one that types, it needs no window in front and loses no letter to a keyboard layout. A scanner that is pulled
out and put in again is found again by itself.
"""

import logging
import threading
from collections.abc import Callable

import serial

from kiosk.cards.text import MAX_SCAN

_LOG = logging.getLogger(__name__)
BAUD = 9600
GAP_S = 0.12  # a scanner that sends no end of line has ended when it is silent so long
RETRY_S = 3.0
_ENDS = b"\r\n\0\x03"
_MOST = 4 * MAX_SCAN  # bytes of UTF-8; longer is cut, so that who reads it sees that it was too long
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class Assembler:
    """Bytes as they come, into scans."""

    def __init__(self) -> None:
        self._held = bytearray()

    def feed(self, data: bytes) -> list[str]:
        """The scans that are whole now. data == b"" means that the line was silent for GAP_S."""
        scans = []
        for byte in data:
            if byte in _ENDS:
                scans.append(self._take())
            elif len(self._held) <= _MOST:
                self._held.append(byte)
        if not data:
            scans.append(self._take())
        return [scan for scan in scans if scan]

    def forget(self) -> None:
        """Drop what was begun: the visit ended."""
        self._held.clear()

    def _take(self) -> str:
        data = bytes(self._held).removeprefix(_BYTE_ORDER_MARK)
        self._held.clear()
        try:
            return data.decode("utf-8").strip()
        except UnicodeDecodeError:
            # The scanner is set to a code page; parse_card_qr finds out which letters were lost.
            return data.decode("latin-1").strip()


class SerialScanner:
    """Listens on a port in a thread of its own.

    port: asked again after each loss, because a scanner gets another name when it is put in again; "" while there is
    none. heard is called in that thread with each scan.
    """

    def __init__(self, port: Callable[[], str], heard: Callable[[str], None], *, baud: int = BAUD) -> None:
        self._port = port
        self._heard = heard
        self._baud = baud
        self._ended = threading.Event()
        self._assembler = Assembler()
        self._thread = threading.Thread(target=self._listen, name="serial scanner", daemon=True)
        self.connected = False

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def stop(self) -> None:
        """End, and wait for it."""
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join(GAP_S + RETRY_S)

    def forget(self) -> None:
        """Drop what was begun: the visit ended."""
        self._assembler.forget()

    def _listen(self) -> None:
        while not self._ended.is_set():
            name = self._port()
            if name:
                self._listen_to(name)
            self._ended.wait(RETRY_S)

    def _listen_to(self, name: str) -> None:
        try:
            # exclusive: a second program would take every other letter of a citizen number.
            with serial.Serial(name, self._baud, timeout=GAP_S, exclusive=True) as line:
                self.connected = True
                while not self._ended.is_set():
                    first = line.read(1)
                    for scan in self._assembler.feed(first + line.read(line.in_waiting) if first else b""):
                        self._heard(scan)
        except (serial.SerialException, OSError) as error:
            _LOG.info("the serial scanner went away: %s", type(error).__name__)
        finally:
            self.connected = False
            self._assembler.forget()
