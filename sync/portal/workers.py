"""Several processes that serve one portal on one machine: a parent that listens and looks after them.

The parent binds the socket, moves the tables on, and starts the workers as programs of their own (nothing is forked:
connections and threads would not survive it). They share the socket, so that whoever is free takes the next
connection. One that dies is started again; they end when the parent does, however that ends.

``python -m sync.portal.workers`` is a worker, and only of use to the parent.
"""

import json
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, get_origin, get_type_hints

from sync.portal.options import Options

log = logging.getLogger("sync.portal")
_READY = "ready\n"
_LOOK_EVERY = 0.5
_PAUSE = 2.0  # before a worker that died is started again
_PATIENCE = 60.0  # seconds for what is under way, when all are told to end


class WorkerFailed(RuntimeError):
    """A worker could not begin; what it has said is on standard error."""


def supervise(listener: socket.socket, options: Options, threads: int, ready: Callable[[], None]) -> None:
    """Run options.workers workers until SystemExit or KeyboardInterrupt. ready: called once all of them serve.

    Raises WorkerFailed when one cannot begin.
    """
    listener.listen(1024)
    running: list[subprocess.Popen[str]] = []
    try:
        running += [_start(listener, options, threads) for _ in range(options.workers)]
        for worker in running:
            _await(worker)
        ready()
        while True:
            time.sleep(_LOOK_EVERY)
            _mend(running, lambda: _start(listener, options, threads))
    finally:
        _end(running)


def _start(listener: socket.socket, options: Options, threads: int) -> "subprocess.Popen[str]":
    worker = subprocess.Popen(
        [sys.executable, "-m", "sync.portal.workers"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        pass_fds=[listener.fileno()],
        text=True,
    )
    told = {"socket": listener.fileno(), "threads": threads, "options": asdict(options)}
    if worker.stdin is not None:
        worker.stdin.write(json.dumps(told, default=str) + "\n")
        worker.stdin.flush()
    return worker


def _await(worker: "subprocess.Popen[str]") -> None:
    if worker.stdout is None or worker.stdout.readline() != _READY:
        raise WorkerFailed("a worker of the portal could not begin")


def _mend(running: "list[subprocess.Popen[str]]", start: "Callable[[], subprocess.Popen[str]]") -> None:
    """Another one for each that has died. The others serve meanwhile."""
    for place, worker in enumerate(running):
        if (code := worker.poll()) is not None:
            log.error("a worker of the portal ended by itself (%s); another one is started", code)
            _close(worker)
            time.sleep(_PAUSE)
            running[place] = start()


def _end(running: "list[subprocess.Popen[str]]") -> None:
    for worker in running:
        worker.terminate()
    end = time.monotonic() + _PATIENCE
    for worker in running:
        try:
            worker.wait(max(0.0, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            log.error("a worker of the portal does not end; it is killed")
            worker.kill()
            worker.wait()
        _close(worker)


def _close(worker: "subprocess.Popen[str]") -> None:
    for pipe in (worker.stdin, worker.stdout):
        if pipe is not None:
            pipe.close()


def _read(line: str) -> tuple[int, int, Options]:
    told = json.loads(line)
    hints = get_type_hints(Options)
    values = {name: _as(hints[name], value) for name, value in told["options"].items()}
    return told["socket"], told["threads"], Options(**values)


def _as(hint: Any, value: Any) -> Any:
    if hint is Path:
        return Path(value)
    return tuple(value) if get_origin(hint) is tuple else value


def _end_with_parent() -> None:
    """The parent holds the other end of standard input, also when it is killed."""
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)


def _say_ready() -> None:
    sys.stdout.write(_READY)
    sys.stdout.flush()


def main() -> None:
    """Serve on the parent's socket."""
    from sync.portal import server

    number, threads, options = _read(sys.stdin.readline())
    threading.Thread(target=_end_with_parent, name="parent watch", daemon=True).start()
    with socket.socket(fileno=number) as listener:
        server.configure(options)
        server.run(listener, options, threads, _say_ready)


if __name__ == "__main__":
    main()
