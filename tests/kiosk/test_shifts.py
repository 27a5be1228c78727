"""Volunteers sign in and out; visits are counted for those on duty; only codes leave the machine."""

from datetime import timedelta

import pytest

from kiosk.app import Kiosk
from kiosk.errors import NotFound
from tests.support.kiosks import Clock
from tests.support.told import told

NAME = "Nguyễn Thị Đoàn Viên"


def test_a_shift_counts_its_visits_and_is_told_by_code(kiosk: Kiosk, clock: Clock) -> None:
    first = kiosk.shifts.add(NAME)
    second = kiosk.shifts.add("Lò Văn Hội")
    assert [first.code, second.code] == ["V01", "V02"]
    kiosk.shifts.start(first.code)
    assert kiosk.shifts.start(first.code).started_at == kiosk.shifts.on_duty()[0].started_at
    assert kiosk.shifts.count_visit(assisted_by="") == ("V01",)
    kiosk.shifts.start(second.code)
    assert set(kiosk.shifts.count_visit(assisted_by="V02")) == {"V01", "V02"}
    clock.forward(hours=3)
    ended = kiosk.shifts.end(first.code)
    assert ended is not None
    assert (ended.visits, ended.assisted) == (2, 0)
    assert [each.volunteer.code for each in kiosk.shifts.on_duty()] == ["V02"]
    kiosk.shifts.end(second.code)
    bodies = told(kiosk, "visit")
    assert [(body["event"], body["volunteer"], body["visits"], body["assisted"]) for body in bodies] == [
        ("shift", "V01", 2, 0),
        ("shift", "V02", 1, 1),
    ]
    assert NAME not in str(bodies)
    assert kiosk.shifts.end(first.code) is None


def test_a_shift_that_nobody_ended_ends_after_twelve_hours(kiosk: Kiosk, clock: Clock) -> None:
    kiosk.shifts.start(kiosk.shifts.add(NAME).code)
    clock.forward(hours=20)
    assert kiosk.shifts.on_duty() == ()
    (shift,) = kiosk.shifts.recent()
    assert shift.ended_at is not None
    assert shift.ended_at - shift.started_at == timedelta(hours=12)


def test_names_are_checked_and_a_removed_one_is_erased(kiosk: Kiosk) -> None:
    kiosk.shifts.add(f"  {NAME} ")
    for wrong in ("", "  ", "a" * 61, "x\u202ey", NAME.upper()):
        with pytest.raises(ValueError, match="name"):
            kiosk.shifts.add(wrong)
    kiosk.shifts.remove("V01")
    assert kiosk.shifts.volunteers() == ()
    assert kiosk.shifts.add(NAME).code == "V02"
    with pytest.raises(NotFound):
        kiosk.shifts.start("V01")
    rows = kiosk.store.call(lambda db: db.execute("SELECT name FROM volunteer WHERE code = 'V01'").fetchone())
    assert rows[0] == ""
