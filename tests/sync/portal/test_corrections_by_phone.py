"""What an officer flagged is answered from a phone: with the receipt and the PIN, checked by the form, once."""

import re
from html import unescape

import pytest
import requests

from tests.support.answers import INSTANCE_ID, complete_birth
from tests.support.birth import PACK
from tests.support.pictures import png
from tests.support.portal import Kiosk, Officer, Portal, Sent, photograph
from tests.support.residents import PIN, Phone, hashed

# The database does not matter here.
pytestmark = pytest.mark.parametrize("portal", ["sqlite"], indirect=True, scope="session")


@pytest.fixture
def sent(kiosk: Kiosk) -> Sent:
    """One with a paper and a PIN."""
    paper, data = photograph(png(), paper="birth_certificate")
    kiosk.call("PUT", f"/v1/attachments/{paper.sha256}", data)
    more = {"procedure": PACK.code, "pack_version": PACK.version, "pin": hashed(PIN), "papers": ((paper, data),)}
    sent = kiosk.dossier(complete_birth(), **more)
    assert sent.put().status_code == 201
    return sent


@pytest.fixture
def phone(portal: Portal, sent: Sent) -> Phone:
    return Phone(portal, f"/h/{sent.token}")


def flag(officer: Officer, sent: Sent, *labels: str) -> None:
    """Ask for a correction of the questions with these labels."""
    shown = unescape(officer.get(f"{officer.path(sent)}correct/").text)
    fields = {**officer.seen(sent), "note": ""}
    for label in labels:
        place = re.search(rf"“{re.escape(label)}”.*?name=\"(comment-\d+)\"", shown, re.DOTALL)
        assert place is not None, label
        fields[place[1]] = f"Xem lại: {label}"
    assert officer.send(f"{officer.path(sent)}correct/", fields).status_code == 302


def opened(phone: Phone) -> str:
    """The answers, with the PIN."""
    response = phone.send({"pin": PIN}, "/answers/")
    assert response.status_code == 200
    return unescape(response.text)


def form_of(page: str) -> dict[str, str]:
    """Fields of the correction as they are shown: name to value."""
    form = re.search(r'action="[^"]*/correct/".*?</form>', page, re.DOTALL)
    assert form is not None, page
    fields = dict(re.findall(r'<input[^>]*name="(\w+)" value="([^"]*)"', form[0]))
    for name, options in re.findall(r'<select[^>]*name="(\w+)".*?>(.*?)</select>', form[0], re.DOTALL):
        fields[name] = (re.findall(r'value="([^"]*)" selected', options) or [""])[0]
    fields |= dict(re.findall(r'type="radio" name="(\w+)" value="([^"]*)" checked', form[0]))
    return {name: value for name, value in fields.items() if name not in {"agree", "csrfmiddlewaretoken"}}


def field_of(page: str, label: str) -> str:
    """The name of the field with a label."""
    found = re.search(rf'<label for="(q\w+)">{re.escape(label)}', page)
    assert found is not None, label
    return found[1]


def answer(phone: Phone, fields: dict[str, str], *, agree: bool = True) -> requests.Response:
    return phone.send({**fields, **({"agree": "yes"} if agree else {})}, "/correct/")


NAME = "Họ, chữ đệm, tên của ông/bà"


def test_a_flagged_answer_is_corrected_and_the_officer_has_the_next_revision(
    phone: Phone, officer: Officer, kiosk: Kiosk, sent: Sent, portal: Portal
) -> None:
    flag(officer, sent, NAME)
    page = opened(phone)
    assert f"Xem lại: {NAME}" in page
    fields = form_of(page)
    assert len([name for name in fields if name.startswith("q")]) == 1, "only what was flagged is asked"
    response = answer(phone, {**fields, field_of(page, NAME): "Nguyễn Thị Sửa Lại"})
    assert response.status_code == 200
    assert "Đã gửi" in response.text
    assert "Nguyễn Thị Sửa Lại" in officer.get(officer.path(sent)).text
    states = [event["data"].get("state") for event in kiosk.changes() if event["dossier"] == str(sent.dossier)]
    assert states[-1] == "sent"
    assert "corrected-on-page" in portal.do("trail_of", str(sent.dossier))
    facts = portal.do("newest_revision", str(sent.dossier))
    assert (facts["number"], facts["papers"], facts["deprecated"], facts["given_by"]) == (
        2,
        1,
        INSTANCE_ID,
        "resident",
    )
    # Once: the same again changes nothing.
    again = answer(phone, {**fields, field_of(page, NAME): "Lần Hai"})
    assert again.status_code == 200
    assert "Lần Hai" not in officer.get(officer.path(sent)).text
    assert portal.do("newest_revision", str(sent.dossier))["number"] == 2


