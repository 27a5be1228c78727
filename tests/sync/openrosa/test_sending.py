"""Submissions reach an OpenRosa server once, in parts it bears, and only 201 and 202 count."""

import pytest

from sync.errors import Busy, NoAnswer, NotOurPortal, PlainTextRefused, ShutOut
from sync.openrosa import sending
from sync.openrosa.sending import PARKED, SENT, WAITING, Sender, enqueue, release, standing
from sync.openrosa.server import Account, Part, Scheme, Server
from sync.protocol.errors import MalformedError
from sync.transport import Pace
from tests.support.fault_proxy import Fault, fault_proxy
from tests.support.http_portal import served
from tests.support.openrosa_server import PASSWORD, USER, OpenRosaServer
from tests.support.sync_kiosk import START, open_database

QUICK = Pace(connect=5, read=5)
KEY = "/key/" + "k" * 20


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


@pytest.fixture
def db(tmp_path):
    opened = open_database(tmp_path / "kiosk.db")
    sending.create_tables(opened)
    yield opened
    opened.conn.close()


@pytest.fixture
def sender(db, server):
    return Sender(lambda fn: fn(db), server, now=lambda: START)


def answers(instance, replaces="", more=""):
    old = f"<orx:deprecatedID>{replaces}</orx:deprecatedID>" if replaces else ""
    meta = f"<orx:meta><orx:instanceID>{instance}</orx:instanceID>{old}</orx:meta>"
    return f'<data id="f" xmlns:orx="http://openrosa.org/xforms"><a>{more}</a>{meta}</data>'.encode()


def put(db, instance, files=(), replaces=""):
    assert enqueue(db, instance, answers(instance, replaces), tuple(files), replaces=replaces)


def how(db, instance):
    found = standing(db, instance)
    assert found is not None
    return found


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
def test_a_wrong_password_stops_the_sending_and_parks_nothing(foreign, line, db, scheme):
    foreign.scheme, foreign.address = scheme.value, line.address
    put(db, "uuid:1")
    server = Server(Account(foreign.address, scheme, USER, "another"), pace=QUICK)
    with pytest.raises(ShutOut):
        Sender(lambda fn: fn(db), server, now=lambda: START).cycle()
    assert how(db, "uuid:1").state == WAITING
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


def test_an_instance_goes_once_and_its_bytes_are_kept_no_longer(foreign, db, sender):
    put(db, "uuid:1", photographs(2))
    assert sender.cycle() == 1
    assert sender.cycle() == 0
    assert (foreign.stored, len(foreign.posts)) == (1, 1)
    assert standing(db, "uuid:1") == sending.Standing(SENT, "", 0)
    assert not enqueue(db, "uuid:1", answers("uuid:1"))
    assert db.execute("SELECT sum(length(answers)) FROM foreign_instance").fetchone()[0] == 0


def test_more_than_a_request_may_have_goes_in_parts(foreign, db, sender):
    foreign.limit = foreign.real_limit = 350_000
    put(db, "uuid:1", photographs(8))
    assert sender.cycle() == 1
    assert len(foreign.files["uuid:1"]) == 8
    assert len(foreign.posts) == 3
    assert max(size for _, _, size in foreign.posts) <= 350_000
    assert foreign.stored == 1


def test_a_server_that_bears_less_than_it_says_gets_less(foreign, db, sender):
    foreign.real_limit = 150_000
    put(db, "uuid:1", photographs(6))
    assert sender.cycle() == 1
    assert len(foreign.files["uuid:1"]) == 6


def test_a_file_that_is_too_large_by_itself_is_parked_and_holds_nobody_up(foreign, db, sender):
    foreign.real_limit = 150_000
    put(db, "uuid:1", photographs(1, 400_000))
    put(db, "uuid:2")
    assert sender.cycle() == 1
    assert standing(db, "uuid:1") == sending.Standing(PARKED, "too-large", 1)
    assert how(db, "uuid:2").state == SENT
    foreign.real_limit = 1 << 20
    release(db, "uuid:1")
    assert sender.cycle() == 1


@pytest.mark.parametrize("status", [200, 204, 302])
def test_whatever_is_not_201_is_no_success(foreign, db, sender, status):
    """A captive portal says 200 to everything."""
    foreign.statuses = [status]
    put(db, "uuid:1")
    with pytest.raises(NotOurPortal):
        sender.cycle()
    assert how(db, "uuid:1").state == WAITING
    assert sender.cycle() == 1


def test_the_last_part_needs_201(foreign, db, sender):
    foreign.statuses = [202]
    put(db, "uuid:1")
    with pytest.raises(NotOurPortal):
        sender.cycle()
    assert how(db, "uuid:1").state == WAITING


@pytest.mark.parametrize(("status", "state"), [(400, PARKED), (404, PARKED), (409, PARKED), (500, WAITING)])
def test_a_refusal_is_told_and_the_next_one_goes(foreign, db, sender, status, state):
    foreign.statuses = [status]
    put(db, "uuid:1")
    put(db, "uuid:2")
    assert sender.cycle() == 1
    assert how(db, "uuid:1").state == state
    assert how(db, "uuid:2").state == SENT


def test_a_busy_server_is_left_alone(foreign, db, sender):
    foreign.statuses = [503]
    put(db, "uuid:1")
    with pytest.raises(Busy):
        sender.cycle()
    assert how(db, "uuid:1").state == WAITING


def test_an_answer_that_was_lost_makes_no_second_one(foreign, db, sender):
    """The request arrived, the answer did not: the same bytes go again, and the server has them once."""
    foreign.lost = {1}
    put(db, "uuid:1", photographs(2))
    with pytest.raises(NoAnswer):
        sender.cycle()
    assert foreign.stored == 1
    assert how(db, "uuid:1").state == WAITING
    assert sender.cycle() == 1
    assert foreign.stored == 1


def test_parts_that_arrived_do_not_go_again(foreign, db, sender):
    foreign.limit = foreign.real_limit = 150_000
    foreign.lost = {3}
    put(db, "uuid:1", photographs(6))
    with pytest.raises(NoAnswer):
        sender.cycle()
    assert how(db, "uuid:1").files == 4
    assert sender.cycle() == 1
    assert [parts for _, parts, _ in foreign.posts] == [(f"anh-{number}.jpg",) for number in (0, 1, 2, 2, 3, 4, 5)]
    assert foreign.stored == 1


def test_an_edit_waits_for_what_it_replaces(foreign, db, sender):
    foreign.statuses = [500]
    put(db, "uuid:1")
    put(db, "uuid:2", replaces="uuid:1")
    assert sender.cycle() == 0
    assert how(db, "uuid:2").state == WAITING
    assert sender.cycle() == 2
    assert foreign.replaced == {"uuid:1": "uuid:2"}


def test_no_address_and_no_password_in_the_log(foreign, db, sender, caplog, line):
    line.plan(Fault(refuse=True))
    put(db, "uuid:1")
    with pytest.raises(NoAnswer):
        sender.cycle()
    foreign.statuses = [409]
    sender.cycle()
    ours = " ".join(record.getMessage() for record in caplog.records if record.name.startswith("sync"))
    assert "k" * 20 not in ours
    assert "409" in ours
    assert "uuid:1" not in ours
    account = Account(foreign.address, Scheme.BASIC, USER, PASSWORD)
    assert PASSWORD not in repr(account)
