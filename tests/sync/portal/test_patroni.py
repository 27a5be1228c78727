"""The portal on a PostgreSQL that loses its leader while kiosks send: nothing that was acknowledged is lost.

Three nodes under Patroni, synchronous; the machine of the leader loses its power (SIGKILL to everything on it), twice.
Needs Debian's packages patroni and etcd-server, which make setup does not install.
"""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Self

import psycopg
import pytest

from sync.states import SendState
from tests.support import patroni
from tests.support.patroni import Node, Patroni, until
from tests.support.portal import PASSWORD, SITE, Officer, Portal, Sent, enrolled
from tests.support.portal import Kiosk as Member
from tests.support.revisions import Made
from tests.support.sync_joined import joined
from tests.support.sync_kiosk import SyncKiosk

pytestmark = [
    pytest.mark.soak,
    pytest.mark.timeout(900),
    pytest.mark.skipif(
        bool(patroni.missing()), reason=f"not installed: {', '.join(patroni.missing())} (Debian: patroni etcd-server)"
    ),
]
KIOSKS = 4
STEADY = 6.0  # seconds of sending before, between and after


@pytest.fixture(scope="module")
def cluster() -> Iterator[Patroni]:
    with patroni.running() as made:
        yield made


@pytest.fixture(scope="module")
def portal(cluster: Patroni, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as server:
        server.execute("CREATE DATABASE portal")
    made = Portal(tmp_path_factory.mktemp("ha") / "data", cluster.url("portal"))
    made.do("add_site", SITE, "Xã Đạ Một")
    made.do("add_officer", "lan", "Lê Thị Lan", SITE, PASSWORD)
    yield made
    assert made.stop() == 0


@dataclass
class Sender:
    """A kiosk that sends one dossier after the other, and does what kiosks do when there is no answer."""

    kiosk: SyncKiosk
    made: list[Made] = field(default_factory=list)
    acknowledged_at: list[float] = field(default_factory=list)
    failures: Counter[str] = field(default_factory=Counter)

    def send_until(self, ended: threading.Event) -> None:
        while not ended.is_set():
            self.made.append(self.kiosk.add())
            self.cycle()

    def cycle(self) -> None:
        report = self.kiosk.engine.cycle()
        if report.failure is not None:
            self.failures[type(report.failure).__name__] += 1
            time.sleep(0.2)
            self.kiosk.time.pass_(1000)  # its pauses are over
        self.acknowledged_at += [time.monotonic()] * report.acknowledged

    @property
    def acknowledged(self) -> list[Made]:
        return [made for made in self.made if self.kiosk.state(made) is SendState.ACKNOWLEDGED]


class Load:
    """Several of them at once."""

    def __init__(self, portal: Portal, folder: Path) -> None:
        self._ended = threading.Event()
        self.senders: list[Sender] = []
        self.kept: list[tuple[Made, bool]] = []
        self.events: Counter[str] = Counter()
        self._members = [enrolled(portal, name=f"Máy {number}") for number in range(KIOSKS)]
        self._faults: list[BaseException] = []
        self._lock = threading.Lock()
        self._threads = [
            threading.Thread(target=self._run, args=(portal, member, folder, number))
            for number, member in enumerate(self._members)
        ]

    def _run(self, portal: Portal, member: Member, folder: Path, number: int) -> None:
        try:
            mine = Sender(joined(portal, member, folder / f"kiosk{number}.db", number))
            with self._lock:
                self.senders.append(mine)
            mine.send_until(self._ended)
            before = {made.hash for made in mine.acknowledged}
            until_settled(mine)
            with self._lock:
                self.kept += [(made, made.hash in before) for made in mine.made]
                self.events.update(dossier for _, dossier, _, _ in mine.kiosk.told("event"))
            mine.kiosk.close()
        except BaseException as error:  # noqa: BLE001 - told by the test's own thread
            self._faults.append(error)

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        for thread in self._threads:
            thread.join(timeout=300)
        assert not self._faults, self._faults
        assert not any(thread.is_alive() for thread in self._threads)

    def acknowledged_since(self, moment: float) -> list[float]:
        with self._lock:
            return sorted(at for each in self.senders for at in list(each.acknowledged_at) if at > moment)

    def goes_on(self, since: float, count: int = 20) -> bool:
        return len(self.acknowledged_since(since)) >= count


def until_settled(sending: Sender) -> None:
    """Everything is sent, and the feed is read to its end."""
    end = time.monotonic() + 120
    while len(sending.acknowledged) < len(sending.made):
        assert time.monotonic() < end, f"{len(sending.made) - len(sending.acknowledged)} are never acknowledged"
        sending.kiosk.time.pass_(1000)
        sending.cycle()
    sending.kiosk.settle()


def lose_the_leader(cluster: Patroni, load: Load) -> tuple[Node, float, float]:
    """Returns who it was, how long nothing was acknowledged, and how long until there was a new leader."""
    until(lambda: load.goes_on(time.monotonic() - STEADY), "kiosks do not get anything through")
    leader = cluster.leader()
    assert leader is not None
    lost = time.monotonic()
    leader.lose_power()
    until(lambda: cluster.leader() is not None, "nobody follows")
    elected = time.monotonic() - lost
    until(lambda: load.goes_on(lost + 1, 20), "nothing is acknowledged any more")
    times = [lost, *load.acknowledged_since(lost)]
    return leader, max(later - earlier for earlier, later in pairwise(times)), elected


def test_no_acknowledged_dossier_is_lost_with_the_leader(
    cluster: Patroni, portal: Portal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = []
    began = time.monotonic()
    with Load(portal, tmp_path) as load:
        for _ in range(2):
            lost, silent, elected = lose_the_leader(cluster, load)
            told.append(f"{lost.name} lost: a new leader after {elected:.1f} s, no acknowledgement for {silent:.1f} s")
            lost.start()  # the machine is repaired, and follows
            until(cluster.is_safe, "no standby follows")
            until(lambda: all(node.status().get("state") == "running" for node in cluster.nodes), "it does not follow")
    took = time.monotonic() - began
    stored = in_database(cluster)
    with capsys.disabled():
        failures = sum((each.failures for each in load.senders), Counter[str]())
        print(f"\n{len(load.kept)} dossiers of {KIOSKS} kiosks in {took:.0f} s; {dict(failures)}")
        print("\n".join(told))
    assert len(load.kept) > 100
    assert [
        made.code for made, then in load.kept if then and (str(made.dossier), made.number, made.hash) not in stored
    ] == []
    assert stored == Counter((str(made.dossier), made.number, made.hash) for made, _ in load.kept)
    assert load.events == Counter(str(made.dossier) for made, _ in load.kept)
    assert_the_desk_works(portal, load.kept[-1][0], load)


def in_database(cluster: Patroni) -> Counter[tuple[str, int, str]]:
    with psycopg.connect(cluster.url("portal")) as server:
        found = server.execute("SELECT dossier::text, number, hash FROM registry_revision").fetchall()
    return Counter((str(dossier), int(number), str(digest)) for dossier, number, digest in found)


def assert_the_desk_works(portal: Portal, made: Made, load: Load) -> None:
    officer = Officer(portal, "lan")
    assert officer.login().status_code == 302
    shown = Sent(load._members[0], made.dossier, made.code, made.number, "", made.body)
    assert officer.act(shown, "accept", official_number="H38.01-2026-1", promised_on="").status_code == 302
    assert portal.log.count("Traceback") == 0
