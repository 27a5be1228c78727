"""The OpenAPI description as a page for people, without a script or anything from elsewhere."""

import json
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sync.portal.api.routes import api

_Dict = dict[str, Any]


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Every call, by its part, and every body. What it says is in the schema's own language."""
    return render(request, "api.html", _described())


@lru_cache(maxsize=1)
def _described() -> _Dict:
    schema: _Dict = json.loads(json.dumps(api.get_openapi_schema()))
    calls = [_call(method, path, said) for path, methods in schema["paths"].items() for method, said in methods.items()]
    return {
        "file": "/v1/openapi.json",
        "title": schema["info"]["title"],
        "version": schema["info"]["version"],
        "about": schema["info"]["description"],
        "parts": [(tag, [call for call in calls if call["tag"] == tag["name"]]) for tag in schema["tags"]],
        "bodies": [(name, _body(body)) for name, body in sorted(schema["components"]["schemas"].items())],
    }


def _call(method: str, path: str, said: _Dict) -> _Dict:
    content = said.get("requestBody", {}).get("content", {})
    return {
        "tag": said["tags"][0],
        "id": said["operationId"],
        "method": method.upper(),
        "path": path,
        "words": said.get("description", ""),
        "parameters": [
            (each["name"], each["in"], _kind(each["schema"]), each.get("required", False))
            for each in said.get("parameters", [])
        ],
        "sends": [(media, _kind(each["schema"])) for media, each in content.items()],
        "answers": [
            (
                status,
                answer.get("description", ""),
                [_kind(each["schema"]) for each in answer.get("content", {}).values()],
            )
            for status, answer in sorted(said["responses"].items())
        ],
    }


def _body(body: _Dict) -> _Dict:
    required = set(body.get("required", []))
    return {
        "words": body.get("description", ""),
        "fields": [
            (name, _kind(each), name in required, each.get("description", ""), each.get("examples", [""])[0])
            for name, each in body.get("properties", {}).items()
        ],
    }


def _kind(schema: _Dict) -> str:
    """A type in a few letters: "string (date)", "DossierOut[]"."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " / ".join(_kind(each) for each in schema["anyOf"])
    kind = str(schema.get("type", "any"))
    if kind == "array":
        return f"{_kind(schema.get('items', {}))}[]"
    if kind == "object" and schema.get("title"):
        return str(schema["title"])
    return f"{kind} ({schema['format']})" if "format" in schema else kind
