"""The register of promises at the desk."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from sync.portal.accounts.access import needs, officer_of, site_ids, site_with, sites_with
from sync.portal.accounts.roles import Permission
from sync.portal.desk.forms import day_field
from sync.portal.paging import page_of, piece
from sync.portal.registry import promises
from sync.portal.registry.models import Officer, Promise, Site

_CHOICES = ("open", "overdue", "kept", "late", "broken", "moved")


class SiteForm(forms.Form):
    """A form that is about one of somebody's communes."""

    site = forms.ModelChoiceField(
        label=gettext_lazy("Commune"),
        queryset=Site.objects.none(),
        empty_label=None,
        error_messages={"invalid_choice": gettext_lazy("Choose one of your communes.")},
    )

    def __init__(self, officer: Officer, data: dict[str, str] | None = None) -> None:
        super().__init__(data)
        self.fields["site"] = forms.ModelChoiceField(
            label=_("Commune"),
            queryset=sites_with(officer, Permission.REGISTERS),
            empty_label=None,
            error_messages={"invalid_choice": _("Choose one of your communes.")},
        )


class PromiseForm(SiteForm):
    """Something that was promised by word."""

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
    responsible = forms.CharField(
        label=gettext_lazy("Who is responsible (name to log in with; empty: you)"), max_length=150, required=False
    )

    def clean_responsible(self) -> Officer | None:
        """Somebody who works in one of the communes."""
        name = str(self.cleaned_data["responsible"]).strip()
        if not name:
            return None
        found = Officer.objects.filter(username=name, is_active=True, membership__site__isnull=False).first()
        if found is None:
            raise forms.ValidationError(_("Nobody logs in with this name. Look at the spelling."))
        return found


class CloseForm(forms.Form):
    """Kept, or given up."""

    outcome = forms.ChoiceField(choices=[("kept", ""), ("broken", "")])
    reason = forms.CharField(max_length=1000, required=False)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.REGISTERS)
def listing(request: HttpRequest) -> HttpResponse:
    """The promises of one's communes, those that are due first; and the form for a new one."""
    officer = officer_of(request)
    form = PromiseForm(officer, request.POST.dict() if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        site = site_with(officer, Permission.REGISTERS, given["site"].id)
        responsible = given["responsible"] or officer
        promises.make(site.id, officer, given["what"], given["to_whom"], given["due_on"], responsible)
        messages.success(request, _("Done."))
        return redirect("desk:promises")
    show = request.GET.get("show", "open")
    show = show if show in _CHOICES else "open"
    mine = Promise.objects.filter(site_id__in=site_ids(officer, Permission.REGISTERS))
    page = page_of(request)
    rows, more = piece(_shown(mine, show).select_related("responsible", "site"), page)
    context = {
        "form": form,
        "rows": rows,
        "show": show,
        "page": page,
        "more": more,
        "today": timezone.localdate(),
        "may_open": site_ids(officer, Permission.DOSSIERS),
        "counts": {choice: _shown(mine, choice).count() for choice in ("open", "overdue")},
    }
    return render(request, "desk/promises.html", context, status=422 if form.errors else 200)


def _shown(mine: QuerySet[Promise], show: str) -> QuerySet[Promise]:
    if show in {"open", "overdue"}:
        rows = mine.filter(state=Promise.State.OPEN).order_by("due_on", "id")
        return rows.filter(due_on__lt=timezone.localdate()) if show == "overdue" else rows
    if show in {"kept", "late"}:
        rows = mine.filter(state=Promise.State.KEPT, kept_in_time=show == "kept")
    else:
        rows = mine.filter(state=show)
    return rows.order_by("-closed_at", "id")


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
