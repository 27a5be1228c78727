"""What a resident sees with the receipt and the PIN, with code and year of birth, and after the receipt was lost."""

import re

import pytest
from nacl.signing import SigningKey

from sync.protocol import followup
from tests.support import birth
from tests.support.answers import MOTHER_NUMBER, MOTHER_YEAR, birth_instance
from tests.support.pdf import page_texts
from tests.support.portal import Kiosk, Officer, Portal, Sent
from tests.support.residents import PIN, Phone, hashed

# The database does not matter here.
pytestmark = pytest.mark.parametrize("portal", ["sqlite"], indirect=True, scope="session")


@pytest.fixture
def sent(kiosk: Kiosk) -> Sent:
    """A birth registration with a PIN."""
    of = birth.PACK
    sent = kiosk.dossier(birth_instance(), procedure=of.code, pack_version=of.version, pin=hashed(PIN))
    assert sent.put().status_code == 201
    return sent


@pytest.fixture
def phone(portal: Portal, sent: Sent) -> Phone:
    return Phone(portal, f"/h/{sent.token}")


def test_the_pin_opens_the_answers_and_what_to_correct(phone: Phone, officer: Officer, sent: Sent) -> None:
    fields = {**officer.seen(sent), "comment-1": "Ghi đủ họ tên mẹ", "note": ""}
    assert officer.send(f"{officer.path(sent)}correct/", fields).status_code == 302
    assert "Ghi đủ họ tên mẹ" not in phone.see().text
    opened = phone.send({"pin": PIN}, "/answers/")
    assert opened.status_code == 200
    assert "Ghi đủ họ tên mẹ" in opened.text
    assert "Đặng Thị Ước" in opened.text
    assert opened.headers["Cache-Control"] == "no-store"
    assert "Đặng Thị Ước" not in phone.see().text  # nothing stays open


def test_five_wrong_pins_close_the_answers_until_the_card_is_shown(
    phone: Phone, officer: Officer, portal: Portal, sent: Sent
) -> None:
    for _ in range(5):
        assert "Đặng" not in phone.send({"pin": "0000"}, "/answers/").text
    assert "căn cước" in phone.see().text
    assert 'name="pin"' not in phone.see().text
    token = phone.http.cookies["csrftoken"]
    fields = {"pin": PIN, "csrfmiddlewaretoken": token}
    closed = phone.http.post(f"{portal.url}{phone.path}/answers/", data=fields, timeout=20)
    assert closed.status_code == 422
    assert "Đặng" not in closed.text
    assert officer.act(sent, "reissue", card_number=MOTHER_NUMBER).status_code == 302
    (link,) = new_links(officer, sent)
    assert "Đặng Thị Ước" in Phone(portal, link).send({"pin": PIN}, "/answers/").text


def test_what_was_erased_is_opened_by_no_pin(phone: Phone, officer: Officer, sent: Sent) -> None:
    assert officer.act(sent, "withdraw", note="", erase="on").status_code == 302
    assert 'name="pin"' not in phone.see().text
    assert "Đặng Thị Ước" not in officer.get(officer.path(sent)).text


def test_a_right_pin_gives_the_tries_back(phone: Phone) -> None:
    for _ in range(3):
        for _ in range(4):
            assert phone.send({"pin": "0000"}, "/answers/").status_code == 422
        assert phone.send({"pin": PIN}, "/answers/").status_code == 200


def test_without_a_pin_the_answers_stay_closed(portal: Portal, kiosk: Kiosk) -> None:
    sent = kiosk.dossier("<data><name>Không Mã</name></data>")
    assert sent.put().status_code == 201
    phone = Phone(portal, f"/h/{sent.token}")
    assert 'name="pin"' not in phone.see().text
    token = re.search(r'value="(\w+)"', phone.see().text)
    answer = phone.http.post(f"{portal.url}/h/{sent.token}/answers/", data={"pin": ""}, timeout=20)
    assert token is None
    assert "Không Mã" not in answer.text


def test_a_pin_without_the_receipt_opens_nothing(portal: Portal, sent: Sent) -> None:
    for token in (followup.make_token(sent.code, SigningKey.generate()), sent.code, f"{sent.code}.x"):
        answer = Phone(portal, f"/h/{sent.token}").http.post(
            f"{portal.url}/h/{token}/answers/", data={"pin": PIN}, timeout=20
        )
        assert "Đặng" not in answer.text
        assert answer.status_code in {403, 404}


