"""Submissions reach an OpenRosa server once, in parts it bears, and only 201 and 202 count."""

from uuid import UUID

import pytest
from uuid6 import uuid7

from sync import outbox, worklist
from sync.errors import Busy, Cause, NoAnswer, NotOurPortal, PlainTextRefused, ShutOut
from sync.openrosa import queue
from sync.openrosa.sending import Sender
from sync.openrosa.server import Account, Part, Scheme, Server
from sync.protocol.encoding import hash_of
from sync.protocol.errors import MalformedError
from sync.protocol.revision import Blob
from sync.states import SendState
from sync.transport import Pace
from tests.support.fault_proxy import Fault, fault_proxy
from tests.support.http_portal import served
from tests.support.openrosa_server import PASSWORD, USER, OpenRosaServer
from tests.support.sync_kiosk import Remembering, Time, open_database

QUICK = Pace(connect=5, read=5)
KEY = "/key/" + "k" * 20
HERE = "odk.example.vn"


@pytest.fixture
def foreign():
    return OpenRosaServer()


@pytest.fixture
def line(foreign):
    def handle(*request):
        return foreign.handle(*request)

    with served(handle) as url, fault_proxy(url) as proxy:
        foreign.address = proxy.address + KEY
        yield proxy


@pytest.fixture
def server(foreign, line):
    made = Server(Account(foreign.address), pace=QUICK)
    yield made
    made.close()


class Kiosk:
    """What waits in an outbox for one server. The database belongs to the test's thread."""

    def __init__(self, path):
        self.db = open_database(path)
        self.files = {}
        self.time = Time()
        self.sink = Remembering()
        self.sender: Sender

    def call(self, function):
        return function(self.db)

    def use(self, server):
        self.sender = Sender(
            self.call, server, HERE, self.sink, self.open, now=self.time.now, monotonic=self.time.monotonic
        )
        return self.sender

    def open(self, key, sha256):
        if sha256 not in self.files:
            raise FileNotFoundError(sha256)
        return self.files[sha256]

    def put(self, instance, files=(), *, replaces="", dossier=None, number=1):
        """Finalise; returns the key."""
        blobs = [Blob(hash_of(part.data + instance.encode()), len(part.data)) for part in files]
        self.files |= {blob.sha256: part for blob, part in zip(blobs, files, strict=True)}
        key = (dossier or uuid7(), number)
        body = answers(instance, replaces)
        outbox.enqueue(self.db, *key, body, blobs, at=self.time.now(), destination=HERE)
        return key

    def state(self, key):
        return outbox.row_of(self.db, key)[0]

    def reason(self, key):
        return next(each.reason for each in outbox.entries(self.db) if (each.dossier, each.number) == key)

    def left(self, key):
        """Files still to go."""
        asked = "SELECT count(*) FROM outbox_blob WHERE dossier = ? AND number = ? AND missing"
        return self.db.execute(asked, [str(key[0]), key[1]]).fetchone()[0]

    def settle(self):
        """Cycles until nothing is left; how many submissions were taken."""
        taken = 0
        for _ in range(20):
            report = self.sender.cycle()
            taken += report.acknowledged
            if report.failure is None and report.again_in is None:
                break
            self.time.pass_(1000)
        return taken


@pytest.fixture
def kiosk(tmp_path, server):
    made = Kiosk(tmp_path / "kiosk.db")
    made.use(server)
    yield made
    made.db.conn.close()


def answers(instance, replaces="", more=""):
    old = f"<orx:deprecatedID>{replaces}</orx:deprecatedID>" if replaces else ""
    meta = f"<orx:meta><orx:instanceID>{instance}</orx:instanceID>{old}</orx:meta>"
    return f'<data id="f" xmlns:orx="http://openrosa.org/xforms"><a>{more}</a>{meta}</data>'.encode()


def photographs(count, size=100_000):
    return [Part(f"anh-{number}.jpg", "image/jpeg", bytes([number]) * size) for number in range(count)]


@pytest.mark.parametrize("scheme", list(Scheme))
def test_lists_forms_and_files_come_under_each_kind_of_account(foreign, line, scheme):
    foreign.scheme = scheme.value
    foreign.address = line.address + (KEY if scheme is Scheme.TOKEN else "")
    foreign.forms, foreign.media = {"khai-sinh": b"<h:html/>"}, {"xa.csv": b"name,label"}
    server = Server(Account(foreign.address, scheme, USER, PASSWORD), pace=QUICK)
    (form,) = server.forms()
    assert (form.form_id, form.version) == ("khai-sinh", "1")
    assert server.form(form) == b"<h:html/>"
    (file,) = server.files(form)
    assert server.file(file) == b"name,label"
    server.post(server.ask()[0], answers("uuid:1"), photographs(2), more=False)
    assert set(foreign.files["uuid:1"]) == {"anh-0.jpg", "anh-1.jpg"}
    server.close()


