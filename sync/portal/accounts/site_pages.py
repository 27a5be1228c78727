"""The communes as the administrator sees them: which there are, and what residents read about each."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from forms.knowledge import fold
from sync.portal.accounts import sites
from sync.portal.accounts.access import needs, officer_of
from sync.portal.accounts.provinces import province_choices, province_name
from sync.portal.accounts.roles import Permission
from sync.portal.paging import page_of, piece
from sync.portal.registry.models import Dossier, Membership, Site

_COUNTED = 1000  # beyond, nobody reads the number


class SiteForm(forms.Form):
    """What residents read about a commune, and what stands at the head of its papers."""

    name = forms.CharField(
        label=gettext_lazy("Name of the commune"),
        max_length=200,
        error_messages={"required": gettext_lazy("Write the name of the commune, such as Xã Di Linh.")},
    )
    authority = forms.CharField(
        label=gettext_lazy("Authority at the head of its papers"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Such as: Ủy ban nhân dân xã Di Linh. Empty for the name of the commune."),
    )
    address = forms.CharField(
        label=gettext_lazy("Address that residents come to"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("It stands on receipts and on the resident's page."),
    )
    phone = forms.CharField(
        label=gettext_lazy("Telephone"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    opening_hours = forms.CharField(
        label=gettext_lazy("Opening hours, in words"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Such as: Monday to Friday, 7:30 to 11:30 and 13:30 to 17:00."),
    )
    province = forms.ChoiceField(label=gettext_lazy("Province or city"), required=False)
    second_factor = forms.BooleanField(
        label=gettext_lazy("Officers and coordinators need the second factor too"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        province = self.fields["province"]
        assert isinstance(province, forms.ChoiceField)  # noqa: S101 - it was declared above
        province.choices = province_choices()


class NewSiteForm(SiteForm):
    """A new commune. A name that is left empty is that of the code in the table of communes."""

    code = forms.CharField(
        label=gettext_lazy("Code of the commune or of its service centre"),
        max_length=40,
        help_text=gettext_lazy("Official numbers begin with it; it cannot be changed. Such as 25000, or H38.22201."),
        error_messages={"required": gettext_lazy("Write the code of the commune.")},
    )
    field_order = ["code", *SiteForm.base_fields]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = False
        self.fields["name"].help_text = _("May stay empty when the code is the commune's five digits.")
        self.fields["province"].help_text = _("May stay empty when the code tells it.")

    def clean_code(self) -> str:
        """Letters, digits, dots and hyphens only: it becomes a part of official numbers."""
        code = str(self.cleaned_data["code"]).strip()
        if not sites.CODE.fullmatch(code):
            raise ValidationError(_("The code has letters without accents, digits, dots and hyphens only."))
        return code

    def clean(self) -> dict[str, Any]:
        """A name, or a code that tells it."""
        cleaned = super().clean() or self.cleaned_data
        if "code" in cleaned and not cleaned.get("name"):
            cleaned["name"] = sites.of_code(cleaned["code"])[0]
            if not cleaned["name"]:
                self.add_error("name", self.fields["name"].error_messages["required"])
        return cleaned


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.ACCOUNTS)
def listing(request: HttpRequest) -> HttpResponse:
    """All communes, and the form for a new one."""
    form = NewSiteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = sites.add(form.cleaned_data["code"], form.cleaned_data, officer_of(request))
        except sites.CodeTaken:
            form.add_error("code", _("Another commune has this code. Look at it in the list above."))
        else:
            messages.success(request, _("The commune was added. Next: its people, then its kiosks."))
            return redirect("accounts:site", made.pk)
    asked = "".join(c for c in request.GET.get("q", "")[:100] if c.isprintable()).strip()
    page = page_of(request)
    found, more = piece(_found(asked), page)
    context = {
        "form": form,
        "sites": [(site, province_name(site.province)) for site in found],
        "asked": asked,
        "page": page,
        "more": more,
    }
    return render(request, "accounts/sites.html", context, status=422 if form.errors else 200)


def _found(asked: str) -> Any:
    rows = Site.objects.order_by("name", "id")
    words = fold(asked).split()
    if words:
        # Names have no folded column: a portal has at most a few thousand communes.
        known = Site.objects.values_list("id", "code", "name")
        ids = [key for key, code, name in known if all(word in fold(f"{code} {name}") for word in words)]
        rows = rows.filter(id__in=ids)
    sending = Q(kiosk__revoked_at=None, kiosk__phonegate=None, kiosk__isnull=False)
    return rows.annotate(
        kiosks=Count("kiosk", filter=sending, distinct=True), people=Count("membership__officer", distinct=True)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.ACCOUNTS)
def one(request: HttpRequest, site: int) -> HttpResponse:
    """One commune, and the form to change it."""
    row = get_object_or_404(Site, pk=site)
    initial = {name: getattr(row, name) for name in sites.FIELDS}
    form = SiteForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        sites.change(row, form.cleaned_data, officer_of(request))
        messages.success(request, _("Done."))
        return redirect("accounts:site", row.pk)
    kiosks, tokens = sites.senders(row)
    waiting = Dossier.objects.filter(site=row, queue_on__isnull=False).order_by()[:_COUNTED].count()
    context = {
        "site": row,
        "form": form,
        "kiosks": kiosks,
        "tokens": tokens,
        "people": Membership.objects.filter(site=row).values("officer").distinct().count(),
        "waiting": str(waiting) if waiting < _COUNTED else f"{_COUNTED}+",
    }
    return render(request, "accounts/site.html", context, status=422 if form.errors else 200)


@require_POST
@needs(Permission.ACCOUNTS)
def shut(request: HttpRequest, site: int) -> HttpResponse:
    """Close a commune."""
    row = get_object_or_404(Site, pk=site)
    try:
        sites.close(row, officer_of(request))
    except sites.StillInUse:
        messages.error(request, _("Kiosks or phones still send to it. Revoke them first, then close the commune."))
    else:
        messages.success(request, _("The commune is closed. Its dossiers stay with its officers."))
    return redirect("accounts:site", row.pk)


@require_POST
@needs(Permission.ACCOUNTS)
def reopen(request: HttpRequest, site: int) -> HttpResponse:
    """Open a closed commune again."""
    row = get_object_or_404(Site, pk=site)
    sites.reopen(row, officer_of(request))
    messages.success(request, _("The commune is open again."))
    return redirect("accounts:site", row.pk)
