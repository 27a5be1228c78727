"""What the administrator of a portal does from the command line, as plain functions.

Call ``sync.portal.server.prepare(database, data)`` first. Nothing here prints: the caller shows a password or a code
once, and it is stored nowhere but as a hash.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from sync.portal.registry.models import Site

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that are mistaken for each other on a slip of paper


class AdministrationError(ValueError):
    """What was asked for cannot be done; the message says why, for the person at the command line."""


@dataclass(frozen=True, slots=True)
class KioskLine:
    """A kiosk as listed: revoked_at and last_seen_at are None when it never happened."""

    id: UUID
    prefix: str
    name: str
    site: str
    enrolled_at: datetime
    last_seen_at: datetime | None
    revoked_at: datetime | None


def new_password() -> str:
    """A password that can be read out: four groups of four, 79 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def add_site(code: str, name: str, *, address: str = "", phone: str = "", opening_hours: str = "") -> str:
    """A commune; returns its code. Raises AdministrationError when the code is taken."""
    from django.db import IntegrityError

    from sync.portal.registry.models import Site

    try:
        site = Site.objects.create(code=code, name=name, address=address, phone=phone, opening_hours=opening_hours)
    except IntegrityError as error:
        raise AdministrationError(f"there is a site {code} already") from error
    return site.code


def add_officer(username: str, full_name: str, site: str, password: str | None = None) -> str:
    """An officer of a site; returns the password (a random one when none is given).

    An officer who exists becomes a member of the site too, and "" is returned: the password stays.
    Raises AdministrationError for an unknown site or a password that is too easy.
    """
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.db import transaction

    from sync.portal.registry import trail
    from sync.portal.registry.models import Membership, Officer

    place = _site(site)
    with transaction.atomic():
        officer = Officer.objects.filter(username=username).first()
        secret = ""
        if officer is None:
            officer, secret = Officer(username=username, full_name=full_name), password or new_password()
            try:
                officer.full_clean(exclude=["password"])
                validate_password(secret, officer)
            except ValidationError as error:
                raise AdministrationError("; ".join(error.messages)) from error
            officer.set_password(secret)
            officer.save()
        Membership.objects.get_or_create(officer=officer, site=place)
        trail.record(place.id, None, "officer-added", data={"officer": officer.username})
    return secret


def reset_password(username: str) -> str:
    """A new random password; sessions that are open end. Raises AdministrationError for an unknown name."""
    from sync.portal.registry.models import Officer

    officer = Officer.objects.filter(username=username).first()
    if officer is None:
        raise AdministrationError(f"there is no officer {username}")
    secret = new_password()
    officer.set_password(secret)
    officer.save()
    return secret


def new_enrolment_code(site: str) -> str:
    """A one-time code for one kiosk, valid for seven days. Raises AdministrationError for an unknown site."""
    from sync.portal.registry import enrolment

    return enrolment.new_code(_site(site))


def kiosks() -> list[KioskLine]:
    """All kiosks ever enrolled, by prefix."""
    from sync.portal.registry.models import Kiosk

    rows = Kiosk.objects.select_related("site").order_by("prefix")
    return [
        KioskLine(row.id, row.prefix, row.name, row.site.code, row.enrolled_at, row.last_seen_at, row.revoked_at)
        for row in rows
    ]


def revoke_kiosk(kiosk: str) -> None:
    """Refuse a kiosk, named by its id or prefix, from now on. Raises AdministrationError when there is none."""
    from sync.portal.registry import enrolment

    for line in kiosks():
        if kiosk in {str(line.id), line.prefix}:
            enrolment.revoke(line.id)
            return
    raise AdministrationError(f"there is no kiosk {kiosk}")


def replace_box_key() -> str:
    """A new key for kiosks to seal to; the old one stays to open what is on its way. Returns its short name."""
    from sync.portal.registry import keys

    return keys.replace_box_key()


def begin_epoch() -> str:
    """To be called once after the database was restored from a backup: kiosks read the feed anew. Returns the epoch."""
    from sync.portal.registry import feed

    return feed.begin_epoch()


def _site(code: str) -> "Site":
    from sync.portal.registry.models import Site

    site = Site.objects.filter(code=code).first()
    if site is None:
        known = ", ".join(Site.objects.order_by("code").values_list("code", flat=True)) or "none yet"
        raise AdministrationError(f"there is no site {code} (known: {known})")
    return site