@pytest.mark.parametrize("scheme", [Scheme.BASIC, Scheme.DIGEST])
def test_a_wrong_password_stops_the_sending_and_parks_nothing(foreign, line, kiosk, scheme):
    foreign.scheme, foreign.address = scheme.value, line.address
    key = kiosk.put("uuid:1")
    server = Server(Account(foreign.address, scheme, USER, "another"), pace=QUICK)
    assert isinstance(kiosk.use(server).cycle().failure, ShutOut)
    assert kiosk.state(key) is SendState.WAITING
    server.close()


def test_a_password_that_was_put_right_lets_everything_go(foreign, line, kiosk):
    foreign.scheme, foreign.address = "digest", line.address
    kiosk.put("uuid:1")
    for password in ("another", PASSWORD):
        server = Server(Account(foreign.address, Scheme.DIGEST, USER, password), pace=QUICK)
        kiosk.use(server).cycle()
        server.close()
    assert foreign.stored == 1


def test_a_digest_whose_nonce_ran_out_is_renewed_and_the_same_bytes_go(foreign, line, kiosk):
    foreign.scheme, foreign.address, foreign.nonce_lasts = "digest", line.address, 1
    foreign.limit = foreign.real_limit = 150_000
    kiosk.put("uuid:1", photographs(4))
    server = Server(Account(foreign.address, Scheme.DIGEST, USER, PASSWORD), pace=QUICK)
    assert kiosk.use(server).cycle().acknowledged == 1
    assert foreign.challenges >= 4
    assert (foreign.stored, len(foreign.posts), len(foreign.files["uuid:1"])) == (1, 4, 4)
    server.close()


def test_no_password_goes_over_a_line_without_tls():
    with pytest.raises(PlainTextRefused):
        Server(Account("http://odk.example.vn", Scheme.BASIC, USER, PASSWORD))


def test_a_form_that_is_not_the_listed_one_is_refused(foreign, server):
    foreign.forms = {"f": b"<one/>"}
    (form,) = server.forms()
    foreign.forms = {"f": b"<two/>"}
    with pytest.raises(MalformedError):
        server.form(form)


def test_addresses_of_other_servers_are_not_followed(foreign, server):
    """They would be sent the key or the password."""
    foreign.forms = {"f": b"<one/>"}
    foreign.address = "https://elsewhere.example"
    with pytest.raises(MalformedError):
        server.forms()
    with pytest.raises(MalformedError):
        server.ask()


def test_a_redirect_to_another_server_takes_nothing_along(foreign, kiosk, line):
    """Neither the answers nor the password; and it is no success."""
    other = OpenRosaServer()
    with served(other.handle) as elsewhere:
        foreign.elsewhere = f"{elsewhere}/submission"
        key = kiosk.put("uuid:1")
        assert isinstance(kiosk.sender.cycle().failure, NotOurPortal)
        assert (other.posts, other.challenges) == ([], 0)
    assert kiosk.state(key) is SendState.WAITING
    foreign.elsewhere = ""
    assert kiosk.settle() == 1


def test_a_server_behind_tls_that_names_itself_without_it_is_asked_with_it():
    server = Server(Account("https://odk.example.vn/v1/key/x"))
    assert server._own("http://odk.example.vn/v1/key/x/submission").startswith("https://odk.example.vn/")
    with pytest.raises(MalformedError):
        server._own("https://odk.example.vn:444/submission")
    server.close()


def test_an_answer_without_end_is_not_read_to_its_end(foreign, server, monkeypatch):
    foreign.forms = {"f": b"x" * 3_000_000}
    (form,) = server.forms()
    monkeypatch.setattr("sync.openrosa.server._LONGEST_FILE", 1_000_000)
    with pytest.raises(NoAnswer):
        server.form(form)


def test_an_instance_goes_once_and_its_bytes_are_kept_no_longer(foreign, kiosk):
    key = kiosk.put("uuid:1", photographs(2))
    assert kiosk.sender.cycle().acknowledged == 1
    assert kiosk.sender.cycle().acknowledged == 0
    assert (foreign.stored, len(foreign.posts)) == (1, 1)
    assert (kiosk.state(key), kiosk.left(key)) == (SendState.ACKNOWLEDGED, 0)
    assert kiosk.db.execute("SELECT body FROM outbox").fetchone()[0] is None
    assert kiosk.db.execute("SELECT what FROM told").fetchall() == [("acknowledged",)]


