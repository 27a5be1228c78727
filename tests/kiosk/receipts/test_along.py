"""The slip that holds a form: its large code is read from pixels as cameras see it, and no answer is legible on it."""

import os
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
import zxingcpp
from PIL import Image, ImageFilter

from forms.pack import Text
from kiosk.handover.service import MOST_ON_PAPER
from kiosk.receipts import HandoverSlipData, SlipForm
from kiosk.receipts.sheet import DOT, LARGEST_QR, PAPERS, QUIET_MODULES, qr_modules
from kiosk.receipts.slips import slip_pdf
from sync.bundles.handover import digits_of, to_digits
from tests.support.pdf import page_texts, rendered
from tests.support.slips import CODE, MADE

pytestmark = pytest.mark.xdist_group("slips")
TYPICAL, LARGEST = 621, 988  # bytes: a full birth registration, and the most that one code holds
every_form = pytest.mark.parametrize("form", list(SlipForm))


@cache
def slip(size: int) -> HandoverSlipData:
    return HandoverSlipData(
        code=CODE,
        digits=to_digits(os.urandom(size)),
        procedure=Text("Đăng ký khai sinh", "Register a birth"),
        saved_at=MADE,
        until=date(2026, 11, 30),
        pictures=2,
        site="Nhà văn hóa thôn 3, xã Hòa Phú",
        hotline="1022",
        papers=(Text("Giấy chứng sinh", "Certificate of live birth"),),
    )


@cache
def printed(form: SlipForm) -> Image.Image:
    """What comes out of the printer for a typical form, made once for all that may happen to it."""
    return rendered(slip_pdf(slip(TYPICAL), form, "vi"))


def decoded(picture: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(picture)]


def blurred(picture: Image.Image) -> Image.Image:
    """A camera at some 10 pixels a millimetre that is not quite in focus."""
    return _scaled(picture, 10 / 8).filter(ImageFilter.GaussianBlur(1.5))


def small(picture: Image.Image) -> Image.Image:
    """From further away: three pixels a module."""
    return _scaled(picture, 3 / 5)


def faint(picture: Image.Image) -> Image.Image:
    """Thermal paper that lay in the sun."""
    return picture.point([150 + value * 105 // 255 for value in range(256)])


def creased(picture: Image.Image) -> Image.Image:
    """Two dead dots of the print head."""
    for x in (picture.width // 2 - 31, picture.width // 2 + 40):
        picture.paste(255, (x, 0, x + 1, picture.height))
    return picture


def _scaled(picture: Image.Image, factor: float) -> Image.Image:
    return picture.resize((round(picture.width * factor), round(picture.height * factor)), Image.Resampling.BILINEAR)


def test_the_largest_that_is_promised_is_the_largest_that_fits() -> None:
    assert digits_of(LARGEST) <= MOST_ON_PAPER < digits_of(LARGEST + 1)
    assert len(qr_modules("7" * MOST_ON_PAPER)) == 17 + 4 * LARGEST_QR
    with pytest.raises(ValueError, match="too many"):
        qr_modules("7" * (MOST_ON_PAPER + 60))
    with pytest.raises(ValueError, match="too many"):
        qr_modules("7" * 8000)


@every_form
@pytest.mark.parametrize("size", [TYPICAL, LARGEST])
def test_modules_are_whole_dots_and_at_least_five(form: SlipForm, size: int) -> None:
    paper, modules = PAPERS[form], len(qr_modules("7" * digits_of(size)))
    dots = (paper.width - 2 * paper.side) / DOT / (modules + 2 * QUIET_MODULES)
    assert dots >= 5
    made = slip(size)
    assert decoded(rendered(slip_pdf(made, form, "vi"))) == [made.digits]


@every_form
@pytest.mark.parametrize("damage", [blurred, small, faint, creased])
@pytest.mark.parametrize("angle", [0, 12, 180])
def test_a_typical_form_is_read_from_paper_by_a_camera(form: SlipForm, angle: int, damage) -> None:
    picture = damage(printed(form).copy()).rotate(angle, expand=True, fillcolor=255)
    assert decoded(picture) == [slip(TYPICAL).digits]


@pytest.mark.parametrize("language", ["vi", "en"])
@every_form
def test_the_slip_says_what_to_do_and_how_long(form: SlipForm, language: str) -> None:
    text = " ".join("".join(page_texts(slip_pdf(slip(TYPICAL), form, language))).split())
    words = {
        "vi": ("PHIẾU MANG TỜ KHAI", "30/11/2026", "Ảnh giấy tờ còn ở máy trước: 2", "Giấy chứng sinh", "6 số"),
        "en": ("SLIP WITH YOUR FORM", "30 November 2026", "stay at the first machine: 2", "six digits"),
    }[language]
    assert all(each in text for each in (*words, "1022"))


def test_without_pictures_nothing_is_said_of_them() -> None:
    text = "".join(page_texts(slip_pdf(replace(slip(TYPICAL), pictures=0, papers=(), hotline=""), SlipForm.A5, "vi")))
    assert "Ảnh giấy tờ" not in text
    assert "Hỏi đáp" not in text
