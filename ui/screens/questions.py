"""The form itself: G's pages for its questions and for checking the answers, inside the visit."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QCoreApplication, Slot

from ui.flow import Shell, Step
from ui.screens import sentences

if TYPE_CHECKING:
    from ui.form import FormController
    from ui.widgets import Screen


class QuestionsStep(Step):
    """Shows whatever place the controller is at; leads to the papers when the check page is left forward."""

    name: ClassVar[str] = "question"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._saved = ""
        self._connected = False

    @property
    def controller(self) -> "FormController":
        """The form under way."""
        controller = self.shell.visit.controller
        if controller is None:
            raise RuntimeError("no form is open")
        return controller

    def build(self) -> "Screen":
        """The screen of the place."""
        from ui.form import screen_for

        controller = self.controller
        if not self._connected:
            self._connected = True
            controller.moved.connect(self._moved)
            controller.saved.connect(self._told_saved)
            controller.save_failed.connect(self._told_failed)
            controller.completed.connect(self._completed)
            controller.left.connect(self._left)
        controller.set_language(self.shell.visit.language)
        screen: Screen = screen_for(controller)
        screen.status.set_saved(self._saved)
        return screen