def test_the_portal_never_gets_what_is_for_another_server(kiosk):
    """Not in a bulk, not as a question, not after the portal began a new epoch."""
    key = kiosk.put("uuid:1", photographs(1))
    assert worklist.claim(kiosk.db, at=kiosk.time.now()) is None
    kiosk.sender.cycle()
    assert worklist.recheck(kiosk.db) == 0
    outbox.move(kiosk.db, key, SendState.UNKNOWN, at=kiosk.time.now())
    assert worklist.claim(kiosk.db, at=kiosk.time.now()) is None
    assert worklist.unknown_of(kiosk.db, [key[0]]) == ()


def test_another_server_never_gets_what_is_for_the_portal(kiosk):
    outbox.enqueue(kiosk.db, uuid7(), 1, b"sealed", at=kiosk.time.now())
    assert queue.claim(kiosk.db, HERE, at=kiosk.time.now()) is None


def test_more_than_a_request_may_have_goes_in_parts(foreign, kiosk):
    foreign.limit = foreign.real_limit = 350_000
    kiosk.put("uuid:1", photographs(8))
    assert kiosk.sender.cycle().acknowledged == 1
    assert len(foreign.files["uuid:1"]) == 8
    assert len(foreign.posts) == 3
    assert max(size for _, _, size in foreign.posts) <= 350_000
    assert foreign.stored == 1


def test_a_server_that_bears_less_than_it_says_gets_less(foreign, kiosk):
    foreign.real_limit = 150_000
    kiosk.put("uuid:1", photographs(6))
    assert kiosk.settle() == 1
    assert len(foreign.files["uuid:1"]) == 6


def test_a_file_that_is_too_large_by_itself_is_parked_and_holds_nobody_up(foreign, kiosk):
    foreign.real_limit = 150_000
    large, small = kiosk.put("uuid:1", photographs(1, 400_000)), kiosk.put("uuid:2")
    assert kiosk.sender.cycle().acknowledged == 1
    assert (kiosk.state(large), kiosk.reason(large)) == (SendState.PARKED, "too-large")
    assert kiosk.state(small) is SendState.ACKNOWLEDGED
    foreign.real_limit = 1 << 20
    outbox.release(kiosk.db, *large, at=kiosk.time.now())
    assert kiosk.settle() == 1


def test_a_lost_picture_parks_its_dossier_alone(foreign, kiosk):
    first, second = kiosk.put("uuid:1", photographs(1)), kiosk.put("uuid:2")
    kiosk.files.clear()
    assert kiosk.sender.cycle().acknowledged == 1
    assert (kiosk.state(first), kiosk.reason(first)) == (SendState.PARKED, "attachment-lost")
    assert kiosk.state(second) is SendState.ACKNOWLEDGED


@pytest.mark.parametrize("status", [200, 204, 302])
def test_whatever_is_not_201_is_no_success(foreign, kiosk, status):
    """A captive portal says 200 to everything."""
    foreign.statuses = [status]
    key = kiosk.put("uuid:1")
    assert isinstance(kiosk.sender.cycle().failure, NotOurPortal)
    assert kiosk.state(key) is SendState.UNKNOWN
    kiosk.time.pass_(1000)
    assert kiosk.settle() == 1
    assert foreign.stored == 1


def test_the_last_part_needs_201(foreign, kiosk):
    foreign.statuses = [202]
    key = kiosk.put("uuid:1")
    assert isinstance(kiosk.sender.cycle().failure, NotOurPortal)
    assert kiosk.state(key) is SendState.UNKNOWN


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (400, SendState.PARKED),
        (404, SendState.PARKED),
        (409, SendState.PARKED),
        (500, SendState.UNKNOWN),
    ],
)
def test_a_refusal_is_told_and_the_next_one_goes(foreign, kiosk, status, state):
    foreign.statuses = [status]
    first, second = kiosk.put("uuid:1"), kiosk.put("uuid:2")
    assert kiosk.sender.cycle().acknowledged == 1
    assert kiosk.state(first) is state
    assert kiosk.state(second) is SendState.ACKNOWLEDGED


