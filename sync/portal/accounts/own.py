"""One's own account: where to begin, the second factor, the password."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import PasswordChangeForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from sync.portal import qr
from sync.portal.accounts import second_factor
from sync.portal.accounts.access import memberships_of, officer_of
from sync.portal.accounts.areas import areas_of
from sync.portal.accounts.middleware import pending
from sync.portal.accounts.provinces import province_name
from sync.portal.accounts.roles import NAMES
from sync.portal.registry import trail
from sync.portal.registry.models import Role


class CodeForm(forms.Form):
    """A code from the app, or from the paper."""

    code = forms.CharField(
        label=gettext_lazy("Code from the app or the paper"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True, "inputmode": "text"}),
        error_messages={"required": gettext_lazy("Write the code from the app on your phone.")},
    )


class PasswordForm(PasswordChangeForm):
    """The old password and a new one, twice."""

    error_messages = {
        "password_mismatch": gettext_lazy("The two new passwords differ. Type the same one twice."),
        "password_incorrect": gettext_lazy("The old password is not right. Type it again."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = _("Password up to now")
        self.fields["new_password1"].label = _("New password")
        self.fields["new_password1"].help_text = _(
            "At least ten characters, not only digits, and not your name. Three or four words are easy to remember."
        )
        self.fields["new_password2"].label = _("New password once more")
        for field in self.fields.values():
            field.error_messages["required"] = _("Write something in this field.")


@require_safe
@login_required
def start(request: HttpRequest) -> HttpResponse:
    """The first page after logging in: straight to the only part there is, or a list of them."""
    officer = officer_of(request)
    areas = areas_of(officer)
    if areas and areas[0].address == "desk:queue" and "all" not in request.GET:
        return redirect("desk:queue")
    roles = [
        (NAMES[Role(member.role)], member.site or province_name(member.province)) for member in memberships_of(officer)
    ]
    context = {"roles": roles, "has_factor": second_factor.has_one(officer)}
    return render(request, "accounts/start.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def verify(request: HttpRequest) -> HttpResponse:
    """The second step of logging in."""
    officer = officer_of(request)
    if pending(request, officer) != "accounts:verify":
        return redirect("accounts:start")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if second_factor.verify(request, officer, form.cleaned_data["code"]):
            return redirect("accounts:start")
        form.add_error("code", _("The code does not fit. Wait for the next one in the app, then type it."))
    return render(request, "accounts/verify.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def factor(request: HttpRequest) -> HttpResponse:
    """Set the second factor up. Whoever has one first proves it, on the same page, to get new backup codes."""
    officer = officer_of(request)
    there = second_factor.has_one(officer)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        codes = _codes(request, there=there, code=form.cleaned_data["code"])
        if codes is not None:
            trail.record_account(officer, "backup-codes" if there else "factor-made", officer)
            return render(request, "accounts/codes.html", {"codes": codes})
        form.add_error("code", _("The code does not fit. Wait for the next one in the app, then type it."))
    context: dict[str, Any] = {"form": form, "there": there, "demanded": second_factor.is_demanded(officer)}
    if there:
        context["left"] = second_factor.backup_codes_left(officer)
    else:
        device = second_factor.new_app(officer)
        picture = qr.svg(device.config_url, _("QR code for the app"))
        context |= {"qr": picture, "letters": second_factor.letters_of(device)}
    return render(request, "accounts/factor.html", context, status=422 if form.errors else 200)


def _codes(request: HttpRequest, *, there: bool, code: str) -> list[str] | None:
    officer = officer_of(request)
    if not there:
        return second_factor.confirm_app(request, officer, code)
    return second_factor.new_backup_codes(officer) if second_factor.verify(request, officer, code) else None


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def password(request: HttpRequest) -> HttpResponse:
    """A new password of one's own. Other sessions end."""
    officer = officer_of(request)
    form = PasswordForm(officer, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        officer.password_is_temporary = False
        form.save()
        update_session_auth_hash(request, officer)
        trail.record_account(officer, "password-changed", officer)
        messages.success(request, _("The new password holds from now on."))
        return redirect("accounts:start")
    context = {"form": form, "temporary": officer.password_is_temporary}
    return render(request, "accounts/password.html", context, status=422 if form.is_bound else 200)
