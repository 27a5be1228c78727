"""The parts of the desk, as a menu: each is shown to whoever has its permission. A new part is a line in AREAS."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from sync.portal.accounts.access import permissions_of
from sync.portal.accounts.roles import Permission
from sync.portal.registry.models import Officer


@dataclass(frozen=True, slots=True)
class Area:
    """A line of the menu. words: what one does there, for the start page."""

    address: str
    permission: Permission
    name: Any
    words: Any


AREAS: list[Area] = [
    Area("desk:queue", Permission.DOSSIERS, _("Dossiers"), _("Receive, answer and finish what residents sent.")),
    Area("desk:promises", Permission.REGISTERS, _("Promises"), _("What was promised to whom, and by when.")),
    Area("desk:petitions", Permission.REGISTERS, _("Petitions"), _("Reports and proposals, and their answers.")),
    Area("desk:requests", Permission.DOSSIERS, _("Data requests"), _("Consent withdrawn, copies asked for.")),
    Area("board:board", Permission.BOARD, _("Figures"), _("Visits and dossiers, by commune, procedure and day.")),
    Area("fleet:calls", Permission.SHIFTS, _("Calls for help"), _("Residents who wait for somebody now.")),
    Area("fleet:fleet", Permission.FLEET, _("State of the kiosks"), _("Which kiosk is silent, full or without paper.")),
    Area("accounts:kiosks", Permission.KIOSKS, _("Kiosks"), _("Enrol a kiosk, or revoke one that is missed.")),
    Area("accounts:sites", Permission.ACCOUNTS, _("Communes"), _("Add a commune, and what residents read about it.")),
    Area("accounts:people", Permission.ACCOUNTS, _("Accounts"), _("People, their roles and their passwords.")),
    Area("accounts:tokens", Permission.TOKENS, _("Tokens"), _("Keys for other systems.")),
    Area("webhooks:webhooks", Permission.WEBHOOKS, _("Webhooks"), _("Other systems that are told of what happens.")),
    Area("accounts:trail", Permission.TRAIL, _("Audit trail"), _("Who did what, and when.")),
]


def areas_of(officer: Officer) -> list[Area]:
    """The parts somebody may enter, in the order of the menu."""
    allowed = permissions_of(officer)
    return [area for area in AREAS if area.permission in allowed]


def of_request(request: HttpRequest) -> dict[str, Any]:
    """For every page: the menu. Empty on pages that show nobody's."""
    user = getattr(request, "user", None)
    ready = isinstance(user, Officer) and getattr(request, "wholly_logged_in", True)
    return {"areas": areas_of(user) if ready and isinstance(user, Officer) else []}
