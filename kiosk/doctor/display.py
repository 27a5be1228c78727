"""Whether Qt can open a display here.

Qt aborts the whole process when DISPLAY names a server that is gone, so a child process tries it. This layer does not
import Qt; the child does.
"""

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass

_TIMEOUT = 20.0
_CHILD = """
import resource
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
from PySide6.QtGui import QGuiApplication
application = QGuiApplication(["probe"])
size = application.primaryScreen().size()
print("screen", application.platformName(), size.width(), size.height())
"""
# Platforms of Qt that draw where nobody can see it.
_UNSEEN = frozenset({"offscreen", "minimal", "minimalegl", "vnc"})


@dataclass(frozen=True, slots=True)
class Display:
    """What the child found. trouble: why no person would see the kiosk, in English; "" when the display can be used."""

    trouble: str
    platform: str = ""
    width: int = 0
    height: int = 0

    @property
    def usable(self) -> bool:
        """Whether a person would see the kiosk."""
        return not self.trouble


def probe() -> Display:
    """Try to open the display that this process would use. Takes some 0.3 s; at most 20 s."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            done = subprocess.run(
                [sys.executable, "-c", _CHILD],
                capture_output=True,
                text=True,
                timeout=_TIMEOUT,
                cwd=folder,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return Display(f"The display did not answer within {_TIMEOUT:.0f} s.")
        except OSError as error:
            return Display(f"The display cannot be tried: {error.strerror}.")
    for line in done.stdout.splitlines():
        words = line.split()
        if words[:1] == ["screen"] and len(words) == 4:
            return _seen(words[1], int(words[2]), int(words[3]))
    return Display(_reason(done.stderr))


def _seen(platform: str, width: int, height: int) -> Display:
    if platform in _UNSEEN:
        return Display(f"Qt is told to draw where nobody sees it (QT_QPA_PLATFORM={platform}).", platform)
    if not width or not height:
        return Display("The display has no size.", platform)
    return Display("", platform, width, height)


def _reason(errors: str) -> str:
    if "PySide6" in errors and "No module" in errors:
        return "Qt is not installed."
    # Qt names xcb-cursor whenever X cannot be used, so first comes whether it got as far as trying to connect.
    connected = "could not connect to display" not in errors and "Failed to create wl_display" not in errors
    if connected and ("cannot open shared object" in errors or "libxcb-cursor" in errors):
        return "System libraries that Qt needs are missing (make setup installs them)."
    wanted = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY")
    return f"The display {wanted} does not answer." if wanted else "There is no display."
