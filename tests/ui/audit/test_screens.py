"""Every screen in every language, text size and on both displays keeps the rules U01 to U40 that can be measured.

``make test`` walks a covering array: each scene meets every language, every size and both displays, and each pair of
language, size and display meets somewhere. ``make soak`` walks all of them. docs/audit.md says how the other rules are
looked at.
"""

from collections.abc import Iterator
from functools import cache
from itertools import product

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.support.audit import audit, show
from tests.support.pixels import place
from tests.support.scenes import Scene, discard, scenes
from tests.ui.conftest import KIOSK, TABLET
from ui import i18n
from ui.theme import TEXT_SCALES, look, theme_names
from ui.widgets import Screen

DISPLAYS = {"kiosk": (KIOSK, (1920, 1080)), "tablet": (TABLET, (1280, 800))}
LANGUAGES = ("vi", "en", "ar", "pseudo")
Leg = tuple[str, float, str, str]
ALL = scenes()


def legs(number: int) -> Iterator[Leg]:
    """The combinations that the scene with this number is tried in: one for each language."""
    for index, language in enumerate(LANGUAGES):
        scale = TEXT_SCALES[(number + index) % 3]
        display = tuple(DISPLAYS)[(number // 3 + index + index // 2 + number // 12) % 2]
        yield language, scale, display, theme_names()[(number // 2 + index) % 3]


@pytest.mark.parametrize("number", range(len(ALL)), ids=[scene.name for scene in ALL])
def test_the_screen_keeps_the_rules(qtbot: QtBot, qapp: QApplication, wear, number: int) -> None:
    broken = [line for leg in legs(number) for line in walk(qapp, wear, ALL[number], leg)]
    assert not broken, "\n".join(broken)


@pytest.mark.soak
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("display", DISPLAYS)
@pytest.mark.parametrize("scale", TEXT_SCALES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_keeps_the_rules_in_every_combination(
    qtbot: QtBot, qapp: QApplication, wear, language: str, scale: float, display: str
) -> None:
    broken: list[str] = []
    for number, scene in enumerate(ALL):
        broken += walk(qapp, wear, scene, (language, scale, display, theme_names()[number % 3]))
    assert not broken, "\n".join(broken)


def walk(qapp: QApplication, wear, scene: Scene, leg: Leg) -> Iterator[str]:
    """What a scene breaks in one combination, one line each."""
    language, scale, display, theme = leg
    profile, size = DISPLAYS[display]
    wear(profile, scale, theme)
    i18n.install(qapp, language)
    screen = scene.build(i18n.forms_language(language))
    drawn = show(screen, size)
    screen.activateWindow()
    for line in (*audit(drawn), *_fixed_places(screen, _frame(leg[:3], size))):
        if line.split()[0] not in scene.exempt:
            yield f"{scene.name} in {language} at {scale} on the {display}, {theme}: {line}"
    discard(screen)


_frames: dict[tuple[str, float, str], dict[str, QRect]] = {}


def _frame(key: tuple[str, float, str], size: tuple[int, int]) -> dict[str, QRect]:
    """Where the fixed buttons are on an empty screen in one combination."""
    if key not in _frames:
        screen = Screen()
        show(screen, size)
        _frames[key] = {name: place(button, screen) for name, button in fixed(screen).items()}
        discard(screen)
    return _frames[key]


def fixed(screen: Screen) -> dict[str, QWidget]:
    """The buttons that are at the same place on every screen."""
    return {
        "stop": screen.leave_button,
        "language": screen.language_button,
        "text size": screen.size_button,
        "colours": screen.theme_button,
        "help": screen.help_button,
        "back": screen.back_button,
        "continue": screen.continue_button,
    }


def _fixed_places(screen: Screen, frame: dict[str, QRect]) -> Iterator[str]:
    """U18, U38: the same places on every screen; language, size, colours and help are on every one of them."""
    for name, button in fixed(screen).items():
        if not button.isVisibleTo(screen):
            if name in ("language", "text size", "colours", "help"):
                yield f"U38 {name} is not there"
            continue
        rect, usual = place(button, screen), frame[name]
        sides = (rect.left() - usual.left(), rect.right() - usual.right(), rect.bottom() - usual.bottom())
        top = rect.top() - usual.top()
        if name in ("back", "continue"):
            # A longer name makes the button higher: it grows upwards, where nothing else is pressed. The letters of
            # another script make it a little lower.
            top = max(0, top - look().mm(2))
        if max(map(abs, (*sides, top))) > 2:
            yield f"U18 {name} is at {rect.getRect()} instead of {usual.getRect()}"


@cache
def _pairs() -> frozenset[tuple[object, object]]:
    met: set[tuple[object, object]] = set()
    for number in range(len(ALL)):
        for language, scale, display, theme in legs(number):
            met |= {(language, scale), (language, display), (scale, display), (theme, display), (theme, language)}
    return frozenset(met)


def test_the_covering_array_leaves_no_pair_out() -> None:
    wanted = {*product(LANGUAGES, TEXT_SCALES), *product(LANGUAGES, DISPLAYS), *product(TEXT_SCALES, DISPLAYS)}
    wanted |= {*product(theme_names(), DISPLAYS), *product(theme_names(), LANGUAGES)}
    assert wanted <= _pairs()
    for number in range(len(ALL)):
        tried = list(legs(number))
        assert {leg[0] for leg in tried} == set(LANGUAGES)
        assert {leg[1] for leg in tried} == set(TEXT_SCALES)
        assert {leg[2] for leg in tried} == set(DISPLAYS), ALL[number].name
