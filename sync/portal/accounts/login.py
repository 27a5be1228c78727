"""Logging in and out. Five wrong passwords from an address lock an account for it for a quarter of an hour.

Fifty lock an address for all accounts, and an account for all addresses: fewer, and any stranger who knows an officer's
name could keep the officer out for good.

What was typed as a name is kept only as a hash: people type their password there.
"""

from datetime import timedelta
from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sync.portal.accounts.access import officer_of
from sync.portal.registry import trail
from sync.portal.registry.models import LoginFailure
from sync.protocol.encoding import hash_of

WINDOW = timedelta(minutes=15)
TRIES_OF_ACCOUNT = 5
TRIES_OF_ADDRESS = 50
TRIES_OF_ANYBODY = 50


def account_hash(name: str) -> str:
    """What is kept of a name that was typed."""
    return hash_of(f"account\n{name.strip().casefold()}".encode())


def is_locked(name: str, address: str) -> bool:
    """Whether this account or this address has to wait. The same for names that do not exist."""
    recent = LoginFailure.objects.filter(at__gt=timezone.now() - WINDOW)
    of_account = recent.filter(account=account_hash(name))
    if of_account.filter(address=address).count() >= TRIES_OF_ACCOUNT or of_account.count() >= TRIES_OF_ANYBODY:
        return True
    return recent.filter(address=address).count() >= TRIES_OF_ADDRESS


class LoginForm(AuthenticationForm):
    """Name and password, with the lock before the password is looked at."""

    error_messages = {
        **AuthenticationForm.error_messages,
        "invalid_login": _("The name or the password is not right. Check Caps Lock and type both again."),
        "locked": _("There were too many tries. Wait 15 minutes, or ask the administrator for a new password."),
    }

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError when locked or wrong; a wrong one counts."""
        name, address = self.cleaned_data.get("username", ""), _address(self.request)
        if is_locked(name, address):
            raise ValidationError(self.error_messages["locked"], code="locked")
        try:
            cleaned = super().clean()
        except ValidationError:
            LoginFailure.objects.filter(at__lt=timezone.now() - 2 * WINDOW).delete()
            LoginFailure.objects.create(account=account_hash(name), address=address, at=timezone.now())
            raise
        LoginFailure.objects.filter(account=account_hash(name), address=address).delete()
        return cleaned


def _address(request: HttpRequest | None) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))[:45] if request is not None else ""


class Login(LoginView):
    """The login page."""

    template_name = "accounts/login.html"
    authentication_form = LoginForm
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """The password was right; what else is asked for comes next."""
        response = super().form_valid(form)
        officer = officer_of(self.request)
        trail.record_account(officer, "logged-in", officer)
        return response

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """Not 200: nothing happened."""
        response = super().form_invalid(form)
        response.status_code = 422
        return response


class Logout(LogoutView):
    """By POST only."""

    http_method_names = ["post"]
