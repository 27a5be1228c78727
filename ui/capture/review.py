"""A page before it is attached: sharp, light, straight? Turn it, correct its corners, take it again, or keep it."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.capture import sentences
from ui.capture.images import to_qimage
from ui.capture.taking import Taking
from ui.capture.viewfinder import FramedPicture, beside, stacked
from ui.flow import Shell, Step
from ui.theme import look
from ui.widgets import Body, ChoiceButton, Hint, InlineError, Notice, Screen, SecondaryButton

if TYPE_CHECKING:
    from kiosk.capture.paper import Page
    from kiosk.capture.sheet import Corners
    from kiosk.types import CapturedPaper

PICTURE_MM = (130.0, 125.0)
CORNERS_MM = (170.0, 125.0)
STEP = 0.01  # of the picture, at one press


class ReviewScreen(Screen):
    """Signals:
    turn_wanted(), corners_wanted(), again_wanted().
    """

    turn_wanted = Signal()
    corners_wanted = Signal()
    again_wanted = Signal()

    def __init__(self, title: str, page: "Page", image: QImage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from kiosk.capture.identity import Identity

        self.set_heading(title)
        troubles = sentences.of_quality(page.quality)
        likely = page.identity is Identity.LIKELY
        self.set_continue(self.tr("Keep it anyway") if troubles else self.tr("Attach it"), icon="check")
        self.set_back(self.tr("Do not keep it"))
        picture = FramedPicture(self.tr("Picture of the paper"), *PICTURE_MM)
        picture.show_image(image)
        self.error = InlineError()
        parts: list[QWidget] = [self.error]
        parts += [Notice(trouble, "triangle-alert", warning=True) for trouble in troubles]
        if likely:
            words = self.tr("This looks like an identity card. Do not keep pictures of cards here: go back.")
            parts.append(Notice(words, "id-card", warning=True))
        if not troubles and not likely:
            parts.append(Body(self.tr("Can every line be read? Then press “Attach it”.")))
        for text, icon, signal in (
            (self.tr("Take it again"), "camera", self.again_wanted),
            (self.tr("Turn it"), "refresh-cw", self.turn_wanted),
            (self.tr("Correct the corners"), "square", self.corners_wanted),
        ):
            button = SecondaryButton(text, icon)
            button.clicked.connect(signal)
            parts.append(button)
        self.add(beside(picture, *parts))
        self.set_in_sight(picture)


class ReviewStep(Step):
    """Shows the page; leads back to the papers when it is attached. Leaving it forgets it: nothing was written."""

    name: ClassVar[str] = "picture-preview"
    lasting: ClassVar[bool] = False

    def __init__(self, shell: Shell, taking: Taking, page: "Page") -> None:
        super().__init__(shell)
        self._taking = taking
        self.page = page

    def build(self) -> Screen:
        """The page."""
        from kiosk.capture.picture import shrink

        image = to_qimage(shrink(self.page.flat, 1400))
        screen = ReviewScreen(self._taking.title(self.shell.visit.language), self.page, image)
        screen.back.connect(self.shell.flow.back)
        screen.again_wanted.connect(self.shell.flow.back)
        screen.forward.connect(self._attach)
        screen.turn_wanted.connect(self._turn)
        screen.corners_wanted.connect(self._corners)
        return screen

    def _turn(self) -> None:
        from kiosk.capture.paper import turned

        page = self.page
        self.work(lambda: turned(page), self._changed, job=True)

    def _corners(self) -> None:
        self.shell.flow.go(CornersStep(self.shell, self._taking, self.page))

    def _changed(self, page: "Page") -> None:
        self.page = page
        self.shell.refresh()

    def _attach(self) -> None:
        draft, attachments = self.shell.visit.draft, self.shell.kiosk.attachments
        if draft is None:
            return
        page, taking = self.page, self._taking

        def keep() -> "tuple[CapturedPaper, ...]":
            from kiosk.capture.paper import kept

            data, name = kept(page), f"{taking.paper.name.vi}.jpg"
            if taking.replacing:
                attachments.replace(draft.dossier, taking.replacing, data, name)
            else:
                attachments.add(draft.dossier, taking.paper.id, data, name)
            return attachments.list(draft.dossier)

        self.work(keep, self._attached, self._refused)

    def _attached(self, captured: "tuple[CapturedPaper, ...]") -> None:
        from ui.screens.papers import back_to_papers

        back_to_papers(self.shell, captured)

    def _refused(self, error: Exception) -> bool:
        from ui.screens.sentences import of_error

        sentence = of_error(error)
        if sentence:
            self.screen.say_wrong(self.screen.error, sentence)
        return bool(sentence)


class CornersScreen(Screen):
    """Signals:
    moved(float, float): the chosen corner, by how much of the picture. corner_chosen(str). whole_wanted().
    """

    moved = Signal(float, float)
    corner_chosen = Signal(str)
    whole_wanted = Signal()

    def __init__(self, image: QImage, corners: "Corners", corner: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(self.tr("Where are the corners of the paper?"))
        self.set_continue(self.tr("Cut it out"), icon="check")
        self.picture = FramedPicture(self.tr("Picture of the paper"), *CORNERS_MM)
        self.picture.show_image(image, corners, corner)
        hint = Hint(self.tr("Choose a corner, then move it with the arrows."))
        whole = SecondaryButton(self.tr("Keep the whole picture"), "image")
        whole.clicked.connect(self.whole_wanted)
        places, arrows = self._corners(corner), self._arrows()
        # Where they are below the picture, the arrows come first: what they do must be seen.
        parts = (arrows, places, hint, whole) if stacked() else (hint, places, arrows, whole)
        self.add(beside(self.picture, *parts))
        self.set_in_sight(arrows if stacked() else self.picture)

    def _corners(self, chosen: str) -> QWidget:
        places = {
            "top_left": (0, 0, self.tr("Top left")),
            "top_right": (0, 1, self.tr("Top right")),
            "bottom_left": (1, 0, self.tr("Bottom left")),
            "bottom_right": (1, 1, self.tr("Bottom right")),
        }
        holder = QWidget()
        grid = _grid(holder)
        for corner, (row, column, text) in places.items():
            button = ChoiceButton(text, corner)
            button.setAutoExclusive(True)
            button.setChecked(corner == chosen)
            button.clicked.connect(self._corner_pressed)
            grid.addWidget(button, row, column)
        return holder

    def _arrows(self) -> QWidget:
        arrows = {
            "arrow-left": (0, 0, -STEP, 0.0, self.tr("To the left")),
            "arrow-up": (0, 1, 0.0, -STEP, self.tr("Upwards")),
            "arrow-down": (0, 2, 0.0, STEP, self.tr("Downwards")),
            "arrow-right": (0, 3, STEP, 0.0, self.tr("To the right")),
        }
        holder = QWidget()
        grid = _grid(holder)
        for icon, (row, column, across, down, name) in arrows.items():
            button = SecondaryButton("", icon)
            button.setAccessibleName(name)
            button.setProperty("step-across", across)
            button.setProperty("step-down", down)
            # Pressed again and again on purpose: each press is one step.
            button.guard.within = 0.0
            button.clicked.connect(self._arrow_pressed)
            grid.addWidget(button, row, column)
        return holder

    def _corner_pressed(self) -> None:
        button = self.sender()
        if isinstance(button, ChoiceButton):
            self.corner_chosen.emit(button.value)

    def _arrow_pressed(self) -> None:
        button = self.sender()
        self.moved.emit(float(button.property("step-across")), float(button.property("step-down")))


class CornersStep(Step):
    """Moves the corners of a page; leads back to it."""

    name: ClassVar[str] = "corners"
    lasting: ClassVar[bool] = False

    def __init__(self, shell: Shell, taking: Taking, page: "Page") -> None:
        super().__init__(shell)
        self._taking = taking
        self._page = page
        self._corners = page.corners
        self._corner = "top_left"

    def build(self) -> Screen:
        """The photograph with the outline."""
        from kiosk.capture.picture import shrink

        image = to_qimage(shrink(self._page.photograph, 1400))
        screen = CornersScreen(image, self._corners, self._corner)
        screen.back.connect(self._back)
        screen.forward.connect(self._cut)
        screen.moved.connect(self._move)
        screen.corner_chosen.connect(self._choose)
        screen.whole_wanted.connect(self._whole)
        self._image = image
        return screen

    def _choose(self, corner: str) -> None:
        self._corner = corner
        self._show()

    def _move(self, across: float, down: float) -> None:
        self._corners = self._corners.moved(self._corner, across, down)
        self._show()

    def _whole(self) -> None:
        from kiosk.capture.sheet import WHOLE

        self._corners = WHOLE
        self._show()

    def _show(self) -> None:
        self.screen.picture.show_image(self._image, self._corners, self._corner)

    def _back(self) -> None:
        self.shell.flow.go(ReviewStep(self.shell, self._taking, self._page))

    def _cut(self) -> None:
        from kiosk.capture.paper import with_corners

        page, corners = self._page, self._corners
        self.work(lambda: with_corners(page, corners), self._done, job=True)

    def _done(self, page: "Page") -> None:
        self.shell.flow.go(ReviewStep(self.shell, self._taking, page))


def _grid(holder: QWidget) -> QGridLayout:
    # Left and right of the picture, which no writing direction turns round.
    holder.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(look().px("gap"))
    return grid
