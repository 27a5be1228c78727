"""A mail server by RFC 5321, as much of it as a client needs that sends: it keeps what comes."""

import email
import email.policy
import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage


@dataclass
class Letters:
    """address: host:port. came: (recipients, message). refusing: every recipient is refused."""

    address: str = ""
    came: list[tuple[tuple[str, ...], EmailMessage]] = field(default_factory=list)
    refusing: bool = False
    refused: int = 0

    def wait_for(self, count: int) -> list[tuple[tuple[str, ...], EmailMessage]]:
        """So many letters."""
        end = time.monotonic() + 60
        while len(self.came) < count:
            assert time.monotonic() < end, f"{len(self.came)} of {count} letters came"
            time.sleep(0.1)
        return self.came


@contextmanager
def mail_server() -> Iterator[Letters]:
    """One that listens on this machine."""
    letters = Letters()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.say("220 here")
            to: list[str] = []
            while line := self.rfile.readline().decode().strip():
                word = line[:4].upper()
                if word in {"EHLO", "HELO", "MAIL", "RSET", "NOOP"}:
                    self.say("250 well")
                elif word == "RCPT" and letters.refusing:
                    letters.refused += 1
                    self.say("550 no such box")
                elif word == "RCPT":
                    to.append(line.partition("<")[2].partition(">")[0])
                    self.say("250 well")
                elif word == "DATA":
                    self.say("354 go on")
                    message = email.message_from_bytes(self.letter(), policy=email.policy.default)
                    assert isinstance(message, EmailMessage)
                    letters.came.append((tuple(to), message))
                    self.say("250 taken")
                    to = []
                elif word == "QUIT":
                    self.say("221 bye")
                    return
                else:
                    self.say("502 not here")

        def letter(self) -> bytes:
            lines: list[bytes] = []
            while (line := self.rfile.readline()) != b".\r\n":
                lines.append(line[1:] if line.startswith(b"..") else line)
            return b"".join(lines)

        def say(self, line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode())

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True

    with Server(("127.0.0.1", 0), Handler) as server:
        letters.address = f"127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield letters
        finally:
            server.shutdown()
            thread.join()
