"""Who does what among several workers: a lease is a row with an end, taken and renewed by one statement.

The workers' clocks are compared here, so they have to agree within a second or two (NTP).
"""

from datetime import timedelta
from uuid import uuid4

from django.db import connection
from django.utils import timezone

from sync.portal.registry.models import Lease
from sync.portal.registry.turns import turn

# Taken when nobody has it, when it is our own, or when its end has passed.
_TAKE = """
INSERT INTO registry_lease (name, holder, until) VALUES (%s, %s, %s)
ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
WHERE registry_lease.holder = excluded.holder OR registry_lease.until <= %s
RETURNING holder
"""


def hold(name: str, holder: str, seconds: float) -> bool:
    """Take or renew a lease for so many seconds from now. False while another holder has it.

    name: at most 40 characters. holder: what tells this worker (or thread) from the others, such as a UUID made at
    its start; at most 40 characters. Who holds it renews it well before the end.
    """
    now, adapted = timezone.now(), connection.ops.adapt_datetimefield_value
    values = [name, holder, adapted(now + timedelta(seconds=seconds)), adapted(now)]
    with turn(), connection.cursor() as cursor:
        cursor.execute(_TAKE, values)
        return cursor.fetchone() is not None


def release(name: str, holder: str) -> None:
    """Give a lease back before its end; nothing when another has it."""
    with turn():
        Lease.objects.filter(name=name, holder=holder).delete()


def due(name: str, every: float) -> bool:
    """Whether it is time for something that is done once in so many seconds, by whichever worker asks first."""
    return hold(name, str(uuid4()), every)
