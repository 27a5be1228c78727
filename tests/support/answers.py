"""Dossiers with the answers of real forms, for the desk."""

from datetime import datetime
from functools import cache
from pathlib import Path
from uuid import uuid4

import forms
from forms.contract import Environment
from forms.engine import walk
from forms.pack import load_pack
from tests.support import birth

INSTANCE_ID = "uuid:95bc69b5-cadc-4fb6-9319-8273309a5247"
MOTHER_NUMBER, MOTHER_YEAR = "068190000123", 1990
PETITION = load_pack(Path(forms.__file__).parent / "packs" / "PAKN")


def birth_instance(name: str = "Đặng Thị Ước") -> str:
    """A birth registration that the mother asks for."""
    return birth.instance(
        {
            "/data/requester/relation": "mother",
            "/data/requester/requester_name": name,
            "/data/requester/requester_birth": f"{MOTHER_YEAR}-05-02",
            "/data/requester/requester_document/requester_document_type": "citizen_card",
            "/data/requester/requester_document/requester_document_number": MOTHER_NUMBER,
        }
    )


def petition_instance(words: str = "Đèn đường thôn 3 hỏng đã hai tuần") -> str:
    """A report to the commune."""
    environment = Environment(lambda: datetime.now().astimezone(), lambda: str(uuid4()), lambda: 0.5)
    session = PETITION.form().start(environment, "vi")
    for ref, value in {
        "/data/sender/sender_name": "Ngô Văn Sáu",
        "/data/subject/matter": "report",
        "/data/subject/field": "roads",
        "/data/subject/content": words,
    }.items():
        assert session.answer(ref, value).verdict == "valid", ref
    return session.draft().decode()


@cache
def complete_birth() -> str:
    """A birth registration that was filled in to its end, as a kiosk finalises it."""
    first, *_ = [session for session, _page in walk(birth.PACK.form(), "vi")]
    return first.finalise(instance_id=INSTANCE_ID).decode()
