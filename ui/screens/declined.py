"""No consent: nothing was kept, and the same matter can be settled on paper."""

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from ui.flow import Step
from ui.widgets import Body, IconText, Screen


class DeclinedScreen(Screen):
    """Where to go instead."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("That is fine. Nothing was kept."))
        self.set_leave(visible=False)
        self.set_continue(self.tr("Finish"), icon="check")
        self.add(
            IconText("landmark", self.tr("The officer helps you with the same form on paper, at no disadvantage."))
        )
        self.add(Body(self.tr("The volunteer can print the empty form for you.")))


class DeclinedStep(Step):
    """Ends the visit, or goes back to the consent."""

    name: ClassVar[str] = "declined"

    def build(self) -> Screen:
        """The page."""
        screen = DeclinedScreen()
        screen.back.connect(self.shell.flow.back)
        screen.forward.connect(self.shell.end_visit)
        return screen
