"""A province's own system reads and writes what its token allows, misses nothing, and does nothing twice."""

import threading
from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.support import birth
from tests.support.answers import birth_instance
from tests.support.portal import OTHER_SITE, SITE, Kiosk, Officer, Portal, enrolled, photograph
from tests.support.province import READ, Province, province

DAY = (date.today() + timedelta(days=400)).isoformat()


@pytest.fixture(scope="module")
def system(portal: Portal) -> Province:
    """With every scope, everywhere."""
    return province(portal)


def test_new_and_changed_dossiers_come_once_each_and_in_order(
    portal: Portal, system: Province, kiosk: Kiosk, officer: Officer
) -> None:
    _, before = system.pull()
    sent = [kiosk.dossier() for _ in range(5)]
    for each in sent:
        assert each.put().status_code == 201
    found, after = system.pull(before, limit=2)
    assert [each["dossier"] for each in found] == [str(each.dossier) for each in sent]
    assert {each["state"] for each in found} == {"sent"}
    assert officer.act(sent[2], "accept", official_number="H38.01-261123-7001", promised_on=DAY).status_code == 302
    assert officer.act(sent[2], "note", note="Đã nhận").status_code == 302
    found, after = system.pull(after)
    assert [(each["dossier"], each["state"]) for each in found] == [(str(sent[2].dossier), "received")]
    assert (found[0]["official_number"], found[0]["promised_on"]) == ("H38.01-261123-7001", DAY)
    assert system.pull(after)[0] == []


def test_what_many_write_at_once_is_all_read(portal: Portal, system: Province) -> None:
    """Readers and writers of two communes at the same time: the cursor skips none."""
    kiosks = [enrolled(portal, site) for site in (SITE, OTHER_SITE, SITE, OTHER_SITE)]
    _, cursor = system.pull()
    sent = [[kiosk.dossier() for _ in range(6)] for kiosk in kiosks]
    statuses: list[int] = []

    def write(dossiers: list) -> None:
        statuses.extend(each.put().status_code for each in dossiers)

    writers = [threading.Thread(target=write, args=(each,)) for each in sent]
    for writer in writers:
        writer.start()
    seen: set[str] = set()
    while any(writer.is_alive() for writer in writers):
        found, cursor = system.pull(cursor, limit=3)
        seen |= {each["dossier"] for each in found}
    for writer in writers:
        writer.join()
    found, cursor = system.pull(cursor)
    assert statuses == [201] * 24
    assert seen | {each["dossier"] for each in found} >= {str(each.dossier) for part in sent for each in part}


def test_a_dossier_of_two_kiosks_is_one_line(portal: Portal, system: Province, kiosk: Kiosk, officer: Officer) -> None:
    other = enrolled(portal)
    sent = kiosk.dossier()
    assert sent.put().status_code == 201
    again = other.revise(sent.dossier, sent.code, 2, sent.hash, "<data><name>Trần Thị Đào</name></data>")
    assert again.put().status_code == 201
    _, cursor = system.pull()
    assert officer.act(sent, "accept", official_number="H38.01-261123-7002", promised_on=DAY).status_code == 302
    found, _ = system.pull(cursor)
    assert [each["revision"] for each in found] == [2]


def test_each_token_sees_its_communes_and_no_other(portal: Portal) -> None:
    here, there = province(portal, site=SITE), province(portal, site=OTHER_SITE)
    sent = enrolled(portal).dossier()
    assert sent.put().status_code == 201
    path = f"/dossiers/{SITE}/{sent.dossier}"
    assert here.get(path)["code"] == sent.code
    for more in ("", "/answers", f"/attachments/{'a' * 64}"):
        assert there.call("GET", path + more).json()["type"] == "not-found"
        assert there.call("GET", path.replace(SITE, OTHER_SITE) + more).json()["type"] == "not-found"
    assert there.act(sent, "refuse", note="Sai nơi").status_code == 404
    assert there.act(sent, "refuse", note="Sai nơi", site=OTHER_SITE).status_code == 404
    assert str(sent.dossier) not in {each["dossier"] for each in there.pull()[0]}
    assert there.call("GET", f"/dossiers?site={SITE}").status_code == 404
    assert {each["site"] for each in there.get("/kiosks")["kiosks"]} <= {OTHER_SITE}
    assert [each["site"] for each in there.get(f"/figures?first={date.today()}&last={date.today()}")["by_site"]] == [
        OTHER_SITE
    ]


