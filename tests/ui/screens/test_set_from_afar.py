"""What is set for the kiosk from afar: at once while nobody sits there, after the visit otherwise, and a break."""

import json
from pathlib import Path

from kiosk.settings import FLEET_FILE
from tests.support.shell import Visitor
from ui.fleet import FleetWatch


def came(home: Path, version: int, **values: object) -> None:
    """As the sync puts by what the portal said."""
    said = {"version": version, "values": {place.replace("__", "."): value for place, value in values.items()}}
    (home / FLEET_FILE.replace(".json", ".next.json")).write_text(json.dumps(said))


def watch(visitor: Visitor) -> FleetWatch:
    found = visitor.app.findChild(FleetWatch)
    assert isinstance(found, FleetWatch)
    return found


def test_letters_and_idle_time_change_while_nobody_is_there(visitor: Visitor, home: Path) -> None:
    visitor.wait_for("start")
    came(home, 1, place__text_size="largest", place__idle_after=240)
    watch(visitor).look()
    visitor.wait(lambda: visitor.app.visit.text_scale == 1.5, "the letters stayed as they were")
    assert visitor.app.idle_seconds == 240
    visitor.app.end_visit()
    assert visitor.app.visit.text_scale == 1.5
    came(home, 2)
    watch(visitor).look()
    visitor.wait(lambda: visitor.app.visit.text_scale == 1.0, "the letters did not go back")
    assert visitor.app.idle_seconds == visitor.app.options.warn_after


def test_a_visit_ends_as_it_began(visitor: Visitor, home: Path) -> None:
    visitor.home_page()
    came(home, 1, place__text_size="large", place__paused=True)
    watch(visitor).look()
    visitor.wait(lambda: visitor.step == "home", "the visit was disturbed")
    assert visitor.app.visit.text_scale == 1.0
    visitor.app.end_visit()
    visitor.wait_for("paused")
    assert visitor.app.visit.text_scale == 1.25


def test_a_break_lets_the_staff_in_and_ends_by_itself(visitor: Visitor, home: Path) -> None:
    visitor.wait_for("start")
    came(home, 1, place__paused=True, hotline="1022")
    watch(visitor).look()
    visitor.wait_for("paused")
    assert visitor.sees("1022")
    visitor.continue_()
    visitor.wait_for("staff-door")
    visitor.app.end_visit()
    visitor.wait_for("paused")
    came(home, 2)
    watch(visitor).look()
    visitor.wait_for("start")
