"""The token of a request, as RFC 6750 section 2.1 has it: Authorization: Bearer TOKEN."""

from django.http import HttpRequest


def bearer_of(request: HttpRequest) -> str:
    """What came as a token; "" for none."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""
