"""The sync service of a real kiosk: its thread, what the volunteer sees, and a stop that is quick whatever happens."""

import shutil
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.app import Kiosk
from kiosk.identity import Enrolment
from kiosk.syncing import Link, SyncService, SyncStatus
from sync import outbox
from sync.catalogue.names import pack_target
from sync.engine import LAST_CONTACT
from sync.protocol.encoding import hash_of, to_instant
from sync.states import DossierState
from sync.transport import Pace
from tests.support import kiosks
from tests.support.catalogues import Published
from tests.support.fault_proxy import Fault, FaultProxy, fault_proxy
from tests.support.http_portal import served
from tests.support.model_portal import TOKEN, ModelPortal
from tests.support.revisions import KioskKeys

QUICK = Pace(connect=2, read=2, patience=5)


@pytest.fixture
def opened(first_start, home, clock):
    """A kiosk that no portal knows yet."""
    shutil.copytree(first_start[0], home)
    kiosk = Kiosk.open(home, now=clock)
    yield kiosk
    kiosk.close()


@pytest.fixture
def central(opened):
    """A portal that knows this kiosk's key."""
    identity = opened.identity
    return ModelPortal(KioskKeys("kiosk-1", "K7M", identity.sign_key, identity.box_key))


@pytest.fixture
def line(central):
    def handle(*request):
        return central.handle(*request)

    with served(handle) as url, fault_proxy(url) as proxy:
        yield proxy


@pytest.fixture
def catalogue(central, tmp_path):
    """What the portal publishes."""
    made = Published(tmp_path / "published", central.sign_key, datetime.now(UTC))
    central.catalogue = made.serve
    return made


@pytest.fixture
def kiosk(opened, central, line):
    enrol(opened, central, line.address)
    service = SyncService(opened, pace=QUICK)
    opened.__dict__["sync"] = service
    return opened


def enrol(kiosk: Kiosk, central: ModelPortal, url: str) -> None:
    kiosk.identity.store_enrolment(
        Enrolment(
            kiosk="kiosk-1",
            prefix="K7M",
            token=TOKEN,
            site="site-1",
            site_name="Nhà văn hóa thôn 3",
            portal_url=url,
            name="Máy 1",
            sign_key=bytes(central.sign_key.verify_key),
            box_key=bytes(central.box_key.public_key),
            epoch=central.epoch,
        )
    )


def until(service: SyncService, wanted: Callable[[SyncStatus], bool], within: float = 60.0) -> SyncStatus:
    ends = time.monotonic() + within
    while not wanted(service.status()):
        assert time.monotonic() < ends, service.status()
        time.sleep(0.01)
    return service.status()


def finish(kiosk: Kiosk):
    return kiosks.finish(kiosk, kiosks.begin(kiosk))


def test_a_dossier_goes_up_and_the_answer_comes_down(kiosk, central):
    receipt = finish(kiosk)
    kiosk.sync.start()
    status = until(kiosk.sync, lambda status: status.link is Link.ONLINE and not status.unsent)
    assert status.last_contact is not None
    assert len(central.revisions) == 1
    view = kiosk.dossiers.view(receipt.code)
    assert view.state is DossierState.SENT
    central.tell(receipt.dossier, state=DossierState.RECEIVED, official_number="H01.22", note="Đã nhận")
    kiosk.sync.kick()
    until(kiosk.sync, lambda _: kiosk.dossiers.view(receipt.code).state is DossierState.RECEIVED)
    assert kiosk.dossiers.view(receipt.code).official_number == "H01.22"


def test_new_work_is_found_without_being_told(kiosk, central, monkeypatch):
    monkeypatch.setattr("kiosk.syncing._LOOK", 0.1)
    kiosk.sync.start()
    until(kiosk.sync, lambda status: status.link is Link.ONLINE)
    finish(kiosk)
    until(kiosk.sync, lambda _: len(central.revisions) == 1)


def test_offline_says_so_and_keeps_everything(kiosk, central, line):
    line.always(Fault(refuse=True))
    finish(kiosk)
    kiosk.sync.start()
    status = until(kiosk.sync, lambda status: status.link is Link.OFFLINE)
    assert (status.waiting + status.unknown, status.last_contact) == (1, None)
    assert status.next_try is not None
    line.always(None)
    kiosk.sync.kick()
    until(kiosk.sync, lambda status: status.link is Link.ONLINE and not status.unsent)
    assert len(central.revisions) == 1


def test_what_waited_goes_by_itself_when_the_network_is_back(kiosk, central, line, monkeypatch):
    """The pauses have grown to minutes meanwhile, and nobody presses anything."""
    monkeypatch.setattr("kiosk.syncing._LOOK", 0.1)
    monkeypatch.setattr("sync.scheduler.place_in_line", lambda kiosk: 0.0)
    kiosk.sync.start()
    until(kiosk.sync, lambda status: status.link is Link.ONLINE)
    monkeypatch.setattr("sync.scheduler.backoff", lambda failures, random: 3600.0)
    monkeypatch.setattr(kiosk.sync._network, "is_connected", lambda: False)
    line.always(Fault(refuse=True))
    finish(kiosk)
    until(kiosk.sync, lambda status: status.link is Link.OFFLINE)
    line.always(None)
    monkeypatch.setattr(kiosk.sync._network, "is_connected", lambda: True)
    until(kiosk.sync, lambda status: status.link is Link.ONLINE and not status.unsent)
    assert len(central.revisions) == 1


