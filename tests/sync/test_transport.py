"""One request and its answer over real sockets: what is believed, how failures are classed, how it stops."""

import logging
import os
import socket
import ssl
import threading
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from sync.errors import Busy, Cause, NoAnswer, NotOurPortal, PlainTextRefused, ShutOut
from sync.transport import Answer, Pace, Transport, check_url, is_loopback
from tests.support.certificates import certificate_for
from tests.support.fault_proxy import Fault
from tests.support.http_portal import served
from tests.support.model_portal import TOKEN, Reply
from tests.support.revisions import make_revision
from tests.sync.conftest import QUICK


def _failure(transport, *request, **more):
    with pytest.raises(NoAnswer) as caught:
        transport.exchange(*(request or ("GET", "/v1/hello")), **more)
    return caught.value


def test_a_signed_answer_comes_back(transport):
    answer = transport.exchange("GET", "/v1/hello")
    assert answer.status == 200
    assert b'"epoch":"epoch-1"' in answer.body


def test_refusals_come_back_as_answers(transport):
    answer = transport.exchange("GET", "/v1/catalogue/none")
    assert (answer.status, answer.problem) == (404, "not-found")


@pytest.mark.parametrize(
    ("body", "problem"),
    [(b"", "status-409"), (b"<html>", "status-409"), (b'{"type":5}', "status-409"), (b'{"type":"x"}', "x")],
)
def test_a_problem_is_read_or_named_by_its_status(body, problem):
    assert Answer(409, body, {}).problem == problem


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(("text", "seconds"), [("12", 12), ("", None), ("soon", None), ("-5", None), ("9" * 30, None)])
def test_busy_says_how_long(portal, transport, monkeypatch, status, text, seconds):
    monkeypatch.setattr(portal, "retry_after", text)
    portal.trouble["GET", "/v1/changes"] = status, "busy"
    if status == 503:
        portal.busy = 1
    with pytest.raises(Busy) as caught:
        transport.exchange("GET", "/v1/changes")
    if status == 503:
        assert caught.value.retry_after == seconds


@pytest.mark.parametrize(("token", "reason"), [("wrong", "unknown-kiosk"), (TOKEN, "revoked")])
def test_shut_out_says_why(portal, address, token, reason):
    portal.revoked = True
    transport = Transport(address, token, portal.sign_key.verify_key, pace=QUICK)
    with pytest.raises(ShutOut) as caught:
        transport.exchange("GET", "/v1/changes")
    assert caught.value.reason == reason
    transport.close()


@pytest.mark.parametrize(
    "forge",
    [
        lambda reply: replace(reply, headers={}),
        lambda reply: replace(reply, headers={"Portal-Signature": ""}),
        lambda reply: replace(reply, headers={"Portal-Signature": "A" * 86}),
        lambda reply: replace(reply, body=reply.body + b" "),
        lambda reply: replace(reply, status=201),
        lambda reply: replace(reply, status=503, headers={"Retry-After": "60"}),
        lambda reply: Reply(302, {"Location": "http://login.example/"}, b""),
        lambda reply: Reply(511, {}, b"<html>login"),
    ],
)
def test_without_our_portals_signature_nothing_counts(portal, transport, monkeypatch, forge):
    honest = portal.handle
    monkeypatch.setattr(portal, "handle", lambda *request: forge(honest(*request)))
    failure = _failure(transport)
    assert isinstance(failure, NotOurPortal)
    assert (failure.cause, failure.nothing_left) == (Cause.CAPTIVE, False)


def test_the_answer_to_another_request_is_not_believed(portal, transport, monkeypatch):
    """A proxy that caches: rightly signed, for the nonce of an earlier request."""
    first = portal.handle("GET", "/v1/hello", {"Kiosk-Nonce": "x" * 22}, b"")
    monkeypatch.setattr(portal, "handle", lambda *request: first)
    assert _failure(transport).cause is Cause.CAPTIVE


def test_a_retry_after_of_somebody_on_the_way_is_heeded(portal, transport, monkeypatch):
    monkeypatch.setattr(portal, "handle", lambda *request: Reply(503, {"Retry-After": "60"}, b"upstream is down"))
    assert _failure(transport).retry_after == 60


def test_somebody_on_the_way_cannot_stop_the_sending_for_a_day(portal, transport, monkeypatch):
    monkeypatch.setattr(portal, "handle", lambda *request: Reply(503, {"Retry-After": "86400"}, b"log in first"))
    assert _failure(transport).retry_after == 900


def test_redirects_are_not_followed_and_their_body_is_bounded(portal, transport, monkeypatch):
    body = b"x" * (3 << 20)
    monkeypatch.setattr(portal, "handle", lambda *request: Reply(302, {"Location": "/v1/changes"}, body))
    assert _failure(transport).cause in (Cause.CUT, Cause.CAPTIVE)
    assert [target for _, target in portal.requests] == []


