"""The kiosk's end against the real portal over a line that fails: exactly one revision there, never two, never none.

The portal runs in its own process on SQLite; a proxy between the two cuts, loses, repeats and lies. Positions of the
faults are drawn from the run's seed.
"""

import json
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from nacl.public import PublicKey

from sync.errors import Cause, NoAnswer, ShutOut
from sync.protocol.encoding import from_base64
from sync.states import SendState
from sync.transport import Transport
from tests.support.fault_proxy import Fault, fault_proxy
from tests.support.portal import PASSWORD, ROOT, SITE, Kiosk, Officer, Portal, Sent, enrolled
from tests.support.revisions import KioskKeys, Made
from tests.support.sync_kiosk import SyncKiosk, open_database
from tests.sync.conftest import QUICK

pytestmark = pytest.mark.xdist_group("end-to-end")
S = SendState


@pytest.fixture(scope="module")
def portal(tmp_path_factory):
    running = Portal(tmp_path_factory.mktemp("portal") / "data")
    running.do("add_site", SITE, "Xã Đạ Một")
    running.do("add_officer", "lan", "Lê Thị Lan", SITE, PASSWORD)
    yield running
    assert running.stop() == 0


@pytest.fixture(scope="module")
def member(portal):
    """An enrolled kiosk."""
    return enrolled(portal)


@pytest.fixture
def proxy(portal):
    with fault_proxy(portal.url) as between:
        yield between


@pytest.fixture
def kiosk(tmp_path, portal, member, proxy, seed):
    made = _kiosk(tmp_path, portal, member, proxy.address, seed)
    yield made
    made.close()


_minted = random.Random(5)


def _kiosk(folder: Path, portal: Portal, member: Kiosk, url: str, seed: int) -> SyncKiosk:
    given = member.enrolled
    keys = KioskKeys(given["kiosk"], given["prefix"], member.sign_key, member.box_key, _minted.randrange(20_000_000))
    transport = Transport(url, given["token"], portal.key, pace=QUICK)
    box_key = PublicKey(from_base64(given["box_key"]))
    return SyncKiosk(folder / "kiosk.db", keys, (portal.key, box_key), transport, seed=seed)


def _stored(portal: Portal, *dossiers) -> list[tuple[str, int, str]]:
    """What the portal's database holds of these dossiers: (dossier, number, hash)."""
    with closing(sqlite3.connect(portal.data / "portal.sqlite3", timeout=10)) as db:
        marks = ",".join("?" * len(dossiers))
        return db.execute(
            f"SELECT dossier, number, hash FROM registry_revision WHERE dossier IN ({marks}) ORDER BY dossier, number",
            [dossier.hex for dossier in dossiers],
        ).fetchall()


def _exactly_one(portal, kiosk, *made):
    for each in made:
        assert kiosk.state(each) is S.ACKNOWLEDGED
        assert _stored(portal, each.dossier) == [(each.dossier.hex, each.number, each.hash)]


def test_a_dossier_with_pictures_arrives(kiosk, portal):
    made = kiosk.add(pictures=(b"scan one", b"s" * 400_000))
    kiosk.settle()
    _exactly_one(portal, kiosk, made)


def test_a_backlog_arrives_in_bulk(kiosk, portal):
    made = [kiosk.add() for _ in range(45)]
    report = kiosk.engine.cycle()
    assert report.acknowledged == 45
    _exactly_one(portal, kiosk, *made)


def _cut(way: str, position: int) -> Fault:
    return Fault(up_after=position) if way == "up_after" else Fault(down_after=position)


