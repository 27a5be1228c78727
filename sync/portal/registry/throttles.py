"""How often somebody has tried, counted in the database: the same for all workers, and after a start.

Who it was is kept as a hash only, and for no longer than the window.
"""

from datetime import timedelta
from hashlib import sha256

from django.db import connection
from django.utils import timezone

from sync.portal.registry.models import Throttle
from sync.portal.registry.turns import turn

_COUNT = """
INSERT INTO registry_throttle (name, tries, until) VALUES (%s, 1, %s)
ON CONFLICT (name) DO UPDATE SET
    tries = CASE WHEN registry_throttle.until <= %s THEN 1 ELSE registry_throttle.tries + 1 END,
    until = CASE WHEN registry_throttle.until <= %s THEN excluded.until ELSE registry_throttle.until END
RETURNING tries
"""


def tries(scope: str, key: str) -> int:
    """Tries that were counted within the window that is open now."""
    found = Throttle.objects.filter(name=_name(scope, key), until__gt=timezone.now())
    return found.values_list("tries", flat=True).first() or 0


def count(scope: str, key: str, seconds: int) -> int:
    """Count one try, and how many there are now in the window; the first opens it for so many seconds."""
    adapted = connection.ops.adapt_datetimefield_value
    moment = timezone.now()
    end, now = adapted(moment + timedelta(seconds=seconds)), adapted(moment)
    with turn(), connection.cursor() as cursor:
        cursor.execute(_COUNT, [_name(scope, key), end, now, now])
        return int(cursor.fetchone()[0])


def forget() -> int:
    """Drop the windows that are over; how many there were."""
    with turn():
        return Throttle.objects.filter(until__lte=timezone.now()).delete()[0]


def _name(scope: str, key: str) -> str:
    return f"{scope}:{sha256(key.encode()).hexdigest()[:24]}"
