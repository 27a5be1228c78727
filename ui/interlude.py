"""``python -m ui.interlude SECONDS``: the page while the kiosk is down between two tries. Needs nothing of the kiosk.

No theme, no store, no catalogue: whatever took the kiosk down shall not take this page along.
"""

import sys

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel

# Not translated: the translations may be what is broken. Both languages that every kiosk has.
TEXT = (
    "Máy đang khởi động lại\n\nNhững gì ông/bà đã điền và thấy chữ “Đã lưu” vẫn còn nguyên.\n"
    "Ông/bà chờ một chút, hoặc gọi người hướng dẫn.\n\n"
    "The kiosk is starting again. What was saved is safe. One moment."
)
_STYLE = "QLabel { background: #ffffff; color: #111111; font-size: 34px; padding: 60px; }"


def main(seconds: int) -> int:
    """Show the page for so long."""
    application = QApplication(["kiosk"])
    page = QLabel(TEXT)
    page.setObjectName("interlude")
    page.setWordWrap(True)
    page.setAlignment(Qt.AlignmentFlag.AlignCenter)
    page.setWindowFlag(Qt.WindowType.FramelessWindowHint)
    page.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
    page.setStyleSheet(_STYLE)
    page.showFullScreen()
    QTimer.singleShot(seconds * 1000, application.quit)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
