"""A call for help reaches the portal, is one at a time, and ends."""

from kiosk.app import Kiosk
from tests.support.kiosks import Clock
from tests.support.told import told


def test_a_call_is_told_once_and_closed_when_somebody_comes(kiosk: Kiosk, clock: Clock) -> None:
    call = kiosk.calls.call("question", "1.001193")
    assert kiosk.calls.call("question", "1.001193") == call
    assert kiosk.calls.open() == call
    clock.forward(seconds=95)
    closed = kiosk.calls.close("staff")
    assert closed == call
    assert kiosk.calls.open() is None
    assert kiosk.calls.close("staff") is None
    opened, ended = told(kiosk, "help")
    assert (opened["state"], opened["place"], opened["procedure"]) == ("open", "question", "1.001193")
    assert (ended["state"], ended["call"], ended["waited_s"], ended["by"]) == ("closed", call.id, 95, "staff")
    (kept,) = kiosk.calls.latest()
    assert kept.by == "staff"


def test_a_call_that_nobody_closed_does_not_stay_for_ever(kiosk: Kiosk, clock: Clock) -> None:
    first = kiosk.calls.call("home")
    clock.forward(hours=2, seconds=1)
    assert kiosk.calls.open() is None
    second = kiosk.calls.call("home")
    assert second.id != first.id
    assert kiosk.calls.open() == second
