"""What a release left behind goes on under today's program, on both databases.

The databases in released/ were made by the programs of those releases over their own sockets and pages
(tests/support/record_release.py). Nothing in them may be lost on the way to today's tables, and it has to mean the
same to the desk, to the resident, and to the kiosk that goes on sending.
"""

import base64
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from nacl.public import PrivateKey
from nacl.signing import SigningKey

from sync.protocol.encoding import from_base64
from tests.support import portal_tables, postgres, released
from tests.support.portal import Kiosk, Officer, Portal, Sent

PICTURE = b"\x89PNG\r\n\x1a\n a picture"
# Columns of a released table that a later migration writes anew: (table, column). None so far.
REWRITTEN: frozenset[tuple[str, str]] = frozenset()

ENGINES = ("sqlite", "postgresql")


RELEASES = released.releases()
# All are moved on, on both. Today's portal serves each on SQLite and the oldest on PostgreSQL too:
# what a portal does there with tables of today is what all other tests are about, and starting one takes two seconds.
of_each = pytest.mark.parametrize(
    ("release", "engine"), [(release, engine) for engine in ENGINES for release in RELEASES], scope="module"
)
served = pytest.mark.parametrize(
    ("release", "engine"), [*((release, "sqlite") for release in RELEASES), (RELEASES[0], "postgresql")], scope="module"
)


@dataclass
class Moved:
    """A database before and after it was moved on, and its data folder. url: as a portal takes it."""

    left: released.Left
    database: str
    data: Path
    before: released.Rows
    after: released.Rows

    @property
    def url(self) -> str:
        return self.database if self.database.startswith("postgres") else ""


@pytest.fixture(scope="module")
def by_engine() -> dict[str, dict[str, Moved]]:
    """What was moved on already."""
    return {}


