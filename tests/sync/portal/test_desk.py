"""The officer's desk: what each act does to the dossier, the feed, the resident's page and the trail."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from nacl.public import PrivateKey

from sync.protocol.changes import open_instance, read_page
from sync.states import DossierState
from tests.support.portal import SITE, Kiosk, Officer, Portal, Sent, enrolled, photograph

TOMORROW = date.today() + timedelta(days=3)
PICTURE = b"\x89PNG\r\n\x1a\n picture"


def sent_by(
    kiosk: Kiosk, instance: str = "<data><mother><name>Trần Thị Đào</name></mother><when>2026-11-01</when></data>"
) -> Sent:
    sent = kiosk.dossier(instance)
    assert sent.put().status_code == 201
    return sent


def last_event(kiosk: Kiosk, sent: Sent) -> dict[str, object]:
    """The newest event of a dossier, read as the kiosk reads it."""
    body = kiosk.call("GET", "/v1/changes?after=&limit=500").content
    assert not read_page(body).more
    event: dict[str, object] = [item for item in kiosk.changes() if item["dossier"] == str(sent.dossier)][-1]
    return event


def accepted(officer: Officer, sent: Sent, number: str) -> Sent:
    assert officer.act(sent, "accept", official_number=number, promised_on="").status_code == 302
    return sent


def listed(officer: Officer, query: str) -> list[str]:
    """The paths of all dossiers in a list, page by page."""
    found: list[str] = []
    for page in range(1, 30):
        text = officer.get(f"/desk/?{query}&page={page}").text
        found += re.findall(r'<a href="(/desk/dossiers/[^"]+)"', text)
        if f"page={page + 1}" not in text:
            return found
    raise AssertionError("the list goes round")


def test_the_list_shows_what_arrived(kiosk: Kiosk, officer: Officer) -> None:
    sent = sent_by(kiosk)
    assert officer.path(sent) in listed(officer, "show=new")
    assert officer.path(sent) not in listed(officer, "show=overdue")


def test_the_list_has_pages_that_miss_and_repeat_nothing(kiosk: Kiosk, officer: Officer) -> None:
    mine = {officer.path(sent_by(kiosk)) for _ in range(55)}
    shown = listed(officer, "show=open")
    assert len(shown) == len(set(shown)) > 50
    assert mine <= set(shown)


def test_overdue_dossiers_come_first_and_are_marked(portal: Portal, kiosk: Kiosk, officer: Officer) -> None:
    late, later, ready = (sent_by(kiosk) for _ in range(3))
    for number, (sent, promised) in enumerate([(late, "2026-02-02"), (later, "2026-02-01"), (ready, "2026-02-03")]):
        accepted(officer, sent, f"H38.01-260101-100{number}")
        days = ", ".join(f"{column} = '{promised}'" for column in ("promised_on", "due_on", "queue_on"))
        portal.sql(f"UPDATE registry_dossier SET {days} WHERE code = '{sent.code}'")
    officer.act(ready, "ready", note="")
    assert listed(officer, "show=open")[:2] == [officer.path(later), officer.path(late)]
    assert listed(officer, "show=overdue") == [officer.path(later), officer.path(late)]
    rows = officer.get("/desk/").text.split("<tr")
    for sent, red in ((late, True), (later, True), (ready, False)):
        shown = [row for row in rows if officer.path(sent) in row]
        assert [row.startswith(' class="late"') for row in shown] == [red] * len(shown)
    assert "Quá hạn" in officer.get(officer.path(late)).text


def test_the_page_shows_the_answers_in_their_order(kiosk: Kiosk, officer: Officer) -> None:
    sent = sent_by(kiosk, "<data><b>hai</b><a>&lt;script&gt;alert(1)&lt;/script&gt;</a></data>")
    shown = officer.get(officer.path(sent)).text
    assert "<script" not in shown
    assert shown.index("hai") < shown.index("&lt;script&gt;alert(1)")


@pytest.mark.parametrize(
    ("way", "words"),
    [
        ("", "Chưa ký tại máy"),
        ("finger", "Ký trên màn hình"),
        ("print", "Ký tay trên tờ khai in: xem bản giấy"),
        ("fingerprint", "Điểm chỉ trên giấy, trước mặt cán bộ"),
    ],
)
def test_the_page_says_how_the_declaration_was_signed(kiosk: Kiosk, officer: Officer, way: str, words: str) -> None:
    """What the officer has to look for on paper is not on the screen: by hand, or by a fingerprint still to come."""
    sent = kiosk.dossier(signed=way)
    assert sent.put().status_code == 201
    assert re.search(rf"Chữ ký</dt>\s*<dd>{re.escape(words)}</dd>", officer.get(officer.path(sent)).text)


def test_accepting_numbers_the_dossier_and_tells_the_kiosk(kiosk: Kiosk, officer: Officer) -> None:
    sent = sent_by(kiosk)
    response = officer.act(sent, "accept", official_number="H38.01-261123-0007", promised_on=TOMORROW.isoformat())
    assert response.status_code == 302
    event = last_event(kiosk, sent)
    assert (event["kind"], event["revision"]) == ("state", 1)
    assert event["data"] == {
        "state": "received",
        "official_number": "H38.01-261123-0007",
        "promised_on": TOMORROW.isoformat(),
        "note": "",
    }
    assert "H38.01-261123-0007" in officer.get(officer.path(sent)).text
    assert kiosk.call("PUT", sent.next().target, sent.next().body).json()["type"] == "already-received"


def test_a_number_serves_one_dossier(kiosk: Kiosk, officer: Officer) -> None:
    accepted(officer, sent_by(kiosk), "H38.01-261123-0100")
    second = sent_by(kiosk)
    response = officer.act(second, "accept", official_number="H38.01-261123-0100", promised_on="")
    assert response.status_code == 422
    assert last_event(kiosk, second)["data"] == {"state": "sent", "official_number": "", "promised_on": "", "note": ""}


def test_the_next_number_is_proposed(portal: Portal, kiosk: Kiosk, officer: Officer) -> None:
    sent = sent_by(kiosk)
    found = re.search(r'name="official_number" value="([^"]+)"', officer.get(officer.path(sent)).text)
    assert found is not None
    assert re.fullmatch(rf"{re.escape(SITE)}-\d{{6}}-\d{{4}}", found[1])
    accepted(officer, sent, found[1])
    again = re.search(r'name="official_number" value="([^"]+)"', officer.get(officer.path(sent_by(kiosk))).text)
    assert again is not None
    assert int(again[1][-4:]) == int(found[1][-4:]) + 1


@pytest.mark.parametrize(
    ("act", "given"),
    [
        ("accept", {"official_number": "", "promised_on": ""}),
        ("accept", {"official_number": "a b\u202e", "promised_on": ""}),
        ("accept", {"official_number": "H1-1", "promised_on": "2020-01-01"}),
        ("accept", {"official_number": "H1-1", "promised_on": "31/02/2027"}),
        ("refuse", {"note": "   "}),
        ("note", {"note": ""}),
        ("note", {"note": "x" * 2001}),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(
    kiosk: Kiosk, officer: Officer, act: str, given: dict[str, Any]
) -> None:
    sent = sent_by(kiosk)
    before = officer.seen(sent)
    response = officer.act(sent, act, **given)
    assert response.status_code == 422
    assert 'role="alert"' in response.text
    assert officer.seen(sent) == before


def test_a_date_can_be_written_the_vietnamese_way(kiosk: Kiosk, officer: Officer) -> None:
    sent = sent_by(kiosk)
    given: dict[str, Any] = {"official_number": "H38.01-261123-0200", "promised_on": f"{TOMORROW:%d/%m/%Y}"}
    assert officer.act(sent, "accept", **given).status_code == 302
    assert last_event(kiosk, sent)["data"]["promised_on"] == TOMORROW.isoformat()  # type: ignore[index] # a dict


def test_days_are_shown_as_people_write_them_whatever_the_language_of_the_browser(
    kiosk: Kiosk, officer: Officer
) -> None:
    """A browser's own field for a day follows the browser: 12/04 would be the 4th of December on an English one."""
    sent = sent_by(kiosk)
    given: dict[str, Any] = {"official_number": "H38.01-261123-0210", "promised_on": f"{TOMORROW:%d/%m/%Y}"}
    assert officer.act(sent, "accept", **given).status_code == 302
    assert f'value="{TOMORROW:%d/%m/%Y}"' in officer.get(officer.path(sent)).text
    for page in (officer.path(sent), "/desk/promises/", "/desk/petitions/"):
        assert 'type="date"' not in officer.get(page).text, page


