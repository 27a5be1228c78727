"""A line with planned faults between the real engine and the real portal, repeatable by its seed.

It sits where requests meets the socket (`sync.wire.WireAdapter`), so that everything above it is what runs in a
commune: signatures, time-outs, classification, outbox. Requests really go out and answers really come back; in between
happens what a plan says. Seconds are not waited for: a silence is raised as one at once.
"""

import io
import time
from collections import deque
from collections.abc import Callable
from random import Random
from typing import Any

import requests
from requests import PreparedRequest, Response

from sync.wire import Wire, WireAdapter

REFUSED = "refuse"
DROP = "drop"
DELAY = "delay"
DUPLICATE = "duplicate"
TRUNCATE = "truncate"
CORRUPT = "corrupt"
REORDER = "reorder"
SERVER_ERROR = "5xx"
HALF_OPEN = "half-open"
CAPTIVE = "captive"
LINE_FAULTS = (REFUSED, DROP, DELAY, DUPLICATE, TRUNCATE, CORRUPT, REORDER, SERVER_ERROR, HALF_OPEN, CAPTIVE)
_LONGEST_DELAY = 0.01
_PAGE = "<html><body>Chào mừng! Đăng nhập Wi-Fi</body></html>".encode()


def _nobody(kind: str) -> None:
    """Nobody counts."""


class Plan:
    """Which fault the next request suffers. struck: told of each."""

    def __init__(
        self,
        random: Random,
        kinds: tuple[str, ...] = LINE_FAULTS,
        rate: float = 0.25,
        struck: Callable[[str], None] = _nobody,
    ) -> None:
        self.random = random
        self._kinds = kinds
        self._rate = rate
        self._struck = struck

    def next(self) -> str:
        """A kind, or "" for a request that goes well."""
        if not self._kinds or self.random.random() >= self._rate:
            return ""
        kind = self.random.choice(self._kinds)
        self._struck(kind)
        return kind


class FaultyAdapter(WireAdapter):
    """The adapter of a transport, with a plan. Late requests are delivered after one of the next."""

    def __init__(self, wire: Wire, plan: Plan) -> None:
        super().__init__(wire)
        self._wire_of = wire
        self._plan = plan
        self._late: deque[tuple[PreparedRequest, dict[str, Any]]] = deque()

    def send(
        self,
        request: PreparedRequest,
        stream: bool = False,
        timeout: Any = None,
        verify: Any = True,
        cert: Any = None,
        proxies: Any = None,
    ) -> Response:
        """As the adapter's own, with a fault or without."""
        more = {"stream": stream, "timeout": timeout, "verify": verify, "cert": cert, "proxies": proxies}
        body = _body(request)
        kind = self._plan.next()
        try:
            return self._strike(kind, request, body, more)
        finally:
            if self._late and self._plan.random.random() < 0.5:
                self._deliver_late()

    def _strike(self, kind: str, request: PreparedRequest, body: bytes, more: dict[str, Any]) -> Response:
        go: Callable[[bytes], Response] = lambda data: super(FaultyAdapter, self).send(_with(request, data), **more)  # noqa: E731
        random = self._plan.random
        if kind == REFUSED:
            raise requests.ConnectionError("refused")
        if kind == DROP:
            raise self._gone("dropped")
        if kind == REORDER:
            self._late.append((request, more))
            raise self._gone("no answer in time")
        if kind == TRUNCATE and body:
            return super().send(_with(request, body, cut_after=random.randrange(len(body))), **more)
        if kind == CORRUPT and body and random.random() < 0.5:
            return go(_flipped(body, random))
        if kind == SERVER_ERROR and random.random() < 0.5:
            return self._foreign(random.choice((500, 502, 503, 504)))
        if kind == CAPTIVE:
            return self._foreign(200)
        if kind == DELAY:
            time.sleep(random.uniform(0, _LONGEST_DELAY))
        answer = go(body)
        return self._spoilt(kind, answer, lambda: go(body))

    def _spoilt(self, kind: str, answer: Response, again: Callable[[], Response]) -> Response:
        """What happens to an answer of the portal's, which has done its work."""
        if kind == HALF_OPEN:
            answer.close()
            raise self._gone("silence")
        if kind == TRUNCATE:
            answer.close()
            raise requests.exceptions.ChunkedEncodingError("the answer was cut")
        if kind == SERVER_ERROR:
            answer.close()
            return self._foreign(504)
        if kind == CORRUPT:
            content = answer.content
            return _made(answer.status_code, _flipped(content, self._plan.random) if content else b"?", answer.headers)
        if kind == DUPLICATE:
            answer.content  # noqa: B018 - read to the end before the connection is used again
            return again()
        return answer

    def _gone(self, why: str) -> Exception:
        self._wire_of.began = True  # as far as this end can tell, it may have arrived
        return requests.ReadTimeout(why)

    def _foreign(self, status: int) -> Response:
        self._wire_of.began = True
        return _made(status, _PAGE, {"Content-Type": "text/html"})

    def _deliver_late(self) -> None:
        request, more = self._late.popleft()
        try:
            super().send(_with(request, _body(request)), **more).close()
        except requests.RequestException:
            return  # the portal is away by now: it is lost for good


def _body(request: PreparedRequest) -> bytes:
    """The body's bytes, with the stream back at its beginning."""
    stream: Any = request.body
    if not hasattr(stream, "read"):
        return stream if isinstance(stream, bytes) else b""
    stream.seek(0)
    data: bytes = stream.read()
    stream.seek(0)
    return data


class _Cut(io.BytesIO):
    """A body that breaks off."""

    def __init__(self, data: bytes, after: int) -> None:
        super().__init__(data[:after])

    def read(self, size: int | None = -1) -> bytes:
        data = super().read(size)
        if not data:
            raise ConnectionResetError("the line broke")
        return data


def _with(request: PreparedRequest, body: bytes, cut_after: int | None = None) -> PreparedRequest:
    copy = request.copy()
    if body:
        copy.body = io.BytesIO(body) if cut_after is None else _Cut(body, cut_after)  # type: ignore[assignment]  # a stream is a body
    return copy


def _flipped(data: bytes, random: Random) -> bytes:
    place = random.randrange(len(data))
    return data[:place] + bytes([data[place] ^ (1 << random.randrange(8))]) + data[place + 1 :]


def _made(status: int, content: bytes, headers: Any) -> Response:
    answer = Response()
    answer.status_code = status
    answer.headers.update(headers)
    answer.raw = io.BytesIO(content)
    return answer
