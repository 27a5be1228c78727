"""Every Screen class of the application is in the registry of scenes, and each scene is what it says."""

import importlib
import pkgutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import ui
from tests.support import scenes_form
from tests.support.scenes import EXEMPT, Scene, discard, scenes
from tests.ui.audit.test_keyboard_open import NAMES, fields, legs, walk
from ui import i18n
from ui.form import FormScreen
from ui.screens.code_page import CodeScreen
from ui.widgets import Screen

# What other screens are made from; nobody sees it by itself.
BASES = frozenset({Screen, CodeScreen, FormScreen})

_PAPER = "headed by the name of the paper that is attached: the resident knows which one it is about"
_MATTER = "headed by the name of the procedure: what the page is for stands on its main action"
SHARED_HEADINGS = {
    "ProcedureScreen": _MATTER,
    "ViewScreen": _MATTER,
    "FilesScreen": _PAPER,
    "PreviewScreen": _PAPER,
    "WaysScreen": _PAPER,
    "CameraScreen": _PAPER,
    "ReviewScreen": _PAPER,
    "WorkingScreen": "says the same as the page while the kiosk starts: nothing has to be done",
}


Headings = dict[str, set[type[Screen]]]


def every_screen() -> set[type[Screen]]:
    """All Screen classes of the package ui."""
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found: set[type[Screen]] = set()
    waiting = [Screen]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.startswith("ui."):
            found.add(kind)
    return found - BASES


def test_every_screen_has_a_scene_and_a_heading_of_its_own(
    qtbot: QtBot, qapp: QApplication, wear, tmp_path: Path
) -> None:
    i18n.install(qapp, "vi")
    shown: set[type[Screen]] = set()
    typed: list[Scene] = []
    headings: Headings = {}
    for scene in scenes():
        screen = scene.build("vi")
        shown.add(type(screen))
        typed += [scene] if fields(screen) else []
        _note_heading(scene, screen, headings)
        discard(screen)
    # A page with a field that test_keyboard_open.py does not name yet meets the keyboard here.
    new = [scene for scene in typed if scene.name not in NAMES]
    broken = [line for scene in new for leg in legs(0) for line in walk(qapp, wear, tmp_path, scene, leg)]
    assert not broken, "\n".join(broken)
    assert set(NAMES) <= {scene.name for scene in typed}
    missing = every_screen() - shown
    assert not missing, f"add scenes to tests/support/scenes_*.py: {sorted(each.__name__ for each in missing)}"
    assert not _shared(headings)


def test_scenes_have_names_of_their_own() -> None:
    names = [scene.name for scene in scenes()]
    assert len(names) == len(set(names))
    assert set(EXEMPT) <= set(names)
    assert all(reason for rules in EXEMPT.values() for reason in rules.values())


@pytest.mark.parametrize("language", ["en", "ar"])
def test_headings_tell_screens_apart(qapp: QApplication, language: str) -> None:
    """U17: two different screens never have the same heading. Those of a form have the question."""
    i18n.install(qapp, language)
    headings: Headings = {}
    for scene in (each for each in scenes() if each.pictured and each.name not in scenes_form.SCENES):
        screen = scene.build(i18n.forms_language(language))
        _note_heading(scene, screen, headings)
        discard(screen)
    assert not _shared(headings)


def _note_heading(scene: Scene, screen: Screen, headings: Headings) -> None:
    if scene.pictured and not isinstance(screen, FormScreen) and type(screen).__name__ not in SHARED_HEADINGS:
        headings.setdefault(screen.heading.text(), set()).add(type(screen))


def _shared(headings: Headings) -> dict[str, list[str]]:
    return {text: sorted(kind.__name__ for kind in kinds) for text, kinds in headings.items() if len(kinds) > 1}
