"""Calls for help and what residents thought, for the volunteers: how long somebody waited, which faces were chosen."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.flow import Shell, Step
from ui.screens.parts import Fact
from ui.widgets import Body, Hint, IconText, Notice, Screen, SecondaryButton, Subheading

if TYPE_CHECKING:
    from kiosk.calls import HelpCall


class CallsScreen(Screen):
    """Signals:
    answered(): the open call is answered.
    """

    answered = Signal()

    def __init__(
        self, calls: "tuple[HelpCall, ...]", faces: dict[int, int], *, is_open: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("Calls for help"))
        self.set_continue(visible=False)
        if is_open:
            since = f"{calls[0].at.astimezone():%H:%M}"
            text = self.tr("Somebody has been waiting since {time}.").format(time=since)
            self.add(Notice(text, "bell-ring", warning=True))
            button = SecondaryButton(self.tr("I am with the resident"), "user-check")
            button.clicked.connect(self.answered)
            self.add(button)
        else:
            self.add(IconText("check", self.tr("Nobody is waiting.")))
        for call in calls:
            if call.closed_at is not None:
                minutes = max(0, round((call.closed_at - call.at).total_seconds() / 60))
                waited = self.tr("waited {minutes} min").format(minutes=minutes)
                self.add(Hint(f"{call.at.astimezone():%d/%m %H:%M}  {waited}"))
        self._faces(faces)

    def _faces(self, faces: dict[int, int]) -> None:
        total = sum(faces.values())
        self.add(Subheading(self.tr("What residents thought")))
        if not total:
            self.add(Body(self.tr("Nobody has answered lately.")))
            return
        pleased = faces[4] + faces[5]
        self.add(Fact(self.tr("Answers lately"), str(total)))
        self.add(Fact(self.tr("Good or very good"), str(pleased)))
        self.add(Fact(self.tr("Bad or very bad"), str(faces[1] + faces[2])))


class CallsStep(Step):
    """Part of the staff area."""

    name: ClassVar[str] = "calls"
    staff: ClassVar[bool] = True

    def __init__(self, shell: Shell, calls: "tuple[HelpCall, ...]", faces: dict[int, int]) -> None:
        super().__init__(shell)
        self._calls = calls
        self._faces = faces

    def build(self) -> Screen:
        """The page."""
        is_open = bool(self._calls) and self._calls[0].closed_at is None
        screen = CallsScreen(self._calls, self._faces, is_open=is_open)
        screen.back.connect(self.shell.flow.back)
        screen.answered.connect(self._answered)
        return screen

    def _answered(self) -> None:
        calls = self.shell.kiosk.calls
        self.work(lambda: (calls.close("staff"), calls.latest())[1], self._changed)

    def _changed(self, calls: "tuple[HelpCall, ...]") -> None:
        self._calls = calls
        if self.shell.flow.current is self:
            self.shell.refresh()
