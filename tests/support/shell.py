"""A kiosk's window on a real, enrolled store without a network, and hands for it."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk.app import Kiosk
from kiosk.types import InitialSecrets, Receipt
from tests.support.birth import session
from tests.support.kiosks import CONSENT, Portal
from ui.app import KioskApp, Options
from ui.form import FormController
from ui.tour.robot import Robot
from ui.widgets import PinPad, Screen

_S = TypeVar("_S", bound=Screen)
NOWHERE = "http://127.0.0.1:9"
PROCEDURE = "1.001193"
PIN = "5829"
SECRET_NAME = "Phạm Thị Lựu"
NAME_REF = "/data/requester/requester_name"
CHILD_REF = "/data/child/child_name"
CARD = f"001155083417|012345678|{SECRET_NAME}|15081955|Nữ|Số 12, phố Hàng Bông|01062021"

FIRST_ANSWERS = {
    "/data/requester/relation": "grandmother",
    NAME_REF: SECRET_NAME,
    CHILD_REF: "Đặng Ngọc Hân",
}


def enrolled_home(template: Path, home: Path, portal: Portal) -> Path:
    """A home after its first start, enrolled at a portal that nothing reaches; files stand for the printer."""
    shutil.copytree(template, home)
    (home / "settings.toml").write_text(
        '[printing]\nreceipt = "folder"\ndeclaration = "folder"\n[place]\nfeedback = false\n'
    )
    kiosk = Kiosk.open(home)
    kiosk.identity.store_enrolment(replace(portal.enrolment(), portal_url=NOWHERE))
    kiosk.close()
    return home


class Visitor(Robot):
    """The tour's hands, with what tests need besides."""

    secrets: InitialSecrets
    portal: Portal

    @property
    def kiosk(self) -> Kiosk:
        return self.app.kiosk

    @property
    def step(self) -> str:
        return self.app.flow.current.name if self.app.flow.current is not None else ""

    def on(self, kind: type[_S]) -> _S:
        screen = self.screen
        assert isinstance(screen, kind), f"{type(screen).__name__} is shown"
        return screen

    def home_page(self) -> None:
        self.wait_for("start")
        self.continue_()
        self.wait_for("home")

    def pin(self, digits: str) -> None:
        (pad,) = [each for each in self.screen.findChildren(PinPad) if each.isVisible()]
        for digit in digits:
            self.press_widget(pad.keys[digit])

    def to_procedure(self) -> None:
        self.home_page()
        self.press("Register or apply")
        self.wait_for("choose")
        self.press("Raising a child")
        self.press("Register a birth")
        self.wait_for("procedure")

    def to_code(self) -> None:
        self.to_procedure()
        self.continue_()
        self.wait_for("consent")
        self.press("I agree")
        self.continue_()
        self.wait_for("code-pin")

    def to_card(self, pin: str = PIN) -> str:
        """Returns the follow-up code."""
        self.to_code()
        draft = self.app.visit.draft
        assert draft is not None
        if pin:
            self.pin(pin)
            self.continue_()
        else:
            self.press("Go on without a PIN")
        self.wait_for("card")
        return draft.code


def open_form(visitor: Visitor, procedure: str = PROCEDURE) -> FormController:
    """A new form, open at the page for cards, without the pages before it."""
    from ui.screens.opening import open_form as opening

    kiosk, step = visitor.kiosk, visitor.app.flow.current
    assert step is not None
    visitor.app.visit.draft = kiosk.drafts.start(kiosk.catalogue.pack(procedure), "en", CONSENT)
    visitor.app.visit.controller = None
    opening(step)
    visitor.wait_for("card")
    controller = visitor.app.visit.controller
    assert controller is not None
    return controller


def begun(visitor: Visitor, answers: Mapping[str, str] = FIRST_ANSWERS, pin: str = PIN) -> str:
    """A draft from an earlier visit; returns its code."""
    kiosk = visitor.kiosk
    draft = kiosk.drafts.start(kiosk.catalogue.pack(PROCEDURE), "en", CONSENT)
    kiosk.drafts.save(draft.dossier, session(answers).draft(), NAME_REF)
    if pin:
        kiosk.drafts.protect(draft.dossier, pin)
    return draft.code


def finished(visitor: Visitor, pin: str = PIN) -> Receipt:
    """A dossier from an earlier visit, waiting in the outbox."""
    kiosk = visitor.kiosk
    code = begun(visitor, pin=pin)
    draft = next(each for each in kiosk.drafts.open_drafts() if each.code == code)
    xml = session(FIRST_ANSWERS).draft()
    return kiosk.dossiers.finalise(draft.dossier, xml, xml)


@contextmanager
def window(application: QApplication, home: Path, pictures: Path, **options: float) -> Iterator[Visitor]:
    """The kiosk of a home on the screen, in English."""

    def opener() -> Kiosk:
        return Kiosk.open(home)

    app = KioskApp(application, Options(home=home, px_per_mm=4.03, **options), opener)  # type: ignore[arg-type]  # times
    visitor = Visitor(app, pictures)
    try:
        app.start()
        app.appearance.set_language("en")
        visitor.wait(lambda: app.is_open, "the store did not open")
        QTest.qWait(20)
        yield visitor
    finally:
        app.close()
