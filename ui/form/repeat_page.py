"""The place where one more of something can be added (a child, a member of the household), or one taken away."""

from PySide6.QtCore import Slot

from forms.contract import Page
from ui.form.controller import FormController
from ui.form.formscreen import FormScreen
from ui.theme import look
from ui.widgets import MOVING_ON, Body, SecondaryButton


class RepeatPage(FormScreen):
    """Shows how many there are, with a button to add one and one to take the last away.

    The buttons name the number they are about: a trembling finger that presses twice sees what it did. Both are under
    the guard of the buttons that move on.
    """

    def __init__(self, controller: FormController, page: Page) -> None:
        super().__init__(controller)
        self.page = page
        self.repeat = page.key
        self.set_heading(page.title or (page.sections[-1] if page.sections else ""))
        self.count = Body("", self)
        self.add_button = SecondaryButton("", "plus", self)
        self.remove_button = SecondaryButton("", "minus", self)
        self.add(self.count)
        self.add(self.add_button)
        self.body.addSpacing(look().px("gap_wide"))
        self.add(self.remove_button)
        self.add_button.guard = self.remove_button.guard = MOVING_ON
        self.add_button.clicked.connect(self._add)
        self.remove_button.clicked.connect(self._remove)
        self._show()

    def refresh(self, refs: frozenset[str]) -> None:
        if refs:
            self._show()

    def _show(self) -> None:
        there = self.controller.session.repeats(self.repeat)
        self.count.setText(self.tr("Entered so far: {count}").format(count=there))
        self.add_button.setText(self.tr("Add number {number}").format(number=there + 1))
        self.remove_button.setText(self.tr("Take number {number} away").format(number=there))
        self.remove_button.setVisible(there > 0)

    @Slot()
    def _add(self) -> None:
        if self.is_current:
            self.controller.add_repeat(self.repeat)

    @Slot()
    def _remove(self) -> None:
        there = self.controller.session.repeats(self.repeat)
        if self.is_current and there:
            self.controller.remove_repeat(f"{self.repeat}[{there}]")
