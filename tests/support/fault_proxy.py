"""A TCP proxy that does to a connection what rural lines and hotel networks do. Faults are planned one per connection.

A connection without a plan is passed through. Bytes are counted from the start of the connection, so a fault hits the
same byte each time.
"""

import contextlib
import select
import socket
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

BLOCK = 16 << 10
CAPTIVE_PAGE = b"<html><body>Ch\xc3\xa0o m\xe1\xbb\xabng! \xc4\x90\xc4\x83ng nh\xe1\xba\xadp Wi-Fi</body></html>"


@dataclass(frozen=True)
class Fault:
    """What happens to one connection.

    refuse: closed before anything is read.
    up_after: cut once so many bytes of the request were let through (0: some are read, none passed).
    down_after: cut once so many bytes of the answer were let through (0: the portal did its work, nobody hears of it).
    delay: seconds before each block.
    silent: nothing is passed on in either direction, and nothing is closed.
    captive: 200 with a login page to whatever is asked.
    unanswered: once these bytes went up, no answer comes down any more.
    twice: all that went up goes to the portal once more afterwards.
    """

    refuse: bool = False
    up_after: int | None = None
    down_after: int | None = None
    delay: float = 0.0
    silent: bool = False
    captive: bool = False
    twice: bool = False
    unanswered: bytes = b""


class FaultProxy:
    """Listens on `address` and passes on to the portal's host and port. up, down: bytes passed on so far."""

    def __init__(self, host: str, port: int) -> None:
        self._portal = host, port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._plans: deque[Fault] = deque()
        self._always: Fault | None = None
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._closed = False
        self.connections = 0
        self.up = self.down = 0
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._accepting = threading.Thread(target=self._accept, name="fault-proxy")
        self._accepting.start()

    def plan(self, *faults: Fault) -> None:
        """The next connections suffer these, in order."""
        self._plans.extend(faults)

    def always(self, fault: Fault | None) -> None:
        """Connections without a plan of their own suffer this; None: they do not. Those that are open are cut."""
        self._always = fault
        self.cut_all()

    def cut_all(self) -> None:
        """The line goes away under everybody."""
        for sock in list(self._open):
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self._closed = True
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.cut_all()
        self._accepting.join()
        for thread in self._threads:
            thread.join()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.connections += 1
            fault = self._plans.popleft() if self._plans else self._always or Fault()
            thread = threading.Thread(target=self._serve, args=(client, fault), name="fault-proxy-connection")
            self._threads.append(thread)
            thread.start()

    def _serve(self, client: socket.socket, fault: Fault) -> None:
        self._open.add(client)
        try:
            with client:
                if fault.refuse:
                    _reset(client)
                elif fault.captive:
                    _answer_everything(client)
                elif fault.silent:
                    self._hold(client)
                else:
                    self._pass(client, fault)
        except OSError:
            pass  # cut from one side or the other: that is what this is for
        finally:
            self._open.discard(client)

    def _hold(self, client: socket.socket) -> None:
        while not self._closed:
            ready, _, _ = select.select([client], [], [], 0.05)
            if ready and not client.recv(BLOCK):
                return

    def _pass(self, client: socket.socket, fault: Fault) -> None:
        with socket.create_connection(self._portal) as portal:
            portal.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._open.add(portal)
            try:
                request = self._pump(client, portal, fault)
            finally:
                self._open.discard(portal)
        if fault.twice:
            self._repeat(request)

    def _pump(self, client: socket.socket, portal: socket.socket, fault: Fault) -> bytes:
        """Until either side closes or the fault strikes; returns what went up."""
        left = {client: fault.up_after, portal: fault.down_after}
        other = {client: portal, portal: client}
        request = b""
        while not self._closed:
            ready, _, _ = select.select([client, portal], [], [], 0.05)
            for source in ready:
                data = source.recv(BLOCK)
                if not data:
                    return request
                time.sleep(fault.delay)
                allowed = left[source]
                if allowed is not None:
                    data, left[source] = data[:allowed], allowed - min(allowed, len(data))
                if source is client:
                    request += data
                    if fault.unanswered and fault.unanswered in request:
                        left[portal] = 0
                    self.up += len(data)
                else:
                    self.down += len(data)
                other[source].sendall(data)
                if left[source] == 0:
                    _reset(client)
                    return request
        return request

    def _repeat(self, request: bytes) -> None:
        """Somebody on the way sends it all again; nobody waits for the answer."""
        with socket.create_connection(self._portal, timeout=5) as again:
            again.sendall(request)
            again.recv(BLOCK)


def _reset(sock: socket.socket) -> None:
    """RST instead of FIN, as a line that goes away does."""
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")


def _answer_everything(client: socket.socket) -> None:
    client.settimeout(5)
    client.recv(BLOCK)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
    client.sendall(head % len(CAPTIVE_PAGE) + CAPTIVE_PAGE)
    with contextlib.suppress(OSError):
        while client.recv(BLOCK):
            pass


@contextmanager
def fault_proxy(portal_url: str) -> Iterator[FaultProxy]:
    """A proxy before the portal at this address."""
    host, port = portal_url.removeprefix("http://").split(":")
    proxy = FaultProxy(host, int(port))
    try:
        yield proxy
    finally:
        proxy.close()
