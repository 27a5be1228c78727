"""The kiosk in whose name a commune's portal signs what people send from phones: by ODK Collect, or a correction on the
page behind a receipt. Such a revision is sealed, signed and stored like every other.
"""

import hmac
from functools import lru_cache
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from nacl.public import PrivateKey
from nacl.signing import SigningKey
from uuid6 import uuid7

from sync.portal import options
from sync.portal.registry import trail
from sync.portal.registry.models import Kiosk, PhoneGate, Portal, Site
from sync.portal.registry.turns import turn
from sync.protocol.followup import prefix_of_number

NAME = "Điện thoại"


def secret() -> bytes:
    """What its keys, and what it encrypts with, are derived from."""
    return options.current().secret("token-secret").encode()


def gate_of(site: Site) -> PhoneGate:
    """The commune's own, made when it is first needed."""
    found = PhoneGate.objects.filter(site=site).select_related("kiosk__site").first()
    if found is not None:
        return found
    with turn(), transaction.atomic():
        portal = Portal.objects.select_for_update().get()
        again = PhoneGate.objects.filter(site=site).select_related("kiosk__site").first()
        if again is not None:
            return again
        name = uuid7()
        kiosk = Kiosk.objects.create(
            id=name,
            site=site,
            name=NAME,
            prefix=prefix_of_number(portal.next_prefix),
            sign_key=bytes(sign_key_of(name).verify_key),
            box_key=bytes(PrivateKey(hmac.digest(secret(), f"openrosa-box\n{name}".encode(), sha256)).public_key),
            token_hash=f"openrosa-{name}",  # of no token: nobody can ask in its name
            enrolled_at=timezone.now(),
        )
        portal.next_prefix += 1
        portal.save()
        trail.record(site.id, None, "kiosk-enrolled", data={"kiosk": str(name), "prefix": kiosk.prefix})
        return PhoneGate.objects.create(site=site, kiosk=kiosk)


@lru_cache(maxsize=64)
def sign_key_of(kiosk: UUID) -> SigningKey:
    """What it signs with."""
    return SigningKey(hmac.digest(secret(), f"openrosa-sign\n{kiosk}".encode(), sha256))
