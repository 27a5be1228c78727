"""The page of the board, and its files: the same address with another ending."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sync.portal.accounts.access import needs, officer_of, site_with, sites_with
from sync.portal.accounts.roles import Permission
from sync.portal.board import files
from sync.portal.board.period import Period, period_of
from sync.portal.board.tables import Board, board
from sync.portal.fleet.state import silent
from sync.portal.registry.models import Site

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@needs(Permission.BOARD)
def show(request: HttpRequest) -> HttpResponse:
    """Figures of one's communes: ?show=day|week|campaign&from=&to=&site=&as=csv|xlsx|pdf."""
    officer = officer_of(request)
    period = period_of(request.GET.dict(), timezone.localdate())
    mine = list(sites_with(officer, Permission.BOARD))
    chosen = request.GET.get("site", "")
    sites = mine
    if chosen:
        number = int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 10 else 0
        sites = [site_with(officer, Permission.BOARD, number)]
    wanted = request.GET.get("as", "")
    if wanted in {"csv", "xlsx", "pdf"}:
        return _file(wanted, sites, period)
    counted = _counted(sites, period, get_language() or "vi")
    query = {"show": period.name, "from": period.first.isoformat(), "to": period.last.isoformat()}
    if chosen:
        query["site"] = str(sites[0].id)
    context: dict[str, Any] = {
        "board": counted,
        "period": period,
        "sites": mine,
        "chosen": sites[0] if chosen else None,
        "query": urlencode(query),
        "silent": silent([site.id for site in sites], timezone.now()),
    }
    return render(request, "board/board.html", context)


def _counted(sites: list[Site], period: Period, language: str) -> Board:
    return board({site.id: site for site in sites}, period, language)


def _file(wanted: str, sites: list[Site], period: Period) -> HttpResponse:
    """The paper is Vietnamese, like every paper of an office; CSV and XLSX are in the language of the page."""
    with override("vi" if wanted == "pdf" else get_language()):
        counted = _counted(sites, period, get_language() or "vi")
        if wanted == "csv":
            response = HttpResponse(files.as_csv(counted), content_type="text/csv; charset=utf-8")
        elif wanted == "xlsx":
            response = HttpResponse(files.as_xlsx(counted), content_type=_XLSX)
        else:
            place = sites[0].name if len(sites) == 1 else _("%(number)d communes") % {"number": len(sites)}
            before = _counted(sites, period.before, "vi")
            response = HttpResponse(files.as_pdf(counted, before, place), content_type="application/pdf")
    name = f"so-lieu-{period.first:%Y%m%d}-{period.last:%Y%m%d}.{wanted}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
