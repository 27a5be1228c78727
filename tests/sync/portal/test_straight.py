"""New dossiers of a known kiosk go a shorter way: it answers as the usual one, and lets nobody in who may not."""

import json
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
import requests
from uuid6 import uuid7

from tests.support.portal import Kiosk, Portal, enrolled


@pytest.fixture
def known(portal: Portal) -> Kiosk:
    """A kiosk that has called before."""
    kiosk = enrolled(portal)
    assert kiosk.dossier().put().status_code == 201
    return kiosk


def said(response: requests.Response) -> tuple[int, str | None]:
    """Status and type of problem."""
    return response.status_code, response.json().get("type")


def test_a_kiosk_that_is_revoked_stores_nothing_from_then_on(portal: Portal, known: Kiosk) -> None:
    late = known.dossier()
    portal.do("revoke_kiosk", known.enrolled["kiosk"])
    assert said(late.put()) == (403, "revoked")
    portal.sql(f"UPDATE registry_kiosk SET revoked_at = NULL WHERE prefix = '{known.enrolled['prefix']}'")
    assert said(known.call("GET", late.target)) == (404, "not-found")
    assert said(late.put()) == (201, None)


def test_a_token_that_is_not_known_is_refused(known: Kiosk) -> None:
    sent = known.dossier()
    for token in ("", "x" * 43, known.enrolled["token"][:-1]):
        assert said(known.call("PUT", sent.target, sent.body, token=token)) == (401, "unknown-kiosk")


def test_what_was_there_before_is_acknowledged_again(known: Kiosk) -> None:
    sent = known.dossier()
    first, again = sent.put(), sent.put()
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()


def test_a_known_kiosk_is_told_what_is_wrong(known: Kiosk) -> None:
    sent, other = known.dossier(), known.dossier()
    mine = f"/v1/dossiers/{sent.dossier}/revisions"
    assert said(known.call("PUT", f"{mine}/1", other.body)) == (400, "malformed")
    assert said(known.call("PUT", f"{mine}/2", sent.body)) == (400, "malformed")
    assert said(known.call("PUT", f"{mine}/1", sent.body[:-1])) == (400, "malformed")
    assert said(known.call("PUT", f"{mine}/1", b"")) == (400, "malformed")
    changed = json.dumps({**json.loads(sent.body), "pack_version": "2"}, sort_keys=True, separators=(",", ":"))
    assert said(known.call("PUT", f"{mine}/1", changed.encode())) == (422, "bad-signature")
    assert said(known.call("PUT", f"{mine}/1", b"x" * ((1 << 20) + 1))) == (413, "too-large")
    thief = known.revise(uuid7(), sent.code, 1, None, "<data/>")
    assert sent.put().status_code == 201
    assert said(thief.put()) == (422, "wrong-prefix")
    twin = known.revise(UUID(str(sent.dossier)), sent.code, 1, None, "<data><other/></data>")
    assert said(twin.put()) == (409, "other-bytes")


def test_one_dossier_at_once_from_everywhere_is_stored_and_told_once(known: Kiosk) -> None:
    sent = known.dossier()
    with ThreadPoolExecutor(8) as pool:
        statuses = sorted(response.status_code for response in pool.map(lambda _: sent.put(), range(8)))
    assert statuses == [200] * 7 + [201]
    assert [event["revision"] for event in known.changes() if event["dossier"] == str(sent.dossier)] == [1]
