"""Money goes to the account in the pack and to no other; what is due comes from the answers, or is asked."""

from pathlib import Path

import pytest

from forms.errors import PackError
from forms.pack import build_pack, check_pack, load_archive, load_pack, pack_archive
from forms.payment import amount_due, payment_code, read_vietqr
from tests.support.filling import start
from tests.support.packs import FORM_TOML, PACKS, PROCEDURE_TOML, write_pack
from tests.support.payment import PAYMENT_TOML, paying_land_tax, paying_pack

AMOUNT_ROW = """
[[survey]]
type = "decimal"
name = "amount"
label = { vi = "Số tiền", en = "Amount" }
hint = { vi = "Ví dụ: 50000", en = "Example: 50000" }
guidance_hint = { vi = "Để nộp.", en = "To pay." }
"""


@pytest.mark.parametrize("folder", [path for path in PACKS.iterdir() if path.is_dir()], ids=lambda path: path.name)
def test_no_pack_that_comes_with_the_program_names_an_account(folder: Path) -> None:
    """An account is a commune's own, and an invented one would take people's money."""
    assert load_pack(folder).procedure.payment is None


def test_a_code_pays_into_the_account_of_the_pack_under_the_code_of_the_dossier(tmp_path: Path) -> None:
    payment = paying_pack(tmp_path / "9.000001").procedure.payment
    assert payment is not None
    transfer = read_vietqr(payment_code(payment, 1_250_000, "K7Q-234-RTX"))
    assert (transfer.bank, transfer.account, transfer.amount) == ("970499", "0011223344", 1_250_000)
    assert (transfer.reference, transfer.purpose) == ("K7Q234RTX", "THUE DAT K7Q234RTX")


def test_a_commune_adds_its_account_to_the_land_tax_in_a_version_of_its_own(tmp_path: Path) -> None:
    pack = paying_land_tax(tmp_path)
    assert check_pack(pack.folder) == []
    served = load_archive(pack_archive(pack.folder), tmp_path / "kiosk")
    assert served.procedure.payment == pack.procedure.payment
    assert served.version > load_pack(PACKS / "1.007695").version


@pytest.mark.parametrize(
    ("answer", "due"),
    [("50000", 50_000), ("50000.4", 50_000), ("0", None), ("-5", None), ("", None), ("9999999999999", None)],
)
def test_the_amount_is_what_the_answers_make(tmp_path: Path, answer: str, due: int | None) -> None:
    procedure = PROCEDURE_TOML + PAYMENT_TOML + 'amount = "/data/amount"\n'
    folder = write_pack(tmp_path / "9.000001", procedure=procedure, form=FORM_TOML + AMOUNT_ROW)
    build_pack(folder)
    pack = load_pack(folder)
    session = start(pack)
    session.answer("/data/amount", answer)
    assert amount_due(pack, session.draft()) == due


def test_without_an_expression_or_answers_the_resident_is_asked(tmp_path: Path) -> None:
    asked = paying_pack(tmp_path / "asked")
    session = start(asked)
    assert amount_due(asked, session.draft()) is None
    counted = paying_pack(tmp_path / "counted", amount="1000 * 2")
    assert amount_due(counted, session.draft()) == 2000
    assert amount_due(counted, None) is None
    assert amount_due(counted, b"<broken") is None


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('bank_bin = "970499"', 'bank_bin = "Agribank"', "bank_bin should look like"),
        ('account = "0011223344"', 'account = "0011 2233"', "account should look like"),
        ('account = "0011223344"', "", "account is missing"),
        ("KHO BAC XA THU", "Kho bạc", "account_name should look like"),
        ("THUE DAT {code}", "THUE DAT PHI NONG NGHIEP {code}", "purpose should look like"),
        ("THUE DAT {code}", "Thuế đất", "purpose should look like"),
        ('purpose = "', 'extra = "x"\npurpose = "', "extra is not a key"),
    ],
)
def test_an_account_that_no_app_would_read_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in PAYMENT_TOML
    folder = write_pack(tmp_path / "9.000001", procedure=PROCEDURE_TOML + PAYMENT_TOML.replace(old, new))
    with pytest.raises(PackError, match=said):
        build_pack(folder)


def test_an_expression_that_cannot_be_worked_out_is_found(tmp_path: Path) -> None:
    pack = paying_pack(tmp_path / "9.000001", amount="/data/amount_due + 1")
    assert "/data/amount_due is not in the form" in " ".join(str(finding) for finding in check_pack(pack.folder))
