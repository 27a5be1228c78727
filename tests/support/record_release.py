"""Writes down what a release leaves behind: a portal's database on both engines with its folder, and a kiosk's store.

Run it with the program of that release, once, when it is released::

    PYTHONPATH=. .venv/bin/python tests/support/record_release.py NAME COMMIT INTO

NAME is the release's last migration of the portal; INTO the checkout whose tests keep it. sync/portal/test_released.py
and kiosk/store/test_released.py then bring it up to the present. What is in there was made by the release itself, over
its own sockets and pages; only tables that nobody reaches from outside are written to by hand.
"""

import base64
import json
import re
import sqlite3
import subprocess
import sys
import tempfile
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import requests
from uuid6 import uuid7

from kiosk.app import Kiosk as RealKiosk
from kiosk.store import backup
from kiosk.types import DossierState
from sync.protocol.encoding import to_base64, to_instant
from tests.support import kiosks, postgres
from tests.support.portal import OTHER_SITE, PASSWORD, SITE, Officer, Portal, Sent, enrolled, photograph

PICTURE = b"\x89PNG\r\n\x1a\n a picture"
_NAMES = ("Đặng Thị Ước", "Nguyễn Văn Ổn", "Trần Thị Đào", "Lê Hữu Nghĩa", "Phạm Thị Lựu", "Hoàng Đình Ái")


def _has(module: str) -> bool:
    """Whether the release has it. Its files are looked at: an editable installation would find today's."""
    path = Path(*module.split("."))
    return path.is_dir() or path.with_suffix(".py").exists()


def _answers(name: str) -> str:
    return f"<data><mother><name>{name}</name></mother><when>2026-11-01</when></data>"


def _put(sent: Sent) -> Sent:
    assert sent.put().status_code == 201
    return sent


def _day(days: int) -> str:
    return (date.today() + timedelta(days=days)).isoformat()


