"""How a declaration was signed, and that a signature holds only for the answers it was given under."""

import pytest

from kiosk.app import Kiosk
from kiosk.attachments import SIGNATURE
from kiosk.errors import NotFound
from kiosk.signatures import SigningWay
from kiosk.types import DossierState
from tests.support.kiosks import Portal, begin, finish
from tests.support.pictures import png

ANSWERS = b"<data><name>A</name></data>"


@pytest.mark.parametrize("way", list(SigningWay))
def test_how_it_was_signed_goes_to_the_portal_sealed(kiosk: Kiosk, portal: Portal, way: SigningWay) -> None:
    draft = begin(kiosk)
    drawing = png() if way is SigningWay.FINGER else b""
    kiosk.signatures.sign(draft.dossier, way, ANSWERS, drawing)
    finish(kiosk, draft)
    _revision, content, body = portal.open(kiosk, draft.dossier, 1)
    assert content.signed == way.value
    assert way.value.encode() not in body
    assert [paper.paper for paper in content.papers] == ([SIGNATURE] if drawing else [])
    signed = kiosk.signatures.current(draft.dossier)
    assert signed is not None
    assert (signed.way, signed.image) == (way, drawing)


def test_a_signature_under_other_answers_is_withdrawn_with_its_drawing(kiosk: Kiosk) -> None:
    draft = begin(kiosk)
    kiosk.signatures.sign(draft.dossier, SigningWay.FINGER, ANSWERS, png())
    assert kiosk.signatures.current(draft.dossier, ANSWERS) is not None
    assert kiosk.signatures.current(draft.dossier, ANSWERS.replace(b"A", b"B")) is None
    assert kiosk.attachments.list(draft.dossier) == ()
    assert kiosk.signatures.current(draft.dossier) is None


def test_signing_again_takes_the_place_of_the_first(kiosk: Kiosk) -> None:
    draft = begin(kiosk)
    kiosk.signatures.sign(draft.dossier, SigningWay.FINGER, ANSWERS, png())
    kiosk.signatures.sign(draft.dossier, SigningWay.FINGER, ANSWERS, png(80, 60))
    kiosk.signatures.sign(draft.dossier, SigningWay.PRINT, ANSWERS)
    assert kiosk.attachments.list(draft.dossier) == ()
    signed = kiosk.signatures.current(draft.dossier)
    assert signed is not None
    assert signed.way is SigningWay.PRINT


def test_the_changed_dossier_is_signed_anew_and_keeps_its_papers(kiosk: Kiosk) -> None:
    draft = begin(kiosk)
    kiosk.attachments.add(draft.dossier, "birth_certificate", png())
    kiosk.signatures.sign(draft.dossier, SigningWay.FINGER, ANSWERS, png())
    finish(kiosk, draft)
    amended = kiosk.dossiers.amend(draft.dossier)
    assert [paper.paper for paper in kiosk.attachments.list(amended.dossier)] == ["birth_certificate"]
    assert kiosk.signatures.current(amended.dossier) is None
    assert kiosk.dossiers.view(draft.code).state is DossierState.DRAFT


def test_only_a_draft_can_be_signed(kiosk: Kiosk) -> None:
    draft = begin(kiosk)
    finish(kiosk, draft)
    with pytest.raises(NotFound):
        kiosk.signatures.sign(draft.dossier, SigningWay.PRINT, ANSWERS)
