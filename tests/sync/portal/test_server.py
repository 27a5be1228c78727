"""Starting, stopping and keeping: what must survive, and what must stay private."""

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

from sync.protocol.encoding import hash_of
from tests.support import portal_tables, postgres
from tests.support.portal import PASSWORD, ROOT, SITE, Kiosk, Officer, Portal, Sent, enrolled, photograph


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def begun(data: Path, **more: Any) -> Portal:
    portal = Portal(data, **more)
    portal.do("add_site", SITE, "Xã Đạ Một")
    return portal


@dataclass
class Ended:
    """What a portal left behind that had done a little of everything."""

    data: Path
    kiosk: Kiosk
    code: str
    sent: Sent


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Ended:
    data = tmp_path_factory.mktemp("ended") / "data"
    portal = begun(data)
    portal.do("add_officer", "lan", "Lan", SITE, PASSWORD)
    officer = Officer(portal, "lan")
    officer.login()
    code = portal.do("new_enrolment_code", SITE)
    kiosk = Kiosk(portal)
    kiosk.enrol(code)
    sent = kiosk.dossier()
    sent.put()
    officer.act(sent, "accept", official_number="H38.01-1", promised_on="")
    assert portal.stop() == 0
    return Ended(data, kiosk, code, sent)


def test_keys_and_secrets_are_closed_to_others(ended: Ended) -> None:
    assert ended.data.stat().st_mode & 0o777 == 0o700
    private = [*(ended.data / "keys").iterdir(), ended.data / "secret", ended.data / "token-secret"]
    assert len(private) == 4
    stored = (ended.data / "portal.sqlite3").read_bytes()
    for path in private:
        assert path.stat().st_mode & 0o777 == 0o600
        assert path.read_bytes() not in stored


def test_tokens_and_codes_are_stored_only_as_hashes(ended: Ended) -> None:
    stored = b"".join(path.read_bytes() for path in ended.data.glob("portal.sqlite3*"))
    assert ended.sent.code.encode() in stored
    for secret in (ended.kiosk.enrolled["token"], ended.code, ended.code.replace("-", ""), PASSWORD):
        assert secret.encode() not in stored


def test_an_act_leaves_its_trace(ended: Ended) -> None:
    database = sqlite3.connect(ended.data / "portal.sqlite3")
    try:
        rows = database.execute("SELECT action, officer_id IS NULL FROM registry_auditentry ORDER BY at").fetchall()
    finally:
        database.close()
    assert [row for row in rows if row[0] != "opened"] == [
        *(("role-given", 1), ("enrolment-code", 1), ("kiosk-enrolled", 1), ("accept", 0))
    ]
    assert ("opened", 0) in rows


