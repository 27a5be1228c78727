"""Redraws the pictures in docs/: the kiosk's from the tour, the portal's from its browser tests, the papers as PNG.

Usage: python -m tests.screenshots FOLDER
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

SCREENS = {
    "start": "start",
    "home": "home",
    "choose-found": "choose",
    "procedure": "procedure",
    "consent": "consent",
    "code-and-pin": "code-and-pin",
    "card-read": "card",
    "question-31-february": "mistake",
    "question-mother-name": "question",
    "check-answers": "check",
    "finish": "finish",
    "follow-correction": "follow",
    "correct-question": "correct",
    "staff-area": "staff",
}
PORTAL = {"officer-desk": "portal-queue", "waiting": "portal-dossier", "follow-correct": "portal-resident"}
PAPERS = {"receipt": "receipt", "declaration": "declaration"}
WIDTH = 1280


def kiosk(folder: Path) -> None:
    """The tour's pictures and papers. Raises CalledProcessError when a stage failed."""
    with tempfile.TemporaryDirectory() as scratch:
        subprocess.run([sys.executable, "-m", "ui.cli", "tour", "--out", scratch], check=True)
        taken = {path.stem.partition("-")[2]: path for path in sorted(Path(scratch, "pictures").glob("*.png"))}
        for name, to in SCREENS.items():
            keep(taken[name], folder / f"{to}.png")
        for name, to in PAPERS.items():
            drawn = Path(scratch, to)
            subprocess.run(
                ["pdftoppm", "-png", "-r", "100", "-singlefile", f"{scratch}/papers/{name}.pdf", drawn], check=True
            )
            keep(drawn.with_suffix(".png"), folder / f"{to}.png")


def portal(folder: Path) -> None:
    """What the browser tests see. Raises CalledProcessError when one fails."""
    with tempfile.TemporaryDirectory() as scratch:
        tests = ["-m", "pytest", "-q", "-n", "0", "tests/sync/portal/test_browser.py"]
        subprocess.run([sys.executable, *tests], check=True, env={**os.environ, "PORTAL_PICTURES": scratch})
        for name, to in PORTAL.items():
            keep(Path(scratch, f"{name}.png"), folder / f"{to}.png")


def keep(source: Path, target: Path) -> None:
    """Small enough for a repository: at most WIDTH pixels wide, 64 colours."""
    with Image.open(source) as picture:
        picture.thumbnail((WIDTH, 4 * WIDTH))
        picture.convert("RGB").quantize(64).save(target, optimize=True)


def main() -> None:
    """Both, into the folder named on the command line."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    kiosk(folder)
    portal(folder)


if __name__ == "__main__":
    main()
