"""The calls of docs/protocol.md. Typed parts go through schemas; signed bytes are read and answered as bytes."""

import logging
from typing import Any

from django.conf import settings
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja.errors import HttpError, ValidationError

from sync.portal.api import attachments, limits, receipts, revisions, schemas
from sync.portal.api.common import Canonical, KioskToken, bytes_of, kiosk_of
from sync.portal.api.middleware import problem_response
from sync.portal.api.openapi import ABOUT, DescribedAPI
from sync.portal.province import acting as province_acting
from sync.portal.province import figures as province_figures
from sync.portal.province import reading as province_reading
from sync.portal.registry import afar, enrolment, feed, keys, notices, publishing
from sync.portal.registry.models import Portal
from sync.portal.registry.problems import Problem
from sync.protocol.encoding import canonical_json, read_json_object, to_base64, to_instant
from sync.protocol.errors import MalformedError
from sync.protocol.notices import MAX_BATCH_BYTES

log = logging.getLogger("sync.portal")
_MAX_ENROL = 8 << 10
_ENROL_TRIES = 10
_ENROL_WINDOW = 60
_AWAY = 60

api = DescribedAPI(
    title="Central portal",
    version="1",
    description=ABOUT,
    docs_url=None,
    openapi_url="/openapi.json",
    renderer=Canonical(),
    urls_namespace="v1",
    auth=KioskToken(),
)
api.add_router("", attachments.router)
api.add_router("", revisions.router)
api.add_router("", receipts.router)
for _router in (province_reading.router, province_acting.router, province_figures.router):
    api.add_router("/province", _router)


@api.exception_handler(Problem)
def _problem(request: HttpRequest, problem: Problem) -> HttpResponse:  # noqa: ARG001
    return problem_response(problem)


@api.exception_handler(ValidationError)
@api.exception_handler(HttpError)
def _malformed(request: HttpRequest, error: Exception) -> HttpResponse:  # noqa: ARG001
    return problem_response(Problem("malformed", "a part of the request is missing or not of its type"))


@api.exception_handler(OperationalError)
@api.exception_handler(OSError)
def _away(request: HttpRequest, error: Exception) -> HttpResponse:  # noqa: ARG001
    """The database or the disk does not answer, or is full: kiosks come back later, with the same bytes."""
    log.error("%s: kiosks are told to come back", type(error).__name__)
    return problem_response(Problem("busy", "the portal cannot store now", status=503, retry_after=_AWAY))


@api.exception_handler(Http404)
def _not_found(request: HttpRequest, error: Exception) -> HttpResponse:  # noqa: ARG001
    return problem_response(Problem("not-found", "no such address"))


@api.get("/hello", auth=None, response=schemas.Hello)
def hello(request: HttpRequest) -> dict[str, str]:
    """Who the portal is, its clock and its keys."""
    limits.check_nonce(request)
    return {
        "portal": settings.PUBLIC_URL,
        "epoch": Portal.objects.get().epoch,
        "now": to_instant(timezone.now()),
        "sign_key": to_base64(bytes(keys.sign_key().verify_key)),
        "box_key": to_base64(keys.box_key()),
    }


@api.post(
    "/enrol",
    auth=None,
    response={201: schemas.EnrolOut},
    openapi_extra={
        "requestBody": {"required": True, "content": {"application/json": {"schema": schemas.EnrolIn.json_schema()}}}
    },
)
def enrol(request: HttpRequest) -> tuple[int, dict[str, str]]:
    """Join with a one-time code."""
    limits.check_nonce(request)
    body = limits.bounded_body(request, _MAX_ENROL)
    address = str(request.META.get("REMOTE_ADDR", ""))
    limits.refuse_after("enrol", address, most=_ENROL_TRIES, seconds=_ENROL_WINDOW)
    try:
        asked = schemas.EnrolIn.model_validate(read_json_object(body))
    except ValueError as error:  # pydantic's and the protocol's are both
        raise Problem("malformed", "code, name, sign_key and box_key are texts") from error
    try:
        enrolled = enrolment.enrol(asked.code, asked.name, asked.sign_key, asked.box_key)
    except Problem as problem:
        if problem.kind == "not-found":  # only guesses count: forty kiosks may join from one address in an hour
            limits.count("enrol", address, seconds=_ENROL_WINDOW)
        raise
    return 201, {
        "kiosk": str(enrolled.kiosk.id),
        "prefix": enrolled.kiosk.prefix,
        "token": enrolled.token,
        "site": enrolled.kiosk.site.code,
        "site_name": enrolled.kiosk.site.name,
        "portal_url": settings.PUBLIC_URL,
        "sign_key": to_base64(bytes(keys.sign_key().verify_key)),
        "box_key": to_base64(keys.box_key()),
        "epoch": Portal.objects.get().epoch,
        "site_key": enrolment.sealed_site_key(enrolled.kiosk),
    }


@api.get("/site-key", response=schemas.SiteKey)
def site_key(request: HttpRequest) -> dict[str, str]:
    """For a kiosk that was enrolled before there was one, or whose site has another now."""
    return {"site_key": enrolment.sealed_site_key(kiosk_of(request))}


@api.post("/notices", openapi_extra=bytes_of("application/json", MAX_BATCH_BYTES))
def post_notices(request: HttpRequest) -> HttpResponse:
    """Visits, feedback, calls for help and health: each answered by itself, stored once."""
    kiosk = kiosk_of(request)
    results = notices.take(kiosk, limits.bounded_body(request, MAX_BATCH_BYTES))
    return HttpResponse(canonical_json({"results": results}), content_type="application/json")


@api.get("/changes", response=schemas.Changes)
def changes(request: HttpRequest, after: str = "", limit: int = 100) -> HttpResponse:
    """What happened to the dossiers this kiosk sent."""
    if not 1 <= limit <= feed.MAX_EVENTS:
        raise Problem("malformed", f"limit is from 1 to {feed.MAX_EVENTS}")
    try:
        piece = feed.read(kiosk_of(request), after, limit)
    except MalformedError as error:
        raise Problem("malformed", str(error)) from error
    said = {"epoch": piece.epoch, "events": piece.events, "next": piece.next, "more": piece.more}
    body = canonical_json({**said, "settings": kiosk_of(request).settings_version})
    return HttpResponse(body, content_type="application/json")  # as it is: looking at each event again doubles its cost


@api.get("/settings", response=schemas.KioskSettings)
def get_settings(request: HttpRequest) -> dict[str, Any]:
    """What is set for this kiosk from here; asked when /changes tells of another version than before."""
    return afar.told(kiosk_of(request))


@api.get("/catalogue/{path:path}", response={200: None, 404: schemas.ProblemOut})
def get_catalogue(request: HttpRequest, path: str) -> HttpResponse:
    """A file of the catalogue: a TUF repository, and the anchor that ties it to this portal."""
    kiosk_of(request)
    data = publishing.read(path)
    if data is None:
        raise Problem("not-found", "no such file in the catalogue")
    return HttpResponse(data, content_type="application/octet-stream")
