"""The only module that imports sqlite_utils, and the one place where SQLCipher becomes its driver.

sqlite-utils imports ``pysqlite3`` when there is one, and catches that module's errors; registering SQLCipher under
that name before the first import makes it use, and catch the errors of, SQLCipher. Handing in a connection alone is
not enough: five of its calls then miss the driver's OperationalError.
"""

import sys
from pathlib import Path

import sqlcipher3
import sqlcipher3.dbapi2

from kiosk.store.files import private_file

sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = sqlcipher3.dbapi2

from sqlite_utils import Database  # noqa: E402
from sqlite_utils import db as _sqlite_utils_db  # noqa: E402
from sqlite_utils.migrations import Migrations  # noqa: E402

if vars(_sqlite_utils_db)["sqlite3"] is not sqlcipher3:  # pragma: no cover - a guard against a changed import order
    raise ImportError("sqlite-utils was imported before kiosk.store.driver: the store would not be encrypted")

DriverError = sqlcipher3.dbapi2.Error
OperationalError = sqlcipher3.dbapi2.OperationalError
DatabaseError = sqlcipher3.dbapi2.DatabaseError

__all__ = [
    "Database",
    "DatabaseError",
    "DriverError",
    "Migrations",
    "OperationalError",
    "connect_raw",
    "open_encrypted",
]

KEY_BYTES = 32


def connect_raw(path: Path, key: bytes, salt: bytes = b"") -> sqlcipher3.dbapi2.Connection:
    """A bare connection to a file that may be damaged: nothing is read or set yet. For kiosk.recovery alone.

    salt: the file's, where its first 16 bytes cannot be trusted; a new file is made with it.
    """
    if len(key) != KEY_BYTES:
        raise ValueError("the store needs a 256-bit key")
    private_file(path)
    connection = sqlcipher3.dbapi2.connect(str(path), isolation_level=None, check_same_thread=True)
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}{salt.hex()}'\"")
    return connection


def open_encrypted(path: Path, key: bytes) -> Database:
    """Open or create the SQLCipher file at path with a raw 256-bit key.

    WAL with ``synchronous=FULL``: NORMAL loses acknowledged commits at a power cut. ``secure_delete`` overwrites what
    is deleted. Raises DatabaseError when the key does not fit or the file is damaged.
    """
    # The log and the index beside it take the file's mode.
    connection = connect_raw(path, key)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA busy_timeout = 5000")
    except BaseException:
        connection.close()
        raise
    return Database(connection)
