"""Errors of the kiosk: what went wrong, named so that a screen can say what to do.

KioskError
├── StoreError                 the database as a whole
│   ├── StoreDamaged           the file does not pass its check; it is left as it is, backups are named
│   ├── StoreTooNew            written by a newer version of the program
│   ├── StoreInUse             another process has this home open
│   ├── StoreClosed            asked for something after close()
│   ├── DiskFull               no room; what was saved before is still there
│   │   └── NoRoomForPicture   the room that is left is kept for answers
│   ├── KeyUnavailable         there is a store, and no key that can be had: recover() with the recovery code
│   ├── WrongKey               the key at hand is not the one the store was made with
│   └── WrongRecoveryCode      the recovery code does not open the wrapped key
├── NotEnrolled                the kiosk has no prefix and no portal key yet
├── NotFound                   no such draft, dossier, attachment or procedure here
├── NotNow                     the dossier's state does not allow it
│   ├── TooLate                an officer has the dossier: it can no longer be amended
│   └── NothingToCorrect       no correction is open
├── AccessDenied
│   ├── WrongPin               remaining: how many more tries
│   ├── WrongStaffCode         remaining: how many more tries
│   ├── NoPin                  the resident chose none: the staff code opens it
│   └── Locked                 until: when it opens by itself; None when only the staff code opens it
├── PinTooSimple               not 4 to 6 digits, or one of those everybody tries first
├── CodeTooSimple              a staff code that is not 6 to 12 digits, or that everybody tries first
├── AnswersTooLarge            more than the protocol carries
├── AttachmentError
│   ├── AttachmentTooLarge     over 10 MB
│   ├── AttachmentTypeUnknown  neither JPEG, PNG nor PDF
│   ├── TooManyAttachments     over 20 in one dossier
│   └── AttachmentDamaged      the file on disk is not what was stored
└── PackRefused                a downloaded pack that is not what the portal announced
"""

from datetime import datetime
from pathlib import Path

__all__ = [
    "AccessDenied",
    "AnswersTooLarge",
    "AttachmentDamaged",
    "AttachmentError",
    "AttachmentTooLarge",
    "AttachmentTypeUnknown",
    "CodeTooSimple",
    "DiskFull",
    "KeyUnavailable",
    "KioskError",
    "Locked",
    "NoPin",
    "NoRoomForPicture",
    "NotEnrolled",
    "NotFound",
    "NotNow",
    "NothingToCorrect",
    "PackRefused",
    "PinTooSimple",
    "StoreClosed",
    "StoreDamaged",
    "StoreError",
    "StoreInUse",
    "StoreTooNew",
    "TooLate",
    "TooManyAttachments",
    "WrongKey",
    "WrongPin",
    "WrongRecoveryCode",
    "WrongStaffCode",
]


class KioskError(Exception):
    """Base of what the kiosk reports to its screens. The message is for logs and holds no personal data."""


class StoreError(KioskError):
    """The database as a whole cannot do what was asked."""


class StoreDamaged(StoreError):
    """The database file does not pass its check.

    Nothing was changed: the file stays where it is until a person restores a backup or sets it aside
    (kiosk.store.backup). backups: the copies that can be tried, newest first.
    """

    def __init__(self, path: Path, reason: str, backups: tuple[Path, ...] = ()) -> None:
        super().__init__(f"{path.name}: {reason}; {len(backups)} backups")
        self.path = path
        self.reason = reason
        self.backups = backups


class StoreTooNew(StoreError):
    """A newer version of the program changed the schema; this one would misread it."""


class StoreInUse(StoreError):
    """Another process has this home open. One process owns a store."""


class StoreClosed(StoreError):
    """The store was closed before."""


class DiskFull(StoreError):
    """There is no room to save. The transaction was undone; everything saved before is still there."""


class NoRoomForPicture(DiskFull):
    """The picture was not kept: what room there is, is for answers. Everything else goes on."""


class KeyUnavailable(StoreError):
    """There is a store but its key cannot be had on this machine (another board, another user)."""


class WrongKey(StoreError):
    """The key at hand is not the one the store was made with."""


class WrongRecoveryCode(StoreError):
    """The recovery code does not open the wrapped key, or there is no wrapped key."""


class NotEnrolled(KioskError):
    """The kiosk was never enrolled at a portal, so it cannot mint codes or seal dossiers."""


class NotFound(KioskError):
    """Nothing of that name is here."""


class NotNow(KioskError):
    """The dossier's state does not allow it."""


class TooLate(NotNow):
    """An officer has received the dossier, so the resident can no longer amend it."""


class NothingToCorrect(NotNow):
    """No officer asks for a correction of this dossier."""


class AccessDenied(KioskError):
    """The code was not proved."""


class WrongPin(AccessDenied):
    """remaining: how many more tries there are before the dossier is locked; at least 1."""

    def __init__(self, remaining: int) -> None:
        super().__init__(f"wrong PIN, {remaining} tries left")
        self.remaining = remaining


class WrongStaffCode(AccessDenied):
    """remaining: how many more tries there are before the staff area is locked; at least 1."""

    def __init__(self, remaining: int) -> None:
        super().__init__(f"wrong staff code, {remaining} tries left")
        self.remaining = remaining


class NoPin(AccessDenied):
    """The resident chose no PIN, so only the staff code opens the dossier."""


class Locked(AccessDenied):
    """Too many wrong tries. until: when it opens by itself (aware), or None: only the staff code opens it."""

    def __init__(self, until: datetime | None = None) -> None:
        super().__init__("locked after too many wrong tries")
        self.until = until


class PinTooSimple(KioskError):
    """Not 4 to 6 digits, or one of the PINs that everybody tries first."""


class CodeTooSimple(KioskError):
    """A staff code that is not 6 to 12 digits, or one that everybody tries first."""


class AnswersTooLarge(KioskError):
    """More text than one revision can carry."""


class AttachmentError(KioskError):
    """Base of what can be wrong with a captured paper."""


class AttachmentTooLarge(AttachmentError):
    """Over the bound for one file."""


class AttachmentTypeUnknown(AttachmentError):
    """Neither JPEG, PNG nor PDF, whatever its name says."""


class TooManyAttachments(AttachmentError):
    """Over the bound for one dossier."""


class AttachmentDamaged(AttachmentError):
    """The file on disk is missing or is not what was stored."""


class PackRefused(KioskError):
    """A downloaded pack that is not what the portal announced, or that cannot be used."""
