"""What a technician and a coordinator see of the kiosks, from what the kiosks told."""

import re

import pytest

from tests.support.accounts import Person, person
from tests.support.fleet import WELL, row, tell
from tests.support.portal import OTHER_SITE, SITE, Kiosk, Portal, enrolled


@pytest.fixture(scope="module")
def technician(portal: Portal) -> Person:
    return person(portal, "technician", SITE, "ky-thuat-doi-may")


def test_the_newest_report_tells_how_a_kiosk_is(portal: Portal, technician: Person) -> None:
    kiosk = enrolled(portal)
    assert "It has told nothing yet." in row(technician, kiosk)
    tell(kiosk, "health", {**WELL, "printer": "out-of-paper", "disk_free_mb": 100, "errors": {"kiosk.store": 3}})
    shown = row(technician, kiosk)
    assert 'class="late"' in shown
    assert "The printer does not print: Out of paper" in shown
    assert "The disk is nearly full" in shown
    assert "Warnings in its log: kiosk.store 3" in shown
    tell(kiosk, "health", {"version": "1", "printer": "on-fire"})
    shown = row(technician, kiosk)
    assert "on-fire" in shown  # a word of a newer kiosk
    assert "None" not in shown
    tell(kiosk, "health", WELL)
    shown = row(technician, kiosk)
    assert 'class="late"' not in shown
    assert "Dossiers: 2, papers: 1" in shown


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ({"parked": 2}, "2 dossiers were refused"),
        ({"oldest_minutes": 3000}, "Dossiers wait to be sent for 2 days"),
        ({"clock_offset_s": -1200}, "The clock is wrong by 20 minutes"),
        ({"catalogue_minutes": 20_000}, "not looked for new forms"),
        ({"link": "captive"}, "login page"),
    ],
)
def test_what_somebody_has_to_see_to_is_said(
    portal: Portal, kiosk: Kiosk, technician: Person, said: dict[str, object], shown: str
) -> None:
    tell(kiosk, "health", {**WELL, **said})
    assert shown in row(technician, kiosk)


def test_a_silent_kiosk_comes_first(portal: Portal, technician: Person) -> None:
    kiosk = enrolled(portal)
    tell(kiosk, "health", WELL)
    portal.sql(
        "UPDATE registry_kiosk SET last_seen_at = '2026-01-05 08:00:00' "  # by UTC or by the server: long ago
        f"WHERE prefix = '{kiosk.enrolled['prefix']}'"
    )
    assert "Silent since 05/01/2026" in row(technician, kiosk)
    page = technician.get("/desk/fleet/?lang=en").text
    states = ['class="late"' in line for line in re.findall(r"<tr[^>]*>", page)[1:]]
    assert states == sorted(states, reverse=True)
    assert kiosk.call("GET", "/v1/changes?after=&limit=1").status_code == 200
    assert "Silent" not in row(technician, kiosk)


def test_a_report_that_makes_no_sense_breaks_nothing(portal: Portal, technician: Person) -> None:
    kiosk = enrolled(portal)
    tell(kiosk, "health", {"version": "<b>", "waiting": "x", "errors": [1], "disk_free_mb": None, "parked": True})
    tell(kiosk, "health", {"errors": {"a": "b"}, "link": {"x": 1}, "printer": 7, "oldest_minutes": "long"})
    shown = row(technician, kiosk)
    assert shown
    assert "<b>" not in shown


def test_a_call_is_seen_until_somebody_came_in_whatever_order_it_is_told(portal: Portal) -> None:
    coordinator = person(portal, "coordinator", SITE, "dieu-phoi-goi")
    elsewhere = person(portal, "coordinator", OTHER_SITE, "dieu-phoi-goi-hai")
    kiosk, other = enrolled(portal), enrolled(portal)
    call = {"call": "c1", "state": "open", "place": "question", "procedure": "", "waited_s": 0, "by": "resident"}
    tell(kiosk, "help", call)
    tell(other, "help", {**call, "state": "closed", "by": "staff"})
    tell(other, "help", call)
    page = "/desk/calls/?lang=en"
    assert row(coordinator, kiosk, page)
    assert not row(coordinator, other, page)
    assert not row(elsewhere, kiosk, page)
    tell(kiosk, "help", {**call, "state": "closed", "by": "staff"})
    assert not row(coordinator, kiosk, page)
