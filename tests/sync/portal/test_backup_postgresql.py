"""PostgreSQL is dumped while the portal runs, the machine is lost, and a new one takes its place as the guide says.

What kiosks sent after the dump comes again by itself: nothing doubled, nothing lost. Real PostgreSQL clusters (the new
one counts its transactions anew), real kiosks.
"""

import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
import requests

from sync.states import SendState
from tests.support import postgres
from tests.support.portal import PASSWORD, ROOT, SITE, Officer, Portal, Sent, enrolled
from tests.support.portal import Kiosk as Member
from tests.support.revisions import Made
from tests.support.sync_joined import joined
from tests.support.sync_kiosk import SyncKiosk

PICTURES = (b"\x89PNG\r\n\x1a\n one", b"\x89PNG\r\n\x1a\n two")
GUIDE = (ROOT / "docs" / "operations.md").read_text()


def told(pattern: str) -> str:
    """A line of the guide, as it stands there."""
    found = re.search(pattern, GUIDE, re.MULTILINE)
    assert found is not None, pattern
    return found[0]


def run(line: str, **places: str) -> str:
    """A command of the guide, with the names of the guide replaced by those of here."""
    words = [places.get(word, word) for word in line.split()]
    program = postgres.program(words[0])
    done = subprocess.run([program, *words[1:]], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def dump(database: str, into: Path) -> None:
    line = told(r"^pg_dump --format=custom .*$")
    run(line, **{"--file=/backup/new/portal.dump": f"--file={into / 'portal.dump'}", "portal": database})


def copy_folder(data: Path, into: Path) -> None:
    """What the guide copies of the data folder, when it is there."""
    lines = GUIDE.partition("pg_dump --format=custom")[2].partition("```")[0]
    names = {name for names in re.findall(r"cp -a (.+) /backup/new/", lines) for name in names.split()}
    assert {"keys", "secret", "token-secret", "attachments"} <= names
    for name in sorted(names):
        if (data / name).is_dir():
            shutil.copytree(data / name, into / name)
        elif (data / name).exists():
            shutil.copy2(data / name, into / name)


def restore(dumped: Path, fresh: postgres.Cluster) -> str:
    """Into an empty database of another cluster."""
    database = fresh.new_database("portal", empty=True)
    line = told(r"pg_restore --no-owner [^`]*portal\.dump")
    run(
        line,
        **{
            "--role=portal": f"--role={fresh.user}",
            "--dbname=portal": f"--dbname={database}",
            "portal.dump": str(dumped),
        },
    )
    return database


def begin_epoch(data: Path, database: str) -> None:
    assert "kiosk portal begin-epoch" in GUIDE
    command = [sys.executable, "-c", "import sys; from ui.cli import main; sys.exit(main())", "portal", "begin-epoch"]
    subprocess.run([*command, "--data", str(data), "--database", database], cwd=ROOT, check=True, capture_output=True)


@dataclass
class Place:
    """A portal with two kiosks and an officer, on a cluster that has counted far already."""

    portal: Portal
    database: str
    members: tuple[Member, Member]
    kiosks: tuple[SyncKiosk, SyncKiosk]

    def accept(self, made: Made, number: str) -> None:
        officer = Officer(self.portal, "lan")
        officer.login()
        assert officer.act(shown(self, made), "accept", official_number=number, promised_on="").status_code == 302


@pytest.fixture
def place(cluster: postgres.Cluster, tmp_path: Path) -> Iterator[Place]:
    database = cluster.new_database(f"before-{tmp_path.name}")
    with psycopg.connect(database, autocommit=True) as server:
        server.execute("DO $$ BEGIN FOR turn IN 1..5000 LOOP PERFORM pg_current_xact_id(); COMMIT; END LOOP; END $$")
    portal = Portal(tmp_path / "data", database)
    portal.do("add_site", SITE, "Xã Đạ Một")
    portal.do("add_officer", "lan", "Lê Thị Lan", SITE, PASSWORD)
    members = enrolled(portal), enrolled(portal, name="Máy 2")
    first, second = (joined(portal, member, tmp_path / f"{number}.db") for number, member in enumerate(members))
    made = Place(portal, database, members, (first, second))
    try:
        yield made
    finally:
        first.close()
        second.close()


def shown(place: Place, made: Made) -> Sent:
    return Sent(place.members[0], made.dossier, made.code, made.number, "", made.body)


def settle(place: Place) -> None:
    for kiosk in place.kiosks:
        kiosk.time.pass_(2000)
        kiosk.settle()


def stored(database: str) -> Counter[tuple[str, int, str]]:
    with psycopg.connect(database) as server:
        rows = server.execute("SELECT dossier::text, number, hash FROM registry_revision").fetchall()
    return Counter((str(dossier), int(number), str(digest)) for dossier, number, digest in rows)


@pytest.mark.long(12)
@pytest.mark.timeout(240)
def test_what_kiosks_sent_after_the_dump_comes_again_and_nothing_twice(place: Place, tmp_path: Path) -> None:
    first, second = place.kiosks
    before = [first.add(pictures=PICTURES[:1]), first.add(), second.add()]
    settle(place)
    place.accept(before[0], "H38.01-2026-1")
    settle(place)

    backup = tmp_path / "new" / "data"
    backup.mkdir(mode=0o700, parents=True)
    dump(place.database, tmp_path)  # while it runs
    copy_folder(place.portal.data, backup)
    after = [first.add(pictures=PICTURES[1:]), second.add(), second.add()]
    amended = first.add(dossier=before[1].dossier, code=before[1].code, number=2, parent=before[1].hash)
    settle(place)
    place.accept(before[2], "H38.01-2026-2")
    settle(place)
    everything = [*before, *after, amended]
    assert all(kiosk_of(place, made).state(made) is SendState.ACKNOWLEDGED for made in everything)
    assert stored(place.database) == Counter((str(made.dossier), made.number, made.hash) for made in everything)

    port = int(place.portal.url.rpartition(":")[2])
    place.portal.kill()
    shutil.rmtree(place.portal.data)
    with postgres.cluster() as fresh:
        database = restore(tmp_path / "portal.dump", fresh)
        assert sum(stored(database).values()) == len(before)
        begin_epoch(backup, database)
        place.portal = Portal(backup, database, port=port)
        settle(place)
        assert stored(database) == Counter((str(made.dossier), made.number, made.hash) for made in everything)
        look_at_the_desk(place, before, after)
        later = second.add()
        place.accept(before[2], "H38.01-2026-2")  # what the officer did after the dump is to be done again
        settle(place)
        assert second.state(later) is SendState.ACKNOWLEDGED
        newest = [event for event in place.members[1].changes() if event["dossier"] == str(before[2].dossier)]
        assert newest[-1]["data"]["official_number"] == "H38.01-2026-2"
        assert place.portal.stop() == 0


def kiosk_of(place: Place, made: Made) -> SyncKiosk:
    first, second = place.kiosks
    return (
        first if first.db.execute("SELECT 1 FROM outbox WHERE dossier = ?", [str(made.dossier)]).fetchone() else second
    )


def look_at_the_desk(place: Place, before: list[Made], after: list[Made]) -> None:
    """The official number of before the dump, and the pictures of before and after."""
    place.members[0].portal = place.members[1].portal = place.portal
    officer = Officer(place.portal, "lan")
    assert officer.login().status_code == 302
    assert "H38.01-2026-1" in officer.get(officer.path(shown(place, before[0]))).text
    assert "H38.01-2026-2" not in officer.get(officer.path(shown(place, before[2]))).text
    for made, picture in zip((before[0], after[0]), PICTURES, strict=True):
        path = f"{officer.path(shown(place, made))}revisions/1/papers/{made.blobs[0].sha256}/"
        assert officer.get(path).content == picture
    assert requests.get(f"{place.portal.url}/healthz", timeout=60).status_code == 200
