"""The stages of the tour, in order: from "choose your language" to the officer's answer, the portal away meanwhile."""

import shutil
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtTest import QTest

from sync.protocol.followup import show_code
from sync.states import DossierState
from ui.app import KioskApp
from ui.cli.portal_process import PortalProcess
from ui.form import CHECK, CheckAnswersPage
from ui.form.other_answers import DateAnswer
from ui.screens import sentences
from ui.screens.papers import PapersScreen
from ui.tour import answers, paper, residue
from ui.tour.desk import Desk
from ui.tour.filling import Filler, type_date
from ui.tour.robot import Robot
from ui.tour.stages import StageFailed, Stages, expect
from ui.widgets import ChoiceButton, Sending

PROCEDURE = "1.001193"
SYNC_WITHIN_S = 30.0
translate = QCoreApplication.translate


class Tour:
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

    def walk(self, stages: Stages) -> None:
        """All stages."""
        for name, stage in (
            ("language and text size", self.language),
            ("procedure, found without accents", self.procedure),
            ("consent, nothing ticked beforehand", self.consent),
            ("follow-up code and PIN", self.pin),
            ("identity card, torn and whole", self.card),
            ("wrong input is explained and put right", self.wrong_input),
            ("every question of the birth registration", self.questions),
            ("check answers and change one", self.check),
            ("picture of a paper", self.picture_of_paper),
            ("finish with the portal switched off", self.finish),
            ("receipt on paper, its QR code read", self.receipt),
            ("a mistake seen while the receipt prints", self.amend),
            ("screen wiped, dossier waiting", self.wiped),
            ("portal back: sent exactly once", self.sent),
            ("officer accepts and asks for a correction", self.officer_asks),
            ("resident scans the receipt and reads it", self.resident_reads),
            ("resident corrects what was flagged", self.resident_corrects),
            ("officer accepts, promises, result ready", self.officer_answers),
            ("resident reads the answer", self.resident_reads_answer),
            ("staff area: drafts, what works", self.staff_area),
            ("nothing of the resident is left", self.nothing_left),
        ):
            stages.run(name, stage)

    # The visit

    def language(self) -> None:
        """Vietnamese first; English and back; larger letters and back."""
        robot = self.robot
        robot.wait_for("start")
        robot.picture("start")
        vietnamese = robot.screen.heading.text()
        robot.press("English")
        robot.wait(lambda: robot.screen.heading.text() != vietnamese, "the language does not change")
        robot.picture("start-english")
        robot.press("Tiếng Việt")
        robot.wait(lambda: robot.screen.heading.text() == vietnamese, "the language does not change back")
        height = robot.screen.heading.font().pixelSize()
        robot.press(translate("StartScreen", "Very large"))
        robot.wait(lambda: robot.screen.heading.font().pixelSize() > height, "the letters do not grow")
        robot.picture("start-very-large")
        robot.press(translate("StartScreen", "Normal"))
        robot.wait(lambda: robot.screen.heading.font().pixelSize() == height, "the letters do not shrink back")
        robot.continue_()
        robot.wait_for("home")
        robot.picture("home")

    def procedure(self) -> None:
        """By words without accents, then what it costs and what to bring."""
        robot = self.robot
        robot.press(translate("HomeScreen", "Register or apply for something"))
        robot.wait_for("choose")
        robot.wait(self._buttons_with_key, "no life event is offered")
        robot.picture("choose-life-event")
        robot.type_into(robot.screen.field, "khai sinh")  # type: ignore[attr-defined]  # the choose page has it
        title = self.app.kiosk.catalogue.pack(PROCEDURE).procedure.title.in_language("vi")
        robot.wait(lambda: robot.sees(title), "the search finds nothing")
        robot.picture("choose-found")
        robot.press(title)
        robot.wait_for("procedure")
        robot.picture("procedure")
        papers = [each for each in robot.screen.findChildren(ChoiceButton) if each.isVisible()]
        expect(papers, "no paper to bring is named")
        robot.press_widget(papers[0])
        robot.press(translate("ProcedureScreen", "Print what to bring"))
        what = translate("ProcedureScreen", "Slip")
        done = translate("Sentences", "{0}: printed. Take it along.").format(what)
        robot.wait(lambda: robot.sees(done), "the slip does not print")
        robot.picture("procedure-slip-printed")
        robot.continue_()
        robot.wait_for("consent")

    def consent(self) -> None:
        """Continue without a choice is explained; both choices are plain."""
        robot = self.robot
        robot.picture("consent")
        choices = [each for each in robot.screen.findChildren(ChoiceButton) if each.isVisible()]
        expect(len(choices) == 2 and not any(each.isChecked() for each in choices), "a consent is ticked beforehand")
        robot.continue_()
        wanted = translate("ConsentScreen", "Choose “I agree” or “I do not agree”, then press “Continue”.")
        robot.wait(lambda: robot.sees(wanted), "Continue without a choice is not explained")
        robot.press(translate("ConsentScreen", "I agree"))
        robot.continue_()
        robot.wait_for("code-pin")

    def pin(self) -> None:
        """The code is shown; a PIN that everybody tries is refused; another one is set."""
        robot, draft = self.robot, self.app.visit.draft
        expect(draft is not None, "no draft was begun")
        self.code = draft.code if draft is not None else ""
        expect(robot.sees(show_code(self.code)), "the follow-up code is not shown")
        robot.picture("code-and-pin")
        self._press_pin("1234")
        robot.continue_()
        robot.wait(lambda: robot.sees(sentences.of_error(_too_simple())), "a simple PIN is not refused")
        robot.picture("pin-too-simple")
        self._press_pin(answers.PIN)
        robot.continue_()
        robot.wait_for("card")

    def card(self) -> None:
        """A torn scan, then a whole one."""
        robot = self.robot
        robot.picture("card-wait")
        robot.scan(answers.TORN_CARD)
        robot.wait(lambda: robot.complaint, "a torn QR code is not explained")
        robot.picture("card-torn")
        robot.scan(answers.CARD)
        robot.wait(lambda: robot.sees(answers.REQUESTER), "the card was not read")
        robot.picture("card-read")
        persons = [each for each in robot.screen.findChildren(ChoiceButton) if each.isVisible()]
        robot.press_widget(next(each for each in persons if each.value == "requester"))
        robot.continue_()
        robot.wait(lambda: not robot.sees(answers.CITIZEN_NUMBER), "the card's page does not close")
        robot.picture("card-done")
        robot.continue_()
        robot.wait_for("question")
        session = self._session()
        name = session.question("/data/requester/requester_name").value
        expect(name == answers.REQUESTER, f"the card filled in {name!r}")

    def wrong_input(self) -> None:
        """Letters in a number, 31 February, a birth in the future: a sentence each; nothing given before is lost."""
        robot, filler = self.robot, self.filler
        robot.picture("question-first")
        block = filler.go_to("requester_document_number")
        self._complains(block.ref, "00115508341O", "question-letters-in-number", typed=True)
        filler.answer(filler.page.blocks[block.ref], answers.CITIZEN_NUMBER)
        block = filler.go_to("child_birth_date")
        widget = block.widget
        if not isinstance(widget, DateAnswer):
            raise StageFailed("the date of birth is not asked as a date")
        type_date(robot, widget, "31", "02", str(answers.BORN.year))
        self._complains(block.ref, "", "question-31-february", typed=False)
        tomorrow = answers.TODAY + timedelta(days=1)
        widget = self._date_widget(block.ref)
        type_date(robot, widget, f"{tomorrow.day:02d}", f"{tomorrow.month:02d}", str(tomorrow.year))
        self._complains(block.ref, "", "question-birth-in-future", typed=False)
        filler.answer(filler.page.blocks[block.ref], answers.BORN.isoformat())
        filler.next()
        name = self._session().question("/data/child/child_name").value
        expect(name == answers.CHILD, "an answer given before a mistake was lost")

    def questions(self) -> None:
        """To the check page, with a picture of every page."""
        filler = self.filler
        while filler.place != CHECK:
            filler.answer_page()
            self.robot.picture(f"question-{filler.place.rpartition('/')[2].replace('_', '-')}")
            filler.next()
        expect(len(filler.asked) > 20, f"only {len(filler.asked)} questions were asked")

    def check(self) -> None:
        """Every answer is there; one is changed, and Continue leads back."""
        robot = self.robot
        page = self._check_page()
        expect(not page.summary.links(), f"the check page complains: {[each.label() for each in page.summary.links()]}")
        for text in (answers.REQUESTER, answers.CHILD, answers.MOTHER, answers.FATHER):
            expect(robot.sees(text), f"{text} is not on the check page")
        robot.picture("check-answers")
        self._change("/data/child/child_name", answers.CHILD + " X")
        expect(robot.sees(answers.CHILD + " X"), "a changed answer is not on the check page")
        self._change("/data/child/child_name", answers.CHILD)
        robot.continue_()
        robot.wait(lambda: self._step() != "question", "there is no way on from the check page")

    def picture_of_paper(self) -> None:
        """A file from the scanner's folder is shown, attached, and listed."""
        robot = self.robot
        robot.wait_for("papers")
        draw_paper(self.app.picture_folders[0] / "scan-001.png")
        robot.picture("papers")
        robot.press(translate("PapersScreen", "Add a picture"))
        robot.wait_for("files")
        robot.wait(lambda: robot.sees("scan-001.png"), "the picture is not found")
        robot.picture("papers-files")
        robot.press("scan-001.png")
        robot.wait_for("picture-preview")
        robot.picture("papers-preview")
        robot.continue_()
        robot.wait_for("papers")
        listed = translate("PapersScreen", "Picture {number}: look or remove").format(number=1)
        robot.wait(lambda: isinstance(robot.screen, PapersScreen) and robot.sees(listed), "the picture is not listed")
        robot.picture("papers-attached")
        robot.continue_()
        robot.wait_for("declare")

    def finish(self) -> None:
        """The declaration is printed, then the dossier is finished; the portal cannot be reached."""
        robot = self.robot
        expect(not self.portal.running, "the portal is not switched off")
        robot.picture("declare")
        robot.press(translate("DeclareScreen", "Print the declaration"))
        what = translate("DeclareScreen", "Declaration")
        done = translate("Sentences", "{0}: printed. Take it along.").format(what)
        robot.wait(lambda: robot.sees(done), "the declaration does not print")
        self._keep(self._printed("declaration"), "declaration.pdf")
        robot.picture("declaration-printed")
        robot.continue_()
        robot.wait_for("finish")

    def receipt(self) -> None:
        """It prints by itself; its QR code holds the link and no personal data."""
        robot = self.robot
        what = translate("FinishScreen", "Receipt")
        done = translate("Sentences", "{0}: printed. Take it along.").format(what)
        robot.wait(lambda: robot.sees(done), "the receipt does not print")
        robot.picture("finish")
        expect(robot.sees(show_code(self.code)), "the code is not on the last page")
        kept = self._keep(self._printed("receipt"), "receipt.pdf")
        self.link = paper.read_qr(kept)
        expect(self.link.startswith(f"{self.portal.url}/h/{self.code}."), f"the QR code says {self.link!r}")
        state = self._state()
        expect(state is DossierState.READY, f"the dossier is {state}")

    def amend(self) -> None:
        """Before it was sent: the same code, the next revision, a receipt of its own."""
        robot = self.robot
        robot.press(translate("FinishScreen", "I see a mistake: change the answers"))
        robot.wait_for("question")
        self._change("/data/requester/requester_phone", answers.PHONE_AMENDED)
        robot.picture("amend-check")
        robot.continue_()
        robot.wait_for("papers")
        robot.continue_()
        robot.wait_for("declare")
        robot.picture("amend-declare")
        robot.continue_()
        robot.wait_for("finish")
        what = translate("FinishScreen", "Receipt")
        done = translate("Sentences", "{0}: printed. Take it along.").format(what)
        robot.wait(lambda: robot.sees(done), "the second receipt does not print")
        kept = self._keep(self._printed("receipt"), "receipt-amended.pdf")
        expect(paper.read_qr(kept) == self.link, "the amended receipt has another code")
        robot.picture("amend-finish")

    def wiped(self) -> None:
        """The status line says that one dossier waits; the first page shows nothing of the visit."""
        robot = self.robot
        robot.wait(lambda: robot.screen.status.waiting == 1, "the status line does not say that one dossier waits")
        expect(robot.screen.status.state is not Sending.SENT, "the status line says sent")
        robot.picture("finish-waiting")
        robot.continue_()
        robot.wait_for("start")
        left = [text for text in robot.texts() if any(each in text for each in answers.CANARIES)]
        expect(not left, "the first page shows something of the visit")
        robot.picture("wiped")

    # The line comes back

    def sent(self) -> None:
        """By "Send now" in the staff area; the desk has one dossier."""
        robot = self.robot
        self.portal.start()
        self.portal.wait()
        self._to_staff_area()
        robot.picture("staff-area")
        robot.press(translate("StaffScreen", "Send now"))
        robot.wait(lambda: self._state() is DossierState.SENT, "the dossier is not sent", SYNC_WITHIN_S)
        robot.wait(lambda: robot.screen.status.state is Sending.SENT, "the status line does not say sent")
        robot.picture("staff-sent")
        robot.continue_()
        robot.wait_for("start")
        self.desk.log_in(self.officer, self.password)
        found = self.desk.dossiers()
        expect(len(found) == 1, f"the desk has {len(found)} dossiers")

    def officer_asks(self) -> None:
        """Open, accept with a number, then ask for the child's name by question."""
        desk = self.desk
        self._open_dossier()
        for text in (answers.REQUESTER, answers.CHILD, answers.PHONE_AMENDED):
            expect(_digits_or_text(text, desk.page), f"{text} is not at the desk")
        self.official = desk.value("act/accept/", "official_number") or "H00-0001"
        desk.submit("act/accept/", official_number=self.official, promised_on=self._promised())
        self._open_dossier()
        desk.open(next(link for link in desk.links() if "/correct/" in link))
        label = self._label_of("/data/child/child_name")
        desk.submit("", **{desk.field_for("", label): "Ghi đúng dấu như Giấy chứng sinh.", "note": "Chỉ sửa tên cháu."})
        self._received(DossierState.NEEDS_CORRECTION)

    def resident_reads(self) -> None:
        """The receipt's QR code, read from the printed paper, is held before the scanner on the first page."""
        robot = self.robot
        robot.wait_for("start")
        robot.scan(paper.read_qr(self.folder / "papers" / "receipt.pdf"))
        robot.wait_for("dossier")
        for text in (
            self.official,
            "Ghi đúng dấu",
            "Chỉ sửa tên cháu.",
            sentences.of_state(DossierState.NEEDS_CORRECTION),
        ):
            robot.wait(lambda text=text: robot.sees(text), f"{text!r} is not shown")
        expect(not robot.sees(answers.REQUESTER), "the page shows a name without a PIN")
        robot.picture("follow-correction")

    def resident_corrects(self) -> None:
        """A wrong PIN, the right one; one question; check; a new receipt; sent."""
        robot, filler = self.robot, self.filler
        robot.press(translate("ViewScreen", "Change what the officer asks for"))
        robot.wait_for("unlock")
        self._press_pin("9026")
        robot.continue_()
        robot.wait(lambda: robot.complaint, "a wrong PIN is not explained")
        robot.picture("unlock-wrong-pin")
        self._press_pin(answers.PIN)
        robot.continue_()
        robot.wait_for("question")
        expect(robot.sees("Ghi đúng dấu"), "the officer's words are not beside the question")
        robot.picture("correct-question")
        refs = list(filler.page.blocks)
        expect([ref.rpartition("/")[2] for ref in refs] == ["child_name"], f"these are asked: {refs}")
        filler.answer(filler.page.blocks[refs[0]], answers.CHILD_CORRECTED)
        filler.next()
        robot.picture("correct-check")
        expect(filler.place == CHECK, "more than the flagged question is asked")
        robot.continue_()
        self._through_to_finish()
        robot.picture("correct-finish")
        robot.wait(
            lambda: robot.sees(translate("FinishScreen", "It has arrived at the commune's centre.")), "not sent", 40
        )
        robot.continue_()
        robot.wait_for("start")

    def officer_answers(self) -> None:
        """The corrected name is there; accepted, promised, ready."""
        desk = self.desk
        self._open_dossier()
        expect(answers.CHILD_CORRECTED in desk.page, "the correction is not at the desk")
        if desk.has_form("act/accept/"):
            desk.submit("act/accept/", promised_on=self._promised())
            self._open_dossier()
        desk.submit("act/promise/", promised_on=self._promised(), note="Mời bà đến nhận.")
        self._open_dossier()
        desk.submit("act/ready/", note="Giấy khai sinh đã có.")
        self._received(DossierState.RESULT_READY)

    def resident_reads_answer(self) -> None:
        """By the code typed in small letters, without hyphens."""
        robot = self.robot
        robot.continue_()
        robot.wait_for("home")
        robot.press(translate("HomeScreen", "Where is my dossier? I have a receipt"))
        robot.wait_for("follow")
        robot.type_into(robot.screen.field, self.code.lower())  # type: ignore[attr-defined]  # the page has it
        robot.picture("follow-code")
        robot.continue_()
        robot.wait_for("dossier")
        ready = sentences.of_state(DossierState.RESULT_READY)
        robot.wait(lambda: robot.sees(ready), "the answer is not shown")
        robot.wait(lambda: robot.sees("Giấy khai sinh đã có."), "the officer's words are not shown")
        robot.wait(lambda: robot.sees(self.official), "the official number is not shown")
        robot.picture("follow-ready")
        robot.continue_()
        robot.wait_for("start")

    def staff_area(self) -> None:
        """What works on this machine, and the forms that were begun."""
        robot = self.robot
        self._to_staff_area()
        robot.press(translate("StaffScreen", "Forms that were begun"))
        robot.wait_for("drafts")
        expect(robot.sees(translate("DraftsScreen", "There is none.")), "a form is still open")
        robot.picture("staff-drafts")
        robot.press_widget(robot.screen.back_button)
        robot.wait_for("staff")
        robot.press(translate("StaffScreen", "What works on this machine"))
        robot.wait_for("doctor", 40)
        robot.picture("staff-doctor")
        robot.press_widget(robot.screen.back_button)
        robot.wait_for("staff")
        robot.continue_()
        robot.wait_for("start")

    def nothing_left(self) -> None:
        """No page, log, temporary file or byte of the store holds a name, number or answer."""
        QTest.qWait(300)
        shown = [text for text in self.robot.texts() if any(each in text for each in answers.CANARIES)]
        expect(not shown, "the screen still shows something")
        found = residue.search(self.app.options.home, answers.CANARIES)
        expect(not found, f"found in {', '.join(sorted(found))}")
        expect(not self.app.faults, f"the calm page came: {self.app.faults[:1]}")

    # Helpers

    def _to_staff_area(self) -> None:
        robot = self.robot
        robot.wait_for("start")
        robot.continue_()
        robot.wait_for("home")
        robot.press(translate("HomeScreen", "For the volunteer"))
        robot.wait_for("staff-door")
        self._press_pin(self.staff_code)
        robot.continue_()
        robot.wait_for("staff")

    def _session(self):  # type: ignore[no-untyped-def]  # the engine's session
        controller = self.app.visit.controller
        if controller is None:
            raise StageFailed("no form is open")
        return controller.session

    def _step(self) -> str:
        return self.app.flow.current.name if self.app.flow.current is not None else ""

    def _state(self) -> DossierState:
        return self.app.kiosk.dossiers.view(self.code).state

    def _press_pin(self, digits: str) -> None:
        pad = self.robot.screen.pad  # type: ignore[attr-defined]  # pages with a PIN have it
        for digit in digits:
            self.robot.press_widget(pad.keys[digit])

    def _buttons_with_key(self) -> list[str]:
        shown = self.robot.screen.findChildren(object)  # type: ignore[type-var]
        return [str(each.property("key")) for each in shown if hasattr(each, "property") and each.property("key")]

    def _date_widget(self, ref: str) -> DateAnswer:
        widget = self.filler.page.blocks[ref].widget
        if not isinstance(widget, DateAnswer):
            raise StageFailed("the date of birth is not asked as a date")
        return widget

    def _complains(self, ref: str, text: str, picture: str, *, typed: bool) -> None:
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

    def _check_page(self) -> CheckAnswersPage:
        screen = self.robot.screen
        if not isinstance(screen, CheckAnswersPage):
            raise StageFailed(f"{screen.heading.text()!r} is not the check page")
        return screen

    def _change(self, ref: str, value: str) -> None:
        self.robot.press_widget(self._check_page().rows[ref].change)
        self.robot.wait(lambda: not isinstance(self.robot.screen, CheckAnswersPage), "Change did nothing")
        self.filler.answer(self.filler.page.blocks[ref], value)
        self.filler.next()
        self._check_page()

    def _through_to_finish(self) -> None:
        self.robot.wait(
            lambda: self.app.flow.current and self.app.flow.current.name in {"papers", "declare"}, "no way on"
        )
        if self.app.flow.current is not None and self.app.flow.current.name == "papers":
            self.robot.continue_()
        self.robot.wait_for("declare")
        self.robot.continue_()
        self.robot.wait_for("finish")

    def _printed(self, kind: str) -> Path:
        files = sorted(self.app.kiosk.printing.folder.glob(f"*-{kind}-*.pdf"), key=lambda path: path.stat().st_mtime_ns)
        expect(files, f"no {kind} lies in the printer's folder")
        return files[-1]

    def _keep(self, printed: Path, name: str) -> Path:
        kept = self.folder / "papers" / name
        shutil.copyfile(printed, kept)
        return kept

    def _open_dossier(self) -> None:
        found = self.desk.dossiers()
        expect(len(found) == 1, f"the desk has {len(found)} dossiers")
        self.desk.open(found[0])

    def _promised(self) -> str:
        return (answers.TODAY + timedelta(days=3)).isoformat()

    def _label_of(self, ref: str) -> str:
        pack = self.app.kiosk.catalogue.pack(PROCEDURE)
        from ui.screens.opening import environment

        return pack.form().start(environment(), "vi").question(ref).label

    def _received(self, state: DossierState) -> None:
        self.app.kiosk.sync.kick()
        self.robot.wait(lambda: self._state() is state, f"the kiosk does not hear of {state.value}", SYNC_WITHIN_S)


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


def _too_simple() -> Exception:
    from kiosk.errors import PinTooSimple

    return PinTooSimple("")


def _digits_or_text(text: str, page: str) -> bool:
    """Numbers may be shown in groups."""
    return text in page or (text.isdigit() and text in page.replace(" ", "").replace("\u00a0", ""))
