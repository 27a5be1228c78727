"""How fast the portal takes dossiers in, beside the floor of the same machine: the same bytes put into bare SQLite."""

import http.client
import secrets
import sqlite3
import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from sync.protocol.answers import NONCE_HEADER
from sync.protocol.encoding import canonical_json, to_base64
from tests.support.portal import Portal, Sent, enrolled

pytestmark = pytest.mark.bench
CLIENTS, EACH = 8, 40


def bare_inserts(path: Path, bodies: list[bytes]) -> float:
    """Rows a second: one transaction each, WAL, synchronous=FULL."""
    database = sqlite3.connect(path, isolation_level=None)
    try:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=FULL")
        database.execute("CREATE TABLE revision (name TEXT PRIMARY KEY, body BLOB)")
        begun = time.perf_counter()
        for number, body in enumerate(bodies):
            database.execute("INSERT INTO revision VALUES (?, ?)", (str(number), body))
        return len(bodies) / (time.perf_counter() - begun)
    finally:
        database.close()


def put_all(portal: Portal, revisions: list[Sent]) -> list[float]:
    """One client on one connection; seconds for each request."""
    place = urlsplit(portal.url)
    line = http.client.HTTPConnection(str(place.hostname), place.port)
    taken = []
    for sent in revisions:
        headers = {
            "Authorization": f"Bearer {sent.kiosk.enrolled['token']}",
            NONCE_HEADER: to_base64(secrets.token_bytes(16)),
        }
        begun = time.perf_counter()
        line.request("PUT", sent.target, sent.body, headers)
        answer = line.getresponse()
        answer.read()
        taken.append(time.perf_counter() - begun)
        assert answer.status == 201
    line.close()
    return taken


def test_taking_dossiers_in(portal: Portal, tmp_path: Path) -> None:
    kiosk = enrolled(portal)
    instance = f"<data>{'<answer>Nguyễn Thị Ánh</answer>' * 60}</data>"
    parts = [[kiosk.dossier(instance) for _ in range(EACH)] for _ in range(CLIENTS)]
    bodies = [sent.body for part in parts for sent in part]
    floor = bare_inserts(tmp_path / "floor.sqlite3", bodies)
    begun = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        times = [taken for part in pool.map(lambda part: put_all(portal, part), parts) for taken in part]
    single = len(times) / (time.perf_counter() - begun)
    fresh = [kiosk.dossier(instance).body for _ in range(100)]
    bulk_body = canonical_json({"revisions": [to_base64(body) for body in fresh]})
    begun = time.perf_counter()
    assert {one["status"] for one in kiosk.call("POST", "/v1/revisions", bulk_body).json()["results"]} == {201}
    bulk = len(fresh) / (time.perf_counter() - begun)
    quantiles = statistics.quantiles(times, n=100)
    engine = "PostgreSQL" if portal.database else "SQLite"
    sys.stdout.write(
        f"\n{engine}: {single:.0f} dossiers/s from {CLIENTS} clients"
        f" (p50 {quantiles[49] * 1000:.0f} ms, p99 {quantiles[98] * 1000:.0f} ms), bulk {bulk:.0f}/s;"
        f" bare SQLite inserts {floor:.0f}/s: {single / floor:.2f} and {bulk / floor:.2f} of the floor\n"
    )
    assert single > 20
