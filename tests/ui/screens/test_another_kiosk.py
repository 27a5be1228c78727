"""A receipt that another kiosk printed is held before the scanner."""

import pytest
from nacl.signing import SigningKey

from kiosk.elsewhere import PortalAway
from sync.protocol.followup import make_token, mint, show_code
from tests.support.shell import Visitor

CODE = mint("K9X", 7, b"another kiosk's secret")
TOKEN = make_token(CODE, SigningKey.generate())
STANDING = {
    "code": CODE,
    "state": "received",
    "dossier": "019a0000-0000-7000-8000-000000000001",
    "procedure": "1.001193",
    "pack_version": "",
    "language": "vi",
    "revision": 1,
    "official_number": "H26-0042",
    "promised_on": "2026-12-01",
    "note": "",
    "received_at": "2026-11-20T02:00:00.000000Z",
    "correction": "",
    "labels": [],
    "has_pin": True,
    "here": True,
}


def test_the_portal_says_where_it_stands(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def portal(question):
        asked.append(question)
        return STANDING

    visitor.wait_for("start")
    monkeypatch.setattr(visitor.kiosk.elsewhere, "_ask", portal)
    visitor.scan(f"https://portal.example.vn/h/{TOKEN}")
    visitor.wait_for("dossier")
    assert visitor.sees(show_code(CODE))
    assert visitor.sees("H26-0042")
    assert asked == [{"token": TOKEN}]
    step = visitor.app.flow.current
    assert step is not None
    step.sync_changed()  # news of this kiosk are not about it
    visitor.wait(lambda: visitor.app.tasks.busy == 0, "still looking")
    assert visitor.step == "dossier"


def test_without_a_line_it_is_said_what_to_do(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(question):
        raise PortalAway("no line")

    visitor.wait_for("start")
    monkeypatch.setattr(visitor.kiosk.elsewhere, "_ask", away)
    visitor.scan(TOKEN)
    visitor.wait(lambda: "the line is away" in visitor.complaint, "not explained")
    assert visitor.step == "follow"