def test_a_busy_server_is_left_alone(foreign, kiosk):
    foreign.statuses = [503]
    key = kiosk.put("uuid:1")
    assert isinstance(kiosk.sender.cycle().failure, Busy)
    assert kiosk.state(key) is SendState.WAITING


def test_an_answer_that_was_lost_makes_no_second_one(foreign, kiosk):
    """The request arrived, the line was cut before its 201: the same bytes go again, and the server has them once."""
    foreign.lost = {1}
    key = kiosk.put("uuid:1", photographs(2))
    assert isinstance(kiosk.sender.cycle().failure, NoAnswer)
    assert foreign.stored == 1
    assert kiosk.state(key) is SendState.UNKNOWN
    kiosk.time.pass_(1000)
    assert kiosk.settle() == 1
    assert foreign.stored == 1


def test_parts_that_arrived_do_not_go_again(foreign, kiosk):
    foreign.limit = foreign.real_limit = 150_000
    foreign.lost = {3}
    key = kiosk.put("uuid:1", photographs(6))
    assert isinstance(kiosk.sender.cycle().failure, NoAnswer)
    assert (kiosk.left(key), kiosk.state(key)) == (4, SendState.UNKNOWN)
    kiosk.time.pass_(1000)
    assert kiosk.settle() == 1
    assert [parts for _, parts, _ in foreign.posts] == [(f"anh-{number}.jpg",) for number in (0, 1, 2, 2, 3, 4, 5)]
    assert foreign.stored == 1


def test_what_is_there_in_part_cannot_be_taken_back(foreign, kiosk):
    """Otherwise the amended one would go without naming what it replaces."""
    foreign.limit = foreign.real_limit = 150_000
    foreign.lost = {2}
    dossier, _ = kiosk.put("uuid:1", photographs(3))
    kiosk.sender.cycle()
    assert not outbox.supersede(kiosk.db, dossier, at=kiosk.time.now())
    assert outbox.destination_of(kiosk.db, dossier) == HERE


def test_nothing_left_when_nothing_answers(foreign, kiosk, line):
    line.plan(Fault(refuse=True))
    key = kiosk.put("uuid:1")
    failure = kiosk.sender.cycle().failure
    assert isinstance(failure, NoAnswer)
    assert kiosk.state(key) is SendState.WAITING
    assert kiosk.settle() == 1


def test_a_power_cut_while_sending_sends_the_same_again(foreign, kiosk):
    key = kiosk.put("uuid:1")
    queue.claim(kiosk.db, HERE, at=kiosk.time.now())
    assert kiosk.state(key) is SendState.SENDING
    assert kiosk.settle() == 1
    assert foreign.stored == 1


def test_an_edit_waits_for_what_it_replaces(foreign, kiosk):
    foreign.statuses = [500]
    dossier = uuid7()
    first = kiosk.put("uuid:1", dossier=dossier)
    second = kiosk.put("uuid:2", replaces="uuid:1", dossier=dossier, number=2)
    assert kiosk.sender.cycle().acknowledged == 0
    assert kiosk.state(second) is SendState.WAITING
    kiosk.time.pass_(1000)
    assert kiosk.settle() == 2
    assert kiosk.state(first) is SendState.ACKNOWLEDGED
    assert foreign.replaced == {"uuid:1": "uuid:2"}


def test_stopping_breaks_a_request_off_and_forgets_nothing(foreign, kiosk, server):
    key = kiosk.put("uuid:1")
    server.stop()
    failure = kiosk.sender.cycle().failure
    assert isinstance(failure, NoAnswer)
    assert failure.cause is Cause.STOPPED
    assert kiosk.state(key) is SendState.WAITING


def test_no_address_no_password_and_no_instance_in_the_log(foreign, kiosk, caplog, line):
    line.plan(Fault(refuse=True))
    dossier: UUID = kiosk.put("uuid:1")[0]
    kiosk.sender.cycle()
    foreign.statuses = [409]
    kiosk.sender.cycle()
    attempts = [each.getMessage() for each in caplog.records if each.name == "sync.openrosa.server"]
    assert [each.split()[0] for each in attempts] == ["HEAD", "HEAD", "POST"], "one line for each attempt"
    assert any("POST" in each and ": 409, " in each for each in attempts)
    ours = " ".join(record.getMessage() for record in caplog.records if record.name.startswith("sync"))
    assert "k" * 20 not in ours
    assert "409" in ours
    assert str(dossier) in ours
    assert "uuid:1" not in ours
    account = Account(foreign.address, Scheme.BASIC, USER, PASSWORD)
    assert PASSWORD not in repr(account)
