"""From what the sync service knows to what the status line says."""

from typing import TYPE_CHECKING

from kiosk.syncing import Link
from ui.widgets import Sending

if TYPE_CHECKING:
    from kiosk.syncing import SyncStatus

_OFFLINE = frozenset(
    {Link.NOT_ENROLLED, Link.OFFLINE, Link.PROXY, Link.CERTIFICATE, Link.WRONG_CLOCK, Link.REVOKED}
    | {Link.DISK, Link.TROUBLE}
)


def sending_of(status: "SyncStatus") -> tuple[Sending, int]:
    """The state to show and how many dossiers wait."""
    waiting = status.unsent
    if status.link is Link.CAPTIVE:
        return Sending.OTHER, waiting
    if status.link in _OFFLINE:
        return Sending.OFFLINE, waiting
    if status.sending:
        return Sending.SENDING, waiting
    if status.unknown:
        return Sending.UNKNOWN, waiting
    if waiting:
        return Sending.WAITING, waiting
    if status.link is Link.NOT_TRIED:
        return Sending.CONNECTING, 0
    if status.link is Link.ONLINE and status.acknowledged:
        return Sending.SENT, 0
    return Sending.IDLE, 0
