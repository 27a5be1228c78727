"""Dossiers of a kiosk go to the OpenRosa server that its commune has already: durable, once, and told honestly."""

import shutil
import time
from random import Random

import pytest
from lxml import etree

from kiosk import audit
from kiosk.foreign import file_names
from kiosk.link import Link, OtherServer, SyncStatus, Why, why
from kiosk.openrosa import Lane, StillWaiting
from kiosk.types import DossierState, SendState
from sync import outbox, worklist
from sync.bundles import writing
from sync.errors import PlainTextRefused, ShutOut, TransportError
from sync.openrosa.forms import Fit
from sync.openrosa.server import Account, Scheme
from sync.protocol.revision import Paper
from sync.transport import Pace
from tests.support.fault_proxy import fault_proxy
from tests.support.http_portal import served
from tests.support.kiosks import PROCEDURE, begin, bytes_in, finish
from tests.support.openrosa_server import PASSWORD, USER, OpenRosaServer
from tests.support.packs import PACKS
from tests.support.pdf import page_texts

JPEG = b"\xff\xd8\xff" + bytes(range(256)) * 40
QUICK = Pace(connect=5, read=5)
OTHER = "2.000635"


@pytest.fixture
def foreign():
    form = (PACKS / PROCEDURE / "form.xml").read_bytes()
    return OpenRosaServer(scheme="digest", forms={PROCEDURE: form}, versions={PROCEDURE: "17"})


@pytest.fixture
def line(foreign):
    with served(foreign.handle) as url, fault_proxy(url) as proxy:
        foreign.address = proxy.address
        yield proxy


@pytest.fixture
def account(line):
    return Account(line.address, Scheme.DIGEST, USER, PASSWORD)


@pytest.fixture
def connected(kiosk, account):
    kiosk.openrosa.connect(account)
    return kiosk


@pytest.fixture
def lane(connected):
    made = Lane(connected, Random(1), QUICK)
    yield made
    made.close()


def turn(lane):
    return lane.turn({"send-now"})


def state(kiosk, receipt):
    return kiosk.dossiers.view(receipt.code).sending


def test_connecting_says_which_forms_the_server_has(kiosk, account):
    found = kiosk.openrosa.connect(account)
    assert (found.name, found.limit) == ("127.0.0.1", 10 << 20)
    assert found.matches[PROCEDURE].fit is Fit.SAME
    assert {match.fit for code, match in found.matches.items() if code != PROCEDURE} == {Fit.ABSENT}
    (route,) = kiosk.openrosa.routes()
    assert (route.procedure, route.version) == (PROCEDURE, "17")


def test_the_password_is_nowhere_in_the_clear(connected, home):
    assert bytes_in(home, PASSWORD) == []
    assert PASSWORD not in repr(connected.openrosa.destination())
    rows = connected.store.call(lambda db: db.execute("SELECT data FROM audit").fetchall())
    assert not any(PASSWORD in str(row[0]) for row in rows)
    assert connected.store.call(audit.first_broken) is None


@pytest.mark.parametrize("what", ["password", "nothing", "no-openrosa", "no-tls"])
def test_what_cannot_be_connected_changes_nothing(kiosk, foreign, line, what):
    accounts = {
        "password": Account(line.address, Scheme.BASIC, USER, "wrong"),
        "nothing": Account("http://127.0.0.1:9/x"),
        "no-openrosa": Account(f"{line.address}/elsewhere", Scheme.DIGEST, USER, PASSWORD),
        "no-tls": Account("http://odk.example.vn", Scheme.BASIC, USER, PASSWORD),
    }
    with pytest.raises((TransportError, PlainTextRefused)):
        kiosk.openrosa.connect(accounts[what])
    assert kiosk.openrosa.destination() is None
    assert finish(kiosk, begin(kiosk)).server == ""


