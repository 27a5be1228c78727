"""What the screens of a form share: the controller's saving and troubles, and that only the newest screen listens."""

from PySide6.QtCore import Slot

from ui.form.controller import FormController
from ui.widgets import Screen, Trouble


class FormScreen(Screen):
    """A screen for one place of a form. An older screen of the same controller hears nothing any more."""

    def __init__(self, controller: FormController) -> None:
        super().__init__()
        self.controller = controller
        self._token = controller.new_screen()
        self.back.connect(self._back)
        self.forward.connect(self._forward)
        self.trouble_chosen.connect(self._to_trouble)
        controller.saved.connect(self._saved)
        controller.save_failed.connect(self._save_failed)
        controller.troubled.connect(self._troubled)
        controller.changed.connect(self._changed)
        if not controller.busy:
            self._say_saved()

    @property
    def is_current(self) -> bool:
        """Whether this is the screen that the controller made last."""
        return self.controller.is_newest(self._token)

    def show_all_troubles(self, troubles: tuple[Trouble, ...]) -> None:
        """List them and mark their places."""
        self.show_troubles(troubles)

    def refresh(self, refs: frozenset[str]) -> None:
        """Questions have changed because of an answer."""

    def show_trouble(self, key: str) -> None:
        """A line of the summary was pressed."""

    def press_back(self) -> None:
        """Back was pressed."""
        self.settle()
        self.controller.back()

    def press_continue(self) -> None:
        """Continue was pressed."""
        self.controller.forward()

    def unsaved(self) -> None:
        """Something on this screen is not on disk yet, so "saved" is not shown."""
        self.status.set_saved("")

    def has_pending(self) -> bool:
        """Whether something was typed that has not been handed on."""
        return False

    def _say_saved(self) -> None:
        self.status.set_saved(self.tr("Saved"))

    @Slot()
    def _back(self) -> None:
        if self.is_current:
            self.press_back()

    @Slot()
    def _forward(self) -> None:
        if self.is_current:
            self.press_continue()

    @Slot(str)
    def _to_trouble(self, key: str) -> None:
        if self.is_current:
            self.show_trouble(key)

    @Slot()
    def _saved(self) -> None:
        if self.is_current and not self.controller.busy and not self.has_pending():
            self._say_saved()

    @Slot(object)
    def _save_failed(self, _error: object) -> None:
        if not self.is_current:
            return
        sentence = self.tr("The last answer is not saved yet. Please leave the kiosk on and call for help.")
        self.status.set_saved(self.tr("Not saved yet"), good=False)
        self.show_troubles((Trouble("", sentence),))

    @Slot(object)
    def _troubled(self, troubles: tuple[Trouble, ...]) -> None:
        if self.is_current:
            self.show_all_troubles(troubles)

    @Slot(object)
    def _changed(self, refs: frozenset[str]) -> None:
        if self.is_current:
            self.refresh(refs)
