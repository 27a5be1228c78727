"""A session that is not wholly logged in reaches nothing but the page it has to pass; and every login ends."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from sync.portal.accounts import second_factor
from sync.portal.registry.models import Officer

_Next = Callable[[HttpRequest], HttpResponseBase]
_STARTED = "started"
_DESK = "/desk/"
_ALWAYS = frozenset({"accounts:login", "accounts:logout"})


class SessionEnds:
    """A login ends after a working day, however busy it was. Idle ones end by the age of their row."""

    def __init__(self, get_response: _Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Log out a session that is too old."""
        if request.user.is_authenticated:
            started = request.session.setdefault(_STARTED, int(time.time()))
            if time.time() - started > settings.SESSION_LONGEST.total_seconds():
                logout(request)
        return self.get_response(request)


class WhollyLoggedIn:
    """Second factor and temporary password come before everything else.

    Whatever view there is, and will be, is behind this: below /desk/ the session is led to the page it has to pass,
    and everywhere else it is nobody's.
    """

    def __init__(self, get_response: _Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The check is in process_view, where the address is known."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:  # noqa: ARG002 - Django's signature
        """Lead to the page to pass."""
        if not isinstance(request.user, Officer):
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        step = pending(request, request.user)
        request.wholly_logged_in = step is None  # type: ignore[attr-defined] # for the menu
        if step is None or step == name or name in _ALWAYS:
            return None
        if request.path.startswith(_DESK):
            return redirect(step)
        request.user = AnonymousUser()
        return None


def pending(request: HttpRequest, officer: Officer) -> str | None:
    """The page that has to be passed before anything else, by name."""
    verified = bool(getattr(request.user, "otp_device", None))
    if not verified:
        if second_factor.has_one(officer):
            return "accounts:verify"
        if second_factor.is_demanded(officer):
            return "accounts:factor"
    return "accounts:password" if officer.password_is_temporary else None