@pytest.mark.parametrize("limit", [100, 1 << 20])
def test_an_answer_over_the_limit_is_dropped(portal, transport, limit):
    portal.catalogue = {"long": b"x" * (limit + 1)}.get
    assert _failure(transport, "GET", "/v1/catalogue/long", limit=limit).cause is Cause.CUT
    portal.catalogue = {"long": b"x" * limit}.get
    assert len(transport.exchange("GET", "/v1/catalogue/long", limit=limit).body) == limit


def test_an_answer_cut_short_is_no_answer(portal, transport, monkeypatch):
    def lying(*request):
        return Reply(200, {"Content-Length": "1000"}, b"short")

    monkeypatch.setattr(portal, "handle", lying)
    began = time.monotonic()
    assert not _failure(transport).nothing_left
    assert time.monotonic() - began < 20


def test_packed_answers_are_neither_asked_for_nor_unpacked(portal, transport, monkeypatch):
    """A bomb in gzip: read as it came, and refused for its signature."""
    import gzip

    asked = []

    def packed(method, target, headers, body):
        asked.append(headers["Accept-Encoding"])
        return Reply(200, {"Content-Encoding": "gzip"}, gzip.compress(bytes(50 << 20)))

    monkeypatch.setattr(portal, "handle", packed)
    assert _failure(transport).cause in (Cause.CUT, Cause.CAPTIVE)
    assert asked == ["identity"]


def test_connection_refused_is_offline_and_nothing_left(portal):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    transport = Transport(f"http://127.0.0.1:{port}", TOKEN, portal.sign_key.verify_key, pace=QUICK)
    failure = _failure(transport)
    assert (failure.cause, failure.nothing_left) == (Cause.OFFLINE, True)


def test_a_name_that_does_not_resolve_is_offline_and_nothing_left(portal, monkeypatch):
    def nobody(*args, **kwargs):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    transport = Transport("https://cong.example.gov.vn", TOKEN, portal.sign_key.verify_key, pace=QUICK)
    failure = _failure(transport)
    assert (failure.cause, failure.nothing_left) == (Cause.OFFLINE, True)


def test_a_line_that_swallows_packets_is_offline_and_nothing_left(portal):
    """A server that accepts nobody: the queue of its socket is full, as when packets are dropped."""
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen(0)
        fillers = []
        for _ in range(4):
            filler = socket.socket()
            filler.settimeout(0)
            filler.connect_ex(deaf.getsockname())
            fillers.append(filler)
        transport = Transport(
            f"http://127.0.0.1:{deaf.getsockname()[1]}",
            TOKEN,
            portal.sign_key.verify_key,
            pace=Pace(connect=0.5, read=0.5),
        )
        failure = _failure(transport)
        assert (failure.cause, failure.nothing_left) == (Cause.OFFLINE, True)
        for filler in fillers:
            filler.close()


def test_a_cut_after_the_request_began_may_have_arrived(transport, proxy):
    proxy.plan(Fault(up_after=10), Fault(down_after=0))
    for _ in range(2):
        failure = _failure(transport)
        assert (failure.cause, failure.nothing_left) == (Cause.CUT, False)


def test_silence_is_a_timeout(transport, proxy):
    proxy.plan(Fault(silent=True))
    began = time.monotonic()
    failure = _failure(transport)
    assert (failure.cause, failure.nothing_left) == (Cause.TIMEOUT, False)
    assert time.monotonic() - began < QUICK.read + 8


