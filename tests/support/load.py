"""Many requests from few threads, and their cost: clients that do next to nothing, and processor time by process."""

import os
import re
import secrets
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from selectors import EVENT_READ, EVENT_WRITE, DefaultSelector
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
    """A client on a connection of its own for each part; every answer has to have this status.

    One thread waits for all of them: threads that hand the interpreter to each other would take from the portal the
    processors that they share with it.
    """
    with DefaultSelector() as waiting:
        clients = [_Client(url, part, status) for part in parts]
        begun = time.perf_counter()
        for client in clients:
            client.begin()
            waiting.register(client.socket, client.wants, client)
        left = len(clients)
        while left:
            found = waiting.select(timeout=120)
            assert found, "the portal does not answer"
            for key, _ in found:
                client, before = key.data, key.events
                if client.go_on():
                    waiting.unregister(client.socket)
                    client.socket.close()
                    left -= 1
                elif client.wants != before:
                    waiting.modify(client.socket, client.wants, client)
        return Took(time.perf_counter() - begun, [taken for client in clients for taken in client.each])


class _Client:
    """One of those: sends the next request when the last one is answered."""

    def __init__(self, url: str, requests: Sequence[bytes], status: int) -> None:
        place = urlsplit(url)
        self.socket = socket.create_connection((str(place.hostname), place.port or 80), timeout=120)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.settimeout(0)
        self.each: list[float] = []
        self._requests, self._status = iter(requests), f"HTTP/1.1 {status} ".encode()
        self._unsent, self._got, self._since = memoryview(b""), b"", 0.0

    def begin(self) -> bool:
        """Send the next request; whether there is none."""
        request = next(self._requests, None)
        if request is None:
            return True
        self._unsent, self._got, self._since = memoryview(request), b"", time.perf_counter()
        self._send()
        return False

    @property
    def wants(self) -> int:
        """What it waits for."""
        return EVENT_WRITE if self._unsent else EVENT_READ

    def go_on(self) -> bool:
        """Do what has become possible; whether everything is answered."""
        if self._unsent:
            self._send()
            return False
        piece = self.socket.recv(1 << 18)
        assert piece, "the portal hung up"
        self._got += piece
        head, end, body = self._got.partition(b"\r\n\r\n")
        found = _LENGTH.search(head + b"\r\n") if end else None
        if found is None or len(body) < int(found[1]):
            return False
        assert head.startswith(self._status), self._got
        self.each.append(time.perf_counter() - self._since)
        return self.begin()

    def _send(self) -> None:
        try:
            self._unsent = self._unsent[self.socket.send(self._unsent) :]
        except BlockingIOError:
            return  # there is no room yet


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


@dataclass(frozen=True)
class Spent:
    """Seconds of processor time: of the portal with its workers, of the database's server, and of the clients."""

    portal: float
    database: float
    clients: float

    def said(self, seconds: float, count: int) -> str:
        """How many cores each of them had in these seconds, and what each of so many things cost."""
        cores = ", ".join(
            f"{name} {spent / seconds:.2f} ({1000 * spent / count:.2f} ms each)"
            for name, spent in (("portal", self.portal), ("database", self.database), ("clients", self.clients))
            if spent
        )
        return f"of {os.cpu_count()} cores: {cores}"


def spent_during(portal: int, database: int | None, work: Callable[[], Took]) -> tuple[Took, Spent]:
    """What work took, and the processor time of these processes, their children and ourselves meanwhile."""
    before, ours = [cpu_of(one) if one else 0.0 for one in (portal, database)], time.process_time()
    took = work()
    clients = time.process_time() - ours
    after = [cpu_of(one) if one else 0.0 for one in (portal, database)]
    return took, Spent(after[0] - before[0], after[1] - before[1], clients)
