"""A portal as a child process: how ``kiosk run --with-portal`` and the tour have one beside the kiosk.

The child says what happens in JSON lines on its standard output, and ends when its standard input does: a kiosk that
is killed leaves no portal behind.
"""

import json
import logging
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path
from queue import Empty, Queue
from typing import Any

from ui.cli.common import CommandFailed

_LOG = logging.getLogger(__name__)
START_WITHIN_S = 60.0
STOP_WITHIN_S = 10.0
HOST = "127.0.0.1"


def free_port() -> int:
    """A port of this machine that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def port_is_free(port: int) -> bool:
    """Whether a server could listen there now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


class PortalProcess:
    """One portal on this machine with its embedded database in data.

    Attributes:
        url: where it listens, from the first start on.
        log: what it writes on its standard error.
    """

    def __init__(self, data: Path, port: int) -> None:
        self.data = data
        self.port = port
        self.log = data / "portal.log"
        self._process: subprocess.Popen[str] | None = None
        self._events: Queue[dict[str, Any] | None] = Queue()
        self._reader: threading.Thread | None = None

    @property
    def url(self) -> str:
        """The portal's address."""
        return f"http://{HOST}:{self.port}"

    @property
    def pid(self) -> int:
        """The child's number. Raises CommandFailed before the first start."""
        if self._process is None:
            raise CommandFailed("the portal does not run")
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether the child is alive."""
        return self._process is not None and self._process.poll() is None

    def start(self, *, seed: bool = False) -> None:
        """Start the child and return at once; wait() tells when it is ready.

        seed: on an empty database, make a commune, an officer's account and an enrolment code.
        """
        self.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        command = [sys.executable, "-m", "ui.cli", "portal", "serve", "--host", HOST, "--port", str(self.port)]
        command += ["--data", str(self.data), "--json", "--until-stdin-ends", *(["--seed"] if seed else [])]
        environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
        self._events = Queue()
        with self.log.open("ab") as log:
            # A process of its own group: Ctrl+C in the terminal reaches the kiosk, which then ends it in order.
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                env=environment,
                start_new_session=True,
            )
        self._reader = threading.Thread(target=self._read, args=(self._process, self._events), name="portal output")
        self._reader.daemon = True
        self._reader.start()

    def wait(self, timeout: float = START_WITHIN_S) -> dict[str, Any]:
        """Return when the portal answers requests, with what it seeded ({} when nothing).

        Raises CommandFailed when it ends or stays silent instead.
        """
        seeded: dict[str, Any] = {}
        while True:
            try:
                event = self._events.get(timeout=timeout)
            except Empty:
                self.stop()
                raise CommandFailed(f"the portal did not start in {timeout:.0f} s: read {self.log}") from None
            if event is None:
                self.stop()
                raise CommandFailed(f"the portal ended at once; the last lines of {self.log} say why: {self._last()}")
            if event.get("event") == "seeded":
                seeded = event
            if event.get("event") == "ready":
                return seeded

    def kill(self) -> None:
        """SIGKILL, as a power cut at the portal would; for simulations."""
        if self._process is not None:
            self._process.kill()
        self.stop()

    def stop(self) -> None:
        """End the child and wait for it. Does nothing when it does not run."""
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        try:
            process.wait(STOP_WITHIN_S)
        except subprocess.TimeoutExpired:
            _LOG.warning("the portal had to be killed")
            process.kill()
            process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except BrokenPipeError:
                    _LOG.debug("the portal had closed its input")
        if self._reader is not None:
            self._reader.join(STOP_WITHIN_S)
            self._reader = None

    def _last(self) -> str:
        lines = self.log.read_text(errors="replace").splitlines()
        return " / ".join(line.strip() for line in lines[-2:])

    @staticmethod
    def _read(process: subprocess.Popen[str], events: "Queue[dict[str, Any] | None]") -> None:
        if process.stdout is None:  # pragma: no cover - it was asked for
            return
        try:
            for line in process.stdout:
                if line.startswith("{"):
                    events.put(json.loads(line))
        except ValueError:
            # stop() closed the pipe while a line was awaited.
            _LOG.debug("the portal's output was closed")
        events.put(None)
