"""What is printed can be read by old eyes and by old scanners, says what it is, and holds nothing of the resident's."""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageDraw, ImageFilter

from kiosk.receipts import Slip, SlipForm
from kiosk.receipts.sheet import DOT, PAPERS, QUIET_MODULES, qr_modules
from kiosk.receipts.slips import slip_pdf
from kiosk.receipts.words import LANGUAGES
from sync.protocol.followup import check_token, show_code, split_token
from tests.support.pdf import MM, page_sizes, page_texts, rendered
from tests.support.slips import BRING_SLIP, CODE, DRAFT_SLIP, INFORMATION_SLIP, KEY, LINK, RECEIPT

pytestmark = pytest.mark.xdist_group("slips")
GOLDEN = Path(__file__).parent / "golden"
DOTS_PER_MM = 8
SLIPS: dict[str, Slip] = {"receipt": RECEIPT, "draft": DRAFT_SLIP, "bring": BRING_SLIP, "information": INFORMATION_SLIP}
every_form = pytest.mark.parametrize("form", list(SlipForm))


@cache
def printed(name: str, form: SlipForm) -> Image.Image:
    """A slip as it comes out of the printer, in Vietnamese, made once for all that may happen to it."""
    return rendered(slip_pdf(SLIPS[name], form, "vi"))


def decoded(picture: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(picture)]


def as_golden(pages: list[str]) -> str:
    return "\n\f\n".join("\n".join(line.rstrip() for line in page.splitlines()) for page in pages) + "\n"


@every_form
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", list(SLIPS))
def test_the_words_are_those_that_were_agreed(name: str, form: SlipForm, language: str):
    """To accept new words: write ``as_golden(...)`` into the file and read it aloud to somebody."""
    text = as_golden(page_texts(slip_pdf(SLIPS[name], form, language)))
    assert text == (GOLDEN / f"{name}-{form.value}-{language}.txt").read_text(encoding="utf-8")


@every_form
def test_a_receipt_says_what_it_is_not(form: SlipForm):
    text = " ".join("".join(page_texts(slip_pdf(RECEIPT, form, "vi"))).split())
    assert "PHIẾU HỖ TRỢ KÊ KHAI" in text
    assert "không thay thế “Giấy tiếp nhận hồ sơ và hẹn trả kết quả”" in text
    assert show_code(CODE) in text
    assert "sẽ gửi khi có mạng" in text
    assert "1022" in text


def test_a_receipt_that_was_sent_and_amended_says_so():
    text = " ".join("".join(page_texts(slip_pdf(replace(RECEIPT, sent=True, number=3), SlipForm.A5, "vi"))).split())
    assert "Hồ sơ đã gửi đến cơ quan tiếp nhận." in text
    assert "Bản thứ 3." in text
    assert "khi có mạng" not in text


def test_no_date_is_named_when_none_can_be():
    text = "".join(page_texts(slip_pdf(replace(RECEIPT, expected_on=None), SlipForm.A5, "vi")))
    assert "dự kiến" not in text
    assert "Ngày hẹn chính thức" in text


def test_what_is_not_confirmed_sends_to_the_officer():
    text = " ".join("".join(page_texts(slip_pdf(BRING_SLIP, SlipForm.A5, "vi"))).split())
    assert text.count("Hỏi cán bộ để xác nhận.") == 2  # the fee and one paper


@every_form
def test_the_qr_code_of_a_receipt_leads_to_its_page_and_is_signed(form: SlipForm):
    (content,) = decoded(printed("receipt", form))
    assert content == LINK
    code, signature = split_token(content)
    assert code == CODE
    check_token(code, signature, KEY.verify_key)


def test_the_qr_code_of_a_draft_slip_is_the_code_alone():
    assert decoded(printed("draft", SlipForm.ROLL_80MM)) == [show_code(CODE)]


@pytest.mark.parametrize("name", ["receipt", "draft"])
def test_a_qr_code_holds_no_personal_data(name: str):
    (content,) = decoded(printed(name, SlipForm.ROLL_80MM))
    assert re.fullmatch(r"(https?://[\w.:-]+/h/)?[2-9A-Z]{3}-?[2-9A-Z]{5}-?[2-9A-Z](\.[\w-]{86})?", content)


def blurred(picture: Image.Image) -> Image.Image:
    return picture.filter(ImageFilter.GaussianBlur(2))


def noisy(picture: Image.Image) -> Image.Image:
    return Image.blend(picture, Image.effect_noise(picture.size, 120), 0.35)


