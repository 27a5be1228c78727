"""A store that a release left behind is opened by today's program: every row is there, and means what it meant.

The stores in released/ were made by the programs of those releases (tests/support/record_release.py), written down in
SQL. Here they are encrypted again, under a key of this machine, as they lay on the kiosk.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from nacl.public import PrivateKey
from nacl.signing import SigningKey

from kiosk.app import Kiosk
from kiosk.store import backup, keys, schema
from kiosk.store.driver import Database, open_encrypted
from kiosk.types import DossierState, SendState
from sync.protocol.encoding import from_base64
from tests.support import released
from tests.support.kiosks import PIN, Clock, Portal, finish

FROM = sorted(folder.name for folder in released.STORES.iterdir())
# Columns of a released table that are written anew: (table, column). A start takes the settings from settings.toml.
REWRITTEN = frozenset({("setting", "value")})
_OF_SQLITE = ("sqlite_", "_sqlite_")


@pytest.fixture(params=FROM)
def left(request: pytest.FixtureRequest) -> released.Left:
    return released.Left(released.STORES / request.param)


@pytest.fixture
def story(left: released.Left) -> dict[str, Any]:
    return left.story


@pytest.fixture
def home(left: released.Left, tmp_path: Path) -> Path:
    """As the release left it."""
    home = tmp_path / "kiosk"
    left.put_files(home)
    store = open_encrypted(backup.store_path(home), keys.load_or_create(home, store_exists=False).key)
    store.execute("PRAGMA foreign_keys = OFF")  # the dump is in the order of names
    store.conn.executescript(left.dump)
    store.conn.close()
    return home


@pytest.fixture
def portal(story: dict[str, Any]) -> Portal:
    """The one that the kiosk was enrolled at."""
    told = story["portal"]
    return Portal(SigningKey(from_base64(told["sign_key"])), PrivateKey(from_base64(told["box_key"])))


@pytest.fixture
def kiosk(home: Path, story: dict[str, Any]) -> Iterator[Kiosk]:
    """Today's program, an hour after the release was stopped."""
    kiosk = Kiosk.open(home, now=Clock(datetime.fromisoformat(story["at"])))
    yield kiosk
    kiosk.close()


def rows(db: Database) -> released.Rows:
    names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
    found: released.Rows = {}
    for table in names:
        if not table.startswith(_OF_SQLITE):
            asked = db.execute(f'SELECT * FROM "{table}"')
            columns = [column[0] for column in asked.description]
            found[table] = [dict(zip(columns, row, strict=True)) for row in asked.fetchall()]
    return found


