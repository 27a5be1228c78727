"""The kiosk's end of sync/, at a place that a running portal gave out."""

from pathlib import Path

from nacl.public import PublicKey

from sync.protocol.encoding import from_base64
from sync.transport import Pace, Transport
from tests.support.portal import Kiosk, Portal
from tests.support.revisions import KioskKeys
from tests.support.sync_kiosk import SyncKiosk

QUICK = Pace(connect=2.0, read=15.0)


def joined(portal: Portal, member: Kiosk, path: Path, number: int = 0) -> SyncKiosk:
    """Its database, at path, belongs to the thread that calls this. number: of the codes that it gives out."""
    given = member.enrolled
    keys = KioskKeys(given["kiosk"], given["prefix"], member.sign_key, member.box_key, number * 1000)
    transport = Transport(portal.url, given["token"], portal.key, pace=QUICK)
    return SyncKiosk(path, keys, (portal.key, PublicKey(from_base64(given["box_key"]))), transport, seed=number)