def test_the_audit_trail_cannot_be_changed_with_sql(ended: Ended) -> None:
    database = sqlite3.connect(ended.data / "portal.sqlite3")
    try:
        for change in ("UPDATE registry_auditentry SET action = 'x'", "DELETE FROM registry_auditentry"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                database.execute(change)
    finally:
        database.close()


def test_a_kill_between_acknowledgement_and_reply_loses_nothing(data: Path) -> None:
    portal = begun(data)
    kiosk = enrolled(portal)
    paper, ciphertext = photograph(b"picture")
    assert kiosk.call("PUT", f"/v1/attachments/{paper.sha256}", ciphertext).status_code == 201
    sent = [kiosk.dossier() for _ in range(5)]
    acks = [revision.put().content for revision in sent]
    portal.kill()
    again = Portal(data)
    kiosk.portal = again
    assert [kiosk.call("GET", revision.target).content for revision in sent] == acks
    assert kiosk.call("HEAD", f"/v1/attachments/{paper.sha256}").status_code == 200
    assert [event["dossier"] for event in kiosk.changes()] == [str(revision.dossier) for revision in sent]
    assert bytes(again.key) == bytes(portal.key)
    assert again.stop() == 0


def test_sigterm_lets_the_request_under_way_finish(data: Path) -> None:
    portal = begun(data)
    kiosk = enrolled(portal)
    got: list[int] = []
    # Whoever writes has to wait for this lock: so the request is still under way when the portal is told to end.
    lock = sqlite3.connect(data / "portal.sqlite3", isolation_level=None, check_same_thread=False, timeout=20)
    lock.execute("BEGIN IMMEDIATE")
    sending = threading.Thread(target=lambda: got.append(kiosk.dossier().put().status_code))
    sending.start()
    time.sleep(2)
    release = threading.Timer(1, lock.rollback)
    release.start()
    assert portal.stop() == 0
    sending.join()
    release.join()
    lock.close()
    assert got == [201]


def test_sqlite_waits_for_the_disk(data: Path) -> None:
    """What connections of the portal are told; NORMAL would lose acknowledged dossiers at a power cut."""
    portal_tables.sqlite_into(data)
    script = (
        "from pathlib import Path; import sys; from sync.portal import server; server.prepare('', Path(sys.argv[1]));"
        "from django.db import connection as c; k = c.cursor();"
        "print([k.execute(f'PRAGMA {p}').fetchone()[0] for p in"
        " ('journal_mode', 'synchronous', 'wal_autocheckpoint', 'foreign_keys')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(data)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "['wal', 2, 0, 1]"


def test_checkpoints_shorten_the_log_while_others_write(data: Path) -> None:
    from sync.portal.registry import checkpoint

    portal = begun(data)
    kiosk = enrolled(portal)
    ended = threading.Event()

    def shorten() -> int:
        done = 0
        while not ended.is_set():
            checkpoint.checkpoint(data / "portal.sqlite3")
            done += 1
            time.sleep(0.02)
        return done

    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as pool:
        shortening = pool.submit(shorten)
        sent = [kiosk.dossier() for _ in range(40)]
        assert {revision.put().status_code for revision in sent} == {201}
        ended.set()
        assert shortening.result() > 1
    portal.kill()
    with sqlite3.connect(data / "portal.sqlite3") as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("SELECT count(*) FROM registry_revision").fetchone() == (40,)
    database.close()


@pytest.mark.parametrize("portal", ["postgresql"], indirect=True, scope="session")
def test_the_audit_trail_cannot_be_changed_with_sql_on_postgresql(portal: Portal) -> None:
    enrolled(portal)
    changes = (
        "UPDATE registry_auditentry SET action = 'x'",
        "DELETE FROM registry_auditentry",
        "TRUNCATE registry_auditentry",
    )
    for change in changes:
        with (
            psycopg.connect(portal.database) as database,
            pytest.raises(psycopg.errors.RaiseException, match="append-only"),
        ):
            database.execute(change)


def test_a_restored_backup_is_noticed_and_the_kiosk_begins_again(data: Path) -> None:
    portal = begun(data)
    kiosk = enrolled(portal)
    before = kiosk.dossier()
    before.put()
    with sqlite3.connect(data / "portal.sqlite3") as database:
        database.execute("VACUUM INTO ?", (str(data.with_name("backup.sqlite3")),))
    database.close()
    lost = kiosk.dossier()
    assert lost.put().status_code == 201
    page = kiosk.call("GET", "/v1/changes").json()
    assert len(page["events"]) == 2
    portal.stop()
    for path in data.glob("portal.sqlite3*"):
        path.unlink()
    data.with_name("backup.sqlite3").rename(data / "portal.sqlite3")

    kiosk.portal = again = Portal(data)
    other = enrolled(again)
    other.dossier().put()  # takes the lost event's place in the feed
    after = kiosk.call("GET", f"/v1/changes?after={page['next']}").json()
    assert after["epoch"] != page["epoch"]
    assert [event["dossier"] for event in after["events"]] == [str(before.dossier)]
    assert kiosk.call("GET", lost.target).status_code == 404  # so the kiosk sends it again
    assert lost.put().status_code == 201
    later = kiosk.call("GET", f"/v1/changes?after={after['next']}").json()
    assert (later["epoch"], [event["dossier"] for event in later["events"]]) == (after["epoch"], [str(lost.dossier)])
    assert again.stop() == 0


def test_tables_of_a_newer_version_are_left_alone(data: Path) -> None:
    portal = begun(data)
    assert portal.stop() == 0
    with sqlite3.connect(data / "portal.sqlite3") as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('registry', '9999_x', '2030-01-01')"
        )
    database.close()
    with pytest.raises(RuntimeError, match="9999_x"):
        Portal(data)


def test_the_demo_is_made_once(data: Path) -> None:
    script = (
        "from pathlib import Path; import sys; from sync.portal import seed;"
        "made = seed.seed_demo('', Path(sys.argv[1])); print(made.officer_password, made.enrolment_code)"
    )
    first, second = (
        subprocess.run([sys.executable, "-c", script, str(data)], cwd=ROOT, capture_output=True, text=True, check=True)
        for _ in range(2)
    )
    password, code = first.stdout.split()
    assert second.stdout.split() == ["None", "None"]
    portal = Portal(data)
    assert Officer(portal, "canbo", password).login().status_code == 302
    assert Kiosk(portal).enrol(code).status_code == 201
    assert portal.stop() == 0


def test_an_https_portal_keeps_its_cookies_off_the_open_line(data: Path) -> None:
    portal = begun(data, public_url="https://portal.example", hosts=["127.0.0.1"])
    assert Kiosk(portal).call("GET", "/v1/hello").json()["portal"] == "https://portal.example"
    officer = Officer(portal, "lan")
    response = officer.get("/desk/login/")
    assert "Secure" in response.headers["Set-Cookie"]
    assert portal.stop() == 0


def test_the_tables_are_what_the_migrations_make(tmp_path: Path) -> None:
    script = (
        "from pathlib import Path; import sys; from sync.portal import server; from sync.portal.options import Options;"
        "server.configure(Options(Path(sys.argv[1]))); from django.core.management import call_command;"
        "call_command('makemigrations', check=True, dry_run=True)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path)], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_a_database_that_is_away_makes_kiosks_wait(data: Path, cluster: postgres.Cluster) -> None:
    portal = begun(data, database=cluster.new_database("away"))
    kiosk = enrolled(portal)
    sent = kiosk.dossier()
    with psycopg.connect(cluster.url(), autocommit=True) as server:
        server.execute("ALTER DATABASE away ALLOW_CONNECTIONS false")
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'away'")
        response = sent.put()
        assert (response.status_code, response.json()["type"]) == (503, "busy")
        assert int(response.headers["Retry-After"]) > 0
        server.execute("ALTER DATABASE away ALLOW_CONNECTIONS true")
    assert sent.put().status_code == 201
    assert portal.stop() == 0


def test_a_disk_that_is_full_makes_kiosks_wait(data: Path) -> None:
    """A file in place of the folder: writing fails, as on a full disk; root may write anywhere else."""
    portal = begun(data)
    kiosk = enrolled(portal)
    shutil.rmtree(data / "attachments", ignore_errors=True)  # made when the portal looks what has to be swept
    (data / "attachments").write_text("in the way")
    response = kiosk.call("PUT", f"/v1/attachments/{hash_of(b'x')}", b"x")
    assert (response.status_code, response.json()["type"]) == (503, "busy")
    (data / "attachments").unlink()
    assert kiosk.call("PUT", f"/v1/attachments/{hash_of(b'x')}", b"x").status_code == 201
    assert portal.stop() == 0


def test_an_address_in_use_is_said(data: Path) -> None:
    portal = begun(data)
    port = int(portal.url.rpartition(":")[2])
    with pytest.raises(RuntimeError, match="Address already in use"):
        Portal(data.with_name("other"), port=port)
    assert portal.stop() == 0


def test_the_command_line_does_without_django_until_it_is_needed() -> None:
    script = (
        "import sys, sync.portal.server, sync.portal.seed, sync.portal.administration; print('django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
    assert os.environ.get("DJANGO_SETTINGS_MODULE") is None
