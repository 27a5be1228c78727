"""What the visitor of the tour answers: a grandmother registers her grandchild. Everybody in it is made up."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

REQUESTER = "Phạm Thị Lựu"
CHILD = "Đặng Ngọc Hàn"
CHILD_CORRECTED = "Đặng Ngọc Hân"
MOTHER = "Võ Thị Nhài"
FATHER = "Đặng Văn Lực"
CITIZEN_NUMBER = "001155083417"
PHONE = "0376543219"
PHONE_AMENDED = "0987012345"
PIN = "4917"
CARD = f"{CITIZEN_NUMBER}|012345678|{REQUESTER}|15081955|Nữ|Số 12, phố Hàng Bông|01062021"
TORN_CARD = CARD[:38]
CANARIES = (REQUESTER, CHILD, CHILD_CORRECTED, MOTHER, FATHER, CITIZEN_NUMBER, PHONE, PHONE_AMENDED)
"""Nothing of these may be left on the kiosk in the clear."""

TODAY = datetime.now().astimezone().date()
BORN = TODAY - timedelta(days=20)

# By the last part of a question's reference; what is not here is answered by the kind of question.
ANSWERS: Mapping[str, str] = MappingProxyType(
    {
        "relation": "grandmother",
        "requester_name": REQUESTER,
        "requester_birth": "1955-08-15",
        "requester_residence_kind": "permanent",
        "requester_document_type": "citizen_card",
        "requester_document_number": CITIZEN_NUMBER,
        "requester_phone": PHONE,
        "child_name": CHILD,
        "child_birth_date": BORN.isoformat(),
        "child_sex": "female",
        "child_birthplace_kind": "facility",
        "child_facility": "Bệnh viện Đa khoa tỉnh Lâm Đồng",
        "mother_known": "yes",
        "mother_name": MOTHER,
        "mother_birth": "1995",
        "mother_home": "requester",
        "mother_document_type": "none",
        "father_known": "yes",
        "father_name": FATHER,
        "father_birth": "1992-03",
        "father_home": "requester",
        "father_document_type": "none",
        "birth_proof": "paper",
        "copies": "2",
    }
)

BY_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "province": "lâm đồng",
        "commune": "di linh",
        "ethnicity": "kinh",
        "nationality": "việt nam",
        "detail": "Số 12, thôn 3",
        "phone": PHONE,
    }
)
"""For questions of shared blocks, by how their name ends: what to search or type."""
