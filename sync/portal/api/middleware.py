"""Every answer under /v1 is signed over the nonce of its request; errors are problem+json."""

import logging
from collections.abc import Callable

from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import resolve

from sync.portal import faults
from sync.portal.api import pacing, straight
from sync.portal.registry import keys
from sync.portal.registry.problems import Problem
from sync.protocol.answers import NONCE_HEADER, SIGNATURE_HEADER, sign_response
from sync.protocol.encoding import canonical_json

log = logging.getLogger("sync.portal.api")
PREFIX = "/v1/"
_LONGEST_NONCE = 64


def problem_response(problem: Problem) -> HttpResponse:
    """The answer for a problem."""
    response = HttpResponse(
        canonical_json(problem.body()), status=problem.status, content_type="application/problem+json"
    )
    if problem.retry_after is not None:
        response["Retry-After"] = str(problem.retry_after)
    return response


def _call(request: HttpRequest) -> HttpResponseBase:
    """The view itself: a kiosk has no session, no cookies and no language, so nothing in between is for it."""
    request.get_host()  # refuses names that are not ours
    if (at_once := straight.answer(request)) is not None:
        return at_once
    match = request.resolver_match = resolve(request.path_info)
    try:
        answered: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
    except Exception as error:
        faults.tell(request, error)
        raise
    return answered


class SignedAnswers:
    """Outermost, so that whatever an inner part answers is signed too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.call = convert_exception_to_response(_call)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Sign answers of /v1; leave the others alone."""
        if not request.path.startswith(PREFIX):
            return self.get_response(request)
        try:
            pacing.check(request)
            response = self.call(request)
        except Problem as problem:
            response = problem_response(problem)
        if not isinstance(response, HttpResponse):
            raise TypeError("an answer of /v1 is signed as a whole, so it cannot be streamed")
        if response.status_code >= 400 and response.get("Content-Type") != "application/problem+json":
            response = _plain_error(response.status_code)
        nonce = request.headers.get(NONCE_HEADER, "")[:_LONGEST_NONCE]
        target = request.META.get("REQUEST_URI") or request.get_full_path()
        response["Content-Length"] = str(len(response.content))
        if request.method == "HEAD":
            response.content = b""  # what goes over the wire, and so what is signed
        signature = sign_response(
            keys.sign_key(), nonce, request.method or "", target, response.status_code, response.content
        )
        response[SIGNATURE_HEADER] = signature
        response["Cache-Control"] = "no-store"
        return response


def _plain_error(status: int) -> HttpResponse:
    """Django's own error pages, in the form of the protocol. A fault of ours says only that."""
    if status == 404:
        return problem_response(Problem("not-found", "no such address"))
    if status < 500:
        return problem_response(Problem("malformed", "the request is not one of this protocol"))
    body = {"type": "about:blank", "title": "the portal could not answer", "status": status}
    return HttpResponse(canonical_json(body), status=status, content_type="application/problem+json")
