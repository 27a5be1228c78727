"""What the volunteer is told about the way to the portal: how the line is, what waits, and why it is not sent."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from kiosk.space import Room
from sync import clock
from sync.books import Report
from sync.errors import Busy, Cause, NoAnswer, ShutOut


class Link(StrEnum):
    """What the volunteer is told about the line.

    NOT_ENROLLED: this kiosk belongs to no portal yet.
    NOT_TRIED: started, nothing sent or asked yet.
    ONLINE: the portal answered, and its signature fits.
    OFFLINE: no answer: no network, or the portal is away.
    CAPTIVE: something answers that is not our portal, such as a login page of the Wi-Fi.
    PROXY: the proxy of this network does not let us through.
    CERTIFICATE: what answers shows a certificate that cannot be trusted.
    WRONG_CLOCK: the certificate's dates do not fit this kiosk's clock.
    BUSY: the portal asks to wait.
    REVOKED: the portal no longer takes dossiers from this kiosk; its administrator can change that.
    DISK: the disk is full, so nothing that is sent could be noted.
    TROUBLE: the portal, or this kiosk, has a fault; see the log.
    """

    NOT_ENROLLED = "not-enrolled"
    NOT_TRIED = "not-tried"
    ONLINE = "online"
    OFFLINE = "offline"
    CAPTIVE = "captive"
    PROXY = "proxy"
    CERTIFICATE = "certificate"
    WRONG_CLOCK = "wrong-clock"
    BUSY = "busy"
    REVOKED = "revoked"
    DISK = "disk"
    TROUBLE = "trouble"


_LINKS = {
    Cause.CAPTIVE: Link.CAPTIVE,
    Cause.PROXY: Link.PROXY,
    Cause.CERTIFICATE: Link.CERTIFICATE,
    Cause.EXPIRED: Link.CERTIFICATE,
    Cause.NOT_YET_VALID: Link.WRONG_CLOCK,
}


@dataclass(frozen=True, slots=True)
class OtherServer:
    """How the sending to a server of another kind stands (kiosk.openrosa).

    Attributes:
        name: its host. link: how the line to it is. waiting, parked: revisions in the outbox that go there.
        last_contact, next_try: as in SyncStatus, for this server.
        amiss: procedures whose form it has no longer, or not whole.
    """

    name: str
    link: Link
    waiting: int
    parked: int
    last_contact: datetime | None
    next_try: datetime | None
    amiss: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """What the status bar and the volunteer's page show.

    Attributes:
        waiting, sending, unknown, parked: revisions in the outbox.
        attachments: pictures still to go up.
        last_contact: when the portal last answered, None when never.
        next_try: when it is tried next, by this kiosk's clock; None when nothing is planned.
        clock_offset: what to add to this kiosk's clock, None until known. For the volunteer only.
        acknowledged, applied: revisions acknowledged and events applied since the start. They only grow: a dossier that
            is finished and sent within one cycle changes nothing else here, and pages want to hear of it.
        catalogue_seen: when packs and knowledge were last verified; None when they are still the program's own.
        catalogue_trouble: why the newest were refused since, "" when they were not.
        catalogue_published: when the portal published those that are in use; None when they are the program's own.
        catalogue_refused: files of it that this program could not use; the former ones stay.
        other: the server of another kind that some procedures go to; its revisions are counted above as well.
        room: on the disk; None until it was looked at.
        running: whether anything is being sent at all; it is not while the kiosk is closed and only looked at.
    """

    link: Link
    waiting: int = 0
    sending: int = 0
    unknown: int = 0
    parked: int = 0
    attachments: int = 0
    carried: int = 0
    last_contact: datetime | None = None
    next_try: datetime | None = None
    clock_offset: timedelta | None = None
    acknowledged: int = 0
    applied: int = 0
    catalogue_seen: datetime | None = None
    catalogue_trouble: str = ""
    catalogue_published: datetime | None = None
    catalogue_refused: tuple[str, ...] = ()
    other: OtherServer | None = None
    room: Room | None = None
    running: bool = True

    @property
    def clock_is_wrong(self) -> bool:
        """Whether the volunteer should set the clock."""
        return clock.is_wrong(self.clock_offset)

    @property
    def unsent(self) -> int:
        """Revisions without the portal's acknowledgement, whatever the reason."""
        return self.waiting + self.sending + self.unknown + self.parked


def link_of(report: Report, offset: timedelta | None) -> Link:
    """What a cycle says about the line. offset: of the clock, as the portal last told it."""
    if report.failure is None:
        return Link.ONLINE
    ahead = offset is not None and offset < -clock.TOLERANCE
    if isinstance(report.failure, NoAnswer) and report.failure.cause is Cause.EXPIRED and ahead:
        return Link.WRONG_CLOCK
    return link_of_failure(report.failure)


def link_of_failure(failure: Exception) -> Link:
    """The same for a single request."""
    if isinstance(failure, Busy):
        return Link.BUSY
    if isinstance(failure, ShutOut):
        return Link.REVOKED
    if isinstance(failure, NoAnswer):
        return _LINKS.get(failure.cause, Link.OFFLINE)
    return Link.TROUBLE


class Why(StrEnum):
    """Why something still waits here; kiosk.doctor has a sentence for each.

    NOTHING: nothing waits. UNDER_WAY: it is being sent. PARKED: the portal refused what waits; a person must look.
    NEXT: the line is well; it goes with the next try. PAUSED: the kiosk is not running. CARRIED: all of it lies on a
    stick, whose answer has not come. Others: as Link.
    """

    NOTHING = "nothing"
    UNDER_WAY = "under-way"
    PARKED = "parked"
    NEXT = "next"
    PAUSED = "paused"
    CARRIED = "carried"
    NOT_ENROLLED = "not-enrolled"
    OFFLINE = "offline"
    CAPTIVE = "captive"
    PROXY = "proxy"
    CERTIFICATE = "certificate"
    WRONG_CLOCK = "wrong-clock"
    BUSY = "busy"
    REVOKED = "revoked"
    DISK = "disk"
    TROUBLE = "trouble"


def why(status: SyncStatus) -> Why:
    """The one reason that matters most."""
    if status.link is Link.NOT_ENROLLED:
        return Why.NOT_ENROLLED
    if not status.unsent:
        return Why.NOTHING
    other = status.other
    link: Link = status.link
    parked = status.parked == status.unsent
    if other is not None and other.waiting + other.parked == status.unsent:
        link, parked = other.link, not other.waiting  # nothing waits for the portal
    if status.carried == status.unsent and link in (Link.OFFLINE, Link.NOT_TRIED):
        return Why.CARRIED
    if link not in (Link.ONLINE, Link.NOT_TRIED):
        return Why(link.value)
    if not status.running:
        return Why.PAUSED
    if status.sending:
        return Why.UNDER_WAY
    return Why.PARKED if parked else Why.NEXT
