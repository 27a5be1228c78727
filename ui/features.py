"""What joins the application by its signals once the first page is drawn: one line a part, in the order of need.

A part listens to opened, displayed, sync_changed and visit_ended; the application knows nothing of it.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.app import KioskApp


def attach(app: "KioskApp") -> None:
    """Put every part beside the application."""
    from kiosk.settings import settings_or_defaults
    from ui.attract import Attract
    from ui.bell import Bell
    from ui.capture.readers import Readers
    from ui.keyboard.wiring import ScreenKeyboard
    from ui.recovery import Recovery
    from ui.speech.reader import Reader
    from ui.visits import VisitCounter

    settings = settings_or_defaults(app.options.home)
    if settings.call_sound:
        app.bell = Bell(app)
        app.visit_ended.connect(app.bell.hush)
        app.closing.connect(app.bell.hush)
    app.reader = Reader(app, settings)
    Recovery(app)
    VisitCounter(app)
    Attract(app, settings.attract_after)
    ScreenKeyboard(app)
    Readers(app)
