"""The portal's end of docs/protocol.md, over real sockets, on SQLite and on PostgreSQL."""

import json
import secrets
from datetime import UTC, datetime
from pathlib import Path

import pytest
import requests
from nacl.public import PrivateKey
from nacl.signing import SigningKey
from openapi_spec_validator import validate
from uuid6 import uuid7

from sync.catalogue.client import update
from sync.protocol import answers, followup
from sync.protocol.encoding import from_instant, hash_of, to_base64
from tests.support.catalogues import Shelf
from tests.support.portal import OTHER_SITE, SITE, Kiosk, Portal, enrolled, photograph


def problem(response: requests.Response) -> tuple[int, str]:
    """Status and type of a problem+json answer."""
    assert response.headers["Content-Type"] == "application/problem+json"
    return response.status_code, response.json()["type"]


def test_hello_names_the_keys_and_the_time(portal: Portal) -> None:
    value = Kiosk(portal).call("GET", "/v1/hello").json()
    assert set(value) == {"portal", "epoch", "now", "sign_key", "box_key"}
    assert value["portal"] == portal.url
    from_instant(value["now"])


def test_a_request_without_a_nonce_is_malformed(portal: Portal) -> None:
    response = requests.get(f"{portal.url}/v1/hello", timeout=20)
    assert problem(response) == (400, "malformed")


def test_the_signature_is_over_this_request_only(portal: Portal) -> None:
    nonce = to_base64(secrets.token_bytes(16))
    response = requests.get(f"{portal.url}/v1/hello", headers={answers.NONCE_HEADER: nonce}, timeout=20)
    signature = response.headers[answers.SIGNATURE_HEADER]
    answers.check_response(portal.key, signature, nonce, "GET", "/v1/hello", 200, response.content)
    for other in (("GET", "/v1/hello?x=1", 200), ("PUT", "/v1/hello", 200), ("GET", "/v1/hello", 201)):
        with pytest.raises(ValueError, match="does not come from our portal"):
            answers.check_response(portal.key, signature, nonce, *other, response.content)


def test_a_target_with_odd_letters_is_signed_as_sent(kiosk: Kiosk) -> None:
    assert kiosk.call("GET", "/v1/changes?after=&limit=5&x=%C4%91%20%2F").status_code == 200


def test_enrolment_gives_a_prefix_and_a_token_once(portal: Portal) -> None:
    code = portal.do("new_enrolment_code", SITE)
    kiosk = Kiosk(portal)
    first, again = kiosk.enrol(code.lower()), kiosk.enrol(code)
    assert first.status_code == again.status_code == 201
    # The first answer may have been lost on the way; what is sealed is sealed anew each time.
    assert {**first.json(), "site_key": ""} == {**again.json(), "site_key": ""}
    assert (first.json()["site"], first.json()["site_name"]) == (SITE, "Xã Đạ Một")
    assert problem(Kiosk(portal).enrol(code)) == (404, "not-found")


def test_prefixes_are_never_given_out_twice(portal: Portal) -> None:
    prefixes = [enrolled(portal).enrolled["prefix"] for _ in range(3)]
    portal.do("revoke_kiosk", prefixes[0])
    assert enrolled(portal).enrolled["prefix"] not in prefixes
    assert len(set(prefixes)) == 3


@pytest.mark.parametrize(
    "wrong",
    [{"sign_key": "AAAA"}, {"box_key": None}, {"code": 7}, {"sign_key": to_base64(b"\xff" * 32)}, {"name": ["x"]}],
)
def test_an_enrolment_that_is_not_one_is_malformed(portal: Portal, wrong: dict[str, object]) -> None:
    good = {
        "code": "ABCD-EFGH-JKMN",
        "name": "Máy",
        "sign_key": to_base64(bytes(SigningKey.generate().verify_key)),
        "box_key": to_base64(bytes(PrivateKey.generate().public_key)),
    }
    response = Kiosk(portal).call("POST", "/v1/enrol", json.dumps({**good, **wrong}), token="")
    assert problem(response) == (400, "malformed")


def test_without_a_token_nothing_is_taken(portal: Portal, kiosk: Kiosk) -> None:
    sent = kiosk.dossier()
    assert problem(kiosk.call("PUT", sent.target, sent.body, token="")) == (401, "unknown-kiosk")
    assert problem(kiosk.call("PUT", sent.target, sent.body, token="x" * 43)) == (401, "unknown-kiosk")


def test_a_revoked_kiosk_is_told_so(portal: Portal) -> None:
    kiosk = enrolled(portal)
    portal.do("revoke_kiosk", kiosk.enrolled["kiosk"])
    assert problem(kiosk.call("GET", "/v1/changes?after=")) == (403, "revoked")
    assert problem(kiosk.dossier().put()) == (403, "revoked")


