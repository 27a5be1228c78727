"""The fleet, for who looks after it; and the open calls, for who sends volunteers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from sync.portal.accounts.access import needs, officer_of, site_ids
from sync.portal.accounts.roles import Permission
from sync.portal.fleet.calls import open_calls
from sync.portal.fleet.state import fleet
from sync.portal.registry import procedures


@require_safe
@needs(Permission.FLEET)
def listing(request: HttpRequest) -> HttpResponse:
    """The kiosks of one's communes."""
    states = fleet(site_ids(officer_of(request), Permission.FLEET), timezone.now())
    context = {"states": states, "troubled": sum(1 for state in states if state.alerts)}
    return render(request, "fleet/fleet.html", context)


@require_safe
@needs(Permission.SHIFTS)
def calls(request: HttpRequest) -> HttpResponse:
    """Who calls for help now."""
    now, language = timezone.now(), get_language() or "vi"
    lines = [
        (call, max(0, int((now - call.since).total_seconds() // 60)), _title(call.procedure, language))
        for call in open_calls(site_ids(officer_of(request), Permission.SHIFTS), now)
    ]
    return render(request, "fleet/calls.html", {"lines": lines, "now": now})


def _title(procedure: str, language: str) -> str:
    return procedures.title_of(procedure, "", language) if procedure else ""
