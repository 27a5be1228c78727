"""An index of the words by which dossiers are found, so that a name is not looked for in all of them.

PostgreSQL: trigrams, from the extension pg_trgm, which comes with the server's contrib package; who owns the database
may create it. SQLite: the text stands in the index that is read anyway, newest dossiers first, so that only what
fits is fetched from the table; its own full-text search (FTS5) would be a second copy of every text to be written
under its one lock, for a few milliseconds a hundred thousand dossiers.

Made at the start and not by a migration, because the server's administrator decides whether it can be, and may change
his mind. Without it every search finds the same, more slowly.
"""

import logging

from django.db import DatabaseError, connection, transaction

log = logging.getLogger("sync.portal")
INDEX = "registry_dossier_search"
_LOCK = 7_310_522_019  # a number of our own: two portals that start at once do this one after the other


def ensure_index() -> bool:
    """Make the index if it is not there; whether it is. On a table with a million rows writers wait half a minute."""
    if connection.vendor != "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                f"CREATE INDEX IF NOT EXISTS {INDEX} ON registry_dossier (site_id, received_at DESC, id, search)"
            )
        return True
    if _is_there():
        return True
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            cursor.execute(f"CREATE INDEX IF NOT EXISTS {INDEX} ON registry_dossier USING gin (search gin_trgm_ops)")
    except DatabaseError as error:
        log.warning(
            "names are looked for in every dossier of a commune, because the extension pg_trgm cannot be created (%s):"
            " install PostgreSQL's contrib package, or let its administrator run CREATE EXTENSION pg_trgm",
            type(error.__cause__ or error).__name__,
        )
        return False
    return True


def _is_there() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [INDEX])
        return bool(cursor.fetchone()[0])
