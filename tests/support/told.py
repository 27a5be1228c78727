"""What a kiosk is about to tell the portal."""

import json
from typing import Any

from kiosk.app import Kiosk


def told(kiosk: Kiosk, kind: str) -> list[dict[str, Any]]:
    """The bodies of the notices of a kind that wait, oldest first."""
    rows = kiosk.store.call(
        lambda db: db.execute("SELECT body FROM notice WHERE kind = ? ORDER BY seq", [kind]).fetchall()
    )
    return [json.loads(row[0]) for row in rows]
