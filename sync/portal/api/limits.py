"""Bounds that are checked before a body is read, and how often an address may try."""

import re

from django.http import HttpRequest

from sync.portal.registry import throttles
from sync.portal.registry.problems import Problem
from sync.protocol.answers import NONCE_HEADER

_NONCE = re.compile(r"[A-Za-z0-9_-]{22}")


def bounded_body(request: HttpRequest, most: int) -> bytes:
    """The body, when it is announced to be at most so many bytes. Raises Problem too-large."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > most:
        raise Problem("too-large", f"at most {most} bytes")
    body = request.read(most + 1)
    if len(body) > most:
        raise Problem("too-large", f"at most {most} bytes")
    return body


def check_nonce(request: HttpRequest) -> None:
    """Raise Problem malformed without a nonce of 16 bytes: a signature over nothing proves nothing."""
    if not _NONCE.fullmatch(request.headers.get(NONCE_HEADER, "")):
        raise Problem("malformed", f"{NONCE_HEADER} has to be 16 bytes in base64url")


def throttle(scope: str, key: str, *, most: int, seconds: int) -> None:
    """Count a try. Raises Problem busy when there were too many already within a window."""
    refuse_after(scope, key, most=most, seconds=seconds)
    count(scope, key, seconds=seconds)


def refuse_after(scope: str, key: str, *, most: int, seconds: int) -> None:
    """Raise Problem busy when so many tries were counted within the window."""
    if throttles.tries(scope, key) >= most:
        raise Problem("busy", "too many tries; wait a while", retry_after=seconds)


def count(scope: str, key: str, *, seconds: int) -> None:
    """Count one try; the first begins the window."""
    throttles.count(scope, key, seconds)