def test_a_revision_is_stored_once_and_acknowledged_the_same(portal: Portal, kiosk: Kiosk) -> None:
    sent = kiosk.dossier()
    assert problem(kiosk.call("GET", sent.target)) == (404, "not-found")
    first, again, asked = sent.put(), sent.put(), kiosk.call("GET", sent.target)
    assert [response.status_code for response in (first, again, asked)] == [201, 200, 200]
    assert first.content == again.content == asked.content
    ack = answers.read_ack(first.content, portal.key)
    assert (ack.dossier, ack.number, ack.hash) == (str(sent.dossier), 1, sent.hash)
    assert [event["data"]["state"] for event in kiosk.changes() if event["dossier"] == str(sent.dossier)] == ["sent"]


def test_other_bytes_under_a_number_are_refused_with_the_stored_hash(kiosk: Kiosk) -> None:
    sent = kiosk.dossier()
    assert sent.put().status_code == 201
    other = kiosk.revise(sent.dossier, sent.code, 1, None, "<data><name>Khác</name></data>")
    response = other.put()
    assert problem(response) == (409, "other-bytes")
    assert response.json()["hash"] == sent.hash
    assert kiosk.call("GET", sent.target).json()["hash"] == sent.hash


def test_what_the_address_says_must_be_in_the_body(kiosk: Kiosk) -> None:
    sent = kiosk.dossier()
    assert problem(kiosk.call("PUT", f"/v1/dossiers/{uuid7()}/revisions/1", sent.body)) == (400, "malformed")
    assert problem(kiosk.call("PUT", f"/v1/dossiers/{sent.dossier}/revisions/2", sent.body)) == (400, "malformed")


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b"\xff\xfe", b'{"v":1}', b"[" * 100_000, b'{"v":NaN}'])
def test_bytes_that_are_no_revision_are_malformed(kiosk: Kiosk, body: bytes) -> None:
    assert problem(kiosk.call("PUT", kiosk.dossier().target, body)) == (400, "malformed")


