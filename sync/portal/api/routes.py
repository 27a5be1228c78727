"""The calls of docs/protocol.md. Typed parts go through schemas; signed bytes are read and answered as bytes."""

import logging
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.renderers import BaseRenderer
from ninja.security import HttpBearer

from sync.portal.api import limits, schemas
from sync.portal.api.middleware import problem_response
from sync.portal.registry import blobs, enrolment, feed, ingest, keys, notices, packs
from sync.portal.registry.models import Kiosk, Portal
from sync.portal.registry.problems import Problem
from sync.protocol.encoding import canonical_json, from_base64, read_json_object, to_base64, to_instant
from sync.protocol.errors import MalformedError
from sync.protocol.notices import MAX_BATCH_BYTES
from sync.protocol.revision import MAX_BODY

log = logging.getLogger("sync.portal")
MAX_BULK = 8 << 20
MAX_BULK_REVISIONS = 100
_MAX_ENROL = 8 << 10
_ENROL_TRIES = 10
_ENROL_WINDOW = 60
_AWAY = 60


class _Canonical(BaseRenderer):
    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:  # noqa: ARG002
        return canonical_json(data)


class _KioskToken(HttpBearer):
    """Authorization: Bearer TOKEN, from enrolment."""

    openapi_scheme = "bearer"

    def __call__(self, request: HttpRequest) -> Kiosk:
        limits.check_nonce(request)
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        return self.authenticate(request, token if scheme.lower() == "bearer" else "")

    def authenticate(self, request: HttpRequest, token: str) -> Kiosk:  # noqa: ARG002
        return enrolment.kiosk_with(token.strip())


api = NinjaAPI(
    title="Central portal",
    version="1",
    description="What a kiosk calls. Every answer carries Portal-Signature; the rules are in docs/protocol.md.",
    docs_url=None,
    openapi_url="/openapi.json",
    renderer=_Canonical(),
    urls_namespace="v1",
    auth=_KioskToken(),
)


def _kiosk(request: HttpRequest) -> Kiosk:
    kiosk = getattr(request, "auth", None)
    if not isinstance(kiosk, Kiosk):
        raise Problem("unknown-kiosk", "this call needs a token")
    return kiosk


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
    }


def _bytes(media_type: str, most: int) -> dict[str, Any]:
    schema = {"type": "string", "format": "binary", "maxLength": most}
    return {"requestBody": {"required": True, "content": {media_type: {"schema": schema}}}}


@api.put(
    "/attachments/{sha256}",
    response={200: None, 201: None, 422: schemas.ProblemOut},
    openapi_extra=_bytes("application/octet-stream", blobs.MAX_SIZE),
)
def put_attachment(request: HttpRequest, sha256: str) -> HttpResponse:
    """Store a ciphertext under its hash."""
    name, kiosk = _blob_name(sha256), _kiosk(request)
    body = limits.bounded_body(request, blobs.MAX_SIZE)
    try:
        new = blobs.put(kiosk.site_id, name, body)
    except blobs.WrongHash as error:
        raise Problem("bad-hash", "the bytes are not the ones of this name") from error
    return HttpResponse(b"{}", status=201 if new else 200, content_type="application/json")


@api.api_operation(["HEAD"], "/attachments/{sha256}", response={200: None, 404: schemas.ProblemOut})
def head_attachment(request: HttpRequest, sha256: str) -> HttpResponse:
    """Whether a ciphertext is there."""
    size = blobs.size(_kiosk(request).site_id, _blob_name(sha256))
    if size is None:
        raise Problem("not-found", "no such attachment")
    return HttpResponse(status=200, headers={"Upload-Offset": str(size), "Upload-Complete": "?1"})


def _blob_name(text: str) -> str:
    if not blobs.is_name(text):
        raise Problem("malformed", "an attachment is named by its lower-case sha256")
    return text


