"""Every address, with every role, of the commune and of another: nobody reaches what is not theirs by a number.

The table is compared with the portal's own list of addresses: a new one without a line here fails.
"""

import re
from dataclasses import dataclass, field

import pytest
import requests

from tests.support.accounts import ROLES, Person, everybody
from tests.support.portal import OTHER_SITE, SITE, Officer, Portal, enrolled, photograph

# The database does not matter here.
pytestmark = pytest.mark.parametrize("portal", ["sqlite"], indirect=True, scope="session")

OFFICER = frozenset({"officer"})
REGISTERS = frozenset({"officer", "leader"})
EVERYBODY = frozenset(ROLES)


@dataclass(frozen=True)
class Route:
    """roles: who gets in, at their own place; the others get 403 or 404, and strangers 404. post: asked by POST.

    by_site: the address names something of a commune. own: another status than 200 for who gets in.
    """

    path: str
    roles: frozenset[str] = EVERYBODY
    by_site: bool = False
    post: dict[str, str] | None = None
    own: frozenset[int] = field(default=frozenset({200}))


LED_BACK = frozenset({302})
DESK = {
    "desk:queue": Route("/desk/", OFFICER),
    "desk:dossier": Route("/desk/dossiers/{site}/{dossier}/", OFFICER, by_site=True),
    "desk:correct": Route("/desk/dossiers/{site}/{dossier}/correct/", OFFICER, by_site=True, own=LED_BACK),
    "desk:act": Route("/desk/dossiers/{site}/{dossier}/act/accept/", OFFICER, by_site=True, own=LED_BACK),
    "desk:paper": Route("/desk/dossiers/{site}/{dossier}/revisions/1/papers/{sha256}/", OFFICER, by_site=True),
    "desk:slip": Route("/desk/dossiers/{site}/{dossier}/slips/03/", OFFICER, by_site=True),
    "desk:official": Route("/desk/dossiers/{site}/{dossier}/official/", OFFICER, by_site=True),
    "desk:export": Route("/desk/dossiers/{site}/{dossier}/official/export/", OFFICER, by_site=True),
    "desk:ask": Route(
        "/desk/dossiers/{site}/{dossier}/requests/", OFFICER, by_site=True, post={"kind": "copy"}, own=LED_BACK
    ),
    "desk:requests": Route("/desk/requests/", OFFICER),
    "desk:request": Route("/desk/requests/{site}/{request}/", OFFICER, by_site=True),
    "desk:promises": Route("/desk/promises/", REGISTERS),
    "desk:promise": Route(
        "/desk/promises/{site}/{promise}/", REGISTERS, by_site=True, post={"outcome": "broken"}, own=LED_BACK
    ),
    "desk:petitions": Route("/desk/petitions/", REGISTERS),
    "desk:petition": Route("/desk/petitions/{site}/{petition}/", REGISTERS, by_site=True),
    "board:board": Route("/desk/board/", frozenset({"province", "leader", "coordinator"})),
    "fleet:fleet": Route(
        "/desk/fleet/", frozenset({"administrator", "province", "leader", "coordinator", "technician"})
    ),
    "fleet:kiosk": Route("/desk/fleet/kiosks/{kiosk_here}/", frozenset({"administrator", "technician"}), by_site=True),
    "fleet:watch": Route("/desk/fleet/communes/1/", frozenset({"administrator", "technician"}), by_site=True),
    "fleet:calls": Route("/desk/calls/", frozenset({"coordinator"})),
    "accounts:start": Route("/desk/start/?all"),
    "accounts:verify": Route("/desk/verify/", own=LED_BACK),
    "accounts:factor": Route("/desk/second-factor/"),
    "accounts:password": Route("/desk/password/"),
    "accounts:login": Route("/desk/login/", own=LED_BACK),
    "accounts:people": Route("/desk/accounts/", frozenset({"administrator"})),
    "accounts:person": Route("/desk/accounts/1/", frozenset({"administrator"})),
    "accounts:change": Route("/desk/accounts/1/open/", frozenset({"administrator"}), post={}, own=LED_BACK),
    "accounts:sites": Route("/desk/communes/", frozenset({"administrator"})),
    "accounts:site": Route("/desk/communes/1/", frozenset({"administrator"})),
    "accounts:close-site": Route("/desk/communes/1/close/", frozenset({"administrator"}), post={}, own=LED_BACK),
    "accounts:reopen-site": Route("/desk/communes/1/open/", frozenset({"administrator"}), post={}, own=LED_BACK),
    "accounts:kiosks": Route("/desk/kiosks/", frozenset({"administrator", "technician"})),
    "accounts:revoke": Route(
        "/desk/kiosks/{kiosk}/revoke/", frozenset({"administrator", "technician"}), by_site=True, post={}, own=LED_BACK
    ),
    "accounts:tokens": Route("/desk/tokens/", frozenset({"administrator"})),
    "accounts:revoke-token": Route(
        "/desk/tokens/01a20782-a906-7c7b-a83b-1cb42920a46b/revoke/",
        frozenset({"administrator"}),
        post={},
        own=frozenset({404}),
    ),
    "webhooks:webhooks": Route("/desk/webhooks/", frozenset({"administrator", "province"})),
    "webhooks:webhook": Route("/desk/webhooks/{webhook}/", frozenset({"administrator", "province"}), by_site=True),
    "webhooks:change": Route(
        "/desk/webhooks/{webhook}/secret/", frozenset({"administrator", "province"}), by_site=True, post={}
    ),
    "accounts:trail": Route("/desk/trail/", frozenset({"administrator", "leader"})),
}
# Without an account: a receipt's signature, a client's own password, a kiosk's token, or nothing to hide.
OPEN = {
    *("front", "resident:look-up", "resident:follow", "resident:answers", "resident:consent", "/h/"),
    "resident:correct",  # what it needs is tried in test_corrections_by_phone
    "api",  # the description of the interfaces
    "health",  # says nothing but whether the portal works; see test_health
    "accounts:logout",  # a form; what it needs is tried in test_access
}
OTHERS = ("v1:", "openrosa:", "/openrosa/", "open:")  # not by session; tried in tests of their own


