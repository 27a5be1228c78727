"""People of every role at the portal, wholly logged in; and the app on their phone."""

import base64
import hmac
import re
import struct
import time

import requests

from tests.support.portal import OTHER_SITE, PASSWORD, SITE, Officer, Portal

ROLES = ("administrator", "province", "leader", "officer", "coordinator", "technician")
PROVINCE, OTHER_PROVINCE = "H38", "H39"


def code_of(letters: str, steps: int = 0) -> str:
    """What the app shows (RFC 6238), so many half minutes from now."""
    key = base64.b32decode(letters.replace(" ", "") + "=" * (-len(letters.replace(" ", "")) % 8))
    digest = hmac.digest(key, struct.pack(">Q", int(time.time()) // 30 + steps), "sha1")
    start = digest[-1] & 15
    return f"{(int.from_bytes(digest[start : start + 4]) & 0x7FFFFFFF) % 1_000_000:06d}"


class Person(Officer):
    """A browser of somebody who may have a second factor. letters: the app's key; codes: those on paper."""

    letters = ""
    codes: tuple[str, ...] = ()

    def enter(self) -> "Person":
        """Log in, and set up the second factor when the role needs it."""
        assert self.login().status_code == 302
        if self.get("/desk/start/").headers.get("Location") == "/desk/second-factor/":
            assert self.set_up().status_code == 200
        return self

    def set_up(self) -> requests.Response:
        """The second factor, on the page for it."""
        shown = self.get("/desk/second-factor/").text
        found = re.search(r'class="letters">([^<]+)<', shown)
        assert found is not None
        self.letters = found[1]
        response = self.send("/desk/second-factor/", {"code": code_of(self.letters)})
        self.codes = tuple(re.findall(r"<code>(\w{5}-\w{5})</code>", response.text))
        return response


def person(portal: Portal, role: str, where: str, name: str = "") -> Person:
    """A new account with a role at a commune (or its province), wholly logged in."""
    username = name or f"{role}-{where}".replace(".", "-").lower()
    place = {"administrator": "", "province": PROVINCE if where == SITE else OTHER_PROVINCE}.get(role, where)
    portal.do("add_officer", username, f"Người {role} {where}", place, PASSWORD, role)
    return Person(portal, username).enter()


def everybody(portal: Portal) -> dict[tuple[str, str], Person]:
    """One of each role in both communes; an administrator has none, and there is one of each name all the same."""
    return {(role, where): person(portal, role, where) for where in (SITE, OTHER_SITE) for role in ROLES}
