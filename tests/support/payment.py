"""Packs with an account of their own. The account is made up; no pack of the project names one."""

import re
import shutil
from pathlib import Path

from forms.pack import Pack, build_pack, load_pack
from tests.support.packs import PACKS, PROCEDURE_TOML, write_pack

PAYMENT_TOML = """
[payment]
bank_bin = "970499"
bank = { vi = "Ngân hàng Thử", en = "Trial Bank" }
account = "0011223344"
account_name = "KHO BAC XA THU"
purpose = "THUE DAT {code}"
"""


def paying_pack(folder: Path, amount: str = "") -> Pack:
    """The trial pack with an account; amount is the expression of the amount due."""
    line = f'amount = "{amount}"\n' if amount else ""
    build_pack(write_pack(folder, procedure=PROCEDURE_TOML + PAYMENT_TOML + line))
    return load_pack(folder)


def paying_land_tax(packs: Path) -> Pack:
    """The land tax as a commune would serve it: the pack that comes with the program, an account, a new version."""
    folder = packs / "1.007695"
    shutil.copytree(PACKS / "1.007695", folder)
    path = folder / "procedure.toml"
    text = re.sub(r'(?m)^version = ".*"', 'version = "2026112399"', path.read_text(encoding="utf-8"))
    path.write_text(text + PAYMENT_TOML, encoding="utf-8")
    build_pack(folder)
    return load_pack(folder)
