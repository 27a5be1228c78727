"""Three PostgreSQL nodes under Patroni with one etcd, on loopback; Debian's programs, as the user postgres."""

import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_PROGRAMS = ("patroni", "etcd")
_PATIENCE = 180.0
# Patroni's smallest: how long a leader that says nothing is still believed to live. It bounds how soon another follows.
LEASE = 20


def missing() -> list[str]:
    """Programs that this machine does not have."""
    servers = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    return [name for name in _PROGRAMS if shutil.which(name) is None] + ([] if servers else ["postgresql"])


def until(condition: Callable[[], bool], message: str, patience: float = _PATIENCE) -> None:
    """Wait for it, or fail."""
    end = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < end, message
        time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _become() -> dict[str, Any]:
    """PostgreSQL refuses to run as root."""
    return {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}


@dataclass
class Node:
    """One machine, as it were. port: PostgreSQL's; rest: Patroni's interface."""

    name: str
    folder: Path
    port: int = field(default_factory=_free_port)
    rest: int = field(default_factory=_free_port)
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        """Patroni, which starts PostgreSQL."""
        with (self.folder / f"{self.name}.log").open("ab") as log:
            self.process = subprocess.Popen(
                ["patroni", str(self.folder / f"{self.name}.yml")], cwd="/", stdout=log, stderr=log, **_become()
            )

    def status(self) -> dict[str, Any]:
        """What Patroni says of itself; {} when it does not answer."""
        told: dict[str, Any] = {}
        with (
            suppress(OSError, ValueError),
            urllib.request.urlopen(f"http://127.0.0.1:{self.rest}/patroni", timeout=2) as answer,
        ):
            told = json.load(answer)
        return told

    @property
    def is_leader(self) -> bool:
        return self.status().get("role") in {"master", "primary"}

    def lose_power(self) -> None:
        """SIGKILL to Patroni, to PostgreSQL, and to every process of it: nothing is flushed, nobody is told."""
        assert self.process is not None
        postmaster = int((self.folder / self.name / "postmaster.pid").read_text().split()[0])
        for process in [self.process.pid, postmaster, *_children(postmaster)]:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        self.process.wait(timeout=30)
        self.process = None

    def stop(self) -> None:
        """SIGTERM: Patroni ends PostgreSQL first."""
        if self.process is None:
            return
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=60)
            return
        self.lose_power()


def _children(parent: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            if int(stat.read_text().rpartition(")")[2].split()[1]) == parent:
                found.append(int(stat.parent.name))
    return found


@dataclass
class Patroni:
    """The nodes."""

    nodes: list[Node]

    def url(self, database: str) -> str:
        """All hosts, as the portal takes them."""
        hosts = ",".join(f"127.0.0.1:{node.port}" for node in self.nodes)
        return f"postgresql://postgres@{hosts}/{database}?target_session_attrs=read-write"

    def leader(self) -> Node | None:
        """Who may be written to now."""
        return next((node for node in self.nodes if node.process is not None and node.is_leader), None)

    def is_safe(self) -> bool:
        """A leader, and a standby that has everything the leader has acknowledged."""
        leader = self.leader()
        standbys = leader.status().get("replication", []) if leader else []
        return any(standby.get("sync_state") in {"sync", "quorum"} for standby in standbys)


def _settings(node: Node, etcd: int) -> dict[str, Any]:
    binaries = max(Path("/usr/lib/postgresql").glob("*/bin/postgres")).parent
    return {
        "scope": "portal",
        "name": node.name,
        "restapi": {"listen": f"127.0.0.1:{node.rest}", "connect_address": f"127.0.0.1:{node.rest}"},
        "etcd3": {"host": f"127.0.0.1:{etcd}"},
        "bootstrap": {
            "dcs": {
                "ttl": LEASE,
                "loop_wait": 2,
                "retry_timeout": 5,
                "synchronous_mode": True,
                "synchronous_mode_strict": True,
                "postgresql": {"use_pg_rewind": True, "parameters": {"max_connections": 60, "shared_buffers": "32MB"}},
            },
            "initdb": [{"encoding": "UTF8"}, {"locale": "C.UTF-8"}, "data-checksums"],
            "pg_hba": ["host all all 127.0.0.1/32 trust", "host replication all 127.0.0.1/32 trust"],
        },
        "postgresql": {
            "listen": f"127.0.0.1:{node.port}",
            "connect_address": f"127.0.0.1:{node.port}",
            "data_dir": str(node.folder / node.name),
            "bin_dir": str(binaries),
            "pgpass": str(node.folder / f"{node.name}.pgpass"),
            "authentication": {"superuser": {"username": "postgres"}, "replication": {"username": "replicator"}},
            "parameters": {"unix_socket_directories": str(node.folder)},
        },
    }


@contextmanager
def running() -> Iterator[Patroni]:
    """Three nodes with a leader and a synchronous standby; everything is stopped and deleted afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="portal-ha-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    etcd, peers = _free_port(), _free_port()
    nodes = [Node(f"node{number}", folder) for number in (1, 2, 3)]
    with ExitStack() as ending:
        ending.callback(shutil.rmtree, folder, ignore_errors=True)
        store = _etcd(folder, etcd, peers)
        ending.callback(store.wait, timeout=30)
        ending.callback(store.terminate)
        for node in nodes:
            # JSON is YAML.
            (folder / f"{node.name}.yml").write_text(json.dumps(_settings(node, etcd)))
            node.start()
            ending.callback(node.stop)
        cluster = Patroni(nodes)
        until(cluster.is_safe, f"no leader with a standby: {_logs(folder)}")
        yield cluster


def _etcd(folder: Path, port: int, peers: int) -> "subprocess.Popen[bytes]":
    here, there = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{peers}"
    command = ["etcd", "--name", "one", "--data-dir", str(folder / "etcd"), "--listen-client-urls", here]
    command += ["--advertise-client-urls", here, "--listen-peer-urls", there, "--initial-advertise-peer-urls", there]
    command += ["--initial-cluster", f"one={there}"]
    with (folder / "etcd.log").open("ab") as log:
        return subprocess.Popen(command, cwd="/", stdout=log, stderr=log, **_become())


def _logs(folder: Path) -> str:
    return "\n".join(f"{path.name}: {path.read_text()[-1500:]}" for path in sorted(folder.glob("*.log")))