# A body is about 1.6 KB behind 0.4 KB of headers; hello and the body's connection are the same, hello 0.2 KB up and
# 0.4 KB down. So these ranges fall before, within and behind every request and every answer of a cycle.
@pytest.mark.parametrize("place", range(9))
@pytest.mark.parametrize("way", ["up_after", "down_after"])
def test_cut_at_any_byte(kiosk, portal, proxy, seed, way, place):
    drawn = Random(f"{seed}-{way}-{place}")
    made = kiosk.add(pictures=(drawn.randbytes(drawn.randrange(1, 40_000)),) if place % 3 == 0 else ())
    low = place * (530 if way == "up_after" else 200)
    position = drawn.randrange(low, low + (530 if way == "up_after" else 200))
    proxy.plan(*[_cut(way, position + step) for step in (0, 37, 74)])
    kiosk.settle()
    _exactly_one(portal, kiosk, made)


@pytest.mark.parametrize("place", range(4))
def test_a_cut_bulk_arrives_once(kiosk, portal, proxy, seed, place):
    drawn = Random(f"{seed}-bulk-{place}")
    made = [kiosk.add() for _ in range(25)]
    way = "up_after" if place % 2 else "down_after"
    proxy.plan(_cut(way, drawn.randrange(300, 60_000 if place % 2 else 9000)))
    kiosk.settle()
    _exactly_one(portal, kiosk, *made)


def test_the_reply_is_lost_after_the_portal_stored(kiosk, portal, proxy):
    kiosk.engine.cycle()
    proxy.cut_all()
    made = kiosk.add()
    proxy.plan(Fault(down_after=0))
    report = kiosk.engine.cycle()
    assert isinstance(report.failure, NoAnswer)
    assert kiosk.state(made) is S.UNKNOWN
    _wait_for(lambda: _stored(portal, made.dossier))
    kiosk.settle()
    _exactly_one(portal, kiosk, made)


def test_a_request_repeated_on_the_way_has_one_effect(kiosk, portal, proxy):
    made = kiosk.add()
    proxy.plan(Fault(twice=True))
    kiosk.engine.cycle()
    proxy.cut_all()
    time.sleep(0.2)
    _exactly_one(portal, kiosk, made)


def test_a_silent_line_is_given_up(kiosk, proxy):
    made = kiosk.add()
    proxy.plan(Fault(silent=True))
    began = time.monotonic()
    report = kiosk.engine.cycle()
    assert time.monotonic() - began < 20
    assert report.failure.cause is Cause.TIMEOUT
    kiosk.settle()
    assert kiosk.state(made) is S.ACKNOWLEDGED


def test_a_captive_portal_never_makes_a_dossier_sent(kiosk, portal, proxy):
    made = [kiosk.add(), kiosk.add(pictures=(b"scan",))]
    proxy.always(Fault(captive=True))
    for _ in range(4):
        assert kiosk.engine.cycle().failure.cause is Cause.CAPTIVE
        kiosk.time.pass_(1000)
        assert not any(kiosk.state(each) is S.ACKNOWLEDGED for each in made)
    assert not _stored(portal, *(each.dossier for each in made))
    proxy.always(None)
    kiosk.settle()
    _exactly_one(portal, kiosk, *made)


def test_a_captive_portal_in_the_middle_of_sending(kiosk, portal, proxy):
    """The hotel's network throws us out between the upload of the picture and the body."""
    made = kiosk.add(pictures=(b"s" * 100_000,))
    proxy.plan(Fault(up_after=50_000), Fault(captive=True), Fault(captive=True))
    kiosk.settle()
    _exactly_one(portal, kiosk, made)


