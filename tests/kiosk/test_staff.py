"""The staff code: made once, locked out for longer each time, reset only with the recovery code."""

from datetime import timedelta

import pytest

from kiosk.app import Kiosk
from kiosk.errors import CodeTooSimple, Locked, WrongRecoveryCode, WrongStaffCode
from kiosk.types import StaffSession


def fail(kiosk, times):
    for _ in range(times):
        with pytest.raises((WrongStaffCode, Locked)):
            kiosk.staff.check("wrong!")


def test_the_first_start_makes_a_code_that_works_and_no_later_start_does(kiosk, home, clock):
    code = kiosk.initial.staff_code
    assert kiosk.staff.has_code
    assert kiosk.staff.check(code) == StaffSession(clock.at)
    kiosk.close()
    again = Kiosk.open(home, now=clock)
    assert again.initial is None
    assert isinstance(again.staff.check(code), StaffSession)
    again.close()


def test_five_wrong_codes_lock_for_a_minute_then_longer(kiosk, clock):
    code = kiosk.initial.staff_code
    for remaining in (4, 3, 2, 1):
        with pytest.raises(WrongStaffCode) as wrong:
            kiosk.staff.check("wrong!")
        assert wrong.value.remaining == remaining
    for _ in range(2):
        with pytest.raises(Locked) as locked:
            kiosk.staff.check("wrong!")
        assert locked.value.until == clock.at + timedelta(minutes=1)
    with pytest.raises(Locked):
        kiosk.staff.check(code)
    clock.forward(minutes=1)
    fail(kiosk, 4)
    with pytest.raises(Locked) as locked:
        kiosk.staff.check("wrong!")
    assert locked.value.until == clock.at + timedelta(minutes=2)
    clock.forward(minutes=2)
    assert isinstance(kiosk.staff.check(code), StaffSession)
    fail(kiosk, 4)
    assert isinstance(kiosk.staff.check(code), StaffSession)


def test_a_clock_set_back_does_not_lock_the_staff_out_for_years(kiosk, clock):
    fail(kiosk, 5)
    clock.forward(days=-3000)
    with pytest.raises(Locked) as locked:
        kiosk.staff.check(kiosk.initial.staff_code)
    assert locked.value.until <= clock.at + timedelta(hours=1)
    clock.forward(minutes=1)
    assert isinstance(kiosk.staff.check(kiosk.initial.staff_code), StaffSession)


def test_changing_the_code_needs_the_present_one(kiosk):
    with pytest.raises(WrongStaffCode):
        kiosk.staff.set_code("48150926", "wrong!")
    kiosk.staff.set_code("48150926", kiosk.initial.staff_code)
    assert isinstance(kiosk.staff.check("48150926"), StaffSession)
    with pytest.raises(WrongStaffCode):
        kiosk.staff.check(kiosk.initial.staff_code)


@pytest.mark.parametrize("code", ["", "12345", "111111", "123456", "987654", "aaaabb", "làng-3-phú", "4815092637481"])
def test_a_code_that_is_simple_or_that_the_pad_cannot_type_is_refused(kiosk, code):
    with pytest.raises(CodeTooSimple):
        kiosk.staff.set_code(code, kiosk.initial.staff_code)


def test_a_forgotten_code_is_reset_with_the_recovery_code(kiosk):
    with pytest.raises(WrongRecoveryCode):
        kiosk.reset_staff_code("AAAAA-BBBBB-CCCCC-DDDDD-EEEEE")
    new = kiosk.reset_staff_code(kiosk.initial.recovery_code.lower())
    assert isinstance(kiosk.staff.check(new), StaffSession)
