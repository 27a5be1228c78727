"""A running portal, a kiosk that talks to it, and an officer at the desk, all over real sockets."""

import json
import re
import secrets
import sqlite3
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

import psycopg
import requests
from nacl.public import PrivateKey, PublicKey
from nacl.secret import SecretBox
from nacl.signing import SigningKey, VerifyKey
from uuid6 import uuid7

from sync.protocol import answers, followup
from sync.protocol.encoding import from_base64, hash_of, to_base64
from sync.protocol.revision import Blob, Content, Header, Paper, seal_revision
from tests.support import portal_tables

ROOT = Path(__file__).parents[2]
PASSWORD = "mua-xuan-nho-nho"
SITE, OTHER_SITE = "H38.01", "H38.02"


class Portal:
    """A portal in a subprocess."""

    def __init__(self, data: Path, database: str = "", port: int = 0, **more: Any) -> None:
        self.data, self.database = data, database
        if not database and not data.exists():
            portal_tables.sqlite_into(data)
        asked = {"database": database, "data": str(data), "port": port, "more": more}
        self._log = (data.parent / f"{data.name}.log").open("ab")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.portal_process", json.dumps(asked)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
        )
        try:
            self.url = self._line()
        except RuntimeError:
            self._end()
            raise
        self.key = VerifyKey(
            from_base64(requests.get(f"{self.url}/v1/hello", headers=_nonce(), timeout=20).json()["sign_key"])
        )

    @property
    def process(self) -> int:
        """The number of its process."""
        return self._process.pid

    @property
    def log(self) -> str:
        """What it has written to stderr."""
        return Path(self._log.name).read_text()

    def _line(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            self._process.wait(timeout=30)
            raise RuntimeError(f"the portal ended: {self.log}")
        return line.strip()

    def do(self, what: str, *args: Any, **named: Any) -> Any:
        """A function of sync.portal.administration, run in the portal's process."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": what, "args": args, "named": named}) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._line())
        if "error" in answer:
            raise LookupError(answer["error"])
        return answer["answer"]

    def sql(self, statement: str) -> None:
        """Straight into the database, for what cannot be brought about from outside: the past."""
        if self.database:
            with psycopg.connect(self.database) as server:
                server.execute(statement.encode())
            return
        file = sqlite3.connect(self.data / "portal.sqlite3", timeout=20)
        try:
            with file:
                file.execute(statement)
        finally:
            file.close()

    def stop(self) -> int:
        """SIGTERM; the exit code."""
        self._process.terminate()
        return self._end()

    def forsake(self) -> int:
        """What happens when the tests were killed: the pipe to it closes, and it ends by itself; the exit code."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        return self._end()

    def kill(self) -> None:
        """SIGKILL."""
        self._process.kill()
        self._end()

    def _end(self) -> int:
        code = self._process.wait(timeout=30)
        for pipe in (self._process.stdin, self._process.stdout, self._log):
            if pipe is not None:
                pipe.close()
        return code


def _nonce() -> dict[str, str]:
    return {answers.NONCE_HEADER: to_base64(secrets.token_bytes(16))}


@dataclass
class Kiosk:
    """The kiosk's end, as small as the protocol allows; checks the signature of every answer."""

    portal: Portal
    sign_key: SigningKey = field(default_factory=SigningKey.generate)
    box_key: PrivateKey = field(default_factory=PrivateKey.generate)
    enrolled: dict[str, str] = field(default_factory=dict)
    counter: int = 0

    def call(
        self, method: str, target: str, body: Any = None, *, token: str | None = None, **headers: str
    ) -> requests.Response:
        """One signed request. token: another than ours; "" for none."""
        sent = {**_nonce(), **headers}
        bearer = self.enrolled.get("token", "") if token is None else token
        if bearer:
            sent["Authorization"] = f"Bearer {bearer}"
        response = requests.request(method, self.portal.url + target, data=body, headers=sent, timeout=60)
        answers.check_response(
            self.portal.key,
            response.headers[answers.SIGNATURE_HEADER],
            sent[answers.NONCE_HEADER],
            method,
            response.request.path_url,  # as it went out
            response.status_code,
            response.content,
        )
        return response

    def enrol(self, code: str, name: str = "Máy 1") -> requests.Response:
        """POST /v1/enrol; remembers the answer."""
        keys = {
            "sign_key": to_base64(bytes(self.sign_key.verify_key)),
            "box_key": to_base64(bytes(self.box_key.public_key)),
        }
        response = self.call("POST", "/v1/enrol", json.dumps({"code": code, "name": name, **keys}), token="")
        if response.status_code == 201:
            self.enrolled = response.json()
        return response

    def dossier(self, instance: str = "<data><name>Trần Thị Đào</name></data>", **more: Any) -> "Sent":
        """A new dossier's first revision, not sent yet."""
        code = followup.mint(self.enrolled["prefix"], self.counter, bytes(self.sign_key))
        self.counter += 1
        return self.revise(uuid7(), code, 1, None, instance, **more)

    def revise(
        self,
        dossier: UUID,
        code: str,
        number: int,
        parent: str | None,
        instance: str,
        *,
        procedure: str = "9.999999",
        pack_version: str = "2026010100",
        papers: tuple[tuple[Paper, bytes], ...] = (),
        corrects: str = "",
        kiosk: str | None = None,
        sealed_to: bytes | None = None,
        pin: str = "",
        signed: str = "",
    ) -> "Sent":
        """A revision's bytes."""
        blobs = tuple(Blob(paper.sha256, len(data)) for paper, data in papers)
        created = datetime.now(UTC)
        header = Header(
            kiosk or self.enrolled["kiosk"], dossier, number, parent, code, procedure, pack_version, created, blobs
        )
        consent = {
            "text_version": "1",
            "language": "vi",
            "given_at": "2026-11-23T08:00:00.000000Z",
            "given_by": "resident",
        }
        content = Content(
            str(dossier),
            number,
            instance,
            "vi",
            consent,
            tuple(paper for paper, _ in papers),
            "tnv-07",
            corrects,
            pin=pin,
            signed=signed,
        )
        box = PublicKey(sealed_to or from_base64(self.enrolled["box_key"]))
        return Sent(self, dossier, code, number, instance, seal_revision(header, content, box, self.sign_key))

    def changes(self) -> list[dict[str, Any]]:
        """The whole feed."""
        events: list[dict[str, Any]] = []
        cursor, more = "", True
        while more:
            page = self.call("GET", f"/v1/changes?after={cursor}&limit=100").json()
            events += page["events"]
            cursor, more = page["next"], page["more"]
        return events


@dataclass
class Sent:
    """A revision of a test: who made it, and its bytes."""

    kiosk: Kiosk
    dossier: UUID
    code: str
    number: int
    instance: str
    body: bytes

    @property
    def hash(self) -> str:
        return hash_of(self.body)

    @property
    def target(self) -> str:
        return f"/v1/dossiers/{self.dossier}/revisions/{self.number}"

    @property
    def token(self) -> str:
        """The receipt's."""
        return followup.make_token(self.code, self.kiosk.sign_key)

    def put(self) -> requests.Response:
        return self.kiosk.call("PUT", self.target, self.body)

    def next(self, instance: str = "<data><name>Trần Thị Đào</name></data>", **more: Any) -> "Sent":
        """The revision that follows this one."""
        return self.kiosk.revise(self.dossier, self.code, self.number + 1, self.hash, instance, **more)


def enrolled(portal: Portal, site: str = SITE, name: str = "Máy 1") -> Kiosk:
    """A new kiosk of a site."""
    kiosk = Kiosk(portal)
    response = kiosk.enrol(portal.do("new_enrolment_code", site), name)
    assert response.status_code == 201, response.text
    return kiosk


def photograph(data: bytes, *, media_type: str = "image/png", paper: str = "") -> tuple[Paper, bytes]:
    """An attachment: how it is named in the content, and its ciphertext."""
    key = secrets.token_bytes(SecretBox.KEY_SIZE)
    ciphertext = bytes(SecretBox(key).encrypt(data))
    return Paper(hash_of(ciphertext), to_base64(key), "giay-to.png", media_type, paper), ciphertext


class OfDossier(Protocol):
    """Whatever knows its dossier: a revision that was sent, a draft, a receipt."""

    @property
    def dossier(self) -> UUID: ...


class Officer:
    """A browser of an officer, without the looks."""

    def __init__(self, portal: Portal, username: str, password: str = PASSWORD) -> None:
        self.portal, self.username, self.password = portal, username, password
        self.http = requests.Session()

    def login(self) -> requests.Response:
        return self.send("/desk/login/", {"username": self.username, "password": self.password})

    def get(self, path: str) -> requests.Response:
        return self.http.get(self.portal.url + path, timeout=60, allow_redirects=False)

    def send(self, path: str, given: dict[str, Any], *, page: str | None = None) -> requests.Response:
        """Open the page with the form, fill it in and send it."""
        shown = self.http.get(self.portal.url + (page or path), timeout=60).text
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', shown)
        assert token is not None, shown
        return self.http.post(
            self.portal.url + path,
            data={**given, "csrfmiddlewaretoken": token[1]},
            timeout=60,
            allow_redirects=False,
        )

    def path(self, sent: OfDossier, site: int = 1) -> str:
        return f"/desk/dossiers/{site}/{sent.dossier}/"

    def seen(self, sent: OfDossier, site: int = 1) -> dict[str, str]:
        """The hidden fields of the dossier's page: what is on the screen."""
        shown = self.get(self.path(sent, site)).text
        values = {name: re.search(rf'name="{name}" value="(\d+)"', shown) for name in ("version", "revision")}
        return {name: found[1] for name, found in values.items() if found}

    def act(self, sent: OfDossier, act: str, seen: dict[str, str] | None = None, **given: Any) -> requests.Response:
        """One of the desk's acts, on what is on the screen now."""
        path = self.path(sent)
        fields = {**(seen or self.seen(sent)), **given}
        return self.send(f"{path}act/{act}/", fields, page=path)
