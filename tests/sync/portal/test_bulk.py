"""A bulk call that the kiosk signed as one: taken whole with one look at the signature, or not at all."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from typing import Any

import pytest
import requests
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.protocol.answers import read_ack, read_acks
from sync.protocol.batch import Signer
from sync.protocol.encoding import canonical_json, hash_of, to_base64
from tests.support.portal import Kiosk, Portal, Sent, enrolled


def signature_of(kiosk: Kiosk, bodies: Sequence[bytes]) -> str:
    return Signer(kiosk.enrolled["kiosk"], kiosk.sign_key).sign([hash_of(body) for body in bodies])


def post(kiosk: Kiosk, bodies: Sequence[bytes], signature: Any) -> requests.Response:
    """What is sent may be another thing than what was signed."""
    call = {"revisions": [to_base64(body) for body in bodies], "signature": signature}
    return kiosk.call("POST", "/v1/revisions", json.dumps(call))


def send(kiosk: Kiosk, sent: Sequence[Sent]) -> requests.Response:
    bodies = [one.body for one in sent]
    return post(kiosk, bodies, signature_of(kiosk, bodies))


def nothing_is_stored(kiosk: Kiosk, sent: Sequence[Sent]) -> None:
    assert {kiosk.call("GET", one.target).status_code for one in sent} <= {404}


def test_one_signature_each_way_and_a_proof_for_every_dossier(portal: Portal, kiosk: Kiosk) -> None:
    sent = [kiosk.dossier() for _ in range(5)]
    answer = send(kiosk, sent)
    assert answer.content == canonical_json(answer.json())
    assert [one["status"] for one in answer.json()["results"]] == [201] * 5
    bodies = [one["body"] for one in answer.json()["results"]]
    assert not any("signature" in body for body in bodies)
    found = read_acks(bodies, answer.json()["signature"], portal.key)
    for (ack, proof), one in zip(found, sent, strict=True):
        assert (ack.dossier, ack.number, ack.hash) == (str(one.dossier), 1, one.hash)
        assert read_ack(proof, portal.key) == ack
        assert portal.do("evidence", str(one.dossier)) == ["among others"]


def test_what_was_sent_so_is_stored_once_and_acknowledged_by_either_way(portal: Portal, kiosk: Kiosk) -> None:
    sent = [kiosk.dossier() for _ in range(3)]
    first, again = send(kiosk, sent), send(kiosk, sent)
    assert [one["status"] for one in again.json()["results"]] == [200] * 3
    assert first.json()["results"][1]["body"] == again.json()["results"][1]["body"]
    alone = sent[0].put()
    assert alone.status_code == 200
    assert read_ack(alone.content, portal.key).hash == sent[0].hash


def test_one_bad_revision_of_a_signed_bulk_holds_up_no_other(portal: Portal, kiosk: Kiosk) -> None:
    fresh, first = kiosk.dossier(), kiosk.dossier()
    assert first.put().status_code == 201
    twin = kiosk.revise(first.dossier, first.code, 1, None, "<data><n>2</n></data>")
    answer = send(kiosk, [fresh, twin]).json()
    assert [one["status"] for one in answer["results"]] == [201, 409]
    (_,) = read_acks([answer["results"][0]["body"]], answer["signature"], portal.key)
    refused = send(kiosk, [twin]).json()
    assert [one["status"] for one in refused["results"]] == [409]
    assert "signature" not in refused, "there is nothing to sign for"


def test_the_next_revision_may_come_so_too(portal: Portal, kiosk: Kiosk) -> None:
    first = kiosk.dossier()
    assert first.put().status_code == 201
    assert [one["status"] for one in send(kiosk, [first.next()]).json()["results"]] == [201]
    assert portal.do("evidence", str(first.dossier)) == ["alone", "among others"]


def test_a_revision_whose_own_signature_is_not_the_kiosks_is_proved_by_the_batch_it_came_in(
    portal: Portal, kiosk: Kiosk
) -> None:
    """The kiosk has signed these very bytes, whatever is written in them: it cannot say later that it has not."""
    made = kiosk.dossier()
    value = json.loads(made.body)
    value["signature"] = "A" * 86
    body = canonical_json(value)
    answer = post(kiosk, [body], signature_of(kiosk, [body]))
    assert [one["status"] for one in answer.json()["results"]] == [201]
    assert portal.do("evidence", str(made.dossier)) == ["among others"]
    unsigned = kiosk.dossier()
    value = json.loads(unsigned.body)
    value["signature"] = "A" * 86
    call = {"revisions": [to_base64(canonical_json(value))]}
    alone = kiosk.call("POST", "/v1/revisions", json.dumps(call)).json()
    assert alone["results"][0]["body"]["type"] == "bad-signature"


def test_a_row_that_was_changed_afterwards_is_no_evidence(portal: Portal, kiosk: Kiosk) -> None:
    sent = [kiosk.dossier(), kiosk.dossier(), kiosk.dossier()]
    send(kiosk, sent)
    one, other, third = (str(each.dossier) for each in sent)
    if portal.database:
        quoted = [f"'{name}'" for name in (one, other, third)]
    else:
        quoted = [f"'{each.dossier.hex}'" for each in sent]
    portal.sql(
        "UPDATE registry_revision SET body = (SELECT body FROM registry_revision"
        f" WHERE dossier = {quoted[1]}) WHERE dossier = {quoted[0]}"
    )
    portal.sql(f"UPDATE registry_revision SET proof = NULL WHERE dossier = {quoted[2]}")
    assert portal.do("evidence", one) == ["the revision was not signed among others by this kiosk"]
    assert portal.do("evidence", other) == ["among others"]
    assert portal.do("evidence", third) == ["alone"], "its own signature is still in it"


# Hostile batches.


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_batch_that_is_not_what_was_signed_is_refused_whole(kiosk: Kiosk, data: st.DataObject) -> None:
    sent = [kiosk.dossier() for _ in range(4)]
    bodies = [one.body for one in sent]
    signature = signature_of(kiosk, bodies)
    what = data.draw(st.sampled_from(["altered", "reordered", "one less", "one more", "one twice", "exchanged"]))
    at = data.draw(st.integers(0, 3))
    if what == "altered":
        position = data.draw(st.integers(0, 9999)) % len(bodies[at])  # no two bodies are as long
        bodies[at] = bodies[at][:position] + bytes([bodies[at][position] ^ 1]) + bodies[at][position + 1 :]
    elif what == "reordered":
        bodies = bodies[at + 1 :] + bodies[: at + 1] if at < 3 else bodies[::-1]
    elif what == "one less":
        del bodies[at]
    elif what == "one more":
        bodies.insert(at, kiosk.dossier().body)
    elif what == "one twice":
        bodies.insert(at, bodies[at])
    else:
        bodies[at] = kiosk.dossier().body
    answer = post(kiosk, bodies, signature)
    assert (answer.status_code, answer.json()["type"]) == (422, "bad-signature")
    nothing_is_stored(kiosk, sent)


def test_a_batch_cannot_be_replayed_in_the_name_of_another_kiosk(portal: Portal, kiosk: Kiosk) -> None:
    """Neither under the other's token, nor signed anew by the other."""
    sent = [kiosk.dossier() for _ in range(2)]
    bodies = [one.body for one in sent]
    thief = enrolled(portal)
    replayed = post(thief, bodies, signature_of(kiosk, bodies))
    assert (replayed.status_code, replayed.json()["type"]) == (422, "bad-signature")
    claimed = post(thief, bodies, signature_of(thief, bodies)).json()["results"]
    assert [(one["status"], one["body"]["type"]) for one in claimed] == [(422, "wrong-kiosk")] * 2
    posing = Signer(thief.enrolled["kiosk"], kiosk.sign_key).sign([hash_of(body) for body in bodies])
    assert post(thief, bodies, posing).status_code == 422
    nothing_is_stored(kiosk, sent)


@pytest.mark.parametrize(
    ("signature", "status"), [("", 422), ("A" * 86, 422), ("no base64!", 422), (5, 400), ([], 400), ({}, 400)]
)
def test_what_is_no_signature_is_refused(kiosk: Kiosk, signature: Any, status: int) -> None:
    sent = [kiosk.dossier()]
    assert post(kiosk, [one.body for one in sent], signature).status_code == status
    nothing_is_stored(kiosk, sent)


def test_a_batch_with_what_is_no_base64_is_refused_whole(kiosk: Kiosk) -> None:
    sent = kiosk.dossier()
    for spoilt in (5, "€", urlsafe_b64encode(sent.body).decode() + "=="):
        call = {"revisions": [to_base64(sent.body), spoilt], "signature": signature_of(kiosk, [sent.body, b""])}
        answer = kiosk.call("POST", "/v1/revisions", json.dumps(call))
        assert (answer.status_code, answer.json()["type"]) == (422, "bad-signature")
    nothing_is_stored(kiosk, [sent])
    empty = kiosk.call("POST", "/v1/revisions", json.dumps({"revisions": [], "signature": signature_of(kiosk, [b""])}))
    assert empty.status_code == 422
