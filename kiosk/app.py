"""The kiosk put together: one object with the services that screens use. See docs/adr/0004-encrypted-store.md."""

import logging
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.attachments import Attachments
from kiosk.calls import Calls
from kiosk.catalogue import Catalogue
from kiosk.dossiers import Dossiers
from kiosk.drafts import Drafts
from kiosk.elsewhere import Elsewhere
from kiosk.errors import StoreDamaged
from kiosk.feedback import Feedback
from kiosk.fleet import FleetSettings
from kiosk.identity import Identity
from kiosk.lookups import Lookups
from kiosk.notices import Notices
from kiosk.shifts import Shifts
from kiosk.staff import Staff
from kiosk.store import backup, keys
from kiosk.store.driver import Database, DriverError
from kiosk.store.files import empty_folder
from kiosk.store.scrubbing import scrub
from kiosk.store.store import Store
from kiosk.types import Clock, InitialSecrets, utc_now
from kiosk.unfinished import Unfinished

if TYPE_CHECKING:
    from kiosk.capture.equipment import Equipment
    from kiosk.handover.service import Handover
    from kiosk.openrosa import OpenRosa
    from kiosk.printing import Printing
    from kiosk.receipts import Receipts
    from kiosk.recovery.guide import Mended
    from kiosk.signatures import Signatures
    from kiosk.syncing import SyncService
    from kiosk.transfer import Transfer

_LOG = logging.getLogger(__name__)

# A picture whose row is being written is no picture that nobody names.
_MAY_BE_IN_USE = timedelta(hours=1)
# Where a scanner puts its pictures. They lie there in the clear, so nothing stays when a visit ends.
PICTURES = "pictures"


