"""A portal in a process of its own, as `kiosk portal` runs it; administration by lines of JSON on its input."""

import json
import sys
import threading
from pathlib import Path
from typing import Any

from sync.portal import administration, server


def _answer(line: str) -> dict[str, Any]:
    from django.db import connection

    asked = json.loads(line)
    try:
        return {"answer": getattr(administration, asked["do"])(*asked["args"], **asked["named"])}
    except administration.AdministrationError as error:
        return {"error": str(error)}
    finally:
        connection.close()


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _listen() -> None:
    for line in sys.stdin:
        _say(json.dumps(_answer(line), default=str))


def _ready(address: str) -> None:
    _say(address)
    threading.Thread(target=_listen, daemon=True).start()


if __name__ == "__main__":
    asked = json.loads(sys.argv[1])
    more: Any = {key: Path(value) if key == "packs" else value for key, value in asked["more"].items()}
    server.serve(asked["database"], "127.0.0.1", asked["port"], Path(asked["data"]), on_ready=_ready, **more)
