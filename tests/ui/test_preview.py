"""An author sees the form as residents will: in a window, and as a picture of every page."""

import re
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from forms.engine import walk
from forms.pack import build_pack, load_pack, new_pack
from tests.support.packs import PACKS, write_pack
from ui.form import CHECK
from ui.preview import DISPLAYS, Preview, take_pictures

LEFT = Qt.MouseButton.LeftButton


def size_of(path: Path) -> tuple[int, int]:
    with Image.open(path) as picture:
        return picture.size


def test_every_page_is_a_picture_in_both_languages_and_sizes(qapp: QApplication, tmp_path: Path) -> None:
    build_pack(write_pack(tmp_path / "9.000001"))
    pack = load_pack(tmp_path / "9.000001")
    written = list(take_pictures(qapp, pack, tmp_path / "shots"))
    pages = len(list(walk(pack.form()))) + 1
    pictures = [path for path in written if path.suffix == ".png"]
    assert len(pictures) == pages * 2 * len(DISPLAYS)
    assert {path.name for path in written if path.suffix == ".pdf"} == {
        "declaration-blank.pdf",
        "declaration-filled.pdf",
    }
    assert {size_of(path) for path in pictures if path.name.startswith("tablet")} == {(1280, 800)}
    vi, en = (next(path for path in pictures if f"kiosk-{code}-01" in path.name) for code in ("vi", "en"))
    assert vi.read_bytes() != en.read_bytes()


@pytest.mark.parametrize("code", ["1.001193", "1.007695", "PAKN"])
def test_made_up_answers_lead_to_nearly_every_question(code: str) -> None:
    """A page that no answers lead to would have no picture; a few conditions need answers nobody makes up."""
    form = load_pack(PACKS / code).form()
    seen = {re.sub(r"\[\d+\]", "", ref).removeprefix("/data/") for _, page in walk(form) for ref in page.refs}
    text = (PACKS / code / "form.xml").read_text(encoding="utf-8")
    asked = {part.partition('"')[0] for part in text.split(' ref="/data/')[1:]}
    asked = {ref for ref in asked if f'nodeset="/data/{ref}" type=' in text}
    assert len(asked - seen) < 0.1 * len(asked), asked - seen


def test_the_window_goes_through_the_form_and_begins_again(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    new_pack("1.999999", tmp_path / "mine")
    preview = Preview(qapp, load_pack(tmp_path / "mine"), "en")
    qtbot.addWidget(preview.window)
    try:
        preview.show()
        first = preview.controller.place
        preview.controller.place = CHECK
        preview.controller.moved.emit()
        assert preview.controller.place == CHECK
        before = preview.controller
        preview.controller.completed.emit()
        assert preview.controller is not before
        assert preview.controller.place == first
        page = preview.window.page
        assert page is not None
        assert not page.property("leave")
    finally:
        preview.close()


def test_language_and_text_size_can_be_tried(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    new_pack("1.999999", tmp_path / "mine")
    preview = Preview(qapp, load_pack(tmp_path / "mine"), "vi")
    qtbot.addWidget(preview.window)
    try:
        preview.show()
        page = preview.window.page
        assert page is not None
        assert "Nơi nhận đơn" in page.heading.text()  # type: ignore[attr-defined]  # a FormScreen
        page.language_chosen.emit("en")  # type: ignore[attr-defined]  # a FormScreen
        english = preview.window.page
        assert english is not None
        assert "Who receives it" in english.heading.text()  # type: ignore[attr-defined]  # a FormScreen
        small = english.heading.font().pixelSize()  # type: ignore[attr-defined]  # a FormScreen
        english.text_size_chosen.emit(1.5)  # type: ignore[attr-defined]  # a FormScreen
        larger = preview.window.page
        assert larger is not None
        assert larger.heading.font().pixelSize() > small  # type: ignore[attr-defined]  # a FormScreen
    finally:
        preview.close()
