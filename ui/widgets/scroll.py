"""A scrolling area for hands that do not know gestures: a thick bar, and Up and Down buttons beside the content.

It scrolls only vertically. A finger may drag the content too, without overshoot. The room for bar and buttons is kept
free when there is nothing to scroll, so that text does not reflow when they appear.
"""

from PySide6.QtCore import QEvent, QSize, Qt, QTimerEvent, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QScrollBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.theme import look
from ui.widgets.buttons import IconButton

AFTER_DRAWING_MS = 60


class _PageButton(IconButton):
    """A page up or down. Where the names of the main actions take much of a tablet's height, it may be lower."""

    def __init__(self, icon: str, name: str, parent: QWidget) -> None:
        super().__init__(icon, name, parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)

    def heightForWidth(self, _width: int) -> int:
        return look().px("floor")

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px("control"), look().px("floor"))


class ScrollArea(QWidget):
    """Shows one widget, given with set_content."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dragged = False
        self._later = 0
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.up = _PageButton("arrow-up", self.tr("Up"), self)
        self.down = _PageButton("arrow-down", self.tr("Down"), self)
        self.bar = QScrollBar(Qt.Orientation.Vertical, self)
        self.bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.bar.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        # The bar gives way before the buttons do.
        self.bar.setMinimumHeight(1)
        self._side = QWidget(self)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self.up)
        side.addWidget(self.bar, 1, Qt.AlignmentFlag.AlignHCenter)
        side.addWidget(self.down)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.area, 1)
        row.addWidget(self._side)
        self._connect()
        self._restyle()
        self._set_range(0, 0)

    def set_content(self, content: QWidget) -> None:
        """Show content. Its minimum width has to fit: there is no horizontal scrolling."""
        self.area.setWidget(content)

    def content(self) -> QWidget:
        """What is shown. Raises RuntimeError before set_content()."""
        content = self.area.widget()
        if content is None:
            raise RuntimeError("nothing to scroll yet")
        return content

    def show_buttons(self, *, visible: bool) -> None:
        """Take bar and buttons away, or give them back: where there is hardly room for the content."""
        self._side.setVisible(visible)

    def keep_still(self) -> None:
        """A finger draws on this page: it scrolls by bar and buttons alone."""
        self._dragged = True

    def show_widget(self, widget: QWidget) -> None:
        """Scroll until a widget inside can be seen."""
        margin = look().px("gap")
        self.area.ensureWidgetVisible(widget, margin, margin)

    def sizeHint(self) -> QSize:
        return QSize(look().column_px, look().mm(60))

    def hasHeightForWidth(self) -> bool:
        # Its buttons have one, and a layout would take that for the least height of the whole.
        return False

    def minimumSizeHint(self) -> QSize:
        if self._side.isHidden():
            return QSize(look().mm(60), look().px("control") + look().mm(8))
        return QSize(look().mm(60), 2 * look().px("floor") + 3 * look().px("gap_close"))

    def _connect(self) -> None:
        inner = self.area.verticalScrollBar()
        inner.rangeChanged.connect(self._set_range)
        inner.valueChanged.connect(self._set_value)
        self.bar.valueChanged.connect(inner.setValue)
        self.up.clicked.connect(self._page_up)
        self.down.clicked.connect(self._page_down)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._dragged:
            self._dragged = True
            # Not before the page is drawn: it costs as much as a page.
            self._later = self.startTimer(AFTER_DRAWING_MS)

    def timerEvent(self, event: QTimerEvent) -> None:
        # Not a QTimer: the first connection to a timeout makes Qt for Python load 160 enumerations.
        if event.timerId() == self._later:
            self.killTimer(self._later)
            self._let_fingers_drag()

    def _let_fingers_drag(self) -> None:
        # Here, as their enumerations are not needed for the first page.
        from PySide6.QtWidgets import QScroller, QScrollerProperties

        viewport = self.area.viewport()
        QScroller.grabGesture(viewport, QScroller.ScrollerGestureType.TouchGesture)
        scroller = QScroller.scroller(viewport)
        properties = scroller.scrollerProperties()
        never = QScrollerProperties.OvershootPolicy.OvershootAlwaysOff
        for metric in (
            QScrollerProperties.ScrollMetric.VerticalOvershootPolicy,
            QScrollerProperties.ScrollMetric.HorizontalOvershootPolicy,
        ):
            properties.setScrollMetric(metric, never)
        scroller.setScrollerProperties(properties)

    @Slot(int, int)
    def _set_range(self, low: int, high: int) -> None:
        inner = self.area.verticalScrollBar()
        self.bar.setPageStep(inner.pageStep())
        self.bar.setRange(low, high)
        self._show_ends(inner.value())
        for widget in (self.up, self.bar, self.down):
            widget.setVisible(high > low)

    @Slot(int)
    def _set_value(self, value: int) -> None:
        self.bar.setValue(value)
        self._show_ends(value)

    def _show_ends(self, value: int) -> None:
        # At an end the button stays where it is and does nothing, rather than vanish under the finger.
        self.up.set_quiet(value <= self.bar.minimum())
        self.down.set_quiet(value >= self.bar.maximum())

    @Slot()
    def _page_up(self) -> None:
        self._page(-1)

    @Slot()
    def _page_down(self) -> None:
        self._page(1)

    def _page(self, direction: int) -> None:
        inner = self.area.verticalScrollBar()
        inner.setValue(inner.value() + direction * round(inner.pageStep() * 0.8))

    def _restyle(self) -> None:
        self._side.setFixedWidth(look().px("control"))
        self.bar.setFixedWidth(look().px("bar"))
        for layout in (self.layout(), self._side.layout()):
            if layout is not None:
                layout.setSpacing(look().px("gap_close"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()