def test_a_correction_asks_by_question_and_is_answered_by_a_revision(
    portal: Portal, kiosk: Kiosk, officer: Officer
) -> None:
    sent = accepted(officer, sent_by(kiosk), "H38.01-261123-0300")
    path = f"{officer.path(sent)}correct/"
    fields = {**officer.seen(sent), "comment-0": "Viết đủ họ, chữ đệm và tên", "note": "Mang theo giấy chứng sinh"}
    assert officer.send(path, fields).status_code == 302
    event = last_event(kiosk, sent)
    assert event["kind"] == "correction"
    data = event["data"]
    assert isinstance(data, dict)
    assert data["items"] == [{"ref": "/data/mother/name", "label": "name", "comment": "Viết đủ họ, chữ đệm và tên"}]
    assert open_instance(data["sealed"], kiosk.box_key) == sent.instance
    with pytest.raises(ValueError, match="sealed"):
        open_instance(data["sealed"], PrivateKey.generate())

    wrong = sent.next(corrects="01a20782-a906-7c7b-a83b-1cb42920a46b")
    assert wrong.put().json()["type"] == "already-received"
    right = sent.next("<data><mother><name>Trần Thị Bích Đào</name></mother></data>", corrects=data["correction"])
    assert right.put().status_code == 201
    assert right.put().status_code == 200
    assert (last_event(kiosk, sent)["data"], last_event(kiosk, sent)["revision"]) == (
        {"state": "sent", "official_number": "H38.01-261123-0300", "promised_on": "", "note": ""},
        2,
    )
    shown = officer.get(officer.path(sent)).text
    assert "Trần Thị Bích Đào" in shown
    assert 'value="H38.01-261123-0300"' in shown  # it keeps its number
    accepted(officer, sent, "H38.01-261123-0300")


