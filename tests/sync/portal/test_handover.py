"""A form is begun at one kiosk and finished at another, without a network between: on paper, and on a stick.

Two real kiosks and the real portal. What is scanned are the pixels of what would be printed.
"""

import pytest
import requests
import zxingcpp

from kiosk.app import Kiosk
from kiosk.handover.service import Handover
from kiosk.types import Draft, Receipt
from sync.bundles.errors import Foreign
from sync.bundles.handover import Cost
from sync.protocol.followup import make_token
from sync.states import DossierState
from tests.support.birth import session
from tests.support.filling import environment
from tests.support.joined import cycle, joined
from tests.support.kiosks import CONSENT, PROCEDURE
from tests.support.pdf import rendered
from tests.support.pictures import png
from tests.support.portal import OTHER_SITE, SITE, Officer

PIN = "482913"
ANSWERS = {
    "/data/requester/relation": "grandmother",
    "/data/requester/requester_name": "Phạm Thị Lựu",
    "/data/child/child_name": "Đặng Ngọc Hân",
}
MORE = {**ANSWERS, "/data/child/child_sex": "female"}


def opened(portal, home, site=SITE):
    kiosk = joined(portal, home, site)
    kiosk.handover = Handover(kiosk, Cost(10, 1))
    return kiosk


@pytest.fixture(scope="module")
def homes(own_portal, tmp_path_factory):
    folder = tmp_path_factory.mktemp("kiosks")
    kiosks = [
        opened(own_portal, folder / name, site)
        for name, site in (("here", SITE), ("there", SITE), ("foreign", OTHER_SITE))
    ]
    yield kiosks
    for kiosk in kiosks:
        kiosk.close()


def begun(kiosk: Kiosk, *, picture: bool = False) -> Draft:
    draft = kiosk.drafts.start(kiosk.catalogue.pack(PROCEDURE), "vi", CONSENT, assisted_by="TNV-07")
    kiosk.drafts.save(draft.dossier, session(ANSWERS).draft(), "/data/child")
    kiosk.drafts.protect(draft.dossier, "5829")
    if picture:
        kiosk.attachments.add(draft.dossier, "birth_certificate", png(), "giấy chứng sinh.png")
    return kiosk.drafts.get(draft.dossier)


def printed(kiosk: Kiosk, draft: Draft) -> str:
    """What a scanner reads off the slip for an 80 mm roll."""
    slip = kiosk.receipts.handover_slip(kiosk.handover.onto_paper(draft.dossier, PIN))
    (found,) = zxingcpp.read_barcodes(rendered(kiosk.receipts.pdf(slip, "80mm")))
    return found.text


def finished(kiosk: Kiosk, draft: Draft, answers=None) -> Receipt:
    xml = session(answers or MORE).draft()
    return kiosk.dossiers.finalise(draft.dossier, xml, xml)


def shown(officer: Officer, draft: Draft) -> str:
    return officer.get(officer.path(draft)).text


def test_a_form_goes_to_another_kiosk_on_paper_and_is_finished_there(homes, own_portal):
    here, there, _ = homes
    draft = begun(here, picture=True)
    text = printed(here, draft)
    assert text.isdigit()
    assert here.handover.away_since(draft.dossier) is not None

    arrived = there.handover.take(there.handover.read(text), PIN)
    assert (arrived.code, arrived.dossier, arrived.page) == (draft.code, draft.dossier, "/data/child")
    assert (arrived.language, arrived.assisted_by, arrived.has_pin) == ("vi", "TNV-07", True)
    restored, lost = there.catalogue.pack(PROCEDURE).form().resume(arrived.xml, environment())
    assert not lost
    assert restored.value_of("/data/requester/requester_name") == "Phạm Thị Lựu"
    assert there.attachments.list(draft.dossier) == ()  # the picture stayed behind

    receipt = finished(there, arrived)
    assert receipt.code == draft.code
    assert cycle(there).acknowledged == 1
    assert there.dossiers.view(draft.code).state is DossierState.SENT
    # The receipt is signed by the kiosk whose code it is, so the portal knows it, at any kiosk and by its link.
    assert here.elsewhere.find(receipt.token).state is DossierState.SENT
    assert there.elsewhere.find(receipt.link).state is DossierState.SENT
    assert requests.get(receipt.link, timeout=60).status_code == 200
    officer = Officer(own_portal, "lan")
    officer.login()
    assert "Đặng Ngọc Hân" in shown(officer, draft)


def test_the_same_on_a_stick_with_its_pictures(homes, tmp_path):
    here, there, _ = homes
    draft = begun(here, picture=True)
    steps: list[tuple[int, int]] = []
    here.handover.onto_stick(draft.dossier, PIN, tmp_path, lambda done, whole: steps.append((done, whole)))
    assert steps[-1][0] == steps[-1][1]
    (offer,) = there.handover.on_stick(tmp_path).offers
    arrived = there.handover.take(offer, PIN)
    (picture,) = there.attachments.list(arrived.dossier)
    assert (picture.name, picture.paper) == ("giấy chứng sinh.png", "birth_certificate")
    assert there.attachments.read(arrived.dossier, picture.sha256) == png()
    assert not list(tmp_path.rglob("*.bin"))  # what was taken in does not stay on the stick
    finished(there, arrived)
    cycle(there)
    assert there.dossiers.view(draft.code).state is DossierState.SENT


