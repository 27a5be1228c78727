"""For the official system: the export, the fields in order, the number brought back; and the papers Mẫu 01 to 04."""

import csv
import io
import json
import re
import zipfile
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest

from tests.support import birth
from tests.support.answers import PETITION, birth_instance, petition_instance
from tests.support.pdf import page_texts
from tests.support.pictures import png
from tests.support.portal import Kiosk, Officer, Portal, Sent, photograph

# The database does not matter here.
pytestmark = pytest.mark.parametrize("portal", ["sqlite"], indirect=True, scope="session")

DAY = date.today() + timedelta(days=9)


@pytest.fixture
def sent(kiosk: Kiosk) -> Sent:
    """A birth registration with a picture."""
    paper, data = photograph(png(), paper="birth_certificate")
    kiosk.call("PUT", f"/v1/attachments/{paper.sha256}", data)
    version = birth.PACK.version
    sent = kiosk.dossier(birth_instance(), procedure=birth.PACK.code, pack_version=version, papers=((paper, data),))
    assert sent.put().status_code == 201
    return sent


def exported(officer: Officer, sent: Sent) -> zipfile.ZipFile:
    response = officer.get(f"{officer.path(sent)}official/export/")
    assert response.headers["Content-Type"] == "application/zip"
    return zipfile.ZipFile(io.BytesIO(response.content))


def test_the_export_has_the_fields_in_the_order_of_the_form(officer: Officer, sent: Sent) -> None:
    packed = exported(officer, sent)
    assert packed.testzip() is None
    data = json.loads(packed.read("ho-so.json"))
    labels = [field["label"] for field in data["fields"]]
    shown = officer.get(officer.path(sent)).text
    places = [shown.index(f"<dt>{label}</dt>") for label in dict.fromkeys(labels)]
    assert places == sorted(places)
    assert "Đặng Thị Ước" in [field["value"] for field in data["fields"]]
    rows = list(csv.reader(io.StringIO(packed.read("ho-so.csv").decode("utf-8-sig"))))
    assert [row[2] for row in rows[1:]] == labels
    sheet = openpyxl.load_workbook(io.BytesIO(packed.read("ho-so.xlsx"))).active
    assert sheet is not None
    assert [row[2] for row in sheet.iter_rows(min_row=2, values_only=True)] == labels


def test_attachments_are_named_by_paper_and_open(officer: Officer, sent: Sent) -> None:
    packed = exported(officer, sent)
    (name,) = [name for name in packed.namelist() if name.startswith("giay-to/")]
    assert name == f"giay-to/01_Giay-chung-sinh_{sent.code}.png"
    assert packed.read(name) == png()


def test_a_cell_is_never_a_formula(kiosk: Kiosk, officer: Officer) -> None:
    sent = kiosk.dossier('<data><a>=HYPERLINK("http://evil.example","x")</a><b>+84912345678</b><c>@x</c></data>')
    assert sent.put().status_code == 201
    packed = exported(officer, sent)
    text = packed.read("ho-so.csv").decode("utf-8-sig")
    assert all(not cell.startswith(("=", "+", "@")) for row in csv.reader(io.StringIO(text)) for cell in row)
    sheet = openpyxl.load_workbook(io.BytesIO(packed.read("ho-so.xlsx"))).active
    assert sheet is not None
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
    values = [field["value"] for field in json.loads(packed.read("ho-so.json"))["fields"]]
    assert "+84912345678" in values  # the exact one


def test_the_export_is_in_the_trail(portal: Portal, officer: Officer, sent: Sent) -> None:
    exported(officer, sent)
    assert "Xuất cho hệ thống chính thức" in officer.get(officer.path(sent)).text


def test_only_the_page_with_copy_buttons_has_a_script_and_only_ours(officer: Officer, sent: Sent) -> None:
    response = officer.get(f"{officer.path(sent)}official/")
    assert re.findall(r"<script[^>]*>", response.text) == ['<script src="/static/copy.js" defer>']
    assert "script-src 'self'" in response.headers["Content-Security-Policy"]
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert officer.get("/static/copy.js").status_code == 200


def test_the_official_number_is_brought_back(officer: Officer, sent: Sent) -> None:
    page = f"{officer.path(sent)}official/"
    first = {**officer.seen(sent), "official_number": "H38.01-261123-7001", "promised_on": ""}
    assert officer.send(f"{officer.path(sent)}act/accept/", first, page=page).status_code == 302
    second = {**officer.seen(sent), "official_number": "000.00.22.H38-261123-7002"}
    assert officer.send(f"{officer.path(sent)}act/number/", second, page=page).status_code == 302
    assert "000.00.22.H38-261123-7002" in officer.get(officer.path(sent)).text
    assert officer.get("/desk/?q=000.00.22.H38-261123-7002").text.count("/desk/dossiers/") == 1


def slip(officer: Officer, sent: Sent, name: str) -> str:
    """A paper's text."""
    response = officer.get(f"{officer.path(sent)}slips/{name}/")
    assert response.headers["Content-Type"] == "application/pdf"
    return " ".join(" ".join(page_texts(response.content)).split())


def test_the_answers_are_laid_out_as_on_the_paper_form(officer: Officer, kiosk: Kiosk, sent: Sent) -> None:
    text = slip(officer, sent, "declaration")
    assert "TỜ KHAI ĐĂNG KÝ KHAI SINH" in text
    assert "ĐẶNG THỊ ƯỚC" in text
    strange = kiosk.dossier("not a form", procedure=birth.PACK.code, pack_version=birth.PACK.version)
    assert strange.put().status_code == 201
    assert officer.get(f"{officer.path(strange)}slips/declaration/").status_code == 422


