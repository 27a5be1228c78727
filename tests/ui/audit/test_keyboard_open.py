"""Every page with something to type into, with the keyboard open over it, in each way of typing.

As in test_screens.py: ``make test`` tries each page in two combinations that together meet every pair, ``make soak`` in
all of them.
"""

from collections.abc import Callable, Iterator
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.support.audit_keys import audit_keys, audit_page_above, state
from tests.support.keyboard import Stage
from tests.support.pixels import place, targets
from tests.support.scenes import Scene, scenes
from tests.ui.audit.test_screens import DISPLAYS, LANGUAGES, Leg, fixed
from ui import i18n
from ui.keyboard.layouts import Act
from ui.keyboard.typing import TYPING, Kind, Way
from ui.theme import TEXT_SCALES, theme_names
from ui.widgets import Screen, TextArea, TextField

AnyField = TextField | TextArea
Build = Callable[[str], Screen]
WRITTEN = frozenset({Kind.NAME, Kind.TEXT, Kind.PLACE, Kind.SEARCH})


def fields(page: Screen) -> list[AnyField]:
    """What can be typed into: the first and the last; the last alone of boxes of one kind, such as those of a date."""
    found = [each for each in targets(page) if isinstance(each, TextField | TextArea) and not each.isReadOnly()]
    if len({each.kind for each in found}) == 1 and found[0].kind is Kind.DIGITS:
        return found[-1:]
    return found if len(found) < 3 else [found[0], found[-1]]


def mail(_language: str) -> Screen:
    """The keys for a mail address."""
    page = Screen()
    page.set_heading("Thư điện tử của ông/bà")
    field = TextField()
    field.kind = Kind.EMAIL
    field.setAccessibleName("Thư điện tử")
    page.add(field)
    page.set_first_focus(field)
    return page


@cache
def typed_into() -> tuple[Scene, ...]:
    """The scenes that have a field (tests/ui/audit/test_registry.py finds one that is missing), and mail()."""
    found = [scene for scene in scenes() if scene.name in NAMES]
    return (*found, Scene("mail", mail))


NAMES = (
    *("choose", "choose-found", "choose-nothing", "amount", "follow", "follow-mistake", "resume", "question-text"),
    *("question-mistake", "question-search", "question-date", "question-together", "card-lines", "feedback"),
    *("assisted-page", "shifts", "shifts-removing", "kind-name", "kind-birth", "kind-who", "kind-home-province"),
    *("kind-copies", "kind-amount", "kind-number", "kind-phone", "kind-day", "kind-hour", "kind-moment", "kind-place"),
    "kind-story",
)


def legs(number: int) -> Iterator[Leg]:
    """The combinations that make test tries the page with this number in: one on each display."""
    for index, display in enumerate(DISPLAYS):
        at = number + index
        yield LANGUAGES[(at + number // 12) % 4], TEXT_SCALES[at % 3], display, theme_names()[(at // 2) % 3]


@pytest.mark.parametrize("number", range(len(NAMES) + 1), ids=[*NAMES, "mail"])
def test_page_and_keys_keep_the_rules(qtbot: QtBot, qapp: QApplication, wear, tmp_path: Path, number: int) -> None:
    scene = typed_into()[number]
    # The ways of typing on one display in turn: their keys do not depend on the page.
    first, second = legs(number)
    broken = [*walk(qapp, wear, tmp_path, scene, first, every_way=number % 4 == 0)]
    broken += walk(qapp, wear, tmp_path, scene, second, every_way=number % 4 == 2)
    assert not broken, "\n".join(broken)


@pytest.mark.soak
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("display", DISPLAYS)
@pytest.mark.parametrize("scale", TEXT_SCALES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_and_the_keys_keep_the_rules_in_every_combination(
    qtbot: QtBot, qapp: QApplication, wear, tmp_path: Path, language: str, scale: float, display: str
) -> None:
    broken: list[str] = []
    for number, scene in enumerate(typed_into()):
        broken += walk(qapp, wear, tmp_path, scene, (language, scale, display, theme_names()[number % 3]))
    assert not broken, "\n".join(broken)


def walk(qapp: QApplication, wear, home: Path, scene: Scene, leg: Leg, *, every_way: bool = True) -> Iterator[str]:
    """What a page breaks while the keys are over it, and what it has not got back when they are gone."""
    language, scale, display, theme = leg
    profile, size = DISPLAYS[display]
    wear(profile, scale, theme)
    i18n.install(qapp, language)
    stage = Stage(qapp, home, size)
    try:
        page = stage.show(scene.build(i18n.forms_language(language)))
        for line in _at_each_field(stage, page, every_way=every_way):
            yield f"{scene.name} in {language} at {scale} on the {display}, {theme}: {line}"
    finally:
        stage.close()


def _at_each_field(stage: Stage, page: Screen, *, every_way: bool) -> Iterator[str]:
    before, chrome = state(page), {button: place(button, stage.window) for button in _chrome(page)}
    for field in fields(page):
        # By the hand of the program: not every field of a page is in sight.
        field.setFocus()
        stage.wiring.open_for(field)
        stage.application.processEvents()
        yield from (f"{field.kind}: {line}" for line in _seen(stage, page, chrome))
        if field.kind in WRITTEN:
            if every_way:
                yield from _in_other_ways(stage, page, chrome)
            stage.strike(["n"])
            yield from (f"{field.kind} with a letter: {line}" for line in _seen(stage, page, chrome))
            stage.strike([Act.DELETE])
        TYPING.reset()
        stage.strike([Act.HIDE])
        stage.application.processEvents()
        if (after := state(page)) != before and field.kind not in WRITTEN:
            yield f"the page is not as it was: {before} and now {after}"
        if page.heading.property("tight") == "true":
            yield "the heading is still small"


def _in_other_ways(stage: Stage, page: Screen, chrome: dict) -> Iterator[str]:
    """Telex has the keys of VNI under another name; digits and signs are the same in all ways."""
    while TYPING.way is not Way.VNI:
        stage.strike([Act.WAY])
    yield from (f"by VNI: {line}" for line in _seen(stage, page, chrome))
    stage.strike([Act.SIGNS])
    yield from (f"signs: {line}" for line in _seen(stage, page, chrome))
    stage.strike([Act.LETTERS])


def _chrome(page: Screen) -> list:
    return [button for name, button in fixed(page).items() if name not in ("back", "continue") and button.isVisible()]


def _seen(stage: Stage, page: Screen, chrome: dict) -> Iterator[str]:
    yield from audit_keys(stage)
    yield from audit_page_above(stage, page, chrome)


def test_the_combinations_leave_no_pair_out() -> None:
    met: set[tuple[object, object]] = set()
    for number in range(len(NAMES) + 1):
        for language, scale, display, theme in legs(number):
            met |= {(language, scale), (language, display), (scale, display), (theme, display), (theme, language)}
    wanted = {*product(LANGUAGES, TEXT_SCALES), *product(LANGUAGES, DISPLAYS), *product(TEXT_SCALES, DISPLAYS)}
    wanted |= {*product(theme_names(), DISPLAYS), *product(theme_names(), LANGUAGES)}
    assert wanted <= met
