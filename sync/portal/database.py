"""The database's address as an administrator writes it, and what Django is told of it.

``sqlite:///PATH``, or ``postgresql://USER@HOST[:PORT][,HOST[:PORT]…]/NAME?OPTION=VALUE`` with libpq's own options
(PostgreSQL's documentation, "Connection Strings"). Several hosts are the nodes of one database that changes its
leader (Patroni): whoever connects goes through them until one can be written to.
"""

from typing import Any
from urllib.parse import SplitResult, urlsplit, urlunsplit

import dj_database_url

_SCHEMES = frozenset({"sqlite", "postgres", "postgresql"})
_PORT = "5432"
_KEPT = 600  # seconds that a thread keeps its connection
# A machine that has lost its power answers nothing, not even a refusal: without bounds a connection to it would be
# waited for as long as the kernel likes, which is minutes.
_SEVERAL: dict[str, Any] = {
    "target_session_attrs": "read-write",
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}


class AddressUnusable(ValueError):
    """An address of a database that cannot be one; the message says what to write, and holds no password."""


def settings_of(address: str) -> dict[str, Any]:
    """An entry of Django's DATABASES. Raises AddressUnusable."""
    scheme = _split(address).scheme
    if scheme not in _SCHEMES:
        raise AddressUnusable(f"a database {scheme or '…'}:… is not known here: write sqlite:///… or postgresql://…")
    return _sqlite(address) if scheme == "sqlite" else _postgresql(address)


def _sqlite(address: str) -> dict[str, Any]:
    settings = _parsed(address)
    # FULL: an acknowledgement is a promise, and NORMAL loses commits at a power cut. IMMEDIATE: a writer that
    # began by reading would fail instead of wait. No automatic checkpoint: see registry.checkpoint.
    settings["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0;"
        "PRAGMA secure_delete=ON;",
    }
    return settings


def _postgresql(address: str) -> dict[str, Any]:
    parts = _split(address)
    user, at, places = parts.netloc.rpartition("@")
    hosts = [_host_and_port(place) for place in places.split(",")]
    if len(hosts) > 1 and not all(host for host, _ in hosts):
        raise AddressUnusable("a host is missing between the commas of the database's address")
    first = hosts[0][0]
    name = f"[{first}]" if ":" in first else first
    settings = _parsed(urlunsplit(parts._replace(netloc=f"{user}{at}{name}")))
    options = dict(settings.get("OPTIONS", {}))
    if len(hosts) > 1:
        # As libpq takes several: lists of the same length, by commas.
        settings["HOST"] = ",".join(host for host, _ in hosts)
        settings["PORT"] = ",".join(port or _PORT for _, port in hosts)
        options = {**_SEVERAL, **options}
    elif hosts[0][1]:
        settings["PORT"] = hosts[0][1]
    # Only what asks for it is prepared (registry.quick, registry.rows); None would forbid that too.
    settings["OPTIONS"] = {**options, "prepare_threshold": 1 << 30}
    return settings


def _host_and_port(place: str) -> tuple[str, str]:
    """HOST, HOST:PORT, [ADDRESS]:PORT; a folder of sockets is a host too, with %2F for its slashes."""
    bracket, closed, after = place.partition("]")
    if bracket.startswith("["):
        host, colon, port = bracket[1:], closed and after[:1], after[1:]
    else:
        host, colon, port = place.partition(":")
    sound = not colon or (colon == ":" and port.isdecimal() and 0 < int(port) < 1 << 16)
    if not sound or (port and not colon):
        raise AddressUnusable("a host of the database is written HOST or HOST:PORT, several with commas between")
    return host, port


def _split(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError as error:
        raise AddressUnusable(
            "the database's address cannot be read: brackets belong around an IPv6 address"
        ) from error


def _parsed(address: str) -> dict[str, Any]:
    try:
        return {**dj_database_url.parse(address, conn_max_age=_KEPT), "CONN_HEALTH_CHECKS": True}
    except (ValueError, TypeError) as error:
        raise AddressUnusable(
            "the database's address cannot be read; in a password write %25 for %, %2F for /"
        ) from error
