"""How long a strike takes until its letter is drawn, beside a bare field with a bare button in the same run.

In the thread's own time, as the machine may be busy with other tests.
"""

import statistics
import time

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.support.keyboard import Stage
from tests.ui.conftest import KIOSK, TABLET
from tests.ui.keyboard.conftest import Stages
from tests.ui.keyboard.test_keyboard import fields, page
from ui.keyboard.typing import TYPING, Kind, Way

LIMIT_MS = 50.0
STRIKES = 200


def _drawn(widget: QWidget, qapp: QApplication) -> None:
    qapp.processEvents()
    widget.repaint()


@pytest.mark.bench
@pytest.mark.parametrize("way", list(Way))
@pytest.mark.parametrize("profile", [KIOSK, TABLET], ids=["kiosk", "tablet"])
def test_a_letter_is_seen_within_fifty_milliseconds(stages: Stages, qapp: QApplication, profile, way: Way) -> None:
    stage = stages(profile)
    screen = stage.show(page(Kind.NAME))
    (field,) = fields(screen)
    started = time.thread_time()
    stage.press(field)
    opened = (time.thread_time() - started) * 1000
    TYPING.choose(way)
    stage.wiring.open_for(field)
    ours = _strikes(stage, field, qapp)
    bare = _bare(qapp)
    print(
        f"\n{way}: open {opened:.0f} ms; strike to glyph median {statistics.median(ours):.1f} ms, "
        f"worst of {STRIKES} {max(ours):.1f} ms; bare button and field {statistics.median(bare):.1f} ms; "
        f"ratio {statistics.median(ours) / statistics.median(bare):.1f}"
    )
    assert statistics.quantiles(ours, n=20)[-1] < LIMIT_MS


def _strikes(stage: Stage, field: QLineEdit, qapp: QApplication) -> list[float]:
    taken = []
    text = "nguyeenx thij hoaf binhf "
    for index in range(STRIKES):
        button = stage.keyboard.key(text[index % len(text)])
        if index % len(text) == 0:
            field.clear()
        button.guard.reset()
        started = time.thread_time()
        stage.press(button)
        _drawn(field, qapp)
        taken.append((time.thread_time() - started) * 1000)
    return taken


def _bare(qapp: QApplication) -> list[float]:
    window = QWidget()
    window.resize(1920, 1080)
    column = QVBoxLayout(window)
    line, button = QLineEdit(), QPushButton("n")
    column.addWidget(line)
    column.addWidget(button)

    def put() -> None:
        line.insert("n")

    button.clicked.connect(put)
    window.show()
    qapp.processEvents()
    taken = []
    for _ in range(STRIKES):
        started = time.thread_time()
        button.click()
        _drawn(line, qapp)
        taken.append((time.thread_time() - started) * 1000)
    window.close()
    window.deleteLater()
    return taken


@pytest.mark.bench
def test_a_whole_declaration_is_composed_in_no_time(qtbot: QtBot) -> None:
    from tests.support.vietnamese import keys_of, syllables
    from ui.keyboard.composer import compose

    keys = " ".join(min(keys_of(*parts, "telex")) for parts, _spelt in list(syllables("old"))[:2000])
    started = time.thread_time()
    compose(keys, "telex")
    each = (time.thread_time() - started) * 1e6 / len(keys)
    print(f"\ncompose: {each:.0f} µs a key over {len(keys)} keys")
    assert each < 1000
