"""A technician sets something for a kiosk far away: the kiosk fetches it, goes by it after the visit, and says so."""

import re
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.app import Kiosk as RealKiosk
from kiosk.settings import read_settings
from sync.protocol.encoding import from_instant
from sync.transport import Transport
from tests.support.accounts import Person, person
from tests.support.fleet import WELL, row, tell
from tests.support.portal import OTHER_SITE, SITE, Kiosk, Portal, enrolled

# The database does not matter here.
pytestmark = pytest.mark.parametrize("portal", ["sqlite"], indirect=True, scope="session")


@pytest.fixture(scope="module")
def technician(portal: Portal) -> Person:
    return person(portal, "technician", SITE, "ky-thuat-cai-dat")


@pytest.fixture
def machine(portal: Portal, tmp_path: Path) -> Iterator[RealKiosk]:
    """A real kiosk that has joined this portal."""
    kiosk = RealKiosk.open(tmp_path / "home")
    try:
        kiosk.identity.join(portal.url, portal.do("new_enrolment_code", SITE), "Máy thật")
        yield kiosk
    finally:
        kiosk.close()


def page_of(kiosk_id: str) -> str:
    return f"/desk/fleet/kiosks/{kiosk_id}/"


def set_there(someone: Person, kiosk_id: str, **given: str) -> int:
    """Send the form as it is shown, with these changed; the status."""
    shown = someone.get(page_of(kiosk_id)).text
    fields = dict(re.findall(r'<input[^>]*name="([a-z_.]+)"[^>]*value="([^"]*)"', shown))
    fields |= {
        name: chosen
        for name, options in re.findall(r'<select name="([a-z_.]+)".*?>(.*?)</select>', shown, re.DOTALL)
        for chosen in re.findall(r'value="([^"]*)" selected', options)
    }
    fields.pop("csrfmiddlewaretoken", None)
    named = {name.replace("__", "."): value for name, value in given.items()}
    return someone.send(page_of(kiosk_id), {**fields, **named}).status_code


def wait(what: Callable[[], bool], message: str) -> None:
    end = time.monotonic() + 60
    while not what():
        assert time.monotonic() < end, message
        time.sleep(0.1)


def test_a_kiosk_goes_by_what_was_set_after_the_visit_and_the_page_says_so(
    portal: Portal, technician: Person, machine: RealKiosk
) -> None:
    name = machine.identity.kiosk_id
    machine.sync.start()
    wait(lambda: machine.sync.status().last_contact is not None, "no contact")
    assert set_there(technician, name, place__idle_after="240", hotline="1022", place__paused="true") == 302
    assert "does not go by it yet" in technician.get(f"{page_of(name)}?lang=en").text
    machine.sync.kick()
    wait(machine.fleet.apply, "nothing came")  # what the end of a visit does
    settings = read_settings(machine.home)
    assert (settings.idle_after, settings.hotline, settings.paused) == (240, "1022", True)
    assert machine.fleet.in_force == 1
    machine.sync.kick()
    assert not machine.fleet.wanted()


def test_nothing_changes_while_somebody_sits_there(portal: Portal, technician: Person, machine: RealKiosk) -> None:
    identity = machine.identity
    assert set_there(technician, identity.kiosk_id, keep__draft_days="12", place__text_size="largest") == 302
    line = Transport(portal.url, identity.token, identity.portal_sign_key)
    machine.fleet.fetch(line)
    line.close()
    assert read_settings(machine.home).text_size == "normal"
    assert machine.drafts.kept_for.days == 30
    machine.drafts.end_visit()
    assert read_settings(machine.home).text_size == "largest"
    assert machine.drafts.kept_for.days == 12


def test_what_is_taken_back_is_as_on_the_kiosk_again(portal: Portal, technician: Person, machine: RealKiosk) -> None:
    (machine.home / "settings.toml").write_text('hotline = "0263 1"\n')
    identity = machine.identity
    line = Transport(portal.url, identity.token, identity.portal_sign_key)
    for asked, counts in (("1022", "1022"), ("", "0263 1")):
        assert set_there(technician, identity.kiosk_id, hotline=asked) == 302
        machine.fleet.fetch(line)
        assert machine.fleet.apply()
        assert read_settings(machine.home).hotline == counts
    line.close()


