"""One dossier: its answers in the order of the form, its papers, what happened, and what can be done now."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sync.portal.accounts.access import officer_of, with_dossier
from sync.portal.desk import slips
from sync.portal.desk.offers import offers
from sync.portal.desk.paper_form import as_paper
from sync.portal.desk.requests import KINDS
from sync.portal.registry import acts, answers, ingest, procedures, requests, trail
from sync.portal.registry.models import AuditEntry, Correction, DataRequest, Dossier, Revision
from sync.portal.wording import ACTS, GIVEN_BY, LANGUAGES, READINGS, SIGNED, STATES
from sync.protocol.encoding import from_instant
from sync.protocol.errors import MalformedError
from sync.states import DossierState

_HISTORY = 200


@dataclass(frozen=True, slots=True)
class Paper:
    """An attachment in the list. name: the paper of the procedure it proves, or its file's."""

    sha256: str
    name: str
    is_picture: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the history. who is "" for the kiosk."""

    at: Any
    what: Any
    who: str
    words: str
    number: str
    promised_on: date | None


@require_safe
@with_dossier
def show(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """The page of a dossier."""
    trail.record(dossier.site_id, officer_of(request), "opened", dossier.id)
    return page(request, dossier)


def page(
    request: HttpRequest,
    dossier: Dossier,
    *,
    bound: dict[str, Any] | None = None,
    status: int = 200,
    outdated: bool = False,
) -> HttpResponse:
    """The page; bound: forms that were sent and have mistakes, by act."""
    revision = shown_revision(request, dossier)
    language = get_language() or "vi"
    laid = answers.lay_out(dossier.procedure, revision, language)
    heads = ingest.heads(dossier)
    sections = [(name, list(rows)) for name, rows in groupby(laid.rows, key=lambda row: row.section)]
    context = {
        "dossier": dossier,
        "revision": revision,
        "title": procedures.title_of(dossier.procedure, revision.pack_version, language),
        "state": STATES.get(DossierState(dossier.state), dossier.state),
        "sections": sections,
        "paper": as_paper(dossier, revision),
        "as_form": laid.as_form,
        "signed": SIGNED.get(revision.signed, revision.signed),
        "language": LANGUAGES.get(revision.language, revision.language),
        "given_by": GIVEN_BY.get(revision.consent.get("given_by", ""), revision.consent.get("given_by", "")),
        "consent_at": _moment(revision.consent.get("given_at", "")),
        "papers": papers(dossier, revision, language),
        "heads": heads,
        "correction": open_correction(dossier),
        "history": _history(dossier),
        "offers": offers(dossier, revision, bound or {}),
        "slips": slips.possible(dossier),
        "requests": [(row, KINDS[DataRequest.Kind(row.kind)]) for row in requests.of_dossier(dossier)],
        "request_kinds": KINDS.items(),
        "bound": next(iter((bound or {}).values()), None),
        "may_correct": acts.may(dossier, DossierState.NEEDS_CORRECTION) and revision.number in heads,
        "outdated": outdated,
    }
    return render(request, "desk/dossier.html", context, status=status)


def shown_revision(request: HttpRequest, dossier: Dossier) -> Revision:
    """The revision asked for, or the head. Raises Http404."""
    asked = request.POST.get("revision") or request.GET.get("revision") or str(dossier.head)
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0
    revisions = Revision.objects.filter(site_id=dossier.site_id, dossier=dossier.id, number=number)
    revision = revisions.select_related("kiosk").defer("body").first()
    if revision is None:
        raise Http404
    return revision


def _moment(text: str) -> datetime | None:
    try:
        return from_instant(text)
    except MalformedError:
        return None


def open_correction(dossier: Dossier) -> Correction | None:
    """What the resident was asked and has not answered."""
    return Correction.objects.filter(site_id=dossier.site_id, dossier=dossier.id, closed_at=None).first()


def papers(dossier: Dossier, revision: Revision, language: str) -> list[Paper]:
    """The attachments by name."""
    pack = procedures.pack_for(dossier.procedure, revision.pack_version)
    names = {paper.id: paper.name.in_language(language) for paper in pack.procedure.papers} if pack else {}
    return [
        Paper(item["sha256"], names.get(item["paper"]) or item["name"], str(item["media_type"]).startswith("image/"))
        for item in revision.papers
    ]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _history(dossier: Dossier) -> list[Line]:
    """Newest first: what officers did, and what arrived."""
    entries = AuditEntry.objects.filter(site_id=dossier.site_id, dossier=dossier.id)
    entries = entries.exclude(action__in=READINGS).select_related("officer").order_by("-at")
    lines = [
        Line(
            entry.at,
            ACTS.get(entry.action, entry.action),
            entry.officer.get_full_name() if entry.officer else "",
            entry.data.get("note", ""),
            entry.data.get("official_number", ""),
            _day(entry.data.get("promised_on", "")),
        )
        for entry in entries[:_HISTORY]
    ]
    arrived = Revision.objects.filter(site_id=dossier.site_id, dossier=dossier.id).select_related("kiosk")
    lines += [
        Line(
            row.received_at,
            ACTS["arrived"],
            row.kiosk.name,
            _("Revision %(number)s") % {"number": row.number},
            "",
            None,
        )
        for row in arrived.only("number", "received_at", "kiosk__name").order_by("-received_at")[:_HISTORY]
    ]
    return sorted(lines, key=lambda line: line.at, reverse=True)
