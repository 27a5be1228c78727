"""What the next person at the machine must not reach: the staff area, the last resident's pictures, a hostile file."""

from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtTest import QTest

from kiosk.app import PICTURES
from sync.protocol.followup import show_code
from tests.support.shell import SECRET_NAME, Visitor, begun
from ui.screens import media
from ui.screens.papers import read_picture


def test_from_a_form_that_the_staff_opened_no_way_leads_back_into_the_staff_area(visitor: Visitor) -> None:
    code = begun(visitor)
    visitor.home_page()
    visitor.press("For the volunteer")
    visitor.wait_for("staff-door")
    visitor.pin(visitor.secrets.staff_code)
    visitor.continue_()
    visitor.wait_for("staff")
    visitor.press("Forms that were begun")
    visitor.wait_for("drafts")
    visitor.press(show_code(code))
    visitor.wait_for("unlock")
    visitor.pin(visitor.secrets.staff_code)
    visitor.continue_()
    visitor.wait_for("question")
    assert visitor.sees(SECRET_NAME)
    behind = [step.name for step in visitor.app.flow.steps]
    for _ in range(40):
        if visitor.step != "question":
            break
        visitor.press_widget(visitor.screen.back_button)
        QTest.qWait(10)
    behind += [step.name for step in visitor.app.flow.steps]
    assert not {"staff-door", "staff", "drafts", "doctor"} & set(behind)
    assert visitor.app.visit.staff is None


def test_pictures_in_the_scanners_folder_go_with_the_visit(visitor: Visitor, home: Path) -> None:
    folder = home / PICTURES
    (folder / "2026").mkdir(parents=True)
    for path in (folder / "scan-1.jpg", folder / "2026" / "scan-2.pdf"):
        path.write_bytes(b"the last resident's paper")
    visitor.home_page()
    assert len(media.look_for(visitor.app.picture_folders, ())) == 2
    visitor.app.end_visit()
    visitor.wait(lambda: not media.look_for(visitor.app.picture_folders, ()), "the pictures are still there")
    assert not [path for path in folder.rglob("*") if path.is_file()]


def _encoded(kind: str) -> bytes:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(0xFF336699)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(buffer, kind.encode()).write(image), kind
    return bytes(data.data())


@pytest.mark.parametrize("kind", ["JPG", "PNG"])
def test_what_cameras_and_scanners_give_is_shown(qapp: object, kind: str) -> None:
    assert not read_picture(_encoded(kind)).isNull()


@pytest.mark.parametrize("kind", ["BMP", "PPM", "XPM"])
def test_no_other_decoder_is_tried_on_a_file_from_a_stick(qapp: object, kind: str) -> None:
    assert read_picture(_encoded(kind)).isNull()


def test_a_drawing_that_calls_itself_a_picture_is_not_drawn(qapp: object) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="40" height="30"/></svg>'
    assert read_picture(svg).isNull()


@pytest.mark.qt_log_ignore("Rejecting image as it exceeds the current allocation limit")
def test_a_small_file_that_unfolds_to_a_huge_picture_is_not_drawn(qapp: object) -> None:
    import struct
    import zlib

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
    bomb = b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(bytes(1 << 20))) + chunk(b"IEND", b"")
    assert read_picture(bomb).isNull()
