"""A stage: a window with the keyboard of the application and pages with fields."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.support.keyboard import Stage
from tests.ui.conftest import KIOSK, TABLET
from ui.theme import DisplayProfile

SIZES = {KIOSK: (1920, 1080), TABLET: (1280, 800)}
Stages = Callable[..., Stage]


@pytest.fixture
def stages(qapp: QApplication, qtbot: QtBot, tmp_path: Path, wear) -> Iterator[Stages]:
    """stages(profile, scale, theme): a stage on a display; it is taken down again."""
    made: list[Stage] = []

    def build(profile: DisplayProfile = KIOSK, scale: float = 1.0, theme: str = "light", settings: str = "") -> Stage:
        wear(profile, scale, theme)
        if settings:
            (tmp_path / "settings.toml").write_text(settings)
        made.append(Stage(qapp, tmp_path, SIZES[profile]))
        return made[-1]

    yield build
    for stage in made:
        stage.close()


@pytest.fixture
def stage(stages: Stages) -> Stage:
    """The kiosk's display, light, 100 %."""
    return stages()
