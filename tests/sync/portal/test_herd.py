"""Many real kiosks come back to the real portal at once: spread out, paced, and everything arrives once."""

import sqlite3
from uuid import UUID

import pytest

from tests.support.herd import come_back
from tests.support.portal import SITE, Portal


@pytest.fixture
def fresh_portal(tmp_path):
    portal = Portal(tmp_path / "data")
    portal.do("add_site", SITE, "Xã Đạ Một")
    yield portal
    assert portal.stop() == 0


def stored(portal):
    db = sqlite3.connect(portal.data / "portal.sqlite3")
    try:
        rows = db.execute("SELECT dossier, number, hash FROM registry_revision").fetchall()
    finally:
        db.close()
    return {(str(UUID(row[0])), row[1]): row[2] for row in rows}


@pytest.mark.timeout(300)
def test_twenty_kiosks_come_back_at_once(fresh_portal, tmp_path):
    """Ten minutes of theirs are eight seconds of ours; each has more waiting than goes one by one."""
    seen = come_back(fresh_portal, tmp_path, 20, 22, speed=75, pictures=1, give_up=250)
    assert seen.trouble == []
    assert len(seen.hashes) == 440
    assert stored(fresh_portal) == seen.hashes


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_two_hundred_kiosks_come_back_at_once(fresh_portal, tmp_path, capsys):
    seen = come_back(fresh_portal, tmp_path, 200, 50, speed=10, pictures=2, give_up=1500)
    with capsys.disabled():
        print(
            f"\n200 kiosks x 50 dossiers: {seen.seconds:.0f} s, {sum(seen.requests.values())} requests, "
            f"peak {max(seen.requests.values())} in a second of theirs, {seen.refused} cycles broken off"
        )
    assert seen.trouble == []
    assert stored(fresh_portal) == seen.hashes
