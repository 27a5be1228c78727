"""The calls for attachments: whole in one request, or in pieces that are taken up again where the line broke."""

import re

from django.http import HttpRequest, HttpResponse
from ninja import Router

from sync.portal.api import limits, schemas
from sync.portal.api.common import bytes_of, kiosk_of
from sync.portal.registry import blobs
from sync.portal.registry.problems import Problem
from sync.protocol.encoding import canonical_json

router = Router()
_NUMBER = re.compile(r"[0-9]{1,10}", re.ASCII)


@router.put(
    "/attachments/{sha256}",
    response={200: None, 201: None, 413: schemas.ProblemOut, 422: schemas.ProblemOut},
    openapi_extra=bytes_of("application/octet-stream", blobs.MAX_SIZE),
)
def put_attachment(request: HttpRequest, sha256: str) -> HttpResponse:
    """Store a ciphertext under its hash; with ``Upload-Complete: ?0`` only its first piece."""
    name, site = _blob_name(sha256), kiosk_of(request).site_id
    if (_number(request, "Upload-Length") or 0) > blobs.MAX_SIZE:
        raise Problem("too-large", f"at most {blobs.MAX_SIZE} bytes")
    body = limits.bounded_body(request, blobs.MAX_SIZE)
    if not _is_last(request):
        return _append(site, name, 0, body, last=False)
    try:
        new = blobs.put(site, name, body)
    except blobs.WrongHash as error:
        raise Problem("bad-hash", "the bytes are not the ones of this name") from error
    return _where(len(body), complete=True, status=201 if new else 200)


@router.patch(
    "/attachments/{sha256}",
    response={200: None, 201: None, 409: schemas.ProblemOut, 413: schemas.ProblemOut, 422: schemas.ProblemOut},
    openapi_extra=bytes_of("application/octet-stream", blobs.MAX_SIZE),
)
def patch_attachment(request: HttpRequest, sha256: str) -> HttpResponse:
    """Add a piece at ``Upload-Offset``; ``Upload-Complete: ?0`` says that more follows."""
    name, site = _blob_name(sha256), kiosk_of(request).site_id
    offset = _number(request, "Upload-Offset")
    if offset is None:
        raise Problem("malformed", "Upload-Offset is the number of bytes before this piece")
    body = limits.bounded_body(request, blobs.MAX_SIZE)
    if offset and blobs.size(site, name) is None and blobs.offset_of(site, name) is None:
        raise Problem("not-found", "no upload of this name is under way")
    return _append(site, name, offset, body, last=_is_last(request))


@router.api_operation(["HEAD"], "/attachments/{sha256}", response={200: None, 404: schemas.ProblemOut})
def head_attachment(request: HttpRequest, sha256: str) -> HttpResponse:
    """How much of a ciphertext is there, by the bytes on the disk."""
    name, site = _blob_name(sha256), kiosk_of(request).site_id
    whole = blobs.size(site, name)
    offset = blobs.offset_of(site, name) if whole is None else whole
    if offset is None:
        raise Problem("not-found", "no such attachment")
    return _where(offset, complete=whole is not None)


def _append(site: int, name: str, offset: int, body: bytes, *, last: bool) -> HttpResponse:
    try:
        following = blobs.append(site, name, offset, body, last=last)
    except blobs.WrongOffset as error:
        problem = Problem("wrong-offset", "the upload stands elsewhere", offset=error.offset)
        return _where(error.offset, complete=False, status=problem.status, body=canonical_json(problem.body()))
    except blobs.TooLarge as error:
        raise Problem("too-large", f"at most {blobs.MAX_SIZE} bytes") from error
    except blobs.WrongHash as error:
        raise Problem("bad-hash", "the bytes are not the ones of this name") from error
    complete = last or blobs.size(site, name) is not None
    return _where(following, complete=complete, status=201 if complete else 200)


def _where(offset: int, *, complete: bool, status: int = 200, body: bytes | None = None) -> HttpResponse:
    """Where the upload stands: in the headers for whoever knows those, and in the body, which is signed."""
    return HttpResponse(
        canonical_json({"offset": offset, "complete": complete}) if body is None else body,
        status=status,
        content_type="application/json" if body is None else "application/problem+json",
        headers={"Upload-Offset": str(offset), "Upload-Complete": "?1" if complete else "?0"},
    )


def _is_last(request: HttpRequest) -> bool:
    word = request.headers.get("Upload-Complete", "?1")
    if word not in ("?0", "?1"):
        raise Problem("malformed", "Upload-Complete is ?0 or ?1")
    return word == "?1"


def _number(request: HttpRequest, header: str) -> int | None:
    text = request.headers.get(header)
    if text is None:
        return None
    if not _NUMBER.fullmatch(text):
        raise Problem("malformed", f"{header} is a number of bytes")
    return int(text)


def _blob_name(text: str) -> str:
    if not blobs.is_name(text):
        raise Problem("malformed", "an attachment is named by its lower-case sha256")
    return text
