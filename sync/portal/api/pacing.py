"""The portal's own pace: when more requests wait than it will get round to in a second or two, kiosks that bring
something are told to come back, with as many seconds as the queue is long. Answering so costs next to nothing, and a
kiosk that is told so loses nothing; a kiosk that waits in the queue until its time-out sends everything twice.
"""

from collections.abc import Callable

from django.http import HttpRequest

from sync.portal.registry.problems import Problem

# Requests in the queue from which on kiosks are sent away, and how many of them are worked off in a second.
LONGEST_QUEUE = 60
_A_SECOND = 10
_LONGEST_WAIT = 300
_BRINGING = frozenset({"PUT", "POST", "PATCH"})


def _nobody_waits() -> int:
    return 0


_waiting: Callable[[], int] = _nobody_waits


def use(waiting: Callable[[], int]) -> None:
    """waiting: how many requests wait to be worked on, as the server knows it."""
    global _waiting  # noqa: PLW0603 - a process runs one server
    _waiting = waiting


def check(request: HttpRequest) -> None:
    """Raise Problem busy for a kiosk that brings something while too many wait. Questions are always answered."""
    if request.method in _BRINGING and (waiting := _waiting()) > LONGEST_QUEUE:
        retry_after = min(_LONGEST_WAIT, 1 + waiting // _A_SECOND)
        raise Problem("busy", "too many kiosks at once", status=503, retry_after=retry_after)
