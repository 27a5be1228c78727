"""The register of promises at the desk."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from sync.portal.accounts.access import needs, officer_of, site_ids, site_with
from sync.portal.accounts.roles import Permission
from sync.portal.desk.forms import day_field
from sync.portal.desk.registers import Part, Register, RegisterForm
from sync.portal.registry import promises
from sync.portal.registry.models import Promise, Site


class PromiseForm(RegisterForm):
    """Something that was promised by word."""

    field_order = ["site", "what", "to_whom", "due_on", "responsible"]

    what = forms.CharField(
        label=gettext_lazy("What was promised"),
        max_length=300,
        error_messages={"required": gettext_lazy("Write what was promised.")},
    )
    to_whom = forms.CharField(
        label=gettext_lazy("To whom"),
        max_length=200,
        error_messages={"required": gettext_lazy("Write to whom it was promised.")},
    )
    due_on = day_field(gettext_lazy("By which day"), required=True)


class CloseForm(forms.Form):
    """Kept, or given up."""

    outcome = forms.ChoiceField(choices=[("kept", ""), ("broken", "")])
    reason = forms.CharField(max_length=1000, required=False)


def _shown(mine: QuerySet[Promise], show: str) -> QuerySet[Promise]:
    if show in {"open", "overdue"}:
        rows = mine.filter(state=Promise.State.OPEN).order_by("due_on", "id")
        return rows.filter(due_on__lt=timezone.localdate()) if show == "overdue" else rows
    if show in {"kept", "late"}:
        rows = mine.filter(state=Promise.State.KEPT, kept_in_time=show == "kept")
    else:
        rows = mine.filter(state=show)
    return rows.order_by("-closed_at", "id")


def _keep(request: HttpRequest, site: Site, given: dict[str, Any]) -> HttpResponse:
    officer = officer_of(request)
    promises.make(site.id, officer, given["what"], given["to_whom"], given["due_on"], given["responsible"])
    messages.success(request, _("Done."))
    return redirect("desk:promises")


REGISTER = Register(
    model=Promise,
    template="desk/promises.html",
    form=PromiseForm,
    parts=(
        Part("open", gettext_lazy("Open"), counted=True),
        Part("overdue", gettext_lazy("Overdue"), late=True, counted=True),
        Part("kept", gettext_lazy("Kept")),
        Part("late", gettext_lazy("Kept late")),
        Part("moved", gettext_lazy("Moved")),
        Part("broken", gettext_lazy("Given up")),
    ),
    shown=_shown,
    keep=_keep,
)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.REGISTERS)
def listing(request: HttpRequest) -> HttpResponse:
    """The promises of one's communes, those that are due first; and the form for a new one."""
    return REGISTER.page(request, may_open=site_ids(officer_of(request), Permission.DOSSIERS))


@require_POST
@needs(Permission.REGISTERS)
def close(request: HttpRequest, site: int, promise: UUID) -> HttpResponse:
    """Kept, or given up with a reason. What is about a dossier is closed by the acts on it."""
    officer = officer_of(request)
    site_with(officer, Permission.REGISTERS, site)
    row, form = promises.find(site, promise), CloseForm(request.POST)
    if row is None or row.dossier is not None or row.petition is not None:
        raise Http404
    kept = form.is_valid() and form.cleaned_data["outcome"] == "kept"
    reason = form.cleaned_data.get("reason", "") if form.is_valid() else ""
    if not form.is_valid() or (not kept and not reason.strip()):
        messages.error(request, _("Write why the promise is given up."))
    elif promises.close(row, officer, kept=kept, reason=reason):
        messages.success(request, _("Done."))
    else:
        messages.error(request, _("A colleague closed it before. Nothing of yours was stored."))
    return redirect("desk:promises")
