"""The calls for revisions: one by one or in bulk, and the question what became of them."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from sync.portal.api import limits, schemas
from sync.portal.api.common import bytes_of, kiosk_of
from sync.portal.registry import bulk, ingest
from sync.portal.registry.models import Kiosk
from sync.portal.registry.problems import Problem
from sync.protocol.encoding import canonical_json, from_base64, read_json_object, read_uuid
from sync.protocol.errors import MalformedError
from sync.protocol.revision import MAX_BODY

router = Router()
MAX_BULK = 8 << 20
MAX_BULK_REVISIONS = 100
_MAX_ASKED = 64 << 10
_BULK = {
    "type": "object",
    "required": ["revisions"],
    "properties": {
        "revisions": {"type": "array", "maxItems": MAX_BULK_REVISIONS, "items": {"type": "string"}},
        "signature": {"type": "string", "description": "the kiosk's, over all of them; see docs/protocol.md"},
    },
}


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


@router.post(
    "/revisions",
    response={200: None, 422: schemas.ProblemOut},
    openapi_extra=bytes_of("application/json", MAX_BULK, _BULK),
)
def post_revisions(request: HttpRequest) -> HttpResponse:
    """The bulk form: each revision is answered as the single call would have answered it."""
    kiosk, call = kiosk_of(request), _call(request, MAX_BULK)
    signature = call.get("signature")
    if not isinstance(signature, str | None):
        raise Problem("malformed", "the signature over all of them is a text")
    outcomes = bulk.take(kiosk, [_body(each) for each in _named(call)], signature)
    answer = bulk.answer(outcomes, together=signature is not None)
    return HttpResponse(answer, content_type="application/json")


@router.post("/acknowledgements", openapi_extra=bytes_of("application/json", _MAX_ASKED))
def post_acknowledgements(request: HttpRequest) -> HttpResponse:
    """The bulk form of asking, for after a bulk that broke off."""
    kiosk = kiosk_of(request)
    results = [_result(partial(_one_asked, kiosk, each)) for each in _named(_call(request, _MAX_ASKED))]
    return HttpResponse(canonical_json({"results": results}), content_type="application/json")


def _call(request: HttpRequest, most: int) -> dict[str, Any]:
    try:
        return read_json_object(limits.bounded_body(request, most))
    except MalformedError as error:
        raise Problem("malformed", str(error)) from error


def _named(call: dict[str, Any]) -> list[Any]:
    asked = call.get("revisions")
    if not isinstance(asked, list) or len(asked) > MAX_BULK_REVISIONS:
        raise Problem("malformed", f"revisions is a list of at most {MAX_BULK_REVISIONS}")
    return asked


def _result(answer: Callable[[], tuple[int, bytes]]) -> dict[str, Any]:
    try:
        status, ack = answer()
    except MalformedError as error:
        problem = Problem("malformed", str(error))
    except Problem as caught:
        problem = caught
    else:
        return {"status": status, "body": read_json_object(ack)}
    return {"status": problem.status, "body": problem.body()}


def _body(asked: Any) -> bytes | Problem:
    """The bytes of one of a bulk, or why there are none."""
    if not isinstance(asked, str):
        return Problem("malformed", "a revision is base64url")
    try:
        return from_base64(asked)
    except MalformedError as error:
        return Problem("malformed", str(error))


def _one_asked(kiosk: Kiosk, asked: Any) -> tuple[int, bytes]:
    number = asked.get("number") if isinstance(asked, dict) else None
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        raise Problem("malformed", "a revision is named by dossier and number")
    return 200, ingest.acknowledgement(kiosk, read_uuid(asked.get("dossier")), number)
