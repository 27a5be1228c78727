"""Many requests from few threads, and their cost: clients that do next to nothing, and processor time by process."""

import os
import re
import secrets
import socket
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from typing import Self
from urllib.parse import urlsplit

from sync.protocol.answers import NONCE_HEADER
from sync.protocol.encoding import to_base64
from tests.support.portal import Kiosk

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)\r\n", re.IGNORECASE)
_TICKS = os.sysconf("SC_CLK_TCK")


def request(kiosk: Kiosk, method: str, target: str, body: bytes = b"") -> bytes:
    """A whole request of a kiosk, made beforehand."""
    head = [
        f"{method} {target} HTTP/1.1",
        f"Host: {urlsplit(kiosk.portal.url).netloc}",
        f"Authorization: Bearer {kiosk.enrolled['token']}",
        f"{NONCE_HEADER}: {to_base64(secrets.token_bytes(16))}",
        f"Content-Length: {len(body)}",
    ]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


class Line:
    """A connection that is kept."""

    def __init__(self, url: str) -> None:
        place = urlsplit(url)
        self._socket = socket.create_connection((str(place.hostname), place.port or 80), timeout=120)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def exchange(self, sent: bytes) -> tuple[int, bytes]:
        """The status and the body of the answer."""
        self._socket.sendall(sent)
        got = b""
        while b"\r\n\r\n" not in got:
            got += self._more()
        head, _, body = got.partition(b"\r\n\r\n")
        found = _LENGTH.search(head + b"\r\n")
        assert found is not None, head
        while len(body) < int(found[1]):
            body += self._more()
        return int(head.split(b" ", 2)[1]), body

    def _more(self) -> bytes:
        piece = self._socket.recv(1 << 18)
        assert piece, "the portal hung up"
        return piece


@dataclass(frozen=True)
class Took:
    """seconds: from the first to the last; each: seconds of every request."""

    seconds: float
    each: list[float]

    @property
    def rate(self) -> float:
        """Requests a second."""
        return len(self.each) / self.seconds

    @property
    def quantiles(self) -> str:
        """The middle one, and the one that one in a hundred exceeds."""
        cut = quantiles(self.each, n=100)
        return f"p50 {cut[49] * 1000:.0f} ms, p99 {cut[98] * 1000:.0f} ms"


def all_at_once(url: str, parts: Sequence[Sequence[bytes]], status: int) -> Took:
    """A client on a connection of its own for each part; every answer has to have this status."""

    def work(part: Sequence[bytes]) -> list[float]:
        with Line(url) as line:
            return [_timed(line, sent, status) for sent in part]

    with ThreadPoolExecutor(len(parts)) as pool:
        begun = time.perf_counter()
        each = [taken for part in pool.map(work, parts) for taken in part]
        return Took(time.perf_counter() - begun, each)


def _timed(line: Line, sent: bytes, status: int) -> float:
    begun = time.perf_counter()
    answered, body = line.exchange(sent)
    assert answered == status, body
    return time.perf_counter() - begun


def cpu_of(process: int) -> float:
    """Seconds of processor time of a process, its children that run, and those it has waited for."""
    parents, spent = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended meanwhile
        number = int(folder.name)
        parents[number] = int(fields[1])
        spent[number] = sum(int(ticks) for ticks in fields[11:15]) / _TICKS
    family = {process}
    while True:
        more = {number for number, parent in parents.items() if parent in family} - family
        if not more:
            return sum(spent.get(number, 0.0) for number in family)
        family |= more


def cpu_during(process: int, work: Callable[[], Took]) -> tuple[Took, float]:
    """What work took, and the processor time of a process and its children meanwhile."""
    before = cpu_of(process)
    took = work()
    return took, cpu_of(process) - before