class _Recorder:
    """A portal with a kiosk and an officer, and what happens there."""

    def __init__(self, portal: Portal) -> None:
        self.portal = portal
        portal.do("add_site", SITE, "Xã Đạ Một", address="Số 1 đường Chính", phone="0263 000 000")
        portal.do("add_site", OTHER_SITE, "Xã Đạ Hai")
        portal.do("add_officer", "lan", "Lê Thị Lan", SITE, PASSWORD)
        portal.do("add_officer", "khac", "Người Xã Khác", OTHER_SITE, PASSWORD)
        self.kiosk, self.other = enrolled(portal), enrolled(portal, OTHER_SITE, "Máy xã khác")
        portal.do("new_enrolment_code", SITE)  # one that nobody used yet
        Officer(portal, "khac", "not-the-password").login()
        self.officer = Officer(portal, "lan")
        assert self.officer.login().status_code == 302

    def dossiers(self) -> dict[str, Sent]:
        """One in each state that a desk can bring about."""
        paper, ciphertext = photograph(PICTURE)
        assert self.kiosk.call("PUT", f"/v1/attachments/{paper.sha256}", ciphertext).status_code == 201
        names = dict(zip(("new", "accepted", "asked", "corrected", "ready", "refused"), _NAMES, strict=True))
        made = {"new": _put(self.kiosk.dossier(_answers(names["new"]), papers=((paper, ciphertext),)))}
        made |= {state: _put(self.kiosk.dossier(_answers(name))) for state, name in names.items() if state != "new"}
        for place, state in enumerate(("accepted", "ready")):
            self._act(made[state], "accept", official_number=f"H38.01-2026-{place:04}", promised_on=_day(5 + place))
        self._act(made["ready"], "ready", note="Đến cửa số 2")
        self._act(made["refused"], "refuse", note="Thuộc thẩm quyền của xã khác")
        for state in ("asked", "corrected"):
            self._ask(made[state])
        asked = next(
            event["data"]["correction"]
            for event in self.kiosk.changes()
            if event["kind"] == "correction" and event["dossier"] == str(made["corrected"].dossier)
        )
        made["corrected-2"] = _put(made["corrected"].next(_answers("Lê Hữu Nghĩa Em"), corrects=asked))
        made["elsewhere"] = _put(self.other.dossier(_answers("Võ Thị Khuê")))
        return made

    def _act(self, sent: Sent, act: str, **given: Any) -> None:
        assert self.officer.act(sent, act, **given).status_code == 302

    def _ask(self, sent: Sent) -> None:
        fields = {**self.officer.seen(sent), "comment-1": "Ghi đủ họ tên mẹ", "note": "Xin sửa"}
        assert self.officer.send(f"{self.officer.path(sent)}correct/", fields).status_code == 302

    def notices(self) -> None:
        """One of each kind, where there is such a call."""
        at = to_instant(datetime.now(UTC))
        health = {
            "version": "1.2.0",
            "link": "online",
            "waiting": 2,
            "parked": 0,
            "disk_free_mb": 20_000,
            "printer": "ok",
        }
        bodies = {
            "health": health,
            "feedback": {"face": 4, "words": "Cô chú giúp nhiệt tình"},
            "visit": {"procedure": "1.001193", "language": "vi", "minutes": 12},
        }
        lines = [{"id": str(uuid7()), "kind": kind, "at": at, "body": body} for kind, body in bodies.items()]
        self.kiosk.call("POST", "/v1/notices", json.dumps({"notices": lines}))

    def registers(self, sent: Sent) -> None:
        """Promises, petitions, data requests, tokens, phones: from the second release on."""
        if not _has("sync.portal.accounts"):
            return
        from tests.support.accounts import person

        given = {
            "site": "1",
            "what": "Gọi lại cho bà Bảy",
            "to_whom": "Bà Bảy",
            "due_on": _day(4),
            "responsible": "lan",
        }
        assert self.officer.send("/desk/promises/", given).status_code == 302
        petition = {
            "site": "1",
            "source": "in-person",
            "received_on": _day(0),
            "from_whom": "Ông Tám",
            "contact": "",
            "subject": "Đường vào thôn hỏng",
            "words": "Mưa là lầy",
            "responsible": "lan",
        }
        assert self.officer.send("/desk/petitions/", petition).status_code == 302
        for role in ("administrator", "province", "leader", "technician"):
            person(self.portal, role, SITE)
        asked = {"kind": "withdraw"}
        assert self.officer.send(f"{self.officer.path(sent)}requests/", asked, page=self.officer.path(sent)).ok
        self._phone(self.portal.do("new_token", "Điện thoại", ["forms:submit"], 700, SITE))

    def _phone(self, token: str) -> None:
        xml = (
            f'<data id="1.001193" version="1" xmlns:orx="http://openrosa.org/xforms"><child_name>{_NAMES[0]}</child_name>'
            "<orx:meta><orx:instanceID>uuid:00000000-0000-4000-8000-000000000001</orx:instanceID></orx:meta></data>"
        ).encode()
        parts = {"xml_submission_file": ("submission.xml", xml, "text/xml"), "a.jpg": ("a.jpg", PICTURE, "image/jpeg")}
        address = f"{self.portal.url}/openrosa/key/{token}/submission"
        sent = requests.post(address, files=parts, headers={"X-OpenRosa-Version": "1.0"}, timeout=60)
        assert sent.status_code == 201, sent.text
        first = {"xml_submission_file": ("submission.xml", xml.replace(b"000001", b"000002"), "text/xml")}
        more: dict[str, Any] = {**first, "b.jpg": ("b.jpg", PICTURE * 2, "image/jpeg"), "*isIncomplete*": (None, "yes")}
        assert requests.post(address, files=more, headers={"X-OpenRosa-Version": "1.0"}, timeout=60).ok

    def province(self, sent: Sent) -> None:
        """Webhooks, acts of another system, settings, silences: from the third release on."""
        if not _has("sync.portal.webhooks"):
            return
        from tests.support.province import province

        assert province(self.portal).act(sent, "note", note="Tỉnh đã xem").status_code in {200, 201}
        now, far = "2026-11-23 10:00:00+00:00", "2096-01-01 00:00:00+00:00"
        hook = (
            "'11111111-1111-4111-8111-111111111111'" if self.portal.database else "'11111111111141118111111111111111'"
        )
        act = hook.replace("1", "2")
        kiosk = self.kiosk.enrolled["kiosk"] if self.portal.database else UUID(self.kiosk.enrolled["kiosk"]).hex
        rows: dict[str, dict[str, str]] = {
            "webhook": {"id": hook, "name": "'Tỉnh'", "url": "'https://example.vn/'", "kinds": "'[]'", "province": "''",
                        "secrets": "1", "cursor": "''", "overdue_through": "'2026-11-23'", "created_at": f"'{now}'",
                        "site_id": "1", "stopped_why": "'removed'", "stopped_at": f"'{now}'"},
            "delivery": {"id": act, "site_id": "1", "kind": "'dossier.state'", "body": "'{}'", "at": f"'{now}'",
                         "due_at": f"'{now}'", "tries": "3", "fault": "'no-answer'", "webhook_id": hook,
                         "given_up_at": f"'{now}'"},
            "silence": {"since": f"'{now}'", "noticed_at": f"'{now}'", "cleared_at": f"'{now}'",
                        "kiosk_id": f"'{kiosk}'"},
            "throttle": {"name": "'pin:1'", "tries": "2", "until": f"'{far}'"},
            "lease": {"name": "'recorded'", "holder": "'worker-1'", "until": f"'{far}'"},
        }  # fmt: skip
        for table, row in rows.items():
            self.portal.sql(f"INSERT INTO registry_{table} ({', '.join(row)}) VALUES ({', '.join(row.values())})")
        self.portal.sql("UPDATE registry_kiosk SET settings = '{\"idle\": 90}', settings_version = 3 WHERE site_id = 1")