def faint(picture: Image.Image) -> Image.Image:
    """Thermal paper that lay in the sun."""
    return picture.point([150 + value * 105 // 255 for value in range(256)])


def creased(picture: Image.Image) -> Image.Image:
    """A fold across, and two dead dots of the print head."""
    drawing = ImageDraw.Draw(picture)
    height = int(picture.height * 0.4)
    drawing.line([(0, height), (picture.width, height + 9)], fill=255, width=3)
    for x in (picture.width // 2 - 31, picture.width // 2 + 40):
        drawing.line([(x, 0), (x, picture.height)], fill=255, width=1)
    return picture


@pytest.mark.parametrize("damage", [blurred, noisy, faint, creased])
@pytest.mark.parametrize("angle", [0, 25, 180])
@every_form
def test_the_qr_code_survives_paper_and_camera(form: SlipForm, angle: int, damage):
    picture = printed("receipt", form).copy()
    assert decoded(damage(picture).rotate(angle, expand=True, fillcolor=255)) == [LINK]


def qr_box(picture: Image.Image, content: str) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of the QR code's dark modules in dots."""
    (found,) = zxingcpp.read_barcodes(picture)
    assert found.text == content
    corners = (found.position.top_left, found.position.bottom_right)
    return corners[0].x, corners[0].y, corners[1].x, corners[1].y


@every_form
@pytest.mark.parametrize(("name", "content"), [("receipt", LINK), ("draft", show_code(CODE))], ids=["receipt", "draft"])
def test_a_qr_code_is_large_enough_and_stands_free(name: str, content: str, form: SlipForm):
    picture = printed(name, form)
    left, top, right, bottom = qr_box(picture, content)
    modules = len(qr_modules(content))
    module = (right - left) / modules
    assert (right - left) / DOTS_PER_MM >= 24.9
    assert module == pytest.approx(round(module), abs=0.1), "modules are whole dots of a receipt printer"
    quiet = round(QUIET_MODULES * module) - 1
    around = picture.crop((left - quiet, top - quiet, right + quiet, bottom + quiet))
    inner = Image.new("L", (right - left + 3, bottom - top + 3), 255)
    around.paste(inner, (quiet - 1, quiet - 1))
    assert around.getextrema() == (255, 255), "nothing within four modules of the code"


def test_modules_are_drawn_on_the_printers_dots():
    """Every edge falls between two dots, so a receipt printer prints no grey."""
    picture = rendered(slip_pdf(DRAFT_SLIP, SlipForm.ROLL_80MM, "vi"), dpi=25.4 * DOTS_PER_MM)
    left, top, right, bottom = qr_box(picture, show_code(CODE))
    greys = sum(picture.crop((left, top, right, bottom)).histogram()[40:216])
    assert greys == 0


@every_form
@pytest.mark.parametrize("name", list(SLIPS))
def test_capitals_are_three_millimetres_high(name: str, form: SlipForm):
    """Measured on the pixels of the smallest text, and on the sizes asked for."""
    assert PAPERS[form].body * 0.714 / MM >= 3
    slip = replace(SLIPS[name], site="HHHH")
    picture = rendered(slip_pdf(slip, form, "vi"), dpi=20 * 25.4)
    rows = picture.crop((0, 0, picture.width, int(PAPERS[form].edge / MM * 20) + 5 * 20))
    box = rows.point([255 * (value < 128) for value in range(256)]).getbbox()
    assert box is not None
    assert (box[3] - box[1]) / 20 >= 2.95


@every_form
@pytest.mark.parametrize("name", list(SLIPS))
def test_everything_stays_within_the_paper(name: str, form: SlipForm):
    long = "Trung tâm Phục vụ hành chính công " * 3 + "x" * 90
    data = slip_pdf(replace(SLIPS[name], site=long, hotline="ẪỄỘỰ" * 30), form, "vi")
    for number, (width, height) in enumerate(page_sizes(data)):
        assert width == pytest.approx({SlipForm.ROLL_80MM: 80, SlipForm.A5: 148}[form], abs=0.1)
        if form is SlipForm.A5:
            assert height == pytest.approx(210, abs=0.1)
        box = rendered(data, page=number).point([255 * (value < 200) for value in range(256)]).getbbox()
        assert box is not None
        margin = PAPERS[form].side / MM * DOTS_PER_MM - 2
        assert box[0] >= margin
        assert box[2] <= width * DOTS_PER_MM - margin
        assert box[1] >= 2 * DOTS_PER_MM
        assert box[3] <= (height - 2) * DOTS_PER_MM


@every_form
def test_the_code_stands_on_one_line_whatever_its_letters(form: SlipForm):
    for code in ("WWWWWWWWW", "222222222"):
        text = page_texts(slip_pdf(replace(RECEIPT, code=code), form, "vi"))[0]
        assert show_code(code) in text.splitlines()


def test_a_long_slip_fills_more_a5_pages_and_no_heading_ends_one():
    slip = replace(RECEIPT, papers=RECEIPT.papers * 12)
    pages = page_texts(slip_pdf(slip, SlipForm.A5, "vi"))
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        lines = page.strip().splitlines()
        assert f"Trang {number}/{len(pages)}" in lines
        headings = {"Việc tiếp theo", "Giấy tờ mang theo", "Xem hồ sơ đến đâu", "Hỏi đáp", "Khi nào có kết quả"}
        assert [line for line in lines if not line.startswith("Trang")][-1] not in headings


@every_form
def test_the_same_slip_gives_the_same_bytes(form: SlipForm):
    assert slip_pdf(RECEIPT, form, "vi") == slip_pdf(RECEIPT, form, "vi")


@every_form
def test_markup_in_a_name_is_only_text(form: SlipForm):
    slip = replace(RECEIPT, site="<b>Tổ 4</b> & <img src='http://x/'/>", hotline="</para><a href='x'>1")
    text = "".join(page_texts(slip_pdf(slip, form, "vi")))
    assert "<b>Tổ 4</b>" in " ".join(text.split())


def test_another_language_gets_vietnamese():
    assert slip_pdf(RECEIPT, SlipForm.A5, "ar") == slip_pdf(RECEIPT, SlipForm.A5, "vi")


def test_both_languages_have_the_same_words_with_the_same_places():
    vi, en = LANGUAGES["vi"], LANGUAGES["en"]
    assert vi.keys() == en.keys()
    for key in vi:
        assert set(re.findall(r"{\w+}", vi[key])) == set(re.findall(r"{\w+}", en[key])), key


def test_no_sentence_is_longer_than_twenty_words():
    for table in LANGUAGES.values():
        for text in table.values():
            for sentence in re.split(r"[.?!]\s", text):
                assert len(sentence.split()) <= 20, sentence


def test_a_dot_is_an_eighth_of_a_millimetre():
    assert pytest.approx(8) == MM / DOT