def test_two_copies_that_are_both_finished_are_one_dossier(homes, own_portal):
    """The first to arrive is the dossier; the other is refused, kept, and shown to the volunteer."""
    here, there, _ = homes
    draft = begun(here)
    arrived = there.handover.take(there.handover.read(printed(here, draft)), PIN)
    back = here.drafts.resume(draft.code, PIN)  # the PIN of the slip; the draft is taken back by it
    assert here.handover.away_since(draft.dossier) is None
    finished(there, arrived)
    finished(here, back, ANSWERS)
    assert cycle(there).acknowledged == 1
    report = cycle(here)
    assert (report.acknowledged, report.parked) == (0, 1)
    assert [entry.data.get("reason") for entry in here.dossiers.view(draft.code).history if entry.kind == "parked"] == [
        "other-bytes"
    ]
    officer = Officer(own_portal, "lan")
    officer.login()
    assert "Đặng Ngọc Hân" in shown(officer, draft)


def test_an_amendment_that_overtakes_the_first_revision_is_permitted_too(homes):
    here, there, _ = homes
    draft = begun(here)
    arrived = there.handover.take(there.handover.read(printed(here, draft)), PIN)
    finished(there, arrived)
    finished(there, there.dossiers.amend_by_code(draft.code, PIN))
    assert cycle(there).acknowledged == 1
    assert there.elsewhere.find(there.dossiers.receipt(draft.dossier).token).number == 2


def test_without_the_permit_a_code_of_another_kiosk_is_refused(homes):
    """Even a kiosk of the commune may not be the first with a code that it was not handed."""
    here, there, _ = homes
    draft, other = begun(here), begun(here)
    arrived = there.handover.take(there.handover.read(printed(here, draft)), PIN)
    stolen = there.handover.take(there.handover.read(printed(here, other)), PIN)

    def mix(db):
        permits = {row[0]: row[1] for row in db.execute("SELECT dossier, permit FROM brought").fetchall()}
        swap = "UPDATE brought SET permit = ? WHERE dossier = ?"
        db.execute(swap, [permits[str(stolen.dossier)], str(arrived.dossier)])
        db.execute(swap, [b"", str(stolen.dossier)])

    there.store.transaction(mix)
    for each in (arrived, stolen):
        finished(there, each)
    assert cycle(there).acknowledged == 0
    for each in (arrived, stolen):
        token = make_token(each.code, here.identity.sign_key)
        assert here.elsewhere.find(token).sending is None  # nothing of it is at the portal


def test_a_kiosk_of_another_commune_refuses_it_by_name(homes, tmp_path):
    here, _, foreign = homes
    draft = begun(here)
    with pytest.raises(Foreign):
        foreign.handover.read(printed(here, draft))
    here.handover.onto_stick(draft.dossier, PIN, tmp_path)
    found = foreign.handover.on_stick(tmp_path)
    assert found.offers == ()
    assert [type(each) for each in found.troubles] == [Foreign]


def test_a_kiosk_that_was_enrolled_before_there_was_a_key_asks_for_it_once(homes, monkeypatch):
    here, there, _ = homes
    text = printed(here, begun(here))
    there.identity.keep_site_key(b"")
    assert there.handover.take(there.handover.read(text), PIN).page == "/data/child"
    assert there.identity.site_key == here.identity.site_key


def test_at_the_first_kiosk_the_receipt_leads_to_where_the_dossier_is_now(homes):
    """The draft that stayed there does not hide the dossier that was finished elsewhere."""
    here, there, _ = homes
    draft = begun(here)
    arrived = there.handover.take(there.handover.read(printed(here, draft)), PIN)
    receipt = finished(there, arrived)
    cycle(there)
    assert here.elsewhere.view(draft.code) is None
    assert here.elsewhere.find(receipt.token).state is DossierState.SENT


def test_a_correction_of_what_was_finished_elsewhere_is_answered_where_it_was_begun(homes, own_portal):
    """The old draft there is overtaken; the answers come from the portal, after the PIN."""
    here, there, _ = homes
    draft = begun(here, picture=True)
    receipt = finished(there, there.handover.take(there.handover.read(printed(here, draft)), PIN))
    cycle(there)
    officer = Officer(own_portal, "lan")
    officer.login()
    assert officer.act(draft, "accept", official_number="H38.01-261123-0901", promised_on="").status_code == 302
    fields = {**officer.seen(draft), "comment-0": "Viết đủ họ và tên", "note": ""}
    assert officer.send(f"{officer.path(draft)}correct/", fields).status_code == 302

    assert here.elsewhere.find(receipt.token).can_correct
    here.elsewhere.bring(draft.code, PIN)
    again = here.dossiers.correct(draft.code, PIN)
    assert (again.number, [flag.comment for flag in again.flagged]) == (2, ["Viết đủ họ và tên"])
    assert "Đặng Ngọc Hân".encode() in (again.xml or b"")
    assert here.attachments.list(draft.dossier) == ()  # the picture of the overtaken draft is gone
    assert here.handover.away_since(draft.dossier) is None
    assert finished(here, again).token == receipt.token
    assert cycle(here).acknowledged == 1
    cycle(there)
    assert any(entry.data.get("state") == "sent" for entry in there.dossiers.view(draft.code).history)