def test_a_correction_without_a_comment_is_not_asked(kiosk: Kiosk, officer: Officer) -> None:
    sent = sent_by(kiosk)
    response = officer.send(f"{officer.path(sent)}correct/", {**officer.seen(sent), "comment-0": " ", "note": "x"})
    assert response.status_code == 422
    assert last_event(kiosk, sent)["kind"] == "state"


def test_the_whole_way_to_the_result(kiosk: Kiosk, officer: Officer) -> None:
    sent = accepted(officer, sent_by(kiosk), "H38.01-261123-0400")
    assert officer.act(sent, "promise", promised_on=TOMORROW.isoformat(), note="").status_code == 302
    later = TOMORROW + timedelta(days=2)
    assert officer.act(sent, "promise", promised_on=later.isoformat(), note="Chờ xác minh").status_code == 302
    assert officer.act(sent, "note", note="Đã xác minh xong").status_code == 302
    assert officer.act(sent, "ready", note="").status_code == 302
    assert officer.act(sent, "returned").status_code == 302
    events = [event for event in kiosk.changes() if event["dossier"] == str(sent.dossier)]
    assert [event["data"].get("state", event["kind"]) for event in events] == [
        *("sent", "received", "processing", "processing", "note", "result-ready", "returned")
    ]
    assert events[3]["data"]["promised_on"] == later.isoformat()
    history = officer.get(officer.path(sent)).text
    assert history.count("Lê Thị Lan") >= 6
    assert 'name="version"' not in history  # nothing can be done any more


def test_a_refusal_carries_its_reason(kiosk: Kiosk, officer: Officer) -> None:
    sent = sent_by(kiosk)
    assert officer.act(sent, "refuse", note="Không thuộc thẩm quyền của xã").status_code == 302
    data = last_event(kiosk, sent)["data"]
    assert isinstance(data, dict)
    assert (data["state"], data["note"]) == ("refused", "Không thuộc thẩm quyền của xã")
    assert officer.act(sent, "note", seen={"version": "2", "revision": "1"}, note="x").status_code in {302, 409}


@pytest.mark.parametrize("act", ["promise", "ready", "returned"])
def test_an_act_that_the_state_does_not_allow_is_not_done(kiosk: Kiosk, officer: Officer, act: str) -> None:
    sent = sent_by(kiosk)
    response = officer.act(sent, act, promised_on=TOMORROW.isoformat(), note="x")
    assert response.status_code == 409
    assert last_event(kiosk, sent)["data"]["state"] == DossierState.SENT  # type: ignore[index] # a dict


def test_two_officers_do_not_overwrite_each_other(portal: Portal, kiosk: Kiosk, officer: Officer) -> None:
    sent, colleague = sent_by(kiosk), Officer(portal, "hoa")
    colleague.login()
    seen = colleague.seen(sent)
    accepted(officer, sent, "H38.01-261123-0500")
    late = colleague.act(sent, "refuse", seen=seen, note="Thiếu giấy tờ")
    assert late.status_code == 409
    assert last_event(kiosk, sent)["data"]["state"] == "received"  # type: ignore[index] # a dict


def test_an_officer_does_not_accept_what_arrived_unseen(kiosk: Kiosk, officer: Officer) -> None:
    sent = sent_by(kiosk)
    seen = officer.seen(sent)
    assert sent.next("<data><name>Mới</name></data>").put().status_code == 201
    response = officer.act(sent, "accept", seen=seen, official_number="H38.01-261123-0600", promised_on="")
    assert response.status_code == 409


