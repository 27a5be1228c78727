"""What the stages of the tour share: the world around, and the moves that several of them make."""

import shutil
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QAbstractButton

from forms.contract import FormSession
from sync.states import DossierState
from ui.app import KioskApp
from ui.cli.portal_process import PortalProcess
from ui.form import CheckAnswersPage
from ui.form.other_answers import DateAnswer
from ui.tour import answers
from ui.tour.desk import Desk
from ui.tour.filling import Filler
from ui.tour.robot import Robot
from ui.tour.stages import StageFailed, expect
from ui.widgets import PinPad, Screen

PROCEDURE = "1.001193"
SYNC_WITHIN_S = 30.0
translate = QCoreApplication.translate
_S = TypeVar("_S", bound=Screen)


class Walk:
    """What the stages share.

    Attributes:
        code: the follow-up code, once there is one.
        link: what the QR code on the receipt says.
    """

    def __init__(
        self, app: KioskApp, portal: PortalProcess, folder: Path, staff_code: str, officer: str, password: str
    ) -> None:
        self.app = app
        self.portal = portal
        self.folder = folder
        self.staff_code = staff_code
        self.officer = officer
        self.password = password
        self.robot = Robot(app, folder / "pictures")
        self.filler = Filler(self.robot)
        self.desk = Desk(portal.url)
        self.code = ""
        self.link = ""
        self.official = ""

    def to_staff_area(self) -> None:
        """From the first page through the staff code."""
        robot = self.robot
        robot.wait_for("start")
        robot.continue_()
        robot.wait_for("home")
        robot.press(translate("HomeScreen", "For the volunteer"))
        robot.wait_for("staff-door")
        self.press_pin(self.staff_code)
        robot.continue_()
        robot.wait_for("staff")

    def on(self, kind: type[_S]) -> _S:
        """The page that is shown, as its class. Raises StageFailed when it is another."""
        screen = self.robot.screen
        if not isinstance(screen, kind):
            raise StageFailed(f"{screen.heading.text()!r} is not the page expected here")
        return screen

    def session(self) -> FormSession:
        """The form under way."""
        controller = self.app.visit.controller
        if controller is None:
            raise StageFailed("no form is open")
        return controller.session

    def step(self) -> str:
        """The name of the step that is shown."""
        return self.app.flow.current.name if self.app.flow.current is not None else ""

    def state(self) -> DossierState:
        """Where the dossier stands, as this kiosk knows it."""
        return self.app.kiosk.dossiers.view(self.code).state

    def press_pin(self, digits: str) -> None:
        """Press digits on the pad of the page."""
        pads = [pad for pad in self.robot.screen.findChildren(PinPad) if pad.isVisible()]
        expect(pads, "there is no pad of digits on the page")
        pad = pads[0]
        for digit in digits:
            self.robot.press_widget(pad.keys[digit])

    def buttons_with_key(self) -> list[str]:
        """What the life events and procedures that are offered stand for."""
        shown = self.robot.screen.findChildren(QAbstractButton)
        return [str(each.property("key")) for each in shown if each.property("key")]

    def date_widget(self, ref: str) -> DateAnswer:
        """The date field of a question on the page."""
        widget = self.filler.page.blocks[ref].widget
        if not isinstance(widget, DateAnswer):
            raise StageFailed("the date of birth is not asked as a date")
        return widget

    def complains(self, ref: str, text: str, picture: str, *, typed: bool) -> None:
        """Press Continue with a wrong answer: the page stays, says why in at most 20 words, and keeps what was typed.

        typed: type text into the question's field first.
        """
        if typed:
            self.robot.type_into(self.filler.page.blocks[ref].widget.fields()[0], text)
        page = self.filler.page
        stale = page.summary.links()
        self.robot.continue_()
        self.robot.wait(
            lambda: page.summary.links() not in ((), stale) or self.robot.screen is not page, "Continue did nothing"
        )
        expect(self.robot.screen is page, "a wrong answer was taken")
        said = page.blocks[ref].error_text()
        expect(said and len(said.split()) <= 20, f"the mistake is explained with {said!r}")
        self.robot.picture(picture)

    def check_page(self) -> CheckAnswersPage:
        """The check page. Raises StageFailed when another is shown."""
        screen = self.robot.screen
        if not isinstance(screen, CheckAnswersPage):
            raise StageFailed(f"{screen.heading.text()!r} is not the check page")
        return screen

    def change(self, ref: str, value: str) -> None:
        """From the check page to one question and back, with another answer."""
        self.robot.press_widget(self.check_page().rows[ref].change)
        self.robot.wait(lambda: not isinstance(self.robot.screen, CheckAnswersPage), "Change did nothing")
        self.filler.answer(self.filler.page.blocks[ref], value)
        self.filler.next()
        self.check_page()

    def through_to_finish(self) -> None:
        """From the check page over papers and declaration to the receipt."""
        self.robot.wait(
            lambda: self.app.flow.current and self.app.flow.current.name in {"papers", "declare"}, "no way on"
        )
        if self.app.flow.current is not None and self.app.flow.current.name == "papers":
            self.robot.continue_()
        self.robot.wait_for("declare")
        self.robot.sign_on_paper()
        self.robot.continue_()
        self.robot.wait_for("finish")

    def printed(self, kind: str) -> Path:
        """The newest paper of a kind in the folder that stands for the printer."""
        files = sorted(self.app.kiosk.printing.folder.glob(f"*-{kind}-*.pdf"), key=lambda path: path.stat().st_mtime_ns)
        expect(files, f"no {kind} lies in the printer's folder")
        return files[-1]

    def keep(self, printed: Path, name: str) -> Path:
        """Copy a printed paper into the tour's folder."""
        kept = self.folder / "papers" / name
        shutil.copyfile(printed, kept)
        return kept

    def open_dossier(self) -> None:
        """The one dossier at the desk."""
        found = self.desk.dossiers()
        expect(len(found) == 1, f"the desk has {len(found)} dossiers")
        self.desk.open(found[0])

    def promised(self) -> str:
        """A day that the officer can promise."""
        return (answers.TODAY + timedelta(days=3)).isoformat()

    def label_of(self, ref: str) -> str:
        """How a question of the form reads in Vietnamese."""
        pack = self.app.kiosk.catalogue.pack(PROCEDURE)
        from ui.screens.opening import environment

        return pack.form().start(environment(), "vi").question(ref).label

    def received(self, state: DossierState) -> None:
        """Wait until this kiosk has heard of the officer's act."""
        self.app.kiosk.sync.kick()
        self.robot.wait(lambda: self.state() is state, f"the kiosk does not hear of {state.value}", SYNC_WITHIN_S)


def draw_paper(path: Path) -> None:
    """A picture as a scanner makes it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    image = QImage(1240, 1754, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setFont(QFont("Noto Sans", 40))
    painter.drawText(120, 200, "GIẤY CHỨNG SINH (mẫu thử)")
    painter.drawRect(100, 120, 1040, 1500)
    painter.end()
    if not image.save(str(path)):
        raise StageFailed(f"{path} cannot be written")


def too_simple_pin() -> Exception:
    """What a PIN that everybody tries is refused with."""
    from kiosk.errors import PinTooSimple

    return PinTooSimple("")


def shows(text: str, page: str) -> bool:
    """Numbers may be shown in groups."""
    return text in page or (text.isdigit() and text in page.replace(" ", "").replace("\u00a0", ""))
