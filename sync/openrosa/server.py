"""One OpenRosa server: form list, forms with their files, and where and how much it takes in a submission.

Form List API, Manifest API, Authentication API and Form Submission API 1.0 of OpenRosa.
"""

import hashlib
import io
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import formatdate
from enum import StrEnum
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from lxml import etree
from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth

from sync.errors import Busy, Cause, NoAnswer, NotOurPortal, Refused, ShutOut
from sync.protocol.errors import MalformedError
from sync.transport import CHUNK, Pace, cause_of, check_url, is_loopback
from sync.wire import Wire, WireAdapter

_LOG = logging.getLogger(__name__)

_LIST = "{http://openrosa.org/xforms/xformsList}"
_MANIFEST = "{http://openrosa.org/xforms/xformsManifest}"
_VERSION = {"X-OpenRosa-Version": "1.0"}
_LONGEST_LIST = 8 << 20
_LONGEST_FILE = 32 << 20
_LONGEST_ANSWER = 256 << 10
_MAX_ENTRIES = 5000
SMALLEST_LIMIT = 64 << 10
DEFAULT_LIMIT = 10 << 20  # where the server names none: what ODK's own servers and Kobo take
STORED, PART_STORED = 201, 202
_MORE = "*isIncomplete*"


class Scheme(StrEnum):
    """How the server knows who sends. NONE: it does not ask. TOKEN: a key that is part of the address."""

    NONE = "none"
    TOKEN = "token"  # noqa: S105 - the name of a scheme
    BASIC = "basic"
    DIGEST = "digest"


@dataclass(frozen=True, slots=True, repr=False)
class Account:
    """Where and as whom. The address ends before /formList; it may hold a key, so it is never logged."""

    url: str
    scheme: Scheme = Scheme.TOKEN
    user: str = ""
    password: str = ""


@dataclass(frozen=True, slots=True)
class ListedForm:
    """A form on the list. hash: MD5 in hexadecimal, as the specification has it: it shows change, it proves nothing."""

    form_id: str
    name: str
    version: str
    hash: str
    url: str
    manifest_url: str


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file beside a form."""

    name: str
    hash: str
    url: str


@dataclass(frozen=True, slots=True, repr=False)
class Part:
    """A file of a submission."""

    name: str
    type: str
    data: bytes


class _Nothing(AuthBase):
    """Keeps requests from looking into ~/.netrc."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        return request


class _Adapter(WireAdapter):
    """Reads each answer at once and never more than limit of it.

    Before requests looks at it: what follows redirects or answers a challenge reads a body to its end, however long.
    """

    limit = 0

    def send(self, request: requests.PreparedRequest, *args: Any, **named: Any) -> requests.Response:
        response = super().send(request, *args, **named)
        try:
            blocks, length = [], 0
            for block in response.iter_content(CHUNK):
                length += len(block)
                if length > self.limit:
                    raise requests.RequestException("the answer is longer than it may be")
                blocks.append(block)
        finally:
            response.close()
        response._content = b"".join(blocks)
        return response


