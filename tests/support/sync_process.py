"""A kiosk's engine in a process of its own, to be killed: cycles until the outbox is empty, then prints "done"."""

import json
import sys
import time
from pathlib import Path
from random import Random

from nacl.signing import VerifyKey

from sync import outbox
from sync.engine import SyncEngine
from sync.transport import Pace, Transport
from tests.support.sync_kiosk import Pictures, Remembering, open_database


def main() -> None:
    """Arguments: one JSON object with database, pictures (folder), url, token, key (hex)."""
    asked = json.loads(sys.argv[1])
    key = VerifyKey(bytes.fromhex(asked["key"]))
    db = open_database(Path(asked["database"]))
    pictures = Pictures({path.name: path.read_bytes() for path in Path(asked["pictures"]).iterdir()})
    transport = Transport(asked["url"], asked["token"], key, pace=Pace(connect=2, read=5, patience=10))
    engine = SyncEngine(lambda function: function(db), transport, key, Remembering(), pictures, random=Random(1))
    engine.start()
    _say("started")
    while outbox.counts(db) != outbox.Counts():
        if engine.cycle().failure is not None:
            engine.release()
            time.sleep(0.02)
    _say("done")


def _say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
