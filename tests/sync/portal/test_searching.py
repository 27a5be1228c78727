"""The index of names makes a search faster and changes nothing that it finds; a portal does without it, too."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, quote_plus

import psycopg
import pytest

from sync.protocol.followup import show_code
from tests.support import postgres
from tests.support.portal import Kiosk, Officer, Portal

INDEX = "registry_dossier_search"
NAMES = ["Đặng Thị Ngọc Ánh", "Đặng Văn Ẩn", "Dang Quốc Ngữ", "Lò A Páo", "Ksor H'Blin", "K_p Đạt 100%", "Cil\\Mup"]
# Whole and parts of words, with accents and without, too short for trigrams, and what means something to LIKE.
ASKED = ["đặng", "dang thi", "ANH", "an", "o", "quoc ngu", "blin", "h'b", "100%", "%", "_", "k_p", "\\", "khong co ai"]


@pytest.fixture
def dossiers(kiosk: Kiosk) -> dict[str, str]:
    """Name and code of what there is to find."""
    sent = {name: kiosk.dossier(f"<data><name>{name}</name></data>") for name in NAMES}
    assert {one.put().status_code for one in sent.values()} == {201}
    return {show_code(one.code): name for name, one in sent.items()}


@pytest.fixture
def without_index(portal: Portal) -> Iterator[None]:
    portal.sql(f"DROP INDEX IF EXISTS {INDEX}")
    yield
    assert portal.do("ensure_index")


def found(officer: Officer, dossiers: dict[str, str], asked: str) -> list[str]:
    """The names of those that a search shows, in its order."""
    page = officer.get(f"/desk/?q={quote_plus(asked)}").text
    places = {page.find(f">{code}<"): name for code, name in dossiers.items()}
    return [places[place] for place in sorted(places) if place >= 0]


@pytest.mark.usefixtures("without_index")
def test_a_search_finds_the_same_with_the_index_and_without(
    portal: Portal, officer: Officer, dossiers: dict[str, str]
) -> None:
    before = {asked: found(officer, dossiers, asked) for asked in ASKED}
    assert portal.do("ensure_index")
    assert {asked: found(officer, dossiers, asked) for asked in ASKED} == before
    assert set(before["đặng"]) == set(NAMES[:3])
    assert before["dang thi"] == NAMES[:1]
    assert before["100%"] == ["K_p Đạt 100%"]
    assert before["khong co ai"] == []


def test_a_name_is_looked_for_in_the_index(portal: Portal, dossiers: dict[str, str]) -> None:
    assert dossiers
    query = "SELECT * FROM registry_dossier WHERE search LIKE '%ngoc%'"
    if portal.database:
        with psycopg.connect(portal.database) as server:
            server.execute("SET enable_seqscan = off")  # so few rows are read faster without any index
            plan = str(server.execute(f"EXPLAIN {query}").fetchall())
    else:
        with closing(sqlite3.connect(portal.data / "portal.sqlite3")) as file:
            newest = f"EXPLAIN QUERY PLAN {query} ESCAPE '\\' AND site_id IN (1) ORDER BY received_at DESC, id"
            plan = str(file.execute(newest).fetchall())
    assert INDEX in plan


def test_a_server_without_the_extension_serves_and_says_what_to_do(cluster: postgres.Cluster, tmp_path: Path) -> None:
    """Somebody else's database, in which the portal has its tables and may make nothing else."""
    url = cluster.new_database("modest")
    with psycopg.connect(url, autocommit=True) as server:
        server.execute("DROP EXTENSION pg_trgm CASCADE")
        server.execute("CREATE ROLE modest LOGIN")
        server.execute("GRANT ALL ON SCHEMA public TO modest")
        server.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO modest")
        server.execute("ALTER TABLE registry_dossier OWNER TO modest")
    modest = f"postgres://modest@{quote(str(cluster.folder), safe='')}/modest"
    portal = Portal(tmp_path / "data", modest)
    try:
        assert "CREATE EXTENSION pg_trgm" in portal.log
        assert portal.do("ensure_index") is False
        with psycopg.connect(url, autocommit=True) as server:
            server.execute("CREATE EXTENSION pg_trgm")
        assert portal.do("ensure_index") is True
    finally:
        assert portal.stop() == 0
