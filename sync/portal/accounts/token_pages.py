"""Keys for other systems, as the administrator sees them."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from sync.portal.accounts import tokens
from sync.portal.accounts.access import needs, officer_of
from sync.portal.accounts.reach import any_commune, any_province
from sync.portal.accounts.roles import Permission
from sync.portal.accounts.tokens import Scope
from sync.portal.registry.models import ApiToken

SCOPES = {
    Scope.DOSSIERS_READ: gettext_lazy("Read where dossiers stand"),
    Scope.ANSWERS_READ: gettext_lazy("Read the answers and papers of dossiers"),
    Scope.STATES_WRITE: gettext_lazy("Write number, state and promised day of dossiers"),
    Scope.FIGURES_READ: gettext_lazy("Read figures without names"),
    Scope.FLEET_READ: gettext_lazy("Read how the kiosks are"),
    Scope.FORMS_SUBMIT: gettext_lazy("Send filled forms (ODK Collect)"),
}


class TokenForm(forms.Form):
    """A new token."""

    name = forms.CharField(
        label=gettext_lazy("What it is for"),
        max_length=100,
        error_messages={"required": gettext_lazy("Write which system gets the token.")},
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What it may do"),
        choices=list(SCOPES.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one thing that the token may do.")},
    )
    site = any_commune()
    province = any_province(gettext_lazy("With neither commune nor province the token reaches the whole portal."))
    days = forms.IntegerField(
        label=gettext_lazy("Days until it ends"),
        min_value=1,
        max_value=730,
        initial=180,
        error_messages={
            name: gettext_lazy("Write a number of days from 1 to 730.")
            for name in ("required", "invalid", "min_value", "max_value")
        },
    )

    def clean(self) -> dict[str, Any]:
        """One reach."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("site") and cleaned.get("province"):
            raise ValidationError(_("Choose a commune or a province, not both."))
        return cleaned


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.TOKENS)
def listing(request: HttpRequest) -> HttpResponse:
    """All tokens, and the form for a new one."""
    form = TokenForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        scopes = {Scope(scope) for scope in given["scopes"]}
        reach = {"site": given["site"], "province": given["province"]}
        token, text = tokens.issue(given["name"], scopes, given["days"], officer_of(request), **reach)
        return render(request, "accounts/token.html", {"token": token, "text": text})
    rows = ApiToken.objects.select_related("site", "created_by").order_by("-created_at")
    lines = [(row, [SCOPES[Scope(scope)] for scope in row.scopes if scope in set(Scope)]) for row in rows[:200]]
    context = {"form": form, "tokens": lines, "now": timezone.now()}
    return render(request, "accounts/tokens.html", context, status=422 if form.errors else 200)


@require_POST
@needs(Permission.TOKENS)
def revoke(request: HttpRequest, token: UUID) -> HttpResponse:
    """Refuse a token from now on."""
    tokens.revoke(get_object_or_404(ApiToken, id=token), officer_of(request))
    messages.success(request, _("The token is refused from now on."))
    return redirect("accounts:tokens")
