"""Connections that can be cut from another thread, and that know whether a request began.

requests and urllib3 offer neither: closing a session does not wake a thread that waits for a socket, and no exception
says for certain whether bytes had left. Both matter here: a kiosk must stop at once, and a revision of which nothing
left is waiting while any other is unknown.
"""

import contextlib
import socket
import threading
from collections.abc import Iterator
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError

# Small, so that a full send buffer drains within one read time-out on a 3 KB/s line: with the kernel's default of
# several megabytes a slow upload looks like a silent portal.
SEND_BUFFER = 128 << 10


class Wire:
    """The open connections of one transport. began: whether a request's bytes may have left since `start`."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._handles: dict[int, socket.socket] = {}
        self.began = False
        self.stopped = False

    def start(self) -> None:
        self.began = False

    def watch(self, owner: object, sock: socket.socket) -> None:
        """Keep a second handle on the socket: TLS wraps the first one in another object."""
        with self._lock:
            self._forget(owner)
            if self.stopped:
                raise OSError("stopped")
            self._handles[id(owner)] = sock.dup()

    def forget(self, owner: object) -> None:
        with self._lock:
            self._forget(owner)

    def _forget(self, owner: object) -> None:
        handle = self._handles.pop(id(owner), None)
        if handle is not None:
            handle.close()

    @contextlib.contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Time-outs on a socket count silence only; this bounds an answer that comes byte by byte."""
        timer = threading.Timer(seconds, self.cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()

    def cut(self, *, stop: bool = False) -> None:
        """Wake whoever waits for one of these sockets. stop: and let no new ones be opened."""
        with self._lock:
            self.stopped = self.stopped or stop
            for handle in self._handles.values():
                with contextlib.suppress(OSError):  # already closed by the other end
                    handle.shutdown(socket.SHUT_RDWR)


class _Watched(HTTPConnection):
    wire: Wire

    def _new_conn(self) -> socket.socket:
        try:
            found = socket.getaddrinfo(self._dns_host, self.port, type=socket.SOCK_STREAM)
        except socket.gaierror as error:
            raise NameResolutionError(self.host, self, error) from error
        failure: OSError = OSError("no address")
        for family, kind, protocol, _, address in found:
            sock = socket.socket(family, kind, protocol)
            try:
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                sock.settimeout(self.timeout)
                self.wire.watch(self, sock)
                sock.connect(address)
            except OSError as error:
                failure = error
                sock.close()
            else:
                return sock
        self.wire.forget(self)
        if isinstance(failure, TimeoutError):
            raise ConnectTimeoutError(self, "connecting took too long") from failure
        raise NewConnectionError(self, str(failure)) from failure

    def request(self, *args: Any, **kwargs: Any) -> None:
        if self.sock is None:
            self.connect()
        self.wire.began = True
        super().request(*args, **kwargs)

    def close(self) -> None:
        super().close()
        self.wire.forget(self)


class WireAdapter(HTTPAdapter):
    """An adapter whose connections belong to a Wire, through proxies too."""

    def __init__(self, wire: Wire) -> None:
        plain = type("PlainConnection", (_Watched,), {"wire": wire})
        tls = type("TlsConnection", (_Watched, HTTPSConnection), {"wire": wire})
        self._pools = {
            "http": type("PlainPool", (HTTPConnectionPool,), {"ConnectionCls": plain}),
            "https": type("TlsPool", (HTTPSConnectionPool,), {"ConnectionCls": tls}),
        }
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(proxy, **kwargs)
        manager.pool_classes_by_scheme = self._pools
        return manager
