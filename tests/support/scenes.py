"""Every screen of the application with something real on it: what the audit walks through and the gallery draws.

A new Screen gets a scene here; tests/ui/audit/test_registry.py fails until it has one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QEvent

from tests.support import (
    scenes_capture,
    scenes_form,
    scenes_handover,
    scenes_public,
    scenes_recovery,
    scenes_staff,
    scenes_visit,
)
from ui.form import FormController
from ui.widgets import Screen

Build = Callable[[str], Screen]


@dataclass(frozen=True, slots=True)
class Scene:
    """A screen in one state.

    Attributes:
        name: unique; names the picture.
        build: makes the screen; it is given the language of forms, "vi" or "en".
        pictured: whether it is in the gallery.
        exempt: rules that do not hold here, each with the reason.
    """

    name: str
    build: Build
    pictured: bool = True
    exempt: Mapping[str, str] = field(default_factory=dict)


_COVER = "covers a page that is not to be read meanwhile: two answers, and nothing that leads elsewhere"
_LEADS_BACK = "the page that the button leads to, or help itself: it is left by its one button"

EXEMPT: Mapping[str, Mapping[str, str]] = {
    "still-there": {"U38": _COVER},
    "curtain": {"U38": _COVER},
    "help": {"U38": _LEADS_BACK},
    "languages": {"U38": _LEADS_BACK},
}


def scenes() -> tuple[Scene, ...]:
    """All of them, in the order of a visit."""
    found: list[Scene] = []
    areas = (scenes_visit, scenes_form, scenes_capture, scenes_handover, scenes_public, scenes_recovery, scenes_staff)
    for table in (area.SCENES for area in areas):
        found += [Scene(name, build, exempt=EXEMPT.get(name, {})) for name, build in table.items()]
    found += [Scene(name, build, pictured=False) for name, build in scenes_form.KINDS.items()]
    return tuple(found)


def discard(screen: Screen) -> None:
    """Let a scene's screen go, at once and all of it.

    Left to Python's garbage collector, the objects of Qt would be deleted at any moment and in any order; left to the
    event loop, which does not run here, they would be styled anew with every change of the look.
    """
    screen.close()
    kept = screen.property("kept")
    if isinstance(kept, FormController):
        kept.close()
        kept.deleteLater()
    screen.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
