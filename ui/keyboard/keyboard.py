"""The keyboard on the screen: keys for the field that is being filled, and suggestions above them.

It lies over the lowest part of a page, which has made room for it (Screen.make_room), and over the page's own bottom
row: its key at the end goes on, where Continue was. It is laid out from left to right in every language, since what it
types is. It knows one field at a time, and keeps nothing of what is typed.
"""

from collections.abc import Sequence
from typing import Protocol, cast

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QTouchEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui import i18n
from ui.keyboard.keys import KeyButton
from ui.keyboard.layouts import CAPITALS, Act, Row, columns_of, rows_for
from ui.keyboard.letters import Mark
from ui.keyboard.strip import Strip, Suggestion
from ui.keyboard.typing import TYPING, Kind, Way
from ui.theme import look
from ui.widgets.buttons import Button
from ui.widgets.fields import TextArea, TextField

REPEAT_AFTER_MS, REPEAT_EVERY_MS = 2000, 250
"""EN 301 549 5.7: a key repeats after two seconds at the earliest. Only Delete does."""
_NEXT_WAY = {Way.MARKS: Way.TELEX, Way.TELEX: Way.VNI, Way.VNI: Way.MARKS}
_SUGGESTED = frozenset({Kind.NAME, Kind.PLACE, Kind.TEXT})
AnyField = TextField | TextArea


class Suggests(Protocol):
    """Gives what may be meant by what stands before the cursor."""

    def __call__(self, field: AnyField) -> Sequence[Suggestion]:
        """Best first; empty where there are none."""


