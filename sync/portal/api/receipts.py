"""The call for a receipt that is shown at another kiosk than the one that printed it."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from sync.portal.api import limits, schemas
from sync.portal.api.common import bytes_of, kiosk_of
from sync.portal.registry import elsewhere
from sync.portal.registry.problems import Problem
from sync.protocol.encoding import read_json_object
from sync.protocol.errors import MalformedError

router = Router()
_LONGEST = 4 << 10
_TRIES = 30
_WINDOW = 60


@router.post(
    "/receipts",
    response={200: schemas.Standing, 404: schemas.ProblemOut, 422: schemas.ProblemOut, 429: schemas.ProblemOut},
    openapi_extra=bytes_of("application/json", _LONGEST),
)
def post_receipt(request: HttpRequest) -> dict[str, Any]:
    """Where a dossier stands; with the PIN, what is needed to correct it at this kiosk."""
    kiosk = kiosk_of(request)
    try:
        asked = read_json_object(limits.bounded_body(request, _LONGEST))
        token, pin = asked.get("token"), asked.get("pin", "")
    except MalformedError as error:
        raise Problem("malformed", str(error)) from error
    if not isinstance(token, str) or not isinstance(pin, str):
        raise Problem("malformed", "token and pin are texts")
    limits.throttle("receipts", str(kiosk.id), most=_TRIES, seconds=_WINDOW)
    dossier, standing = elsewhere.standing(token, kiosk)
    if pin and dossier is not None:
        standing["sealed"] = elsewhere.handed_over(dossier, kiosk, pin)
    return standing
