"""What the administrator of a portal does from the command line, as plain functions.

Call ``sync.portal.server.prepare(database, data)`` first. Nothing here prints: the caller shows a password or a code
once, and it is stored nowhere but as a hash.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from sync.portal.registry.models import Officer, Site


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


def add_site(
    code: str,
    name: str,
    *,
    address: str = "",
    phone: str = "",
    opening_hours: str = "",
    province: str = "",
    authority: str = "",
) -> str:
    """A commune; returns its code. Raises AdministrationError when the code is taken.

    province: by default the part of the code before the first dot, or what the commune table says of the code.
    """
    from sync.portal.accounts import sites

    values = {"address": address, "phone": phone, "opening_hours": opening_hours, "authority": authority}
    try:
        return sites.add(code, {"name": name, "province": province, **values}).code
    except sites.CodeTaken as error:
        raise AdministrationError(f"there is a site {code} already") from error


def add_officer(username: str, full_name: str, site: str, password: str | None = None, role: str = "officer") -> str:
    """Somebody with a role; returns the password (a random one, to be changed, when none is given).

    site: the code of the commune; for the role province that of the province; "" for administrators. Who exists gets
    the role too, and "" is returned: the password stays. Raises AdministrationError for an unknown site or role, and
    for a password that is too easy.
    """
    from django.core.exceptions import ValidationError
    from django.db import transaction

    from sync.portal.accounts import people
    from sync.portal.registry.models import Officer, Role

    if role not in set(Role):
        raise AdministrationError(f"there is no role {role} (there are: {', '.join(Role)})")
    wide = role in {Role.ADMINISTRATOR, Role.PROVINCE}
    place = None if wide else _site(site)
    try:
        with transaction.atomic():
            officer, secret = Officer.objects.filter(username=username).first(), ""
            if officer is None:
                officer, secret = people.create(username, full_name, password=password or "")
            people.give(officer, Role(role), site=place, province=site if role == Role.PROVINCE else "")
    except ValidationError as error:
        raise AdministrationError("; ".join(error.messages)) from error
    except people.SiteClosed as error:
        raise AdministrationError(f"the site {site} is closed") from error
    except people.WrongReach as error:
        raise AdministrationError(f"the role {role} needs its commune or province") from error
    return secret


def reset_password(username: str) -> str:
    """A new random password; sessions that are open end. Raises AdministrationError for an unknown name."""
    from sync.portal.accounts import people

    return people.reset_password(_officer(username))


def reset_second_factor(username: str) -> None:
    """For who lost phone and paper: a new one is set up at the next login. Raises AdministrationError."""
    from sync.portal.accounts import people

    people.forget_second_factor(_officer(username))


def demand_second_factor(site: str, *, demand: bool = True) -> None:
    """Whether officers and coordinators of a commune need a second factor too. Raises AdministrationError."""
    place = _site(site)
    place.second_factor = demand
    place.save(update_fields=["second_factor"])


def _officer(username: str) -> "Officer":
    from sync.portal.registry.models import Officer

    officer = Officer.objects.filter(username=username).first()
    if officer is None:
        raise AdministrationError(f"there is no officer {username}")
    return officer


def new_enrolment_code(site: str) -> str:
    """A one-time code for one kiosk, valid for seven days. Raises AdministrationError for an unknown or closed site."""
    from sync.portal.registry import enrolment

    place = _site(site)
    if place.closed_at is not None:
        raise AdministrationError(f"the site {site} is closed")
    return enrolment.new_code(place)


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


def new_token(name: str, scopes: list[str], days: int, site: str = "") -> str:
    """A token for another system; returns its text, which is shown once. site: "" for all communes.

    Raises AdministrationError for an unknown site or scope, and for another life than 1 to 730 days.
    """
    from sync.portal.accounts import tokens

    try:
        known = {tokens.Scope(scope) for scope in scopes}
        return tokens.issue(name, known, days, None, site=_site(site) if site else None)[1]
    except ValueError as error:
        raise AdministrationError(str(error)) from error


def import_bundle(folder: str) -> dict[str, int | str]:
    """Take in the bundle that a kiosk wrote into folder, and write the answer beside it.

    Raises AdministrationError for a bundle that cannot be used.
    """
    from dataclasses import asdict
    from pathlib import Path

    from sync.bundles.errors import BundleError
    from sync.portal import bundles

    try:
        return asdict(bundles.take(Path(folder)))
    except BundleError as error:
        raise AdministrationError(str(error)) from error