def test_each_call_asks_for_its_scope(portal: Portal, kiosk: Kiosk) -> None:
    sent = kiosk.dossier()
    assert sent.put().status_code == 201
    reader, nothing = province(portal, *READ), Province(portal, "")
    path = f"/dossiers/{SITE}/{sent.dossier}"
    assert reader.call("GET", path).status_code == 200
    for wanted in (
        f"{path}/answers",
        f"{path}/attachments/{'a' * 64}",
        "/kiosks",
        "/figures?first=2026-01-01&last=2026-01-02",
    ):
        assert reader.call("GET", wanted).json()["type"] == "missing-scope"
    assert reader.act(sent, "returned").json()["type"] == "missing-scope"
    assert reader.call("GET", "/procedures").status_code == 200
    assert nothing.call("GET", "/procedures").json()["type"] == "unknown-token"
    assert Province(portal, kiosk.enrolled["token"]).call("GET", "/dossiers").json()["type"] == "unknown-token"
    assert kiosk.call("GET", "/v1/changes", token=reader.token).json()["type"] == "unknown-kiosk"


def test_answers_and_papers_are_read_and_the_reading_stands_in_the_trail(
    portal: Portal, system: Province, kiosk: Kiosk, officer: Officer
) -> None:
    paper, data = photograph(b"picture", paper="birth_certificate")
    kiosk.call("PUT", f"/v1/attachments/{paper.sha256}", data)
    of = birth.PACK
    sent = kiosk.dossier(birth_instance(), procedure=of.code, pack_version=of.version, papers=((paper, data),))
    assert sent.put().status_code == 201
    path = f"/dossiers/{SITE}/{sent.dossier}"
    answers = system.get(f"{path}/answers")
    assert "Đặng Thị Ước" in {each["text"] for each in answers["answers"]}
    assert answers["instance"].startswith("<")
    (listed,) = system.get(path)["attachments"]
    assert listed["paper"] == "birth_certificate"
    assert system.call("GET", f"{path}/attachments/{listed['sha256']}").content == b"picture"
    assert "Ước" not in str(system.get(path))
    boss = portal.do("trail_of", str(sent.dossier))
    assert [line for line in boss if line in {"answers-read", "paper-read"}] == ["answers-read", "paper-read"]
    assert "Đã nhận" not in officer.get(officer.path(sent)).text


def test_an_act_is_done_once_however_often_it_is_asked(
    portal: Portal, system: Province, kiosk: Kiosk, officer: Officer
) -> None:
    sent, request = kiosk.dossier(), uuid4()
    assert sent.put().status_code == 201
    given = {"official_number": "H38.01-261123-7003", "promised_on": DAY}
    first = system.act(sent, "accept", request, **given)
    again = system.act(sent, "accept", request, **given)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert first.json()["dossier"]["state"] == "received"
    assert system.act(sent, "ready", request).json()["type"] == "other-bytes"
    states = [event["data"]["state"] for event in kiosk.changes() if event["dossier"] == str(sent.dossier)]
    assert states == ["sent", "received"]
    history = system.get(f"/dossiers/{SITE}/{sent.dossier}")["history"]
    assert [(line["act"], line["who"]) for line in history] == [("arrived", ""), ("accept", "Hệ thống của tỉnh")]
    assert "Hệ thống của tỉnh" in officer.get(officer.path(sent)).text


