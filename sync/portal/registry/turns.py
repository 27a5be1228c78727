"""One writer at a time on SQLite: writers wait here in a row, because its own lock is polled for, and a slow poller can
starve for seconds. Elsewhere the database sees to it.
"""

import threading
from contextlib import AbstractContextManager, nullcontext

from django.db import connection

_one_writer = threading.Lock()


def turn() -> AbstractContextManager[object]:
    """Enter before a transaction that writes."""
    return _one_writer if connection.vendor == "sqlite" else nullcontext()
