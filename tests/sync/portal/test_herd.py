"""Many real kiosks come back to the real portal at once: spread out, paced, and everything arrives once."""

import socket
import sqlite3
from http.client import HTTPResponse
from uuid import UUID

import pytest

from sync.protocol.answers import NONCE_HEADER, SIGNATURE_HEADER, check_response
from tests.support.herd import come_back
from tests.support.portal import SITE, Portal, _nonce, enrolled


@pytest.fixture
def fresh_portal(tmp_path):
    portal = Portal(tmp_path / "data")
    portal.do("add_site", SITE, "Xã Đạ Một")
    yield portal
    assert portal.stop() == 0


def stored(portal):
    db = sqlite3.connect(portal.data / "portal.sqlite3")
    try:
        rows = db.execute("SELECT dossier, number, hash FROM registry_revision").fetchall()
    finally:
        db.close()
    return {(str(UUID(row[0])), row[1]): row[2] for row in rows}


@pytest.mark.timeout(300)
def test_twenty_kiosks_come_back_at_once(fresh_portal, tmp_path):
    """Ten minutes of theirs are eight seconds of ours; each has more waiting than goes one by one."""
    seen = come_back(fresh_portal, tmp_path, 20, 22, speed=75, pictures=1, give_up=250)
    assert seen.trouble == []
    assert len(seen.hashes) == 440
    assert stored(fresh_portal) == seen.hashes


AT_ONCE = 180


def all_at_once(portal, kiosk, sent):
    """Every revision on a connection of its own, the last byte of each in the same moment: (status, headers, body)."""
    host, port = portal.url.removeprefix("http://").split(":")
    lines = []
    for each in sent:
        size = str(len(each.body))
        head = {**_nonce(), "Authorization": f"Bearer {kiosk.enrolled['token']}", "Content-Length": size}
        lines.append((socket.create_connection((host, int(port)), timeout=100), head, each))
        text = "".join(f"{name}: {value}\r\n" for name, value in head.items())
        lines[-1][0].sendall(f"PUT {each.target} HTTP/1.1\r\nHost: {host}\r\n{text}\r\n".encode() + each.body[:-1])
    for line, _, each in lines:
        line.sendall(each.body[-1:])
    for line, head, each in lines:
        with line:
            answer = HTTPResponse(line, method="PUT")
            answer.begin()
            body, signature = answer.read(), answer.headers[SIGNATURE_HEADER]
            check_response(portal.key, signature, head[NONCE_HEADER], "PUT", each.target, answer.status, body)
            yield each, answer.status, answer.headers


def test_a_portal_with_a_long_queue_sends_kiosks_away_and_takes_nothing_of_theirs(fresh_portal):
    """Signed, with the seconds to wait; whoever comes back is taken, and nobody is taken twice."""
    kiosk = enrolled(fresh_portal)
    sent = [kiosk.dossier() for _ in range(AT_ONCE)]
    away = []
    for each, status, headers in all_at_once(fresh_portal, kiosk, sent):
        assert status in (201, 503)
        if status == 503:
            assert 1 <= int(headers["Retry-After"]) <= AT_ONCE
            away.append(each)
    assert away, "nobody had to wait: there was no queue"
    assert len(stored(fresh_portal)) == AT_ONCE - len(away)
    assert {each.put().status_code for each in away} == {201}
    assert len(stored(fresh_portal)) == AT_ONCE


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_two_hundred_kiosks_come_back_at_once(fresh_portal, tmp_path, capsys):
    seen = come_back(fresh_portal, tmp_path, 200, 50, speed=10, pictures=2, give_up=1500)
    with capsys.disabled():
        print(
            f"\n200 kiosks x 50 dossiers: {seen.seconds:.0f} s, {sum(seen.requests.values())} requests, "
            f"peak {max(seen.requests.values())} in a second of theirs, {seen.refused} cycles broken off"
        )
    assert seen.trouble == []
    assert stored(fresh_portal) == seen.hashes
