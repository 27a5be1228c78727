"""Answers of a real procedure as an officer reads them: labels, choices in words, in the order of the form."""

import re
from html import escape

import pytest

from forms.contract import FormSession
from tests.support import birth
from tests.support.portal import Kiosk, Officer, Portal, Sent

# The database does not matter here.
pytestmark = pytest.mark.parametrize("portal", ["sqlite"], indirect=True, scope="session")

PACK, BIRTH = birth.PACK, birth.PACK.code
REQUESTER, CHILD = "Đặng Thị Ước", "Nguyễn Đào Ánh"


def session() -> FormSession:
    return birth.session(
        {
            "/data/requester/relation": "mother",
            "/data/requester/requester_name": REQUESTER,
            "/data/child/child_name": CHILD,
            "/data/child/child_birth_date": "2026-11-01",
            "/data/child/child_sex": "female",
        }
    )


@pytest.fixture(scope="module")
def sent(kiosk: Kiosk) -> Sent:
    """A birth registration as the engine writes it."""
    begun = session()
    sent = kiosk.dossier(begun.draft().decode(), procedure=BIRTH, pack_version=PACK.version)
    assert sent.put().status_code == 201
    return sent


def test_the_answers_stand_in_the_order_of_the_form(officer: Officer, sent: Sent) -> None:
    shown = officer.get(officer.path(sent)).text
    labels = [escape(row.label) for row in session().summary()]
    once = [label for label in labels if labels.count(label) == 1]
    assert len(once) > 10
    places = [shown.index(f"<dt>{label}</dt>") for label in once]
    assert places == sorted(places)
    assert REQUESTER in shown
    assert CHILD in shown
    assert PACK.procedure.title.vi in shown
    assert "01/11/2026" in shown or "2026-11-01" in shown


def test_choices_are_shown_in_words(officer: Officer, sent: Sent) -> None:
    shown = officer.get(officer.path(sent)).text
    assert "<dd>Nữ</dd>" in shown
    assert "<dd>female</dd>" not in shown


def test_an_officer_can_read_it_in_english(portal: Portal, sent: Sent) -> None:
    someone = Officer(portal, "hoa")
    someone.login()
    shown = someone.get(f"{someone.path(sent)}?lang=en").text
    assert PACK.procedure.title.en in shown
    assert "<dd>Female</dd>" in shown
    assert CHILD in shown


@pytest.mark.parametrize("asked", ["dang thi uoc", "ĐẶNG THỊ", "uoc dang", "anh nguyen", "Đào Ánh"])
def test_search_without_accents_finds_the_names(officer: Officer, sent: Sent, asked: str) -> None:
    found = officer.get(f"/desk/?q={asked}").text
    assert str(sent.dossier) in found
    assert REQUESTER in found


def test_search_does_not_find_everything(officer: Officer, sent: Sent) -> None:
    assert str(sent.dossier) not in officer.get("/desk/?q=tran van").text


def test_the_legal_day_is_proposed(officer: Officer, sent: Sent) -> None:
    shown = officer.get(officer.path(sent)).text
    assert re.search(r'name="promised_on" value="\d\d/\d\d/20\d\d"', shown)


def test_a_correction_names_the_question_as_the_resident_saw_it(
    portal: Portal, kiosk: Kiosk, officer: Officer, sent: Sent
) -> None:
    rows = session().summary()
    place = next(number for number, row in enumerate(rows) if row.ref == "/data/child/child_name")
    someone = Officer(portal, "hoa")
    someone.login()
    path = f"{someone.path(sent)}correct/"
    fields = {**someone.seen(sent), f"comment-{place}": "Ghi đúng theo giấy chứng sinh"}
    someone.get("/desk/?lang=en")  # the officer reads English, the resident Vietnamese
    assert someone.send(path, fields).status_code == 302
    event = [event for event in kiosk.changes() if event["dossier"] == str(sent.dossier)][-1]
    assert event["data"]["items"] == [
        {"ref": "/data/child/child_name", "label": rows[place].label, "comment": "Ghi đúng theo giấy chứng sinh"}
    ]


def test_an_unknown_version_is_read_with_the_newest_form(kiosk: Kiosk, officer: Officer) -> None:
    sent = kiosk.dossier(session().draft().decode(), procedure=BIRTH, pack_version="2020010101")
    assert sent.put().status_code == 201
    assert CHILD in officer.get(officer.path(sent)).text


def test_answers_of_another_form_are_all_shown(kiosk: Kiosk, officer: Officer) -> None:
    """Nothing a resident wrote is hidden because the form has no place for it."""
    sent = kiosk.dossier("<data><child><nickname>Tèo Em</nickname></child></data>", procedure=BIRTH)
    assert sent.put().status_code == 201
    assert "Tèo Em" in officer.get(officer.path(sent)).text
