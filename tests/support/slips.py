"""Slips with nothing of a resident's in them, for tests."""

from datetime import UTC, date, datetime, timedelta, timezone

from nacl.signing import SigningKey

from forms.pack import Text
from kiosk.receipts import BringSlipData, DraftSlipData, InformationSlipData, PaperToBring, ReceiptData
from sync.protocol.followup import make_token, mint

KEY = SigningKey(bytes(range(32)))
CODE = mint("K7M", 41, b"secret")
LINK = f"https://dichvucong.xahoaphu.example.vn/h/{make_token(CODE, KEY)}"
VIETNAM = timezone(timedelta(hours=7))
MADE = datetime(2026, 11, 23, 7, 5, tzinfo=UTC).astimezone(VIETNAM)

PAPERS = (
    PaperToBring(Text("Giấy chứng sinh", "Certificate of live birth"), None, "original"),
    PaperToBring(
        Text("Giấy tờ chứng minh nơi cư trú", "Proof of residence"),
        Text("Chỉ khi cán bộ không tra cứu được.", "Only when the officer cannot find it."),
        "show",
        verified=False,
    ),
)
RECEIPT = ReceiptData(
    code=CODE,
    link=LINK,
    procedure_code="1.001193",
    procedure=Text("Đăng ký khai sinh", "Register a birth"),
    number=1,
    finalised_at=MADE,
    sent=False,
    site="Nhà văn hóa thôn 3, xã Hòa Phú",
    authority=Text("Ủy ban nhân dân cấp xã nơi cư trú.", "The People's Committee of the commune."),
    time_limit=Text("Trong ngày.", "The same day."),
    time_limit_verified=True,
    expected_on=date(2026, 11, 23),
    papers=PAPERS,
    next_steps=(
        Text("Ký tờ khai và mang cùng giấy tờ đến Trung tâm.", "Sign the declaration and take it to the centre."),
        Text("Cán bộ giao Giấy tiếp nhận hồ sơ.", "The officer gives you the official receipt."),
    ),
    hotline="1022, phím 1",
)
DRAFT_SLIP = DraftSlipData(
    code=CODE,
    procedure=RECEIPT.procedure,
    saved_at=MADE,
    kept_until=date(2026, 12, 7),
    has_pin=True,
    site=RECEIPT.site,
    hotline=RECEIPT.hotline,
)
BRING_SLIP = BringSlipData(
    procedure_code="1.001193",
    procedure=RECEIPT.procedure,
    fee=Text("Miễn phí nếu đăng ký trong 60 ngày.", "Free within 60 days."),
    fee_exemptions=(Text("Hộ nghèo.", "Poor households."),),
    fee_verified=False,
    time_limit=RECEIPT.time_limit,
    time_limit_verified=True,
    authority=RECEIPT.authority,
    papers=PAPERS,
    printed_at=MADE,
    site=RECEIPT.site,
    hotline=RECEIPT.hotline,
)

INFORMATION_SLIP = InformationSlipData(
    title=Text("Làm thẻ căn cước (từ 14 tuổi)", "Identity card from the age of 14"),
    text=None,
    place="police",
    tell="Cấp thẻ căn cước cho người từ đủ 14 tuổi trở lên (1.014061)",
    verified=False,
    printed_at=MADE,
    site=RECEIPT.site,
    hotline="1022",
)
