"""What is written down when the portal itself is at fault: where it happened, and nothing of whom it was about."""

import logging
import traceback

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest

log = logging.getLogger("sync.portal")


def tell(request: HttpRequest, error: Exception) -> None:
    """Log where it happened. Not the address (a receipt's is its key) and not the message (it may hold answers).

    What Django answers with a page of its own (not found, not allowed, not a sound request) is no fault.
    """
    if isinstance(error, Http404 | PermissionDenied | SuspiciousOperation):
        return
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "/sync/portal/" in frame.filename]
    places = ", ".join(f"{frame.filename}:{frame.lineno}" for frame in (*ours[-1:], *frames[-1:]))
    view = request.resolver_match.view_name if request.resolver_match else "?"
    log.error("%s in %s at %s", type(error).__name__, view, places)
