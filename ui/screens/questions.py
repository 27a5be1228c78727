"""The form inside the visit: whatever place its controller stands at, from the first question to the check page."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QCoreApplication

from ui.flow import Shell, Step

if TYPE_CHECKING:
    from ui.form import FormController
    from ui.form.formscreen import FormScreen


translate = QCoreApplication.translate


class QuestionsStep(Step):
    """Leads to the papers, or the declaration, when the check page is left forward."""

    name: ClassVar[str] = "question"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._connected = False

    @property
    def controller(self) -> "FormController":
        """The form under way."""
        controller = self.shell.visit.controller
        if controller is None:
            raise RuntimeError("no form is open")
        return controller

    def build(self) -> "FormScreen":
        """The screen of the place."""
        from ui.form import CHECK, screen_for
        from ui.screens.warnings import show_warnings
        from ui.widgets import Notice

        controller = self.controller
        if not self._connected:
            self._connected = True
            controller.moved.connect(self._moved)
            controller.completed.connect(self._completed)
            controller.left.connect(self._left)
        if controller.session.language != self.shell.visit.language:
            controller.set_language(self.shell.visit.language)
        assisted = bool(self.shell.visit.assisted_by)
        screen = screen_for(controller, compact=assisted)
        if assisted and controller.place == CHECK:
            words = translate(
                "QuestionsStep", "The volunteer typed for you. Read every answer, or press “Listen”, before you go on."
            )
            screen.body.insertWidget(0, Notice(words, "users"))
        pack = self.shell.visit.pack
        if controller.place == CHECK and pack is not None:
            show_warnings(screen, pack.procedure, controller.session, self.shell.visit.language)
        return screen

    def leaving(self) -> None:
        """A field that is being typed in hands its answer over now."""
        if self.screen is not None:
            self.screen.settle()

    def scanned(self, text: str) -> None:
        """A card held before the scanner in the middle of the form: whose is it?"""
        from ui.screens.card import CardStep

        pack = self.shell.visit.pack
        if pack is not None and pack.procedure.persons and not self.controller.flagged:
            step = CardStep(self.shell, returns=True)
            self.shell.flow.go(step)
            step.scanned(text)

    # A step that was left stays connected: only the one that is shown listens.

    def _moved(self) -> None:
        from ui.screens.reuse import offer_known

        if self.shell.flow.current is self and not offer_known(self.shell):
            self.shell.refresh()

    def _completed(self) -> None:
        from ui.screens.papers import after_check

        if self.shell.flow.current is self:
            after_check(self)

    def _left(self) -> None:
        from ui.screens.leave import LeaveStep

        if self.shell.flow.current is not self:
            return
        if len(self.shell.flow.steps) > 1:
            self.shell.flow.back()
        else:
            self.shell.flow.go(LeaveStep(self.shell))
