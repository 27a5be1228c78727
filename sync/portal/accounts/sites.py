"""The communes of a portal: adding one, changing what residents read about it, closing it when communes are merged.

Every change is a line in the trail of accounts, and in the commune's own.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from sync.portal.accounts.tokens import Scope
from sync.portal.registry import trail
from sync.portal.registry.models import ApiToken, Kiosk, Officer, Portal, Site
from sync.portal.registry.turns import turn

# What begins official numbers: the identifier of a service centre (H38.22201), or a commune's code (22201).
CODE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,38}[A-Za-z0-9])?", re.ASCII)
FIELDS = ("name", "address", "phone", "opening_hours", "authority", "province", "second_factor")
# Words that are in the trail as they were and as they are; of the others it says only that they changed.
_TOLD = ("name", "province")


class CodeTaken(ValueError):
    """Another commune has this code."""


class StillInUse(Exception):
    """It cannot be closed: kiosks or phones would go on sending to it. kiosks, tokens: how many of each."""

    def __init__(self, kiosks: int, tokens: int) -> None:
        super().__init__(f"{kiosks} kiosks and {tokens} tokens still send")
        self.kiosks, self.tokens = kiosks, tokens


def of_code(code: str) -> tuple[str, str]:
    """Name and province of a commune, by the code of the statistics office (Decision 19/2025/QD-TTg); "" for none.

    A code with dots is a service centre's: its first part is the province's.
    """
    from forms.knowledge import communes

    known = next((commune for commune in communes() if commune.code == code), None)
    if known is not None:
        return known.name, known.province
    return "", code.partition(".")[0] if "." in code else ""


def add(code: str, given: Mapping[str, Any], by: Officer | None = None) -> Site:
    """A new commune; given: by the names in FIELDS, "province" by default what its code says. Raises CodeTaken."""
    values = {name: _clean(value) for name, value in given.items() if name in FIELDS}
    values["province"] = values.get("province") or of_code(code)[1]
    try:
        with turn(), transaction.atomic():
            site = Site.objects.create(code=code, **values)
            trail.record_account(by, "site-added", data={"site": code, "name": site.name})
    except IntegrityError as error:
        raise CodeTaken(code) from error
    return site


def change(site: Site, given: Mapping[str, Any], by: Officer | None = None) -> bool:
    """Change what is given, by the names in FIELDS; whether anything is another than before."""
    with turn(), transaction.atomic():
        row = Site.objects.select_for_update().get(pk=site.pk)
        values = {name: _clean(value) for name, value in given.items() if name in FIELDS}
        changed = {name: value for name, value in values.items() if getattr(row, name) != value}
        if not changed:
            return False
        told = {name: [getattr(row, name), changed[name]] for name in _TOLD if name in changed}
        Site.objects.filter(pk=row.pk).update(**changed)
        _record(row, by, "site-changed", {"changed": sorted(changed), **told})
    return True


def close(site: Site, by: Officer | None = None) -> None:
    """No new kiosks and no new people from now on. Its dossiers stay with its officers. Raises StillInUse."""
    with turn(), transaction.atomic():
        Portal.objects.select_for_update().get()  # a kiosk that joins waits for this row too
        kiosks, tokens = senders(site)
        if kiosks or tokens:
            raise StillInUse(kiosks, tokens)
        if Site.objects.filter(pk=site.pk, closed_at=None).update(closed_at=timezone.now()):
            _record(site, by, "site-closed")


def reopen(site: Site, by: Officer | None = None) -> None:
    """It takes kiosks and people again."""
    with turn(), transaction.atomic():
        if Site.objects.filter(pk=site.pk, closed_at__isnull=False).update(closed_at=None):
            _record(site, by, "site-opened")


def senders(site: Site) -> tuple[int, int]:
    """How many kiosks, and how many tokens of phones, send dossiers to a commune."""
    kiosks = Kiosk.objects.filter(site=site, revoked_at=None, phonegate=None).count()
    tokens = ApiToken.objects.filter(site=site, revoked_at=None, expires_at__gt=timezone.now())
    return kiosks, sum(Scope.FORMS_SUBMIT in scopes for scopes in tokens.values_list("scopes", flat=True))


def _record(site: Site, by: Officer | None, action: str, data: dict[str, Any] | None = None) -> None:
    trail.record_account(by, action, data={"site": site.code, **(data or {})})
    trail.record(site.pk, by, action, data=data)


def _clean(value: Any) -> Any:
    """Texts as they are stored: composed letters, one space between words."""
    return " ".join(unicodedata.normalize("NFC", value).split()) if isinstance(value, str) else value
