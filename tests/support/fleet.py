"""What kiosks tell of themselves, and the line of a kiosk on a page of the desk."""

import json
import re
from datetime import UTC, datetime

from uuid6 import uuid7

from sync.protocol.encoding import to_instant
from tests.support.accounts import Person
from tests.support.portal import Kiosk

WELL = {
    "version": "1.2.0",
    "link": "online",
    "waiting": 2,
    "parked": 0,
    "attachments": 1,
    "oldest_minutes": 5,
    "catalogue_minutes": 30,
    "packs": 12,
    "disk_free_mb": 20_000,
    "clock_offset_s": 1,
    "printer": "ok",
    "errors": {},
}


def tell(kiosk: Kiosk, kind: str, body: dict[str, object]) -> None:
    line = {"id": str(uuid7()), "kind": kind, "at": to_instant(datetime.now(UTC)), "body": body}
    answer = kiosk.call("POST", "/v1/notices", json.dumps({"notices": [line]}))
    assert [each["status"] for each in answer.json()["results"]] == [201]


def row(someone: Person, kiosk: Kiosk, page: str = "/desk/fleet/?lang=en") -> str:
    """The line of a kiosk, "" when it is not there."""
    lines = re.findall(r"<tr[^>]*>(?:(?!</tr>).)*</tr>", someone.get(page).text, re.DOTALL)
    return next((line for line in lines if f"<strong>{kiosk.enrolled['prefix']}</strong>" in line), "")
