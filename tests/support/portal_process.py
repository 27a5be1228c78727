"""A portal in a process of its own, as `kiosk portal` runs it; administration by lines of JSON on its input."""

import json
import os
import signal
import sys
import threading
import time
from datetime import timedelta
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from sync.portal import administration, server


def routes() -> list[tuple[str, str]]:
    """Every address of the portal: its name (or pattern when it has none), and its pattern."""
    from django.urls import URLPattern, URLResolver, get_resolver

    found: list[tuple[str, str]] = []

    def walk(resolver: Any, before: str, space: str) -> None:
        for entry in resolver.url_patterns:
            pattern = before + str(entry.pattern)
            if isinstance(entry, URLResolver):
                walk(entry, pattern, f"{space}{entry.namespace}:" if entry.namespace else space)
            elif isinstance(entry, URLPattern):
                found.append((f"{space}{entry.name}" if entry.name else pattern, pattern))

    walk(get_resolver(), "/", "")
    return found


def move_clock(seconds: float) -> None:
    """The portal's clock runs ahead from now on."""
    real_time, real_now = time.time, timezone_module().now
    time.time = lambda: real_time() + seconds
    timezone_module().now = lambda: real_now() + timedelta(seconds=seconds)


def timezone_module() -> Any:
    """Where Django's own parts ask for the time."""
    from django.utils import timezone

    return timezone


def check_token(text: str, scope: str) -> list[int]:
    """The communes that a token reaches with a scope; [] when it is refused."""
    from sync.portal.accounts import tokens

    try:
        return tokens.sites_of(tokens.check(text, tokens.Scope(scope)))
    except tokens.TokenRefused:
        return []


def trail_of(dossier: str) -> list[str]:
    """What stands in the audit trail about a dossier, oldest first."""
    from sync.portal.registry.models import AuditEntry

    return list(AuditEntry.objects.filter(dossier=dossier).order_by("at", "id").values_list("action", flat=True))


def accounts_that_can_log_in(beginning: str) -> list[str]:
    """Names of the accounts with a beginning that have a password, a role, or are open."""
    from sync.portal.registry.models import Officer

    rows = Officer.objects.filter(username__startswith=beginning)
    assert rows, "none at all"
    return [row.username for row in rows if row.is_active or row.has_usable_password() or row.membership_set.exists()]


def publish_now() -> list[str]:
    """Look at the folders anew and publish; names of what is published then."""
    from sync.portal.registry import procedures, publishing

    procedures._packs.cache_clear()
    publishing.publish()
    return sorted(publishing.repository().published())


def open_hours(since: str, until: str, opens: str, closes: str) -> float:
    """Hours of opening between two local moments."""
    from datetime import datetime, time

    from django.utils.timezone import make_aware

    from sync.portal.fleet.silence import open_hours as counted
    from sync.portal.registry.models import Site

    site = Site(opens_at=time.fromisoformat(opens), closes_at=time.fromisoformat(closes))
    return counted(site, make_aware(datetime.fromisoformat(since)), make_aware(datetime.fromisoformat(until)))


def newest_revision(dossier: str) -> dict[str, Any]:
    """What the newest revision of a dossier says."""
    import re

    from sync.portal.registry.models import Revision

    row = Revision.objects.filter(dossier=dossier).order_by("-number")[0]
    before = re.search(r"deprecatedID[^>]*>([^<]*)<", row.instance)
    return {
        "number": row.number,
        "papers": len(row.papers),
        "instance": row.instance,
        "deprecated": before[1] if before else "",
        "given_by": row.consent.get("given_by", ""),
    }


def look_for_silence() -> None:
    """What the portal's errands do once a minute."""
    from sync.portal.fleet import alerts

    alerts.look(timezone_module().now())


def evidence(dossier: str) -> list[str]:
    """For every stored revision how the kiosk signed it: "alone" or "among others"; why not, when nothing shows it."""
    from sync.portal.registry import bulk
    from sync.portal.registry.models import Kiosk, Revision
    from sync.protocol.errors import ProtocolError

    said = []
    for row in Revision.objects.filter(dossier=dossier).order_by("number"):
        try:
            bulk.check_evidence(Kiosk.objects.get(id=row.kiosk_id), row)
            said.append("alone" if row.proof is None else "among others")
        except ProtocolError as error:
            said.append(str(error))
    return said


_OWN: dict[str, Any] = {
    "evidence": evidence,
    "open_hours": open_hours,
    "look_for_silence": look_for_silence,
    "newest_revision": newest_revision,
    "publish_now": publish_now,
    "trail_of": trail_of,
    "accounts_that_can_log_in": accounts_that_can_log_in,
    "routes": routes,
    "move_clock": move_clock,
    "check_token": check_token,
}
_SHARED = {"hold": "leases", "release": "leases", "due": "leases", "count": "throttles", "forget": "throttles"}
_SHARED |= {"sweep_leftovers": "leftovers", "sweep_rowless": "leftovers", "ensure_index": "searching"}


def _function(name: str) -> Any:
    """What a test may call: what is above, what workers share, and the administrator's functions."""
    if name in _SHARED:
        found = getattr(import_module(f"sync.portal.registry.{_SHARED[name]}"), name)
        return partial(found, timezone_module().now()) if _SHARED[name] == "leftovers" else found
    return _OWN.get(name) or getattr(administration, name)


def _answer(line: str) -> dict[str, Any]:
    from django.db import connection

    asked = json.loads(line)
    try:
        do = _function(asked["do"])
        return {"answer": do(*asked["args"], **asked["named"])}
    except administration.AdministrationError as error:
        return {"error": str(error)}
    finally:
        connection.close()


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _listen() -> None:
    """Until whoever started this process is gone, however it went; then this process goes, too."""
    for line in sys.stdin:
        _say(json.dumps(_answer(line), default=str))
    os.kill(os.getpid(), signal.SIGTERM)


def _ready(address: str) -> None:
    _say(address)
    threading.Thread(target=_listen, daemon=True).start()


def _hash_quickly() -> None:
    """Passwords of tests are hashed a hundred times less: they log in some hundred times."""
    from django.contrib.auth.hashers import PBKDF2PasswordHasher

    PBKDF2PasswordHasher.iterations //= 100


if __name__ == "__main__":
    _hash_quickly()
    asked = json.loads(sys.argv[1])
    more: Any = {key: Path(value) if key == "packs" else value for key, value in asked["more"].items()}
    server.serve(asked["database"], "127.0.0.1", asked["port"], Path(asked["data"]), on_ready=_ready, **more)
