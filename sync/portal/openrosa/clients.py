"""Who is asking: a token with the scope forms:submit, as the password of Basic authentication or in the address.

Digest authentication is not offered: it needs the password itself, and a token is kept only as a hash. ODK Collect uses
Basic over TLS, and the address with a key in it over anything.
"""

import base64
import binascii
from dataclasses import dataclass

from django.http import HttpRequest

from sync.portal.accounts import tokens
from sync.portal.api import limits
from sync.portal.registry.models import Site

_TRIES = 20
_WINDOW = 300
_LONGEST_NAME = 80


class NotAllowed(Exception):
    """No client of ours. status: 401 to ask for a password, 403 when the token is for something else."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


@dataclass(frozen=True, slots=True)
class Client:
    """A phone or a program. name: the user name it gave, else the token's."""

    site: Site
    name: str


def client_of(request: HttpRequest, key: str) -> Client:
    """The client behind a request; key: the token in its address, "" for none. Raises NotAllowed, Problem busy."""
    name, text = ("", key) if key else _basic(request)
    address = str(request.META.get("REMOTE_ADDR", ""))
    limits.refuse_after("openrosa", address, most=_TRIES, seconds=_WINDOW)
    try:
        token = tokens.check(text, tokens.Scope.FORMS_SUBMIT)
    except tokens.TokenRefused as refused:
        if text:
            limits.count("openrosa", address, seconds=_WINDOW)
        raise NotAllowed(403 if refused.missing else 401) from refused
    if token.site is None:
        raise NotAllowed(403)  # forms have to arrive at one desk
    return Client(token.site, name or token.name)


def _basic(request: HttpRequest) -> tuple[str, str]:
    scheme, _, given = request.headers.get("Authorization", "")[:400].partition(" ")
    if scheme.lower() != "basic":
        return "", ""
    try:
        name, _, password = base64.b64decode(given, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return "".join(letter for letter in name if letter.isprintable())[:_LONGEST_NAME], password
