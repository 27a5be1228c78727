"""Several processes serve one portal: behind a balancer, and as workers of one command."""

import os
import secrets
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from pathlib import Path

import pytest
import requests
from nacl.signing import VerifyKey

from sync.protocol.encoding import hash_of
from tests.support import postgres
from tests.support.portal import PASSWORD, SITE, Kiosk, Officer, Portal, Sent, enrolled

WORKERS = 3
PATIENCE = 60.0


class RoundRobin:
    """A balancer that gives each request to the next process, as kiosks and browsers see it."""

    def __init__(self, portals: list[Portal]) -> None:
        self.portals = portals
        self._next = cycle(portals)
        self.key: VerifyKey = portals[0].key

    @property
    def url(self) -> str:
        return next(self._next).url

    def do(self, what: str, *args: object, **named: object) -> object:
        return next(self._next).do(what, *args, **named)


@pytest.fixture(scope="module")
def balanced(cluster: postgres.Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RoundRobin]:
    """Three processes on one database and one data folder."""
    data, url = tmp_path_factory.mktemp("workers") / "data", cluster.new_database("workers")
    portals: list[Portal] = []
    try:
        # One after the other: the first makes the tables.
        portals.extend(Portal(data, url, public_url="http://127.0.0.1:1") for _ in range(WORKERS))
        portals[0].do("add_site", SITE, "Xã Đạ Một")
        portals[0].do("add_officer", "lan", "Lê Thị Lan", SITE, PASSWORD)
        yield RoundRobin(portals)
    finally:
        assert [portal.stop() for portal in portals] == [0] * len(portals)


def member_of(balanced: RoundRobin) -> Kiosk:
    """A kiosk that meets another process with each request."""
    return enrolled(balanced)  # type: ignore[arg-type] # it has what a kiosk needs of a portal


def test_a_kiosk_is_known_to_all_of_them_and_refused_by_all_at_once(balanced: RoundRobin) -> None:
    kiosk = member_of(balanced)
    assert {kiosk.dossier().put().status_code for _ in range(WORKERS)} == {201}
    balanced.do("revoke_kiosk", kiosk.enrolled["prefix"])
    assert [kiosk.dossier().put().json()["type"] for _ in range(WORKERS)] == ["revoked"] * WORKERS


def test_one_revision_brought_to_all_of_them_at_once_is_stored_once(balanced: RoundRobin) -> None:
    kiosk = member_of(balanced)
    sent = [kiosk.dossier() for _ in range(4)]
    with ThreadPoolExecutor(2 * WORKERS) as pool:
        answers = list(pool.map(Sent.put, sent * 2 * WORKERS))
    assert Counter(answer.status_code for answer in answers) == {201: 4, 200: 4 * (2 * WORKERS - 1)}
    told = Counter(event["dossier"] for event in kiosk.changes())
    assert told == {str(one.dossier): 1 for one in sent}


def test_an_upload_goes_on_at_another_process(balanced: RoundRobin) -> None:
    kiosk, data = member_of(balanced), secrets.token_bytes(90_000)
    target, half = f"/v1/attachments/{hash_of(data)}", len(data) // 3
    begun = {"Upload-Complete": "?0", "Upload-Length": str(len(data))}
    assert kiosk.call("PUT", target, data[:half], **begun).ok
    assert kiosk.call("HEAD", target).headers["Upload-Offset"] == str(half)
    more = {"Upload-Offset": str(half), "Upload-Complete": "?0"}
    assert kiosk.call("PATCH", target, data[half : 2 * half], **more).ok
    again = kiosk.call("PATCH", target, data[half : 2 * half], **more)  # the answer was lost, and it is sent again
    assert (again.status_code, again.json()["offset"]) == (409, 2 * half)
    assert kiosk.call("PATCH", target, data[2 * half :], **{"Upload-Offset": str(2 * half)}).status_code == 201
    assert {kiosk.call("PUT", target, data).status_code for _ in range(WORKERS)} == {200}


def test_a_session_is_one_at_all_of_them(balanced: RoundRobin) -> None:
    officer = Officer(balanced, "lan")  # type: ignore[arg-type] # as above
    assert officer.login().status_code == 302
    assert [officer.get("/desk/").status_code for _ in range(2 * WORKERS)] == [200] * 2 * WORKERS
    officer.send("/desk/logout/", {}, page="/desk/")
    assert [officer.get("/desk/").status_code for _ in range(WORKERS)] == [302] * WORKERS


def test_tries_count_at_all_of_them(balanced: RoundRobin) -> None:
    """Thirty questions a minute from one kiosk, however they are spread; none is answered beyond."""
    kiosk = member_of(balanced)
    asked = [kiosk.call("POST", "/v1/receipts", b'{"pin":"","token":"x"}').status_code for _ in range(40)]
    assert set(asked[:30]) == {404}
    assert set(asked[30:]) == {429}
    strangers = [Kiosk(balanced).enrol(f"ABCD-EFGH-{number:04d}").status_code for number in range(14)]  # type: ignore[arg-type] # as above
    assert Counter(strangers) == {404: 10, 429: 4}


def test_what_is_done_by_one_is_done_by_one(balanced: RoundRobin) -> None:
    with ThreadPoolExecutor(WORKERS) as pool:
        asked = list(pool.map(lambda portal: portal.do("due", "nightly", 3600), balanced.portals))
    assert sorted(asked) == [False, False, True]


def until(what: Callable[[], bool]) -> None:
    """Poll for it."""
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end
        time.sleep(0.05)


def children_of(parent: int) -> list[int]:
    """Processes that run."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, above = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if int(above) == parent and state != "Z":
            found.append(int(folder.name))
    return found


def test_workers_share_a_socket_are_replaced_and_end_with_their_parent(tmp_path: Path) -> None:
    """On SQLite, where they have to write in turns."""
    portal = Portal(tmp_path / "data", workers=2)
    portal.do("add_site", SITE, "Xã Đạ Một")
    kiosk = enrolled(portal)
    with ThreadPoolExecutor(4) as pool:
        assert {answer.status_code for answer in pool.map(Sent.put, [kiosk.dossier() for _ in range(24)])} == {201}
    assert len(kiosk.changes()) == 24
    first = children_of(portal.process)
    assert len(first) == 2
    os.kill(first[0], signal.SIGKILL)
    until(lambda: len(children_of(portal.process)) == 2 and first[0] not in children_of(portal.process))
    until(lambda: requests.get(f"{portal.url}/healthz", timeout=PATIENCE).status_code == 200)
    assert kiosk.dossier().put().status_code == 201
    second = children_of(portal.process)
    portal.kill()
    until(lambda: not any(Path(f"/proc/{number}").exists() for number in second))
