"""A page of the form: one question, or the questions of a field-list group together."""

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot

from forms.contract import Choice, Control, Page, PageKind, Question, Verdict
from ui.form.block import QuestionBlock
from ui.form.controller import FormController
from ui.form.formscreen import FormScreen
from ui.form.other_answers import PictureAnswer
from ui.form.sentences import for_question
from ui.widgets import SecondaryButton, TextArea, TextField, Trouble

_INSTANCE = re.compile(r"\[([0-9]+)\](?!.*\[)")
"""The position of the innermost repeat in a reference."""
_CHOOSING = frozenset({Control.SELECT_ONE, Control.SELECT_MULTIPLE, Control.RANK})


class QuestionPage(FormScreen):
    """Shows the page where the controller stands.

    Attributes:
        blocks: one for each question shown, by reference, in order.
        skip_button: "I do not know"; None where an answer is required.
    """

    def __init__(self, controller: FormController, page: Page) -> None:
        super().__init__(controller)
        self.page = page
        self.blocks: dict[str, QuestionBlock] = {}
        self.skip_button: SecondaryButton | None = None
        questions = controller.questions(page)
        self._alone = page.kind is PageKind.QUESTION
        self.set_heading(self._heading(questions))
        self._say_where()
        for question in questions:
            self._insert(question, len(self.blocks))
        self._say_why_once()
        self._add_skip(questions)
        first = next((block.first_field() for block in self.blocks.values() if block.first_field()), None)
        if isinstance(first, TextField | TextArea):
            # A ring around the first of several choices would look like a choice: there the heading has the focus.
            self.set_first_focus(first)
        if controller.troubles():
            self.show_all_troubles(controller.troubles())

    # What the controller says

    def show_all_troubles(self, troubles: tuple[Trouble, ...]) -> None:
        self._mark(troubles)
        self.show_troubles(troubles)

    def refresh(self, refs: frozenset[str]) -> None:
        """Show what an answer changed: choices that depend on it, questions that came or went."""
        now = self._present()
        if now is None or now.key != self.page.key:
            return
        self.page = now
        wanted = {question.ref: question for question in self.controller.questions(self.page)}
        for ref in [ref for ref in self.blocks if ref not in wanted]:
            block = self.blocks.pop(ref)
            self.body.removeWidget(block)
            block.hide()
            block.deleteLater()
        for index, (ref, question) in enumerate(wanted.items()):
            if ref not in self.blocks:
                self._insert(question, index)
            elif ref in refs and not self.blocks[ref].pending and self.controller.typed(ref) is None:
                self.blocks[ref].set_question(question, self._choices(question))
        self.blocks = {ref: self.blocks[ref] for ref in wanted}
        self._say_why_once()
        self.set_heading(self._heading(tuple(wanted.values())))
        self._say_where()

    def show_trouble(self, key: str) -> None:
        block = self.blocks.get(key)
        field = block.first_field() if block is not None else None
        if field is not None:
            self.scroll_area.show_widget(block or field)
            field.setFocus()

    def settle(self) -> None:
        for block in tuple(self.blocks.values()):
            block.widget.settle()
            if block.pending:
                self._take(block.ref)

    def press_continue(self) -> None:
        self.settle()
        self.controller.forward(self._own_troubles())

    def has_pending(self) -> bool:
        return any(block.pending for block in self.blocks.values())

    # Building

    def _present(self) -> Page | None:
        """What this screen is to show as the form stands now; None when it is not asked any more."""
        return self.controller.page()

    def _heading(self, questions: tuple[Question, ...]) -> str:
        if self._alone and questions:
            return questions[0].label
        return self._numbered(self.page.title or (self.page.sections[-1] if self.page.sections else ""))

    def _numbered(self, section: str) -> str:
        """The label of a repeat's instance with its number in words: "Child 2" is the second child."""
        instance = _INSTANCE.search(self.page.key)
        title, _blank, number = section.rpartition(" ")
        if instance is None or number != instance[1] or not title:
            return section
        return self.tr("{title}, number {number}").format(title=title, number=number)

    def _say_where(self) -> None:
        if self.controller.flagged:
            position, total = self.controller.position()
            text = self.tr("{position} of {total}").format(position=position, total=total)
        else:
            # Questions come and go with the answers, so "18 of 24" would be followed by "20 of 30".
            position, total = self.controller.part()
            text = self.tr("Part {position} of {total}").format(position=position, total=total)
        sections = [section for section in self.page.sections if section]
        last = self._numbered(sections[-1]) if sections else ""
        self.set_section("" if last == self.heading.text() else last, needed=bool(sections) and last != sections[-1])
        self.set_progress(text, position, total)

    def _insert(self, question: Question, index: int) -> None:
        comment = self.controller.flagged.get(question.ref, "")
        block = QuestionBlock(question, self._choices(question), self, alone=self._alone, comment=comment)
        typed = self.controller.typed(question.ref)
        if typed is not None:
            block.widget.restore(typed)
            block.show_error(block.widget.trouble())
        block.answered.connect(self._take)
        block.edited.connect(self._editing)
        if isinstance(block.widget, PictureAnswer):
            block.widget.wanted.connect(self._picture_wanted)
        self.blocks[question.ref] = block
        self.body.insertWidget(index, block)

    def _say_why_once(self) -> None:
        """The parts of an address or of a document are asked for one reason: it stands at the first of them."""
        said: set[str] = set()
        for block in self.blocks.values():
            block.show_reason(visible=block.reason not in said)
            said.add(block.reason)

    def _choices(self, question: Question) -> Sequence[Choice]:
        return self.controller.session.choices(question.ref) if question.control in _CHOOSING else ()

    def _add_skip(self, questions: tuple[Question, ...]) -> None:
        if not self._alone or not questions:
            return
        question = questions[0]
        if question.required or question.readonly or question.control in (Control.NOTE, Control.TRIGGER):
            return
        self.skip_button = SecondaryButton(self.tr("I do not know, skip this"), "skip-forward", self)
        self.skip_button.clicked.connect(self._skip)
        why = self.blocks[question.ref].why
        if why is not None:
            why.add_beside(self.skip_button)
        else:
            self.body.addWidget(self.skip_button, 0, Qt.AlignmentFlag.AlignLeading)

    # Answers

    @Slot(str)
    def _take(self, ref: str) -> None:
        block = self.blocks.get(ref)
        if block is None or not self.is_current:
            return
        block.pending = False
        sentence = block.widget.trouble()
        if sentence:
            self.controller.hold(ref, block.widget.typed())
            block.show_error(sentence)
            return
        self.unsaved()
        outcome = self.controller.answer(ref, block.widget.answer(), block.widget.typed())
        if outcome.verdict is Verdict.TYPE:
            block.show_error(for_question(self.controller.session.question(ref), Verdict.TYPE))
        elif outcome.verdict is Verdict.VALID and block.error_text():
            block.show_error("")

    @Slot(str)
    def _editing(self, _ref: str) -> None:
        self.unsaved()

    @Slot()
    def _skip(self) -> None:
        if self.blocks and self.is_current:
            ref, block = next(iter(self.blocks.items()))
            # What stands in the field is given up too, or leaving the page would hand it on again.
            block.widget.restore("")
            block.pending = False
            self.controller.skip(ref)

    @Slot()
    def _picture_wanted(self) -> None:
        block = next((each for each in self.blocks.values() if each.widget is self.sender()), None)
        if block is not None and self.controller.upload is not None:
            self.controller.upload(block.ref)
        elif block is not None:
            block.show_error(self.tr("This kiosk has no camera. Please ask the volunteer."))

    def _own_troubles(self) -> tuple[Trouble, ...]:
        found = ((block.ref, block.widget.trouble()) for block in self.blocks.values())
        return tuple(Trouble(ref, sentence) for ref, sentence in found if sentence)

    def _mark(self, troubles: tuple[Trouble, ...]) -> None:
        by_ref = {trouble.key: trouble.text for trouble in troubles}
        for ref, block in self.blocks.items():
            block.show_error(by_ref.get(ref, ""))
