"""Kiosks as a technician sees them: one joins by a code that is shown once, one that is missed is revoked at once."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sync.portal import qr
from sync.portal.accounts.access import needs, officer_of, site_ids
from sync.portal.accounts.reach import OwnCommuneForm
from sync.portal.accounts.roles import Permission
from sync.portal.registry import enrolment
from sync.portal.registry.models import Kiosk, Officer, Site

_SHOWN = 500


class CodeForSite(OwnCommuneForm):
    """Where the new kiosk will stand."""

    def __init__(self, officer: Officer, data: dict[str, str] | None = None) -> None:
        super().__init__(officer, Permission.KIOSKS, data, still_open=True)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.KIOSKS)
def listing(request: HttpRequest) -> HttpResponse:
    """The kiosks of one's communes, and the form for a new code."""
    officer = officer_of(request)
    form = CodeForSite(officer, request.POST.dict() if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        site: Site = form.cleaned_data["site"]
        code = enrolment.new_code(site, officer)
        # After the # nothing goes to a server: a phone that opens the code by mistake tells nobody.
        picture = qr.svg(f"{settings.PUBLIC_URL}/#{code}", _("QR code to enrol a kiosk"))
        context = {"code": code, "site": site, "qr": picture, "command": f"kiosk enrol {settings.PUBLIC_URL} {code}"}
        return render(request, "accounts/enrol.html", context)
    rows = _kiosks(officer).select_related("site")
    context = {"form": form, "kiosks": rows.order_by("revoked_at", "site__name", "prefix")[:_SHOWN]}
    return render(request, "accounts/kiosks.html", context, status=422 if form.errors else 200)


def _kiosks(officer: Officer) -> QuerySet[Kiosk]:
    """Machines only: what stands for a commune's phones (registry.phones) is none, and is closed by its tokens."""
    return Kiosk.objects.filter(site_id__in=site_ids(officer, Permission.KIOSKS), phonegate=None)


@require_POST
@needs(Permission.KIOSKS)
def revoke(request: HttpRequest, kiosk: UUID) -> HttpResponse:
    """Refuse a kiosk from now on."""
    officer = officer_of(request)
    if not _kiosks(officer).filter(id=kiosk).exists():
        raise Http404
    enrolment.revoke(kiosk, officer)
    messages.success(request, _("The kiosk is refused from now on. Its receipts stay good."))
    return redirect("accounts:kiosks")