def test_a_procedure_whose_form_the_server_has_goes_there_and_others_to_the_portal(connected, lane, foreign):
    receipt = finish(connected, begin(connected))
    assert turn(lane) > 0
    assert state(connected, receipt) is SendState.ACKNOWLEDGED
    root = etree.fromstring(foreign.instances[f"uuid:{receipt.dossier}"])
    assert (root.get("id"), root.get("version"), root.findtext("name")) == (PROCEDURE, "17", "A")
    assert connected.store.call(lambda db: worklist.claim(db, at=connected.now())) is None


def test_a_procedure_that_it_has_not_goes_to_the_portal(kiosk, foreign, account, portal):
    foreign.forms = {}
    kiosk.openrosa.connect(account)
    receipt = finish(kiosk, begin(kiosk))
    assert receipt.server == ""
    assert portal.open(kiosk, receipt.dossier, 1)[0].header.code == receipt.code


def test_the_receipt_and_the_page_say_that_no_news_will_come_from_there(connected, lane):
    receipt = finish(connected, begin(connected))
    assert (receipt.server, receipt.link) == ("127.0.0.1", receipt.token)
    assert connected.receipts.read(receipt.link) == receipt.code
    turn(lane)
    view = connected.dossiers.view(receipt.code)
    assert (view.server, view.state) == ("127.0.0.1", DossierState.SENT)
    assert view.can_amend
    assert connected.dossiers.receipt(receipt.dossier).sent


def test_pictures_go_along_under_names_of_ours(connected, lane, foreign):
    draft = begin(connected)
    connected.attachments.add(draft.dossier, "proof", JPEG, "Nguyễn Văn A.jpg")
    connected.attachments.add(draft.dossier, "proof", JPEG + b"2")
    connected.attachments.add(draft.dossier, "other", b"\x89PNG\r\n\x1a\n1")
    receipt = finish(connected, draft)
    turn(lane)
    assert foreign.files[f"uuid:{receipt.dossier}"] == {
        "proof-1.jpg": JPEG,
        "proof-2.jpg": JPEG + b"2",
        "other-1.png": b"\x89PNG\r\n\x1a\n1",
    }


def test_names_of_pictures_hold_nothing_that_was_typed():
    papers = [Paper(f"{number}", "", "Họ tên", "image/jpeg", "") for number in (1, 2)]
    assert list(file_names(papers).values()) == ["paper-1.jpg", "paper-2.jpg"]


def test_an_amendment_names_what_it_replaces(connected, lane, foreign):
    receipt = finish(connected, begin(connected))
    turn(lane)
    draft = connected.dossiers.amend(receipt.dossier)
    assert draft.deprecated_id == f"uuid:{receipt.dossier}"
    finish(connected, draft, b"<data><name>B</name></data>")
    turn(lane)
    assert foreign.replaced == {f"uuid:{receipt.dossier}": draft.instance_id}


def test_an_amendment_that_was_begun_before_the_first_had_gone_names_it_all_the_same(connected, lane, foreign):
    """At its beginning nothing had been sent; while the resident typed, the first one went."""
    receipt = finish(connected, begin(connected))
    draft = connected.dossiers.amend(receipt.dossier)
    assert draft.deprecated_id is None
    turn(lane)
    assert foreign.stored == 1
    finish(connected, draft, b"<data><name>B</name></data>")
    turn(lane)
    assert foreign.replaced == {f"uuid:{receipt.dossier}": draft.instance_id}


def test_what_was_taken_back_before_it_went_never_goes(connected, lane, foreign):
    receipt = finish(connected, begin(connected))
    draft = connected.dossiers.amend(receipt.dossier)
    finish(connected, draft, b"<data><name>B</name></data>")
    turn(lane)
    assert list(foreign.instances) == [draft.instance_id]
    assert foreign.replaced == {}


def test_a_line_that_is_cut_after_201_makes_no_second_dossier(connected, lane, foreign):
    foreign.lost = {1}
    receipt = finish(connected, begin(connected))
    turn(lane)
    assert state(connected, receipt) is SendState.UNKNOWN
    turn(lane)
    assert state(connected, receipt) is SendState.ACKNOWLEDGED
    assert foreign.stored == 1