def test_two_who_ask_the_same_at_once_do_it_once(portal: Portal, system: Province, kiosk: Kiosk) -> None:
    sent, request = kiosk.dossier(), uuid4()
    assert sent.put().status_code == 201
    answers: list[tuple[int, dict[str, object]]] = []

    def ask() -> None:
        response = system.act(sent, "refuse", request, note="Không thuộc thẩm quyền")
        answers.append((response.status_code, response.json()))

    both = [threading.Thread(target=ask) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(status for status, _ in answers) == [200, 201], answers
    assert answers[0][1] == answers[1][1]


def test_the_rules_of_the_desk_count_here_too(portal: Portal, system: Province, kiosk: Kiosk, officer: Officer) -> None:
    sent, other = kiosk.dossier(), kiosk.dossier()
    assert (sent.put().status_code, other.put().status_code) == (201, 201)
    assert system.act(sent, "returned").json()["type"] == "not-now"
    assert system.act(sent, "refuse").json() | {"title": ""} == {
        "type": "bad-field",
        "title": "",
        "status": 422,
        "fields": ["note"],
    }
    assert system.act(sent, "accept", official_number="a b").json()["fields"] == ["official_number"]
    assert system.act(sent, "dance").json()["fields"] == ["act"]
    assert system.act(sent, "promise", promised_on="2020-01-01").json()["fields"] == ["promised_on"]
    assert system.act(sent, "accept", official_number="H38.01-261123-7004").status_code == 201
    assert system.act(other, "accept", official_number="H38.01-261123-7004").json()["type"] == "number-taken"
    seen = system.get(f"/dossiers/{SITE}/{sent.dossier}")["version"]
    assert officer.act(sent, "note", note="Đang xem").status_code == 302
    assert system.act(sent, "ready", version=seen).json()["type"] == "outdated"
    assert system.act(sent, "promise", promised_on=DAY, version=seen + 1).status_code == 201
    later = (date.fromisoformat(DAY) + timedelta(days=1)).isoformat()
    assert system.act(sent, "promise", promised_on=later).json()["fields"] == ["note"]


def test_a_correction_is_asked_by_question(portal: Portal, system: Province, kiosk: Kiosk) -> None:
    of = birth.PACK
    sent = kiosk.dossier(birth_instance(), procedure=of.code, pack_version=of.version)
    assert sent.put().status_code == 201
    rows = system.get(f"/dossiers/{SITE}/{sent.dossier}/answers")["answers"]
    asked = [{"ref": rows[1]["ref"], "comment": "Ghi đủ họ tên"}]
    assert system.act(sent, "ask-correction", items=[{"ref": "/x", "comment": "?"}]).json()["fields"] == ["items"]
    assert system.act(sent, "ask-correction", items=asked, note="Xin sửa").status_code == 201
    event = [event for event in kiosk.changes() if event["dossier"] == str(sent.dossier)][-1]
    assert event["data"]["items"] == [{**asked[0], "label": rows[1]["label"]}]


def test_a_cursor_of_another_database_begins_anew_and_nonsense_is_refused(
    portal: Portal, system: Province, kiosk: Kiosk
) -> None:
    assert kiosk.dossier().put().status_code == 201
    _, cursor = system.pull()
    page = kiosk.call("GET", "/v1/changes?after=&limit=1").json()
    assert system.get(f"/dossiers?after={page['next']}&limit=1")["dossiers"], "a kiosk's cursor says nothing here"
    assert system.call("GET", "/dossiers?after=%21").json()["type"] == "malformed"
    assert system.call("GET", f"/dossiers?after={cursor}&limit=0").status_code == 400
    assert system.call("GET", "/dossiers?limit=x").status_code == 400


def test_figures_are_those_of_the_board(portal: Portal, system: Province, kiosk: Kiosk) -> None:
    assert kiosk.dossier().put().status_code == 201
    today = date.today()
    figures = system.get(f"/figures?first={today - timedelta(days=1)}&last={today + timedelta(days=1)}&site={SITE}")
    total = figures["total"]
    assert total["sent"] > 0
    assert total["sent"] == sum(
        total[part] for part in ("in_time", "waiting", "overdue", "on_time", "late", "withdrawn")
    )
    assert total["sent"] == sum(figures["by_day"].values()) == sum(each["sent"] for each in figures["by_procedure"])
    assert system.call("GET", "/figures?first=2026-02-01&last=2026-01-01").status_code == 400


def test_an_account_of_a_system_is_nobody_who_logs_in(portal: Portal, system: Province, kiosk: Kiosk) -> None:
    sent = kiosk.dossier()
    assert sent.put().status_code == 201
    assert system.act(sent, "refuse", note="Thuộc xã khác").status_code == 201
    assert portal.do("accounts_that_can_log_in", "api-") == []


def test_too_many_requests_have_to_wait(own_portal: Portal) -> None:
    system = province(own_portal, *READ)
    own_portal.sql(
        "INSERT INTO registry_throttle (name, tries, until) SELECT name, 600, until FROM registry_throttle WHERE 1 = 0"
    )
    assert system.call("GET", "/procedures").status_code == 200
    own_portal.sql("UPDATE registry_throttle SET tries = 600 WHERE name LIKE 'province-token:%'")
    refused = system.call("GET", "/procedures")
    assert (refused.status_code, refused.json()["type"]) == (429, "busy")
    assert int(refused.headers["Retry-After"]) > 0
