"""Draws docs/gallery: every screen in three languages and on two displays, and a page that shows them side by side.

Usage: python -m tests.gallery [FOLDER]
"""

import os
import shutil
import sys
import time
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
# Times on the pictures are those of the communes, wherever they are drawn.
os.environ["TZ"] = "Asia/Ho_Chi_Minh"
time.tzset()

from PIL import Image  # noqa: E402 - the platform is set before Qt is loaded
from PySide6.QtGui import QImage  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from tests.support.audit import show  # noqa: E402
from tests.support.scenes import Scene, discard, scenes  # noqa: E402
from ui import i18n  # noqa: E402
from ui.theme import DisplayProfile, apply, load_theme  # noqa: E402

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "gallery"
LANGUAGES = {"vi": "Tiếng Việt", "en": "English", "ar": "العربية"}
DISPLAYS = {
    "kiosk": (DisplayProfile(4.03), (1920, 1080), 960),
    "tablet": (DisplayProfile(5.88, compact=True), (1280, 800), 800),
}
QUALITY = 55


def draw(folder: Path) -> int:
    """Draw every scene below folder; returns how many bytes they take."""
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication([])
    size = 0
    for language in LANGUAGES:
        i18n.install(application, language)
        for display, (profile, pixels, width) in DISPLAYS.items():
            apply(application, load_theme("light"), 1.0, profile)
            for scene in pictured():
                path = folder / language / display / f"{scene.name}.webp"
                path.parent.mkdir(parents=True, exist_ok=True)
                _keep(_picture(scene, language, pixels), path, width)
                size += path.stat().st_size
    return size


def pictured() -> list[Scene]:
    """The scenes of the gallery, in the order of a visit."""
    return [scene for scene in scenes() if scene.pictured]


def _picture(scene: Scene, language: str, size: tuple[int, int]) -> QImage:
    screen = scene.build(i18n.forms_language(language))
    image = show(screen, size).whole
    discard(screen)
    return image


def _keep(image: QImage, path: Path, width: int) -> None:
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    raw = bytes(plain.constBits())
    size = (plain.width(), plain.height())
    picture = Image.frombuffer("RGB", size, raw, "raw", "RGB", plain.bytesPerLine(), 1)
    height = round(width * plain.height() / plain.width())
    picture.resize((width, height), Image.Resampling.LANCZOS).save(path, "WEBP", quality=QUALITY, method=4)


def index() -> str:
    """The page of the gallery: a row for each scene, a column for each language."""
    lines = [
        "# Every screen",
        "",
        "Drawn by `python -m tests.gallery` from the scenes that the audit walks through (tests/support/scenes*.py).",
        "Large letters, other colours and the pseudo-locale are not shown here; the audit measures them. Procedures",
        "and forms are Vietnamese and English: in the Arabic interface their English text is shown.",
    ]
    for display, (profile, (wide, high), _width) in DISPLAYS.items():
        lines += ["", f"## {display.capitalize()}: {wide} × {high}, {profile.px_per_mm} pixels per millimetre", ""]
        lines += ["| | " + " | ".join(LANGUAGES.values()) + " |", "|---|" + "---|" * len(LANGUAGES)]
        for scene in pictured():
            cells = [f"![{scene.name}]({language}/{display}/{scene.name}.webp)" for language in LANGUAGES]
            lines.append(f"| {scene.name} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """The pictures and their page, into docs/gallery or the folder named on the command line."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    for language in LANGUAGES:
        # Pictures of screens that are gone do not stay.
        shutil.rmtree(folder / language, ignore_errors=True)
    size = draw(folder)
    (folder / "README.md").write_text(index(), "utf-8")
    sys.stdout.write(f"{folder}: {len(pictured())} screens, {size / 1_000_000:.1f} MB\n")


if __name__ == "__main__":
    main()