def test_a_start_after_a_power_cut_goes_on(connected, lane, foreign, clock, home):
    receipt = finish(connected, begin(connected))
    connected.store.call(
        lambda db: db.execute("UPDATE outbox SET state = 'sending' WHERE dossier = ?", [str(receipt.dossier)])
    )
    turn(lane)
    assert state(connected, receipt) is SendState.ACKNOWLEDGED
    assert foreign.stored == 1


def test_nothing_of_it_goes_onto_a_stick_for_the_portal(connected, tmp_path):
    finish(connected, begin(connected))
    assert connected.transfer.export(tmp_path).revisions == 0
    manifest = connected.store.call(lambda db: writing._collect(db, "k", connected.now()))
    assert (manifest.revisions, manifest.attachments) == ((), ())


def test_the_answers_leave_the_outbox_when_they_are_sent_and_the_readable_copy_in_its_time(connected, lane, clock):
    receipt = finish(connected, begin(connected))
    turn(lane)
    assert connected.store.call(lambda db: db.execute("SELECT body FROM outbox").fetchone()[0]) is None
    assert connected.dossiers.readable(receipt.dossier)
    clock.forward(days=8)
    assert connected.dossiers.drop_readable() == 1
    assert connected.dossiers.readable(receipt.dossier) is None


def test_a_server_is_not_replaced_while_dossiers_wait_for_it(connected, lane, account):
    finish(connected, begin(connected))
    with pytest.raises(StillWaiting):
        connected.openrosa.disconnect()
    with pytest.raises(StillWaiting):
        connected.openrosa.connect(Account("https://other.example.vn"))
    connected.openrosa.connect(account)  # another password, the same server
    turn(lane)
    assert connected.openrosa.disconnect()
    assert not connected.openrosa.disconnect()
    assert finish(connected, begin(connected)).server == ""


def test_a_form_that_vanished_is_told_and_dossiers_still_go_where_it_was_said(connected, lane, foreign):
    foreign.forms = {}
    connected.openrosa.check()
    assert [route.fit for route in connected.openrosa.routes()] == [Fit.GONE]
    other = connected.store.call(lane.status)
    assert other.amiss == (PROCEDURE,)
    assert finish(connected, begin(connected)).server == "127.0.0.1"
    connected.openrosa.check(take=True)
    assert connected.openrosa.routes() == ()


def test_a_form_under_another_id_is_named_by_the_technician(kiosk, foreign, account, tmp_path):
    foreign.forms = {"aXyZ": foreign.forms[PROCEDURE]}
    found = kiosk.openrosa.connect(account, forms={PROCEDURE: "aXyZ"})
    assert found.matches[PROCEDURE].fit is Fit.SAME
    kiosk.openrosa.check()
    assert [(route.form, route.fit) for route in kiosk.openrosa.routes()] == [("aXyZ", Fit.SAME)]


def test_a_wrong_password_shows_and_nothing_is_lost(connected, lane, foreign, monkeypatch):
    receipt = finish(connected, begin(connected))
    foreign.scheme = "token"  # it knows nobody any more
    turn(lane)
    other = connected.store.call(lane.status)
    assert (other.link, other.waiting, other.parked) == (Link.REVOKED, 1, 0)
    assert state(connected, receipt) is SendState.WAITING


def test_the_service_sends_by_itself_and_shows_it(connected, foreign):
    """The portal of this kiosk cannot be reached: that is no reason to keep what is for another server."""
    service = connected.sync
    service._pace = QUICK
    receipt = finish(connected, begin(connected))
    service.start()
    service.kick()
    end = time.monotonic() + 60
    while time.monotonic() < end and state(connected, receipt) is not SendState.ACKNOWLEDGED:
        time.sleep(0.05)
    assert foreign.stored == 1
    while time.monotonic() < end and not (service.status().other and service.status().other.link is Link.ONLINE):
        time.sleep(0.05)
    assert service.status().other.name == "127.0.0.1"
    assert service.stop()


