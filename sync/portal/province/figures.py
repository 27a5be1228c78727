"""Procedures, figures and the state of the kiosks, for a province's own system."""

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from sync.portal.accounts.tokens import Scope
from sync.portal.board.figures import Counts, dossiers
from sync.portal.board.period import LONGEST, Period
from sync.portal.board.visits import visits
from sync.portal.fleet.state import State, fleet
from sync.portal.fleet.telling import number
from sync.portal.province import schemas
from sync.portal.province.common import ProvinceToken, sites_of
from sync.portal.registry import procedures
from sync.portal.registry.problems import Problem
from sync.protocol.encoding import to_instant

router = Router(tags=["figures"])
_EARLIEST, _LATEST = date(2000, 1, 1), date(2100, 1, 1)


@router.get("/procedures", auth=ProvinceToken(), response=schemas.Procedures)
def list_procedures(request: HttpRequest) -> dict[str, Any]:  # noqa: ARG001
    """The procedures that kiosks offer, in their newest version."""
    newest = {pack.code: pack for pack in sorted(procedures.packs(), key=lambda pack: pack.version)}
    found = [
        {
            "code": pack.code,
            "version": pack.version,
            "title": {"vi": pack.procedure.title.in_language("vi"), "en": pack.procedure.title.in_language("en")},
            "category": pack.procedure.category,
            "working_days": pack.procedure.time_limit.working_days,
            "papers": [paper.id for paper in pack.procedure.papers],
        }
        for pack in newest.values()
    ]
    return {"procedures": sorted(found, key=lambda each: str(each["code"]))}


@router.get("/figures", auth=ProvinceToken(Scope.FIGURES_READ), response=schemas.Figures)
def get_figures(request: HttpRequest, first: date, last: date, site: str = "") -> dict[str, Any]:
    """Counts of the dossiers that arrived from one day to another, both included; at most a year."""
    if not (_EARLIEST <= first <= last < _LATEST and last - first < timedelta(days=LONGEST)):
        raise Problem("malformed", f"first and last are days, at most {LONGEST} of them")
    sites, period = sites_of(request, site), Period("campaign", first, last)
    counted, told = dossiers(list(sites), period), visits(list(sites), period)
    return {
        "first": first.isoformat(),
        "last": last.isoformat(),
        "total": asdict(counted.total),
        "visits": told.total,
        "corrections_asked": counted.asked,
        "corrected": counted.corrected,
        "by_site": [
            {
                "site": each.code,
                "name": each.name,
                "visits": told.by_site[key],
                **asdict(counted.by_site.get(key, Counts())),
            }
            for key, each in sites.items()
        ],
        "by_procedure": [{"procedure": code, **asdict(each)} for code, each in sorted(counted.by_procedure.items())],
        "by_day": {day.isoformat(): count for day, count in sorted(counted.by_day.items())},
        "faces": {str(face): count for face, count in sorted(told.faces.items())},
    }


@router.get("/kiosks", auth=ProvinceToken(Scope.FLEET_READ), response=schemas.Kiosks)
def list_kiosks(request: HttpRequest, site: str = "") -> dict[str, Any]:
    """How the kiosks are."""
    return {"kiosks": [_kiosk(state) for state in fleet(list(sites_of(request, site)), timezone.now())]}


def _kiosk(state: State) -> dict[str, Any]:
    kiosk, report = state.kiosk, state.report
    return {
        "kiosk": str(kiosk.id),
        "site": kiosk.site.code,
        "prefix": kiosk.prefix,
        "name": kiosk.name,
        "enrolled_at": to_instant(kiosk.enrolled_at),
        "last_seen_at": to_instant(kiosk.last_seen_at) if kiosk.last_seen_at else None,
        "told_at": to_instant(state.told_at) if state.told_at else None,
        "silent": state.silent,
        **{key: _text(report.get(key)) for key in ("version", "link", "printer")},
        **{key: number(report, key) for key in ("waiting", "parked", "disk_free_mb")},
    }


def _text(value: object) -> str:
    return value[:60] if isinstance(value, str) else ""