def _story(recorder: _Recorder, made: dict[str, Sent], data: Path) -> dict[str, Any]:
    """What the tests of later programs compare with."""
    kiosk = recorder.kiosk
    kept = [
        *data.glob("keys/*.key"),
        *data.glob("*secret"),
        *(each for each in data.glob("attachments/**/*") if each.is_file()),
    ]
    return {
        "files": {str(path.relative_to(data)): base64.b64encode(path.read_bytes()).decode() for path in sorted(kept)},
        "kiosk": {
            "enrolled": kiosk.enrolled,
            "sign_key": to_base64(bytes(kiosk.sign_key)),
            "box_key": to_base64(bytes(kiosk.box_key)),
            "counter": kiosk.counter,
        },
        "dossiers": {
            name: {
                "dossier": str(sent.dossier),
                "code": sent.code,
                "number": sent.number,
                "instance": sent.instance,
                "body": base64.b64encode(sent.body).decode(),
                "token": sent.token,
                "acknowledged": sent.kiosk.call("GET", sent.target).text if sent.kiosk is kiosk else "",
            }
            for name, sent in made.items()
        },
        "feed": kiosk.changes(),
        "page": kiosk.call("GET", "/v1/changes?limit=3").json(),
    }


def _dumped(portal: Portal) -> str:
    if not portal.database:
        with sqlite3.connect(portal.data / "portal.sqlite3") as file:
            return "\n".join(file.iterdump()) + "\n"
    program = max(Path("/usr/lib/postgresql").glob("*/bin/pg_dump"))
    command = [str(program), "--inserts", "--no-owner", "--no-privileges", "--no-comments", portal.database]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    # Comments, psql's own commands, and what asks for a session of the dump's making.
    return re.sub(r"\n{2,}", "\n", re.sub(r"(?m)^(--.*|\\.*|SELECT pg_catalog.set_config.*)\n", "", text)).lstrip()


