"""For every cause there is one sentence that names it: tried against real sockets, one of each kind."""

import ssl
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.app import Kiosk
from kiosk.doctor.services import PortalExamined, examine_outbox, examine_portal
from kiosk.link import Link
from sync import outbox, worklist
from sync.protocol.answers import NONCE_HEADER, SIGNATURE_HEADER, sign_response
from sync.protocol.encoding import canonical_json, to_instant
from tests.support.certificates import certificate_for
from tests.support.http_portal import served
from tests.support.kiosks import Portal, begin, finish
from tests.support.model_portal import Reply

CLOSED = "http://127.0.0.1:9"


@pytest.fixture
def lines() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def waiting(kiosk: Kiosk) -> Kiosk:
    """One dossier waits."""
    finish(kiosk, begin(kiosk))
    return kiosk


def signed(portal: Portal, status: int = 200, more: dict[str, str] | None = None):
    def handle(method, target, headers, _body):
        content = canonical_json({"now": to_instant(datetime.now(UTC)), "type": "revoked"})
        nonce = {name.lower(): value for name, value in headers.items()}[NONCE_HEADER.lower()]
        signature = sign_response(portal.sign_key, nonce, method, target, status, content)
        return Reply(status, {SIGNATURE_HEADER: signature, **(more or {})}, content)

    return handle


def why(kiosk: Kiosk, portal: Portal, url: str, *, running: bool = True) -> str:
    """What the doctor says, looking at the portal at url."""
    kiosk.identity.store_enrolment(replace(portal.enrolment(), portal_url=url))
    examined = examine_portal(kiosk.identity, datetime.now(UTC), "en")
    found = examine_outbox(kiosk.dossiers.outgoing(), examined, "en", running=running)
    assert len(found.text.split(". ")) == 1, "one sentence"
    assert "1 dossier" in found.text or "portal no longer" in found.text
    return found.text


def test_offline(waiting: Kiosk, portal: Portal) -> None:
    assert "the line, or the portal, is away" in why(waiting, portal, CLOSED)


def test_a_login_page_of_the_wifi(waiting: Kiosk, portal: Portal, lines: ExitStack) -> None:
    url = lines.enter_context(served(lambda *_: Reply(200, {}, b"<html>log in</html>")))
    assert "asks for a login" in why(waiting, portal, url)


def test_revoked(waiting: Kiosk, portal: Portal, lines: ExitStack) -> None:
    url = lines.enter_context(served(signed(portal, 403)))
    assert "no longer takes dossiers" in why(waiting, portal, url)


def test_busy(waiting: Kiosk, portal: Portal, lines: ExitStack) -> None:
    url = lines.enter_context(served(signed(portal, 503, {"Retry-After": "30"})))
    assert "asked to wait" in why(waiting, portal, url)


def test_a_proxy_that_lets_nothing_through(
    waiting: Kiosk, portal: Portal, lines: ExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = lines.enter_context(served(lambda *_: Reply(407, {}, b"password, please")))
    monkeypatch.setenv("https_proxy", gate)
    assert "proxy" in why(waiting, portal, "https://portal.example")


@pytest.mark.parametrize(
    ("dates", "trusted", "words"),
    [
        ((), False, "certificate that cannot be trusted"),
        (("20200101000000Z", "20210101000000Z"), True, "certificate that cannot be trusted"),
        (("20900101000000Z", "20910101000000Z"), True, "clock is wrong"),
    ],
    ids=["untrusted", "expired", "of the future"],
)
def test_certificates_and_the_clock(
    waiting: Kiosk,
    portal: Portal,
    lines: ExitStack,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    dates: tuple[str, ...],
    trusted: bool,
    words: str,
) -> None:
    key, certificate = certificate_for(tmp_path, "IP:127.0.0.1", *dates)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    url = lines.enter_context(served(signed(portal), tls=context))
    # This machine is otherwise exempt from the environment, and its certificates with it.
    monkeypatch.setattr("sync.transport.is_loopback", lambda _: False)
    if trusted:
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    assert words in why(waiting, portal, url)


def test_parked(waiting: Kiosk, portal: Portal, lines: ExitStack) -> None:
    def park(db):
        key = outbox.key_of(db.execute("SELECT dossier, number FROM outbox").fetchone())
        worklist.park(db, key, "too-large", at=waiting.now())

    waiting.store.transaction(park)
    url = lines.enter_context(served(signed(portal)))
    assert "refused 1 dossiers" in why(waiting, portal, url)


def test_a_kiosk_that_is_not_running(waiting: Kiosk, portal: Portal, lines: ExitStack) -> None:
    url = lines.enter_context(served(signed(portal)))
    assert "not running" in why(waiting, portal, url, running=False)
    assert "next try" in why(waiting, portal, url, running=True)


def test_a_full_disk(waiting: Kiosk) -> None:
    found = examine_outbox(waiting.dossiers.outgoing(), PortalExamined(_NO_FINDING, link=Link.DISK), "en")
    assert "disk is full" in found.text


def test_not_enrolled(waiting: Kiosk) -> None:
    examined = examine_portal(None, datetime.now(UTC), "en")
    assert "not enrolled" in examine_outbox(waiting.dossiers.outgoing(), examined, "en").text


_NO_FINDING = examine_portal(None, datetime.now(UTC), "en").finding
