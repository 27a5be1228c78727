"""A login ends: when nobody does anything, after a working day; a token on its day. The portal's clock is moved."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest

from tests.support import birth
from tests.support.accounts import person
from tests.support.portal import SITE, Officer, Portal, enrolled

_MINUTE = 60


def browser(portal: Portal, username: str) -> Officer:
    """Logged in. A connection for each request: by the moved clock the server finds one that is kept open too old."""
    someone = Officer(portal, username)
    someone.http.headers["Connection"] = "close"
    assert someone.login().status_code == 302
    return someone


@pytest.fixture
def clock(own_portal: Portal) -> Iterator[Callable[[float], None]]:
    """Moves the portal's clock ahead by so many seconds; put right again afterwards, or no code of an app would fit."""
    moved: list[float] = []

    def move(seconds: float) -> None:
        own_portal.do("move_clock", seconds)
        moved.append(seconds)

    yield move
    own_portal.do("move_clock", -sum(moved))


def test_an_idle_session_ends(own_portal: Portal, clock: Callable[[float], None]) -> None:
    someone = browser(own_portal, "lan")
    clock(29 * _MINUTE)
    assert someone.get("/desk/").status_code == 200
    clock(29 * _MINUTE)
    assert someone.get("/desk/").status_code == 200  # each page begins the half hour anew
    clock(31 * _MINUTE)
    assert someone.get("/desk/").status_code == 302


def test_a_busy_session_ends_after_ten_hours(own_portal: Portal, clock: Callable[[float], None]) -> None:
    someone = browser(own_portal, "hoa")
    for _ in range(23):
        clock(25 * _MINUTE)
        assert someone.get("/desk/").status_code == 200
    for _ in range(2):
        clock(25 * _MINUTE)
        response = someone.get("/desk/")
    assert response.status_code == 302


def test_a_token_ends(own_portal: Portal, clock: Callable[[float], None]) -> None:
    administrator = person(own_portal, "administrator", SITE, "quan-tri")
    given = {"name": "Ngắn ngày", "scopes": ["fleet:read"], "site": "", "province": "H38", "days": "1"}
    text = re.search(r'class="letters">([^<]+)<', administrator.send("/desk/tokens/", given).text)
    assert text is not None
    assert own_portal.do("check_token", text[1], "fleet:read") == [1, 2]
    clock(25 * 3600)
    assert own_portal.do("check_token", text[1], "fleet:read") == []


def test_a_proposed_day_says_when_the_days_off_until_it_are_not_announced(
    own_portal: Portal, clock: Callable[[float], None]
) -> None:
    """A year without any row in holidays.csv: weekends alone are counted, and the officer is told."""
    kiosk = enrolled(own_portal)
    sent = kiosk.dossier(procedure=birth.PACK.code, pack_version=birth.PACK.version)
    assert sent.put().status_code == 201
    told = "Ngày nghỉ từ nay đến đó chưa công bố hết"
    clock(20 * 366 * 24 * 60 * _MINUTE)
    someone = browser(own_portal, "lan")
    assert told in someone.get(someone.path(sent)).text


def test_the_desk_counts_in_the_days_off_that_it_gives_its_kiosks(
    own_portal: Portal, clock: Callable[[float], None]
) -> None:
    """A holidays file in the data folder settles the days for both; without it this year would be open."""
    kiosk = enrolled(own_portal)
    sent = kiosk.dossier(procedure=birth.PACK.code, pack_version=birth.PACK.version)
    assert sent.put().status_code == 201
    clock(20 * 366 * 24 * 60 * _MINUTE)
    someone = browser(own_portal, "lan")
    now = datetime.now() + timedelta(seconds=20 * 366 * 24 * 60 * _MINUTE)
    every_day_off = [f"{now.date() + timedelta(days=n)},off,Nghỉ,yes" for n in range(-2, 6)]
    file = own_portal.data / "knowledge" / "holidays.csv"
    file.parent.mkdir(exist_ok=True)
    settled = f"{now.year + 1}-12-31,off,Nghỉ,yes"  # a row for the next year, should the days run into it
    file.write_text("\n".join(["date,kind,name,verified", *every_day_off, settled, ""]), "utf-8")
    try:
        shown = someone.get(someone.path(sent)).text
    finally:
        file.unlink()
    written = re.findall(r'name="promised_on" value="([^"]+)"', shown)[0]
    proposed = datetime.strptime(written, "%d/%m/%Y").date()
    assert proposed > now.date() + timedelta(days=5), "the first day that is worked"
    assert "Ngày nghỉ từ nay đến đó chưa công bố hết" not in shown