def record_portal(into: Path, name: str, commit: str, cluster: postgres.Cluster | None) -> None:
    """A portal on SQLite, or on the cluster."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        url = _empty_database(cluster, f"release-{name}") if cluster else ""
        portal = Portal(data, url)
        try:
            recorder = _Recorder(portal)
            made = recorder.dossiers()
            recorder.notices()
            recorder.registers(made["asked"])
            recorder.province(made["accepted"])
            told = {"commit": commit, **_story(recorder, made, data)}
        finally:
            portal.stop()
        target = into / "tests" / "sync" / "portal" / "released" / f"{name}-{'postgresql' if cluster else 'sqlite'}"
        target.mkdir(parents=True, exist_ok=True)
        (target / "database.sql").write_text(_dumped(portal))
        (target / "story.json").write_text(json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def _empty_database(cluster: postgres.Cluster, name: str) -> str:
    """Cluster.new_database as releases had it has tables by then, or none; a portal brings its own in any case."""
    import psycopg

    with psycopg.connect(cluster.url(), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return cluster.url(name)


def record_store(into: Path, name: str, commit: str) -> None:
    """A kiosk's store, with a dossier in each state that a kiosk knows."""
    clock = kiosks.Clock()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "kiosk"
        kiosk = RealKiosk.open(home, now=clock)
        assert kiosk.initial is not None
        central = kiosks.Portal()
        kiosk.identity.store_enrolment(central.enrolment())
        told = _visits(kiosk, central, clock)
        kiosk.drafts.set_kept_for(12)
        _public_place(kiosk, UUID(told["dossiers"]["draft"]["dossier"]))
        told |= {
            "commit": commit,
            "staff_code": kiosk.initial.staff_code,
            "files": {
                str(path.relative_to(home)): base64.b64encode(path.read_bytes()).decode()
                for path in sorted((home / "attachments").rglob("*"))
                if path.is_file()
            },
            "portal": {"sign_key": to_base64(bytes(central.sign_key)), "box_key": to_base64(bytes(central.box_key))},
            "at": clock().isoformat(),
        }
        plain = Path(folder) / "plain.sqlite3"
        kiosk.store.call(lambda db: _export(db, plain))
        kiosk.close()
        assert backup.store_path(home).exists()
        target = into / "tests" / "kiosk" / "store" / "released" / name
        target.mkdir(parents=True, exist_ok=True)
        with sqlite3.connect(plain) as file:
            (target / "store.sql").write_text("\n".join(file.iterdump()) + "\n")
        (target / "story.json").write_text(json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def _export(db: Any, plain: Path) -> None:
    db.execute("ATTACH DATABASE ? AS plain KEY ''", [str(plain)])
    db.execute("SELECT sqlcipher_export('plain')").fetchone()
    db.execute("DETACH DATABASE plain")


def _visits(kiosk: RealKiosk, central: kiosks.Portal, clock: kiosks.Clock) -> dict[str, Any]:
    """Dossiers as residents and the portal make them; what a later program is to show of them."""
    drafts = {state: kiosks.begin(kiosk, _draft(name)) for state, name in zip(
        ("draft", "ready", "sent", "asked", "amended", "processing"), _NAMES, strict=True)}  # fmt: skip
    paper = kiosk.attachments.add(drafts["ready"].dossier, "birth-certificate", b"\xff\xd8\xff picture", "giấy.jpg")
    for state, draft in drafts.items():
        if state != "draft":
            kiosks.finish(kiosk, draft, draft.xml or b"")
        if state not in {"draft", "ready"}:
            central.acknowledge(kiosk, draft.dossier, 1)
    clock.forward(hours=1)
    asked, amended, processing = (drafts[state].dossier for state in ("asked", "amended", "processing"))
    central.asks(kiosk, asked, "/data/name")
    kiosks.finish(
        kiosk, kiosk.dossiers.amend_by_code(drafts["amended"].code, kiosks.PIN), b"<data><name>B</name></data>"
    )
    central.says(kiosk, processing, DossierState.PROCESSING, official_number="H38.01-7", promised_on="2026-12-01")
    assert amended != asked
    return {
        "paper": paper.sha256,
        "dossiers": {
            state: {"dossier": str(draft.dossier), "code": draft.code, "view": _view(kiosk, draft.code)}
            for state, draft in drafts.items()
        },
        "outgoing": kiosk.dossiers.outgoing().waiting,
    }


def _draft(name: str) -> bytes:
    return f"<data><name>{name}</name></data>".encode()


def _view(kiosk: RealKiosk, code: str) -> dict[str, Any]:
    seen = kiosk.dossiers.view(code)
    return {
        "state": str(seen.state),
        "sending": str(seen.sending or ""),
        "official_number": seen.official_number,
        "promised_on": str(seen.promised_on or ""),
        "flags": [flag.ref for flag in seen.flags],
        "history": [str(entry.kind) for entry in seen.history],
        "has_pin": seen.has_pin,
    }


def _public_place(kiosk: RealKiosk, draft: UUID) -> None:
    """Calls, shifts, feedback, signatures, brought dossiers: from the second release on; then servers of others."""
    if not _has("kiosk.shifts"):
        return
    from kiosk.signatures import SigningWay

    kiosk.calls.call("form", kiosks.PROCEDURE)
    kiosk.calls.close("tnv-07")
    kiosk.shifts.start(kiosk.shifts.add("Nguyễn Thị Bé").code)
    kiosk.feedback.give(4, "Cô chú giúp nhiệt tình")
    kiosk.signatures.sign(draft, next(iter(SigningWay)), _draft(_NAMES[0]))
    at = "2026-11-23T08:00:00.000000Z"
    rows: dict[str, dict[str, Any]] = {"brought": {"dossier": str(draft), "consent": "{}", "brought_at": at}}
    if _has("kiosk.openrosa"):
        rows["openrosa_server"] = {"id": 1, "name": "Máy chủ xã", "url": "https://odk.example.vn", "scheme": "basic",
                                   "user": "kiosk", "password": "p", "plain": 0, "checked_at": at}  # fmt: skip
        rows["openrosa_form"] = {"procedure": "1.004222", "form": "f", "version": "1", "hash": "h", "fit": "same"}
        rows["handed_over"] = {"dossier": str(draft), "count": 1, "handed_at": at, "until": at, "away": 0}
        rows["handover_try"] = {"name": "n", "failures": 1, "tried_at": at}
    for table, row in rows.items():
        marks = ", ".join("?" * len(row))
        statement = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})"
        kiosk.store.transaction(partial(_execute, statement=statement, values=list(row.values())))


def _execute(db: Any, statement: str, values: list[Any]) -> None:
    db.execute(statement, values)


if __name__ == "__main__":
    _name, _commit, _into = sys.argv[1], sys.argv[2], Path(sys.argv[3]).absolute()
    record_store(_into, _name, _commit)
    record_portal(_into, _name, _commit, None)
    with postgres.cluster() as _running:
        record_portal(_into, _name, _commit, _running)