class Kiosk:
    """The services of one kiosk. Everything may be called from any thread.

    Attributes:
        home: the folder that holds everything.
        now: the clock; aware.
        custody: how the key of the store is kept.
        initial: codes that the first start made and that nobody can see again, or None: print them.
    """

    def __init__(self, home: Path, store: Store, key: keys.StoreKey, now: Clock, packs: Path | None) -> None:
        """Use open()."""
        self.home = home
        self.store = store
        self.now = now
        self.custody = key.custody
        self.initial: InitialSecrets | None = None
        self._key = key.key
        self._kept_on = now().date()
        self.identity = Identity(store, now)
        self.staff = Staff(store, now)
        self.unfinished = Unfinished(store, now)
        self.catalogue = Catalogue(home, packs, now)
        self.attachments = Attachments(store, home, now)
        self.drafts = Drafts(
            store, self.identity, self.catalogue, self.attachments, self.staff, now, visit_ended=self._visit_ended
        )
        self.notices = Notices(store, now, urgent=self._hurry)
        self.calls = Calls(store, self.notices, now)
        self.shifts = Shifts(store, self.notices, now)
        self.feedback = Feedback(store, self.notices, now)
        self.fleet = FleetSettings(home, store, now)
        self.lookups = Lookups(store, self.identity, now)
        self.dossiers = Dossiers(store, self.identity, self.catalogue, self.attachments, self.staff, now)
        self.elsewhere = Elsewhere(store, self.identity, self.catalogue, self.dossiers, self.attachments, now)

    @classmethod
    def open(cls, home: Path, *, now: Clock | None = None, packs: Path | None = None) -> "Kiosk":
        """Open the kiosk in home; the first time, make its key, its codes and its store.

        packs: folder of the packs to offer, None for the installed ones. Raises StoreError and its kinds (errors.py); a
        damaged store is left as it is.
        """
        clock = now or utc_now
        path = backup.store_path(home)
        if not path.exists() and (copies := backup.backups(home)):
            raise StoreDamaged(path, "the file is gone", copies)
        key = keys.load_or_create(home, store_exists=path.exists() and path.stat().st_size > 0)

        def before_migrating(db: Database) -> None:
            backup.back_up(db, home, key.key, clock(), "migration")

        try:
            store = Store(path, key.key, before_migrating=before_migrating)
        except StoreDamaged as error:
            raise StoreDamaged(error.path, error.reason, backup.backups(home)) from error
        try:
            kiosk = cls(home, store, key, clock, packs)
            kiosk._begin()
        except BaseException:
            store.close()
            raise
        return kiosk

    @cached_property
    def receipts(self) -> "Receipts":
        """Receipts and other slips."""
        from kiosk.receipts import Receipts

        return Receipts(self)

    @cached_property
    def equipment(self) -> "Equipment":
        """Camera, flatbed scanner, scanner for codes."""
        from kiosk.capture.equipment import Equipment

        return Equipment(self.home)

    @cached_property
    def signatures(self) -> "Signatures":
        """How declarations were signed."""
        from kiosk.signatures import Signatures

        return Signatures(self.store, self.attachments, self.now)

    @cached_property
    def printing(self) -> "Printing":
        """The print service, or a folder."""
        from kiosk.printing import Printing

        return Printing(self)

    @cached_property
    def transfer(self) -> "Transfer":
        """Dossiers on a stick, where no network comes."""
        from kiosk.transfer import Transfer

        return Transfer(self)

    @cached_property
    def openrosa(self) -> "OpenRosa":
        """A server of another kind that some procedures go to."""
        from kiosk.openrosa import OpenRosa

        return OpenRosa(self)

    @cached_property
    def handover(self) -> "Handover":
        """Unfinished forms on their way to another kiosk, and from one."""
        from kiosk.handover.service import Handover

        return Handover(self)

    @cached_property
    def sync(self) -> "SyncService":
        """The way to the portal. Not started by opening the kiosk."""
        from kiosk.syncing import SyncService

        return SyncService(self)

    def new_recovery_code(self) -> str:
        """Wrap the store's key under a new recovery code and return it, to be printed; the former one is void."""
        return keys.new_recovery_code(self.home, self._key)

    def reset_staff_code(self, recovery_code: str) -> str:
        """A new staff code for whoever holds the recovery code. Raises WrongRecoveryCode."""
        keys.open_recovery(self.home, recovery_code)
        return self.staff.reset_code()

    def back_up(self) -> Path:
        """Copy the store now; returns the copy. Raises OSError."""
        return self.store.call(lambda db: backup.back_up(db, self.home, self._key, self.now(), "asked"))

    def close(self) -> None:
        """Stop what runs and close the store. Closing twice does nothing."""
        if "sync" in self.__dict__:
            self.sync.stop()
        self.store.close()

    def _hurry(self) -> None:
        """Something new waits to be sent; a sync that runs need not wait for its next look."""
        if "sync" in self.__dict__:
            self.sync.new_work()

    def _begin(self) -> None:
        if self.store.log_lost:
            from kiosk.recovery.merging import after_lost_log

            _LOG.error("the store was not closed in order and its log is gone: what was in it alone is missing")
            self.store.transaction(lambda db: after_lost_log(db, self.now()))
        code = self.staff.initial_code()
        if code is not None:
            self.initial = InitialSecrets(code, self.new_recovery_code())
        self.attachments.sweep()
        self._between_visits()

    def _between_visits(self) -> None:
        """Also at the start: a power cut may have ended the last visit."""
        self.elsewhere.forget()
        self.fleet.apply()
        try:
            empty_folder(self.home / PICTURES)
        except OSError as error:
            _LOG.error("pictures of papers are left in the scanner's folder: %s", error.strerror)
        self._back_up_daily()

    def _visit_ended(self) -> None:
        self._between_visits()
        self.housekeep()

    def housekeep(self) -> bool:
        """Once a day, between residents: wipe what has had its time, also from the copies; whether it was due.

        For a kiosk that is never switched off; at a start the screens ask for the same one by one.
        """
        today = self.now().date()
        if self._kept_on == today:
            return False
        self._kept_on = today
        self.drafts.expire()
        self.dossiers.drop_readable()
        self.attachments.sweep(_MAY_BE_IN_USE)
        self.scrub_copies()
        return True

    def scrub_copies(self) -> None:
        """What was wiped here goes from the copies, too. Queued like a copy: nobody waits for it."""
        self.store.submit(self._scrub)

    def _scrub(self, db: Database) -> None:
        try:
            scrub(db, self.home, self._key)
        except (OSError, DriverError, StoreDamaged) as error:
            _LOG.warning("what was wiped may still be in a copy: %s", type(error).__name__)

    def _back_up_daily(self) -> None:
        """Queued, not waited for: neither the first screen nor the next resident waits for the copy."""
        at = self.now()
        self.store.submit(lambda db: backup.back_up_daily(db, self.home, self._key, at))


def recover(home: Path, code: str) -> keys.Custody:
    """After the machine died: give the store's key into custody on this one. Raises WrongRecoveryCode.

    code: the recovery code that was printed at the first start.
    """
    return keys.recover(home, code).custody


def restore(home: Path, *, now: Clock = utc_now) -> "Mended":
    """After StoreDamaged: mend the store; returns what was saved, and where the damaged one is kept.

    Raises NotFound when nothing can be saved, StoreInUse, DiskFull, and what loading the key raises. Nothing is
    deleted.
    """
    from kiosk.recovery.guide import recover as mend

    return mend(home, now=now)