def test_a_captive_portal_is_told_apart_and_sends_nothing(kiosk, central, line):
    line.always(Fault(captive=True))
    receipt = finish(kiosk)
    kiosk.sync.start()
    status = until(kiosk.sync, lambda status: status.link is Link.CAPTIVE)
    assert status.unsent == 1
    assert kiosk.dossiers.view(receipt.code).state is DossierState.READY
    assert not central.revisions


def test_revoked_is_told_apart(kiosk, central):
    central.revoked = True
    finish(kiosk)
    kiosk.sync.start()
    assert until(kiosk.sync, lambda status: status.link is Link.REVOKED).waiting == 1


def test_a_busy_portal_is_left_alone_even_when_asked(kiosk, central):
    central.busy = 1000
    central.retry_after = "3600"
    finish(kiosk)
    kiosk.sync.start()
    until(kiosk.sync, lambda status: status.link is Link.BUSY)
    before = len(central.requests)
    kiosk.sync.kick()
    time.sleep(0.3)
    assert len(central.requests) == before


def test_not_enrolled_and_enrolled_later(opened, central, line, monkeypatch):
    monkeypatch.setattr("kiosk.syncing._LOOK", 0.05)
    service = opened.__dict__["sync"] = SyncService(opened, pace=QUICK)
    assert service.status().link is Link.NOT_ENROLLED
    service.start()
    time.sleep(0.2)
    assert service.status().link is Link.NOT_ENROLLED
    enrol(opened, central, line.address)
    until(service, lambda status: status.link is Link.ONLINE)


def test_a_parked_dossier_is_listed_and_can_be_tried_again(kiosk, central):
    receipt = finish(kiosk)
    central.trouble["PUT", "/v1/dossiers"] = 413, "too-large"
    kiosk.sync.start()
    until(kiosk.sync, lambda status: status.parked == 1)
    (entry,) = kiosk.sync.entries()
    assert (entry.dossier, entry.reason) == (receipt.dossier, "too-large")
    central.trouble.clear()
    kiosk.sync.release(entry)
    until(kiosk.sync, lambda status: not status.unsent)


def test_observers_hear_of_changes_and_a_broken_one_harms_nobody(kiosk):
    heard: list[SyncStatus] = []

    def broken(status: SyncStatus) -> None:
        raise RuntimeError("the screen is gone")

    kiosk.sync.observe(broken)
    kiosk.sync.observe(heard.append)
    finish(kiosk)
    kiosk.sync.start()
    until(kiosk.sync, lambda status: status.link is Link.ONLINE and not status.unsent)
    assert heard[-1].link is Link.ONLINE
    assert len(heard) < 20
    kiosk.sync.forget(heard.append)
    kiosk.sync.forget(heard.append)


def test_the_wrong_clock_is_seen_by_the_volunteer(kiosk, central):
    central.now = kiosk.now() + timedelta(days=800)
    kiosk.sync.start()
    status = until(kiosk.sync, lambda status: status.link is Link.ONLINE)
    assert status.clock_is_wrong
    assert status.clock_offset == timedelta(days=800)


def test_after_a_long_outage_a_kiosk_waits_for_its_place_in_line(kiosk, central, monkeypatch):
    monkeypatch.setattr("kiosk.syncing.is_loopback", lambda url: False)
    kiosk.store.call(lambda db: outbox.set_note(db, LAST_CONTACT, to_instant(kiosk.now() - timedelta(days=7))))
    kiosk.sync.start()
    status = until(kiosk.sync, lambda status: status.next_try is not None)
    time.sleep(0.3)
    assert kiosk.sync.status().link is Link.NOT_TRIED
    assert timedelta(0) < status.next_try - kiosk.now() < timedelta(minutes=10)
    kiosk.sync.kick()
    until(kiosk.sync, lambda status: status.link is Link.ONLINE)


@pytest.mark.parametrize("silent", [False, True])
def test_stop_is_quick_and_leaves_no_thread(kiosk, line, silent):
    if silent:
        line.always(Fault(silent=True))
    finish(kiosk)
    kiosk.sync.start()
    kiosk.sync.start()
    if silent:
        time.sleep(0.3)
    else:
        until(kiosk.sync, lambda status: status.link is Link.ONLINE)
    began = time.monotonic()
    assert kiosk.sync.stop()
    assert time.monotonic() - began < QUICK.read
    assert "sync" not in [thread.name for thread in threading.enumerate()]
    kiosk.sync.start()
    assert "sync" not in [thread.name for thread in threading.enumerate()], "stopped is stopped"


