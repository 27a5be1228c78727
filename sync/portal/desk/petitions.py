"""The register of petitions at the desk."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from sync.portal.accounts.access import needs, officer_of, site_ids, site_with
from sync.portal.accounts.roles import Permission
from sync.portal.desk.forms import day_field
from sync.portal.desk.registers import Part, Register, RegisterForm, colleague_field
from sync.portal.registry import petitions
from sync.portal.registry.models import Officer, Petition, Site

SOURCES = {
    Petition.Source.KIOSK: gettext_lazy("Kiosk"),
    Petition.Source.IN_PERSON: gettext_lazy("In person"),
    Petition.Source.TELEPHONE: gettext_lazy("Telephone"),
    Petition.Source.LETTER: gettext_lazy("Letter"),
}
_BY_HAND = [(source, SOURCES[source]) for source in (Petition.Source.IN_PERSON, *list(Petition.Source)[2:])]


class PetitionForm(RegisterForm):
    """A petition that did not come from a kiosk."""

    source = forms.ChoiceField(label=gettext_lazy("How it came"), choices=_BY_HAND)
    received_on = day_field(gettext_lazy("Received on"), required=True, past=True)
    from_whom = forms.CharField(label=gettext_lazy("From whom"), max_length=200, required=False)
    contact = forms.CharField(label=gettext_lazy("How to reach them"), max_length=200, required=False)
    subject = forms.CharField(
        label=gettext_lazy("What it is about, in one line"),
        max_length=300,
        error_messages={"required": gettext_lazy("Write in one line what it is about.")},
    )
    words = forms.CharField(
        label=gettext_lazy("In their words"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["received_on"].initial = timezone.localdate

    def clean_received_on(self) -> Any:
        """Today, or in the last year."""
        day = self.cleaned_data["received_on"]
        if not 0 <= (timezone.localdate() - day).days <= 366:
            raise forms.ValidationError(_("The day lies in the past year. Look at the date again."))
        return day


class HandOverForm(forms.Form):
    """Who answers it from now on."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, row: Petition, officer: Officer, data: Any = None) -> None:
        super().__init__(data, initial={"version": row.version}, auto_id="hand_%s")
        self.fields["responsible"] = colleague_field(officer, sites=[row.site_id], required=True)
        self.fields["responsible"].initial = row.responsible.username


class AnswerForm(forms.Form):
    """The answer, which closes it."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    answer = forms.CharField(
        label=gettext_lazy("Answer"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": gettext_lazy("Write what was answered.")},
    )


def _shown(mine: QuerySet[Petition], show: str) -> QuerySet[Petition]:
    if show in {"answered", "late"}:
        rows = mine.exclude(answered_on=None).order_by("-answered_on", "id")
        return rows.filter(answered_on__gt=F("answer_by")) if show == "late" else rows
    rows = mine.filter(answered_on=None).order_by("answer_by", "id")
    return rows.filter(answer_by__lt=timezone.localdate()) if show == "overdue" else rows


def _keep(request: HttpRequest, site: Site, given: dict[str, Any]) -> HttpResponse:
    responsible = given.pop("responsible")
    brought = petitions.Brought(**{**given, "source": Petition.Source(given["source"])})
    written = petitions.write_down(site, officer_of(request), brought, responsible=responsible)
    messages.success(request, _("Written down as %(number)s.") % {"number": written.number})
    return redirect("desk:petition", site.id, written.id)


REGISTER = Register(
    model=Petition,
    template="desk/petitions.html",
    form=PetitionForm,
    parts=(
        Part("open", gettext_lazy("Open"), counted=True),
        Part("overdue", gettext_lazy("Overdue"), late=True, counted=True),
        Part("answered", gettext_lazy("Answered")),
        Part("late", gettext_lazy("Answered late")),
    ),
    shown=_shown,
    keep=_keep,
)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.REGISTERS)
def listing(request: HttpRequest) -> HttpResponse:
    """The petitions of one's communes, those that are due first; and the form for one that came by hand."""
    return REGISTER.page(request)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.REGISTERS)
def one(request: HttpRequest, site: int, petition: UUID) -> HttpResponse:
    """One petition, and the forms to answer it and to hand it to a colleague."""
    officer = officer_of(request)
    site_with(officer, Permission.REGISTERS, site)
    row = Petition.objects.filter(site_id=site, id=petition).select_related("responsible", "site").first()
    if row is None:
        raise Http404
    handing = "responsible" in request.POST
    data = request.POST if request.method == "POST" else None
    answering = AnswerForm(None if handing else data, initial={"version": row.version})
    handover = HandOverForm(row, officer, data if handing else None)
    form = handover if handing else answering
    if request.method == "POST" and form.is_valid():
        try:
            if handing:
                petitions.hand_over(row, officer, form.cleaned_data["version"], form.cleaned_data["responsible"])
            else:
                petitions.answer(row, officer, form.cleaned_data["version"], form.cleaned_data["answer"])
        except petitions.AnsweredAlready:
            messages.error(request, _("A colleague changed it before. Nothing of yours was stored."))
        else:
            messages.success(request, _("Done."))
        return redirect("desk:petition", site, petition)
    context = {
        "row": row,
        "form": answering,
        "handover": handover,
        "source": SOURCES[Petition.Source(row.source)],
        "is_late": (row.answered_on or timezone.localdate()) > row.answer_by,
        "may_open": site in site_ids(officer, Permission.DOSSIERS),
    }
    return render(request, "desk/petition.html", context, status=422 if form.errors else 200)
