"""A resident's phone, and the PIN of the dossier that it looks at."""

import re

import requests
from nacl.pwhash import scrypt

from tests.support.portal import Portal

PIN = "7531"


def hashed(pin: str) -> str:
    """As kiosk/pins.py does, with the least cost: it stands in the text."""
    text = scrypt.str(pin.encode(), scrypt.OPSLIMIT_MIN, scrypt.MEMLIMIT_MIN)
    return text.decode().rstrip("\0")


class Phone:
    """A resident's, without a script and without an account."""

    def __init__(self, portal: Portal, path: str) -> None:
        self.portal, self.path, self.http = portal, path, requests.Session()

    def see(self) -> requests.Response:
        return self.http.get(self.portal.url + self.path, timeout=20)

    def send(self, given: dict[str, str], below: str = "") -> requests.Response:
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.see().text)
        fields = {**given, "csrfmiddlewaretoken": token[1] if token else ""}
        return self.http.post(self.portal.url + self.path + below, data=fields, timeout=20)
