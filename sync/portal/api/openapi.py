"""The OpenAPI description of both interfaces: what django-ninja finds in the program, and what it cannot know.

That is: errors are problem+json, answers carry a signature, kiosks send a nonce, and what the calls that answer bytes
say. tests/sync/portal/test_openapi.py holds the portal to it.
"""

from collections.abc import Iterator
from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from sync.portal.registry.problems import STATUS

ABOUT = """\
Two interfaces. **Kiosks** call with the token of their enrolment and a nonce; the rules, and what the signed bytes are,
stand in docs/protocol.md. A **province's own system** calls below /v1/province with a token that an administrator made;
see docs/portal-api.md. Every answer carries Portal-Signature. Errors are application/problem+json (RFC 9457), with type
as one of the words of these two pages. Instants are RFC 3339 in UTC, days are local (Asia/Ho_Chi_Minh).
"""
_TAGS = {
    "kiosk": "What kiosks call. Authorization: Bearer TOKEN from enrolment, and Kiosk-Nonce.",
    "dossiers": "Dossiers for a province's own system, scopes dossiers:read and answers:read.",
    "acts": "What it does to a dossier, scope states:write.",
    "figures": "Procedures, figures and kiosks, scopes figures:read and fleet:read.",
}
_PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemOut"}}}
_EXAMPLE = {"type": "not-found", "title": "no such dossier", "status": 404}
_BINARY = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
_NONCE = {
    "name": "Kiosk-Nonce",
    "in": "header",
    "required": True,
    "description": "16 random bytes, base64url, new for each request",
    "schema": {"type": "string", "pattern": "^[A-Za-z0-9_-]{22}$"},
    "example": "AAAAAAAAAAAAAAAAAAAAAA",
}
_SIGNATURE = {
    "description": "Ed25519 over the nonce, the request and the answer; see docs/protocol.md",
    "schema": {"type": "string"},
}


def _results(body: dict[str, Any], most: int) -> dict[str, Any]:
    """An answer for each thing of a bulk, in its order."""
    one = {
        "type": "object",
        "required": ["status"],
        "properties": {"status": {"type": "integer", "example": 201}, "body": body},
    }
    results = {"type": "array", "maxItems": most, "items": one}
    return {"type": "object", "required": ["results"], "properties": {"results": results}}


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


_WHERE = _json(
    {
        "type": "object",
        "required": ["offset", "complete"],
        "properties": {"offset": {"type": "integer", "minimum": 0}, "complete": {"type": "boolean"}},
    }
)
_ACK_OR_PROBLEM = {
    "anyOf": [{"$ref": "#/components/schemas/Acknowledgement"}, {"$ref": "#/components/schemas/ProblemOut"}]
}
# In the answer to a call that is signed as one: no signature of its own, and one over all of them.
_ACK_AMONG_OTHERS = {
    "type": "object",
    "required": ["dossier", "number", "hash", "received_at", "key"],
    "properties": {
        **{name: {"type": "string"} for name in ("dossier", "hash", "received_at", "key")},
        "number": {"type": "integer"},
    },
}
_STORED = _results({"anyOf": [*_ACK_OR_PROBLEM["anyOf"], _ACK_AMONG_OTHERS]}, 100)
_STORED["properties"]["signature"] = {"type": "string"}
# What calls say that answer bytes of their own: (method, path) → content of their good answers.
_SAID = {
    ("post", "/v1/revisions"): _json(_STORED),
    ("post", "/v1/acknowledgements"): _json(_results(_ACK_OR_PROBLEM, 100)),
    ("post", "/v1/notices"): _json(_results({"$ref": "#/components/schemas/ProblemOut"}, 100)),
    ("put", "/v1/attachments/{sha256}"): _WHERE,
    ("patch", "/v1/attachments/{sha256}"): _WHERE,
    ("get", "/v1/catalogue/{path}"): _BINARY,
    ("get", "/v1/province/dossiers/{site}/{dossier}/attachments/{sha256}"): _BINARY,
}


class DescribedAPI(NinjaAPI):
    """NinjaAPI with a complete description."""

    def get_openapi_schema(self, *args: Any, **kwargs: Any) -> OpenAPISchema:
        """The whole description."""
        schema = super().get_openapi_schema(*args, **kwargs)
        components = schema.setdefault("components", {}).setdefault("schemas", {})
        for method, path, operation in _operations(schema):
            _complete(method, path, operation)
            _hoist(operation, components)
        components["ProblemOut"]["example"] = _EXAMPLE
        components["ProblemOut"]["properties"]["type"]["enum"] = sorted({*STATUS, "about:blank"})
        schema["tags"] = [{"name": name, "description": words} for name, words in _TAGS.items()]
        return schema


def _operations(schema: OpenAPISchema) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            yield method, path, operation


def _complete(method: str, path: str, operation: dict[str, Any]) -> None:
    of_kiosks = "/province/" not in path
    if of_kiosks:
        operation["tags"] = ["kiosk"]
        operation.setdefault("parameters", []).append(_NONCE)
    operation["operationId"] = operation["operationId"].removeprefix("sync_portal_").replace("_api_", "_")
    responses = operation["responses"] = {str(status): said for status, said in operation["responses"].items()}
    for status, response in responses.items():
        if int(status) >= 400:
            response["content"] = _PROBLEM
        elif (method, path) in _SAID:
            response["content"] = _SAID[method, path]
        response["headers"] = {"Portal-Signature": _SIGNATURE}
    errors: dict[str, Any] = {"description": "A problem, by its type", "content": _PROBLEM}
    errors["headers"] = {"Portal-Signature": _SIGNATURE}
    if method == "head":
        # What is said about a HEAD has no body.
        for response in responses.values():
            response.pop("content", None)
        errors.pop("content")
    busy = {"Retry-After": {"description": "seconds", "schema": {"type": "integer"}}, **errors["headers"]}
    for status in ("429", "503"):
        responses.setdefault(status, {**errors, "description": "Too much at once; nothing was done", "headers": busy})
    responses["default"] = errors


def _hoist(operation: dict[str, Any], components: dict[str, Any]) -> None:
    """Definitions inside a body's schema belong to the others."""
    for content in operation.get("requestBody", {}).get("content", {}).values():
        for name, definition in content["schema"].pop("$defs", {}).items():
            components.setdefault(name, definition)
        _point(content["schema"])


def _point(part: Any) -> None:
    if isinstance(part, dict):
        reference = part.get("$ref")
        if isinstance(reference, str):
            part["$ref"] = reference.replace("#/$defs/", "#/components/schemas/")
        for each in part.values():
            _point(each)
    elif isinstance(part, list):
        for each in part:
            _point(each)
