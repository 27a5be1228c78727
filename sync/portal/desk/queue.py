"""The list of dossiers: by the day that was promised, the overdue ones first; search without accents."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from forms.knowledge import fold
from sync.portal.desk.access import dossiers_of, officer_of
from sync.portal.registry import procedures
from sync.portal.registry.models import OPEN_STATES, Dossier
from sync.portal.wording import STATES
from sync.protocol.errors import MalformedError
from sync.protocol.followup import parse_code
from sync.states import DossierState

PER_PAGE = 50
_CHOICES = ("open", "overdue", "new", "all")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the list."""

    dossier: Dossier
    title: str
    state: Any


@login_required
def queue(request: HttpRequest) -> HttpResponse:
    """The dossiers of the officer's sites."""
    mine = dossiers_of(officer_of(request))
    show = request.GET.get("show", "open")
    show = show if show in _CHOICES else "open"
    # Without control characters: PostgreSQL takes no NUL.
    asked = "".join(c for c in request.GET.get("q", "")[:200] if c.isprintable()).strip()[:100]
    page = _page(request.GET.get("page", ""))
    rows = search(mine, asked) if asked else _shown(mine, show)
    rows = rows.order_by(F("promised_on").asc(nulls_last=True), "received_at", "id")
    found = list(rows[(page - 1) * PER_PAGE : page * PER_PAGE + 1])
    language = get_language() or "vi"
    lines = [
        Line(row, procedures.title_of(row.procedure, "", language), STATES.get(DossierState(row.state), row.state))
        for row in found[:PER_PAGE]
    ]
    context = {
        "lines": lines,
        "show": show,
        "asked": asked,
        "page": page,
        "more": len(found) > PER_PAGE,
        "counts": {choice: _shown(mine, choice).count() for choice in ("open", "overdue", "new")},
    }
    return render(request, "desk/queue.html", context)


def _page(text: str) -> int:
    return min(max(int(text), 1), 10_000) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _shown(mine: QuerySet[Dossier], show: str) -> QuerySet[Dossier]:
    if show == "all":
        return mine
    rows = mine.filter(state__in=OPEN_STATES)
    if show == "overdue":
        return rows.filter(promised_on__lt=timezone.localdate())
    return rows.filter(state=DossierState.SENT) if show == "new" else rows


def search(mine: QuerySet[Dossier], asked: str) -> QuerySet[Dossier]:
    """By follow-up code, official number or name; accents, case and the code's hyphens do not matter."""
    try:
        return mine.filter(code=parse_code(asked))
    except MalformedError:
        rows = mine
    for word in fold(asked).split():
        rows = rows.filter(search__contains=word)
    return rows