def test_mau_01_is_printed_only_once_it_was_received(officer: Officer, sent: Sent) -> None:
    assert officer.get(f"{officer.path(sent)}slips/01/").status_code == 404
    given: dict[str, Any] = {"official_number": "H38.01-261123-7100", "promised_on": DAY.isoformat()}
    assert officer.act(sent, "accept", **given).status_code == 302
    text = slip(officer, sent, "01")
    for words in (
        *("GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "H38.01-261123-7100", "ĐẶNG THỊ ƯỚC", "Đăng ký khai sinh"),
        *("Giấy chứng sinh", "Bản chính", "Có ảnh gửi kèm", "Lê Thị Lan", "2 liên"),
        f"ngày {DAY:%d} tháng {DAY:%m} năm {DAY.year}",
    ):
        assert words in text, words


def test_mau_02_says_what_to_correct(officer: Officer, sent: Sent) -> None:
    fields = {**officer.seen(sent), "comment-1": "Ghi đủ họ, chữ đệm và tên", "note": "Tên chưa khớp giấy chứng sinh"}
    assert officer.send(f"{officer.path(sent)}correct/", fields).status_code == 302
    text = slip(officer, sent, "02")
    assert "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ" in text
    assert "Ghi đủ họ, chữ đệm và tên" in text
    assert "Tên chưa khớp giấy chứng sinh" in text


def test_mau_03_gives_the_reason(officer: Officer, sent: Sent) -> None:
    assert officer.act(sent, "refuse", note="Thuộc thẩm quyền xã khác").status_code == 302
    text = slip(officer, sent, "03")
    assert "PHIẾU TỪ CHỐI" in text
    assert "Thuộc thẩm quyền xã khác" in text
    assert officer.get(f"{officer.path(sent)}slips/01/").status_code == 404


def test_mau_04_apologises_for_a_day_that_was_moved(officer: Officer, sent: Sent) -> None:
    given: dict[str, Any] = {"official_number": "H38.01-261123-7200", "promised_on": DAY.isoformat()}
    assert officer.act(sent, "accept", **given).status_code == 302
    assert officer.get(f"{officer.path(sent)}slips/04/").status_code == 404
    later = DAY + timedelta(days=3)
    assert officer.act(sent, "promise", promised_on=later.isoformat(), note="").status_code == 422  # not without a word
    moved = officer.act(sent, "promise", promised_on=later.isoformat(), note="Chờ xác minh nơi sinh")
    assert moved.status_code == 302
    text = slip(officer, sent, "04")
    for words in (
        *("PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ", "Chờ xác minh nơi sinh", "xin lỗi ông/bà"),
        f"ngày {DAY:%d} tháng {DAY:%m} năm {DAY.year}",
        f"ngày {later:%d} tháng {later:%m} năm {later.year}",
    ):
        assert words in text, words


def test_the_page_has_the_answers_as_on_the_paper_form(officer: Officer, kiosk: Kiosk, sent: Sent) -> None:
    paper = officer.get(officer.path(sent)).text.partition('class="form-paper"')[2].partition("<details>")[0]
    lines = ("TỜ KHAI ĐĂNG KÝ KHAI SINH", "ĐẶNG THỊ ƯỚC", "02/05/1990", "Đề nghị cơ quan đăng ký khai sinh")
    places = [paper.index(words) for words in lines]
    assert places == sorted(places)
    assert 'class="dots"' in paper  # what was not answered is an open line, as on paper
    hostile = birth_instance().replace("Đặng Thị Ước", "Bà &lt;b&gt;Đào&lt;/b&gt;")
    typed = kiosk.dossier(hostile, procedure=birth.PACK.code, pack_version=birth.PACK.version)
    assert typed.put().status_code == 201
    shown = officer.get(officer.path(typed)).text
    assert "BÀ &lt;B&gt;ĐÀO&lt;/B&gt;" in shown
    assert "<b>Đào" not in shown


def test_without_a_paper_form_the_questions_are_shown(officer: Officer, kiosk: Kiosk) -> None:
    sent = kiosk.dossier(petition_instance(), procedure=PETITION.code, pack_version=PETITION.version)
    assert sent.put().status_code == 201
    shown = officer.get(officer.path(sent)).text
    assert "form-paper" not in shown
    assert "Đèn đường thôn 3" in shown


def test_forwarding_tells_who_has_it_and_takes_it_back(officer: Officer, kiosk: Kiosk, sent: Sent) -> None:
    given: dict[str, Any] = {"official_number": "H38.01-261123-7300", "promised_on": DAY.isoformat()}
    officer.act(sent, "accept", **given)
    assert officer.act(sent, "forward", authority="", note="").status_code == 422
    assert officer.act(sent, "forward", authority="Công an xã", note="").status_code == 302
    assert "Công an xã" in officer.get(officer.path(sent)).text
    assert "Công an xã" in officer.http.get(f"{officer.portal.url}/h/{sent.token}", timeout=20).text
    assert officer.act(sent, "take-back", note="").status_code == 302
    assert "Công an xã" not in officer.http.get(f"{officer.portal.url}/h/{sent.token}", timeout=20).text


@pytest.mark.parametrize("name", ["00", "receipt", "x"])
def test_a_paper_that_is_not_there_is_not_printed(officer: Officer, sent: Sent, name: str) -> None:
    assert officer.get(f"{officer.path(sent)}slips/{name}/").status_code == 404
