"""What this kiosk captures with: camera, flatbed scanner, scanner for codes; and ending what is under way."""

import threading
import time
import weakref
from pathlib import Path

from kiosk.capture import devices
from kiosk.capture.scanning import Scanner, scanners
from kiosk.settings import OFF, settings_or_defaults

LOOK_AGAIN_S = 600.0


class Equipment:
    """One per kiosk. Everything may be called from any thread."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._scanner: Scanner | None = None
        self._looked_at = float("-inf")
        self._tokens: weakref.WeakSet[threading.Event] = weakref.WeakSet()

    def camera(self) -> str:
        """The label of the camera to use, "" when there is none."""
        wanted = settings_or_defaults(self._home).camera
        if wanted == OFF:
            return ""
        found = [device.label for device in devices.cameras()]
        return next((label for label in found if wanted.lower() in label.lower()), "")

    def serial_port(self) -> str:
        """The port of a scanner for codes, "" when there is none."""
        wanted = settings_or_defaults(self._home).serial_port
        return next((device.path for device in devices.serial_scanners(wanted)), "")

    def baud(self) -> int:
        """The speed of that port."""
        return settings_or_defaults(self._home).baud

    def scanner(self) -> Scanner | None:
        """The flatbed scanner that look_for_scanner() found last."""
        return self._scanner

    def look_for_scanner(self) -> Scanner | None:
        """Find the flatbed scanner; within ten minutes of having looked, only return it. Takes seconds."""
        wanted = settings_or_defaults(self._home).flatbed
        if wanted == OFF:
            self._scanner = None
        elif time.monotonic() - self._looked_at > LOOK_AGAIN_S:
            token = self.new_token()
            found = scanners(lambda: not token.is_set())
            if not token.is_set():
                self._scanner = next((each for each in found if wanted in ("", each.name)), None)
                self._looked_at = time.monotonic()
        return self._scanner

    def new_token(self) -> threading.Event:
        """A token for work that nobody needs once the visit is over: when it is set, the work ends."""
        token = threading.Event()
        self._tokens.add(token)
        return token

    def end_all(self) -> None:
        """The visit, or the program, is over: set every token."""
        for token in list(self._tokens):
            token.set()
