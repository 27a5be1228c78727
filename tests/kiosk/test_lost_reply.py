"""The whole kiosk and the real portal, and the line goes away just when the portal has stored the dossier.

Neither end is a model here: the kiosk's own store, register, receipts and sync thread; the portal's own process.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.app import Kiosk
from kiosk.syncing import SyncService
from sync.states import DossierState
from sync.transport import Pace
from tests.support import kiosks
from tests.support.fault_proxy import Fault, FaultProxy, fault_proxy
from tests.support.portal import PASSWORD, SITE, Officer, Portal
from ui.cli.first_run import enrol

QUICK = Pace(connect=2, read=2, patience=5)
ANSWERS = b"<data><name>Nguy\xe1\xbb\x85n Th\xe1\xbb\x8b Lan</name></data>"


@pytest.fixture(scope="module")
def real_portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    running = Portal(tmp_path_factory.mktemp("portal") / "data")
    running.do("add_site", SITE, "Xã Đạ Một")
    running.do("add_officer", "lan", "Lê Thị Lan", SITE, PASSWORD)
    yield running
    assert running.stop() == 0


@pytest.fixture
def line(real_portal: Portal) -> Iterator[FaultProxy]:
    with fault_proxy(real_portal.url) as between:
        yield between


@pytest.fixture
def member(home: Path, real_portal: Portal, line: FaultProxy) -> Iterator[Kiosk]:
    kiosk = Kiosk.open(home)
    enrol(kiosk, real_portal.url, str(real_portal.do("new_enrolment_code", SITE)), "Máy 1")
    # The portal names its own address; this kiosk goes by the line that fails.
    given = kiosk.identity.enrolment
    assert given is not None
    kiosk.identity.store_enrolment(replace(given, portal_url=line.address))
    kiosk.__dict__["sync"] = SyncService(kiosk, pace=QUICK)
    yield kiosk
    kiosk.close()


def until(condition: Callable[[], object], what: str, within: float = 60.0) -> None:
    end = time.monotonic() + within
    while not condition():
        assert time.monotonic() < end, what
        time.sleep(0.05)


def until_sent(kiosk: Kiosk, code: str) -> None:
    def sent() -> bool:
        # A wait between tries is not what is tested here.
        kiosk.sync.kick()
        return kiosk.dossiers.view(code).state is DossierState.SENT

    until(sent, "never sent")


def revisions(portal: Portal, dossier: object) -> list[tuple[int, str]]:
    with closing(sqlite3.connect(portal.data / "portal.sqlite3", timeout=10)) as db:
        asked = "SELECT number, hash FROM registry_revision WHERE dossier = ? ORDER BY number"
        return db.execute(asked, [str(dossier).replace("-", "")]).fetchall()


def test_a_dossier_whose_reply_is_lost_is_sent_once_and_reaches_the_desk(
    member: Kiosk, real_portal: Portal, line: FaultProxy
) -> None:
    receipt = kiosks.finish(member, kiosks.begin(member, ANSWERS), ANSWERS)
    line.always(Fault(unanswered=b"PUT /v1/dossiers/"))
    member.sync.start()

    def stored() -> bool:
        member.sync.kick()
        return bool(revisions(real_portal, receipt.dossier))

    until(stored, "the portal never stored it")
    assert [number for number, _ in revisions(real_portal, receipt.dossier)] == [1]
    assert member.dossiers.view(receipt.code).state is DossierState.READY, "the reply was not lost"

    line.always(None)
    until_sent(member, receipt.code)
    assert [number for number, _ in revisions(real_portal, receipt.dossier)] == [1]
    assert member.dossiers.outgoing().waiting == 0
    officer = Officer(real_portal, "lan")
    assert officer.login().status_code == 302
    assert "Nguyễn Thị Lan" in officer.get(f"/desk/?q={receipt.code}").text


def test_nothing_is_sent_while_the_line_is_away_and_once_when_it_returns(
    member: Kiosk, real_portal: Portal, line: FaultProxy
) -> None:
    line.always(Fault(refuse=True))
    receipts = [kiosks.finish(member, kiosks.begin(member, ANSWERS), ANSWERS) for _ in range(3)]
    member.sync.start()
    until(lambda: line.connections >= 1, "never tried")
    assert all(member.dossiers.view(receipt.code).state is DossierState.READY for receipt in receipts)
    line.always(None)
    for receipt in receipts:
        until_sent(member, receipt.code)
        assert [number for number, _ in revisions(real_portal, receipt.dossier)] == [1]
