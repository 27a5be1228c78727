"""How wrong this kiosk's clock is, by the portal's signed `now`.

For the volunteer only: a donated PC with a dead battery starts in the year it was built. Residents are never told, and
nothing on the wire depends on the kiosk's clock.
"""

from datetime import datetime, timedelta

# Below this nobody needs to be told: dates on receipts are right.
TOLERANCE = timedelta(minutes=5)


def offset(asked_at: datetime, answered_at: datetime, portal_now: datetime) -> timedelta:
    """What to add to this kiosk's clock to get the portal's: its `now` against the middle of the exchange."""
    return portal_now - (asked_at + (answered_at - asked_at) / 2)


def is_wrong(by: timedelta | None) -> bool:
    """Whether the volunteer should set the clock. None: not known."""
    return by is not None and abs(by) > TOLERANCE
