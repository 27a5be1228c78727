"""Promises, petitions and requests about data: their days, who is responsible, and that nobody overwrites anybody."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta, timezone

import pytest

from forms.knowledge.working_days import calendar
from tests.support.answers import PETITION, petition_instance
from tests.support.portal import Kiosk, Officer, Portal, Sent, photograph

# Decree 356/2025, as the register counts them.
REPLY_WORKING_DAYS, CARRY_OUT, EXTENSION = 2, timedelta(days=15), timedelta(days=15)
SOON = date.today() + timedelta(days=5)


def _now() -> datetime:
    """In Vietnam."""
    return datetime.now(timezone(timedelta(hours=7)))


def arrived(kiosk: Kiosk, name: str = "Trần Thị Đào") -> Sent:
    sent = kiosk.dossier(f"<data><mother><name>{name}</name></mother></data>")
    assert sent.put().status_code == 201
    return sent


def rows(officer: Officer, path: str, words: str) -> list[str]:
    """The rows of a list that have these words."""
    text = officer.get(path).text
    return [row for row in re.findall(r"<tr.*?</tr>", text, re.DOTALL) if words in row]


def test_the_day_of_a_result_is_a_promise_and_is_kept(kiosk: Kiosk, officer: Officer) -> None:
    sent = arrived(kiosk, "Người Được Hứa")
    officer.act(sent, "accept", official_number="H38.01-261123-8001", promised_on=SOON.isoformat())
    (row,) = rows(officer, "/desk/promises/", "8001")
    assert f"{SOON:%d/%m/%Y}" in row
    assert "Người Được Hứa" in row
    assert "Lê Thị Lan" in row
    officer.act(sent, "promise", promised_on=(SOON + timedelta(days=2)).isoformat(), note="Chờ xác minh")
    (moved,) = rows(officer, "/desk/promises/?show=moved", "8001")
    assert f"{SOON:%d/%m/%Y}" in moved
    officer.act(sent, "ready", note="")
    assert rows(officer, "/desk/promises/", "8001") == []
    (kept,) = rows(officer, "/desk/promises/?show=kept", "8001")
    assert f"{SOON + timedelta(days=2):%d/%m/%Y}" in kept


def test_a_promise_by_word_is_kept_late_or_given_up_with_a_reason(portal: Portal, officer: Officer) -> None:
    for what in ("Gọi lại cho bà Bảy", "Sửa bảng tên"):
        given = {"site": "1", "what": what, "to_whom": "Bà Bảy", "due_on": SOON.isoformat(), "responsible": "hoa"}
        assert officer.send("/desk/promises/", given).status_code == 302
    portal.sql("UPDATE registry_promise SET due_on = '2026-02-02' WHERE what = 'Gọi lại cho bà Bảy'")
    (late,) = rows(officer, "/desk/promises/?show=overdue", "Gọi lại cho bà Bảy")
    assert "Hồ Thị Hoa" in late
    assert "Quá hạn" in late
    for what, fields in (("Gọi lại cho bà Bảy", {"outcome": "kept"}), ("Sửa bảng tên", {"outcome": "broken"})):
        (row,) = rows(officer, "/desk/promises/", what)
        address = re.search(r'action="([^"]+)"', row)
        assert address is not None
        assert officer.send(address[1], fields, page="/desk/promises/").status_code == 302
        if what == "Sửa bảng tên":
            assert rows(officer, "/desk/promises/", what)  # not without a reason
            officer.send(address[1], {**fields, "reason": "Chưa có kinh phí"}, page="/desk/promises/")
    assert rows(officer, "/desk/promises/?show=late", "Gọi lại cho bà Bảy")
    assert rows(officer, "/desk/promises/?show=broken", "Chưa có kinh phí")


@pytest.mark.parametrize("missing", ["what", "to_whom", "due_on"])
def test_a_promise_says_what_to_whom_and_when(officer: Officer, missing: str) -> None:
    given = {"site": "1", "what": "Thiếu", "to_whom": "Ai đó", "due_on": SOON.isoformat(), "responsible": ""}
    assert officer.send("/desk/promises/", {**given, missing: ""}).status_code == 422
    assert officer.send("/desk/promises/", {**given, "site": "2"}).status_code == 422
    assert officer.send("/desk/promises/", {**given, "responsible": "khong-co-ai"}).status_code == 422


def test_a_petition_of_a_kiosk_comes_into_the_register_with_its_working_days(kiosk: Kiosk, officer: Officer) -> None:
    sent = kiosk.dossier(petition_instance(), procedure=PETITION.code, pack_version=PETITION.version)
    assert sent.put().status_code == 201
    assert rows(officer, "/desk/petitions/", "Đèn đường thôn 3") == []
    officer.act(sent, "accept", official_number="PA-2026-1", promised_on="")
    (row,) = rows(officer, "/desk/petitions/", "Đèn đường thôn 3")
    assert "Ngô Văn Sáu" in row
    due = calendar().latest(_now(), PETITION.procedure.time_limit.working_days, None)
    assert f"{due:%d/%m/%Y}" in row


def test_the_day_to_answer_by_is_counted_in_working_days(officer: Officer) -> None:
    given = {"site": "1", "source": "telephone", "received_on": "2026-11-02", "subject": "Đếm ngày làm việc"}
    assert officer.send("/desk/petitions/", given).status_code == 302
    (row,) = rows(officer, "/desk/petitions/", "Đếm ngày làm việc")
    assert "01/12/2026" in row  # twenty working days after Monday 2 November; the 24th, a Tuesday, is a day off


def test_a_petition_is_answered_once(portal: Portal, officer: Officer) -> None:
    given = {"site": "1", "source": "letter", "received_on": "2026-11-20", "subject": "Chỉ trả lời một lần"}
    address = officer.send("/desk/petitions/", given).headers["Location"]
    version = re.search(r'name="version" value="(\d+)"', officer.get(address).text)
    assert version is not None
    assert rows(officer, "/desk/promises/", "Chỉ trả lời một lần")
    assert officer.send(address, {"version": version[1], "answer": "Đã sửa"}).status_code == 302
    late = officer.http.get(portal.url + address, timeout=20).text
    assert "Đã sửa" in late
    assert rows(officer, "/desk/promises/?show=kept", "Chỉ trả lời một lần")
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', officer.get("/desk/promises/").text)
    assert token is not None
    second = {"version": version[1], "answer": "Khác", "csrfmiddlewaretoken": token[1]}
    officer.http.post(portal.url + address, data=second, timeout=20)
    assert "Khác" not in officer.get(address).text


def test_a_petition_is_handed_to_a_colleague_with_its_promise(portal: Portal, officer: Officer) -> None:
    given = {"site": "1", "source": "letter", "received_on": "20/11/2026", "subject": "Việc của đồng nghiệp"}
    address = officer.send("/desk/petitions/", given).headers["Location"]
    version = re.search(r'name="version" value="(\d+)"', officer.get(address).text)
    assert version is not None
    assert officer.send(address, {"version": version[1], "responsible": "khac"}).status_code == 422  # another commune's
    assert officer.send(address, {"version": version[1], "responsible": "hoa"}).status_code == 302
    for path in ("/desk/petitions/", "/desk/promises/"):
        (row,) = rows(officer, path, "Việc của đồng nghiệp")
        assert "Hồ Thị Hoa" in row, path
    assert officer.send(address, {"version": version[1], "answer": "Trên bản cũ"}).status_code == 302
    assert "Trên bản cũ" not in officer.get(address).text  # it has changed since


def test_an_answer_after_its_day_says_so(portal: Portal, officer: Officer) -> None:
    given = {"site": "1", "source": "letter", "received_on": "20/11/2026", "subject": "Trả lời muộn"}
    address = officer.send("/desk/petitions/", given).headers["Location"]
    portal.sql("UPDATE registry_petition SET answer_by = '2026-02-02' WHERE subject = 'Trả lời muộn'")
    assert officer.send(address, {"version": "1", "answer": "Đã sửa xong"}).status_code == 302
    (row,) = rows(officer, "/desk/petitions/?show=late", "Trả lời muộn")
    assert "trễ hạn" in row


def test_who_is_responsible_works_in_the_commune(officer: Officer) -> None:
    shown = officer.get("/desk/promises/").text
    choices = re.findall(r'<option value="([^"]+)"', shown.partition('name="responsible"')[2].partition("</select>")[0])
    assert {"lan", "hoa"} <= set(choices)
    assert "khac" not in choices


def test_petitions_written_down_at_once_get_numbers_of_their_own(portal: Portal, officer: Officer) -> None:
    def write(number: int) -> int:
        someone = Officer(portal, "hoa")
        someone.login()
        given = {"site": "1", "source": "letter", "received_on": "2026-11-20", "subject": f"Cùng lúc {number}"}
        return someone.send("/desk/petitions/", given).status_code

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(write, range(4))) == {302}
    numbers = re.findall(r">(PAKN-\d{4}-\d{5})<", " ".join(rows(officer, "/desk/petitions/", "Cùng lúc")))
    assert len(set(numbers)) == 4


def asked(officer: Officer, sent: Sent, kind: str) -> str:
    """The address of a request that was asked at the desk."""
    response = officer.send(f"{officer.path(sent)}requests/", {"kind": kind}, page=officer.path(sent))
    return response.headers["Location"]


def step(officer: Officer, address: str, name: str, words: str = "", **more: str) -> int:
    version = re.search(r'name="version" value="(\d+)"', officer.get(address).text)
    assert version is not None
    return officer.send(address, {"version": version[1], "step": name, "words": words, **more}).status_code


def test_the_legal_days_of_a_request_run(kiosk: Kiosk, officer: Officer) -> None:
    sent, today = arrived(kiosk), _now().date()
    address = asked(officer, sent, "copy")
    assert asked(officer, sent, "copy") == address  # it is one request
    shown = officer.get(address).text
    assert f"{calendar().latest(_now(), REPLY_WORKING_DAYS, None):%d/%m/%Y}" in shown
    assert f"{today + CARRY_OUT:%d/%m/%Y}" in shown
    assert step(officer, address, "extend") == 422  # not without a reason
    assert step(officer, address, "extend", "Chờ bên thứ ba") == 302
    assert f"{today + CARRY_OUT + EXTENSION:%d/%m/%Y}" in officer.get(address).text
    assert step(officer, address, "extend", "Thêm nữa") == 422  # once
    assert step(officer, address, "reply", "Xã đang làm bản sao") == 302
    assert step(officer, address, "done", "Đã giao bản sao") == 302
    assert 'name="step"' not in officer.get(address).text
    assert asked(officer, sent, "copy") != address  # a new one may be asked afterwards


def test_a_withdrawn_consent_ends_the_dossier_and_erases_it(portal: Portal, kiosk: Kiosk, officer: Officer) -> None:
    paper, data = photograph(b"picture of a paper")
    kiosk.call("PUT", f"/v1/attachments/{paper.sha256}", data)
    sent = kiosk.dossier("<data><name>Người Được Quên</name></data>", papers=((paper, data),))
    assert sent.put().status_code == 201
    fields = {**officer.seen(sent), "comment-0": "Bình luận riêng tư", "note": ""}
    assert officer.send(f"{officer.path(sent)}correct/", fields).status_code == 302
    address = asked(officer, sent, "withdraw")
    assert step(officer, address, "declined") == 422
    assert step(officer, address, "done", "", erase="on") == 302
    shown = officer.get(officer.path(sent)).text
    assert "Người Được Quên" not in shown
    assert "Bình luận riêng tư" not in shown
    assert "Đã rút" in shown
    assert "/desk/dossiers/" not in officer.get("/desk/?q=nguoi+duoc+quen").text
    assert officer.get(f"{officer.path(sent)}revisions/1/papers/{paper.sha256}/").status_code == 404
    assert not list((portal.data / "attachments").rglob(paper.sha256))
    events = [event for event in kiosk.changes() if event["dossier"] == str(sent.dossier)]
    assert events[-1]["data"]["state"] == "withdrawn"
    assert "Bình luận riêng tư" not in str(events)
    assert sent.put().status_code == 200  # a kiosk that asks again gets its acknowledgement


def test_a_finished_dossier_stays_finished_when_its_data_go(kiosk: Kiosk, officer: Officer) -> None:
    sent = arrived(kiosk, "Đã Xong Việc")
    officer.act(sent, "refuse", note="Không thuộc thẩm quyền")
    assert step(officer, asked(officer, sent, "withdraw"), "done", "", erase="on") == 302
    shown = officer.get(officer.path(sent)).text
    assert "Đã Xong Việc" not in shown
    assert '<span class="state refused">' in shown


def test_two_officers_at_the_same_moment_do_one_act(portal: Portal, kiosk: Kiosk, officer: Officer) -> None:
    """On both databases: whoever is second is told, and nothing of his is stored."""
    sent, people = arrived(kiosk), [Officer(portal, name) for name in ("lan", "hoa")]
    for someone in people:
        someone.login()
    seen = officer.seen(sent)

    def accept(place: int) -> int:
        given = {"official_number": f"H38.01-261123-90{place}", "promised_on": ""}
        return people[place].act(sent, "accept", seen=seen, **given).status_code

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(accept, range(2))) == [302, 409]
    assert officer.seen(sent)["version"] == str(int(seen["version"]) + 1)
    assert len(rows(officer, "/desk/?show=all", str(sent.dossier))) == 1


def test_a_promise_is_closed_once(portal: Portal, officer: Officer) -> None:
    given = {"site": "1", "what": "Đóng một lần", "to_whom": "Ông Tư", "due_on": SOON.isoformat(), "responsible": ""}
    officer.send("/desk/promises/", given)
    (row,) = rows(officer, "/desk/promises/", "Đóng một lần")
    address = re.search(r'action="([^"]+)"', row)
    assert address is not None
    officer.send(address[1], {"outcome": "kept"}, page="/desk/promises/")
    officer.send(address[1], {"outcome": "broken", "reason": "Muộn"}, page="/desk/promises/")
    assert rows(officer, "/desk/promises/?show=kept", "Đóng một lần")
