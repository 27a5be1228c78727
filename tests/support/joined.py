"""Whole kiosks that joined a real portal, and what their sync would do, when a test says so."""

from pathlib import Path

from kiosk.app import Kiosk
from sync.books import Report
from sync.engine import SyncEngine
from sync.transport import Transport
from tests.support.portal import SITE, Portal


def joined(portal: Portal, home: Path, site: str = SITE) -> Kiosk:
    """A new kiosk of a site, called like its folder; the caller closes it."""
    kiosk = Kiosk.open(home)
    kiosk.identity.join(portal.url, portal.do("new_enrolment_code", site), home.name)
    return kiosk


def cycle(kiosk: Kiosk) -> Report:
    """One cycle of its sync, which has to go well."""
    identity = kiosk.identity
    transport = Transport(identity.portal_url, identity.token, identity.portal_sign_key)
    try:
        engine = SyncEngine(kiosk.store.call, transport, identity.portal_sign_key, kiosk.dossiers, kiosk.attachments)
        report = engine.cycle()
    finally:
        transport.close()
    assert report.failure is None
    return report
