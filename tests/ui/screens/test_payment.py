"""Paying comes after finishing, only where the pack names an account, and the code pays into that account."""

import io
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice

from forms.pack import Pack
from forms.payment import read_vietqr
from kiosk.types import Receipt
from tests.support.filling import start
from tests.support.kiosks import CONSENT
from tests.support.payment import paying_pack
from tests.support.shell import Visitor, finished
from ui.screens.finish import FinishStep
from ui.screens.payment import AmountScreen, PaymentScreen, amount_in_words
from ui.widgets import Screen

WRONG = "at least 1,000"


def on_the_finish_page(visitor: Visitor, pack: Pack) -> Receipt:
    kiosk = visitor.kiosk
    kiosk.catalogue.keep(pack)
    kiosk.catalogue.refresh()
    draft = kiosk.drafts.start(pack, "en", CONSENT)
    xml = start(pack).draft()
    receipt = kiosk.dossiers.finalise(draft.dossier, xml, xml)
    visitor.app.visit.pack = pack
    visitor.app.flow.settle(FinishStep(visitor.app, receipt))
    visitor.wait_for("finish")
    return receipt


def shown_codes(visitor: Visitor) -> list[str]:
    """What a phone reads off the screen."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    visitor.screen.grab().save(buffer, "PNG")
    return [found.text for found in zxingcpp.read_barcodes(Image.open(io.BytesIO(bytes(data.data()))))]


def wait_for_kind(visitor: Visitor, kind: type[Screen]) -> None:
    visitor.wait(lambda: isinstance(visitor.screen, kind), f"no {kind.__name__}")


def test_a_procedure_without_an_account_ends_as_ever(visitor: Visitor) -> None:
    receipt = finished(visitor)
    visitor.app.visit.pack = visitor.kiosk.catalogue.pack("1.001193")
    visitor.app.flow.settle(FinishStep(visitor.app, receipt))
    visitor.wait_for("finish")
    assert not visitor.sees("Pay by QR code")


def test_the_amount_on_the_notice_becomes_a_code_that_a_phone_reads(visitor: Visitor, tmp_path: Path) -> None:
    receipt = on_the_finish_page(visitor, paying_pack(tmp_path / "9.000001"))
    visitor.press("Pay by QR code")
    visitor.wait_for("payment")
    visitor.type_into(visitor.on(AmountScreen).field, "1.250.000")
    assert visitor.sees("1.250.000 đồng")
    assert visitor.sees("Một triệu hai trăm năm mươi nghìn đồng")
    visitor.continue_()
    wait_for_kind(visitor, PaymentScreen)
    visitor.wait(lambda: shown_codes(visitor), "no phone can read the code")
    transfer = read_vietqr(shown_codes(visitor)[0])
    assert (transfer.bank, transfer.account, transfer.amount) == ("970499", "0011223344", 1_250_000)
    assert transfer.reference == receipt.code
    for words in ("KHO BAC XA THU", "Trial Bank, 0011223344", "1.250.000 đồng", "pay later"):
        assert visitor.sees(words)


@pytest.mark.parametrize("typed", ["", "0", "999", "abc", "1" * 20])
def test_what_is_no_amount_is_asked_again_in_words(visitor: Visitor, tmp_path: Path, typed: str) -> None:
    on_the_finish_page(visitor, paying_pack(tmp_path / "9.000001"))
    visitor.press("Pay by QR code")
    visitor.wait_for("payment")
    visitor.type_into(visitor.on(AmountScreen).field, typed)
    visitor.continue_()
    visitor.wait(lambda: visitor.sees(WRONG), "nothing was said")
    assert isinstance(visitor.screen, AmountScreen)


def test_an_amount_from_the_answers_is_not_asked_and_back_leads_to_the_finish_page(
    visitor: Visitor, tmp_path: Path
) -> None:
    on_the_finish_page(visitor, paying_pack(tmp_path / "9.000001", amount="1000 * 75"))
    visitor.press("Pay by QR code")
    wait_for_kind(visitor, PaymentScreen)
    assert visitor.sees("75.000 đồng")
    assert not visitor.sees("The amount is wrong")
    visitor.press_widget(visitor.screen.back_button)
    visitor.wait_for("finish")


def test_a_wrong_amount_is_written_again_and_stays_in_another_language(visitor: Visitor, tmp_path: Path) -> None:
    on_the_finish_page(visitor, paying_pack(tmp_path / "9.000001"))
    visitor.press("Pay by QR code")
    visitor.wait_for("payment")
    visitor.type_into(visitor.on(AmountScreen).field, "50000")
    visitor.app.appearance.set_language("vi")
    visitor.wait(lambda: visitor.sees("Năm mươi nghìn đồng"), "the amount was lost")
    visitor.continue_()
    wait_for_kind(visitor, PaymentScreen)
    visitor.press("Số tiền sai: ghi lại")
    wait_for_kind(visitor, AmountScreen)
    assert visitor.on(AmountScreen).field.value() == "50000"


def test_the_code_is_printed_to_take_home(visitor: Visitor, tmp_path: Path) -> None:
    on_the_finish_page(visitor, paying_pack(tmp_path / "9.000001", amount="50000"))
    visitor.press("Pay by QR code")
    wait_for_kind(visitor, PaymentScreen)
    visitor.press("Print this code")
    visitor.wait(lambda: visitor.sees("Code for paying"), "nothing about the print")


def test_an_amount_in_words_begins_with_a_capital() -> None:
    assert amount_in_words(1_000_005) == "Một triệu không trăm linh năm đồng"
