"""Webhooks as somebody of the province, or an administrator, sees them: add one, try it, see what became of it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from uuid6 import uuid7

from sync.portal.accounts.access import memberships_of, needs, officer_of, site_ids, sites_with
from sync.portal.accounts.provinces import province_name
from sync.portal.accounts.roles import Permission
from sync.portal.registry import order, trail
from sync.portal.registry.models import Delivery, Officer, Role, Webhook
from sync.portal.registry.turns import turn
from sync.portal.webhooks import sending, signing, spreading
from sync.portal.webhooks.kinds import NAMES, Kind

_MOST = 50
_SHOWN = 50
WHY_NOT = {
    "scheme": gettext_lazy("The address has to begin with https://."),
    "name": gettext_lazy("Write the whole address, such as https://example.gov.vn/notices."),
    "user": gettext_lazy("Write the address without a name or password in it."),
    "private": gettext_lazy("This address is inside a private network. The portal's technician has to allow it."),
    "unknown": gettext_lazy("No machine has this name. Look at the address again."),
}
STOPPED = {
    Webhook.Why.REMOVED: gettext_lazy("removed"),
    Webhook.Why.GONE: gettext_lazy("stopped: the other system says that the address is gone"),
    Webhook.Why.FAILED: gettext_lazy("stopped: no answer for five days"),
}
FAULTS = {
    "refused": gettext_lazy("address not allowed"),
    "unknown": gettext_lazy("no such name"),
    "closed": gettext_lazy("nobody listens there"),
    "tls": gettext_lazy("certificate not accepted"),
    "slow": gettext_lazy("too slow"),
    "broken": gettext_lazy("line broken"),
}


class WebhookForm(forms.Form):
    """A new webhook."""

    name = forms.CharField(
        label=gettext_lazy("Which system is told"),
        max_length=100,
        error_messages={"required": gettext_lazy("Write which system is told.")},
    )
    url = forms.CharField(
        label=gettext_lazy("Its address"),
        max_length=sending.LONGEST_URL,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        help_text=gettext_lazy("Begins with https://"),
        error_messages={"required": WHY_NOT["name"]},
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("What it is told"),
        choices=[(kind.value, name) for kind, name in NAMES.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one thing that it is told.")},
    )
    reach = forms.ChoiceField(
        label=gettext_lazy("About which communes"),
        error_messages={"invalid_choice": gettext_lazy("Choose one of your communes.")},
    )

    def __init__(self, officer: Officer, data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["reach"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - it was declared ten lines above
        field.choices = _reaches(officer)

    def clean_url(self) -> str:
        """An address that may be called. It is looked at again before every delivery."""
        url = str(self.cleaned_data["url"]).strip()
        try:
            sending.look_at(url, sending.networks_of(settings.WEBHOOK_NETWORKS))
        except sending.AddressRefused as refused:
            raise ValidationError(WHY_NOT[refused.reason]) from refused
        return url


def _reaches(officer: Officer) -> list[tuple[str, Any]]:
    """What a webhook of somebody may be about: everything, a province, or a commune."""
    members = memberships_of(officer)
    sites = sites_with(officer, Permission.WEBHOOKS)
    whole = any(member.role == Role.ADMINISTRATOR for member in members)
    codes = set(sites.exclude(province="").values_list("province", flat=True)) if whole else set()
    codes |= {member.province for member in members if member.province}
    provinces = [(f"province:{code}", province_name(code)) for code in sorted(codes)]
    everything = [("all", _("All communes"))] if whole else []
    return [*everything, *provinces, *((f"site:{site.id}", site.name) for site in sites)]


def _mine(officer: Officer) -> QuerySet[Webhook]:
    """Those about one's own communes only."""
    members = memberships_of(officer)
    if any(member.role == Role.ADMINISTRATOR for member in members):
        return Webhook.objects.all()
    provinces = {member.province for member in members if member.province}
    return Webhook.objects.filter(Q(province__in=provinces) | Q(site_id__in=site_ids(officer, Permission.WEBHOOKS)))


