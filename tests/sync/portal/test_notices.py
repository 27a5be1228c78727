"""Notices at the real portal: each once, whoever sends it, and only from a kiosk that is known."""

import json

from uuid6 import uuid7

from sync.protocol.notices import MAX_BATCH
from tests.support.portal import OTHER_SITE, enrolled


def line(**more):
    made = {"id": str(uuid7()), "kind": "visit", "at": "2026-11-23T08:00:00.000000Z", "body": {"procedure": "1.001193"}}
    return {**made, **more}


def send(kiosk, *lines, **more):
    return kiosk.call("POST", "/v1/notices", json.dumps({"notices": list(lines)}), **more)


def statuses(response):
    assert response.status_code == 200, response.text
    return [result["status"] for result in response.json()["results"]]


def test_a_notice_is_stored_once_however_often_it_comes(portal, kiosk):
    one, other = line(), line(kind="help")
    assert statuses(send(kiosk, one)) == [201]
    assert statuses(send(kiosk, other, one)) == [201, 200]
    assert statuses(send(kiosk, one, one)) == [200, 200]


def test_one_bad_line_does_not_spoil_the_others(portal, kiosk):
    bad = [
        line(kind="rumour"),
        line(id="7"),
        line(body={"share": [1] * 3000}),
        line(body=3),
        "a word",
        line(at="today"),
    ]
    assert statuses(send(kiosk, line(), *bad, line())) == [201, *[400] * len(bad), 201]


def test_another_commune_neither_sees_nor_blocks_it(portal, kiosk):
    mine = line()
    assert statuses(send(enrolled(portal, OTHER_SITE), mine)) == [201]
    assert statuses(send(kiosk, mine)) == [201]


def test_only_a_known_kiosk_and_a_bounded_batch(portal, kiosk):
    assert send(kiosk, line(), token="").status_code == 401
    assert send(kiosk, *[line()] * (MAX_BATCH + 1)).status_code == 400
    assert send(kiosk, *[line(body={"words": "x" * 4000})] * MAX_BATCH, {"pad": "x" * 200_000}).status_code == 413
    assert kiosk.call("POST", "/v1/notices", "[]").status_code == 400
