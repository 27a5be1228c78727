"""Making accounts, giving roles and taking them. Every change is a line in the trail of accounts."""

import secrets

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from sync.portal.accounts import login, second_factor
from sync.portal.registry import trail
from sync.portal.registry.models import LoginFailure, Membership, Officer, Role, Site

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that are mistaken for each other on a slip of paper


class SiteClosed(ValueError):
    """The commune takes no new people any more."""


class WrongReach(ValueError):
    """The role wants a commune, a province, or neither."""


def new_password() -> str:
    """A password that can be read out: four groups of four, 79 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def create(username: str, full_name: str, by: Officer | None = None, password: str = "") -> tuple[Officer, str]:
    """An account without a role, and its password: a random one, to be changed at the first login, when none is given.

    Raises ValidationError for a name that is taken or cannot be one, and for a password that is too easy.
    """
    officer = Officer(username=username, full_name=full_name, password_is_temporary=not password)
    secret = password or new_password()
    officer.full_clean(exclude=["password"])
    validate_password(secret, officer)
    officer.set_password(secret)
    with transaction.atomic():
        officer.save()
        trail.record_account(by, "account-made", officer)
    return officer, secret


def give(
    officer: Officer, role: Role, by: Officer | None = None, *, site: Site | None = None, province: str = ""
) -> Membership:
    """A role in a commune, a province (PROVINCE) or the whole portal (ADMINISTRATOR). Raises WrongReach, SiteClosed."""
    wants = {Role.ADMINISTRATOR: (False, False), Role.PROVINCE: (False, True)}.get(role, (True, False))
    if wants != (site is not None, bool(province)):
        raise WrongReach(role)
    if site is not None and site.closed_at is not None:
        raise SiteClosed(site.code)
    with transaction.atomic():
        member, made = Membership.objects.get_or_create(officer=officer, role=role, site=site, province=province)
        if made:
            _record(by, "role-given", member)
    return member


def take(member: Membership, by: Officer | None = None) -> None:
    """Take a role away; it holds from the next request on."""
    with transaction.atomic():
        _record(by, "role-taken", member)
        member.delete()


def _record(by: Officer | None, action: str, member: Membership) -> None:
    data = {"role": member.role, "site": member.site.code if member.site else "", "province": member.province}
    trail.record_account(by, action, member.officer, data)
    if member.site is not None:
        trail.record(member.site.id, by, action, data={"officer": member.officer.username, "role": member.role})


def reset_password(officer: Officer, by: Officer | None = None, *, temporary: bool = True) -> str:
    """A new random password; sessions that are open end, and the locks of wrong tries are lifted."""
    secret = new_password()
    with transaction.atomic():
        officer.set_password(secret)
        officer.password_is_temporary = temporary
        officer.save()
        LoginFailure.objects.filter(account=login.account_hash(officer.username)).delete()
        trail.record_account(by, "password-reset", officer)
    return secret


def forget_second_factor(officer: Officer, by: Officer | None = None) -> None:
    """Whoever lost phone and paper sets up a new one at the next login."""
    with transaction.atomic():
        second_factor.forget(officer)
        trail.record_account(by, "factor-reset", officer)


def set_active(officer: Officer, by: Officer | None, *, active: bool) -> None:
    """Close an account, or open it again. Open sessions of a closed one end with the next request."""
    with transaction.atomic():
        officer.is_active = active
        officer.save(update_fields=["is_active"])
        trail.record_account(by, "account-opened" if active else "account-closed", officer)
