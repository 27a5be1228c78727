"""How a declaration was signed: with a finger on the screen, by hand on the print, or by fingerprint on paper.

A signature holds for the answers it was given under: when they change it is void, and is never carried into the next
revision. The drawing is kept like a captured paper, so that it is encrypted, sent and dropped with the others.
"""

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from kiosk import audit
from kiosk.attachments import SIGNATURE, Attachments
from kiosk.errors import NotFound
from kiosk.store.driver import Database
from kiosk.store.store import Store
from kiosk.types import Clock, utc_now
from sync.protocol.encoding import to_instant


class SigningWay(StrEnum):
    """FINGER: drawn on the screen. PRINT: by hand on the printed declaration. FINGERPRINT: on that paper, before the
    officer, by whoever does not write.
    """

    FINGER = "finger"
    PRINT = "print"
    FINGERPRINT = "fingerprint"


@dataclass(frozen=True, slots=True)
class Signed:
    """image: the drawing as PNG, b"" unless way is FINGER."""

    way: SigningWay
    image: bytes = b""


class Signatures:
    """The signatures of drafts and finalised dossiers."""

    def __init__(self, store: Store, papers: Attachments, now: Clock = utc_now) -> None:
        self._store = store
        self._papers = papers
        self._now = now

    def sign(self, dossier: UUID, way: SigningWay, answers: bytes, image: bytes = b"") -> None:
        """Sign the draft of a dossier anew. answers: what FormSession.draft() gives now.

        Raises NotFound without a draft, and what Attachments.add() raises.
        """
        self.withdraw(dossier)
        if image:
            self._papers.add(dossier, SIGNATURE, image, "Chữ ký.png")

        def write(db: Database) -> None:
            number = _draft_number(db, dossier)
            db.execute(
                "INSERT INTO signature (dossier, number, way, answers, signed_at) VALUES (?, ?, ?, ?, ?)",
                [str(dossier), number, way.value, _hash(answers), to_instant(self._now())],
            )
            audit.record(db, self._now(), "signed", dossier, {"way": way.value})

        self._store.transaction(write)

    def current(self, dossier: UUID, answers: bytes | None = None) -> Signed | None:
        """The signature of the draft, or of the newest revision when there is no draft; None when there is none.

        answers: what FormSession.draft() gives now; a signature under other answers is withdrawn.
        """
        row = self._store.call(lambda db: _row(db, dossier))
        if row is None:
            return None
        if answers is not None and row[1] != _hash(answers):
            self.withdraw(dossier)
            return None
        way = SigningWay(row[0])
        drawn = [paper for paper in self._papers.list(dossier) if paper.paper == SIGNATURE]
        if way is SigningWay.FINGER and not drawn:
            return None
        return Signed(way, self._papers.read(dossier, drawn[-1].sha256) if drawn else b"")

    def withdraw(self, dossier: UUID) -> None:
        """Take the signature of the draft back; without one nothing happens. Raises NotFound without a draft."""
        self._store.transaction(
            lambda db: db.execute(
                "DELETE FROM signature WHERE dossier = ? AND number = ?", [str(dossier), _draft_number(db, dossier)]
            )
        )
        for paper in self._papers.list(dossier):
            if paper.paper == SIGNATURE:
                self._papers.remove(dossier, paper.sha256)


def way_of(db: Database, dossier: UUID, number: int) -> str:
    """How a revision was signed, "" when it was not; in the caller's transaction."""
    row = db.execute("SELECT way FROM signature WHERE dossier = ? AND number = ?", [str(dossier), number]).fetchone()
    return str(row[0]) if row else ""


def _row(db: Database, dossier: UUID) -> tuple[str, str] | None:
    found = db.execute(
        "SELECT way, answers FROM signature WHERE dossier = :d AND number = coalesce("
        "(SELECT number FROM draft WHERE dossier = :d), (SELECT number FROM dossier WHERE id = :d))",
        {"d": str(dossier)},
    ).fetchone()
    return (str(found[0]), str(found[1])) if found else None


def _draft_number(db: Database, dossier: UUID) -> int:
    row = db.execute("SELECT number FROM draft WHERE dossier = ?", [str(dossier)]).fetchone()
    if row is None:
        raise NotFound("this dossier has no draft")
    return int(row[0])


def _hash(answers: bytes) -> str:
    return sha256(answers).hexdigest()
