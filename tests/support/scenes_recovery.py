"""Scenes of the way back from a damaged store."""

from collections.abc import Callable, Mapping
from pathlib import Path

from kiosk.recovery.guide import Found, Mended
from kiosk.recovery.merging import Brought
from kiosk.recovery.pages import Damage
from tests.support.scenes_visit import AT
from ui.screens.recovery import DamagedScreen, KeyScreen, PlanScreen, RestoredScreen
from ui.widgets import Screen

FOUND = Found(AT, (3, 0), 118, Brought(3, 2, 1), Damage(412, 5, first_page=False), 7)


def _damaged(_language: str) -> Screen:
    return DamagedScreen()


def _plan(_language: str) -> Screen:
    return PlanScreen(FOUND)


def _plan_without(_language: str) -> Screen:
    return PlanScreen(Found(None, (0, 1), 0, Brought(12, 2), Damage(412, 5, first_page=False), 7))


def _restored(_language: str) -> Screen:
    return RestoredScreen(Mended(FOUND, Path("20261123T141502-9f3a")))


def _key(_language: str) -> Screen:
    return KeyScreen()


SCENES: Mapping[str, Callable[[str], Screen]] = {
    "recovery-damaged": _damaged,
    "recovery-plan": _plan,
    "recovery-plan-without": _plan_without,
    "recovery-restored": _restored,
    "recovery-key": _key,
}
