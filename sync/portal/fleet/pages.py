"""The fleet, for who looks after it; and the open calls, for who sends volunteers."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sync.portal.accounts.access import needs, officer_of, permissions_of, site_ids, site_with, sites_with
from sync.portal.accounts.roles import Permission
from sync.portal.fleet import watching, wishes
from sync.portal.fleet.calls import open_calls
from sync.portal.fleet.state import fleet, one
from sync.portal.registry import procedures
from sync.portal.registry.models import Kiosk


@require_safe
@needs(Permission.FLEET)
def listing(request: HttpRequest) -> HttpResponse:
    """The kiosks of one's communes."""
    officer = officer_of(request)
    states = fleet(site_ids(officer, Permission.FLEET), timezone.now())
    may_set = Permission.KIOSKS in permissions_of(officer)
    context = {
        "states": states,
        "troubled": sum(1 for state in states if state.alerts),
        "may_set": set(site_ids(officer, Permission.KIOSKS)) if may_set else set(),
        "sites": sites_with(officer, Permission.KIOSKS).filter(closed_at=None) if may_set else [],
    }
    return render(request, "fleet/fleet.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.KIOSKS)
def kiosk(request: HttpRequest, kiosk: UUID) -> HttpResponse:
    """What is set for a kiosk from here, and whether it goes by it."""
    officer = officer_of(request)
    mine = Kiosk.objects.filter(site_id__in=site_ids(officer, Permission.KIOSKS), revoked_at=None, phonegate=None)
    row = mine.filter(id=kiosk).select_related("site").first()
    if row is None:
        raise Http404
    form = wishes.WishesForm(row, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if wishes.ask(row, form.cleaned_data["version"], form.values(), officer):
            messages.success(request, _("Done. The kiosk goes by it after its next contact, between two residents."))
            return redirect("fleet:kiosk", row.id)
        form.add_error(None, _("A colleague has changed this meanwhile. Look at it and send it again."))
    state = one(row, timezone.now())
    asked = [(wishes.name_of(place), wishes.words_of(value)) for place, value in sorted(row.settings.items())]
    context = {"kiosk": row, "state": state, "form": form, "asked": asked}
    return render(request, "fleet/kiosk.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.KIOSKS)
def watch(request: HttpRequest, site: int) -> HttpResponse:
    """When the kiosks of a commune count as silent."""
    officer = officer_of(request)
    row = site_with(officer, Permission.KIOSKS, site)
    form = watching.WatchForm(row, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        form.keep(officer)
        messages.success(request, _("Done."))
        return redirect("fleet:fleet")
    return render(request, "fleet/watch.html", {"site": row, "form": form}, status=422 if form.errors else 200)


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
