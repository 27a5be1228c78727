"""What a resident's hands do to widgets."""

from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget


def type_text(widget: QWidget, text: str) -> None:
    """Type text. Letters that no plain key gives come as the commit of an input method, as with a Vietnamese keyboard.

    (QTest.keyClicks aborts the process for characters beyond Latin-1.)
    """
    for character in text:
        if character.isascii():
            QTest.keyClicks(widget, character)
        else:
            event = QInputMethodEvent("", [])
            event.setCommitString(character)
            QGuiApplication.sendEvent(widget, event)
