"""A receipt shown at another kiosk: the state for who holds it, the answers for who knows the PIN, and nothing else."""

from types import SimpleNamespace

import pytest
import requests

from kiosk.elsewhere import PortalAway
from kiosk.errors import Locked, NoPin, NotFound, WrongPin
from sync.states import DossierState
from sync.transport import Transport
from tests.support.joined import cycle, joined
from tests.support.kiosks import PIN, begin, finish
from tests.support.portal import OTHER_SITE, Officer

ANSWERS = "<data id='f'><name>Trần Thị Đào</name><meta><instanceID>uuid:1</instanceID></meta></data>".encode()


@pytest.fixture(scope="module")
def homes(own_portal, tmp_path_factory):
    folder = tmp_path_factory.mktemp("kiosks")
    here = joined(own_portal, folder / "here")
    there = joined(own_portal, folder / "there")
    foreign = joined(own_portal, folder / "foreign", OTHER_SITE)
    yield here, there, foreign
    for kiosk in (here, there, foreign):
        kiosk.close()


@pytest.fixture
def officer(own_portal):
    someone = Officer(own_portal, "lan")
    assert someone.login().status_code == 302
    return someone


@pytest.fixture
def receipt(homes):
    """Of a dossier with a picture, sent by the first kiosk."""
    return sent(homes[0])


def sent(here, pin=PIN):
    draft = begin(here, ANSWERS, pin=pin)
    here.attachments.add(draft.dossier, "paper", b"\xff\xd8\xff a picture")
    made = finish(here, draft, ANSWERS)
    assert cycle(here).acknowledged == 1
    return made


def ask_for_correction(officer, receipt, number):
    one = SimpleNamespace(dossier=receipt.dossier)
    assert officer.act(one, "accept", official_number=number, promised_on="").status_code == 302
    path = f"{officer.path(one)}correct/"
    fields = {**officer.seen(one), "comment-0": "Viết đủ họ và tên", "note": ""}
    assert officer.send(path, fields).status_code == 302


def test_another_kiosk_shows_where_it_stands_and_no_answer(homes, receipt):
    _, there, foreign = homes
    for kiosk in (there, foreign):
        view = kiosk.elsewhere.find(receipt.link)
        assert (view.code, view.state, view.number) == (receipt.code, DossierState.SENT, 1)
        assert not view.can_correct
        assert "Đào" not in repr(view)
        with pytest.raises(NotFound):
            kiosk.dossiers.view(receipt.code)


def test_a_correction_is_answered_at_another_kiosk(homes, receipt, officer):
    here, there, _ = homes
    ask_for_correction(officer, receipt, "H38.01-261123-0801")
    view = there.elsewhere.find(receipt.token)
    assert (view.state, view.can_correct, [flag.comment for flag in view.flags]) == (
        DossierState.NEEDS_CORRECTION,
        True,
        [""],
    )
    with pytest.raises(WrongPin) as wrong:
        there.elsewhere.bring(receipt.code, "9999")
    assert wrong.value.remaining == 4
    there.elsewhere.bring(receipt.code, PIN)
    there.elsewhere.bring(receipt.code, PIN)  # it is here already

    draft = there.dossiers.correct(receipt.code, PIN)
    assert draft.number == 2
    assert draft.xml is not None
    assert "Trần Thị Đào".encode() in draft.xml
    assert [flag.comment for flag in draft.flagged] == ["Viết đủ họ và tên"]
    there.dossiers.finalise(draft.dossier, ANSWERS.replace(b"Tr", b"Nguyen Tr"), ANSWERS)
    assert cycle(there).acknowledged == 1
    assert cycle(there).applied >= 0
    assert there.dossiers.view(receipt.code).state is DossierState.SENT

    # What is printed there carries the signature of the kiosk whose code it is, so the portal and its link know it.
    printed = there.dossiers.receipt(draft.dossier)
    assert (printed.token, printed.number) == (receipt.token, 2)
    assert here.receipts.read_details(printed.link).proven
    assert requests.get(printed.link, timeout=60).status_code == 200

    cycle(here)  # the first kiosk hears of it by its own feed
    assert any(entry.data.get("state") == "sent" for entry in here.dossiers.view(receipt.code).history)
    shown = officer.get(officer.path(SimpleNamespace(dossier=receipt.dossier))).text
    assert "Nguyen Trần Thị Đào" in shown


def test_only_a_kiosk_of_the_commune_may_go_on(homes, receipt):
    foreign = homes[2]
    foreign.elsewhere.find(receipt.token)
    with pytest.raises(NotFound):
        foreign.elsewhere.bring(receipt.code, PIN)


def test_guessing_ends_after_five_tries(homes):
    here, there, _ = homes
    receipt = sent(here)
    there.elsewhere.find(receipt.token)
    for remaining in (4, 3, 2, 1):
        with pytest.raises(WrongPin) as wrong:
            there.elsewhere.bring(receipt.code, "9999")
        assert wrong.value.remaining == remaining
    for pin in ("9999", PIN):
        with pytest.raises(Locked):
            there.elsewhere.bring(receipt.code, pin)


def test_without_a_pin_nothing_is_handed_over(homes):
    here, there, _ = homes
    receipt = sent(here, pin="")
    assert not there.elsewhere.find(receipt.token).has_pin
    with pytest.raises(NoPin):
        there.elsewhere.bring(receipt.code, PIN)


def test_what_is_no_receipt_of_this_portal_is_not_found(homes, receipt):
    there = homes[1]
    forged = receipt.token[:-4] + ("AAAA" if not receipt.token.endswith("AAAA") else "BBBB")
    for text in (receipt.code, "", "x" * 500, forged):
        with pytest.raises(NotFound):
            there.elsewhere.find(text)


def test_what_was_shown_is_forgotten_with_the_visit(homes, receipt):
    there = homes[1]
    there.elsewhere.find(receipt.token)
    there.drafts.end_visit()
    there.elsewhere.bring(receipt.code, PIN)
    with pytest.raises(NotFound):
        there.dossiers.view(receipt.code)


def test_looking_receipts_up_is_slowed_down(own_portal, homes, receipt):
    """Thirty a minute for a kiosk; then it is told to wait, and says so to the resident as a line that is away."""
    kiosk = joined(own_portal, homes[0].home.parent / "asking")
    for _ in range(30):
        kiosk.elsewhere.find(receipt.token)
    with pytest.raises(PortalAway):
        kiosk.elsewhere.find(receipt.token)
    kiosk.close()


def test_a_receipt_whose_dossier_is_on_its_way_is_said_so(homes):
    here, there, _ = homes
    made = finish(here, begin(here, ANSWERS), ANSWERS)
    assert there.elsewhere.find(made.token).state is DossierState.READY
    assert cycle(here).acknowledged == 1


def test_the_portal_is_away(homes, receipt, monkeypatch):
    there = homes[1]
    away = Transport("http://127.0.0.1:9", "x", there.identity.portal_sign_key)
    monkeypatch.setattr(there.elsewhere, "_connect", lambda identity: away)
    with pytest.raises(PortalAway):
        there.elsewhere.find(receipt.token)
