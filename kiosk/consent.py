"""Consents: what was agreed to, in which words, when and by whom; kept so that it can be proved later.

Law 91/2025/QH15 on personal data asks for consent that is voluntary, for named purposes, and provable. The exact words
are kept once by their hash; each record is signed by the kiosk and cannot be changed or deleted in the store. A record
names the dossier, never the person, so it stays when the answers are gone.
"""

import json
import unicodedata
from datetime import datetime
from typing import Any
from uuid import UUID

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from kiosk.store.driver import Database
from kiosk.types import ConsentGiven, ConsentRecord
from sync.protocol.encoding import canonical_json, from_instant, hash_of, to_instant


def record(db: Database, dossier: UUID, consent: ConsentGiven, assisted_by: str, at: datetime, key: SigningKey) -> None:
    """Keep a consent inside the caller's transaction."""
    text = unicodedata.normalize("NFC", consent.text)
    kept = ConsentRecord(
        dossier, consent.text_version, consent.language, consent.purposes, text, consent.given_by, assisted_by, at, b""
    )
    digest = hash_of(text.encode())
    db.execute("INSERT OR IGNORE INTO consent_text (hash, text) VALUES (?, ?)", [digest, text])
    db.execute(
        "INSERT INTO consent (dossier, text_version, text_hash, language, purposes, given_by, assisted_by, given_at, "
        "signature) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            str(dossier),
            consent.text_version,
            digest,
            consent.language,
            canonical_json(list(consent.purposes)).decode(),
            consent.given_by,
            assisted_by,
            to_instant(at),
            key.sign(signed_bytes(kept)).signature,
        ],
    )


def records(db: Database, dossier: UUID) -> tuple[ConsentRecord, ...]:
    """The consents of a dossier, oldest first."""
    rows = db.execute(
        "SELECT c.dossier, text_version, language, purposes, text, given_by, assisted_by, given_at, signature "
        "FROM consent c JOIN consent_text t ON t.hash = c.text_hash WHERE dossier = ? ORDER BY id",
        [str(dossier)],
    ).fetchall()
    return tuple(_record(row) for row in rows)


def for_portal(db: Database, dossier: UUID) -> dict[str, str]:
    """The newest consent as the sealed content carries it (sync.protocol.revision.Content)."""
    given = records(db, dossier)
    if not given:
        # The dossier came from another kiosk, and so did its consent.
        row = db.execute("SELECT consent FROM brought WHERE dossier = ?", [str(dossier)]).fetchone()
        return {str(name): str(value) for name, value in json.loads(row[0]).items()}
    newest = given[-1]
    return {
        "text_version": newest.text_version,
        "language": newest.language,
        "given_at": to_instant(newest.given_at),
        "given_by": newest.given_by,
    }


def signed_bytes(consent: ConsentRecord) -> bytes:
    """What the kiosk's signature is over."""
    return b"consent-v1\n" + canonical_json(
        {
            "dossier": str(consent.dossier),
            "text_version": consent.text_version,
            "language": consent.language,
            "purposes": list(consent.purposes),
            "text": hash_of(consent.text.encode()),
            "given_by": consent.given_by,
            "assisted_by": consent.assisted_by,
            "given_at": to_instant(consent.given_at),
        }
    )


def is_genuine(consent: ConsentRecord, key: VerifyKey) -> bool:
    """Whether the kiosk with this key recorded exactly this."""
    try:
        key.verify(signed_bytes(consent), consent.signature)
    except (BadSignatureError, ValueError):
        return False
    return True


def _record(row: Any) -> ConsentRecord:
    dossier, text_version, language, purposes, text, given_by, assisted_by, given_at, signature = row
    return ConsentRecord(
        UUID(dossier),
        text_version,
        language,
        tuple(json.loads(purposes)),
        text,
        given_by,
        assisted_by,
        from_instant(given_at),
        signature,
    )
