"""Taking what a resident typed out of widgets and the clipboard before they are thrown away.

deleteLater() alone leaves the text in the widget until the event loop gets to it, in the undo stack of a text field,
and in whatever holds a reference; the next resident's screen is built meanwhile.
"""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)


def wipe_widget(root: QWidget) -> None:
    """Empty every text of root and of what is inside it: content, undo, accessible text, window title."""
    from ui.widgets.fields import TextArea, TextField
    from ui.widgets.pinpad import PinPad

    for widget in (root, *root.findChildren(QWidget)):
        widget.blockSignals(True)  # noqa: FBT003 - Qt takes it by position
        if isinstance(widget, TextField | TextArea):
            widget.entry.forget()
        if isinstance(widget, QLineEdit):
            # setText, unlike clear(), forgets what could be undone.
            widget.setText("")
        elif isinstance(widget, QPlainTextEdit | QTextEdit):
            widget.setUndoRedoEnabled(False)
            widget.clear()
        elif isinstance(widget, QLabel):
            # clear() takes pictures along.
            widget.clear()
        elif isinstance(widget, QAbstractButton):
            widget.setText("")
        elif isinstance(widget, QListWidget | PinPad):
            widget.clear()
        forget = getattr(widget, "forget", None)
        if callable(forget):
            # What it shows is not text: a picture, strokes of a signature; a camera goes off.
            forget()
        widget.setAccessibleName("")
        widget.setAccessibleDescription("")
        widget.setToolTip("")
        widget.setWindowTitle("")


def wipe_clipboard() -> None:
    """Empty the clipboard, and the selection where the platform has one."""
    clipboard = QGuiApplication.clipboard()
    clipboard.clear(clipboard.Mode.Clipboard)
    if clipboard.supportsSelection():
        clipboard.clear(clipboard.Mode.Selection)
