"""Accounts as the administrator sees them: people, their roles, new passwords."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from sync.portal.accounts import people, second_factor
from sync.portal.accounts.access import needs, officer_of
from sync.portal.accounts.provinces import province_name
from sync.portal.accounts.reach import any_commune, any_province
from sync.portal.accounts.roles import NAMES, Permission
from sync.portal.registry.models import Membership, Officer, Role

_SHOWN = 200


class RoleForm(forms.Form):
    """A role, and where it holds."""

    role = forms.ChoiceField(
        label=gettext_lazy("Role"),
        # None is chosen beforehand: the first one of the list would be the mightiest.
        choices=[("", gettext_lazy("Choose…")), *NAMES.items()],
        error_messages={"required": gettext_lazy("Choose the role of the person.")},
    )
    site = any_commune()
    province = any_province(
        gettext_lazy("Only for the role “Province”. Administrators have neither commune nor province.")
    )

    def clean(self) -> dict[str, Any]:
        """Exactly what the role wants."""
        cleaned = super().clean() or self.cleaned_data
        role, site, province = cleaned.get("role"), cleaned.get("site"), cleaned.get("province", "")
        if role == Role.PROVINCE and (not province or site):
            raise ValidationError(_("For the province, choose it and leave the commune empty."))
        if role == Role.ADMINISTRATOR and (province or site):
            raise ValidationError(_("An administrator has neither commune nor province: leave both empty."))
        if role and role not in {Role.PROVINCE, Role.ADMINISTRATOR} and (not site or province):
            raise ValidationError(_("For this role, choose the commune and leave the province empty."))
        return cleaned


class PersonForm(RoleForm):
    """A new account with its first role."""

    username = forms.CharField(
        label=gettext_lazy("Name to log in with"),
        max_length=150,
        error_messages={"required": gettext_lazy("Write the name that the person logs in with.")},
    )
    full_name = forms.CharField(
        label=gettext_lazy("Full name, as residents see it"),
        max_length=120,
        error_messages={"required": gettext_lazy("Write the full name of the person.")},
    )
    field_order = ["username", "full_name", "role", "site", "province"]


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.ACCOUNTS)
def listing(request: HttpRequest) -> HttpResponse:
    """All accounts, and the form for a new one."""
    form = PersonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            officer, secret = people.create(given["username"], given["full_name"], officer_of(request))
        except ValidationError as error:
            form.add_error("username", error.messages)
        else:
            by = officer_of(request)
            people.give(officer, Role(given["role"]), by, site=given["site"], province=given["province"])
            return render(request, "accounts/secret.html", {"person": officer, "secret": secret})
    asked = "".join(c for c in request.GET.get("q", "")[:100] if c.isprintable()).strip()
    rows = Officer.objects.filter(token=None).order_by("username").prefetch_related("membership_set__site")
    if asked:
        rows = rows.filter(Q(username__icontains=asked) | Q(full_name__icontains=asked))
    context = {"form": form, "people": [(row, _roles(row)) for row in rows[:_SHOWN]], "asked": asked}
    return render(request, "accounts/people.html", context, status=422 if form.errors else 200)


def _roles(officer: Officer) -> list[tuple[Membership, Any, str]]:
    """Each with its name, and where it holds."""
    members = sorted(officer.membership_set.all(), key=lambda member: member.pk)
    return [(member, NAMES[Role(member.role)], _place(member)) for member in members]


def _place(member: Membership) -> str:
    return member.site.name if member.site else province_name(member.province)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.ACCOUNTS)
def person(request: HttpRequest, person: int) -> HttpResponse:
    """One account: its roles, and the form to give another."""
    officer = get_object_or_404(Officer, pk=person, token=None)
    form = RoleForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        people.give(officer, Role(given["role"]), officer_of(request), site=given["site"], province=given["province"])
        messages.success(request, _("Done."))
        return redirect("accounts:person", officer.pk)
    context = {
        "form": form,
        "person": officer,
        "roles": _roles(officer),
        "has_factor": second_factor.has_one(officer),
        "is_me": officer.pk == officer_of(request).pk,
    }
    return render(request, "accounts/person.html", context, status=422 if form.errors else 200)


@require_POST
@needs(Permission.ACCOUNTS)
def change(request: HttpRequest, person: int, name: str) -> HttpResponse:
    """Take a role, close or open the account, reset password or second factor. Not one's own: that locks one out."""
    officer, by = get_object_or_404(Officer, pk=person, token=None), officer_of(request)
    if officer.pk == by.pk:
        messages.error(request, _("Ask another administrator to change your own account."))
        return redirect("accounts:person", officer.pk)
    if name == "password":
        return render(
            request, "accounts/secret.html", {"person": officer, "secret": people.reset_password(officer, by)}
        )
    if name == "factor":
        people.forget_second_factor(officer, by)
    elif name in {"close", "open"}:
        people.set_active(officer, by, active=name == "open")
    elif name == "take":
        asked = request.POST.get("membership", "")
        key = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0
        people.take(get_object_or_404(Membership, pk=key, officer=officer), by)
    else:
        raise Http404
    messages.success(request, _("Done."))
    return redirect("accounts:person", officer.pk)
