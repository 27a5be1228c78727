"""Dossiers that are written together: one that cannot be does not take the others with it."""

import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from uuid6 import uuid7

from sync.protocol.encoding import to_base64
from tests.support.portal import OTHER_SITE, Kiosk, Portal, Sent, enrolled


def send(kiosk: Kiosk, sent: list[Sent]) -> list[tuple[int, dict[str, object]]]:
    """The bulk form: status and body for each."""
    bodies = [to_base64(one.body) for one in sent]
    answer = kiosk.call("POST", "/v1/revisions", json.dumps({"revisions": bodies}))
    assert answer.status_code == 200
    return [(result["status"], result["body"]) for result in answer.json()["results"]]


def test_what_comes_twice_in_one_bulk_is_stored_once_and_the_first_is_new(kiosk: Kiosk) -> None:
    sent, other = kiosk.dossier(), kiosk.dossier()
    answered = send(kiosk, [sent, other, sent])
    assert [status for status, _ in answered] == [201, 201, 200]
    assert answered[0][1] == answered[2][1]


def test_a_dossier_and_its_next_revision_may_come_in_one_bulk(kiosk: Kiosk) -> None:
    first = kiosk.dossier()
    second = first.next("<data><name>Trần Thị Đào</name><more/></data>")
    assert [status for status, _ in send(kiosk, [second, first])] == [201, 201]  # the later one first, even
    assert kiosk.call("GET", second.target).json()["hash"] == second.hash


def test_other_bytes_under_one_number_are_told_to_the_second(kiosk: Kiosk) -> None:
    first = kiosk.dossier()
    twin = kiosk.revise(first.dossier, first.code, 1, None, "<data><n>2</n></data>")
    fresh = kiosk.dossier()
    answered = send(kiosk, [first, twin, fresh])
    assert [status for status, _ in answered] == [201, 409, 201]
    assert answered[1][1]["hash"] == first.hash


def test_a_code_that_is_taken_is_refused_alone(kiosk: Kiosk) -> None:
    first, fresh = kiosk.dossier(), kiosk.dossier()
    thief = kiosk.revise(uuid7(), first.code, 1, None, "<data><n/></data>")
    answered = send(kiosk, [first, thief, fresh])
    assert [(status, body.get("type")) for status, body in answered] == [
        (201, None),
        (422, "wrong-prefix"),
        (201, None),
    ]


def test_a_dossier_of_another_commune_does_not_keep_the_rest_from_being_stored(portal: Portal, kiosk: Kiosk) -> None:
    """(dossier, number) is one over all communes: that constraint breaks the common transaction."""
    elsewhere = enrolled(portal, OTHER_SITE)
    taken = elsewhere.dossier()
    assert taken.put().status_code == 201
    code = kiosk.dossier().code
    claimed = kiosk.revise(taken.dossier, code, 1, None, "<data><n/></data>")
    fresh = [kiosk.dossier() for _ in range(3)]
    answered = send(kiosk, [fresh[0], claimed, *fresh[1:]])
    assert [status for status, _ in answered] == [201, 409, 201, 201]
    assert {one.put().status_code for one in fresh} == {200}
    assert kiosk.call("GET", claimed.target).status_code == 404


def test_each_new_dossier_is_told_once_whoever_wrote_it(kiosk: Kiosk) -> None:
    before = len(kiosk.changes())
    batches = [[kiosk.dossier() for _ in range(7)] for _ in range(6)]
    with ThreadPoolExecutor(6) as pool:
        statuses = [status for part in pool.map(lambda batch: send(kiosk, batch), batches) for status, _ in part]
    assert statuses == [201] * 42
    told = Counter(event["dossier"] for event in kiosk.changes()[before:])
    assert told == {str(one.dossier): 1 for batch in batches for one in batch}


@pytest.mark.parametrize("count", [1, 3, 4, 5, 21, 85])
def test_any_number_of_dossiers_fits(kiosk: Kiosk, count: int) -> None:
    """Statements are for 64, 16, 4 and 1 rows."""
    assert [status for status, _ in send(kiosk, [kiosk.dossier() for _ in range(count)])] == [201] * count


# Everything but what the protocol and XML refuse.
_TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=_TEXTS)
def test_rows_hold_what_was_sent(portal: Portal, kiosk: Kiosk, name: str) -> None:
    """Values go past the ORM, so whatever a text holds has to come out as it went in."""
    quoted = name.replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "")
    sent = kiosk.dossier(f"<data><name>{quoted}</name></data>")
    assert sent.put().status_code == 201
    if portal.database:
        with psycopg.connect(portal.database) as server:
            row = server.execute(
                "SELECT r.instance, r.body, d.names FROM registry_revision r"
                " JOIN registry_dossier d ON d.id = r.dossier AND d.site_id = r.site_id WHERE r.dossier = %s",
                [UUID(str(sent.dossier))],
            ).fetchone()
        assert row is not None
        assert (row[0], bytes(row[1])) == (sent.instance, sent.body)
        assert row[2] == ([" ".join(name.split())] if name.split() else [])
