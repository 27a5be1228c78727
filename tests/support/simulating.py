"""``kiosk simulate`` whose portal begins with the tables of tests/support/portal_tables: making them takes seconds.

python -m tests.support.simulating ARGUMENTS
"""

import sys
from pathlib import Path

from sync.portal import server
from tests.support import portal_tables
from ui.cli import main

_PREPARE = server.prepare


def _with_tables(database: str, data: Path) -> None:
    assert not database
    portal_tables.sqlite_into(data)
    _PREPARE(database, data)


if __name__ == "__main__":
    server.prepare = _with_tables
    sys.exit(main(["simulate", *sys.argv[1:]]))
