"""``python -m tests.support.many_visits HOME FOLDER COUNT``: visits in one kiosk, and the memory after each.

Each visit goes from the first page into a form, turns some pages, hides the page, asks for help, and stops. Prints a
line for each: kilobytes of resident memory after the visit's garbage is collected.
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest

from tests.support.shell import PIN, Visitor, window
from ui.main import make_application
from ui.widgets import MOVING_ON

PAGES = 4


def resident_kb() -> int:
    """What this process holds in memory now."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    raise RuntimeError("no VmRSS")


def visit(visitor: Visitor) -> None:
    """One resident."""
    visitor.to_card(PIN)
    visitor.continue_()
    visitor.wait_for("question")
    controller = visitor.app.visit.controller
    assert controller is not None
    for page in controller.pages()[:PAGES]:
        controller.place = page.key
        visitor.app.refresh()
        QTest.qWait(5)
    visitor.press("Help")
    visitor.continue_()
    visitor.press("Stop")
    visitor.wait_for("leave")
    visitor.press("Erase my answers")
    visitor.wait_for("start")
    visitor.app.appearance.set_language("en")


def main(home: Path, pictures: Path, count: int) -> None:
    """As the usage says."""
    MOVING_ON.within = 0.0
    with window(make_application(), home, pictures) as visitor:
        for _ in range(count):
            visit(visitor)
            visitor.wait(lambda: visitor.app.tasks.busy == 0, "the end of the visit is still under way")
            # The collector runs when the pages are gone.
            QTest.qWait(600)
            sys.stdout.write(f"{resident_kb()}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