def test_two_heads_are_both_kept(kiosk, portal):
    """Restored from an image, a kiosk amends the same revision again; the taken number is told apart from a loss."""
    first = kiosk.add()
    kiosk.settle()
    again = {"dossier": first.dossier, "code": first.code, "parent": first.hash}
    one = kiosk.add(number=2, **again)
    kiosk.settle()
    kiosk.db.execute("DELETE FROM outbox WHERE number = 2")
    other = kiosk.add(number=2, instance="<data><name>Khác</name></data>", **again)
    kiosk.settle()
    assert kiosk.state(other) is S.PARKED
    assert kiosk.told("parked")[-1][3] == "other-bytes"
    resent = kiosk.add(number=3, instance="<data><name>Khác</name></data>", **again)
    kiosk.settle()
    assert kiosk.state(resent) is S.ACKNOWLEDGED
    assert [(number, digest) for _, number, digest in _stored(portal, first.dossier)] == [
        (1, first.hash),
        (2, one.hash),
        (3, resent.hash),
    ]
    with closing(sqlite3.connect(portal.data / "portal.sqlite3")) as db:
        heads = db.execute("SELECT heads FROM registry_dossier WHERE id = ?", [first.dossier.hex]).fetchone()[0]
    assert heads == 2


def _shown(made: Made, member: Kiosk) -> Sent:
    """As the officer's browser finds it."""
    return Sent(member, made.dossier, made.code, made.number, "", made.body)


def test_an_officer_answers_and_it_is_too_late_to_amend(kiosk, portal, member):
    made = kiosk.add()
    kiosk.settle()
    officer = Officer(portal, "lan")
    assert officer.login().status_code == 302
    assert officer.act(_shown(made, member), "accept", official_number=f"H{made.code}").status_code == 302
    kiosk.settle()
    assert [more for what, dossier, _, more in kiosk.told("event") if dossier == str(made.dossier)] == ["state"] * 2
    late = kiosk.add(dossier=made.dossier, code=made.code, number=2, parent=made.hash)
    kiosk.settle()
    assert kiosk.state(late) is S.PARKED
    assert kiosk.told("parked")[-1][3] == "already-received"
    assert len(_stored(portal, made.dossier)) == 1


def test_a_revision_over_the_limit_parks_and_the_next_goes(kiosk, portal):
    drawn = Random(3)
    big = kiosk.add()
    body = kiosk.db.execute("SELECT body FROM outbox").fetchone()[0]
    kiosk.db.execute("UPDATE outbox SET body = ?", [body + b" " * (2 << 20)])
    small = kiosk.add(instance=f"<data>{drawn.random()}</data>")
    kiosk.settle()
    assert kiosk.state(big) is S.PARKED
    assert kiosk.told("parked")[0][3] == "too-large"
    _exactly_one(portal, kiosk, small)


def test_a_picture_over_the_limit_parks_and_the_next_goes(kiosk, portal):
    big = kiosk.add(pictures=(bytes(13 << 20),))
    small = kiosk.add()
    kiosk.settle()
    assert kiosk.state(big) is S.PARKED
    assert kiosk.told("parked")[0][3] == "too-large"
    _exactly_one(portal, kiosk, small)


def test_after_a_restore_from_backup_nothing_acknowledged_is_lost(kiosk, portal):
    made = [kiosk.add(), kiosk.add(pictures=(b"scan",))]
    kiosk.settle()
    with closing(sqlite3.connect(portal.data / "portal.sqlite3", timeout=10)) as db, db:
        db.execute("DELETE FROM registry_event WHERE dossier = ?", [made[1].dossier.hex])
        db.execute("DROP TRIGGER IF EXISTS registry_revision_no_delete")
        triggers = [
            row[0]
            for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'reg%'")
        ]
        for name in triggers:
            db.execute(f'DROP TRIGGER "{name}"')
        db.execute("DELETE FROM registry_revision WHERE dossier = ?", [made[1].dossier.hex])
        db.execute("DELETE FROM registry_dossier WHERE id = ?", [made[1].dossier.hex])
    assert not _stored(portal, made[1].dossier)
    portal.do("begin_epoch")
    kiosk.settle()
    _exactly_one(portal, kiosk, *made)


