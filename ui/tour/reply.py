"""The portal is back: sent once, an officer's correction and answer, and what the resident reads of them."""

from functools import partial

from PySide6.QtTest import QTest

from sync.states import DossierState
from ui.form import CHECK
from ui.screens import sentences
from ui.screens.follow import AskScreen
from ui.tour import answers, paper, residue
from ui.tour.stages import expect
from ui.tour.walk import SYNC_WITHIN_S, Walk, shows, translate
from ui.widgets import Sending


class Reply(Walk):
    """Stages in the order in which they are walked."""

    def sent(self) -> None:
        """By "Send now" in the staff area; the desk has one dossier."""
        robot = self.robot
        self.portal.start()
        self.portal.wait()
        self.to_staff_area()
        robot.picture("staff-area")
        robot.press(translate("StaffScreen", "Send now"))
        robot.wait(lambda: self.state() is DossierState.SENT, "the dossier is not sent", SYNC_WITHIN_S)
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
        self.open_dossier()
        for text in (answers.REQUESTER, answers.CHILD, answers.PHONE_AMENDED):
            expect(shows(text, desk.page), f"{text} is not at the desk")
        self.papers_arrived()
        self.official = desk.value("act/accept/", "official_number") or "H00-0001"
        desk.submit("act/accept/", official_number=self.official, promised_on=self.promised())
        self.open_dossier()
        desk.open(next(link for link in desk.links() if "/correct/" in link))
        label = self.label_of("/data/child/child_name")
        desk.submit("", **{desk.field_for("", label): "Ghi đúng dấu như Giấy chứng sinh.", "note": "Chỉ sửa tên cháu."})
        self.received(DossierState.NEEDS_CORRECTION)

    def papers_arrived(self) -> None:
        """Every captured page is at the desk, byte for byte, and is a picture of the kiosk's own making."""
        kiosk = self.app.kiosk
        dossier = kiosk.dossiers.view(self.code).dossier
        kept = [kiosk.attachments.read(dossier, each.sha256) for each in kiosk.attachments.list(dossier)]
        arrived = [self.desk.download(link) for link in self.desk.links() if "/papers/" in link]
        expect(kept, "no page was captured")
        expect(sorted(arrived) == sorted(kept), "the desk has other pages than the kiosk")
        expect(all(page.startswith(b"\xff\xd8\xff") for page in kept), "a page was kept as it came from the stick")

    def resident_reads(self) -> None:
        """The receipt's QR code, read from the printed paper, is held before the scanner on the first page."""
        robot = self.robot
        robot.wait_for("start")
        robot.scan(paper.read_qr(self.folder / "papers" / "receipt.pdf"))
        robot.wait_for("dossier")
        for text in (
            self.official,
            "Chỉ sửa tên cháu.",
            sentences.of_state(DossierState.NEEDS_CORRECTION),
        ):
            robot.wait(partial(robot.sees, text), f"{text!r} is not shown")
        expect(not robot.sees(answers.REQUESTER), "the page shows a name without a PIN")
        robot.picture("follow-correction")

    def resident_corrects(self) -> None:
        """A wrong PIN, the right one; one question; check; a new receipt; sent."""
        robot, filler = self.robot, self.filler
        robot.press(translate("ViewScreen", "Change what the officer asks for"))
        robot.wait_for("unlock")
        self.press_pin("9026")
        robot.continue_()
        robot.wait(lambda: robot.complaint, "a wrong PIN is not explained")
        robot.picture("unlock-wrong-pin")
        self.press_pin(answers.PIN)
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
        self.through_to_finish()
        robot.picture("correct-finish")
        arrived = translate("FinishScreen", "It has arrived at the commune's centre.")
        robot.wait(lambda: robot.sees(arrived), "the page does not say that it arrived", SYNC_WITHIN_S)
        robot.continue_()
        robot.wait_for("feedback")
        robot.press_widget(robot.screen.back_button)
        robot.wait_for("start")

    def officer_answers(self) -> None:
        """The corrected name is there; accepted, promised, ready."""
        desk = self.desk
        self.open_dossier()
        expect(answers.CHILD_CORRECTED in desk.page, "the correction is not at the desk")
        if desk.has_form("act/accept/"):
            desk.submit("act/accept/", promised_on=self.promised())
            self.open_dossier()
        desk.submit("act/promise/", promised_on=self.promised(), note="Mời bà đến nhận.")
        self.open_dossier()
        desk.submit("act/ready/", note="Giấy khai sinh đã có.")
        self.received(DossierState.RESULT_READY)

    def resident_reads_answer(self) -> None:
        """By the code typed in small letters, without hyphens."""
        robot = self.robot
        robot.continue_()
        robot.wait_for("home")
        robot.press(translate("HomeScreen", "Where is my dossier? I have a receipt"))
        robot.wait_for("follow")
        robot.type_into(self.on(AskScreen).field, self.code.lower())
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
        self.to_staff_area()
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
