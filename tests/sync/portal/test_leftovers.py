"""What nobody will come back for goes, with its bytes; what anybody may still come back for stays."""

import os
import secrets
from typing import Any

import pytest
import requests
from uuid6 import uuid7

from sync.protocol.encoding import canonical_json, hash_of
from tests.support.portal import SITE, Kiosk, Portal, enrolled, photograph

LONG_AGO, WEEKS_AGO = "2024-09-20 00:00:00+00:00", "2026-09-20 00:00:00+00:00"


def stored(portal: Portal, name: str) -> bool:
    return any(path.name == name for path in (portal.data / "attachments").rglob("*"))


def age(portal: Portal, table: str, column: str, value: str, to: str = WEEKS_AGO) -> None:
    portal.sql(f"UPDATE registry_{table} SET received_at = '{to}' WHERE {column} = '{value}'")


def test_an_attachment_that_no_revision_names_goes_after_its_time(portal: Portal, kiosk: Kiosk) -> None:
    unnamed, young = secrets.token_bytes(3000), secrets.token_bytes(3000)
    paper, named = photograph(secrets.token_bytes(2000))
    for data in (unnamed, young, named):
        assert kiosk.call("PUT", f"/v1/attachments/{hash_of(data)}", data).status_code == 201
    assert kiosk.dossier(papers=((paper, named),)).put().status_code == 201
    for data in (unnamed, named):
        age(portal, "attachment", "sha256", hash_of(data))
    assert portal.do("sweep_leftovers")["attachments"] >= 1
    assert not stored(portal, hash_of(unnamed)), "its bytes are gone"
    assert stored(portal, hash_of(young))
    assert stored(portal, paper.sha256)
    assert kiosk.call("HEAD", f"/v1/attachments/{hash_of(unnamed)}").status_code == 404, "a kiosk would send it again"


def test_what_a_held_body_waits_for_stays(portal: Portal, kiosk: Kiosk) -> None:
    """Of two pictures one has come long ago, the other is still on its way."""
    first, second = (photograph(secrets.token_bytes(2000)) for _ in range(2))
    assert kiosk.call("PUT", f"/v1/attachments/{first[0].sha256}", first[1]).status_code == 201
    assert kiosk.dossier(papers=(first, second)).put().status_code == 424
    age(portal, "attachment", "sha256", first[0].sha256)
    portal.do("sweep_leftovers")
    assert stored(portal, first[0].sha256)


def test_bytes_without_a_row_go(portal: Portal) -> None:
    name = secrets.token_hex(32)
    file = portal.data / "attachments" / "1" / name[:2] / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"x")
    portal.do("sweep_rowless")
    assert file.exists(), "its row may be written this moment"
    os.utime(file, (1_000_000_000, 1_000_000_000))
    assert portal.do("sweep_rowless") >= 1
    assert not file.exists()


def test_files_of_a_phone_whose_answers_never_came_go_with_their_bytes(portal: Portal) -> None:
    token = portal.do("new_token", "Điện thoại", ["forms:submit"], 30, SITE)
    instance = f"uuid:{secrets.token_hex(16)}"
    xml = f"<data id='1.001193' version='1'><meta><instanceID>{instance}</instanceID></meta></data>"
    before = set((portal.data / "attachments").rglob("*"))
    picture = b"\xff\xd8\xff" + secrets.token_bytes(500)
    answer = requests.post(
        f"{portal.url}/openrosa/key/{token}/submission",
        files=[
            ("xml_submission_file", ("submission.xml", xml.encode(), "text/xml")),
            ("a.jpg", ("a.jpg", picture, "image/jpeg")),
        ],
        data={"*isIncomplete*": "yes"},
        headers={"X-OpenRosa-Version": "1.0"},
        timeout=60,
    )
    assert answer.status_code in (201, 202), answer.text
    (file,) = (path for path in set((portal.data / "attachments").rglob("*")) - before if path.is_file())
    portal.do("sweep_leftovers")
    assert file.exists(), "the rest may still come"
    age(portal, "phonefile", "instance", instance)
    age(portal, "attachment", "sha256", file.name)
    assert portal.do("sweep_leftovers")["phone_files"] == 1
    assert not file.exists()


def tell(kiosk: Kiosk, *lines: dict[str, Any]) -> list[int]:
    answer = kiosk.call("POST", "/v1/notices", canonical_json({"notices": list(lines)}))
    return [each["status"] for each in answer.json()["results"]]


def line(kind: str) -> dict[str, Any]:
    return {"id": str(uuid7()), "kind": kind, "at": "2026-11-23T08:00:00.000000Z", "body": {"procedure": "1.001193"}}


def long_ago(portal: Portal, notice: dict[str, Any], to: str) -> None:
    age(portal, "notice", "id", notice["id"] if portal.database else notice["id"].replace("-", ""), to)


@pytest.mark.parametrize(("kind", "to", "gone"), [("help", LONG_AGO, True), ("visit", WEEKS_AGO, False)])
def test_notices_go_after_the_time_of_their_kind(portal: Portal, kiosk: Kiosk, kind: str, to: str, gone: bool) -> None:
    old, new = line(kind), line(kind)
    assert tell(kiosk, old, new) == [201, 201]
    long_ago(portal, old, to)
    portal.do("sweep_leftovers")
    assert tell(kiosk, old, new) == [201 if gone else 200, 200]


def test_of_the_reports_on_a_machine_the_newest_stays_however_old(portal: Portal) -> None:
    kiosk = enrolled(portal)
    old, newest = line("health"), line("health")
    assert tell(kiosk, old) == [201]
    assert tell(kiosk, newest) == [201]
    long_ago(portal, old, LONG_AGO)
    long_ago(portal, newest, WEEKS_AGO)
    portal.do("sweep_leftovers")
    assert tell(kiosk, newest) == [200]
    assert tell(kiosk, old) == [201]
