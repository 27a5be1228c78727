"""What the calls share: who is asking, and how answers are written."""

from typing import Any

from django.http import HttpRequest
from ninja.renderers import BaseRenderer
from ninja.security import HttpBearer

from sync.portal.api import limits
from sync.portal.bearer import bearer_of
from sync.portal.registry import enrolment
from sync.portal.registry.models import Kiosk
from sync.portal.registry.problems import Problem
from sync.protocol.encoding import canonical_json


class Canonical(BaseRenderer):
    """Answers in the protocol's one spelling."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:  # noqa: ARG002
        return canonical_json(data)


class KioskToken(HttpBearer):
    """Authorization: Bearer TOKEN, from enrolment."""

    openapi_scheme = "bearer"

    def __call__(self, request: HttpRequest) -> Kiosk:
        limits.check_nonce(request)
        return self.authenticate(request, bearer_of(request))

    def authenticate(self, request: HttpRequest, token: str) -> Kiosk:  # noqa: ARG002
        return enrolment.kiosk_with(token)


def kiosk_of(request: HttpRequest) -> Kiosk:
    """The kiosk whose token came. Raises Problem unknown-kiosk."""
    kiosk = getattr(request, "auth", None)
    if not isinstance(kiosk, Kiosk):
        raise Problem("unknown-kiosk", "this call needs a token")
    return kiosk


def bytes_of(media_type: str, most: int, schema: dict[str, Any] | None = None) -> dict[str, Any]:
    """The OpenAPI description of a body that is read as bytes; schema: what these say, where it is JSON."""
    described = schema or {"type": "string", "format": "binary", "maxLength": most}
    return {"requestBody": {"required": True, "content": {media_type: {"schema": described}}}}