def new_links(officer: Officer, sent: Sent) -> list[str]:
    """The link that a reissued receipt carries, read from the portal's own page of the receipt."""
    paper = officer.get(f"{officer.path(sent)}slips/receipt/")
    assert paper.headers["Content-Type"] == "application/pdf"
    return ["/h/" + token for token in re.findall(r"/h/([\w.-]+)", " ".join(_qr_texts(paper.content)))]


def _qr_texts(data: bytes) -> list[str]:
    import zxingcpp

    from tests.support.pdf import rendered

    return [found.text for found in zxingcpp.read_barcodes(rendered(data, 200))]


def test_a_lost_receipt_is_replaced_against_the_card(
    phone: Phone, officer: Officer, portal: Portal, sent: Sent
) -> None:
    assert officer.act(sent, "reissue", card_number="001099999999").status_code == 422
    assert phone.see().status_code == 200
    card = f"{MOTHER_NUMBER}|123456789|Đặng Thị Ước|02051990|Nữ|Di Linh|01012022"
    assert officer.act(sent, "reissue", card_number=card).status_code == 302
    text = page_texts(officer.get(f"{officer.path(sent)}slips/receipt/").content)[0]
    assert "không thay Giấy tiếp nhận" in " ".join(text.split())
    assert phone.see().status_code == 404  # whoever finds the old one sees nothing
    (link,) = new_links(officer, sent)
    assert Phone(portal, link).see().status_code == 200
    assert officer.act(sent, "reissue", card_number=MOTHER_NUMBER).status_code == 302
    assert Phone(portal, link).see().status_code == 404
    (newest,) = new_links(officer, sent)
    assert Phone(portal, newest).see().status_code == 200


def test_code_and_year_of_birth_tell_the_state_and_nothing_else(portal: Portal, sent: Sent) -> None:
    phone = Phone(portal, "/lookup/")
    spoken = followup.show_code(sent.code).lower()
    found = phone.send({"code": spoken, "year": str(MOTHER_YEAR)})
    assert found.status_code == 200
    assert "Hồ sơ đã đến xã" in found.text
    for hidden in ("Đặng Thị Ước", MOTHER_NUMBER, "Đăng ký khai sinh", sent.token):
        assert hidden not in found.text


def test_a_wrong_year_and_a_wrong_code_are_answered_alike(portal: Portal, sent: Sent) -> None:
    def words(code: str, year: str) -> str:
        response = Phone(portal, "/lookup/").send({"code": code, "year": year})
        assert response.status_code == 422
        found = re.search(r'role="alert">(.*?)</div>', response.text, re.DOTALL)
        assert found is not None
        return found[1]

    other = followup.mint(sent.kiosk.enrolled["prefix"], 77777, b"other")
    assert words(sent.code, "1950") == words(other, str(MOTHER_YEAR)) == words("ABCABC", "1950")


def test_guessing_the_year_is_slowed_down(own_portal: Portal, portal: Portal) -> None:
    from tests.support.portal import enrolled

    of = birth.PACK
    sent = enrolled(own_portal).dossier(birth_instance(), procedure=of.code, pack_version=of.version)
    assert sent.put().status_code == 201
    phone = Phone(own_portal, "/lookup/")
    for year in range(1960, 1965):
        assert phone.send({"code": sent.code, "year": str(year)}).status_code == 422
    assert phone.send({"code": sent.code, "year": str(MOTHER_YEAR)}).status_code == 429


def test_consent_is_withdrawn_from_the_phone_and_the_days_are_said(phone: Phone, officer: Officer, sent: Sent) -> None:
    assert "/consent/" in phone.see().text
    consent = Phone(phone.portal, f"{phone.path}/consent/")
    assert "hai ngày làm việc" in consent.see().text
    asked = consent.send({})
    days = re.findall(r"\d\d/\d\d/\d{4}", asked.text)
    assert len(days) == 2
    assert set(days) <= set(re.findall(r"\d\d/\d\d/\d{4}", phone.see().text))
    listed = officer.get("/desk/requests/").text
    assert days[1] in listed or days[0] in listed
    assert "Rút đồng ý" in officer.get(officer.path(sent)).text
    consent.send({})
    assert officer.get(officer.path(sent)).text.count("Rút đồng ý, ") == 1  # one request, however often it is pressed