def test_stopped_while_sending_is_unknown_and_resolved_at_the_next_start(kiosk, central, line):
    receipt = finish(kiosk)
    kiosk.sync.start()
    until(kiosk.sync, lambda status: not status.unsent and status.link is Link.ONLINE)
    line.always(Fault(silent=True))
    second, before = finish(kiosk), line.connections
    kiosk.sync.kick()
    until(kiosk.sync, lambda _: _sending(kiosk) and line.connections > before)
    time.sleep(0.2)  # the request is on its way
    assert kiosk.sync.stop()
    assert kiosk.dossiers.outgoing().unknown == 1
    line.always(None)
    kiosk.__dict__["sync"] = SyncService(kiosk, pace=QUICK)
    kiosk.sync.start()
    until(kiosk.sync, lambda status: status.link is Link.ONLINE and not status.unsent)
    assert {key[0] for key in central.revisions} == {receipt.dossier, second.dossier}
    assert all(times == 1 for times in central.stored_times.values())


def _sending(kiosk: Kiosk) -> bool:
    return kiosk.dossiers.outgoing().sending == 1


def test_closing_the_kiosk_stops_the_service(kiosk):
    kiosk.sync.start()
    kiosk.close()
    assert {"sync", "database"}.isdisjoint(thread.name for thread in threading.enumerate())


def test_the_database_is_free_while_the_service_waits_for_the_line(kiosk, line):
    """A resident's answer must be saved at once, however long the portal takes."""
    line.always(Fault(silent=True))
    draft = kiosks.begin(kiosk)
    finish(kiosk)
    kiosk.sync.start()
    time.sleep(0.3)
    longest = 0.0
    for number in range(20):
        began = time.monotonic()
        kiosk.drafts.save(draft.dossier, b"<data><name>%d</name></data>" % number, "/data/name")
        longest = max(longest, time.monotonic() - began)
    assert longest < 1


def test_a_fault_of_ours_does_not_end_the_sending(kiosk, central, caplog, monkeypatch):
    monkeypatch.setattr("kiosk.syncing._LOOK", 0.05)
    receipt = finish(kiosk)
    broken = [True]
    honest = kiosk.dossiers.acknowledged

    def acknowledged(db, ack):
        if broken:
            raise RuntimeError("Nguyễn Thị Ánh must not reach the log")
        honest(db, ack)

    monkeypatch.setattr(kiosk.dossiers, "acknowledged", acknowledged)
    kiosk.sync.start()
    until(kiosk.sync, lambda status: status.link is Link.TROUBLE)
    broken.clear()
    kiosk.sync.kick()
    until(kiosk.sync, lambda _: kiosk.dossiers.view(receipt.code).state is DossierState.SENT)
    assert "RuntimeError" in caplog.text
    assert "Nguyễn" not in caplog.text


def test_a_new_pack_is_offered_to_the_next_resident_not_under_this_one(kiosk, catalogue, tmp_path):
    offered = kiosk.catalogue.pack("1.001193")
    archive = _newer(offered.folder, offered.version, "2099123101", tmp_path)
    catalogue.publish({pack_target("1.001193", "2099123101"): archive})
    kiosk.sync.start()
    until(kiosk.sync, lambda _: kiosk.catalogue.has(hash_of(archive)))
    assert kiosk.catalogue.pack("1.001193").version == offered.version
    kiosk.drafts.end_visit()
    assert kiosk.catalogue.pack("1.001193").version == "2099123101"


def _newer(folder: Path, version: str, newer: str, scratch: Path) -> bytes:
    """The same pack with a higher version, as an archive."""
    copy = scratch / "pack"
    shutil.copytree(folder, copy)
    description = copy / "procedure.toml"
    for path in (description, *copy.glob("*.xml"), *copy.rglob("*.csv")):
        path.write_text(path.read_text("utf-8").replace(version, newer), "utf-8")
    return Path(shutil.make_archive(str(scratch / "archive"), "zip", copy)).read_bytes()


def test_a_bad_pack_is_refused_and_the_sending_goes_on(kiosk, central, catalogue):
    archive = b"not a pack at all"
    catalogue.publish({pack_target("1.001193", "2099123101"): archive})
    before = kiosk.catalogue.packs()
    kiosk.sync.start()
    until(kiosk.sync, lambda _: any(hash_of(archive) in target for _, target in central.requests))
    finish(kiosk)
    kiosk.sync.kick()
    until(kiosk.sync, lambda status: len(central.revisions) == 1 and not status.unsent)
    kiosk.catalogue.refresh()
    assert [pack.version for pack in kiosk.catalogue.packs()] == [pack.version for pack in before]


def test_the_status_holds_nothing_of_anybody(kiosk, line: FaultProxy):
    """It is shown where everybody can see it."""
    finish(kiosk)
    fields = set(SyncStatus.__slots__)
    assert fields == {
        "link",
        "waiting",
        "sending",
        "unknown",
        "parked",
        "attachments",
        "carried",
        "last_contact",
        "next_try",
        "clock_offset",
        "acknowledged",
        "applied",
        "catalogue_seen",
        "catalogue_trouble",
        "catalogue_published",
        "catalogue_refused",
        "other",  # a host, codes of procedures, counts
        "room",
        "running",
    }
