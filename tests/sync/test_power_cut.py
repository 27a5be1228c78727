"""The power goes while a kiosk sends, and its disk forgets what was not synced: no promise is lost."""

import json
import os
import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from uuid import UUID

import pytest

from tests.support.portal import SITE, Portal

ROOT = Path(__file__).parents[2]
CUTS = 3
DOSSIERS = 60


class Disk:
    """A folder on a file system that forgets what was not synced (tests.support.lossyfs)."""

    def __init__(self, folder: Path) -> None:
        self.mount, self.backing = folder / "mount", folder / "disk"
        self.mount.mkdir(parents=True)
        self.backing.mkdir()
        self._server: subprocess.Popen[bytes] | None = None

    def plug_in(self) -> None:
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.support.lossyfs", str(self.mount), str(self.backing)], cwd=ROOT
        )
        end = time.monotonic() + 60
        while not self.mount.is_mount():
            assert self._server.poll() is None, "the file system did not start"
            assert time.monotonic() < end, "the file system was not mounted"
            time.sleep(0.02)

    def cut(self) -> None:
        if self._server is not None:
            self._server.kill()
            self._server.wait()
            self._server = None
        subprocess.run(["umount", "-l", str(self.mount)], check=False, capture_output=True)


@pytest.fixture
def disk(tmp_path):
    if not os.access("/dev/fuse", os.W_OK):
        pytest.skip("no /dev/fuse: a power cut cannot be simulated here")
    made = Disk(tmp_path / "disk")
    yield made
    made.cut()


@pytest.fixture
def portal(tmp_path):
    running = Portal(tmp_path / "data")
    running.do("add_site", SITE, "Xã Đạ Một")
    yield running
    assert running.stop() == 0


@pytest.mark.timeout(300)
def test_power_cuts_while_sending(disk, portal, tmp_path, seed):
    moments = random.Random(seed)
    ledger, report = tmp_path / "ledger", tmp_path / "report.json"
    asked = {
        "home": str(disk.mount / "kiosk"),
        "ledger": str(ledger),
        "report": str(report),
        "url": portal.url,
        "code": portal.do("new_enrolment_code", SITE),
        "dossiers": DOSSIERS,
        "seed": seed,
        "faults": ["half-open", "drop"],
    }

    def kiosk(start):
        text = json.dumps({**asked, "start": start})
        return subprocess.Popen([sys.executable, "-m", "kiosk.simulation", text], cwd=ROOT, stderr=subprocess.DEVNULL)

    cuts = 0
    for start in range(20):
        disk.plug_in()
        process = kiosk(start)
        if cuts < CUTS:
            promised = len(ledger.read_text().splitlines()) if ledger.exists() else 0
            end = time.monotonic() + 60
            while process.poll() is None and time.monotonic() < end:
                lines = len(ledger.read_text().splitlines()) if ledger.exists() else 0
                if lines > promised:  # it works: now at any moment
                    break
                time.sleep(0.01)
            time.sleep(moments.uniform(0, 0.4))
            disk.cut()
            cuts += 1
            process.kill()
            process.wait()
            continue
        code = process.wait(timeout=100)
        disk.cut()
        if code == 0:
            break
    else:
        pytest.fail("the kiosk does not come to an end")

    written = {(each["dossier"], each["number"]): each for each in json.loads(report.read_text())["revisions"]}
    promises = [line.split() for line in ledger.read_text().splitlines()]
    assert {(dossier, int(number)) for dossier, number in promises} <= set(written)
    assert len(promises) >= DOSSIERS
    stored = at_portal(portal)
    for key, each in written.items():
        if each["state"] != "superseded":
            assert (each["state"], stored.get(key)) == ("acknowledged", each["hash"]), key


def at_portal(portal):
    db = sqlite3.connect(portal.data / "portal.sqlite3")
    try:
        rows = db.execute("SELECT dossier, number, hash FROM registry_revision").fetchall()
    finally:
        db.close()
    return {(str(UUID(row[0])), row[1]): row[2] for row in rows}
