"""GET /healthz: what watches over a portal is told whether it works, and nothing else."""

import re
import time
from pathlib import Path

import psycopg
import requests

from sync.protocol.answers import NONCE_HEADER, SIGNATURE_HEADER
from tests.support import postgres
from tests.support.portal import Portal

OK = {"database": "ok", "attachments": "ok"}
PATIENCE = 60.0


def asked(portal: Portal) -> requests.Response:
    return requests.get(f"{portal.url}/healthz", timeout=30)


def asked_until(portal: Portal, status: int) -> requests.Response:
    """What was seen is good for a few seconds, so a change is waited for."""
    end = time.monotonic() + PATIENCE
    while (response := asked(portal)).status_code != status:
        assert time.monotonic() < end, response.text
        time.sleep(0.2)
    return response


def test_a_portal_that_works_says_so_and_nothing_else(portal: Portal) -> None:
    response = asked(portal)
    assert (response.status_code, response.json()) == (200, OK)
    assert response.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in response.headers
    assert requests.head(f"{portal.url}/healthz", timeout=30).status_code == 200
    assert requests.post(f"{portal.url}/healthz", timeout=30).status_code in {403, 405}


def test_what_cannot_be_opened_is_told_and_not_made_anew(tmp_path: Path) -> None:
    """The threads keep their connections to the file, and so would notice nothing by themselves."""
    place, away = tmp_path / "database", tmp_path / "elsewhere"
    place.mkdir()
    portal = Portal(tmp_path / "data", f"sqlite:///{place / 'portal.sqlite3'}")
    assert asked(portal).status_code == 200
    place.rename(away)
    assert asked_until(portal, 503).json() == {"database": "fails", "attachments": "ok"}
    assert not place.exists()
    away.rename(place)
    assert asked_until(portal, 200).json() == OK

    folder = portal.data / "attachments"
    folder.rename(portal.data / "scans-elsewhere")
    folder.write_text("in the way")
    assert asked_until(portal, 503).json() == {"database": "ok", "attachments": "fails"}
    assert portal.stop() == 0
    assert portal.log.count("health: database fails") == 1
    assert portal.log.count("health: database is back") == 1


def test_a_postgresql_that_lets_nobody_in_is_told(tmp_path: Path, cluster: postgres.Cluster) -> None:
    portal = Portal(tmp_path / "data", cluster.new_database("health"))
    assert asked(portal).status_code == 200
    with psycopg.connect(cluster.url(), autocommit=True) as server:
        server.execute("ALTER DATABASE health ALLOW_CONNECTIONS false")
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'health'")
        assert asked_until(portal, 503).json() == {"database": "fails", "attachments": "ok"}
    assert portal.stop() == 0


def test_a_fault_under_v1_leaves_a_line_that_says_where(own_portal: Portal) -> None:
    """Kiosks are told no more than that; whoever looks after the portal needs the place."""
    own_portal.sql("CREATE TABLE kept AS SELECT * FROM registry_portal")
    own_portal.sql("DELETE FROM registry_portal")
    answer = requests.get(f"{own_portal.url}/v1/hello", headers={NONCE_HEADER: "A" * 22}, timeout=60)
    own_portal.sql("INSERT INTO registry_portal SELECT * FROM kept")
    assert answer.status_code == 500
    assert answer.headers[SIGNATURE_HEADER]
    assert "registry" not in answer.text
    assert re.search(r"ERROR sync\.portal DoesNotExist in v1:hello at \S+routes\.py:\d+", own_portal.log)
    line = (
        r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} (INFO|WARNING|ERROR|CRITICAL) [\w.]+ \S.*"  # as docs/operations.md says
    )
    assert [each for each in own_portal.log.splitlines() if not re.fullmatch(line, each)] == []
