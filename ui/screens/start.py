"""The first page: what this machine is for, which language, how large the letters."""

from typing import ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from ui import i18n
from ui.flow import Shell, Step
from ui.theme import TEXT_SCALES, look
from ui.widgets import Body, ChoiceButton, Hint, IconText, Screen, Subheading


class StartScreen(Screen):
    """Shown while nobody is here.

    Signals:
        language_chosen, text_size_chosen: from the frame; this page has its own buttons for them too.
    """

    def __init__(self, parent: QWidget | None = None, *, idle_minutes: int = 3) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("Welcome. Here you can prepare a dossier for the commune."))
        self.set_leave(visible=False)
        self.set_back(visible=False)
        self.set_continue(self.tr("Begin"))
        self.add(Body(self.tr("One question at a time. Everything is kept, and you can stop whenever you like.")))
        self.add(Subheading(self.tr("Language")))
        self.add(self._languages())
        self.add(Subheading(self.tr("Size of the letters")))
        self.add(self._sizes())
        self.add(IconText("lock", self.tr("Nobody sees what you type here. At the end the screen is wiped.")))
        self.add(
            Hint(
                self.tr("When nobody touches the screen for {minutes} minutes, we ask, then save and wipe it.").format(
                    minutes=idle_minutes
                )
            )
        )

    def _languages(self) -> QWidget:
        buttons = []
        for code, name in i18n.languages():
            button = ChoiceButton(name, code)
            button.setChecked(code == i18n.current())
            button.clicked.connect(self._language_pressed)
            buttons.append(button)
        return _row(buttons)

    def _sizes(self) -> QWidget:
        names = (self.tr("Normal"), self.tr("Large"), self.tr("Very large"))
        buttons = []
        for scale, name in zip(TEXT_SCALES, names, strict=True):
            button = ChoiceButton(name, str(scale))
            button.setChecked(scale == look().text_scale)
            button.clicked.connect(self._size_pressed)
            buttons.append(button)
        return _row(buttons)

    @Slot()
    def _language_pressed(self) -> None:
        button = self.sender()
        if isinstance(button, ChoiceButton):
            button.setChecked(button.value == i18n.current())
            self.language_chosen.emit(button.value)

    @Slot()
    def _size_pressed(self) -> None:
        button = self.sender()
        if isinstance(button, ChoiceButton):
            button.setChecked(button.value == str(look().text_scale))
            self.text_size_chosen.emit(float(button.value))


def _row(buttons: list[ChoiceButton]) -> QWidget:
    """Beside each other where there is room: on a tablet two in a row, one when the letters are large."""
    now = look()
    columns = len(buttons)
    if now.profile.compact:
        columns = 1 if now.text_scale > TEXT_SCALES[1] else 2
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(now.px("gap"))
    for place, button in enumerate(buttons):
        grid.addWidget(button, *divmod(place, columns))
    return holder


class StartStep(Step):
    """Leads to the home page as soon as the store is open."""

    name: ClassVar[str] = "start"
    personal: ClassVar[bool] = False

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._begun = False

    def build(self) -> Screen:
        """The first page."""
        screen = StartScreen(self.shell.window, idle_minutes=max(1, round(self.shell.idle_seconds / 60)))
        screen.forward.connect(self._begin)
        return screen

    def scanned(self, text: str) -> None:
        """A receipt held before the scanner while nobody is here leads straight to its dossier."""
        from ui.screens.follow import FollowStep

        def follow() -> None:
            from ui.screens.home import HomeStep

            self.shell.flow.go(HomeStep(self.shell))
            step = FollowStep(self.shell)
            self.shell.flow.go(step)
            step.scanned(text)

        self.shell.when_open(follow)

    def _begin(self) -> None:
        from ui.screens.waiting import WaitingStep

        if not self.shell.when_open(self._go_home):
            self.shell.flow.go(WaitingStep(self.shell))

    def _go_home(self) -> None:
        from ui.screens.home import HomeStep

        if self.shell.flow.current is self:
            self.shell.flow.go(HomeStep(self.shell))
        else:
            self.shell.flow.replace(HomeStep(self.shell))
