"""An OpenRosa server by the letter of the specification: lists with hashes, digest, basic or a key, parts.

It stores an instance when a request without *isIncomplete* has come, and says 201 again for what it has. An edit
replaces the newest version and nothing else. Requests without the headers that the specification requires get 400.
"""

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email import message_from_bytes
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from tests.support.model_portal import Reply

USER, PASSWORD = "tnv", "mật-khẩu"
REALM = "forms"
RESPONSE = b'<OpenRosaResponse xmlns="http://openrosa.org/http/response"><message>ok</message></OpenRosaResponse>'
HEADERS = {"X-OpenRosa-Version": "1.0"}
NAMESPACES = 'xmlns="http://openrosa.org/xforms/{}"'


@dataclass
class OpenRosaServer:
    """scheme: "digest", "basic", "none", or "token" for /key/KEY. limit: of a request, told by HEAD.

    real_limit: what it bears.

    lost: the posts, counted from 1, that are taken and whose answers break off. nonce_lasts: requests until a digest
    nonce is stale. elsewhere: where every request is redirected to. versions: of forms, "1" where none is given.
    """

    scheme: str = "token"
    address: str = ""
    limit: int = 10 << 20
    real_limit: int = 10 << 20
    forms: dict[str, bytes] = field(default_factory=dict)
    media: dict[str, bytes] = field(default_factory=dict)
    instances: dict[str, bytes] = field(default_factory=dict)
    files: dict[str, dict[str, bytes]] = field(default_factory=dict)
    replaced: dict[str, str] = field(default_factory=dict)
    posts: list[tuple[str, tuple[str, ...], int]] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    lost: set[int] = field(default_factory=set)
    stored: int = 0
    nonce_lasts: int = 1000
    nonce: int = 1
    nonce_used: int = 0
    challenges: int = 0
    elsewhere: str = ""
    versions: dict[str, str] = field(default_factory=dict)

    def handle(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Reply:
        refusal = self._refusal(method, target, headers)
        if refusal is not None:
            return refusal
        if self.elsewhere:
            return Reply(307, {**HEADERS, "Location": self.elsewhere}, b"")
        path = urlsplit(target).path.removeprefix("/key/" + "k" * 20)
        if path == "/submission":
            if method == "HEAD":
                where = {"Location": f"{self.address}/submission"}
                return Reply(204, {**HEADERS, **where, "X-OpenRosa-Accept-Content-Length": str(self.limit)}, b"")
            status = self._take(headers, body)
            if len(self.posts) in self.lost:
                self.lost.remove(len(self.posts))
                raise ConnectionAbortedError
            return Reply(status, HEADERS, b"" if status == 204 else RESPONSE)
        found = self._read(path)
        return Reply(404, HEADERS, b"") if found is None else Reply(200, HEADERS, found)

    def _read(self, path: str) -> bytes | None:
        if path == "/formList":
            return self._list()
        if path == "/manifest":
            return self._manifest()
        kind, _, name = path.strip("/").partition("/")
        return (self.forms if kind == "forms" else self.media).get(name)

    def _list(self) -> bytes:
        entries = "".join(
            f"<xform><formID>{name}</formID><name>{name}</name><version>{self.versions.get(name, '1')}</version>"
            f"<hash>{_md5(data)}</hash>"
            f"<downloadUrl>{self.address}/forms/{name}</downloadUrl>"
            f"<manifestUrl>{self.address}/manifest</manifestUrl></xform>"
            for name, data in self.forms.items()
        )
        return f"<xforms {NAMESPACES.format('xformsList')}>{entries}</xforms>".encode()

    def _manifest(self) -> bytes:
        entries = "".join(
            f"<mediaFile><filename>{name}</filename><hash>{_md5(data)}</hash>"
            f"<downloadUrl>{self.address}/media/{name}</downloadUrl></mediaFile>"
            for name, data in self.media.items()
        )
        return f"<manifest {NAMESPACES.format('xformsManifest')}>{entries}</manifest>".encode()

    def _refusal(self, method: str, target: str, headers: Mapping[str, str]) -> Reply | None:
        given = headers.get("Authorization", "")
        if headers.get("X-OpenRosa-Version") != "1.0" or not _is_date(headers.get("Date", "")):
            return Reply(400, HEADERS, b"")
        if self.scheme == "none":
            return None
        if self.scheme == "token":
            return None if target.startswith("/key/" + "k" * 20) and not given else Reply(401, HEADERS, b"")
        if self.scheme == "basic":
            expected = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
            challenge = f'Basic realm="{REALM}"'
        else:
            stale = self.nonce_used >= self.nonce_lasts
            fits = _digest_fits(method, target, given, f"n{self.nonce}")
            expected = given if fits and not stale else "-"
            if stale:
                self.nonce, self.nonce_used = self.nonce + 1, 0
            challenge = f'Digest realm="{REALM}", qop="auth", nonce="n{self.nonce}", opaque="5ccc"'
            challenge += ", stale=true" if stale and fits else ""
        if given and given == expected:
            self.nonce_used += 1
            return None
        self.challenges += 1
        return Reply(401, {**HEADERS, "WWW-Authenticate": challenge}, b"")

    def _take(self, headers: Mapping[str, str], body: bytes) -> int:
        if self.statuses:
            return self.statuses.pop(0)
        if len(body) > self.real_limit:
            return 413
        parts, more = _parts(headers["Content-Type"], body)
        answers = parts.pop("xml_submission_file")
        instance, former = _meta(answers, "instanceID"), _meta(answers, "deprecatedID")
        self.posts.append((instance, tuple(parts), len(body)))
        if instance in self.instances:
            return 201 if self.instances[instance] == answers else 409
        if former and (former not in self.instances or former in self.replaced):
            return 409
        self.files.setdefault(instance, {}).update(parts)
        if more:
            return 202
        self.instances[instance] = answers
        self.stored += 1
        if former:
            self.replaced[former] = instance
        return 201


def _md5(data: bytes) -> str:
    return f"md5:{hashlib.md5(data).hexdigest()}"


def _meta(answers: bytes, name: str) -> str:
    found = re.search(rf"<orx:{name}>(.*?)</orx:{name}>".encode(), answers)
    return found.group(1).decode() if found else ""


def _parts(content_type: str, body: bytes) -> tuple[dict[str, bytes], bool]:
    message = message_from_bytes(f"Content-Type: {content_type}\r\n\r\n".encode() + body)
    found: dict[str, bytes] = {}
    for part in message.walk():
        if part.is_multipart():
            continue
        name = str(part.get_param("name", header="content-disposition"))
        data = part.get_payload(decode=True)
        assert isinstance(data, bytes)
        found[name] = data
    return found, found.pop("*isIncomplete*", b"") == b"yes"


def _is_date(text: str) -> bool:
    try:
        return parsedate_to_datetime(text).tzinfo is not None
    except ValueError:
        return False


def _digest_fits(method: str, target: str, header: str, nonce: str) -> bool:
    """RFC 7616 with MD5 and qop=auth."""
    given = dict(re.findall(r'(\w+)="?([^",]+)"?', header))
    if given.get("nonce") != nonce or given.get("uri") != target:
        return False
    one = hashlib.md5(f"{USER}:{REALM}:{PASSWORD}".encode()).hexdigest()
    two = hashlib.md5(f"{method}:{target}".encode()).hexdigest()
    middle = f"{given['nonce']}:{given['nc']}:{given['cnonce']}:{given['qop']}"
    return str(given["response"]) == hashlib.md5(f"{one}:{middle}:{two}".encode()).hexdigest()
