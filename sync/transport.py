"""One request to the portal and its answer, believed only when the portal's signature fits this very request."""

import io
import ipaddress
import logging
import secrets
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlsplit

import requests
from nacl.signing import VerifyKey
from requests import PreparedRequest, Request, Response
from urllib3.exceptions import HTTPError

from sync.errors import Busy, Cause, NoAnswer, NotOurPortal, PlainTextRefused, Refused, ShutOut
from sync.protocol.answers import NONCE_HEADER, SIGNATURE_HEADER, check_response
from sync.protocol.encoding import from_base64, read_json_object, to_base64
from sync.protocol.errors import MalformedError, SignatureError
from sync.wire import Wire, WireAdapter

log = logging.getLogger(__name__)

DEFAULT_LIMIT = 1 << 20
CHUNK = 64 << 10
MAX_RETRY_AFTER = 24 * 3600.0
MAX_RETRY_OF_OTHERS = 15 * 60.0  # of an unsigned answer: a captive portal must not stop the sending for a day
_OPENSSL_NOT_YET_VALID = 9
_OPENSSL_EXPIRED = 10


@dataclass(frozen=True, slots=True)
class Answer:
    """A signed answer. body is complete."""

    status: int
    body: bytes
    headers: Mapping[str, str]

    @property
    def problem(self) -> str:
        """The ``type`` of a problem+json body, "status-NNN" when there is none."""
        try:
            word = read_json_object(self.body).get("type")
        except MalformedError:
            word = None
        return word if isinstance(word, str) and 0 < len(word) <= 60 else f"status-{self.status}"


@dataclass(frozen=True, slots=True)
class Pace:
    """Time-outs in seconds.

    connect: also for each block of 16 KB sent. read: silence before and between blocks of the answer. slowest: bytes a
    second on average below which a request is given up, after `patience`.
    """

    connect: float = 15
    read: float = 45
    patience: float = 120
    slowest: int = 1024

    def longest(self, size: int) -> float:
        """How many seconds a request may take in all. size: bytes both ways."""
        return self.patience + size / self.slowest


class Exchange(Protocol):
    """What the engine needs of a transport."""

    def exchange(
        self,
        method: str,
        target: str,
        body: bytes | None = None,
        *,
        limit: int = DEFAULT_LIMIT,
        headers: Mapping[str, str] | None = None,
    ) -> Answer: ...


