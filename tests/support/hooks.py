"""Another system's end of a webhook: keeps what came, checks the signature by the specification, answers as told."""

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Came:
    """A message: its headers in lower case, and its body."""

    headers: dict[str, str]
    body: bytes

    @property
    def said(self) -> dict[str, Any]:
        """Its JSON."""
        value: dict[str, Any] = json.loads(self.body)
        return value

    def is_signed_with(self, secret: str) -> bool:
        """By Standard Webhooks 1.0.0: HMAC-SHA256 over id, timestamp and body, key in base64 after whsec_."""
        key = base64.b64decode(secret.split("_", 1)[1])
        signed = b".".join([self.headers["webhook-id"].encode(), self.headers["webhook-timestamp"].encode(), self.body])
        expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
        fresh = abs(time.time() - int(self.headers["webhook-timestamp"])) < 300
        return fresh and self.headers["webhook-signature"] == f"v1,{expected}"


@dataclass
class Receiver:
    """answers: statuses for the next messages; 200 afterwards."""

    url: str = ""
    came: list[Came] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def of(self, kind: str, dossier: object = None) -> list[Came]:
        """The messages of a type, about a dossier."""
        with self.lock:
            messages = list(self.came)
        return [
            each
            for each in messages
            if each.said["type"] == kind and (dossier is None or each.said["data"].get("dossier") == str(dossier))
        ]

    def wait_for(self, kind: str, dossier: object = None, count: int = 1) -> list[Came]:
        """At least so many of them."""
        end = time.monotonic() + 60
        while len(found := self.of(kind, dossier)) < count:
            assert time.monotonic() < end, f"{len(found)} of {count} {kind}; came: {[each.said for each in self.came]}"
            time.sleep(0.1)
        return found


@contextmanager
def receiver() -> Iterator[Receiver]:
    """One that listens on this machine."""
    made = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            with made.lock:
                made.came.append(Came({name.lower(): value for name, value in self.headers.items()}, body))
                status = made.answers.pop(0) if made.answers else 200
            self.send_response(status)
            if status in {301, 302, 307}:
                self.send_header("Location", f"{made.url}/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
