"""What can come of talking to the portal, classed by what the kiosk does about it.

TransportError
├── NoAnswer              wait and try again; `nothing_left` says whether the request can have arrived
│   └── NotOurPortal      something answered, and it was not our portal (captive portal, proxy, wrong machine)
├── Busy                  signed 429 or 503: nothing was done, come back after `retry_after`
├── ShutOut               signed 401 or 403: stop and ask for the volunteer
└── Refused               any other signed refusal, where the caller has nothing finer to do with it
PlainTextRefused          the portal's address has no TLS and is not this machine
"""

from enum import StrEnum

_PROXY_WANTS_A_PASSWORD = 407


class Cause(StrEnum):
    """Why there was no answer, as far as this end can tell.

    OFFLINE: no name, no route, refused: the line or the portal is away.
    TIMEOUT: the other end went silent.
    CUT: the connection broke off.
    PROXY: the proxy of this network does not let us through.
    CERTIFICATE: the TLS certificate is not one to trust (a captive portal often looks like that).
    EXPIRED: the certificate is past its date, or the kiosk's clock is ahead.
    NOT_YET_VALID: the certificate begins in the future: the kiosk's clock is behind.
    CAPTIVE: an answer came, unsigned or wrongly signed.
    STOPPED: this kiosk is closing down.
    """

    OFFLINE = "offline"
    TIMEOUT = "timeout"
    CUT = "cut"
    PROXY = "proxy"
    CERTIFICATE = "certificate"
    EXPIRED = "expired"
    NOT_YET_VALID = "not-yet-valid"
    CAPTIVE = "captive"
    STOPPED = "stopped"


class TransportError(Exception):
    """Base of what can come of a request."""


class NoAnswer(TransportError):
    """No answer of our portal's. nothing_left: not a byte of the request can have reached it."""

    def __init__(self, cause: Cause, *, nothing_left: bool, retry_after: float | None = None) -> None:
        super().__init__(
            f"no answer ({cause.value}, {'nothing left the kiosk' if nothing_left else 'may have arrived'})"
        )
        self.cause = cause
        self.nothing_left = nothing_left
        self.retry_after = retry_after


class NotOurPortal(NoAnswer):
    """Something answered without our portal's signature. Nothing it says counts, but a Retry-After may be heeded.

    A proxy that asks for a password says so by its status (RFC 9110 section 15.5.8), and is told apart.
    """

    def __init__(self, status: int, retry_after: float | None = None) -> None:
        cause = Cause.PROXY if status == _PROXY_WANTS_A_PASSWORD else Cause.CAPTIVE
        super().__init__(cause, nothing_left=False, retry_after=retry_after)
        self.status = status


class Busy(TransportError):
    """The portal did nothing and asks to wait. retry_after: seconds, None when it did not say."""

    def __init__(self, retry_after: float | None) -> None:
        super().__init__(f"the portal is busy (Retry-After {retry_after})")
        self.retry_after = retry_after


class ShutOut(TransportError):
    """The portal does not know this kiosk, or has revoked it. reason: the problem's type."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"shut out: {reason}")
        self.reason = reason


class Refused(TransportError):
    """A signed refusal. reason: the problem's type."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(f"refused: {status} {reason}")
        self.status = status
        self.reason = reason


class PlainTextRefused(ValueError):
    """The address would send residents' dossiers, and this kiosk's token, without TLS."""
