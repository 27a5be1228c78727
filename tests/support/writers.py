"""Processes that fill in forms as fast as they can, to be killed at any moment.

Each tells through a pipe what a screen would have shown as saved: the message is sent after the call returned.
"""

import os
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from kiosk.app import Kiosk
from kiosk.store.driver import Database
from tests.support.kiosks import CONSENT, PROCEDURE, Portal


def answers(n: int) -> bytes:
    return f"<data><n>{n}</n><name>Nguyễn Thị Ánh {'x' * (n % 700)}</name></data>".encode()


def prepare(home: str) -> None:
    """The first start, with an enrolment."""
    kiosk = Kiosk.open(Path(home))
    kiosk.identity.store_enrolment(Portal().enrolment())
    kiosk.close()


def visits(home: str, told: Connection, synchronous: str = "") -> None:
    """Visit after visit: answers, a picture, a receipt. synchronous: a setting to break, so that a test can fail."""
    # When the disk goes first, what fails here is part of the test and not worth a page of traceback.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    kiosk = Kiosk.open(Path(home))
    if synchronous:
        kiosk.store.call(lambda db: db.execute(f"PRAGMA synchronous = {synchronous}"))
    told.send(("open",))
    pack = kiosk.catalogue.pack(PROCEDURE)
    while True:
        draft = kiosk.drafts.start(pack, "vi", CONSENT)
        told.send(("start", draft.dossier, draft.code))
        for n in range(1, 12):
            kiosk.drafts.save(draft.dossier, answers(n), f"/data/{n}")
            told.send(("save", draft.dossier, n))
        kept = kiosk.attachments.add(draft.dossier, "p", b"\xff\xd8\xff" + answers(1))
        told.send(("paper", draft.dossier, kept.sha256))
        kiosk.dossiers.finalise(draft.dossier, answers(11), answers(11))
        told.send(("final", draft.dossier, 1))


def rows_of(db: Database, dossier: str) -> list:
    statements = (
        "SELECT code, state, number FROM dossier WHERE id = ?",
        "SELECT xml FROM draft WHERE dossier = ?",
        "SELECT draft_xml FROM revision WHERE dossier = ?",
        "SELECT body IS NOT NULL FROM outbox WHERE dossier = ?",
    )
    return [db.execute(statement, [dossier]).fetchone() for statement in statements]


def check(kiosk: Kiosk, told: list[tuple]) -> list[str]:
    """What was told and is not there; empty when everything is."""
    final = {message[1] for message in told if message[0] == "final"}
    codes = {message[1]: message[2] for message in told if message[0] == "start"}
    saved: dict = {}
    for kind, dossier, value in (message for message in told if message[0] in ("save", "paper")):
        saved.setdefault(dossier, {})[kind] = value
    missing = []
    for dossier, code in codes.items():
        row, draft, revision, queued = kiosk.store.call(partial(rows_of, dossier=str(dossier)))
        if row is None or row[0] != code:
            missing.append(f"dossier {code}")
            continue
        # All of a revision or nothing of it, whatever was told.
        if not (
            (revision is None) == (queued is None) == (row[1] == "draft") and (draft is None) != (revision is None)
        ):
            missing.append(f"half a revision of {code}")
        if dossier in final and revision is None:
            missing.append(f"receipt {code}")
        xml = (draft or revision or (None,))[0]
        last = saved.get(dossier, {}).get("save")
        if last is not None and xml not in {answers(n) for n in range(last, 12)}:
            missing.append(f"answer {last} of {code}")
        paper = saved.get(dossier, {}).get("paper")
        if paper is not None and not kiosk.attachments.read(dossier, paper).endswith(answers(1)):
            missing.append(f"picture of {code}")
    return missing