@dataclass(frozen=True)
class World:
    """A dossier of the first commune with everything that has an address, and people of every role in both."""

    people: dict[tuple[str, str], Person]
    fills: dict[str, str]


@pytest.fixture(scope="module")
def world(portal: Portal) -> World:
    people = everybody(portal)
    kiosk = enrolled(portal)
    paper, data = photograph(b"picture")
    kiosk.call("PUT", f"/v1/attachments/{paper.sha256}", data)
    sent = kiosk.dossier("<data><name>Bí Mật Riêng</name></data>", papers=((paper, data),))
    assert sent.put().status_code == 201
    officer = people["officer", SITE]
    asked = officer.send(f"{officer.path(sent)}requests/", {"kind": "copy"}, page=officer.path(sent))
    register = {"site": "1", "due_on": "2027-12-31", "what": "Hẹn riêng", "to_whom": "Bà Bảy", "responsible": ""}
    assert officer.send("/desk/promises/", register).status_code == 302
    promise = re.search(r"/desk/promises/1/([0-9a-f-]{36})/", officer.get("/desk/promises/").text)
    given = {"site": "1", "source": "letter", "received_on": "2026-11-20", "subject": "Đèn đường hỏng"}
    petition = officer.send("/desk/petitions/", given).headers["Location"]
    assert officer.act(sent, "refuse", note="Không thuộc thẩm quyền").status_code == 302
    assert promise is not None
    hook = {"name": "x", "url": "https://127.0.0.1:9/", "reach": "province:H38", "kinds": ["kiosk.back"]}
    shown = people["province", SITE].send("/desk/webhooks/", hook).text
    webhook = re.search(r"/desk/webhooks/([0-9a-f-]{36})/", shown)
    assert webhook is not None
    fills = {
        "site": "1",
        "dossier": str(sent.dossier),
        "sha256": paper.sha256,
        "request": asked.headers["Location"].rstrip("/").rpartition("/")[2],
        "promise": promise[1],
        "petition": petition.rstrip("/").rpartition("/")[2],
        "kiosk": enrolled(portal).enrolled["kiosk"],
        "kiosk_here": kiosk.enrolled["kiosk"],
        "webhook": webhook[1],
    }
    return World(people, fills)


