"""The first visit, with the portal switched off: from "choose your language" to the wiped screen."""

from datetime import timedelta

from sync.protocol.followup import show_code
from sync.states import DossierState
from ui.form import CHECK
from ui.form.other_answers import DateAnswer
from ui.screens import sentences
from ui.screens.choose import ChooseScreen
from ui.screens.papers import PapersScreen
from ui.tour import answers, paper
from ui.tour.filling import type_date
from ui.tour.stages import StageFailed, expect
from ui.tour.walk import PROCEDURE, Walk, draw_paper, too_simple_pin, translate
from ui.widgets import ChoiceButton, Sending

# The tour prints into a folder, and the page says so.
NO_PRINTER = "{0}: this machine has no printer, only a file was made. Write down what you need."


class Visit(Walk):
    """Stages in the order in which they are walked."""

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
        robot.wait(self.buttons_with_key, "no life event is offered")
        robot.picture("choose-life-event")
        robot.type_into(self.on(ChooseScreen).field, "khai sinh")
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
        done = translate("Sentences", NO_PRINTER).format(what)
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
        self.press_pin("1234")
        robot.continue_()
        robot.wait(lambda: robot.sees(sentences.of_error(too_simple_pin())), "a simple PIN is not refused")
        robot.picture("pin-too-simple")
        self.press_pin(answers.PIN)
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
        session = self.session()
        name = session.question("/data/requester/requester_name").value
        expect(name == answers.REQUESTER, f"the card filled in {name!r}")

    def wrong_input(self) -> None:
        """Letters in a number, 31 February, a birth in the future: a sentence each; nothing given before is lost."""
        robot, filler = self.robot, self.filler
        robot.picture("question-first")
        block = filler.go_to("requester_document_number")
        self.complains(block.ref, "00115508341O", "question-letters-in-number", typed=True)
        filler.answer(filler.page.blocks[block.ref], answers.CITIZEN_NUMBER)
        block = filler.go_to("child_birth_date")
        widget = block.widget
        if not isinstance(widget, DateAnswer):
            raise StageFailed("the date of birth is not asked as a date")
        type_date(robot, widget, "31", "02", str(answers.BORN.year))
        self.complains(block.ref, "", "question-31-february", typed=False)
        tomorrow = answers.TODAY + timedelta(days=1)
        widget = self.date_widget(block.ref)
        type_date(robot, widget, f"{tomorrow.day:02d}", f"{tomorrow.month:02d}", str(tomorrow.year))
        self.complains(block.ref, "", "question-birth-in-future", typed=False)
        filler.answer(filler.page.blocks[block.ref], answers.BORN.isoformat())
        filler.next()
        name = self.session().question("/data/child/child_name").value
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
        page = self.check_page()
        expect(not page.summary.links(), f"the check page complains: {[each.label() for each in page.summary.links()]}")
        for text in (answers.REQUESTER, answers.CHILD, answers.MOTHER, answers.FATHER):
            expect(robot.sees(text), f"{text} is not on the check page")
        robot.picture("check-answers")
        self.change("/data/child/child_name", answers.CHILD + " X")
        expect(robot.sees(answers.CHILD + " X"), "a changed answer is not on the check page")
        self.change("/data/child/child_name", answers.CHILD)
        robot.continue_()
        robot.wait(lambda: self.step() != "question", "there is no way on from the check page")

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
        listed = translate("PapersScreen", "Page {number}: look, take again or remove").format(number=1)
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
        done = translate("Sentences", NO_PRINTER).format(what)
        robot.wait(lambda: robot.sees(done), "the declaration does not print")
        self.keep(self.printed("declaration"), "declaration.pdf")
        robot.picture("declaration-printed")
        robot.continue_()
        missing = translate("DeclareScreen", "Choose how you sign, then press “Finish”.")
        robot.wait(lambda: robot.sees(missing), "nobody asks how it is signed")
        robot.sign_on_paper()
        robot.picture("declaration-signed")
        robot.continue_()
        robot.wait_for("finish")

    def receipt(self) -> None:
        """It prints by itself; its QR code holds the link and no personal data."""
        robot = self.robot
        what = translate("FinishScreen", "Receipt")
        done = translate("Sentences", NO_PRINTER).format(what)
        robot.wait(lambda: robot.sees(done), "the receipt does not print")
        robot.picture("finish")
        expect(robot.sees(show_code(self.code)), "the code is not on the last page")
        kept = self.keep(self.printed("receipt"), "receipt.pdf")
        self.link = paper.read_qr(kept)
        expect(self.link.startswith(f"{self.portal.url}/h/{self.code}."), f"the QR code says {self.link!r}")
        state = self.state()
        expect(state is DossierState.READY, f"the dossier is {state}")

    def amend(self) -> None:
        """Before it was sent: the same code, the next revision, a receipt of its own."""
        robot = self.robot
        robot.press(translate("FinishScreen", "I see a mistake: change the answers"))
        robot.wait_for("question")
        self.change("/data/requester/requester_phone", answers.PHONE_AMENDED)
        robot.picture("amend-check")
        robot.continue_()
        robot.wait_for("papers")
        robot.continue_()
        robot.wait_for("declare")
        robot.picture("amend-declare")
        robot.sign_on_paper()
        robot.continue_()
        robot.wait_for("finish")
        what = translate("FinishScreen", "Receipt")
        done = translate("Sentences", NO_PRINTER).format(what)
        robot.wait(lambda: robot.sees(done), "the second receipt does not print")
        kept = self.keep(self.printed("receipt"), "receipt-amended.pdf")
        expect(paper.read_qr(kept) == self.link, "the amended receipt has another code")
        robot.picture("amend-finish")

    def wiped(self) -> None:
        """The status line says that one dossier waits; the first page shows nothing of the visit."""
        robot = self.robot
        robot.wait(lambda: robot.screen.status.waiting == 1, "the status line does not say that one dossier waits")
        expect(robot.screen.status.state is not Sending.SENT, "the status line says sent")
        robot.picture("finish-waiting")
        robot.continue_()
        robot.wait_for("feedback")
        robot.press(translate("FeedbackScreen", "Very good"))
        robot.picture("feedback")
        robot.continue_()
        robot.wait_for("start")
        left = [text for text in robot.texts() if any(each in text for each in answers.CANARIES)]
        expect(not left, "the first page shows something of the visit")
        robot.picture("wiped")