@pytest.fixture(scope="module")
def moved(
    release: str,
    engine: str,
    by_engine: dict[str, dict[str, Moved]],
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Moved:
    """One of them; all of an engine are moved on at once, which costs one start of Django."""
    if engine not in by_engine:
        cluster = request.getfixturevalue("cluster") if engine == "postgresql" else None
        by_engine[engine] = _moved_on(released.portals(engine), cluster, tmp_path_factory)
    return by_engine[engine][release]


def _moved_on(
    all_left: list[released.Left], cluster: postgres.Cluster | None, folders: pytest.TempPathFactory
) -> dict[str, Moved]:
    found: dict[str, Moved] = {}
    for left in all_left:
        data = folders.mktemp(left.folder.name) / "data"
        data.mkdir(mode=0o700)
        left.put_files(data)
        database = str(data / "portal.sqlite3")
        if cluster is not None:
            database = cluster.new_database(f"left-{left.folder.name}", empty=True)
        released.load(left, database)
        found[left.folder.name.partition("-")[0]] = Moved(left, database, data, released.rows_of(database), {})
    released.migrate_all([each.database for each in found.values()])
    for each in found.values():
        each.after = released.rows_of(each.database)
    return found


@of_each
def test_every_row_is_there_and_says_the_same(moved: Moved) -> None:
    assert sum(map(len, moved.before.values())) > 40
    assert not [table for table, rows in moved.before.items() if not rows and "registry_officer_" not in table]
    for table, rows in moved.before.items():
        assert _said(table, moved.after[table], rows) == _said(table, rows, rows), table


def _said(table: str, rows: list[dict[str, Any]], then: list[dict[str, Any]]) -> Counter[str]:
    """How often each row is there, in the columns that there were then."""
    columns = [name for name in (then[0] if then else {}) if (table, name) not in REWRITTEN]
    return Counter(repr([row[name] for name in columns]) for row in rows)


@of_each
def test_the_tables_are_those_of_a_new_portal(
    moved: Moved, engine: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """Triggers and indexes too: a change of a table on SQLite makes it anew, and what hung on it can be forgotten."""
    new = str(tmp_path / "new" / "portal.sqlite3")
    if engine == "postgresql":
        cluster: postgres.Cluster = request.getfixturevalue("cluster")
        new = cluster.new_database(f"shape-{moved.left.folder.name}")
    else:
        portal_tables.sqlite_into(tmp_path / "new")
    assert released.shape_of(moved.database) == released.shape_of(new)


@pytest.fixture(scope="module")
def portal(moved: Moved) -> Iterator[Portal]:
    """Today's, on what was left."""
    packs = moved.data.with_name("packs")  # none: reading them all would take a quarter of the time
    packs.mkdir()
    running = Portal(moved.data, moved.url, packs=str(packs))
    if moved.url:  # as after every restore: this cluster counts its transactions anew
        running.do("begin_epoch")
    yield running
    assert running.stop() == 0


@pytest.fixture(scope="module")
def kiosk(portal: Portal, moved: Moved) -> Kiosk:
    """The one that sent them, which has not been told that its portal is another now."""
    told = moved.left.story["kiosk"]
    keys = SigningKey(from_base64(told["sign_key"])), PrivateKey(from_base64(told["box_key"]))
    return Kiosk(portal, *keys, enrolled=told["enrolled"], counter=told["counter"] + 100)


def dossier(moved: Moved, kiosk: Kiosk, name: str) -> Sent:
    told = moved.left.story["dossiers"][name]
    body = base64.b64decode(told["body"])
    return Sent(kiosk, UUID(told["dossier"]), told["code"], told["number"], told["instance"], body)


@served
def test_the_desk_lists_and_shows_them(moved: Moved, portal: Portal, kiosk: Kiosk) -> None:
    officer = Officer(portal, "lan")
    assert officer.login().status_code == 302
    waiting = "".join(officer.get(f"/desk/?show={show}").text for show in ("new", "open"))
    shown = {
        name: dossier(moved, kiosk, name) for name in ("new", "accepted", "asked", "corrected", "ready", "refused")
    }
    listed = {name for name, sent in shown.items() if officer.path(sent) in waiting}
    assert listed == {"new", "accepted", "asked", "corrected"}
    page = officer.get(officer.path(shown["new"])).text
    assert "Đặng Thị Ước" in page
    (paper,) = [name for name in moved.left.story["files"] if "attachments" in name and name.split("/")[-1] in page]
    picture = officer.get(f"{officer.path(shown['new'])}revisions/1/papers/{paper.split('/')[-1]}/")
    assert (picture.status_code, picture.content) == (200, PICTURE)
    assert "H38.01-2026-0000" in officer.get(officer.path(shown["accepted"])).text
    assert "Ghi đủ họ tên mẹ" in officer.get(officer.path(shown["asked"])).text
    assert "Lê Hữu Nghĩa Em" in officer.get(officer.path(shown["corrected"])).text
    assert officer.get(officer.path(shown["new"], site=2)).status_code == 404


@served
def test_an_officer_goes_on_where_the_release_ended(moved: Moved, portal: Portal, kiosk: Kiosk) -> None:
    officer = Officer(portal, "lan")
    officer.login()
    sent = dossier(moved, kiosk, "accepted")
    assert officer.act(sent, "ready", note="").status_code == 302
    assert kiosk.changes()[-1]["data"]["state"] == "result-ready"


@served
def test_the_resident_finds_it_by_the_old_receipt(moved: Moved, portal: Portal) -> None:
    officer = Officer(portal, "lan")
    for name in ("new", "ready", "refused"):
        told = moved.left.story["dossiers"][name]
        page = officer.get(f"/h/{told['token']}")
        assert page.status_code == 200
        assert told["code"][:3] in page.text
    assert "Đến cửa số 2" in officer.get(f"/h/{moved.left.story['dossiers']['ready']['token']}").text


@served
def test_the_kiosk_reads_on_and_sends_on(moved: Moved, kiosk: Kiosk) -> None:
    story = moved.left.story
    for name in ("new", "corrected", "corrected-2"):
        sent = dossier(moved, kiosk, name)
        assert kiosk.call("GET", sent.target).text == story["dossiers"][name]["acknowledged"]
        assert sent.put().status_code == 200  # the same bytes again: known, not doubled
    told = kiosk.changes()
    assert [_event(each) for each in told[: len(story["feed"])]] == [_event(each) for each in story["feed"]]
    after = kiosk.call("GET", f"/v1/changes?after={story['page']['next']}&limit=500").json()
    if not moved.url:  # the same epoch: no event twice
        assert [_event(each) for each in [*story["page"]["events"], *after["events"]]] == [
            _event(each) for each in told
        ]
    assert kiosk.dossier("<data><mother><name>Người Đến Sau</name></mother></data>").put().status_code == 201
    correction = next(
        event["data"]["correction"]
        for event in told
        if event["kind"] == "correction" and event["dossier"] == story["dossiers"]["asked"]["dossier"]
    )
    answer = dossier(moved, kiosk, "asked").next(
        "<data><mother><name>Trần Thị Đào Em</name></mother></data>", corrects=correction
    )
    assert answer.put().status_code == 201


def _event(each: dict[str, Any]) -> str:
    """All but its number, which a new epoch gives anew."""
    return json.dumps({key: value for key, value in each.items() if key != "id"}, sort_keys=True)


@of_each
def test_the_trail_cannot_be_changed_there_either(moved: Moved) -> None:
    trails = [table for table in ("registry_auditentry", "registry_accountentry") if moved.after[table]]
    assert "registry_auditentry" in trails  # the other one had no lines yet in the oldest release
    for table in trails:
        with pytest.raises(Exception, match="append-only"):
            released.change(moved.database, f"UPDATE {table} SET action = 'x'")
