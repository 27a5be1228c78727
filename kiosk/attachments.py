"""Captured papers: each in a file of its own, encrypted under its own key, named by the hash of the ciphertext.

The key is in the store, so a file that is left over by a power cut is noise. Order of writing: temporary file, fsync,
rename, fsync of the folder, and only then the row; so a row never names a file that is not whole.
"""

import time
import unicodedata
from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

import nacl.utils
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from kiosk import space
from kiosk.errors import (
    AttachmentDamaged,
    AttachmentTooLarge,
    AttachmentTypeUnknown,
    DiskFull,
    NotFound,
    TooManyAttachments,
)
from kiosk.store.driver import Database
from kiosk.store.files import write_whole
from kiosk.store.store import Store
from kiosk.types import CapturedPaper, Clock, utc_now
from sync.protocol.encoding import from_instant, hash_of, to_base64, to_instant
from sync.protocol.revision import MAX_ATTACHMENTS, Blob, Paper

MAX_BYTES = 10 << 20
SIGNATURE = "signature"
"""The paper that a drawn signature is kept as; it belongs to one revision and is not carried over."""
_LONGEST_NAME = 120
# The first bytes of what cameras and scanners give; a name or a browser's word for it proves nothing.
_SIGNATURES = ((b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"), (b"%PDF-", "application/pdf"))
_INSERT = """
    INSERT INTO paper (dossier, number, key, sha256, paper, name, media_type, size, added_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
# The draft's, or the newest revision's when there is no draft.
_CURRENT = """
    SELECT sha256, paper, name, media_type, size, added_at FROM paper
    WHERE dossier = :d AND number = coalesce(
        (SELECT number FROM draft WHERE dossier = :d), (SELECT number FROM dossier WHERE id = :d))
    ORDER BY rowid
"""
_CARRY_OVER = """
    INSERT INTO paper (dossier, number, key, sha256, paper, name, media_type, size, added_at)
    SELECT dossier, ?, key, sha256, paper, name, media_type, size, added_at FROM paper
    WHERE dossier = ? AND number = ? AND paper <> 'signature' ORDER BY rowid
"""
_REPLACE = """
    UPDATE paper SET sha256 = ?, paper = ?, name = ?, media_type = ?, size = ?, added_at = ?, key = ?
    WHERE dossier = ? AND number = ? AND sha256 = ?
"""


def sniff(data: bytes) -> str:
    """The media type by content. Raises AttachmentTypeUnknown."""
    for signature, media_type in _SIGNATURES:
        if data.startswith(signature):
            return media_type
    raise AttachmentTypeUnknown("neither JPEG, PNG nor PDF")


class Attachments:
    """The captured papers of drafts and of dossiers on their way up."""

    def __init__(self, store: Store, home: Path, now: Clock = utc_now) -> None:
        self._store = store
        self._home = home
        self._folder = home / "attachments"
        self._now = now

    def add(self, dossier: UUID, paper_id: str, data: bytes, name: str = "") -> CapturedPaper:
        """Encrypt and keep a picture for the draft of a dossier; returns when it is on the disk.

        Raises NotFound without a draft, AttachmentTooLarge, AttachmentTypeUnknown, TooManyAttachments, DiskFull.
        """
        number = self._store.call(lambda db: _room(db, dossier))

        def insert(db: Database, kept: CapturedPaper, key: bytes) -> None:
            _room(db, dossier)
            db.execute(_INSERT, [str(dossier), number, key, *_values(kept)])

        return self._write(paper_id, data, name, insert)

    def replace(self, dossier: UUID, sha256: str, data: bytes, name: str = "") -> CapturedPaper:
        """Take a page of the draft again: the new picture stands where the old one stood, which goes.

        Raises NotFound when it is not in the draft, AttachmentTooLarge, AttachmentTypeUnknown, DiskFull.
        """
        number, paper_id = self._store.call(lambda db: _place(db, dossier, sha256))

        def update(db: Database, kept: CapturedPaper, key: bytes) -> None:
            if not db.execute(_REPLACE, [*_values(kept), key, str(dossier), number, sha256]).rowcount:
                raise NotFound("the picture was taken out meanwhile")

        kept = self._write(paper_id, data, name, update)
        self.wipe([sha256])
        return kept

    def _write(
        self, paper_id: str, data: bytes, name: str, join: Callable[[Database, CapturedPaper, bytes], None]
    ) -> CapturedPaper:
        """The file first, then its row by join(); without the row the file goes again."""
        if len(data) > MAX_BYTES:
            raise AttachmentTooLarge(f"{len(data)} bytes")
        media_type = sniff(data)
        key = nacl.utils.random(SecretBox.KEY_SIZE)
        ciphertext = bytes(SecretBox(key).encrypt(data))
        plain_name = "".join(c for c in unicodedata.normalize("NFC", Path(name).name) if c.isprintable())
        kept = CapturedPaper(
            hash_of(ciphertext), paper_id, plain_name[:_LONGEST_NAME], media_type, len(ciphertext), self._now()
        )
        space.check_picture(self._home, len(ciphertext))
        try:
            write_whole(self.path(kept.sha256), ciphertext)
        except OSError as error:
            raise DiskFull("there is no room for the picture") from error
        try:
            self._store.transaction(lambda db: join(db, kept, key))
        except BaseException:
            self.path(kept.sha256).unlink(missing_ok=True)
            raise
        return kept

    def list(self, dossier: UUID) -> tuple[CapturedPaper, ...]:
        """The papers of the draft, or of the newest revision when there is no draft; in the order they were added."""
        return self._store.call(lambda db: tuple(_captured(row) for row in _rows(db, dossier)))

    def read(self, dossier: UUID, sha256: str) -> bytes:
        """The picture, decrypted. Raises NotFound, AttachmentDamaged."""
        row = self._store.call(
            lambda db: db.execute(
                "SELECT key FROM paper WHERE dossier = ? AND sha256 = ?", [str(dossier), sha256]
            ).fetchone()
        )
        if row is None:
            raise NotFound("no such picture in this dossier")
        try:
            return SecretBox(row[0]).decrypt(self.path(sha256).read_bytes())
        except FileNotFoundError as error:
            raise NotFound("the picture was dropped after its time") from error
        except (OSError, CryptoError) as error:
            raise AttachmentDamaged("the picture on the disk is not what was stored") from error

    def remove(self, dossier: UUID, sha256: str) -> None:
        """Take a picture out of the draft. Raises NotFound. The file goes when no revision needs it."""

        def delete(db: Database) -> None:
            gone = db.execute(
                "DELETE FROM paper WHERE dossier = ? AND sha256 = ? "
                "AND number = (SELECT number FROM draft WHERE dossier = ?)",
                [str(dossier), sha256, str(dossier)],
            )
            if not gone.rowcount:
                raise NotFound("no such picture in the draft of this dossier")

        self._store.transaction(delete)
        self.wipe([sha256])

    def open(self, sha256: str) -> BinaryIO:
        """The ciphertext as it goes up. Raises OSError when it is gone."""
        return self.path(sha256).open("rb")

    def wipe(self, names: Iterable[str]) -> None:
        """Delete the files that neither a dossier nor the outbox names any more."""
        for sha256 in names:
            if not self._store.call(partial(_needed, sha256=sha256)):
                self.path(sha256).unlink(missing_ok=True)

    def sweep(self, older_than: timedelta = timedelta(0)) -> int:
        """Delete what a power cut left over: half-written files, and whole ones whose row was never written.

        older_than: while the kiosk runs, a file whose row is being written must not be taken for one of these.
        """
        count, before = 0, time.time() - older_than.total_seconds()
        for file in [path for path in self._folder.glob("*/*") if path.is_file()]:
            if file.stat().st_mtime > before:
                continue
            if file.name.startswith(".") or not self._store.call(partial(_needed, sha256=file.name)):
                file.unlink(missing_ok=True)
                count += 1
        return count

    def path(self, sha256: str) -> Path:
        """Where the ciphertext is."""
        if len(sha256) != 64 or set(sha256) - set("0123456789abcdef"):
            raise NotFound("not the name of an attachment")
        return self._folder / sha256[:2] / sha256


def for_revision(db: Database, dossier: UUID, number: int) -> tuple[tuple[Blob, ...], tuple[Paper, ...]]:
    """The papers of a revision: as the envelope lists them, and as the sealed content opens them."""
    rows = db.execute(
        "SELECT sha256, size, key, name, media_type, paper FROM paper WHERE dossier = ? AND number = ? ORDER BY rowid",
        [str(dossier), number],
    ).fetchall()
    blobs = tuple(Blob(row[0], row[1]) for row in rows)
    return blobs, tuple(Paper(row[0], to_base64(row[2]), row[3], row[4], row[5]) for row in rows)


def carry_over(db: Database, dossier: UUID, number: int, into: int) -> None:
    """Begin revision ``into`` with the papers of revision ``number``."""
    db.execute(_CARRY_OVER, [into, str(dossier), number])


def forget(db: Database, dossier: UUID, number: int | None = None) -> list[str]:
    """Delete the rows of one revision, or of all; returns the files to hand to Attachments.wipe() after the commit."""
    values = {"d": str(dossier), "n": number}
    rows = db.execute("SELECT DISTINCT sha256 FROM paper WHERE dossier = :d AND number = coalesce(:n, number)", values)
    names = [row[0] for row in rows.fetchall()]
    db.execute("DELETE FROM paper WHERE dossier = :d AND number = coalesce(:n, number)", values)
    return names


def _room(db: Database, dossier: UUID) -> int:
    """The number of the revision being prepared, when one more paper fits in."""
    row = db.execute("SELECT number FROM draft WHERE dossier = ?", [str(dossier)]).fetchone()
    if row is None:
        raise NotFound("this dossier has no draft")
    if len(_rows(db, dossier)) >= MAX_ATTACHMENTS:
        raise TooManyAttachments(f"at most {MAX_ATTACHMENTS} pictures in one dossier")
    return int(row[0])


def _place(db: Database, dossier: UUID, sha256: str) -> tuple[int, str]:
    """The number of the revision being prepared, and which paper a picture of it proves."""
    row = db.execute(
        "SELECT paper.number, paper.paper FROM paper JOIN draft USING (dossier, number) "
        "WHERE paper.dossier = ? AND paper.sha256 = ?",
        [str(dossier), sha256],
    ).fetchone()
    if row is None:
        raise NotFound("no such picture in the draft of this dossier")
    return int(row[0]), str(row[1])


def _rows(db: Database, dossier: UUID) -> list[Any]:
    return db.execute(_CURRENT, {"d": str(dossier)}).fetchall()


def _needed(db: Database, sha256: str) -> bool:
    """Dropped rows of a revision whose retention is over keep the key but not the file."""
    return bool(
        db.execute(
            "SELECT EXISTS (SELECT 1 FROM paper p LEFT JOIN revision r USING (dossier, number) "
            "WHERE p.sha256 = :s AND (r.number IS NULL OR r.dropped = 0)) "
            "OR EXISTS (SELECT 1 FROM outbox_blob WHERE sha256 = :s)",
            {"s": sha256},
        ).fetchone()[0]
    )


def _values(kept: CapturedPaper) -> list[Any]:
    return [kept.sha256, kept.paper, kept.name, kept.media_type, kept.size, to_instant(kept.added_at)]


def _captured(row: Any) -> CapturedPaper:
    sha256, paper, name, media_type, size, added_at = row
    return CapturedPaper(sha256, paper, name, media_type, size, from_instant(added_at))
