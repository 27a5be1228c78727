"""From the list of papers to an attached page: photographed, scanned or from a stick; given up, nothing is left."""

from pathlib import Path

import numpy as np
import pytest

from kiosk.capture import picture
from tests.support.camera import FedCamera
from tests.support.photographs import CARD, jpeg, machine_readable, page, photograph, with_exif
from tests.support.shell import Visitor, open_form
from ui.capture.review import CornersScreen, ReviewScreen
from ui.capture.taking import CameraScreen, WaysScreen
from ui.screens.papers import PapersScreen, PapersStep

pytestmark = pytest.mark.qt_log_ignore("No RHI backend")
LONG = 60.0


def before_papers(visitor: Visitor, *, scanner: bool = False) -> None:
    """Before the papers of a birth of which there is a certificate."""
    controller = open_form(visitor)
    controller.answer("/data/ending/birth_proof", "paper")
    if scanner:
        visitor.wait(lambda: visitor.kiosk.equipment.scanner() is not None, "no scanner was found", LONG)
    visitor.app.flow.go(PapersStep(visitor.app, ()))
    visitor.wait_for("papers")


def attached(visitor: Visitor) -> list[bytes]:
    """The pages in the draft, opened."""
    draft = visitor.app.visit.draft
    assert draft is not None
    papers = visitor.kiosk.attachments
    return [papers.read(draft.dossier, each.sha256) for each in papers.list(draft.dossier)]


def files(home: Path) -> list[str]:
    """Everything below the kiosk's folder but the store itself."""
    return sorted(str(path) for path in home.rglob("*") if path.is_file() and "store" not in path.name)


def test_a_photographed_page_is_straightened_and_attached(visitor: Visitor, camera) -> None:
    rng = np.random.default_rng(3)
    camera(photograph(rng, page(rng)).image)
    before_papers(visitor)
    visitor.press("Add a picture")
    visitor.on(WaysScreen)
    visitor.press("Photograph it", LONG)
    visitor.wait_for("camera")
    screen = visitor.on(CameraScreen)
    visitor.wait(lambda: "is seen" in screen.hint.text(), "the sheet is not found in the live picture", LONG)
    visitor.continue_()
    visitor.wait_for("picture-preview", LONG)
    assert not visitor.sees("not sharp")
    visitor.continue_()
    visitor.wait_for("papers")
    assert visitor.sees("Page 1")
    (kept,) = attached(visitor)
    height, width = picture.read(kept).shape[:2]
    assert abs(height / width - 297 / 210) < 0.03


def test_the_camera_is_off_when_its_page_is_gone(visitor: Visitor, camera) -> None:
    camera(page(np.random.default_rng(3)))
    before_papers(visitor)
    visitor.press("Add a picture")
    visitor.press("Photograph it", LONG)
    visitor.wait_for("camera")
    (source,) = FedCamera.made
    visitor.wait(lambda: source.latest() is not None, "no frame came", LONG)
    visitor.app.end_visit()
    visitor.wait_for("start")
    assert not source.running
    assert source.latest() is None


def test_several_pages_are_attached_and_one_is_taken_again_in_its_place(visitor: Visitor, camera) -> None:
    rng = np.random.default_rng(4)
    camera(photograph(rng, page(rng)).image)
    before_papers(visitor)
    for name in ("Add a picture", "Add one more page"):
        visitor.press(name)
        visitor.press("Photograph it", LONG)
        visitor.wait_for("camera")
        visitor.wait(lambda: FedCamera.made[-1].latest() is not None, "no frame came", LONG)
        visitor.continue_()
        visitor.wait_for("picture-preview", LONG)
        visitor.continue_()
        visitor.wait_for("papers")
    first, second = attached(visitor)
    visitor.press("Page 1")
    visitor.wait_for("picture-attached")
    visitor.press("Take this page again")
    visitor.press("Photograph it", LONG)
    visitor.wait_for("camera")
    visitor.wait(lambda: FedCamera.made[-1].latest() is not None, "no frame came", LONG)
    visitor.continue_()
    visitor.wait_for("picture-preview", LONG)
    visitor.press("Turn it")
    visitor.wait(lambda: not visitor.app.flow.current.busy, "it is never turned", LONG)  # type: ignore[union-attr]  # there is a step
    visitor.continue_()
    visitor.wait_for("papers")
    again, untouched = attached(visitor)
    assert untouched == second
    assert again != first
    height, width = picture.read(again).shape[:2]
    assert width > height


