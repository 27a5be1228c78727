"""The audit trail, to be read and searched. There is no address that changes it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from sync.portal.accounts.access import needs, officer_of, permissions_of, site_ids
from sync.portal.accounts.provinces import province_name
from sync.portal.accounts.roles import NAMES, Permission
from sync.portal.board.period import day_of, midnight
from sync.portal.desk.slips import TITLES
from sync.portal.paging import page_of, piece
from sync.portal.registry.models import AccountEntry, AuditEntry, Dossier, Kiosk, Role, Site
from sync.portal.wording import ACTS, READINGS
from sync.protocol.errors import MalformedError
from sync.protocol.followup import parse_code, show_code

PER_PAGE = 100
# Of an act's own words, what says best what it was about.
_NAMED = ("number", "prefix", "officer", "name")


@dataclass(frozen=True, slots=True)
class Line:
    """What somebody did. about: a dossier's follow-up code, the number of a petition, the name of an account."""

    at: datetime
    what: Any
    who: str
    where: str
    about: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for. words: a follow-up code, an official number, or who did it; acts: without what was read."""

    words: str
    first: date | None
    last: date | None
    acts: bool

    @property
    def query(self) -> dict[str, str]:
        """As an address has it."""
        days = {"from": self.first, "to": self.last}
        found = {name: f"{day:%d/%m/%Y}" for name, day in days.items() if day}
        return {"q": self.words, **found, **({"only": "acts"} if self.acts else {})}


@require_safe
@needs(Permission.TRAIL)
def trail(request: HttpRequest) -> HttpResponse:
    """Newest first: ?q=&from=&to=&only=acts; with ?of=accounts what was done to accounts, for administrators."""
    officer = officer_of(request)
    both = Permission.ACCOUNTS in permissions_of(officer)
    of = "accounts" if both and request.GET.get("of") == "accounts" else "sites"
    words = "".join(c for c in request.GET.get("q", "")[:100] if c.isprintable()).strip()
    days = day_of(request.GET.get("from", "")), day_of(request.GET.get("to", ""))
    asked = Asked(words, *days, request.GET.get("only") == "acts")
    page = page_of(request)
    found = _accounts(asked, page) if of == "accounts" else _sites(site_ids(officer, Permission.TRAIL), asked, page)
    context = {
        "lines": found[0],
        "page": page,
        "more": found[1],
        "both": both,
        "of": of,
        "asked": asked,
        "query": urlencode({"of": of, **asked.query}),
    }
    return render(request, "accounts/trail.html", context)


def _sites(sites: list[int], asked: Asked, page: int) -> tuple[list[Line], bool]:
    rows = _in_days(AuditEntry.objects.filter(site_id__in=sites), asked)
    if asked.acts:
        rows = rows.exclude(action__in=READINGS)
    if asked.words:
        named = _dossiers(sites, asked.words)
        rows = rows.filter(dossier__in=named) if named else rows.filter(_by(asked.words))
    found, more = piece(rows.select_related("officer", "site").order_by("-at", "-id"), page, PER_PAGE)
    codes, kiosks = _codes(found), _prefixes(found)
    lines = [
        Line(
            row.at,
            ACTS.get(row.action, row.action),
            row.officer.get_full_name() if row.officer else "",
            row.site.name,
            _about(row.data, codes.get((row.site_id, row.dossier), "") if row.dossier else "", kiosks),
        )
        for row in found
    ]
    return lines, more


def _dossiers(sites: list[int], words: str) -> list[UUID]:
    """The dossiers that the words name by code or official number."""
    try:
        named = Q(code=parse_code(words))
    except MalformedError:
        named = Q(official_number=words)
    return list(Dossier.objects.filter(named, site_id__in=sites).values_list("id", flat=True)[:PER_PAGE])


def _by(words: str) -> Q:
    return Q(officer__full_name__icontains=words) | Q(officer__username__icontains=words)


def _in_days(rows: QuerySet[Any], asked: Asked) -> QuerySet[Any]:
    if asked.first:
        rows = rows.filter(at__gte=midnight(asked.first))
    return rows.filter(at__lt=midnight(asked.last + timedelta(days=1))) if asked.last else rows


def _codes(rows: Iterable[AuditEntry]) -> dict[tuple[int, UUID], str]:
    """The follow-up codes of the dossiers that lines are about: what people say, and stands on receipts."""
    wanted = {row.dossier for row in rows if row.dossier}
    found = Dossier.objects.filter(site_id__in={row.site_id for row in rows}, id__in=wanted)
    return {(site, key): show_code(code) for site, key, code in found.values_list("site_id", "id", "code")}


def _prefixes(rows: Iterable[AuditEntry]) -> dict[str, str]:
    wanted = {str(row.data["kiosk"]) for row in rows if row.data.get("kiosk")}
    return {str(key): prefix for key, prefix in Kiosk.objects.filter(id__in=wanted).values_list("id", "prefix")}


def _about(data: dict[str, Any], code: str, kiosks: dict[str, str]) -> str:
    named = [str(data[name]) for name in _NAMED if isinstance(data.get(name), str) and data[name]]
    if data.get("slip"):
        named.append(str(TITLES.get(str(data["slip"]), data["slip"])))
    kiosk = kiosks.get(str(data.get("kiosk", "")), "")
    renamed = data.get("name")
    if isinstance(renamed, list):
        named.append(" → ".join(map(str, renamed)))
    return " · ".join(dict.fromkeys(part for part in (code, *named, kiosk) if part))


def _accounts(asked: Asked, page: int) -> tuple[list[Line], bool]:
    rows = _in_days(AccountEntry.objects.all(), asked)
    if asked.words:
        about = Q(about__full_name__icontains=asked.words) | Q(about__username__icontains=asked.words)
        rows = rows.filter(_by(asked.words) | about)
    found, more = piece(rows.select_related("officer", "about").order_by("-at", "-id"), page, PER_PAGE)
    sites = {str(row.data["site"]) for row in found if row.data.get("site")}
    names = dict(Site.objects.filter(code__in=sites).values_list("code", "name"))
    lines = [
        Line(
            row.at,
            ACTS.get(row.action, row.action),
            row.officer.get_full_name() if row.officer else "",
            _where(row.data, names),
            _whom(row),
        )
        for row in found
    ]
    return lines, more


def _where(data: dict[str, Any], names: dict[str, str]) -> str:
    if data.get("site"):
        return names.get(str(data["site"]), str(data["site"]))
    province = data.get("province")
    return province_name(str(province)) if province and isinstance(province, str) else ""


def _whom(row: AccountEntry) -> str:
    """An account with the role that was given or taken, a token, a commune."""
    role = NAMES.get(Role(row.data["role"]), "") if row.data.get("role") in set(Role) else ""
    name = row.about.username if row.about else _about(row.data, "", {})
    return " · ".join(str(part) for part in (name, role) if part)
