"""Start to first screen, against a bare PySide6 window started the same way in the same run.

The bare window is the one of PySide6's own introduction: a text, a button, a layout.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kiosk.app import Kiosk
from tests.support.kiosks import Portal
from tests.support.shell import enrolled_home

ROUNDS = 15
WORST_RATIO = 1.5

BARE = """
import sys
from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget

class Window(QWidget):
    def __init__(self):
        super().__init__()
        text = QLabel("Xin chào")
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.addWidget(text)
        layout.addWidget(QPushButton("Bắt đầu"))
    def paintEvent(self, event):
        QTimer.singleShot(0, self.tell)
    @Slot()
    def tell(self):
        print("painted", flush=True)
        import os
        os._exit(0)

app = QApplication([])
window = Window()
window.showFullScreen()
app.exec()
"""

# As kiosk run does, up to the first page.
OURS = """
import gc
gc.disable()
import sys, os
from pathlib import Path
from ui.app import KioskApp, Options
from ui.main import make_application

def opener():
    from kiosk.app import Kiosk
    return Kiosk.open(home)

def painted():
    print("painted", flush=True)
    os._exit(0)

home = Path(sys.argv[1])
application = make_application()
app = KioskApp(application, Options(home=home, px_per_mm=4.03, explain_first=True), opener)
app.window.painted.connect(painted)
app.start()
application.exec()
"""


def _seconds(code: str, cache: Path, *arguments: str) -> float:
    # Compiled once, as on any machine after the first start, whatever the tests' environment says about bytecode.
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(cache)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-c", code, *arguments]
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    assert process.stdout is not None
    assert process.stdout.readline() == "painted\n"
    seconds = time.perf_counter() - begun
    process.stdout.close()
    process.wait()
    return seconds


@pytest.fixture
def home(tmp_path: Path) -> Path:
    Kiosk.open(tmp_path / "first").close()
    return enrolled_home(tmp_path / "first", tmp_path / "kiosk", Portal())


@pytest.mark.bench
def test_the_first_screen_comes_nearly_as_fast_as_a_bare_window(home: Path, tmp_path: Path) -> None:
    cache = tmp_path / "bytecode"
    _seconds(BARE, cache)
    _seconds(OURS, cache, str(home))
    bare, ours = [], []
    for _ in range(ROUNDS):
        bare.append(_seconds(BARE, cache))
        ours.append(_seconds(OURS, cache, str(home)))
    # Each start against the one just before it: what else the machine does comes and goes.
    ratio = statistics.median(each / before for each, before in zip(ours, bare, strict=True))
    floor, first = min(bare), min(ours)
    print(f"\nstart to first screen: {first * 1000:.0f} ms, bare PySide6 window: {floor * 1000:.0f} ms, ", end="")
    print(
        f"ratio {ratio:.2f}, the median of {ROUNDS} pairs (at most {WORST_RATIO}; of the quickest {first / floor:.2f})"
    )
    assert ratio < WORST_RATIO
