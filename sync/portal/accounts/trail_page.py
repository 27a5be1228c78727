"""The audit trail, to be read. There is no address that changes it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sync.portal.accounts.access import needs, officer_of, permissions_of, site_ids
from sync.portal.accounts.roles import Permission
from sync.portal.paging import page_of, piece
from sync.portal.registry.models import AccountEntry, AuditEntry
from sync.portal.wording import ACTS

PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class Line:
    """What somebody did. about: a dossier's UUID, or the name of an account."""

    at: datetime
    what: Any
    who: str
    where: str
    about: UUID | str


@require_safe
@needs(Permission.TRAIL)
def trail(request: HttpRequest) -> HttpResponse:
    """Newest first; with ?of=accounts what was done to accounts, for administrators."""
    officer = officer_of(request)
    both = Permission.ACCOUNTS in permissions_of(officer)
    of_accounts = both and request.GET.get("of") == "accounts"
    page = page_of(request)
    lines, more = _accounts(page) if of_accounts else _sites(site_ids(officer, Permission.TRAIL), page)
    context = {
        "lines": lines,
        "page": page,
        "more": more,
        "both": both,
        "of": "accounts" if of_accounts else "sites",
    }
    return render(request, "accounts/trail.html", context)


def _sites(sites: list[int], page: int) -> tuple[list[Line], bool]:
    rows = AuditEntry.objects.filter(site_id__in=sites).select_related("officer", "site").order_by("-at", "-id")
    found, more = piece(rows, page, PER_PAGE)
    lines = [
        Line(
            row.at,
            ACTS.get(row.action, row.action),
            row.officer.get_full_name() if row.officer else "",
            row.site.name,
            row.dossier or str(row.data.get("officer", "")),
        )
        for row in found
    ]
    return lines, more


def _accounts(page: int) -> tuple[list[Line], bool]:
    rows = AccountEntry.objects.select_related("officer", "about").order_by("-at", "-id")
    found, more = piece(rows, page, PER_PAGE)
    lines = [
        Line(
            row.at,
            ACTS.get(row.action, row.action),
            row.officer.get_full_name() if row.officer else "",
            str(row.data.get("site") or row.data.get("province") or row.data.get("reach") or ""),
            row.about.username if row.about else str(row.data.get("name", "")),
        )
        for row in found
    ]
    return lines, more