@pytest.mark.parametrize(("blur", "light", "said"), [(5.0, 1.0, "not sharp"), (0.0, 0.25, "is dark")])
def test_a_bad_picture_is_said_to_be_one_and_may_be_kept(
    visitor: Visitor, camera, blur: float, light: float, said: str
) -> None:
    rng = np.random.default_rng(5)
    camera(photograph(rng, page(rng), blur=blur, light=light).image)
    before_papers(visitor)
    visitor.press("Add a picture")
    visitor.press("Photograph it", LONG)
    visitor.wait_for("camera")
    visitor.wait(lambda: FedCamera.made[-1].latest() is not None, "no frame came", LONG)
    visitor.continue_()
    visitor.wait_for("picture-preview", LONG)
    assert visitor.sees(said)
    assert visitor.screen.continue_button.label() == "Keep it anyway"
    visitor.continue_()
    visitor.wait_for("papers")
    assert len(attached(visitor)) == 1


def test_an_identity_card_is_not_kept(visitor: Visitor, camera, home: Path) -> None:
    rng = np.random.default_rng(6)
    camera(photograph(rng, machine_readable(rng), fill=0.7).image)
    before_papers(visitor)
    before = files(home)
    visitor.press("Add a picture")
    visitor.press("Photograph it", LONG)
    visitor.wait_for("camera")
    visitor.wait(lambda: FedCamera.made[-1].latest() is not None, "no frame came", LONG)
    visitor.continue_()
    visitor.wait(lambda: "identity card" in visitor.complaint, "it is not refused", LONG)
    assert visitor.step == "camera"
    assert attached(visitor) == []
    assert files(home) == before


def test_something_of_a_cards_size_is_asked_about(visitor: Visitor, home: Path) -> None:
    rng = np.random.default_rng(7)
    stick(visitor, photograph(rng, page(rng, CARD, 12), fill=0.6).jpeg())
    before_papers(visitor)
    visitor.press("Add a picture")
    visitor.press("scan.jpg", LONG)
    visitor.wait_for("picture-preview", LONG)
    assert visitor.sees("looks like an identity card")
    visitor.press_widget(visitor.screen.back_button)
    visitor.wait_for("files")
    assert attached(visitor) == []


def stick(visitor: Visitor, data: bytes, name: str = "scan.jpg") -> None:
    folder = visitor.app.picture_folders[0]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)


def test_what_a_camera_wrote_into_its_file_does_not_get_into_the_dossier(visitor: Visitor) -> None:
    canary = b"GPS 11.5753N 108.0000E Pham Thi Luu"
    stick(visitor, with_exif(jpeg(page(np.random.default_rng(8))), canary))
    before_papers(visitor)
    visitor.press("Add a picture")
    visitor.press("scan.jpg", LONG)
    visitor.wait_for("picture-preview", LONG)
    visitor.continue_()
    visitor.wait_for("papers")
    (kept,) = attached(visitor)
    assert canary not in kept


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"GIF89a" + bytes(80), "no picture"), (b"\xff\xd8\xff\xe0" + bytes(80), "damaged"), (b"", "no picture")],
)
def test_a_file_that_is_no_picture_is_refused_with_a_sentence(visitor: Visitor, data: bytes, said: str) -> None:
    stick(visitor, data)
    before_papers(visitor)
    visitor.press("Add a picture")
    visitor.press("scan.jpg", LONG)
    visitor.wait(lambda: said in visitor.complaint, "not explained", LONG)
    assert visitor.step == "files"


def test_a_pdf_is_attached_as_it_is(visitor: Visitor) -> None:
    stick(visitor, b"%PDF-1.7 and so on", "paper.pdf")
    before_papers(visitor)
    visitor.press("Add a picture")
    visitor.press("paper.pdf", LONG)
    visitor.wait_for("file-preview", LONG)
    visitor.continue_()
    visitor.wait_for("papers")
    assert attached(visitor) == [b"%PDF-1.7 and so on"]