def ask(someone: Officer, route: Route, fills: dict[str, str]) -> requests.Response:
    path = route.path.format(**fills)
    if route.post is None:
        return someone.get(path)
    return someone.send(path, route.post, page="/desk/password/")


def test_every_address_stands_in_the_table(portal: Portal) -> None:
    known = DESK.keys() | OPEN
    there = {name for name, _ in portal.do("routes")}
    unknown = {name for name in there - known if not name.startswith(OTHERS) and not name.startswith("/v1/")}
    assert unknown == set()
    assert known <= there


@pytest.mark.parametrize("name", DESK)
def test_an_address_lets_in_who_may_and_nobody_else(portal: Portal, world: World, name: str) -> None:
    route = DESK[name]
    # Whoever changes something comes last, so that there is still something to refuse to the others.
    for (role, where), someone in sorted(world.people.items(), key=lambda item: item[0][0] in route.roles):
        status = ask(someone, route, world.fills).status_code
        if role not in route.roles:
            assert status in {403, 404}, f"{role} of {where}"
        elif where == SITE or not route.by_site or role == "administrator":
            assert status in route.own, f"{role} of {where}"
        else:
            assert status == 404, f"{role} of {where}"


@pytest.mark.parametrize("name", [name for name in DESK if name != "accounts:login"])
def test_nobody_is_led_to_the_login(portal: Portal, world: World, name: str) -> None:
    route = DESK[name]
    path = portal.url + route.path.format(**world.fills)
    response = requests.get(path, timeout=20, allow_redirects=False)
    if route.post is not None and response.status_code == 405:
        return  # a form without its token is refused before anybody is asked who they are
    assert (response.status_code, response.headers["Location"][:12]) == (302, "/desk/login/")


def test_a_foreign_number_in_the_address_finds_nothing(world: World) -> None:
    """The stranger's own commune, with the dossier of the other."""
    stranger = world.people["officer", OTHER_SITE]
    for name in ("desk:dossier", "desk:export", "desk:request", "desk:petition", "desk:promise"):
        assert ask(stranger, DESK[name], {**world.fills, "site": "2"}).status_code == 404


def test_lists_show_nothing_of_another_commune(world: World) -> None:
    words = ("Bí Mật Riêng", "Hẹn riêng", "Đèn đường hỏng", world.fills["dossier"], world.fills["request"])
    for (role, where), someone in world.people.items():
        if where == SITE or role == "administrator":
            continue
        for name, route in DESK.items():
            if role in route.roles and not route.by_site and route.post is None:
                shown = someone.get(route.path.format(**world.fills)).text
                assert not [word for word in words if word in shown], f"{role} at {name}"


def test_the_menu_shows_what_a_role_may(world: World) -> None:
    for (role, where), someone in world.people.items():
        shown = set(re.findall(r'<li><a href="(/desk/[^"]*)"', someone.get("/desk/start/?all").text))
        areas = {route.path for route in DESK.values() if role in route.roles and route.roles != EVERYBODY}
        assert {path for path in shown if path in {route.path for route in DESK.values()}} - {
            "/desk/password/",
            "/desk/second-factor/",
        } == {path for path in areas if "{" not in path and "/1/" not in path and "revoke" not in path}, where
