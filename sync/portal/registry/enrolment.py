"""Kiosks join by a one-time code, and leave by being revoked.

The token is derived, not drawn: the same code with the same keys gets the same answer again, because the first may
have been lost on the way. Only hashes of codes and tokens are in the database.
"""

import hmac
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from nacl.bindings import crypto_core_ed25519_is_valid_point
from nacl.exceptions import CryptoError
from nacl.public import PublicKey, SealedBox
from uuid6 import uuid7

from sync.portal import options
from sync.portal.registry import quick, trail
from sync.portal.registry.models import EnrolmentCode, Kiosk, Officer, Portal, Site
from sync.portal.registry.problems import Problem
from sync.protocol.encoding import from_base64, hash_of, to_base64
from sync.protocol.errors import MalformedError
from sync.protocol.followup import ALPHABET, prefix_of_number

CODE_LENGTH = 12
CODE_VALID = timedelta(days=7)
_SEEN_EVERY = timedelta(minutes=5)
_MOST_KNOWN = 10_000  # a province has fewer
_known: dict[str, Kiosk] = {}  # by the hash of their tokens


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A kiosk, its token, and whether it joined just now."""

    kiosk: Kiosk
    token: str
    new: bool


def new_code(site: Site, by: Officer | None = None) -> str:
    """A code for one kiosk, as ``ABCD-EFGH-JKMN``; it is shown once and kept only as a hash."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    now = timezone.now()
    with transaction.atomic():
        EnrolmentCode.objects.create(hash=_hash(code), site=site, created_at=now, expires_at=now + CODE_VALID)
        trail.record(site.id, by, "enrolment-code")
    return "-".join(code[start : start + 4] for start in range(0, CODE_LENGTH, 4))


def enrol(code: str, name: str, sign_key: str, box_key: str) -> Enrolled:
    """Join with a code and the kiosk's public keys. Raises Problem malformed or not-found."""
    keys = _public(sign_key), _public(box_key)
    if not crypto_core_ed25519_is_valid_point(keys[0]):
        raise Problem("malformed", "not a signing key")
    with transaction.atomic():
        row = EnrolmentCode.objects.select_for_update().filter(hash=_hash(code)).first()
        if row is None or row.expires_at < timezone.now():
            raise Problem("not-found", "no such enrolment code, or it is used up")
        if row.kiosk_id is None:
            kiosk = _join(row, name, *keys)
            return Enrolled(kiosk, _token(kiosk), new=True)
        kiosk = Kiosk.objects.get(id=row.kiosk_id)
        if (bytes(kiosk.sign_key), bytes(kiosk.box_key)) != keys or kiosk.revoked_at is not None:
            raise Problem("not-found", "no such enrolment code, or it is used up")
        return Enrolled(kiosk, _token(kiosk), new=False)


def _join(row: EnrolmentCode, name: str, sign_key: bytes, box_key: bytes) -> Kiosk:
    portal = Portal.objects.select_for_update().get()
    if Site.objects.filter(id=row.site_id, closed_at__isnull=False).exists():
        raise Problem("not-found", "no such enrolment code, or it is used up")
    kiosk = Kiosk(
        id=uuid7(),
        site_id=row.site_id,
        name=_clean(name),
        prefix=prefix_of_number(portal.next_prefix),
        sign_key=sign_key,
        box_key=box_key,
        enrolled_at=timezone.now(),
    )
    kiosk.token_hash = hash_of(_token(kiosk).encode())
    portal.next_prefix += 1
    portal.save()
    kiosk.save(force_insert=True)
    row.kiosk = kiosk
    row.save()
    trail.record(row.site_id, None, "kiosk-enrolled", data={"kiosk": str(kiosk.id), "prefix": kiosk.prefix})
    return kiosk


def revoke(kiosk_id: UUID, by: Officer | None = None) -> None:
    """Refuse a kiosk from now on; its receipts stay good. Revoking twice changes nothing."""
    with transaction.atomic():
        changed = Kiosk.objects.filter(id=kiosk_id, revoked_at=None).update(revoked_at=timezone.now())
        if changed:
            site = Kiosk.objects.values_list("site_id", flat=True).get(id=kiosk_id)
            trail.record(site, by, "kiosk-revoked", data={"kiosk": str(kiosk_id)})


def kiosk_with(token: str) -> Kiosk:
    """The kiosk whose token this is. Raises Problem unknown-kiosk or revoked."""
    found = quick.of(Kiosk, "WHERE token_hash = %s", [hash_of(token[:200].encode())])
    if not found:
        raise Problem("unknown-kiosk", "no kiosk has this token")
    kiosk = found[0]
    if kiosk.revoked_at is not None:
        raise Problem("revoked", "this kiosk may no longer send")
    _seen(kiosk)
    if len(_known) >= _MOST_KNOWN:
        _known.clear()
    _known[kiosk.token_hash] = kiosk
    return kiosk


def known_with(token: str) -> Kiosk | None:
    """The kiosk whose token this was within the last minutes, as it was read then, or None.

    It may have been revoked since: only for a transaction that sees to that itself (registry.arrivals).
    """
    kiosk = _known.get(hash_of(token[:200].encode()))
    return kiosk if kiosk is not None and _was_seen_lately(kiosk) else None


def _was_seen_lately(kiosk: Kiosk) -> bool:
    return kiosk.last_seen_at is not None and timezone.now() - kiosk.last_seen_at <= _SEEN_EVERY


def _seen(kiosk: Kiosk) -> None:
    """Remember the contact, at most once in five minutes: a write for each poll would be most of the work."""
    if not _was_seen_lately(kiosk):
        kiosk.last_seen_at = timezone.now()
        Kiosk.objects.filter(id=kiosk.id).update(last_seen_at=kiosk.last_seen_at)


def _token(kiosk: Kiosk) -> str:
    message = f"token-v1\n{kiosk.id}\n".encode() + bytes(kiosk.sign_key)
    secret = options.current().secret("token-secret").encode()
    return to_base64(hmac.digest(secret, message, sha256))


def sealed_site_key(kiosk: Kiosk) -> str:
    """What the kiosks of a site share, so that they can hand unfinished forms over among them (docs/offline.md).

    Derived, so that each gets the same and a backup of the data folder has it; sealed to the kiosk, base64url.
    """
    secret = options.current().secret("token-secret").encode()
    key = hmac.digest(secret, f"site-key-v1\n{kiosk.site_id}".encode(), sha256)
    try:
        return to_base64(SealedBox(PublicKey(bytes(kiosk.box_key))).encrypt(key))
    except CryptoError:  # a public key to which nothing can be sealed
        return ""


def _hash(code: str) -> str:
    plain = unicodedata.normalize("NFKC", code[:64]).upper()
    return hash_of("".join(letter for letter in plain if letter.isalnum()).encode())


def _public(text: str) -> bytes:
    try:
        key = from_base64(text)
    except MalformedError as error:
        raise Problem("malformed", "a public key is base64url") from error
    if len(key) != 32:
        raise Problem("malformed", "a public key has 32 bytes")
    return key


def _clean(name: str) -> str:
    plain = unicodedata.normalize("NFC", name)
    return "".join(letter for letter in plain if letter.isprintable()).strip()[:100]