def before(left: released.Left) -> released.Rows:
    """What the release wrote down."""
    file = sqlite3.connect(":memory:")
    try:
        file.executescript(left.dump)
        names = [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
        file.row_factory = sqlite3.Row
        return {
            name: [dict(row) for row in file.execute(f'SELECT * FROM "{name}"')]
            for name in names
            if not name.startswith(_OF_SQLITE)
        }
    finally:
        file.close()


def test_every_row_is_there_and_says_the_same(left: released.Left, kiosk: Kiosk) -> None:
    then, now = before(left), kiosk.store.call(rows)
    assert sum(map(len, then.values())) > 40
    for table, wrote in then.items():
        columns = [name for name in (wrote[0] if wrote else {}) if (table, name) not in REWRITTEN]
        said = Counter(repr([row[name] for name in columns]) for row in wrote)
        kept = Counter(repr([row[name] for name in columns]) for row in now[table])
        # What the start itself notes (the audit's lines, the day) comes beside; nothing goes.
        assert not said - kept, table


def test_its_tables_are_those_of_a_new_store(kiosk: Kiosk, tmp_path: Path) -> None:
    def shape(db: Database) -> set[tuple[str, str, str]]:
        return set(
            db.execute(
                "SELECT 'column', m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c "
                "WHERE m.type = 'table' UNION SELECT type, tbl_name, name FROM sqlite_master WHERE type <> 'table'"
            ).fetchall()
        )

    new = Kiosk.open(tmp_path / "new", now=kiosk.now)
    try:
        assert kiosk.store.call(shape) == new.store.call(shape)
        assert kiosk.store.call(schema.applied) == schema.NAMES
    finally:
        new.close()


def test_a_copy_of_the_store_was_made_before_it_was_changed(left: released.Left, home: Path, kiosk: Kiosk) -> None:
    kiosk.close()
    steps = {row["name"] for row in _steps(left)}
    copies = [path for path in backup.backups(home) if path.name.endswith("-migration.db")]
    assert len(copies) == (1 if steps < set(schema.NAMES) else 0)


def _steps(left: released.Left) -> list[dict[str, Any]]:
    file = sqlite3.connect(":memory:")
    try:
        file.executescript(left.dump)
        file.row_factory = sqlite3.Row
        return [dict(row) for row in file.execute("SELECT name FROM _sqlite_migrations")]
    finally:
        file.close()


def test_the_screens_say_what_the_release_said(kiosk: Kiosk, story: dict[str, Any]) -> None:
    for state, told in story["dossiers"].items():
        seen = kiosk.dossiers.view(told["code"])
        view = told["view"]
        assert (state, str(seen.state), str(seen.sending or "")) == (state, view["state"], view["sending"])
        assert (seen.official_number, str(seen.promised_on or "")) == (view["official_number"], view["promised_on"])
        assert [flag.ref for flag in seen.flags] == view["flags"]
        assert [str(entry.kind) for entry in seen.history] == view["history"]
        assert seen.has_pin == view["has_pin"]
    assert kiosk.dossiers.outgoing().waiting == story["outgoing"]
    kiosk.staff.check(story["staff_code"])


def test_a_draft_is_taken_up_by_its_pin_and_finished(kiosk: Kiosk, portal: Portal, story: dict[str, Any]) -> None:
    draft = kiosk.drafts.resume(story["dossiers"]["draft"]["code"], PIN)
    assert draft.xml == "<data><name>Đặng Thị Ước</name></data>".encode()
    assert finish(kiosk, draft, draft.xml).number == 1
    revision, content, _ = portal.open(kiosk, draft.dossier, 1)
    assert revision.header.code == draft.code
    assert "Đặng Thị Ước" in content.instance


def test_what_waits_goes_to_the_same_portal_with_its_picture(
    kiosk: Kiosk, portal: Portal, story: dict[str, Any]
) -> None:
    ready = story["dossiers"]["ready"]
    dossier = UUID(ready["dossier"])
    _, content, _ = portal.open(kiosk, dossier, 1)
    assert [paper.sha256 for paper in content.papers] == [story["paper"]]
    with kiosk.attachments.open(story["paper"]) as file:
        assert file.read()
    assert kiosk.attachments.read(dossier, story["paper"]) == b"\xff\xd8\xff picture"
    portal.acknowledge(kiosk, dossier, 1)
    assert kiosk.dossiers.view(ready["code"]).sending is SendState.ACKNOWLEDGED


def test_a_correction_that_was_asked_for_is_answered(kiosk: Kiosk, portal: Portal, story: dict[str, Any]) -> None:
    asked = story["dossiers"]["asked"]
    draft = kiosk.dossiers.correct(asked["code"], PIN)
    assert [flag.ref for flag in draft.flagged] == ["/data/name"]
    finish(kiosk, draft)
    revision, content, _ = portal.open(kiosk, draft.dossier, 2)
    assert content.corrects == "c1"
    assert revision.header.parent
    portal.acknowledge(kiosk, draft.dossier, 2)
    portal.says(kiosk, draft.dossier, DossierState.PROCESSING, number=2)
    assert kiosk.dossiers.view(asked["code"]).state is DossierState.PROCESSING