def test_corners_are_moved_with_buttons_and_the_cut_follows(visitor: Visitor) -> None:
    rng = np.random.default_rng(9)
    stick(visitor, photograph(rng, page(rng)).jpeg())
    before_papers(visitor)
    visitor.press("Add a picture")
    visitor.press("scan.jpg", LONG)
    visitor.wait_for("picture-preview", LONG)
    visitor.press("Correct the corners")
    visitor.wait_for("corners")
    visitor.on(CornersScreen)
    step = visitor.app.flow.current
    before = step._corners  # type: ignore[union-attr]  # the step's own state
    visitor.press("Bottom right")
    for _ in range(3):
        visitor.press("To the left")
    visitor.press("Upwards")
    after = step._corners  # type: ignore[union-attr]  # as above
    assert after.bottom_right == pytest.approx((before.bottom_right[0] - 0.03, before.bottom_right[1] - 0.01))
    assert after.top_left == before.top_left
    visitor.press("Keep the whole picture")
    visitor.continue_()
    visitor.wait_for("picture-preview", LONG)
    visitor.on(ReviewScreen)
    assert visitor.app.flow.current.page.flat.shape[:2] == (1500, 2000)  # type: ignore[union-attr]  # the whole photograph


def test_a_page_is_scanned(visitor: Visitor, sane) -> None:
    sane()
    before_papers(visitor, scanner=True)
    visitor.press("Add a picture")
    visitor.press("Scan", LONG)
    visitor.wait_for("picture-preview", LONG)
    visitor.continue_()
    visitor.wait_for("papers")
    assert len(attached(visitor)) == 1


def test_a_scanners_trouble_is_told_where_one_can_try_again(visitor: Visitor, sane) -> None:
    sane(read_status_code='"SANE_STATUS_JAMMED"')
    before_papers(visitor, scanner=True)
    visitor.press("Add a picture")
    visitor.press("Scan", LONG)
    visitor.wait(lambda: "stuck in the scanner" in visitor.complaint, "not explained", LONG)
    assert visitor.step == "paper-ways"


def test_a_scan_that_is_stopped_leaves_nothing(visitor: Visitor, sane, home: Path) -> None:
    sane(read_delay="true", read_delay_duration="200000", read_limit="true", read_limit_size="64")
    before_papers(visitor, scanner=True)
    before = files(home)
    visitor.press("Add a picture")
    visitor.press("Scan", LONG)
    visitor.wait_for("working")
    visitor.press("Stop this")
    visitor.wait_for("paper-ways")
    visitor.wait(lambda: visitor.app.tasks.busy == 0, "the scan goes on", LONG)
    assert attached(visitor) == []
    assert files(home) == before
    assert visitor.complaint == ""


def test_a_visit_that_ends_in_the_middle_of_a_scan_ends_the_scan(visitor: Visitor, sane) -> None:
    sane(read_delay="true", read_delay_duration="200000", read_limit="true", read_limit_size="64")
    before_papers(visitor, scanner=True)
    visitor.press("Add a picture")
    visitor.press("Scan", LONG)
    visitor.wait_for("working")
    visitor.app.end_visit()
    visitor.wait(lambda: visitor.app.tasks.busy == 0, "the scan goes on", LONG)
    assert visitor.step == "start"


def test_a_page_that_is_not_kept_leaves_nothing(visitor: Visitor, camera, home: Path) -> None:
    rng = np.random.default_rng(10)
    camera(photograph(rng, page(rng)).image)
    before_papers(visitor)
    before = files(home)
    visitor.press("Add a picture")
    visitor.press("Photograph it", LONG)
    visitor.wait_for("camera")
    visitor.wait(lambda: FedCamera.made[-1].latest() is not None, "no frame came", LONG)
    visitor.continue_()
    visitor.wait_for("picture-preview", LONG)
    visitor.press("Do not keep it")
    visitor.wait_for("camera")
    visitor.press_widget(visitor.screen.back_button)
    visitor.press_widget(visitor.screen.back_button)
    visitor.wait_for("papers")
    visitor.on(PapersScreen)
    assert attached(visitor) == []
    assert files(home) == before