class Server:
    """Used by one thread; `stop` may be called from any. Raises PlainTextRefused for an address without TLS that is not
    this machine, unless allow_plain.

    Every method raises NoAnswer, NotOurPortal (something that does not speak OpenRosa answered), Busy, ShutOut and
    Refused.
    """

    def __init__(self, account: Account, *, allow_plain: bool = False, pace: Pace | None = None) -> None:
        self._base = check_url(account.url, allow_plain=allow_plain)
        self._pace = pace or Pace()
        self._wire = Wire()
        self._adapter = _Adapter(self._wire)
        self._session = requests.Session()
        self._session.trust_env = not is_loopback(self._base)
        for scheme in ("https://", "http://"):
            self._session.mount(scheme, self._adapter)
        self._auth = _auth(account)

    def stop(self) -> None:
        """Break off whatever is under way; every later request fails at once."""
        self._wire.cut(stop=True)

    def close(self) -> None:
        self._session.close()

    def forms(self) -> tuple[ListedForm, ...]:
        """The form list."""
        root = _xml(self._get(f"{self._base}/formList", _LONGEST_LIST), f"{_LIST}xforms")
        return tuple(
            ListedForm(
                _text(each, f"{_LIST}formID"),
                _text(each, f"{_LIST}name"),
                _text(each, f"{_LIST}version"),
                _hash(_text(each, f"{_LIST}hash")),
                self._own(_text(each, f"{_LIST}downloadUrl")),
                self._own(_text(each, f"{_LIST}manifestUrl"), may_lack=True),
            )
            for each in root.findall(f"{_LIST}xform")[:_MAX_ENTRIES]
        )

    def form(self, listed: ListedForm) -> bytes:
        """The form's XML. Raises MalformedError when its hash is another one than the list's."""
        return _as_listed(self._get(listed.url, _LONGEST_FILE), listed.hash)

    def files(self, listed: ListedForm) -> tuple[ListedFile, ...]:
        """What the manifest names; nothing when there is none."""
        if not listed.manifest_url:
            return ()
        root = _xml(self._get(listed.manifest_url, _LONGEST_LIST), f"{_MANIFEST}manifest")
        return tuple(
            ListedFile(
                _text(each, f"{_MANIFEST}filename"),
                _hash(_text(each, f"{_MANIFEST}hash")),
                self._own(_text(each, f"{_MANIFEST}downloadUrl")),
            )
            for each in root.findall(f"{_MANIFEST}mediaFile")[:_MAX_ENTRIES]
        )

    def file(self, listed: ListedFile) -> bytes:
        """A file beside a form. Raises MalformedError when its hash is another one than the manifest's."""
        return _as_listed(self._get(listed.url, _LONGEST_FILE), listed.hash)

    def ask(self) -> tuple[str, int]:
        """Where submissions go, and how many bytes a request may have. Sends nothing of anybody's."""
        url = f"{self._base}/submission"
        response = self._request("HEAD", url)
        if response.status_code != requests.codes.no_content:
            raise self._trouble(response)
        text = response.headers.get("X-OpenRosa-Accept-Content-Length", "")
        limit = int(text) if text.isdecimal() and len(text) < 12 else DEFAULT_LIMIT
        return self._own(response.headers.get("Location") or url), max(limit, SMALLEST_LIMIT)

    def post(self, url: str, answers: bytes, parts: Sequence[Part], *, more: bool) -> None:
        """One request of a submission. more: other requests of the same follow. Returns when the server has it."""
        files = [("xml_submission_file", ("submission.xml", answers, "text/xml"))]
        files += [(part.name, (part.name, part.data, part.type)) for part in parts]
        prepared = requests.Request("POST", url, data={_MORE: "yes"} if more else {}, files=files).prepare()
        body = prepared.body if isinstance(prepared.body, bytes) else b""
        response = self._request("POST", url, body=body, kind=prepared.headers["Content-Type"])
        # 200 is what captive portals and proxies say: the specification knows 201 and 202 only. With parts to come 202
        # is due, but servers that store as they go say 201; the last request is what has to get a 201.
        if response.status_code != STORED and not (more and response.status_code == PART_STORED):
            raise self._trouble(response)

    def _get(self, url: str, limit: int) -> bytes:
        response = self._request("GET", url, limit)
        if response.status_code != requests.codes.ok:
            raise self._trouble(response)
        if "X-OpenRosa-Version" not in response.headers:
            raise NotOurPortal(response.status_code)
        return response.content

    def _request(
        self, method: str, url: str, limit: int = _LONGEST_ANSWER, body: bytes = b"", kind: str = ""
    ) -> requests.Response:
        headers = {**_VERSION, "Date": formatdate(usegmt=True), "Accept-Encoding": "identity"}
        self._adapter.limit = limit
        self._wire.start()
        began = time.monotonic()
        try:
            with self._wire.within(self._pace.longest(len(body) + limit // 16)):
                response = self._session.request(
                    method,
                    url,
                    headers={**headers, "Content-Type": kind} if kind else headers,
                    # As a stream, so that the time-out counts for each block and not for the whole of it.
                    data=io.BytesIO(body) if body else None,
                    auth=self._auth,
                    timeout=(self._pace.connect, self._pace.read),
                    allow_redirects=False,
                    stream=True,
                )
        except (requests.RequestException, OSError) as error:
            cause = Cause.STOPPED if self._wire.stopped else cause_of(error)
            _LOG.info("%s to the other server: %s, %.0f ms", method, cause.value, (time.monotonic() - began) * 1000)
            raise NoAnswer(cause, nothing_left=not self._wire.began) from error
        # Without its address, which may hold a key.
        _LOG.info(
            "%s to the other server: %s, %s bytes up, %.0f ms",
            *(method, response.status_code, len(body), (time.monotonic() - began) * 1000),
        )
        return response

    def _trouble(self, response: requests.Response) -> Exception:
        status = response.status_code
        if status in (requests.codes.unauthorized, requests.codes.forbidden):
            return ShutOut(f"status-{status}")
        if status in (requests.codes.too_many_requests, requests.codes.service_unavailable):
            after = response.headers.get("Retry-After", "").strip()
            return Busy(float(after) if after.isdecimal() and len(after) < 6 else None)
        if status < requests.codes.bad_request:
            return NotOurPortal(status)
        return Refused(status, f"status-{status}")

    def _own(self, url: str, *, may_lack: bool = False) -> str:
        """An absolute address on the same server. Raises MalformedError for another one: it would get the password."""
        if not url and may_lack:
            return ""
        absolute = urljoin(f"{self._base}/", url)
        ours, theirs = urlsplit(self._base), urlsplit(absolute)
        if ours.scheme == "https" and theirs.scheme == "http" and ours.netloc == theirs.netloc:
            # A server that does not know of the TLS before it; it is asked as it was addressed.
            theirs = theirs._replace(scheme="https")
        if not url or (ours.scheme, ours.netloc) != (theirs.scheme, theirs.netloc):
            raise MalformedError("the server names an address that is not its own")
        return theirs.geturl()


def _auth(account: Account) -> AuthBase:
    if account.scheme is Scheme.BASIC:
        return HTTPBasicAuth(account.user.encode(), account.password.encode())
    if account.scheme is Scheme.DIGEST:
        return HTTPDigestAuth(account.user, account.password)
    return _Nothing()


def _xml(data: bytes, root: str) -> "etree._Element":
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        found = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise MalformedError("the list is not XML") from error
    if found.tag != root or b"<!DOCTYPE" in data:
        raise MalformedError("not a list of OpenRosa")
    return found


def _text(element: "etree._Element", tag: str) -> str:
    return (element.findtext(tag) or "").strip()[:2000]


def _hash(text: str) -> str:
    """Its 32 digits; "" for none, or of a kind that is not MD5."""
    kind, _, digits = text.partition(":")
    return digits.lower() if kind.lower() == "md5" and len(digits) == 32 else ""


def _as_listed(data: bytes, expected: str) -> bytes:
    if expected and md5_of(data) != expected:
        raise MalformedError("the file is not the one on the list")
    return data


def md5_of(data: bytes) -> str:
    """As form lists name it: in hexadecimal."""
    return hashlib.md5(data, usedforsecurity=False).hexdigest()
