"""An X server without a window manager, and eyes on its screen."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_LOOK = """
import sys, time
from PySide6.QtGui import QGuiApplication
application = QGuiApplication(["look"])
screen = application.primaryScreen()
end = time.monotonic() + float(sys.argv[1])
while time.monotonic() < end:
    image = screen.grabWindow(0).toImage()
    corners = [(x, y) for x in (0, image.width() - 1) for y in (0, image.height() - 1)]
    if all(image.pixelColor(x, y).lightness() > 200 for x, y in corners):
        print(image.width(), image.height())
        break
    time.sleep(0.1)
"""


@contextmanager
def x_server(width: int = 1366, height: int = 768) -> Iterator[dict[str, str]]:
    """The environment in which programs draw there."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as pipe:
            number = pipe.readline().strip()
        assert number, "Xvfb did not start"
        unset = ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE", "TEST_SEED")
        yield {**{k: v for k, v in os.environ.items() if k not in unset}, "DISPLAY": f":{number}"}
    finally:
        server.terminate()
        server.wait()


def filled(environment: dict[str, str], within: float = 40.0) -> str:
    """ "width height" of the display once something light fills it to its corners; "" when nothing did in time.

    An X server begins black.
    """
    command = [sys.executable, "-c", _LOOK, str(within)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=within + 20, check=True)
    return done.stdout.strip()
