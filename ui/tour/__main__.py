"""``python -m ui.tour FOLDER``: the tour's own process. Started by ``kiosk tour``, which makes the folder."""

import argparse
import json
import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path

SCREEN = {"width": 1920, "height": 1080}


def main() -> int:
    """Walk; 0 when every stage passed. Ctrl+C and SIGTERM end it and leave no scratch data behind."""
    parser = argparse.ArgumentParser(prog="kiosk tour")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--headed", action="store_true")
    arguments = parser.parse_args()
    return _walk(arguments)


def _walk(arguments: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory(prefix="kiosk-tour-") as scratch:

        def stop(*_: object) -> None:
            # At once: an exception within a slot would be printed and forgotten. The portal ends with its parent.
            shutil.rmtree(scratch, ignore_errors=True)
            print("kiosk: stopped", file=sys.stderr, flush=True)
            os._exit(1)

        signal.signal(signal.SIGINT, stop)
        signal.signal(signal.SIGTERM, stop)
        if not arguments.headed:
            os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={_screen(Path(scratch))}"
        # Scratch data only: neither this user's kiosk nor a proxy of the desktop takes part.
        os.environ["HOME"] = scratch
        os.environ["NO_PROXY"] = "127.0.0.1"
        from ui.tour.world import walk

        return walk(arguments.folder, Path(scratch))


def _screen(folder: Path) -> Path:
    """A display of 1920 × 1080 at 96 dpi for Qt's offscreen platform."""
    screen = {"name": "kiosk", "x": 0, "y": 0, **SCREEN, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    path = folder / "screens.json"
    path.write_text(
        json.dumps({"synchronousWindowSystemEvents": True, "windowFrameMargins": False, "screens": [screen]})
    )
    return path


if __name__ == "__main__":
    sys.exit(main())