class Keyboard(QWidget):
    """Types into one field.

    Signals:
        hide_wanted(): the key that puts the keyboard away.
        go_on_wanted(): the primary key.
        grown(): a row of suggestions came, and it is higher now.
    """

    hide_wanted = Signal()
    go_on_wanted = Signal()
    grown = Signal()

    def __init__(self, parent: QWidget, suggests: Suggests) -> None:
        super().__init__(parent)
        self.setObjectName("keyboard")
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Keys on the screen"))
        self.field: AnyField | None = None
        self.keys: list[KeyButton] = []
        self.strip = Strip(self)
        self.strip.chosen.connect(self._take)
        self._suggests = suggests
        self._rows: tuple[Row, ...] = ()
        self._built: tuple[object, ...] = ()
        self._signs = False
        self._shift: bool | None = None
        self._upper: bool | None = None
        self._strip_fits = self._strip_wanted = True
        self._go_on = ("", "")
        self._touched: dict[int, Button] = {}
        self._repeat = QTimer(self)
        self._repeat.setSingleShot(True)
        self._repeat.timeout.connect(self._delete_again)
        self._repeated = False
        self.hide()

    # What it shows

    def show_for(self, field: AnyField, go_on: tuple[str, str], most: int) -> None:
        """Type into field from now on. go_on: text and icon of the primary key. most: how high it may be.

        The row of suggestions is left out where it would make the keyboard higher than that; the keys never are.
        """
        if field is not self.field:
            self.drop()
            self.field = field
            field.textChanged.connect(self._changed)
            field.cursorPositionChanged.connect(self._changed_case)
            self._signs, self._shift = False, None
            # On a tablet, and where hardly anything is ever suggested, the row comes with the first suggestion: until
            # then the question has the room.
            self._strip_wanted = not look().profile.compact and field.kind is not Kind.TEXT
        self._go_on = go_on
        self._build()
        self._strip_fits = self._height(strip=True) <= most
        self.strip.setVisible(self._has_strip())
        self._place()
        self._changed()

    def drop(self) -> None:
        """Forget the field and what was suggested for it."""
        field, self.field = self.field, None
        self._repeat.stop()
        self._touched = {}
        self.strip.show_suggestions(())
        if field is not None:
            field.textChanged.disconnect(self._changed)
            field.cursorPositionChanged.disconnect(self._changed_case)

    def set_go_on(self, go_on: tuple[str, str]) -> None:
        """Another text and icon for the primary key."""
        self._go_on = go_on
        self.key(Act.GO_ON).set_caption(*go_on)

    def holds(self, text: str) -> bool:
        """Whether the primary key shows a text whole: in one line, not smaller than text may be."""
        return self.key(Act.GO_ON).holds(text)

    def height_wanted(self) -> int:
        """How high it is now."""
        return self._height(strip=self._has_strip())

    def key(self, text: str) -> KeyButton:
        """The key that types a text or does an act. Raises LookupError when it is not there."""
        for key in self.keys:
            if key.key.text == text or key.key.act == text:
                return key
        raise LookupError(text)

    def _build(self) -> None:
        field = self.field
        if field is None:
            return
        now, compact = look(), look().profile.compact
        decimal = "." if i18n.current() == "en" else ","
        rows = rows_for(field.kind, TYPING.way, compact=compact, signs=self._signs, decimal=decimal)
        built = (rows, TYPING.way, now, i18n.current())
        if built != self._built:
            for key in self.keys:
                key.hide()
                key.deleteLater()
            self.keys = [KeyButton(key, TYPING.way, self) for row in rows for key in row if key.act is not Act.GAP]
            for button in self.keys:
                button.clicked.connect(self._struck)
                if button.key.act is Act.DELETE:
                    button.pressed.connect(self._hold)
                    button.released.connect(self._let_go)
            self._rows, self._built, self._upper = rows, built, None
        self.key(Act.GO_ON).set_caption(*self._go_on)
        self._place()
        for button in self.keys:
            button.show()

    def _has_strip(self) -> bool:
        return self._strip_wanted and self._may_suggest(self.field)

    def _may_suggest(self, field: AnyField | None) -> bool:
        return field is not None and self._strip_fits and (field.kind in _SUGGESTED or field.finds is not None)

    # Places

    def resizeEvent(self, _event: QEvent) -> None:
        self._place()

    def _measures(self) -> tuple[int, int, int]:
        """Height of a key, gap, and the pad at the top and at the bottom."""
        now = look()
        compact = now.profile.compact
        return now.px("floor" if compact else "control"), now.mm(2 if compact else 4), now.mm(2 if compact else 4)

    def _height(self, *, strip: bool) -> int:
        high, gap, pad = self._measures()
        rows = len(self._rows or rows_for(Kind.TEXT, TYPING.way, compact=look().profile.compact)) + int(strip)
        return rows * high + (rows - 1) * gap + 2 * pad

    def _place(self) -> None:
        if not self._rows:
            return
        high, gap, pad = self._measures()
        edge = look().px("edge")
        columns = columns_of(self._rows)
        width = min(self.width() - 2 * edge, round(columns * look().mm(46)))
        left = (self.width() - width) // 2
        # From the bottom: the primary key stays where it is when digits and signs take fewer rows.
        top = pad + max(0, self.height() - self.height_wanted())
        if self._has_strip():
            self.strip.setGeometry(edge, top, self.width() - 2 * edge, high)
            self.strip.place(gap)
            top += high + gap
        step = (width + gap) / columns
        keys = iter(self.keys)
        for row in self._rows:
            at = 0.0
            for key in row:
                if key.act is not Act.GAP:
                    x = left + round(at * step)
                    next(keys).setGeometry(x, top, left + round((at + key.span) * step) - gap - x, high)
                at += key.span
            top += high + gap

    # Strikes

    @Slot()
    def _struck(self) -> None:
        button = self.sender()
        if isinstance(button, KeyButton) and self.field is not None:
            self._do(button.key.act, button.key.text)

    def _do(self, act: Act, text: str) -> None:
        field = self.field
        if field is None:
            return
        if act is Act.TYPE:
            self._type(text.upper() if self._is_upper() else text)
        elif act is Act.MARK:
            field.entry.mark(Mark(text))
        elif act is Act.DELETE:
            if not self._repeated:
                self._delete()
            self._repeated = False
        elif act is Act.SHIFT:
            self._shift = not self._is_upper()
            self._changed_case()
        elif act in (Act.SIGNS, Act.LETTERS):
            self._signs = act is Act.SIGNS
            self._build()
            self._changed_case()
        elif act is Act.WAY:
            TYPING.choose(_NEXT_WAY[TYPING.way])
            field.entry.forget()
            self._build()
            self._changed_case()
        elif act is Act.HIDE:
            self.hide_wanted.emit()
        elif act is Act.GO_ON:
            self.go_on_wanted.emit()

    def _type(self, text: str) -> None:
        self._shift = None
        code = Qt.Key.Key_Space.value if text == " " else ord(text.upper())
        self._send(code if code < 0x100 else Qt.Key.Key_unknown.value, text)
        self._changed_case()

    def _delete(self) -> None:
        self._send(Qt.Key.Key_Backspace.value, "\b")

    def _send(self, code: int, text: str) -> None:
        with TYPING.from_screen():
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                # Typing may lead on to the next box of a date.
                if self.field is not None:
                    event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, text)
                    QApplication.sendEvent(self.field, event)

    @Slot()
    def _hold(self) -> None:
        self._repeated = False
        self._repeat.start(REPEAT_AFTER_MS)

    @Slot()
    def _let_go(self) -> None:
        self._repeat.stop()

    @Slot()
    def _delete_again(self) -> None:
        self._repeated = True
        self._delete()
        self._repeat.start(REPEAT_EVERY_MS)

    @Slot(object)
    def _take(self, suggestion: Suggestion) -> None:
        if suggestion.choose is not None:
            suggestion.choose()
        elif self.field is not None:
            self.field.entry.forget()
            self.field.replace_before(suggestion.replaces, suggestion.text)

    # Following the field

    @Slot()
    def _changed(self) -> None:
        if self.field is not None:
            self._changed_case()
            if self._may_suggest(self.field):
                self._suggest(self._suggests(self.field))

    def _suggest(self, suggestions: Sequence[Suggestion]) -> None:
        comes = bool(suggestions) and not self._strip_wanted
        if comes:
            self._strip_wanted = True
            self.strip.show()
            self._place()
        self.strip.show_suggestions(suggestions)
        if comes:
            self.grown.emit()

    @Slot()
    def _changed_case(self) -> None:
        upper = self._is_upper()
        if upper is not self._upper:
            self._upper = upper
            for key in self.keys:
                key.set_upper(upper=upper)

    def _is_upper(self) -> bool:
        field = self.field
        if field is None or field.kind in CAPITALS:
            return True
        if self._shift is not None:
            return self._shift
        if field.kind not in (Kind.NAME, Kind.TEXT, Kind.PLACE):
            return False
        before = field.before_cursor()
        if field.kind is Kind.NAME:
            return not before or before[-1] in " -"
        return not before.strip() or (field.kind is Kind.PLACE and before.endswith(", "))

    # Fingers: each key by itself, so that two thumbs may overlap

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QTouchEvent):
            if event.type() is QEvent.Type.TouchCancel:
                self._lift_all()
            else:
                self._follow(event)
            event.accept()
            return True
        return super().event(event)

    def _follow(self, event: QTouchEvent) -> None:
        for point in event.points():
            at = point.position().toPoint()
            if event.target() is not self:
                at = self.mapFromGlobal(point.globalPosition().toPoint())
            state = point.state()
            if state is state.Pressed:
                self._touch(point.id(), at)
            elif state is state.Released:
                self._lift(point.id(), at)

    def _touch(self, finger: int, at: QPoint) -> None:
        button = self._nearest(at)
        if button is not None and button.guard.open():
            self._touched[finger] = button
            button.setDown(True)
            if isinstance(button, KeyButton) and button.key.act is Act.DELETE:
                self._hold()

    def _lift(self, finger: int, at: QPoint) -> None:
        button = self._touched.pop(finger, None)
        if button is None:
            return
        button.setDown(False)
        self._repeat.stop()
        slip = self._measures()[1]
        if self._area(button).adjusted(-slip, -slip, slip, slip).contains(at):
            button.click()

    def _lift_all(self) -> None:
        for button in self._touched.values():
            button.setDown(False)
        self._touched = {}
        self._repeat.stop()

    def _nearest(self, at: QPoint) -> Button | None:
        """The key under a finger, or beside it within half a gap."""
        slip = self._measures()[1] // 2
        found = [each for each in cast("list[Button]", self.findChildren(Button)) if each.isVisible()]
        near = [each for each in found if self._area(each).adjusted(-slip, -slip, slip, slip).contains(at)]
        return near[0] if near else None

    def _area(self, button: Button) -> QRect:
        return QRect(button.mapTo(self, QPoint(0, 0)), button.size())