def test_a_revoked_kiosk_is_shut_out_and_loses_nothing(tmp_path, portal, seed):
    revoked = enrolled(portal, name="Máy bị mất")
    kiosk = _kiosk(tmp_path, portal, revoked, portal.url, seed)
    try:
        portal.do("revoke_kiosk", revoked.enrolled["kiosk"])
        made = kiosk.add()
        report = kiosk.engine.cycle()
        assert isinstance(report.failure, ShutOut)
        assert report.failure.reason == "revoked"
        assert kiosk.state(made) is S.WAITING
    finally:
        kiosk.close()


def test_a_kiosk_enrolled_anew_is_not_stopped_by_what_it_made_before(tmp_path, portal, seed):
    """Its old dossiers carry its old name: they need a person, the new ones go."""
    before, after = enrolled(portal, name="Máy cũ"), enrolled(portal, name="Máy mới")
    kiosk = _kiosk(tmp_path, portal, after, portal.url, seed)
    try:
        new_keys, kiosk.keys = (
            kiosk.keys,
            KioskKeys(before.enrolled["kiosk"], before.enrolled["prefix"], before.sign_key),
        )
        old = kiosk.add()
        kiosk.keys = new_keys
        new = kiosk.add()
        kiosk.settle()
        assert kiosk.state(old) is S.PARKED
        assert kiosk.told("parked")[0][3] == "wrong-kiosk"
        _exactly_one(portal, kiosk, new)
    finally:
        kiosk.close()


@pytest.mark.parametrize("moment", range(4))
def test_killed_in_the_middle_and_started_again(kiosk, portal, member, proxy, tmp_path, seed, moment):
    """SIGKILL of the process that sends, at a random moment; the same database is picked up by a new one."""
    drawn = Random(f"{seed}-kill-{moment}")
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    made = [kiosk.add(pictures=(drawn.randbytes(30_000),) if drawn.random() < 0.4 else ()) for _ in range(8)]
    for name, data in kiosk.pictures.files.items():
        (pictures / name).write_bytes(data)
    proxy.always(Fault(delay=0.003))
    asked = {
        "database": str(tmp_path / "kiosk.db"),
        "pictures": str(pictures),
        "url": proxy.address,
        "token": member.enrolled["token"],
        "key": bytes(portal.key).hex(),
    }
    kiosk.db.conn.close()
    for attempt in range(3):
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.sync_process", json.dumps(asked)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        with process:
            assert process.stdout is not None
            assert process.stdout.readline() == "started\n"
            if attempt < 2:
                time.sleep(drawn.uniform(0, 0.12))
                process.kill()
            else:
                assert process.stdout.readline() == "done\n"
    kiosk.db = open_database(tmp_path / "kiosk.db")
    _exactly_one(portal, kiosk, *made)
    told = [dossier for _, dossier, _, _ in kiosk.told("acknowledged")]
    assert sorted(told) == sorted(str(each.dossier) for each in made)


def test_the_portal_is_killed_and_started_again(tmp_path, seed):
    running = Portal(tmp_path / "data")
    port = int(running.url.rpartition(":")[2])
    running.do("add_site", SITE, "Xã Đạ Một")
    member = enrolled(running)
    kiosk = _kiosk(tmp_path, running, member, running.url, seed)
    try:
        made = [kiosk.add() for _ in range(6)]
        kiosk.engine.cycle()
        running.kill()
        made += [kiosk.add() for _ in range(3)]
        report = kiosk.engine.cycle()
        assert isinstance(report.failure, NoAnswer)
        running = Portal(tmp_path / "data", port=port)
        kiosk.settle()
        _exactly_one(running, kiosk, *made)
    finally:
        kiosk.close()
        running.stop()


def test_the_portals_clock_is_learnt(kiosk):
    kiosk.time.wall -= timedelta(days=3000)
    made = kiosk.add()
    kiosk.settle()
    assert kiosk.engine.clock_offset > timedelta(days=2900)
    assert kiosk.state(made) is S.ACKNOWLEDGED


def _wait_for(condition, within=60.0):
    ends = time.monotonic() + within
    while not condition():
        assert time.monotonic() < ends
        time.sleep(0.02)