class Transport:
    """Requests to one portal; used by one thread at a time. `stop` may be called from any.

    key: the portal's, None before enrolment (then `introduce` comes first). Raises PlainTextRefused when portal_url has
    no TLS and is not this machine, unless allow_plain.
    """

    def __init__(
        self,
        portal_url: str,
        token: str,
        key: VerifyKey | None,
        *,
        allow_plain: bool = False,
        pace: Pace | None = None,
        adapter: Callable[[Wire], WireAdapter] = WireAdapter,
    ) -> None:
        self._base = check_url(portal_url, allow_plain=allow_plain)
        self._token = token
        self._key = key
        self._pace = pace or Pace()
        self._wire = Wire()
        self._adapter = adapter(self._wire)
        self._session = requests.Session()
        # This machine is reached directly, whatever proxy the environment names.
        self._session.trust_env = not is_loopback(self._base)

    def stop(self) -> None:
        """Break off whatever is under way; every later request fails at once."""
        self._wire.cut(stop=True)

    def close(self) -> None:
        self._adapter.close()
        self._session.close()

    def exchange(
        self,
        method: str,
        target: str,
        body: bytes | None = None,
        *,
        limit: int = DEFAULT_LIMIT,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Send and return the signed answer, refusals other than the four below included.

        target: path and query, percent-encoded. limit: the longest answer taken. headers: besides the usual ones.
        Raises NoAnswer, NotOurPortal, Busy, ShutOut.
        """
        nonce = to_base64(secrets.token_bytes(16))
        prepared = self._prepare(method, target, nonce, body, headers)
        sent = len(body or b"")
        began = time.monotonic()
        try:
            with self._wire.within(self._pace.longest(sent + limit // 16)):
                status, answered, content = self._send(prepared, limit)
            self._check(method, target, nonce, status, answered, content)
        except NoAnswer as error:
            log.info("%s %s: %s, %.0f ms", method, _loggable(target), error, (time.monotonic() - began) * 1000)
            raise
        log.info(
            "%s %s: %s, %s bytes up, %s down, %.0f ms",
            *(method, _loggable(target), status, sent, len(content), (time.monotonic() - began) * 1000),
        )
        return sorted_out(Answer(status, content, answered))

    def introduce(self) -> VerifyKey:
        """Ask `hello` for the portal's key, which must have signed that very answer; keep it to check later ones.

        Only for enrolment: TLS alone vouches for the key. Raises as exchange does, NotOurPortal for anything else.
        """
        nonce = to_base64(secrets.token_bytes(16))
        prepared = self._prepare("GET", "/v1/hello", nonce, None)
        with self._wire.within(self._pace.longest(DEFAULT_LIMIT // 16)):
            status, headers, content = self._send(prepared, DEFAULT_LIMIT)
        try:
            self._key = VerifyKey(from_base64(str(read_json_object(content).get("sign_key"))))
        except (MalformedError, ValueError, TypeError) as error:
            raise NotOurPortal(status, _retry_after(headers, MAX_RETRY_OF_OTHERS)) from error
        self._check("GET", "/v1/hello", nonce, status, headers, content)
        expect(sorted_out(Answer(status, content, headers)), 200)
        return self._key

    def _prepare(
        self, method: str, target: str, nonce: str, body: bytes | None, more: Mapping[str, str] | None = None
    ) -> PreparedRequest:
        headers = {NONCE_HEADER: nonce, "Accept-Encoding": "identity", "User-Agent": "kiosk/1", **(more or {})}
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        if body is not None:
            headers["Content-Type"] = _content_type(method, target)
        # As a stream, so that the time-out counts for each block and not for the whole of it.
        data = io.BytesIO(body) if body else body
        # Not through the session: it would let ~/.netrc replace the token.
        prepared = Request(method, self._base + target, headers=headers, data=data).prepare()
        if prepared.path_url != urlsplit(self._base).path + target:
            raise ValueError("the target is not percent-encoded as it will be sent")
        return prepared

    def _send(self, prepared: PreparedRequest, limit: int) -> tuple[int, Mapping[str, str], bytes]:
        # Straight to the adapter: Session.send would read the whole body of a redirect, however long.
        settings = self._session.merge_environment_settings(
            prepared.url or "", proxies={}, stream=True, verify=True, cert=None
        )
        self._wire.start()
        try:
            response = self._adapter.send(
                prepared,
                stream=True,
                timeout=(self._pace.connect, self._pace.read),
                verify=settings["verify"] or True,
                proxies=settings["proxies"],
            )
            try:
                return response.status_code, response.headers, _read(response, limit)
            finally:
                response.close()
        except (requests.RequestException, HTTPError, OSError) as error:
            cause = Cause.STOPPED if self._wire.stopped else cause_of(error)
            raise NoAnswer(cause, nothing_left=not self._wire.began) from error

    def _check(
        self, method: str, target: str, nonce: str, status: int, headers: Mapping[str, str], content: bytes
    ) -> None:
        if self._key is None:
            raise ValueError("there is no key to check the portal with: introduce() comes first")
        signature = headers.get(SIGNATURE_HEADER, "")
        path = urlsplit(self._base).path + target
        try:
            check_response(self._key, signature, nonce, method, path, status, content)
        except SignatureError as error:
            raise NotOurPortal(status, _retry_after(headers, MAX_RETRY_OF_OTHERS)) from error


def _read(response: Response, limit: int) -> bytes:
    blocks, length = [], 0
    for block in response.iter_content(CHUNK):
        length += len(block)
        if length > limit:
            raise requests.RequestException("the answer is longer than anything the portal would say")
        blocks.append(block)
    return b"".join(blocks)


def sorted_out(answer: Answer) -> Answer:
    """The answer; raises Busy and ShutOut for those that concern every request alike."""
    if answer.status in (429, 503):
        raise Busy(_retry_after(answer.headers))
    if answer.status in (401, 403):
        raise ShutOut(answer.problem)
    return answer


def expect(answer: Answer, *statuses: int) -> Answer:
    """The answer when its status is one of these; raises Refused otherwise."""
    if answer.status not in statuses:
        raise Refused(answer.status, answer.problem)
    return answer


def _retry_after(headers: Mapping[str, str], most: float = MAX_RETRY_AFTER) -> float | None:
    """Seconds (RFC 9110 section 10.2.3; the form with a date is left out: it would need a clock both agree on)."""
    text = headers.get("Retry-After", "").strip()
    return min(float(text), most) if text.isascii() and text.isdigit() and len(text) < 10 else None


def cause_of(error: BaseException) -> Cause:
    """Why a request came to nothing, by what requests and urllib3 raised."""
    chain = list(_chain(error))
    for one in chain:
        if isinstance(one, ssl.SSLCertVerificationError):
            dates = {_OPENSSL_NOT_YET_VALID: Cause.NOT_YET_VALID, _OPENSSL_EXPIRED: Cause.EXPIRED}
            return dates.get(one.verify_code, Cause.CERTIFICATE)
    if any(isinstance(one, requests.exceptions.ProxyError) for one in chain):
        return Cause.PROXY
    if any(isinstance(one, ssl.SSLError) for one in chain):
        return Cause.CERTIFICATE
    if isinstance(error, requests.exceptions.ConnectTimeout):
        return Cause.OFFLINE
    if any(isinstance(one, requests.Timeout | TimeoutError) for one in chain):
        return Cause.TIMEOUT
    names = {type(one).__name__ for one in chain}
    return Cause.OFFLINE if names & {"NewConnectionError", "NameResolutionError", "ConnectTimeoutError"} else Cause.CUT


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error, what caused it, and what requests and urllib3 hide in args and reason."""
    todo: list[Any] = [error]
    seen: set[int] = set()
    while todo:
        one = todo.pop()
        if isinstance(one, BaseException) and id(one) not in seen:
            seen.add(id(one))
            yield one
            todo += [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]


def _content_type(method: str, target: str) -> str:
    if target.startswith("/v1/attachments/"):
        return "application/octet-stream"
    return "application/vnd.kiosk.revision+json" if method == "PUT" else "application/json"


def _loggable(target: str) -> str:
    return target.partition("?")[0]


def is_loopback(url: str) -> bool:
    """Whether the address is this machine."""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def check_url(portal_url: str, *, allow_plain: bool = False) -> str:
    """The address without a trailing slash. Raises PlainTextRefused, or ValueError when it is no http(s) address."""
    parts = urlsplit(portal_url.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment or parts.username:
        raise ValueError("not the address of a portal")
    url = f"{parts.scheme}://{parts.netloc}{parts.path}".rstrip("/")
    if parts.scheme == "http" and not allow_plain and not is_loopback(url):
        raise PlainTextRefused("the portal's address must begin with https://")
    return url