@api.put(
    "/dossiers/{uuid:dossier}/revisions/{int:number}",
    response={
        200: schemas.Acknowledgement,
        201: schemas.Acknowledgement,
        409: schemas.ProblemOut,
        413: schemas.ProblemOut,
        422: schemas.ProblemOut,
        424: schemas.ProblemOut,
    },
    openapi_extra=_bytes("application/vnd.kiosk.revision+json", MAX_BODY),
)
def put_revision(request: HttpRequest, dossier: UUID, number: int) -> HttpResponse:
    """Store a revision, once."""
    body = limits.bounded_body(request, MAX_BODY)
    taken = ingest.take(_kiosk(request), body, dossier=dossier, number=number)
    return HttpResponse(taken.ack, status=201 if taken.new else 200, content_type="application/json")


@api.get(
    "/dossiers/{uuid:dossier}/revisions/{int:number}",
    response={200: schemas.Acknowledgement, 404: schemas.ProblemOut},
)
def get_revision(request: HttpRequest, dossier: UUID, number: int) -> HttpResponse:
    """The acknowledgement of what is stored: the way out of not knowing."""
    return HttpResponse(ingest.acknowledgement(_kiosk(request), dossier, number), content_type="application/json")


@api.post("/revisions", openapi_extra=_bytes("application/json", MAX_BULK))
def post_revisions(request: HttpRequest) -> HttpResponse:
    """The bulk form: each revision is answered as the single call would have answered it."""
    kiosk = _kiosk(request)
    try:
        bodies = read_json_object(limits.bounded_body(request, MAX_BULK)).get("revisions")
    except MalformedError as error:
        raise Problem("malformed", str(error)) from error
    if not isinstance(bodies, list) or len(bodies) > MAX_BULK_REVISIONS:
        raise Problem("malformed", f"revisions is a list of at most {MAX_BULK_REVISIONS}")
    results = [_one_of_bulk(kiosk, body) for body in bodies]
    return HttpResponse(canonical_json({"results": results}), content_type="application/json")


def _one_of_bulk(kiosk: Kiosk, body: object) -> dict[str, Any]:
    try:
        if not isinstance(body, str):
            raise Problem("malformed", "a revision is base64url")
        taken = ingest.take(kiosk, from_base64(body))
    except MalformedError as error:
        problem = Problem("malformed", str(error))
    except Problem as caught:
        problem = caught
    else:
        return {"status": 201 if taken.new else 200, "body": read_json_object(taken.ack)}
    return {"status": problem.status, "body": problem.body()}


@api.post("/notices", openapi_extra=_bytes("application/json", MAX_BATCH_BYTES))
def post_notices(request: HttpRequest) -> HttpResponse:
    """Visits, feedback, calls for help and health: each answered by itself, stored once."""
    kiosk = _kiosk(request)
    results = notices.take(kiosk, limits.bounded_body(request, MAX_BATCH_BYTES))
    return HttpResponse(canonical_json({"results": results}), content_type="application/json")


@api.get("/changes", response=schemas.Changes)
def changes(request: HttpRequest, after: str = "", limit: int = 100) -> dict[str, Any]:
    """What happened to the dossiers this kiosk sent."""
    if not 1 <= limit <= feed.MAX_EVENTS:
        raise Problem("malformed", f"limit is from 1 to {feed.MAX_EVENTS}")
    try:
        piece = feed.read(_kiosk(request), after, limit)
    except MalformedError as error:
        raise Problem("malformed", str(error)) from error
    return {"epoch": piece.epoch, "events": piece.events, "next": piece.next, "more": piece.more}


@api.get("/packs", response=schemas.Packs)
def list_packs(request: HttpRequest) -> dict[str, Any]:
    """The packs this portal offers."""
    _kiosk(request)
    offered = packs.offered()
    return {
        "packs": [
            {"procedure": pack.procedure, "version": pack.version, "sha256": pack.sha256, "size": len(pack.archive)}
            for pack in offered
        ]
    }


@api.get("/packs/{sha256}", response={200: None, 404: schemas.ProblemOut})
def get_pack(request: HttpRequest, sha256: str) -> HttpResponse:
    """The archive with this hash."""
    _kiosk(request)
    for pack in packs.offered():
        if pack.sha256 == sha256:
            return HttpResponse(pack.archive, content_type="application/zip")
    raise Problem("not-found", "no such pack")
