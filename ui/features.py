"""What joins the application by its signals once the first page is drawn: one line a part, in the order of need.

A part listens to opened, displayed, sync_changed and visit_ended; the application knows nothing of it.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.app import KioskApp


def attach(app: "KioskApp") -> None:
    """Put every part beside the application."""
    from ui.recovery import Recovery
    from ui.speech.reader import Reader

    app.reader = Reader(app)
    Recovery(app)
