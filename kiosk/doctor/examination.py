"""The whole examination, in the order in which a technician would look."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.doctor import capture, catalogue, machine, services
from kiosk.doctor.finding import Finding
from kiosk.doctor.services import PortalExamined
from kiosk.doctor.words import finding
from kiosk.errors import DiskFull, KioskError, StoreInUse
from kiosk.settings import settings_or_defaults
from kiosk.store.backup import store_path

if TYPE_CHECKING:
    from kiosk.identity import Identity
    from kiosk.store.store import Store


def examine(
    home: Path, language: str = "vi", identity: "Identity | None" = None, open_store: "Store | None" = None
) -> list[Finding]:
    """What works on this machine. Takes seconds (at most some 40, with nothing reachable): never in the UI thread.

    home: the kiosk's folder; it need not exist, and is not made. language: "vi" or "en". identity and open_store: of
    the kiosk that is open in this process; without them the store is opened for a moment, as at a start, which cannot
    be done while a kiosk runs.
    """
    now = datetime.now(UTC)
    portal, store = _portal_and_store(home, identity, now, language)
    if open_store is not None:
        waiting = services.examine_outbox(services.outgoing_of(open_store), portal, language, running=True)
        store = [*store, waiting, *catalogue.examine_store(open_store, now, language)]
    settings = settings_or_defaults(home)
    return [
        machine.examine_display(language),
        machine.examine_fonts(language),
        *services.examine_settings(home, language),
        *services.examine_printers(home, settings, language),
        machine.examine_speech(language),
        *machine.examine_languages(home, language),
        machine.examine_scanner(language),
        *capture.examine_serial(settings, language),
        capture.examine_camera(settings, language),
        capture.examine_flatbed(settings, language),
        machine.examine_disk(home, language),
        machine.examine_clock(language, now, portal.offset),
        *store,
        *services.examine_aside(home, language),
        portal.finding,
        *services.examine_encryption(home, language),
    ]


def _portal_and_store(
    home: Path, identity: "Identity | None", now: datetime, language: str
) -> tuple[PortalExamined, list[Finding]]:
    if identity is not None or not store_path(home).exists():
        return services.examine_portal(identity, now, language), []
    from kiosk.app import Kiosk

    try:
        kiosk = Kiosk.open(home)
    except StoreInUse:
        return PortalExamined(finding("portal.busy_store", language)), []
    except DiskFull:
        return PortalExamined(finding("portal.unknown", language)), [finding("store.full", language)]
    except (KioskError, OSError) as error:
        unknown = PortalExamined(finding("portal.unknown", language))
        return unknown, [finding("store.bad", language, error=f"{type(error).__name__}: {error}")]
    try:
        portal = services.examine_portal(kiosk.identity, now, language)
        outbox = services.examine_outbox(kiosk.dossiers.outgoing(), portal, language)
        return portal, [outbox, *catalogue.examine_store(kiosk.store, now, language)]
    finally:
        kiosk.close()
