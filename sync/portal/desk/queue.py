"""The list of dossiers: by the day they are due, the overdue ones first; search without accents."""

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from forms.knowledge import fold
from sync.portal.accounts.access import dossiers_of, needs, officer_of, site_ids
from sync.portal.accounts.roles import Permission
from sync.portal.paging import page_of, piece
from sync.portal.registry import procedures
from sync.portal.registry.models import OUR_TURN, Dossier
from sync.portal.wording import STATES
from sync.protocol.errors import MalformedError
from sync.protocol.followup import parse_code
from sync.states import DossierState

_COUNTED = 1000  # beyond, nobody reads the number, and counting a million takes longer than reading a page
_CHOICES = ("open", "overdue", "new", "waiting", "all")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the list."""

    dossier: Dossier
    title: str
    state: Any


@require_safe
@needs(Permission.DOSSIERS)
def queue(request: HttpRequest) -> HttpResponse:
    """The dossiers of the officer's sites."""
    mine = dossiers_of(officer_of(request))
    show = request.GET.get("show", "open")
    show = show if show in _CHOICES else "open"
    # Without control characters: PostgreSQL takes no NUL.
    asked = "".join(c for c in request.GET.get("q", "")[:200] if c.isprintable()).strip()[:100]
    page = page_of(request)
    rows = search(mine, asked) if asked else _shown(mine, show)
    finished_too = bool(asked) or show == "all"
    rows = rows.order_by("-received_at", "id") if finished_too else rows.order_by("queue_on", "received_at", "id")
    found, more = piece(rows, page)
    language = get_language() or "vi"
    lines = [
        Line(row, procedures.title_of(row.procedure, "", language), STATES.get(DossierState(row.state), row.state))
        for row in found
    ]
    context = {
        "lines": lines,
        "several": len(site_ids(officer_of(request), Permission.DOSSIERS)) > 1,
        "show": show,
        "asked": asked,
        "page": page,
        "more": more,
        "counts": _counts({choice: _shown(mine, choice) for choice in ("open", "overdue", "new", "waiting")}),
    }
    return render(request, "desk/queue.html", context)


def _shown(mine: QuerySet[Dossier], show: str) -> QuerySet[Dossier]:
    if show == "all":
        return mine
    rows = mine.filter(queue_on__isnull=False)
    if show == "overdue":
        return rows.filter(queue_on__lt=timezone.localdate(), state__in=OUR_TURN)
    if show in {"new", "waiting"}:
        return rows.filter(state=DossierState.SENT if show == "new" else DossierState.NEEDS_CORRECTION)
    return rows


def _counts(lists: dict[str, QuerySet[Dossier]]) -> dict[str, str]:
    """How many are in each list, in one question to the database."""
    counts, values = [], list[Any]()
    for rows in lists.values():
        some, more = rows.order_by().values("id")[:_COUNTED].query.sql_with_params()
        counts.append(f"(SELECT count(*) FROM ({some}) AS list)")  # noqa: S608 - the values travel beside it
        values += more
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(counts)}", values)
        found = cursor.fetchone()
    return {choice: _said(count) for choice, count in zip(lists, found, strict=True)}


def _said(count: int) -> str:
    return str(count) if count < _COUNTED else f"{_COUNTED}+"


def search(mine: QuerySet[Dossier], asked: str) -> QuerySet[Dossier]:
    """By follow-up code, official number or name; accents, case and the code's hyphens do not matter."""
    try:
        return mine.filter(code=parse_code(asked))
    except MalformedError:
        rows = mine
    for word in fold(asked).split():
        rows = rows.filter(search__contains=word)
    return rows
