"""Keys for other systems: each with its scopes and its reach, shown once, kept as a hash, and gone at a word."""

import secrets
from datetime import timedelta
from enum import StrEnum

from django.db import transaction
from django.utils import timezone
from uuid6 import uuid7

from sync.portal.registry import trail
from sync.portal.registry.models import ApiToken, Officer, Site
from sync.protocol.encoding import hash_of

PREFIX = "kpt_"  # so that a token that was published by mistake is recognised
_LONGEST = 100
_USED_AGAIN = timedelta(minutes=5)


class Scope(StrEnum):
    """What a token may be used for.

    Attributes:
        DOSSIERS_READ: where dossiers stand, and their history.
        ANSWERS_READ: besides that, what residents answered, and papers.
        STATES_WRITE: number, state and promised day of dossiers.
        FIGURES_READ: counts without names. FLEET_READ: how kiosks are.
        FORMS_SUBMIT: send filled forms as an OpenRosa client.
    """

    DOSSIERS_READ = "dossiers:read"
    ANSWERS_READ = "answers:read"
    STATES_WRITE = "states:write"
    FIGURES_READ = "figures:read"
    FLEET_READ = "fleet:read"
    FORMS_SUBMIT = "forms:submit"


class TokenRefused(Exception):
    """The token is unknown, revoked, too old, or not for this. missing: the scope it lacks, "" for the others."""

    def __init__(self, missing: str = "") -> None:
        super().__init__(missing or "not a valid token")
        self.missing = missing


def issue(
    name: str, scopes: set[Scope], days: int, by: Officer | None, *, site: Site | None = None, province: str = ""
) -> tuple[ApiToken, str]:
    """A new token, and its text, which is shown once. With neither site nor province it reaches everything.

    Raises ValueError without a scope or for another life than 1 to 730 days.
    """
    if not scopes or not 1 <= days <= 730:
        raise ValueError("a token has scopes, and lives 1 to 730 days")
    text = PREFIX + secrets.token_urlsafe(32)
    now = timezone.now()
    with transaction.atomic():
        token = ApiToken.objects.create(
            id=uuid7(),
            name=name,
            hash=hash_of(text.encode()),
            scopes=sorted(scopes),
            site=site,
            province=province,
            created_at=now,
            created_by=by,
            expires_at=now + timedelta(days=days),
        )
        reach = site.code if site else province
        trail.record_account(by, "token-issued", data={"token": str(token.id), "name": name, "reach": reach})
    return token, text


def check(text: str, *scopes: Scope) -> ApiToken:
    """The token with this text, when it has all the scopes. Raises TokenRefused."""
    rows = ApiToken.objects.filter(hash=hash_of(text[:_LONGEST].encode())).select_related("site", "officer")
    token = rows.first()
    now = timezone.now()
    if token is None or token.revoked_at is not None or token.expires_at <= now:
        raise TokenRefused
    for scope in scopes:
        if scope not in token.scopes:
            raise TokenRefused(scope)
    if token.last_used_at is None or now - token.last_used_at > _USED_AGAIN:
        ApiToken.objects.filter(id=token.id).update(last_used_at=now)
    return token


def sites_of(token: ApiToken) -> list[int]:
    """The ids of the communes a token reaches."""
    sites = Site.objects.order_by("id")
    if token.site_id is not None:
        sites = sites.filter(id=token.site_id)
    elif token.province:
        sites = sites.filter(province=token.province)
    return list(sites.values_list("id", flat=True))


def revoke(token: ApiToken, by: Officer | None) -> None:
    """Refuse it from now on. Revoking twice changes nothing."""
    with transaction.atomic():
        if ApiToken.objects.filter(id=token.id, revoked_at=None).update(revoked_at=timezone.now()):
            trail.record_account(by, "token-revoked", data={"token": str(token.id), "name": token.name})