def test_why_something_waits_is_said_of_the_server_it_waits_for():
    other = OtherServer("odk", Link.OFFLINE, 2, 0, None, None)
    assert why(SyncStatus(Link.ONLINE, waiting=2, other=other)) is Why.OFFLINE
    assert why(SyncStatus(Link.ONLINE, waiting=3, other=other)) is Why.NEXT
    gone = OtherServer("odk", Link.ONLINE, 0, 1, None, None)
    assert why(SyncStatus(Link.OFFLINE, parked=1, other=gone)) is Why.PARKED


def test_a_field_that_is_called_like_a_paper_names_its_picture(kiosk, foreign, account, tmp_path, lane_of):
    """What a server such as ODK Central keeps of the files is what the answers name."""
    packs = tmp_path / "packs"
    copy = shutil.copytree(kiosk.catalogue.pack(PROCEDURE).folder, packs / PROCEDURE)
    form = (copy / "form.xml").read_text("utf-8")
    form = form.replace("<meta>", "<proof/><meta>", 1).replace(
        "</model>", '<bind nodeset="/data/proof" type="binary"/></model>', 1
    )
    assert 'type="binary"' in form
    (copy / "form.xml").write_text(form, "utf-8")
    kiosk.catalogue._built_in = packs
    kiosk.catalogue.refresh()
    foreign.forms = {PROCEDURE: form.encode()}
    kiosk.openrosa.connect(account)
    draft = begin(kiosk)
    kiosk.attachments.add(draft.dossier, "proof", JPEG)
    receipt = finish(kiosk, draft, b"<data><name>A</name><proof/></data>")
    turn(lane_of(kiosk))
    root = etree.fromstring(foreign.instances[f"uuid:{receipt.dossier}"])
    assert root.findtext("proof") == "proof-1.jpg"


@pytest.fixture
def lane_of():
    made = []

    def make(kiosk):
        made.append(Lane(kiosk, Random(1), QUICK))
        return made[-1]

    yield make
    for each in made:
        each.close()


def test_no_secret_is_in_what_a_failure_says(kiosk, line, caplog):
    with pytest.raises(ShutOut) as caught:
        kiosk.openrosa.connect(Account(line.address, Scheme.DIGEST, USER, "sai-mật-khẩu"))
    assert "sai-mật-khẩu" not in f"{caught.value} {caplog.text}"
    counts = kiosk.store.call(outbox.counts)
    assert counts == outbox.Counts()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_printed_receipt_names_the_server_and_promises_no_news(connected, lane, language):
    receipt = finish(connected, begin(connected))
    texts = {"vi": ("sẽ gửi đến máy chủ 127.0.0.1", "không báo lại"), "en": ("to the server 127.0.0.1", "no news back")}
    before = " ".join(slip_text(connected.receipts, receipt, language).split())
    assert all(text in before for text in texts[language])
    assert "điện thoại" not in before
    assert "phone" not in before
    turn(lane)
    after = slip_text(connected.receipts, receipt, language)
    assert {"vi": "đã gửi đến máy chủ", "en": "has been sent to"}[language] in " ".join(after.split())


def slip_text(receipts, receipt, language):
    return " ".join(page_texts(receipts.pdf(receipts.make(receipt.dossier), "a5", language)))


def test_a_look_at_the_forms_that_fails_is_no_answer(connected, lane, foreign):
    """The page shows when the server answered last: that must be true."""
    turn(lane)
    seen = connected.store.call(lane.status).last_contact
    assert seen is not None
    connected.now.forward(hours=7)
    lane._forms_due = 0.0
    foreign.scheme = "token"  # it lets nobody in any more
    turn(lane)
    assert connected.store.call(lane.status).last_contact == seen
