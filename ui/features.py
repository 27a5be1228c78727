"""What joins the application by its signals once the first page is drawn: one step a part, in the order of need.

A part listens to opened, displayed, screen_shown, sync_changed, visit_ended and closing; the application knows nothing
of it. Between two steps the event loop turns, so that the first page answers a finger while the rest is being loaded.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.app import KioskApp


def attach(app: "KioskApp") -> Iterator[None]:
    """Put every part beside the application, one at each step. A new part is a step of its own."""
    from kiosk.settings import settings_or_defaults

    settings = settings_or_defaults(app.options.home)
    yield
    from ui.keyboard.wiring import ScreenKeyboard

    ScreenKeyboard(app)
    yield
    from ui.bell import Bell

    if settings.call_sound:
        app.bell = Bell(app)
        app.visit_ended.connect(app.bell.hush)
        app.closing.connect(app.bell.hush)
    yield
    from ui.speech.reader import Reader

    app.reader = Reader(app, settings)
    yield
    from ui.housekeeping import Housekeeping
    from ui.recovery import Recovery
    from ui.visits import VisitCounter

    Housekeeping(app)
    Recovery(app)
    VisitCounter(app)
    yield
    from ui.attract import Attract
    from ui.fleet import FleetWatch

    FleetWatch(app, Attract(app, settings.attract_after))
    yield
    from ui.capture.readers import Readers

    Readers(app)
    yield
