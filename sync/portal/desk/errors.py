"""Pages for what went wrong: one sentence on what to do, and no detail of the inside."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def message(request: HttpRequest, title: Any, words: Any, status: int) -> HttpResponse:
    """A page with one message."""
    return render(request, "message.html", {"title": title, "words": words}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """400."""
    return message(request, _("This could not be read"), _("Go back and try once more."), 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """403."""
    return message(request, _("This page is not for you"), _("Log in with an account that may see it."), 403)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """A form that was not made here, or too long ago."""
    return message(
        request,
        _("The page was open too long"),
        _("Nothing was changed. Go back, reload the page and send again."),
        403,
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """404; the same for what does not exist and what belongs to another commune."""
    return message(request, _("There is no such page"), _("Check the address, or start again from the list."), 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500."""
    return message(
        request, _("The portal has a fault"), _("Nothing was changed. Wait a minute, then try once more."), 500
    )