def test_how_long_things_are_kept_is_as_before_when_it_is_taken_back(
    portal: Portal, technician: Person, machine: RealKiosk
) -> None:
    identity = machine.identity
    line = Transport(portal.url, identity.token, identity.portal_sign_key)
    usual = (machine.drafts.kept_for.days, machine.dossiers.readable_for.days)
    for days in ("60", ""):
        assert set_there(technician, identity.kiosk_id, keep__draft_days=days, keep__readable_days=days) == 302
        machine.fleet.fetch(line)
        machine.drafts.end_visit()
        kept = (machine.drafts.kept_for.days, machine.dossiers.readable_for.days)
        assert kept == ((60, 60) if days else usual)
    line.close()


def test_a_typing_mistake_on_the_machine_shortens_nothing(portal: Portal, machine: RealKiosk) -> None:
    (machine.home / "settings.toml").write_text("[keep]\nreadable_days = 60\n")
    machine.drafts.end_visit()
    (machine.home / "settings.toml").write_text("[keep\n")
    machine.drafts.end_visit()
    assert machine.dossiers.readable_for.days == 60


def test_a_kiosk_of_an_older_version_leaves_out_what_it_does_not_know(portal: Portal, machine: RealKiosk) -> None:
    """The portal's list is longer, and one value is not allowed: the others count."""
    values = '{"place.idle_after": 99999, "place.lights": "off", "hotline": "113", "capture.camera": "x"}'
    mine = f"prefix = '{machine.identity.prefix}'"
    portal.sql(f"UPDATE registry_kiosk SET settings = '{values}', settings_version = 4 WHERE {mine}")
    line = Transport(portal.url, machine.identity.token, machine.identity.portal_sign_key)
    machine.fleet.fetch(line)
    line.close()
    assert machine.fleet.apply()
    settings = read_settings(machine.home)
    assert (settings.hotline, settings.idle_after, settings.camera) == ("113", 180, "")
    assert machine.fleet.in_force == 4


def test_the_report_says_which_version_is_in_force(portal: Portal, technician: Person, kiosk: Kiosk) -> None:
    member = enrolled(portal)
    assert set_there(technician, member.enrolled["kiosk"], speech__speed="90") == 302
    assert "Settings wait for the kiosk" in row(technician, member)
    page = member.call("GET", "/v1/changes?after=&limit=1").json()
    said = member.call("GET", "/v1/settings").json()
    assert (page["settings"], said["version"], said["values"]) == (1, 1, {"speech.speed": 90})
    assert from_instant(said["at"]) <= datetime.now(UTC)
    tell(member, "health", {**WELL, "settings": 1})
    assert "Settings wait for the kiosk" not in row(technician, member)
    assert "In force at the kiosk" in technician.get(f"{page_of(member.enrolled['kiosk'])}?lang=en").text


def test_two_technicians_do_not_overwrite_each_other(portal: Portal, technician: Person) -> None:
    name = enrolled(portal).enrolled["kiosk"]
    assert set_there(technician, name, hotline="1") == 302
    assert set_there(technician, name, hotline="2", version="0") == 422
    assert ">1<" in technician.get(page_of(name)).text


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"place__idle_after": "5"}, "from 30 to 1800"),
        ({"speech__speed": "abc"}, "from 80 to 200"),
        ({"hotline": "x" * 121}, "not too long"),
        ({"procedures__offered": "<script>"}, "not too long"),
    ],
)
def test_what_is_not_allowed_is_said_at_the_field(
    portal: Portal, technician: Person, kiosk: Kiosk, given: dict[str, str], words: str
) -> None:
    technician.get("/desk/fleet/?lang=en")
    page = page_of(kiosk.enrolled["kiosk"])
    response = technician.send(page, {"version": "0", **{name.replace("__", "."): v for name, v in given.items()}})
    assert response.status_code == 422
    assert words in response.text
    technician.get("/desk/fleet/?lang=vi")


def test_another_communes_technician_sets_nothing_here(portal: Portal, kiosk: Kiosk) -> None:
    stranger = person(portal, "technician", OTHER_SITE, "ky-thuat-la")
    page = page_of(kiosk.enrolled["kiosk"])
    assert stranger.get(page).status_code == 404
    assert stranger.send(page, {"version": "0", "hotline": "0"}, page="/desk/password/").status_code == 404
