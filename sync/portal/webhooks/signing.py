"""Signatures as Standard Webhooks has them (specification 1.0.0, symmetric keys): one convention, libraries in every
language. https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
"""

import base64
import hmac
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sync.portal import options

ID, TIMESTAMP, SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"
_PREFIX = "whsec_"


def secret_of(webhook: UUID, number: int) -> str:
    """The secret of a webhook, to be shown once. Derived from the portal's own, so the database does not have it."""
    own = options.current().secret("token-secret").encode()
    key = hmac.digest(own, f"webhook-v1\n{webhook}\n{number}".encode(), sha256)
    return _PREFIX + base64.b64encode(key).decode()


def headers(secret: str, name: UUID, at: datetime, body: bytes) -> dict[str, str]:
    """The three headers. name stays the same for every try, at is the time of this one."""
    key = base64.b64decode(secret.removeprefix(_PREFIX))
    message, moment = f"msg_{name}", str(int(at.timestamp()))
    digest = hmac.digest(key, f"{message}.{moment}.".encode() + body, sha256)
    return {ID: message, TIMESTAMP: moment, SIGNATURE: f"v1,{base64.b64encode(digest).decode()}"}