def test_two_heads_are_shown_and_both_can_be_read(portal: Portal, kiosk: Kiosk, officer: Officer) -> None:
    first = sent_by(kiosk)
    other = enrolled(portal, name="Máy 2")
    mine = first.next("<data><name>Bản của máy một</name></data>")
    assert mine.put().status_code == 201
    theirs = other.revise(first.dossier, first.code, 3, first.hash, "<data><name>Bản của máy hai</name></data>")
    assert theirs.put().status_code == 201
    shown = officer.get(officer.path(first)).text
    assert "?revision=2" in shown
    assert "?revision=3" in shown
    assert "Bản của máy hai" in shown
    assert "Bản của máy một" in officer.get(f"{officer.path(first)}?revision=2").text
    fields = {"version": officer.seen(first)["version"], "revision": "2"}
    given = {"official_number": "H38.01-261123-0700", "promised_on": ""}
    assert officer.act(first, "accept", seen=fields, **given).status_code == 302
    assert last_event(kiosk, first)["revision"] == last_event(other, first)["revision"] == 2


def test_an_older_version_can_be_read_but_not_acted_on(kiosk: Kiosk, officer: Officer) -> None:
    sent = sent_by(kiosk)
    assert sent.next("<data><name>Mới</name></data>").put().status_code == 201
    assert "Trần Thị Đào" in officer.get(f"{officer.path(sent)}?revision=1").text
    fields = {"version": officer.seen(sent)["version"], "revision": "1"}
    given = {"official_number": "H38.01-261123-0800", "promised_on": ""}
    assert officer.act(sent, "accept", seen=fields, **given).status_code == 409


def test_a_paper_is_opened_as_it_was_photographed(kiosk: Kiosk, officer: Officer) -> None:
    paper, data = photograph(PICTURE)
    assert kiosk.call("PUT", f"/v1/attachments/{paper.sha256}", data).status_code == 201
    sent = kiosk.dossier(papers=((paper, data),))
    assert sent.put().status_code == 201
    address = f"{officer.path(sent)}revisions/1/papers/{paper.sha256}/"
    assert address in officer.get(officer.path(sent)).text
    opened = officer.get(address)
    assert (opened.content, opened.headers["Content-Type"]) == (PICTURE, "image/png")
    assert officer.get(f"{officer.path(sent)}revisions/1/papers/{'0' * 64}/").status_code == 404


def test_a_paper_never_runs_in_the_browser(kiosk: Kiosk, officer: Officer) -> None:
    paper, data = photograph(b"<script>alert(1)</script>", media_type="text/html")
    kiosk.call("PUT", f"/v1/attachments/{paper.sha256}", data)
    sent = kiosk.dossier(papers=((paper, data),))
    assert sent.put().status_code == 201
    opened = officer.get(f"{officer.path(sent)}revisions/1/papers/{paper.sha256}/")
    assert opened.headers["Content-Type"] == "application/octet-stream"
    assert opened.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in opened.headers["Content-Security-Policy"]
    assert opened.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("asked", ["H38.01-261123-0900", "h38.01-261123-0900", "261123-0900"])
def test_search_by_official_number(kiosk: Kiosk, officer: Officer, asked: str) -> None:
    found = officer.get(f"/desk/?q={asked}").text
    if "/desk/dossiers/" not in found:
        accepted(officer, sent_by(kiosk), "H38.01-261123-0900")
        found = officer.get(f"/desk/?q={asked}").text
    assert found.count("/desk/dossiers/") == 1


def test_search_by_code_as_read_aloud(kiosk: Kiosk, officer: Officer) -> None:
    sent = sent_by(kiosk)
    spoken = f"{sent.code[:3]} {sent.code[3:8]} {sent.code[8]}".lower()
    assert officer.get(f"/desk/?q={spoken}").text.count("/desk/dossiers/") == 1
    assert "/desk/dossiers/" not in officer.get("/desk/?q=khong-co-ai").text


@pytest.mark.parametrize(
    "instance",
    [
        "",
        "not xml",
        "<data>",
        '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>',
        "<d>" * 300,
        "<d/>" * 2,
    ],
)
def test_an_instance_that_cannot_be_read_is_shown_as_it_came(kiosk: Kiosk, officer: Officer, instance: str) -> None:
    sent = sent_by(kiosk, instance)
    shown = officer.get(officer.path(sent))
    assert shown.status_code == 200
    assert "root:" not in shown.text
