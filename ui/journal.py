"""The kiosk's log: enough to find a fault, nothing about a resident.

An exception's text may quote an answer, so only its type and the places in the code are written. Log calls in this
project name things by type and number, never by value.
"""

import logging
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

FILE = "kiosk.log"
MAX_BYTES = 1 << 20
KEPT = 3
# Libraries that write addresses, queries or bodies at INFO and below.
_QUIET = ("urllib3", "requests", "django", "waitress", "fontTools", "PIL", "reportlab")

_LOG = logging.getLogger(__name__)


class PlaceFormatter(logging.Formatter):
    """Writes of an exception only its type and where it came from."""

    def format(self, record: logging.LogRecord) -> str:
        """Another handler may have written the exception's text into the record already."""
        record.exc_text = None
        text = super().format(record)
        record.exc_text = None
        return text

    def formatException(self, ei: object) -> str:
        """Places from the outermost to the innermost, then the type."""
        if not isinstance(ei, tuple) or len(ei) != 3:
            return ""
        return describe(ei[1], ei[2])


def describe(error: BaseException | None, trace: TracebackType | None) -> str:
    """Type and places of an exception, without its text."""
    lines = []
    while trace is not None:
        code = trace.tb_frame.f_code
        lines.append(f"  {Path(code.co_filename).name}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return "\n".join([*lines, f"  {type(error).__name__}"])


def start(home: Path) -> Path:
    """Log into home from now on; returns the file. Earlier handlers of the root logger are left alone."""
    # Sockets and pickling come along with it: not before the first page is drawn.
    from logging.handlers import RotatingFileHandler

    folder = home / "log"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / FILE
    handler = RotatingFileHandler(path, maxBytes=MAX_BYTES, backupCount=KEPT, encoding="utf-8", delay=True)
    handler.setFormatter(PlaceFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.set_name("kiosk journal")
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    return path


def stop() -> None:
    """Close the file."""
    root = logging.getLogger()
    for handler in tuple(root.handlers):
        if handler.get_name() == "kiosk journal":
            root.removeHandler(handler)
            handler.close()


class Hooks:
    """Takes over unhandled exceptions of all threads; uninstall() puts the earlier hooks back.

    on_error: called with the exception on whichever thread it happened.
    """

    def __init__(self, on_error: Callable[[BaseException], None]) -> None:
        self._on_error = on_error
        self._before = (sys.excepthook, threading.excepthook)

    def install(self) -> None:
        """From now on."""
        sys.excepthook = self._main
        threading.excepthook = self._thread

    def uninstall(self) -> None:
        """As it was."""
        sys.excepthook, threading.excepthook = self._before

    def _main(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _LOG.error("unhandled\n%s", describe(error, trace))
        self._on_error(error)

    def _thread(self, arguments: threading.ExceptHookArgs) -> None:
        name = arguments.thread.name if arguments.thread is not None else "unknown thread"
        _LOG.error("unhandled in %s\n%s", name, describe(arguments.exc_value, arguments.exc_traceback))
        if arguments.exc_value is not None:
            self._on_error(arguments.exc_value)
