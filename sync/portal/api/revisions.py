"""The calls for revisions: one by one or in bulk, and the question what became of them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from sync.portal.api import limits, schemas
from sync.portal.api.common import bytes_of, kiosk_of
from sync.portal.registry import ingest
from sync.portal.registry.models import Kiosk
from sync.portal.registry.problems import Problem
from sync.protocol.encoding import canonical_json, from_base64, read_json_object, read_uuid
from sync.protocol.errors import MalformedError
from sync.protocol.revision import MAX_BODY

router = Router()
MAX_BULK = 8 << 20
MAX_BULK_REVISIONS = 100
_MAX_ASKED = 64 << 10


@router.put(
    "/dossiers/{uuid:dossier}/revisions/{int:number}",
    response={
        200: schemas.Acknowledgement,
        201: schemas.Acknowledgement,
        404: schemas.ProblemOut,
        409: schemas.ProblemOut,
        413: schemas.ProblemOut,
        422: schemas.ProblemOut,
        424: schemas.ProblemOut,
    },
    openapi_extra=bytes_of("application/vnd.kiosk.revision+json", MAX_BODY),
)
def put_revision(request: HttpRequest, dossier: UUID, number: int, held: str = "") -> HttpResponse:
    """Store a revision, once. held: the hash of one whose bytes came before its attachments; then the body is empty."""
    body = limits.bounded_body(request, MAX_BODY)
    if held and not body:
        body = ingest.held(kiosk_of(request), dossier, number, held)
    taken = ingest.take(kiosk_of(request), body, dossier=dossier, number=number)
    return HttpResponse(taken.ack, status=201 if taken.new else 200, content_type="application/json")


@router.get(
    "/dossiers/{uuid:dossier}/revisions/{int:number}",
    response={200: schemas.Acknowledgement, 404: schemas.ProblemOut},
)
def get_revision(request: HttpRequest, dossier: UUID, number: int) -> HttpResponse:
    """The acknowledgement of what is stored: the way out of not knowing."""
    return HttpResponse(ingest.acknowledgement(kiosk_of(request), dossier, number), content_type="application/json")


@router.post("/revisions", openapi_extra=bytes_of("application/json", MAX_BULK))
def post_revisions(request: HttpRequest) -> HttpResponse:
    """The bulk form: each revision is answered as the single call would have answered it."""
    return _each(request, MAX_BULK, _one_of_bulk)


@router.post("/acknowledgements", openapi_extra=bytes_of("application/json", _MAX_ASKED))
def post_acknowledgements(request: HttpRequest) -> HttpResponse:
    """The bulk form of asking, for after a bulk that broke off."""
    return _each(request, _MAX_ASKED, _one_asked)


def _each(request: HttpRequest, most: int, answer: Callable[[Kiosk, Any], tuple[int, bytes]]) -> HttpResponse:
    kiosk = kiosk_of(request)
    try:
        asked = read_json_object(limits.bounded_body(request, most)).get("revisions")
    except MalformedError as error:
        raise Problem("malformed", str(error)) from error
    if not isinstance(asked, list) or len(asked) > MAX_BULK_REVISIONS:
        raise Problem("malformed", f"revisions is a list of at most {MAX_BULK_REVISIONS}")
    results = [_answered(kiosk, each, answer) for each in asked]
    return HttpResponse(canonical_json({"results": results}), content_type="application/json")


def _answered(kiosk: Kiosk, asked: Any, answer: Callable[[Kiosk, Any], tuple[int, bytes]]) -> dict[str, Any]:
    try:
        status, ack = answer(kiosk, asked)
    except MalformedError as error:
        problem = Problem("malformed", str(error))
    except Problem as caught:
        problem = caught
    else:
        return {"status": status, "body": read_json_object(ack)}
    return {"status": problem.status, "body": problem.body()}


def _one_of_bulk(kiosk: Kiosk, body: Any) -> tuple[int, bytes]:
    if not isinstance(body, str):
        raise Problem("malformed", "a revision is base64url")
    taken = ingest.take(kiosk, from_base64(body))
    return (201 if taken.new else 200), taken.ack


def _one_asked(kiosk: Kiosk, asked: Any) -> tuple[int, bytes]:
    number = asked.get("number") if isinstance(asked, dict) else None
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        raise Problem("malformed", "a revision is named by dossier and number")
    return 200, ingest.acknowledgement(kiosk, read_uuid(asked.get("dossier")), number)
