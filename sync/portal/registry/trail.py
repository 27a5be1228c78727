"""Writing the audit trail. Call inside the transaction of what it tells about."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from uuid6 import uuid7

from sync.portal.registry.models import AccountEntry, AuditEntry, Officer


def record(
    site: int, officer: Officer | None, action: str, dossier: UUID | None = None, data: dict[str, Any] | None = None
) -> None:
    """Add a line. data must not hold personal data of a resident."""
    AuditEntry.objects.create(
        site_id=site, id=uuid7(), at=timezone.now(), officer=officer, dossier=dossier, action=action, data=data or {}
    )


def record_account(
    officer: Officer | None, action: str, about: Officer | None = None, data: dict[str, Any] | None = None
) -> None:
    """Add a line to the trail of accounts, roles, tokens and communes. officer: who did it; None on a command line."""
    AccountEntry.objects.create(
        id=uuid7(), at=timezone.now(), officer=officer, about=about, action=action, data=data or {}
    )