@pytest.mark.parametrize(
    ("typed", "agree", "words"),
    [
        ("", True, "trả lời"),
        ("Nguyễn Thị Sửa Lại", False, "đồng ý"),
        (None, True, "Chưa có câu trả lời nào khác"),
    ],
)
def test_what_keeps_it_from_being_sent_is_said(
    phone: Phone, officer: Officer, sent: Sent, portal: Portal, typed: str | None, agree: bool, words: str
) -> None:
    flag(officer, sent, NAME)
    page = opened(phone)
    fields = form_of(page)
    if typed is not None:
        fields[field_of(page, NAME)] = typed
    response = answer(phone, fields, agree=agree)
    assert response.status_code == 422
    assert words in response.text
    assert portal.do("newest_revision", str(sent.dossier))["number"] == 1
    # What was typed is still there.
    assert typed is None or f'value="{typed}"' in response.text


def test_a_day_is_written_as_people_do(phone: Phone, officer: Officer, sent: Sent, portal: Portal) -> None:
    label = "Ngày, tháng, năm sinh của ông/bà"
    flag(officer, sent, label)
    page = opened(phone)
    name = field_of(page, label)
    wrong = answer(phone, {**form_of(page), name: "mùa xuân"})
    assert wrong.status_code == 422
    assert 'value="mùa xuân"' in wrong.text
    assert answer(phone, {**form_of(unescape(wrong.text)), name: "5/2/1961"}).status_code == 200
    assert "1961-02-05" in portal.do("newest_revision", str(sent.dossier))["instance"]


def test_a_new_answer_asks_for_what_it_makes_necessary(
    phone: Phone, officer: Officer, sent: Sent, portal: Portal
) -> None:
    """Another relation to the child asks its own question, which no officer flagged."""
    label = "Ông/bà là ai đối với người được khai sinh?"
    flag(officer, sent, label)
    page = opened(phone)
    fields = form_of(page)
    (name,) = [each for each in fields if each.startswith("q")]
    asked = answer(phone, {**fields, name: "father"})
    assert asked.status_code == 422
    more = unescape(asked.text)
    known = re.search(r'<legend>Có ghi thông tin người mẹ không.*?name="(q\w+)"', more, re.DOTALL)
    assert known is not None, more
    assert answer(phone, {**form_of(more), name: "father", known[1]: "no"}).status_code == 200
    assert ">father<" in portal.do("newest_revision", str(sent.dossier))["instance"]


def test_without_the_pin_nothing_is_corrected(phone: Phone, officer: Officer, sent: Sent, portal: Portal) -> None:
    flag(officer, sent, NAME)
    page = opened(phone)
    name = field_of(page, NAME)
    for proof in ("", "x:y:z", form_of(page)["pass"][:-2] + "xx"):
        response = answer(phone, {"pass": proof, name: "Kẻ Gian"})
        assert response.status_code == 422
        assert "PIN" in response.text
    other = Phone(portal, phone.path)
    assert other.send({"pin": "0000"}, "/answers/").status_code == 422
    assert portal.do("newest_revision", str(sent.dossier))["number"] == 1


def test_the_proof_of_one_dossier_opens_no_other(
    phone: Phone, officer: Officer, kiosk: Kiosk, sent: Sent, portal: Portal
) -> None:
    flag(officer, sent, NAME)
    proof = form_of(opened(phone))
    second = kiosk.dossier(complete_birth(), procedure=PACK.code, pack_version=PACK.version, pin=hashed(PIN))
    assert second.put().status_code == 201
    flag(officer, second, NAME)
    answer(
        Phone(portal, f"/h/{second.token}"), {**proof, **dict.fromkeys([n for n in proof if n[0] == "q"], "Kẻ Gian")}
    )
    assert portal.do("newest_revision", str(second.dossier))["number"] == 1


def test_an_officer_who_was_quicker_wins(phone: Phone, officer: Officer, sent: Sent, portal: Portal) -> None:
    flag(officer, sent, NAME)
    page = opened(phone)
    assert officer.act(sent, "refuse", note="Hồ sơ thuộc xã khác").status_code == 302
    response = answer(phone, {**form_of(page), field_of(page, NAME): "Muộn Rồi"})
    assert response.status_code == 200
    assert "chưa được tiếp nhận" in response.text
    assert portal.do("newest_revision", str(sent.dossier))["number"] == 1
