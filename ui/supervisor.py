"""Keeps the kiosk running: it works in a child process, and when that crashes or hangs, another one takes its place.

The child is forked before Qt is loaded, so that the supervisor stays small and has nothing that could crash. From a
crash until the next child shows its first page, a page that needs nothing of the kiosk says that the answers are safe
(ui.interlude): nobody looks at an empty desktop.
"""

import ctypes
import logging
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Final

_LOG = logging.getLogger(__name__)
PAUSES: Final = (1.0, 2.0, 5.0, 10.0, 30.0, 60.0)
"""Seconds before the next try: the n-th after n quick ends in a row, the last ever after."""
QUICK_S = 60.0
"""An end within this time of the start counts as quick."""
HUNG_AFTER_S = 90.0
_STARTING_S = 60.0
"""How long the page between two tries stays by itself, beyond the pause, for a start that takes its time."""
_LAST_WORDS_S = 5.0
_LOOK_EVERY_S = 0.5
_PR_SET_PDEATHSIG = 1  # prctl(2)
_ENDS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

Child = Callable[[int], int]
"""Runs the kiosk; is given the pipe on which a byte means that it is alive; returns the exit code."""


class Supervisor:
    """Runs child again and again until it ends by itself with 0, or the supervisor is told to end."""

    def __init__(
        self, child: Child, *, pauses: tuple[float, ...] = PAUSES, hung_after: float = HUNG_AFTER_S, page: bool = True
    ) -> None:
        """page: show the page of ui.interlude between two tries."""
        self._child = child
        self._pauses = pauses
        self._hung_after = hung_after
        self._page = page
        self._interlude: subprocess.Popen[bytes] | None = None
        self._pid = 0
        self._ending = False

    def run(self) -> int:
        """Returns 0, or the child's exit code when it ended before it ever showed a page: then trying is no use."""
        before = {number: signal.signal(number, self._end) for number in _ENDS}
        try:
            return self._keep_running()
        finally:
            self._end_interlude()
            for number, handler in before.items():
                signal.signal(number, handler)

    def _keep_running(self) -> int:
        quick = 0
        while True:
            begun = time.monotonic()
            code, shown = self._run_once()
            if code == 0 or self._told_to_end():
                return 0
            if not shown and quick == 0:
                return code if code > 0 else 1
            quick = quick + 1 if time.monotonic() - begun < QUICK_S else 1
            pause = self._pauses[min(quick, len(self._pauses)) - 1]
            _say(f"ended with {code}; again in {pause:.0f} s")
            self._wait(pause)
            if self._told_to_end():
                return 0

    def _run_once(self) -> tuple[int, bool]:
        """Exit code (negative: the signal that ended it), and whether it ever showed a page."""
        reading, writing = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        self._pid = os.fork()
        if self._pid == 0:
            os.close(reading)
            self._be_the_child(writing)
        os.close(writing)
        try:
            return self._watch(reading)
        finally:
            os.close(reading)
            self._pid = 0

    def _be_the_child(self, writing: int) -> None:
        code = 1
        try:
            for number in _ENDS:
                signal.signal(number, signal.SIG_DFL)
            signal.signal(signal.SIGINT, signal.default_int_handler)
            # Without its supervisor nobody would watch it.
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
            os.set_blocking(writing, False)
            code = self._child(writing)
        except KeyboardInterrupt:
            code = 0
        except BaseException:
            # In the terminal while nothing can be seen yet; afterwards the journal has its place.
            logging.getLogger(__name__).exception("the kiosk ended")
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            # Not the parent's own clean-up: its portal goes on.
            os._exit(code)

    def _watch(self, reading: int) -> tuple[int, bool]:
        shown, last = False, time.monotonic()
        open_still = True
        while True:
            if open_still and select.select([reading], [], [], _LOOK_EVERY_S)[0]:
                open_still = bool(os.read(reading, 4096))
                shown, last = shown or open_still, time.monotonic()
                self._end_interlude()
            elif not open_still:
                time.sleep(_LOOK_EVERY_S / 10)
            pid, status = os.waitpid(self._pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status), shown
            if shown and time.monotonic() - last > self._hung_after:
                last = time.monotonic()
                self._put_down()

    def _put_down(self) -> None:
        """It hangs. Its fault handler writes where into crash.log, then it goes."""
        _say("it does not answer any more")
        os.kill(self._pid, signal.SIGABRT)
        deadline = time.monotonic() + _LAST_WORDS_S
        while time.monotonic() < deadline:
            # WNOWAIT leaves it to _watch to collect.
            if os.waitid(os.P_PID, self._pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None:
                return
            time.sleep(_LOOK_EVERY_S / 10)
        os.kill(self._pid, signal.SIGKILL)

    def _wait(self, seconds: float) -> None:
        """Until the next try. The page that is shown meanwhile stays until that one shows its own, or ends."""
        self._end_interlude()
        if self._page:
            stay = str(round(seconds + _STARTING_S))
            self._interlude = subprocess.Popen([sys.executable, "-m", "ui.interlude", stay])
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and not self._ending:
            time.sleep(min(_LOOK_EVERY_S, max(0.0, deadline - time.monotonic())))

    def _end_interlude(self) -> None:
        if self._interlude is not None:
            self._interlude.terminate()
            self._interlude.wait()
            self._interlude = None

    def _told_to_end(self) -> bool:
        return self._ending

    def _end(self, number: int, _frame: object) -> None:
        self._ending = True
        if self._pid:
            os.kill(self._pid, signal.SIGTERM if number != signal.SIGINT else signal.SIGINT)


def _say(sentence: str) -> None:
    """In the terminal, or the journal of the service."""
    sys.stderr.write(f"kiosk: {sentence}\n")
    sys.stderr.flush()