def _one(request: HttpRequest, webhook: UUID) -> Webhook:
    row = _mine(officer_of(request)).filter(id=webhook).select_related("site", "created_by").first()
    if row is None:
        raise Http404
    return row


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.WEBHOOKS)
def listing(request: HttpRequest) -> HttpResponse:
    """All of them, and the form for a new one."""
    officer = officer_of(request)
    form = WebhookForm(officer, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if _mine(officer).filter(stopped_at=None).count() >= _MOST:
            form.add_error(None, _("There are too many webhooks. Remove one that is not needed."))
        else:
            row = _add(officer, form.cleaned_data)
            return render(request, "webhooks/secret.html", {"row": row, "secret": signing.secret_of(row.id, 1)})
    rows = _mine(officer).exclude(stopped_why=Webhook.Why.REMOVED).select_related("site").order_by("-created_at")
    context = {"form": form, "rows": [(row, _state(row)) for row in rows[:200]]}
    return render(request, "webhooks/webhooks.html", context, status=422 if form.errors else 200)


def _add(officer: Officer, given: dict[str, Any]) -> Webhook:
    """It is told of what happens from now on."""
    what, _colon, which = str(given["reach"]).partition(":")
    row = Webhook(
        id=uuid7(),
        name=given["name"],
        url=given["url"],
        kinds=sorted(given["kinds"]),
        site_id=int(which) if what == "site" else None,
        province=which if what == "province" else "",
        cursor=order.end(),
        overdue_through=timezone.localdate() - timedelta(days=1),
        created_at=timezone.now(),
        created_by=officer,
    )
    with turn(), transaction.atomic():
        row.save(force_insert=True)
        trail.record_account(officer, "webhook-added", data={"name": row.name, "reach": str(given["reach"])})
    return row


@require_safe
@needs(Permission.WEBHOOKS)
def show(request: HttpRequest, webhook: UUID) -> HttpResponse:
    """One webhook, and what it was told last."""
    row = _one(request, webhook)
    lines = Delivery.objects.filter(webhook=row).order_by("-at", "-id")[:_SHOWN]
    waiting = Delivery.objects.filter(webhook=row, delivered_at=None, given_up_at=None).count()
    context = {
        "row": row,
        "state": _state(row),
        "kinds": [NAMES[Kind(kind)] for kind in row.kinds if kind in set(NAMES)],
        "lines": [(line, FAULTS.get(line.fault, line.fault)) for line in lines],
        "waiting": waiting,
    }
    return render(request, "webhooks/webhook.html", context)


@require_POST
@needs(Permission.WEBHOOKS)
def change(request: HttpRequest, webhook: UUID, name: str) -> HttpResponse:
    """remove it, start it again, give it a new secret, or test it."""
    row, officer = _one(request, webhook), officer_of(request)
    mine = Webhook.objects.filter(id=row.id)
    if name == "test" and row.stopped_at is None:
        sites = spreading.sites_of(row)
        if sites:
            spreading.test(row, sites[0])
        messages.success(request, _("A test is on its way. Look again in a moment."))
        return redirect("webhooks:webhook", row.id)
    if name == "remove":
        values: dict[str, Any] = {"stopped_at": timezone.now(), "stopped_why": Webhook.Why.REMOVED}
    elif name == "start" and row.stopped_why != Webhook.Why.REMOVED:
        values = {"stopped_at": None, "stopped_why": "", "failing_since": None}
    elif name == "secret":
        values = {"secrets": row.secrets + 1}
    else:
        raise Http404
    with turn(), transaction.atomic():
        mine.update(**values)
        trail.record_account(officer, f"webhook-{name}", data={"name": row.name})
    if name == "secret":
        secret = signing.secret_of(row.id, row.secrets + 1)
        return render(request, "webhooks/secret.html", {"row": row, "secret": secret})
    messages.success(request, _("Done."))
    return redirect("webhooks:webhooks") if name == "remove" else redirect("webhooks:webhook", row.id)


def _state(row: Webhook) -> Any:
    if row.stopped_why:
        return STOPPED[Webhook.Why(row.stopped_why)]
    return _("does not answer") if row.failing_since else _("works")
