"""A backup made as docs/portal.md says, while the portal runs, is a whole portal in another folder."""

import re
import shutil
import sqlite3
from pathlib import Path

from tests.support.portal import PASSWORD, ROOT, SITE, Officer, Portal, enrolled, photograph

PICTURE = b"\x89PNG\r\n\x1a\n a picture"


def named_in_the_guide() -> list[str]:
    """What the guide's line copies beside the database."""
    line = re.search(r"^cp -a (.+) /backup/$", (ROOT / "docs" / "portal.md").read_text(), re.MULTILINE)
    assert line is not None
    return [path.removeprefix("/srv/portal/") for path in line[1].split()]


def back_up(data: Path, into: Path) -> None:
    into.mkdir(mode=0o700)
    database = sqlite3.connect(data / "portal.sqlite3", timeout=20)
    try:
        database.execute("VACUUM INTO ?", (str(into / "portal.sqlite3"),))
    finally:
        database.close()
    for name in named_in_the_guide():
        path = data / name
        if path.is_dir():
            shutil.copytree(path, into / name)
        elif path.exists():
            shutil.copy2(path, into / name)


def test_a_backup_of_a_running_portal_serves_the_same_dossier_elsewhere(tmp_path: Path) -> None:
    portal = Portal(tmp_path / "data")
    portal.do("add_site", SITE, "Xã Đạ Một")
    portal.do("add_officer", "lan", "Lê Thị Lan", SITE, PASSWORD)
    kiosk = enrolled(portal)
    paper, ciphertext = photograph(PICTURE)
    assert kiosk.call("PUT", f"/v1/attachments/{paper.sha256}", ciphertext).status_code == 201
    sent = kiosk.dossier("<data><name>Trần Thị Đào</name></data>", papers=((paper, ciphertext),))
    assert sent.put().status_code == 201
    officer = Officer(portal, "lan")
    officer.login()
    assert officer.act(sent, "accept", official_number="H38.01-77", promised_on="").status_code == 302
    acknowledged, page = kiosk.call("GET", sent.target).content, kiosk.call("GET", "/v1/changes").json()
    back_up(portal.data, tmp_path / "backup")
    portal.kill()
    shutil.rmtree(portal.data)

    kiosk.portal = restored = Portal(tmp_path / "backup")
    assert bytes(restored.key) == bytes(portal.key)
    assert kiosk.call("GET", sent.target).content == acknowledged
    again = kiosk.call("GET", "/v1/changes").json()
    assert (again["epoch"], again["events"]) == (page["epoch"], page["events"])
    officer = Officer(restored, "lan")
    assert officer.login().status_code == 302
    shown = officer.get(officer.path(sent)).text
    assert "Trần Thị Đào" in shown
    assert "H38.01-77" in shown
    picture = officer.get(f"{officer.path(sent)}revisions/1/papers/{paper.sha256}/")
    assert (picture.status_code, picture.content) == (200, PICTURE)
    assert officer.get(f"/h/{sent.token}").status_code == 200
    assert restored.stop() == 0
