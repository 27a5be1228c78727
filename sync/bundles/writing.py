"""The kiosk's end, out: everything that has not been acknowledged goes onto the stick.

Promises: at any moment the folder holds either the bundle as it was or the new one; an export that broke off goes on
where it stopped, because files are named by their hash; what is said to be written was read back from the stick.
"""

import io
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from nacl.public import PublicKey
from nacl.signing import SigningKey
from uuid6 import uuid7

from sync import feed, notices, outbox
from sync.bundles import stick
from sync.bundles.errors import StickFull
from sync.bundles.letter import MANIFEST, Enclosed, Manifest, seal_batch, write_manifest
from sync.connection import Call, Connection
from sync.contract import Blobs
from sync.outbox import key_of, move
from sync.protocol.encoding import hash_of
from sync.protocol.notices import write_batch
from sync.protocol.revision import Blob
from sync.states import SendState

D = TypeVar("D", bound=Connection)

REVISIONS, ATTACHMENTS, NOTICES = "revisions", "attachments", "notices"
_OPEN = (SendState.WAITING, SendState.SENDING, SendState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Exported:
    """What went onto the stick. size in bytes."""

    folder: Path
    revisions: int
    attachments: int
    size: int


def folder_for(stick_folder: Path, prefix: str) -> Path:
    """Where a kiosk's bundle lies on a stick: one folder for each kiosk, so that a stick can go round."""
    return stick_folder / f"ho-so-{prefix}"


def export(
    call: Call[D],
    blobs: Blobs,
    kiosk: str,
    keys: tuple[SigningKey, PublicKey],
    folder: Path,
    *,
    now: Callable[[], datetime],
    progress: stick.Progress | None = None,
) -> Exported:
    """Write the bundle. progress gets bytes done and in all; what it raises ends the export, and nothing is lost.

    keys: our own to sign with, the portal's to seal the notices to.
    Raises StickFull, StickUnwritable, or Torn when the stick does not give back what was written to it.
    """
    batches = {hash_of(data): data for data in call(lambda db: _sealed_notices(db, keys[1]))}
    manifest = call(lambda db: _collect(db, kiosk, now()))
    manifest = replace(manifest, notices=tuple(Blob(name, len(data)) for name, data in batches.items()))
    with stick.said():
        folder.mkdir(parents=True, exist_ok=True)
        _check_room(folder, manifest)
    steps = stick.Steps(progress, 2 * manifest.size)
    for one in manifest.revisions:
        body = call(lambda db, one=one: _body(db, one))  # type: ignore[misc]
        stick.put(folder / REVISIONS / one.hash, one.hash, one.size, lambda body=body: io.BytesIO(body), steps)  # type: ignore[misc]
    for blob in manifest.attachments:
        stick.put(
            folder / ATTACHMENTS / blob.sha256,
            blob.sha256,
            blob.size,
            lambda blob=blob: blobs.open(blob.sha256),  # type: ignore[misc]
            steps,
        )
    for name, data in batches.items():
        stick.put(folder / NOTICES / name, name, len(data), partial(io.BytesIO, data), steps)
    # From here on the portal may get them, and nobody would tell us.
    call(lambda db: _may_arrive(db, manifest, now()))
    with stick.said():
        stick.put_bytes(folder / MANIFEST, write_manifest(manifest, keys[0]))
        _tidy(folder, manifest)
    return Exported(folder, len(manifest.revisions), len(manifest.attachments), manifest.size)


def _collect(db: Connection, kiosk: str, now: datetime) -> Manifest:
    rows = db.execute(
        "SELECT dossier, number, hash, size FROM outbox WHERE state IN (?, ?, ?) AND body IS NOT NULL"
        " AND destination = '' ORDER BY id",
        tuple(state.value for state in _OPEN),
    ).fetchall()
    blobs = db.execute(
        "SELECT DISTINCT b.sha256, b.size FROM outbox_blob b JOIN outbox o USING (dossier, number)"
        " WHERE o.state IN (?, ?, ?) AND o.body IS NOT NULL AND o.destination = '' ORDER BY b.sha256",
        tuple(state.value for state in _OPEN),
    ).fetchall()
    return Manifest(
        id=str(uuid7()),
        kiosk=kiosk,
        made_at=now,
        epoch=outbox.note(db, feed.EPOCH),
        cursor=outbox.note(db, feed.CURSOR),
        revisions=tuple(Enclosed(*key_of(row), row[2], row[3]) for row in rows),
        attachments=tuple(Blob(sha256, size) for sha256, size in blobs),
    )


def _sealed_notices(db: Connection, portal: PublicKey) -> list[bytes]:
    """What is queued for the portal besides dossiers, in batches as the wire carries them."""
    return [seal_batch(write_batch(batch), portal) for batch in notices.batches(db)]


def _body(db: Connection, one: Enclosed) -> bytes:
    asked = "SELECT body FROM outbox WHERE dossier = ? AND number = ?"
    return bytes(db.execute(asked, (str(one.dossier), one.number)).fetchone()[0])


def _check_room(folder: Path, manifest: Manifest) -> None:
    there = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    needed = (
        manifest.size
        + 1_000 * (len(manifest.revisions) + len(manifest.attachments) + len(manifest.notices))
        + (1 << 20)
    )
    free = shutil.disk_usage(folder).free + there
    if needed > free:
        raise StickFull(needed, free)


def _may_arrive(db: Connection, manifest: Manifest, now: datetime) -> None:
    """What waits becomes unknown: an amendment must not take back what is on its way in somebody's pocket."""
    with db.atomic():
        for one in manifest.revisions:
            key = (one.dossier, one.number)
            state, _ = outbox.row_of(db, key)
            if state is SendState.WAITING:
                move(db, key, SendState.SENDING, at=now)
            if state in (SendState.WAITING, SendState.UNKNOWN):
                outbox.carry(db, key, at=now)


def _tidy(folder: Path, manifest: Manifest) -> None:
    """What an earlier bundle held and this one does not, and what a broken export left."""
    kept = {one.hash for one in manifest.revisions} | {
        blob.sha256 for blob in (*manifest.attachments, *manifest.notices)
    }
    for part in (REVISIONS, ATTACHMENTS, NOTICES):
        for path in (folder / part).glob("*"):
            if path.name not in kept:
                path.unlink(missing_ok=True)
