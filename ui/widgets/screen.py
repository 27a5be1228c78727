"""The frame that every screen shares. Its buttons are at the same place on every screen, so that they are found once.

Top row: stop, language, text size, colours, listen, help. Bottom row: Back at the start, Continue at the end. Below,
in the margin at the bezel, the status line. Between them the content, which scrolls with buttons when it does not fit.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import i18n
from ui.theme import TEXT_SCALES, look, theme_names
from ui.widgets.buttons import BackButton, ChromeButton, PrimaryButton
from ui.widgets.labels import Heading, Hint, InlineError, Text
from ui.widgets.panels import Progress
from ui.widgets.scroll import ScrollArea
from ui.widgets.status import StatusBar
from ui.widgets.summary import ErrorSummary, Trouble


class Screen(QWidget):
    """Base class of all screens: put content in with add(), set the heading, answer the signals.

    Attributes:
        heading: the one heading.
        summary: the error summary above the content.
        status: the status line.
        body: the layout of the content column, below heading and summary.
        back_button, continue_button: hidden ones keep their place.

    Signals:
        back(), forward(): Back and Continue.
        leave_wanted(): stop here; the application asks whether to keep the answers.
        hide_wanted(): draw the curtain over this page.
        languages_wanted(): show the languages there are.
        language_chosen(str): code of the language to switch to, from a page that lists them.
        text_size_chosen(float): one of TEXT_SCALES.
        theme_chosen(str): the name of a theme.
        listen_wanted(): read this screen aloud.
        help_wanted(): call for help.
        trouble_chosen(str): a line of the error summary was pressed; its key.
    """

    back = Signal()
    forward = Signal()
    leave_wanted = Signal()
    hide_wanted = Signal()
    languages_wanted = Signal()
    language_chosen = Signal(str)
    text_size_chosen = Signal(float)
    theme_chosen = Signal(str)
    listen_wanted = Signal()
    help_wanted = Signal()
    trouble_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._first_focus: QWidget | None = None
        self._in_sight: QWidget | None = None
        self._shown_before = False
        self._opening = True
        self.heading = Heading("", self)
        self.summary = ErrorSummary(self)
        self.status = StatusBar(self)
        self._make_chrome()
        self._make_content()
        self._make_footer()
        self._lay_out()
        self._connect()
        self._restyle()

    # What a screen says and shows

    def set_heading(self, text: str) -> None:
        """The question, or what this screen is for. Also the window title and what a screen reader says first."""
        self.heading.setText(text)
        self.setAccessibleName(text)
        self.setWindowTitle(text)

    def set_section(self, text: str, *, needed: bool = False) -> None:
        """Name the part of the form above the heading. On a tablet only where it is needed to tell pages apart."""
        self.section.setText(text)
        self.section.setVisible(bool(text) and (needed or not look().profile.compact))

    def add(self, widget: QWidget) -> None:
        """Put a widget below what is there."""
        self.body.addWidget(widget)

    def set_continue(self, text: str = "", *, visible: bool = True, icon: str = "arrow-right") -> None:
        """Name the main action, or take it off this screen. It is never disabled: pressing says what is missing."""
        self.continue_button.setText(text or self.tr("Continue"))
        self.continue_button.set_icon(icon, after=True)
        self.continue_button.setVisible(visible)

    def set_back(self, text: str = "", *, visible: bool = True) -> None:
        """Name the way back, or take it off this screen."""
        self.back_button.setText(text or self.tr("Back"))
        self.back_button.setVisible(visible)

    def set_progress(self, text: str, position: int, total: int) -> None:
        """Say how far along this screen is, between Back and Continue; total 0 says nothing."""
        self.progress.set(text, position, total)

    def set_leave(self, *, visible: bool) -> None:
        """Show the button that stops the visit; the first screen has none."""
        self.leave_button.setVisible(visible)

    def set_curtain(self, *, visible: bool) -> None:
        """Offer to hide this page for a while. On a tablet the row is full: there the help page offers it."""
        self.curtain_button.setVisible(visible and not look().profile.compact)

    def set_first_focus(self, widget: QWidget) -> None:
        """The field that takes the focus when the screen opens; without one the heading does."""
        self._first_focus = widget

    def set_in_sight(self, widget: QWidget) -> None:
        """What this page is looked at for (a picture, a code): where large letters leave no room for it below the
        heading, the page opens with it in sight instead, and the heading is above."""
        self._in_sight = widget

    def say_wrong(self, error: InlineError, sentence: str) -> None:
        """Show a sentence at its place and bring it into sight; "" takes it away."""
        error.show_error(sentence)
        if sentence:
            self._in_sight = error
            self.scroll_area.show_widget(error)

    def show_troubles(self, troubles: Sequence[Trouble]) -> None:
        """List what has to be corrected, at the top, and bring it into sight; an empty list takes it away."""
        self.summary.set_troubles(troubles)
        if troubles:
            self.scroll_area.area.verticalScrollBar().setValue(0)
            self.summary.setFocus(Qt.FocusReason.OtherFocusReason)

    def make_room(self, below: int) -> None:
        """Keep the lowest part of the page, above the status line, free for the keyboard; 0 takes it back.

        The bottom row stays where it is, beneath the keyboard. On a tablet the row at the top and the scroll buttons go
        as well, and the text begins closer to the bezel: the question and its field would have no room otherwise.
        """
        now = look()
        tight = bool(below) and now.profile.compact
        edge, top = now.px("edge"), now.mm(2) if tight else now.px("edge")
        self._frame.setSpacing(now.mm(1) if tight else now.px("gap_close"))
        rest = below - self._bottom_row.geometry().height() - 2 * self._frame.spacing()
        self._room.setFixedHeight(max(0, rest))
        self._room.setVisible(rest > 0)
        self._top.setVisible(not tight)
        self._frame.setContentsMargins(edge, top, edge, 0)
        self.scroll_area.show_buttons(visible=not tight)
        self._space_content(now.mm(2) if tight else None)
        self._frame.activate()

    def settle(self) -> None:
        """Take over what was typed and not handed on yet. Called before the screen goes."""

    def spoken(self) -> tuple[str, ...]:
        """What reading this screen aloud says, from top to bottom. A screen with more to say overrides it."""
        texts = [each for each in self._column.findChildren(Text) if each.text() and each.isVisibleTo(self)]
        return tuple(each.text() for each in sorted(texts, key=self._reading_place))

    # Building

    def _make_chrome(self) -> None:
        self.leave_button = ChromeButton(self.tr("Stop"), "log-out", self)
        self.curtain_button = ChromeButton("", "eye-off", self)
        self.curtain_button.setAccessibleName(self.tr("Hide my page for a while"))
        compact = look().profile.compact
        name, short = i18n.shown()
        title = self.tr("Language")
        self.language_button = ChromeButton(short if compact else name, "languages", self)
        self.language_button.setAccessibleName(f"{title}: {short}, {name}")
        # On a tablet the icons have to do: the row is full.
        size, colours, listen = self.tr("Text size"), self.tr("Colours"), self.tr("Listen")
        self.size_button = ChromeButton("" if compact else size, "a-large-small", self)
        self.size_button.setAccessibleName(size)
        self.theme_button = ChromeButton("" if compact else colours, "contrast", self)
        self.theme_button.setAccessibleName(colours)
        self.listen_button = ChromeButton("" if compact else listen, "volume-2", self)
        self.listen_button.setAccessibleName(listen)
        self.help_button = ChromeButton(self.tr("Help"), "hand-helping", self)
        for button in self._chrome():
            policy = button.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            button.setSizePolicy(policy)
        self.curtain_button.hide()
        # Shown by whoever reads aloud (ui/speech/reader.py).
        self.listen_button.hide()

    def _make_content(self) -> None:
        self.scroll_area = ScrollArea(self)
        holder = QWidget()
        self._column = QWidget(holder)
        self._column.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self._column, 1000, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        self._outer = QVBoxLayout(self._column)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self.body = QVBoxLayout()
        self._outer.addWidget(self.summary)
        self.section = Hint("", self._column)
        self.section.hide()
        self._outer.addWidget(self.section)
        self._outer.addWidget(self.heading)
        self._outer.addLayout(self.body)
        self.scroll_area.set_content(holder)

    def _make_footer(self) -> None:
        self.back_button = BackButton(self.tr("Back"), "arrow-left", self)
        self.continue_button = PrimaryButton(self.tr("Continue"), "", self)
        self.continue_button.set_icon("arrow-right", after=True)
        self.progress = Progress(self)
        for button in (self.back_button, self.continue_button):
            # Their width is the row's share, whatever they are called: so they are at the same place on every screen.
            policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            policy.setRetainSizeWhenHidden(True)
            button.setSizePolicy(policy)
        self.progress.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def _lay_out(self) -> None:
        self._top = QWidget(self)
        self._top_row = QHBoxLayout(self._top)
        self._top_row.setContentsMargins(0, 0, 0, 0)
        self._top_row.addWidget(self.leave_button)
        self._top_row.addWidget(self.curtain_button)
        self._top_row.addStretch(1)
        for button in self._chrome()[2:]:
            self._top_row.addWidget(button)
        self._bottom_row = QHBoxLayout()
        # A long text between the buttons makes the row higher, not the buttons.
        self._bottom_row.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignBottom)
        self._bottom_row.addWidget(self.progress, 0, Qt.AlignmentFlag.AlignVCenter)
        self._bottom_row.addWidget(self.continue_button, 0, Qt.AlignmentFlag.AlignBottom)
        self._frame = QVBoxLayout(self)
        self._room = QWidget(self)
        self._room.hide()
        self._frame.addWidget(self._top)
        self._frame.addWidget(self.scroll_area, 1)
        self._frame.addWidget(self._room)
        self._frame.addLayout(self._bottom_row)
        self._frame.addWidget(self.status)

    def _connect(self) -> None:
        self.back_button.clicked.connect(self.back)
        self.continue_button.clicked.connect(self.forward)
        self.leave_button.clicked.connect(self.leave_wanted)
        self.curtain_button.clicked.connect(self.hide_wanted)
        self.language_button.clicked.connect(self.languages_wanted)
        self.size_button.clicked.connect(self._choose_size)
        self.theme_button.clicked.connect(self._choose_theme)
        self.listen_button.clicked.connect(self.listen_wanted)
        self.help_button.clicked.connect(self.help_wanted)
        self.summary.chosen.connect(self.trouble_chosen)

    def _chrome(self) -> tuple[ChromeButton, ...]:
        looks = (self.language_button, self.size_button, self.theme_button)
        return (self.leave_button, self.curtain_button, *looks, self.listen_button, self.help_button)

    # Language, text size, colours

    @Slot()
    def _choose_size(self) -> None:
        now = TEXT_SCALES.index(look().text_scale)
        self.text_size_chosen.emit(TEXT_SCALES[(now + 1) % len(TEXT_SCALES)])

    @Slot()
    def _choose_theme(self) -> None:
        names = theme_names()
        self.theme_chosen.emit(names[(names.index(look().theme.name) + 1) % len(names)])

    # Qt events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field goes on, as Continue does."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.continue_button.isVisibleTo(self):
            if not event.isAutoRepeat() and self.continue_button.guard.open():
                self.continue_button.click()
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab follows the eye (top row, content, scrolling, bottom row), whatever order things were made in."""
        content = [each for each in self._column.findChildren(QWidget) if self._takes_tab(each)]
        content.sort(key=self._reading_place)
        scrolling = (self.scroll_area.up, self.scroll_area.down)
        others = (*scrolling, self.back_button, self.continue_button)
        order: list[QWidget] = [each for each in self._chrome() if self._takes_tab(each)]
        order += [*content, *(each for each in others if self._takes_tab(each))]
        now = QApplication.focusWidget()
        if not order:
            return False
        if now in order:
            target = order[(order.index(now) + (1 if forward else -1)) % len(order)]
        else:
            target = (content or order)[0 if forward else -1]
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        target.setFocus(reason)
        return True

    def _takes_tab(self, widget: QWidget) -> bool:
        wants = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
        return wants and widget.isEnabled() and widget.isVisibleTo(self)

    def _reading_place(self, widget: QWidget) -> tuple[int, int]:
        """Row and place in the row, in reading order."""
        centre = widget.mapTo(self._column, widget.rect().center())
        return round(centre.y() / look().mm(7)), -centre.x() if self.isRightToLeft() else centre.x()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._shown_before:
            self._shown_before = True
            if self.summary.isHidden():
                (self._first_focus or self.heading).setFocus(Qt.FocusReason.OtherFocusReason)
            app = QApplication.instance()
            if isinstance(app, QApplication):
                app.focusChanged.connect(self._follow_focus)

    @Slot(QObject, QObject)
    def _follow_focus(self, _old: QObject | None, new: QObject | None) -> None:
        opening, self._opening = self._opening, False
        if opening and new is self._first_focus:
            # The screen has just opened: the question stays in sight above its field.
            return
        if opening and new is self.heading and self._in_sight is not None:
            # No margin: what can be seen of the heading stays.
            self.scroll_area.area.ensureWidgetVisible(self._in_sight, 0, 0)
            return
        if new is self.summary:
            self.scroll_area.area.verticalScrollBar().setValue(0)
        elif isinstance(new, QWidget) and self._column.isAncestorOf(new):
            self.scroll_area.show_widget(new)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()

    def _restyle(self) -> None:
        now = look()
        edge, gap = now.px("edge"), now.px("gap")
        self._frame.setContentsMargins(edge, edge, edge, 0)
        self._frame.setSpacing(now.px("gap_close"))
        self._top_row.setSpacing(now.px("gap_close"))
        self._bottom_row.setSpacing(gap)
        # The main action has the longest names, and a tablet no height for a third line of them.
        for place, share in enumerate((3, 1, 4) if now.profile.compact else (3, 2, 3)):
            self._bottom_row.setStretch(place, share)
        self._space_content()
        self._column.setMaximumWidth(now.column_px)

    def _space_content(self, gap: int | None = None) -> None:
        now = look()
        usual = now.px("gap_close" if now.profile.compact else "gap")
        for layout in (self._outer, self.body):
            layout.setSpacing(usual if gap is None else gap)