def test_an_answer_that_drips_is_given_up(portal):
    """One byte a moment never trips a time-out that counts silence."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        ended = threading.Event()

        def drip():
            client, _ = listener.accept()
            with client:
                client.recv(4096)
                client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
                while not ended.is_set():
                    try:
                        client.sendall(b"x")
                    except OSError:
                        return
                    time.sleep(0.05)

        thread = threading.Thread(target=drip)
        thread.start()
        pace = Pace(connect=1, read=1, patience=0.5, slowest=1 << 30)
        transport = Transport(
            f"http://127.0.0.1:{listener.getsockname()[1]}", "", portal.sign_key.verify_key, pace=pace
        )
        began = time.monotonic()
        _failure(transport)
        assert time.monotonic() - began < 20
        ended.set()
        thread.join()


def test_a_slow_upload_is_not_mistaken_for_silence(portal, proxy):
    """Slower in total than the read time-out: it is each block that has to move, not the whole."""
    from sync.protocol.encoding import hash_of

    data = os.urandom(1 << 20)
    proxy.plan(Fault(delay=0.04))
    pace = Pace(connect=5, read=2, patience=5, slowest=1 << 20)
    began = time.monotonic()
    with closing(Transport(proxy.address, TOKEN, portal.sign_key.verify_key, pace=pace)) as transport:
        answer = transport.exchange("PUT", f"/v1/attachments/{hash_of(data)}", data)
    assert answer.status == 201
    assert time.monotonic() - began > pace.read
    assert portal.blobs[hash_of(data)] == data


@pytest.mark.parametrize("moment", ["before", "silent", "connecting"])
def test_stop_is_quick_in_the_middle_of_anything(transport, proxy, portal, moment):
    """Bounded far below every time-out."""
    slow = Pace(connect=30, read=30, patience=30)
    deaf = socket.socket()
    deaf.bind(("127.0.0.1", 0))
    deaf.listen(0)
    fillers = [socket.socket() for _ in range(4)]
    if moment == "connecting":
        for filler in fillers:
            filler.settimeout(0)
            filler.connect_ex(deaf.getsockname())
    url = f"http://127.0.0.1:{deaf.getsockname()[1]}" if moment == "connecting" else proxy.address
    transport = Transport(url, TOKEN, portal.sign_key.verify_key, pace=slow)
    proxy.plan(Fault(silent=True))
    if moment == "before":
        transport.stop()
    else:
        threading.Timer(0.3, transport.stop).start()
    began = time.monotonic()
    failure = _failure(transport)
    assert failure.cause is Cause.STOPPED
    assert time.monotonic() - began < 15
    assert _failure(transport).nothing_left, "and nothing is opened afterwards"
    for sock in (deaf, *fillers):
        sock.close()


def test_connections_are_kept_between_requests(transport, proxy):
    for _ in range(5):
        transport.exchange("GET", "/v1/hello")
    assert proxy.connections == 1


def test_no_socket_is_left_open_by_any_failure(portal, transport, proxy, monkeypatch):
    """A kiosk runs for months on a line that fails every minute."""

    def handles():
        return len(list(Path("/proc/self/fd").iterdir()))

    transport.exchange("GET", "/v1/hello")
    proxy.cut_all()
    time.sleep(0.1)
    before = handles()
    portal.catalogue = {"long": b"x" * 500_000}.get
    for _ in range(15):
        proxy.plan(Fault(up_after=10), Fault(down_after=50), Fault(captive=True), Fault(refuse=True))
        for _ in range(4):
            _failure(transport)
        _failure(transport, "GET", "/v1/catalogue/long", limit=100)
    proxy.cut_all()
    time.sleep(0.2)
    assert handles() <= before + 6


def test_a_connection_that_the_portal_closed_meanwhile_is_opened_anew(transport, proxy):
    transport.exchange("GET", "/v1/hello")
    proxy.cut_all()
    time.sleep(0.1)
    transport.exchange("GET", "/v1/hello")
    assert proxy.connections == 2


def test_the_environments_proxy_is_used_and_can_be_the_trouble(portal, monkeypatch):
    """A proxy that wants a password, in front of an address that is not this machine."""
    asked = []

    def gate(method, target, headers, body):
        asked.append(target)
        return Reply(407, {}, b"password, please")

    with served(gate) as url:
        monkeypatch.setenv("http_proxy", url)
        transport = Transport("http://portal.example", TOKEN, portal.sign_key.verify_key, allow_plain=True, pace=QUICK)
        failure = _failure(transport)
        assert (failure.cause, failure.nothing_left) == (Cause.PROXY, False)
        transport.close()
        monkeypatch.setenv("https_proxy", url)
        transport = Transport("https://portal.example", TOKEN, portal.sign_key.verify_key, pace=QUICK)
        failure = _failure(transport)
        assert (failure.cause, failure.nothing_left) == (Cause.PROXY, True)
        transport.close()
    assert asked[0].startswith("http://portal.example/")


def test_through_a_proxy_of_the_environment_the_portal_answers(portal, monkeypatch):
    def forwards(method, target, headers, body):
        return portal.handle(method, target.removeprefix("http://portal.example"), headers, body)

    with served(forwards) as url:
        monkeypatch.setenv("http_proxy", url)
        transport = Transport("http://portal.example", TOKEN, portal.sign_key.verify_key, allow_plain=True, pace=QUICK)
        assert transport.exchange("GET", "/v1/hello").status == 200
        transport.close()


def test_this_machine_is_reached_directly_whatever_the_environment_says(transport, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    assert transport.exchange("GET", "/v1/hello").status == 200


def test_a_netrc_cannot_replace_the_token(portal, address, monkeypatch, tmp_path):
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    seen = []
    honest = portal.handle

    def look(method, target, headers, body):
        seen.append(headers["Authorization"])
        return honest(method, target, headers, body)

    monkeypatch.setattr(portal, "handle", look)
    transport = Transport(address, TOKEN, portal.sign_key.verify_key, pace=QUICK)
    transport._session.trust_env = True
    transport.exchange("GET", "/v1/hello")
    assert seen == [f"Bearer {TOKEN}"]
    transport.close()


@pytest.mark.parametrize(
    "url", ["http://portal.gov.vn", "http://10.0.0.1:8000", "http://127.0.0.1.evil.example", "http://localhost.evil.vn"]
)
def test_plain_http_is_refused_unless_allowed(url, portal):
    with pytest.raises(PlainTextRefused):
        Transport(url, TOKEN, portal.sign_key.verify_key)
    Transport(url, TOKEN, portal.sign_key.verify_key, allow_plain=True).close()


@pytest.mark.parametrize(
    ("url", "checked"),
    [
        ("https://cong.gov.vn/", "https://cong.gov.vn"),
        (" https://cong.gov.vn/kiosk/ ", "https://cong.gov.vn/kiosk"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("http://[::1]:8000/", "http://[::1]:8000"),
        ("http://127.8.8.8", "http://127.8.8.8"),
    ],
)
def test_addresses_that_are_taken(url, checked):
    assert check_url(url) == checked


@pytest.mark.parametrize(
    "url", ["", "cong.gov.vn", "ftp://x", "https://", "https://u:p@x", "https://x/?a", "javascript:1"]
)
def test_addresses_that_are_none(url):
    with pytest.raises(ValueError, match=r"not the address|https"):
        check_url(url)
    assert not is_loopback("https://127.0.0.1.example")


def test_what_is_sent_is_what_was_made(portal, transport):
    made = make_revision(portal.kiosk, portal.box_key.public_key)
    answer = transport.exchange("PUT", f"/v1/dossiers/{made.dossier}/revisions/1", made.body)
    assert answer.status == 201
    assert portal.revisions[made.dossier, 1] == made.body


def test_a_target_that_requests_would_rewrite_is_a_fault_of_ours(transport):
    with pytest.raises(ValueError, match="percent-encoded"):
        transport.exchange("GET", "/v1/changes?after=đ")


def test_the_log_has_a_line_for_each_attempt_and_no_token(portal, transport, proxy, caplog):
    caplog.set_level(logging.DEBUG)
    transport.exchange("GET", "/v1/changes?after=424242")
    proxy.cut_all()
    proxy.plan(Fault(up_after=0))
    _failure(transport)
    lines = [record.getMessage() for record in caplog.records if record.name == "sync.transport"]
    assert len(lines) == 2
    assert "GET /v1/changes: 200" in lines[0]
    assert not any("424242" in line for line in lines)
    assert TOKEN not in caplog.text


# TLS, with certificates made for the test.


@pytest.fixture
def tls(tmp_path, portal, monkeypatch):
    """Serve the portal over TLS with a certificate that is trusted, and return a transport to it."""
    opened = []

    def serve(*arguments, trusted=True):
        key, certificate = certificate_for(tmp_path, *arguments)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        server = served(portal.handle, tls=context)
        url = server.__enter__()
        transport = Transport(url, TOKEN, portal.sign_key.verify_key, pace=QUICK)
        transport._session.trust_env = True  # this machine is otherwise exempt, and its certificates with it
        opened.append((server, transport))
        if trusted:
            monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
        return transport

    yield serve
    for server, transport in opened:
        transport.close()
        server.__exit__(None, None, None)


def test_tls_with_a_trusted_certificate(tls):
    assert tls("IP:127.0.0.1").exchange("GET", "/v1/hello").status == 200


def test_an_untrusted_certificate(tls):
    failure = _failure(tls("IP:127.0.0.1", trusted=False))
    assert (failure.cause, failure.nothing_left) == (Cause.CERTIFICATE, True)


def test_a_certificate_of_another_name(tls):
    failure = _failure(tls("DNS:wifi.example"))
    assert (failure.cause, failure.nothing_left) == (Cause.CERTIFICATE, True)


def test_an_expired_certificate(tls):
    failure = _failure(tls("IP:127.0.0.1", "20200101000000Z", "20210101000000Z"))
    assert (failure.cause, failure.nothing_left) == (Cause.EXPIRED, True)


def test_a_certificate_of_the_future_means_our_clock_is_behind(tls):
    failure = _failure(tls("IP:127.0.0.1", "20900101000000Z", "20910101000000Z"))
    assert (failure.cause, failure.nothing_left) == (Cause.NOT_YET_VALID, True)


def test_stop_during_a_tls_handshake_is_quick(portal):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        transport = Transport(
            f"https://127.0.0.1:{silent.getsockname()[1]}", TOKEN, portal.sign_key.verify_key, pace=Pace(30, 30, 30)
        )
        threading.Timer(0.3, transport.stop).start()
        began = time.monotonic()
        failure = _failure(transport)
        assert time.monotonic() - began < 15
        assert (failure.cause, failure.nothing_left) == (Cause.STOPPED, True)
