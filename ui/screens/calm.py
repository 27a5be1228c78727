"""The page when something went wrong: what is safe, and what to do. Never a traceback."""

from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from kiosk.errors import DiskFull, KeyUnavailable, NotEnrolled, StoreDamaged, StoreError, StoreInUse, StoreTooNew
from ui.flow import Shell, Step
from ui.widgets import Body, IconText, Screen

RETURN_AFTER_MS = 30_000


class CalmScreen(Screen):
    """Says that what was saved is safe. serious: the kiosk cannot be used before a technician has been here."""

    def __init__(self, error: Exception, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        serious = isinstance(error, StoreError | NotEnrolled) and not isinstance(error, DiskFull)
        self.set_heading(self.tr("Something did not work here"))
        self.set_back(visible=False)
        self.set_leave(visible=False)
        self.set_continue(self.tr("To the first page"), visible=not serious)
        self.add(IconText("save", self.tr("Every answer shown as saved is safe on this machine.")))
        self.add(Body(self._sentence(error)))
        self.add(IconText("hand-helping", self.tr("Call the volunteer. It was not your mistake.")))

    def _sentence(self, error: Exception) -> str:
        texts: dict[type[Exception], str] = {
            DiskFull: self.tr("The disk is full. The volunteer has to make room before others begin."),
            StoreInUse: self.tr("The kiosk is already open on this machine. Close the other one first."),
            StoreTooNew: self.tr(
                "The data was written by a newer version. The technician has to install that version."
            ),
            StoreDamaged: self.tr("The data file is damaged. Nothing was erased. Switch the machine off and on."),
            KeyUnavailable: self.tr("The data belongs to another machine. The technician needs the recovery code."),
            NotEnrolled: self.tr("This kiosk belongs to no portal yet. The technician runs “kiosk enrol”."),
            StoreError: self.tr("The data cannot be opened. The technician runs “kiosk doctor”."),
        }
        for kind, sentence in texts.items():
            if isinstance(error, kind):
                return sentence
        return self.tr("You can begin again from the first page and continue with the code and the PIN.")


class CalmStep(Step):
    """Goes back to the first page by itself, so that an error never stays overnight."""

    name: ClassVar[str] = "calm"
    personal: ClassVar[bool] = False

    def __init__(self, shell: Shell, error: Exception) -> None:
        super().__init__(shell)
        self.error = error

    def build(self) -> Screen:
        """The page."""
        screen = CalmScreen(self.error)
        screen.forward.connect(self.shell.end_visit)
        if not screen.continue_button.isHidden():
            timer = QTimer(screen)
            timer.setObjectName("calm page")
            timer.setSingleShot(True)
            timer.timeout.connect(self.shell.end_visit)
            timer.start(RETURN_AFTER_MS)
        return screen
