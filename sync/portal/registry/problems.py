"""What the portal answers when it cannot do what is asked: the closed lists of docs/protocol.md and portal-api.md."""

from typing import Any

STATUS = {
    "malformed": 400,
    "unknown-kiosk": 401,
    "revoked": 403,
    "not-found": 404,
    "unknown-token": 401,
    "missing-scope": 403,
    "other-bytes": 409,
    "outdated": 409,
    "not-now": 409,
    "number-taken": 409,
    "already-received": 409,
    "wrong-offset": 409,
    "too-large": 413,
    "missing-attachments": 424,
    "bad-field": 422,
    "bad-signature": 422,
    "cannot-open": 422,
    "wrong-kiosk": 422,
    "wrong-prefix": 422,
    "bad-hash": 422,
    "no-pin": 422,
    "wrong-pin": 422,
    "pin-locked": 422,
    "elsewhere": 422,
    "busy": 429,
}


class Problem(Exception):
    """An answer of type kind. title is for logs, in English; more goes into the body (RFC 9457 extensions).

    status: another than the usual one of the kind.
    """

    def __init__(
        self, kind: str, title: str, *, status: int | None = None, retry_after: int | None = None, **more: Any
    ) -> None:
        super().__init__(f"{kind}: {title}")
        self.kind = kind
        self.title = title
        self.status = status or STATUS[kind]
        self.retry_after = retry_after
        self.more = more

    def body(self) -> dict[str, Any]:
        """The problem+json object."""
        return {"type": self.kind, "title": self.title, "status": self.status, **self.more}
