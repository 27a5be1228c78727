"""Residents' requests about their data at the desk: answered within two working days, carried out within fifteen."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sync.portal.accounts.access import dossiers_of, needs, officer_of, site_ids, with_dossier
from sync.portal.accounts.roles import Permission
from sync.portal.desk.forms import words_field
from sync.portal.paging import page_of, piece
from sync.portal.registry import acts, requests
from sync.portal.registry.models import DataRequest, Dossier

KINDS = {
    DataRequest.Kind.WITHDRAW: gettext_lazy("Withdraw the consent"),
    DataRequest.Kind.RESTRICT: gettext_lazy("Restrict what is done with the data"),
    DataRequest.Kind.COPY: gettext_lazy("A copy of the data"),
    DataRequest.Kind.RECTIFY: gettext_lazy("Correct the data"),
}
STEPS = {
    "reply": gettext_lazy("Answered: it is being carried out"),
    "extend": gettext_lazy("Fifteen days more, once, with a reason"),
    "done": gettext_lazy("Carried out"),
    "declined": gettext_lazy("Declined, with a reason"),
}


class StepForm(forms.Form):
    """What was done about a request. erase: only for a withdrawn consent."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    step = forms.ChoiceField(
        label=gettext_lazy("What was done"),
        choices=list(STEPS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what was done.")},
    )
    words = words_field(gettext_lazy("Words to the resident, or the reason"), required=False)
    erase = forms.BooleanField(
        label=gettext_lazy("Erase the answers and the papers too. They cannot be brought back."), required=False
    )

    def __init__(self, data: Any = None, *, row: DataRequest) -> None:
        super().__init__(data, initial={"version": row.version})
        if row.kind != DataRequest.Kind.WITHDRAW:
            del self.fields["erase"]
        taken = {name for name, gone in (("reply", row.replied_at), ("extend", row.extension_reason)) if gone}
        step = self.fields["step"]
        assert isinstance(step, forms.ChoiceField)  # noqa: S101 - it was declared above
        step.choices = [(name, words) for name, words in STEPS.items() if name not in taken]

    def clean(self) -> dict[str, Any]:
        """A reason where the law asks for one."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("step") in {"extend", "declined"} and not cleaned.get("words", "").strip():
            self.add_error("words", _("Write the reason, so that the resident knows why."))
        return cleaned


@require_safe
@needs(Permission.DOSSIERS)
def listing(request: HttpRequest) -> HttpResponse:
    """The requests of one's communes, those that are due first."""
    officer = officer_of(request)
    closed = request.GET.get("show") == "closed"
    rows = DataRequest.objects.filter(site_id__in=site_ids(officer, Permission.DOSSIERS)).select_related("site")
    rows = rows.exclude(closed_at=None).order_by("-closed_at") if closed else rows.filter(closed_at=None)
    page = page_of(request)
    found, more = piece(rows if closed else rows.order_by("done_by", "id"), page)
    codes = _codes(found)
    lines = [
        (row, KINDS[DataRequest.Kind(row.kind)], _next_day(row), codes.get((row.site_id, row.dossier), ""))
        for row in found
    ]
    context = {"lines": lines, "page": page, "more": more, "closed": closed, "today": timezone.localdate()}
    return render(request, "desk/requests.html", context)


def _codes(rows: list[DataRequest]) -> dict[tuple[int, UUID], str]:
    """The follow-up codes of their dossiers: what stands on the receipt in the resident's hand."""
    found = Dossier.objects.filter(site_id__in={row.site_id for row in rows}, id__in={row.dossier for row in rows})
    return {(site, key): code for site, key, code in found.values_list("site_id", "id", "code")}


def _next_day(row: DataRequest) -> Any:
    """The deadline that comes next."""
    return row.done_by if row.replied_at else min(row.reply_by, row.done_by)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.DOSSIERS)
def one(request: HttpRequest, site: int, request_id: UUID) -> HttpResponse:
    """One request, and what was done about it."""
    officer = officer_of(request)
    row = DataRequest.objects.filter(site_id=site, id=request_id).first()
    dossier = dossiers_of(officer).filter(site_id=site, id=row.dossier).first() if row else None
    if row is None or dossier is None:
        raise Http404
    form = StepForm(request.POST if request.method == "POST" else None, row=row)
    if request.method == "POST" and form.is_valid():
        try:
            _do(request, row, dossier, form.cleaned_data)
        except (requests.NotOpen, acts.Outdated):
            messages.error(request, _("A colleague changed it before. Nothing of yours was stored."))
        else:
            messages.success(request, _("Done."))
        return redirect("desk:request", site, request_id)
    context = {
        "row": row,
        "dossier": dossier,
        "form": form,
        "kind": KINDS[DataRequest.Kind(row.kind)],
        "outcome": STEPS.get(row.outcome, ""),
        "next_day": _next_day(row),
        "today": timezone.localdate(),
    }
    return render(request, "desk/request.html", context, status=422 if form.errors else 200)


def _do(request: HttpRequest, row: DataRequest, dossier: Dossier, given: dict[str, Any]) -> None:
    officer, step, words = officer_of(request), given["step"], given["words"]
    if step == "reply":
        requests.reply(row.site_id, row.id, given["version"], officer, words)
    elif step == "extend":
        requests.extend(row.site_id, row.id, given["version"], officer, words)
    elif step == "done" and row.kind == DataRequest.Kind.WITHDRAW:
        seen = acts.Seen(officer, dossier.site_id, dossier.id, dossier.version, dossier.head)
        requests.carry_out_withdrawal(row, given["version"], seen, words, erase=given["erase"])
    else:
        requests.close(row.site_id, row.id, given["version"], officer, DataRequest.Outcome(step), words)


@require_POST
@with_dossier
def ask(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """Write down what a resident asked for at the desk."""
    kind = request.POST.get("kind", "")
    if kind not in set(DataRequest.Kind):
        raise Http404
    row = requests.ask(dossier, DataRequest.Kind(kind), DataRequest.CameBy.DESK, officer_of(request))
    return redirect("desk:request", row.site_id, row.id)
