"""A small pack of its own for tests of the format, and the real packs."""

from pathlib import Path

PACKS = Path(__file__).resolve().parents[2] / "forms" / "packs"
BIRTH = PACKS / "1.001193"
PENSION = PACKS / "1.014027"

PROCEDURE_TOML = """
code = "9.000001"
version = "2026010101"
title = { vi = "Thủ tục thử", en = "Trial procedure" }
summary = { vi = "Để thử.", en = "To try." }
form_name = { vi = "Tờ khai thử", en = "Trial form" }
category = "trial"
life_events = ["child"]
keywords = ["thử"]
authority = { vi = "Ủy ban nhân dân xã", en = "People's Committee" }
effective_from = 2026-01-01
next_steps = [{ vi = "Chờ kết quả.", en = "Wait for the result." }]
consent_purposes = [{ vi = "Lập tờ khai.", en = "To fill in the form." }]
[fee]
vi = "Miễn phí."
en = "Free."
exemptions = [{ vi = "Mọi người.", en = "Everybody." }]
[time_limit]
vi = "Trong ngày."
en = "The same day."
working_days = 0
cutoff = 15:00:00
[[legal_basis]]
vi = "Nghị định số 1"
en = "Decree 1"
effective_from = 2026-01-01
[[papers]]
id = "certificate"
vi = "Giấy chứng nhận"
en = "Certificate"
kind = "original"
when = "/data/colour = 'red'"
when_text = { vi = "Khi màu đỏ.", en = "When red." }
capture = true
[[persons]]
id = "me"
vi = "Của tôi"
en = "Mine"
[persons.fields]
full_name = "/data/full_name"
[[warnings]]
when = "/data/colour = 'red'"
vi = "Màu đỏ."
en = "Red."
"""

FORM_TOML = """
[choices]
colour = [
  { name = "red", label.vi = "Đỏ", label.en = "Red" },
  { name = "blue", label.vi = "Xanh", label.en = "Blue" },
]

[[survey]]
type = "block person_name"
name = "full_name"
label.vi = "Họ và tên"
label.en = "Full name"
hint.vi = "Ví dụ: Nguyễn Thị Hoa"
hint.en = "Example: Nguyễn Thị Hoa"
guidance_hint.vi = "Để biết ai hỏi."
guidance_hint.en = "To know who asks."
required = "yes"

[[survey]]
type = "select_one colour"
name = "colour"
label.vi = "Màu"
label.en = "Colour"
guidance_hint.vi = "Để biết màu."
guidance_hint.en = "To know the colour."

[[survey]]
type = "select_one yes_no"
name = "sure"
label.vi = "Chắc chắn không?"
label.en = "Are you sure?"
guidance_hint.vi = "Để chắc chắn."
guidance_hint.en = "To be sure."
"""

DECLARATION = """@header
@title TỜ KHAI THỬ
Họ và tên: {{ answer("/data/full_name") | capitals }}
Màu: {{ answer("/data/colour") }}
"""


def write_pack(folder: Path, *, procedure: str = PROCEDURE_TOML, form: str = FORM_TOML) -> Path:
    """The sources of the trial pack in a folder; not built."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "procedure.toml").write_text(procedure, encoding="utf-8")
    (folder / "form.toml").write_text(form, encoding="utf-8")
    (folder / "declaration.txt").write_text(DECLARATION, encoding="utf-8")
    return folder
