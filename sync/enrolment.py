"""Joining a portal: a one-time code from its administrator against a prefix, a token and the portal's keys.

Before this there is no key to check the portal with, so the first answer is trusted as TLS delivers it; from then on
only what that key signs counts. The kiosk's own keys must be stored before the call: when the answer is lost, the same
code with the same keys answers again.
"""

from dataclasses import dataclass, field
from typing import Any

from nacl.public import PublicKey
from nacl.signing import VerifyKey

from sync.errors import Refused
from sync.protocol.encoding import canonical_json, from_base64, read_json_object, to_base64
from sync.protocol.errors import MalformedError
from sync.protocol.followup import ALPHABET, PREFIX_LENGTH
from sync.transport import Answer, Transport, check_url, expect

_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What the portal gave. sign_key and box_key are the portal's, 32 bytes each.

    sealed_site_key: the key that kiosks of a site share, base64url of a box sealed to this kiosk; "" from a portal of
    the first version.
    """

    kiosk: str
    prefix: str
    token: str = field(repr=False)
    site: str
    site_name: str
    portal_url: str
    sign_key: bytes
    box_key: bytes
    epoch: str
    sealed_site_key: str = ""


def enrol(
    portal_url: str, code: str, name: str, sign_key: VerifyKey, box_key: PublicKey, *, allow_plain: bool = False
) -> Enrolled:
    """Enrol with the kiosk's public keys.

    name: what the technician calls this kiosk. allow_plain: take an address without TLS that is not this machine.
    Raises Refused (``not-found``: the code is unknown or was used with other keys), Busy, NoAnswer, NotOurPortal (what
    answered is no portal, or two answers were signed by different keys), PlainTextRefused, ValueError for an address
    that is none.
    """
    url = check_url(portal_url, allow_plain=allow_plain)
    body = canonical_json(
        {
            "code": code.strip(),
            "name": name.strip(),
            "sign_key": to_base64(bytes(sign_key)),
            "box_key": to_base64(bytes(box_key)),
        }
    )
    transport = Transport(url, "", None, allow_plain=allow_plain)
    try:
        key = transport.introduce()
        answer = expect(transport.exchange("POST", "/v1/enrol", body), 200, 201)
    finally:
        transport.close()
    return _read(answer, key, url, allow_plain=allow_plain)


def _read(answer: Answer, key: VerifyKey, url: str, *, allow_plain: bool) -> Enrolled:
    try:
        value = read_json_object(answer.body)
        enrolled = Enrolled(
            kiosk=_text(value, "kiosk"),
            prefix=_text(value, "prefix"),
            token=_text(value, "token"),
            site=_text(value, "site"),
            site_name=_text(value, "site_name"),
            portal_url=check_url(_text(value, "portal_url") or url, allow_plain=allow_plain),
            sign_key=from_base64(_text(value, "sign_key")),
            box_key=from_base64(_text(value, "box_key")),
            epoch=_text(value, "epoch"),
            sealed_site_key=_text(value, "site_key") if "site_key" in value else "",
        )
    except (ValueError, KeyError) as error:
        raise Refused(answer.status, "malformed-enrolment") from error
    fits = len(enrolled.prefix) == PREFIX_LENGTH and set(enrolled.prefix) <= set(ALPHABET)
    token_fits = enrolled.token.isascii() and enrolled.token.isprintable() and 0 < len(enrolled.token) <= 200
    if not (fits and token_fits and enrolled.sign_key == bytes(key) and len(enrolled.box_key) == _KEY_BYTES):
        raise Refused(answer.status, "malformed-enrolment")
    return enrolled


def _text(value: dict[str, Any], name: str) -> str:
    if not isinstance(value[name], str) or len(value[name]) > 500:
        raise MalformedError(f"{name} is not a text")
    return str(value[name])