def test_a_changed_revision_is_not_signed(kiosk: Kiosk) -> None:
    sent = kiosk.dossier()
    changed = json.loads(sent.body)
    changed["procedure"] = "1.001193"
    body = json.dumps(changed, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert problem(kiosk.call("PUT", sent.target, body)) == (422, "bad-signature")


def test_a_revision_in_the_name_of_another_kiosk_is_refused(portal: Portal, kiosk: Kiosk) -> None:
    other = enrolled(portal)
    sent = kiosk.revise(uuid7(), kiosk.dossier().code, 1, None, "<data/>", kiosk=other.enrolled["kiosk"])
    assert problem(sent.put()) == (422, "wrong-kiosk")


def test_what_is_sealed_to_another_key_cannot_be_opened(kiosk: Kiosk) -> None:
    code = kiosk.dossier().code
    sent = kiosk.revise(uuid7(), code, 1, None, "<data/>", sealed_to=bytes(PrivateKey.generate().public_key))
    assert problem(sent.put()) == (422, "cannot-open")


def test_a_retired_box_key_still_opens(portal: Portal, kiosk: Kiosk) -> None:
    sent = kiosk.dossier()
    old = kiosk.enrolled["box_key"]
    portal.do("replace_box_key")
    assert kiosk.call("GET", "/v1/hello").json()["box_key"] != old
    assert sent.put().status_code == 201


def test_a_code_of_another_kiosk_is_refused(portal: Portal, kiosk: Kiosk) -> None:
    other = enrolled(portal)
    sent = kiosk.revise(uuid7(), followup.mint(other.enrolled["prefix"], 1, b"x"), 1, None, "<data/>")
    assert problem(sent.put()) == (422, "wrong-prefix")


def test_a_code_serves_one_dossier(kiosk: Kiosk) -> None:
    sent = kiosk.dossier()
    assert sent.put().status_code == 201
    twin = kiosk.revise(uuid7(), sent.code, 1, None, "<data/>")
    assert problem(twin.put()) == (422, "wrong-prefix")
    assert problem(kiosk.call("GET", twin.target)) == (404, "not-found")


def test_a_dossier_is_one_whatever_another_commune_claims(portal: Portal, kiosk: Kiosk) -> None:
    sent = kiosk.dossier()
    assert sent.put().status_code == 201
    stranger = enrolled(portal, OTHER_SITE)
    claim = stranger.revise(sent.dossier, stranger.dossier().code, 1, None, "<data/>")
    assert problem(claim.put()) == (409, "other-bytes")
    assert problem(stranger.call("GET", sent.target)) == (404, "not-found")
    assert stranger.changes() == []


def test_attachments_come_before_the_revision_that_names_them(kiosk: Kiosk) -> None:
    paper, data = photograph(b"\x89PNG picture")
    code = kiosk.dossier().code
    sent = kiosk.revise(uuid7(), code, 1, None, "<data/>", papers=((paper, data),))
    response = sent.put()
    assert problem(response) == (424, "missing-attachments")
    assert response.json()["missing"] == [paper.sha256]
    assert response.json()["held"] is True
    assert problem(kiosk.call("GET", sent.target)) == (404, "not-found")  # nothing was stored
    assert problem(kiosk.call("PUT", f"{sent.target}?held={sent.hash}", b"")) == (424, "missing-attachments")
    target = f"/v1/attachments/{paper.sha256}"
    assert kiosk.call("HEAD", target).status_code == 404
    assert [kiosk.call("PUT", target, data).status_code for _ in range(2)] == [201, 200]
    assert kiosk.call("HEAD", target).headers["Upload-Offset"] == str(len(data))
    assert kiosk.call("PUT", f"{sent.target}?held={sent.hash}", b"").status_code == 201
    assert sent.put().status_code == 200
    assert problem(kiosk.call("PUT", f"{sent.target}?held={sent.hash}", b"")) == (404, "not-found")  # not kept twice


def test_an_attachment_is_not_seen_from_another_commune(portal: Portal, kiosk: Kiosk) -> None:
    target = f"/v1/attachments/{hash_of(b'mine')}"
    assert kiosk.call("PUT", target, b"mine").status_code == 201
    assert enrolled(portal, OTHER_SITE).call("HEAD", target).status_code == 404


def test_an_attachment_that_was_damaged_on_the_way_is_not_kept(kiosk: Kiosk) -> None:
    target = f"/v1/attachments/{hash_of(b'whole')}"
    assert problem(kiosk.call("PUT", target, b"torn")) == (422, "bad-hash")
    assert kiosk.call("HEAD", target).status_code == 404


def test_a_name_that_is_no_hash_reaches_no_file(kiosk: Kiosk) -> None:
    for name in ("A" * 64, "..%2f..%2fsecret", "0" * 63):
        assert kiosk.call("PUT", f"/v1/attachments/{name}", b"x").status_code in {400, 404}


def test_bodies_are_bounded_with_a_signed_refusal(kiosk: Kiosk) -> None:
    sent = kiosk.dossier()
    assert problem(kiosk.call("PUT", sent.target, b"x" * ((1 << 20) + 1))) == (413, "too-large")
    assert problem(kiosk.call("POST", "/v1/revisions", b"x" * ((8 << 20) + 1))) == (413, "too-large")
    large = b"x" * ((12 << 20) + 1)
    assert problem(kiosk.call("PUT", f"/v1/attachments/{hash_of(large)}", large)) == (413, "too-large")
    assert problem(kiosk.call("POST", "/v1/enrol", b"x" * 10_000, token="")) == (413, "too-large")


def test_the_bulk_form_answers_each_as_the_single_call_would(kiosk: Kiosk) -> None:
    stored, fresh, torn = kiosk.dossier(), kiosk.dossier(), kiosk.dossier()
    single = stored.put()
    bodies = [to_base64(stored.body), to_base64(torn.body[:-9]), to_base64(fresh.body), 7, "%%%"]
    response = kiosk.call("POST", "/v1/revisions", json.dumps({"revisions": bodies}))
    assert response.status_code == 200
    results = response.json()["results"]
    assert [result["status"] for result in results] == [200, 400, 201, 400, 400]
    assert results[0]["body"] == single.json()
    assert results[1]["body"]["type"] == "malformed"
    assert results[2]["body"]["hash"] == fresh.hash
    assert fresh.put().status_code == 200


def test_asking_in_bulk_answers_each_as_the_single_question_would(kiosk: Kiosk) -> None:
    sent, waiting = kiosk.dossier(), kiosk.dossier()
    assert sent.put().status_code == 201
    named = [{"dossier": str(one.dossier), "number": 1} for one in (sent, waiting)]
    odd = [{"dossier": str(sent.dossier), "number": True}, {"dossier": "x", "number": 1}, 7, {}]
    response = kiosk.call("POST", "/v1/acknowledgements", json.dumps({"revisions": [*named, *odd]}))
    results = response.json()["results"]
    assert [result["status"] for result in results] == [200, 404, 400, 400, 400, 400]
    assert results[0]["body"] == kiosk.call("GET", sent.target).json()
    assert problem(kiosk.call("POST", "/v1/acknowledgements", json.dumps({"revisions": named * 51})))[0] == 400


def test_the_bulk_form_is_bounded(kiosk: Kiosk) -> None:
    response = kiosk.call("POST", "/v1/revisions", json.dumps({"revisions": ["x"] * 101}))
    assert problem(response) == (400, "malformed")


def test_the_feed_goes_on_where_the_cursor_stands(portal: Portal) -> None:
    kiosk = enrolled(portal)
    sent = [kiosk.dossier() for _ in range(5)]
    for revision in sent:
        assert revision.put().status_code == 201
    first = kiosk.call("GET", "/v1/changes?after=&limit=2").json()
    assert (len(first["events"]), first["more"]) == (2, True)
    rest = kiosk.call("GET", f"/v1/changes?after={first['next']}&limit=500").json()
    assert rest["more"] is False
    events = first["events"] + rest["events"]
    assert [event["dossier"] for event in events] == [str(revision.dossier) for revision in sent]
    ids = [event["id"] for event in events]
    assert ids == sorted(set(ids))
    end = kiosk.call("GET", f"/v1/changes?after={rest['next']}").json()
    assert (end["events"], end["next"]) == ([], rest["next"])


@pytest.mark.parametrize(
    "query", ["after=%%%", "after=AAAA", "after=&limit=0", "after=&limit=501", "limit=x", "after=MS4yLjM"]
)
def test_a_cursor_or_limit_that_is_not_ours_is_malformed(kiosk: Kiosk, query: str) -> None:
    assert problem(kiosk.call("GET", f"/v1/changes?{query}")) == (400, "malformed")


def test_a_new_epoch_keeps_the_events_in_order(portal: Portal) -> None:
    kiosk = enrolled(portal)
    for _ in range(3):
        assert kiosk.dossier().put().status_code == 201
    before, old = kiosk.changes(), kiosk.call("GET", "/v1/changes").json()["epoch"]
    assert portal.do("begin_epoch") != old
    assert kiosk.dossier().put().status_code == 201
    after = kiosk.changes()
    assert [event["dossier"] for event in after[:3]] == [event["dossier"] for event in before]
    assert len(after) == 4
    ids = [event["id"] for event in after]
    assert ids == sorted(set(ids))


def test_a_cursor_of_another_portal_begins_at_the_beginning(portal: Portal) -> None:
    kiosk = enrolled(portal)
    assert kiosk.dossier().put().status_code == 201
    epoch = kiosk.call("GET", "/v1/changes").json()["epoch"]
    forged = to_base64(f"{epoch[:8]}.0.999999.{'0' * 12}.{'0' * 16}".encode())
    page = kiosk.call("GET", f"/v1/changes?after={forged}").json()
    assert page["epoch"] == epoch  # a kiosk cannot make the portal believe that it was restored
    assert len(page["events"]) == 1


@pytest.mark.parametrize(
    "path", ["", "nothing", ".lock", "metadata/2.root.json", "metadata/..%2F..%2Fsecret", "targets/packs/x.zip"]
)
def test_the_catalogue_has_its_own_files_and_no_others(kiosk: Kiosk, path: str) -> None:
    assert problem(kiosk.call("GET", f"/v1/catalogue/{path}")) == (404, "not-found")


def test_the_catalogue_holds_the_portals_packs(kiosk: Kiosk, tmp_path: Path) -> None:
    """Verified by python-tuf from the portal's key alone."""
    shelf = Shelf()

    def source(path: str, limit: int) -> bytes:
        answer = kiosk.call("GET", f"/v1/catalogue/{path}")
        if answer.status_code == 404:
            raise FileNotFoundError(path)
        assert len(answer.content) <= limit
        return answer.content

    updated = update(tmp_path, source, kiosk.portal.key, shelf, datetime.now(UTC))
    assert any(each.name.startswith("packs/1.001193-") for each in updated.kept)
    assert update(tmp_path, source, kiosk.portal.key, shelf, datetime.now(UTC)).kept == ()


def test_an_unknown_address_is_a_signed_404(kiosk: Kiosk) -> None:
    assert problem(kiosk.call("GET", "/v1/nothing")) == (404, "not-found")
    assert problem(kiosk.call("DELETE", "/v1/hello"))[0] in {400, 404}


def test_the_description_is_valid_openapi(kiosk: Kiosk) -> None:
    value = kiosk.call("GET", "/v1/openapi.json").json()
    validate(value)
    assert "/v1/dossiers/{dossier}/revisions/{number}" in value["paths"]
    assert "requestBody" in value["paths"]["/v1/enrol"]["post"]
