"""Dossiers on a stick, in tests: what goes onto it, where it lies, and one whole way there and back."""

import sqlite3
from contextlib import closing
from pathlib import Path

from kiosk.app import Kiosk
from kiosk.types import Receipt
from sync.bundles.answering import Applied
from tests.support import kiosks
from tests.support.pictures import png
from tests.support.portal import Portal

ANSWERS = b"<data><name>Nguy\xe1\xbb\x85n Th\xe1\xbb\x8b Lan</name></data>"


def dossier(kiosk: Kiosk, answers: bytes = ANSWERS, *, scan: bool = False) -> Receipt:
    draft = kiosks.begin(kiosk, answers)
    if scan:
        kiosk.attachments.add(draft.dossier, "", png(), "giay.png")
    return kiosks.finish(kiosk, draft, answers)


def stored(portal: Portal, *dossiers: object) -> int:
    with closing(sqlite3.connect(portal.data / "portal.sqlite3", timeout=20)) as db:
        named = [str(each).replace("-", "") for each in dossiers]
        marks = ",".join("?" * len(named))
        asked = f"SELECT count(*) FROM registry_revision WHERE dossier IN ({marks})"
        return int(db.execute(asked, named).fetchone()[0])


def folder_of(kiosk: Kiosk, drive: Path) -> Path:
    return drive / f"ho-so-{kiosk.identity.prefix}"


def round_trip(kiosk: Kiosk, portal: Portal, drive: Path) -> Applied:
    kiosk.transfer.export(drive)
    portal.do("import_bundle", str(folder_of(kiosk, drive)))
    return kiosk.transfer.take_answer(drive)
