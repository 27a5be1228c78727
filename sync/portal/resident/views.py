"""The front page, and the page behind a receipt's link."""

from django.http import HttpRequest, HttpResponse


def front(request: HttpRequest) -> HttpResponse:
    return HttpResponse("portal")


def follow(request: HttpRequest, token: str) -> HttpResponse:
    return HttpResponse(token)
