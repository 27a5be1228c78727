"""The page behind a receipt's link: a real receipt is told from a forged one, and no page tells who."""

from datetime import date, datetime, timedelta, timezone

import pytest
import requests
from nacl.signing import SigningKey

from forms.knowledge.working_days import calendar
from sync.protocol import followup
from tests.support import birth
from tests.support.answers import PETITION, birth_instance, petition_instance
from tests.support.portal import Kiosk, Officer, Portal, Sent, enrolled

# The database does not matter here.
pytestmark = pytest.mark.parametrize("portal", ["sqlite"], indirect=True, scope="session")

SECRET_NAME = "Nguyễn Thị Không Lộ"


@pytest.fixture
def sent(kiosk: Kiosk) -> Sent:
    return kiosk.dossier(f"<data><name>{SECRET_NAME}</name><id>079300000123</id></data>")


def look(portal: Portal, token: str, language: str = "") -> requests.Response:
    return requests.get(f"{portal.url}/h/{token}{f'?lang={language}' if language else ''}", timeout=20)


def test_before_it_arrives_the_kiosk_has_it(portal: Portal, sent: Sent) -> None:
    response = look(portal, sent.token)
    assert response.status_code == 200
    assert "đang giữ" in response.text
    assert "Xã Đạ Một" in response.text


@pytest.mark.parametrize("how", ["signature", "code", "stranger", "cut", "empty", "long"])
def test_a_forged_or_torn_link_gets_a_kind_sentence(portal: Portal, sent: Sent, how: str) -> None:
    assert sent.put().status_code == 201
    code, _, signature = sent.token.partition(".")
    other = followup.mint(sent.kiosk.enrolled["prefix"], 4321, b"other")
    token = {
        "signature": f"{code}.{signature[:-4]}AAAA",
        "code": f"{other}.{signature}",
        "stranger": followup.make_token(code, SigningKey.generate()),
        "cut": sent.token[:40],
        "empty": ".",
        "long": "A" * 3000,
    }[how]
    response = look(portal, token)
    assert response.status_code == 404
    assert "phiếu" in response.text
    assert "Đã" not in response.text.split("<main")[1].split("<h1>")[0]


def test_an_unknown_kiosk_is_no_fault_of_the_portal(portal: Portal) -> None:
    token = followup.make_token(followup.mint("ZZZ", 1, b"x"), SigningKey.generate())
    assert look(portal, token).status_code == 404


def test_each_state_says_what_to_do(portal: Portal, officer: Officer, sent: Sent) -> None:
    soon = date.today() + timedelta(days=2)
    assert sent.put().status_code == 201
    assert "đã đến" in look(portal, sent.token).text
    officer.act(sent, "accept", official_number=f"H38.01-{sent.code}", promised_on="")
    assert f"H38.01-{sent.code}" in look(portal, sent.token).text
    fields = {**officer.seen(sent), "comment-0": "Tên mẹ thiếu chữ đệm", "note": ""}
    officer.send(f"{officer.path(sent)}correct/", fields)
    asked = look(portal, sent.token).text
    assert "PIN" in asked
    assert "chữ đệm" not in asked  # only who knows the PIN reads the question
    officer.act(sent, "accept", official_number=f"H38.01-{sent.code}", promised_on="")
    officer.act(sent, "promise", promised_on=soon.isoformat(), note="")
    assert f"{soon:%d/%m/%Y}" in look(portal, sent.token).text
    officer.act(sent, "ready", note="Đến gặp cửa số 2")
    ready = look(portal, sent.token).text
    assert "Đến gặp cửa số 2" in ready
    assert "Số 1 đường Chính" in ready
    assert "0263 000 000" in ready
    officer.act(sent, "returned")
    assert "trả" in look(portal, sent.token).text


def test_it_says_by_when_the_law_wants_it_until_a_day_is_promised(
    portal: Portal, officer: Officer, kiosk: Kiosk
) -> None:
    sent = kiosk.dossier(birth_instance(), procedure=birth.PACK.code, pack_version=birth.PACK.version)
    assert sent.put().status_code == 201
    limit = birth.PACK.procedure.time_limit
    here = datetime.now(timezone(timedelta(hours=7)))
    days = {f"{calendar().latest(moment, limit.working_days, limit.cutoff):%d/%m/%Y}" for moment in (here, here)}
    shown = look(portal, sent.token).text
    assert [day for day in days if day in shown]
    assert "chậm nhất" in shown
    soon = date.today() + timedelta(days=20)
    officer.act(sent, "accept", official_number=f"H38.01-{sent.code}", promised_on=f"{soon:%d/%m/%Y}")
    shown = look(portal, sent.token).text
    assert f"{soon:%d/%m/%Y}" in shown
    assert "Có kết quả chậm nhất" not in shown


def test_a_time_limit_that_nobody_confirmed_is_to_be_asked_about(portal: Portal, kiosk: Kiosk) -> None:
    sent = kiosk.dossier(petition_instance(), procedure=PETITION.code, pack_version=PETITION.version)
    assert sent.put().status_code == 201
    assert not PETITION.procedure.time_limit.verified
    assert "hỏi cán bộ để xác nhận" in look(portal, sent.token).text


def test_what_is_late_says_sorry(portal: Portal, kiosk: Kiosk) -> None:
    sent = kiosk.dossier(birth_instance(), procedure=birth.PACK.code, pack_version=birth.PACK.version)
    assert sent.put().status_code == 201
    portal.sql(f"UPDATE registry_dossier SET due_on = '2026-02-02' WHERE code = '{sent.code}'")
    shown = look(portal, sent.token).text
    assert "xin lỗi ông/bà" in shown
    assert "02/02/2026" not in shown


def test_a_refusal_says_why(portal: Portal, officer: Officer, sent: Sent) -> None:
    sent.put()
    officer.act(sent, "refuse", note="Hồ sơ thuộc xã khác")
    assert "Hồ sơ thuộc xã khác" in look(portal, sent.token).text


def test_the_page_holds_no_personal_data_and_tells_nobody_else(portal: Portal, sent: Sent) -> None:
    sent.put()
    response = look(portal, sent.token)
    assert SECRET_NAME not in response.text
    assert "079300000123" not in response.text
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert "noindex" in response.headers["X-Robots-Tag"]
    assert 'name="robots" content="noindex' in response.text
    assert portal.log.count(sent.token) == 0


def test_it_can_be_read_in_english(portal: Portal, sent: Sent) -> None:
    text = look(portal, sent.token, "en").text
    assert '<html lang="en">' in text
    assert "on its way" in text


def test_a_receipt_stays_good_when_its_kiosk_is_revoked(portal: Portal) -> None:
    kiosk = enrolled(portal)
    sent = kiosk.dossier()
    sent.put()
    portal.do("revoke_kiosk", kiosk.enrolled["prefix"])
    assert "đã đến" in look(portal, sent.token).text
