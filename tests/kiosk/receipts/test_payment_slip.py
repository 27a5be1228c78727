"""A slip to pay with at home carries the transfer of the pack, and says that nothing has been paid."""

from datetime import datetime

import pytest
import zxingcpp

from forms.pack import Text
from forms.payment import Transfer, read_vietqr, vietqr
from kiosk.receipts import PaymentSlipData, SlipForm
from kiosk.receipts.service import VIETNAM
from kiosk.receipts.slips import slip_pdf
from tests.support.pdf import page_texts, rendered

TRANSFER = Transfer("970499", "0011223344", 1_250_000, "K7Q234RTX", "THUE DAT K7Q234RTX")
SLIP = PaymentSlipData(
    code="K7Q234RTX",
    procedure=Text("Khai thuế đất", "Declare the land tax"),
    amount=1_250_000,
    content=vietqr(TRANSFER),
    bank=Text("Ngân hàng Thử", "Trial Bank"),
    account="0011223344",
    account_name="KHO BAC XA THU",
    printed_at=datetime(2026, 11, 23, 9, 30, tzinfo=VIETNAM),
    site="Xã Đạ Tẻh",
)


@pytest.mark.parametrize("form", list(SlipForm))
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_printed_code_is_read_as_the_same_transfer(form: SlipForm, language: str) -> None:
    (found,) = zxingcpp.read_barcodes(rendered(slip_pdf(SLIP, form, language)))
    assert read_vietqr(found.text) == TRANSFER


def test_it_says_the_amount_the_name_and_that_it_is_no_proof() -> None:
    text = " ".join("".join(page_texts(slip_pdf(SLIP, SlipForm.A5, "vi"))).split())
    assert "1.250.000 đồng" in text
    assert "một triệu hai trăm năm mươi nghìn đồng" in text
    assert "KHO BAC XA THU" in text
    assert "Ngân hàng Thử, 0011223344" in text
    assert "chưa phải biên lai" in text
