"""What it costs that every kiosk of a province looks at its feed once a minute, when there is nothing new."""

import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

from sync.protocol.encoding import hash_of
from sync.protocol.followup import prefix_of_number
from tests.support import load, postgres
from tests.support.portal import SITE, Kiosk, Portal, enrolled

pytestmark = [pytest.mark.bench, pytest.mark.timeout(600)]
KIOSKS, MINUTE, SECONDS, LINES = 6_600, 60, 10, 4
ASKING = KIOSKS * SECONDS // MINUTE


@pytest.mark.parametrize("workers", [1, 2])
def test_a_province_polls(cluster: postgres.Cluster, tmp_path: Path, capsys: pytest.CaptureFixture[str], workers: int):
    portal = Portal(tmp_path / "data", cluster.new_database(f"polls-{workers}"), workers=workers)
    try:
        portal.do("add_site", SITE, "Xã Đạ Một")
        first = enrolled(portal)
        assert first.dossier().put().status_code == 201
        cursor = first.call("GET", "/v1/changes?after=&limit=100").json()["next"]
        asking = colleagues(portal, first)
        polls = [load.request(one, "GET", f"/v1/changes?after={cursor}&limit=100") for one in asking]
        load.all_at_once(portal.url, [polls[line:400:LINES] for line in range(LINES)], 200)  # all is read and open
        answered, spent = load.spent_during(portal.process, cluster.process, lambda: paced(portal, polls[400:]))
    finally:
        assert portal.stop() == 0
    with capsys.disabled():
        sys.stdout.write(
            f"\nfeed polls, {workers} worker(s): {answered.rate:.0f}/s ({KIOSKS} kiosks a minute are"
            f" {KIOSKS // MINUTE}/s; {answered.quantiles}); goal: the portal under 0.5 of a core;"
            f" {spent.said(answered.seconds, ASKING)}\n"
        )
    assert spent.portal / answered.seconds < (0.5 if os.getloadavg()[0] < 3 else 2)  # beside others a call costs more


def colleagues(portal: Portal, first: Kiosk) -> list[Kiosk]:
    """As many kiosks as a province has; those that will ask. A fifth was not heard of for five minutes, as always."""
    with psycopg.connect(portal.database, autocommit=True) as server:
        row = server.execute("SELECT * FROM registry_kiosk").fetchone()
        columns = [column.name for column in server.cursor().execute("SELECT * FROM registry_kiosk").description or ()]
        known = dict(zip(columns, row or (), strict=True))
        own = {name: value for name, value in known.items() if not isinstance(value, dict)}
        statement = sql.SQL("INSERT INTO registry_kiosk ({}) VALUES ({})").format(
            sql.SQL(", ").join(map(sql.Identifier, own)) + sql.SQL(", settings"),
            sql.SQL(", ").join([sql.Placeholder()] * len(own)) + sql.SQL(", '{}'"),
        )
        rows = []
        for number in range(1, KIOSKS):
            more = {
                "id": uuid4(),
                "prefix": prefix_of_number(number + 100),
                "token_hash": hash_of(f"t{number}".encode()),
            }
            seen = None if number % 5 == 0 else known["last_seen_at"]
            rows.append(list({**own, **more, "last_seen_at": seen}.values()))
        with server.cursor() as many:
            many.executemany(statement, rows)
    tokens = [f"t{number}" for number in range(1, ASKING + 401)]
    return [replace(first, enrolled={**first.enrolled, "token": token}) for token in tokens]


def paced(portal: Portal, polls: list[bytes]) -> load.Took:
    """A hundred and ten a second, however fast they are answered."""
    begun = time.perf_counter()

    def work(line: int) -> list[float]:
        taken = []
        with load.Line(portal.url) as connection:
            for number in range(line, len(polls), LINES):
                time.sleep(max(0.0, begun + number * SECONDS / len(polls) - time.perf_counter()))
                asked = time.perf_counter()
                status, body = connection.exchange(polls[number])
                assert status == 200, body
                taken.append(time.perf_counter() - asked)
        return taken

    with ThreadPoolExecutor(LINES) as pool:
        each = [taken for part in pool.map(work, range(LINES)) for taken in part]
    return load.Took(time.perf_counter() - begun, each)
