"""Dossiers for a province's own system: by cursor, one by one, their answers and papers."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox
from ninja import Router

from sync.portal.accounts.tokens import Scope
from sync.portal.province import schemas
from sync.portal.province.common import ProvinceToken, dossier_of, sites_of, token_of
from sync.portal.registry import answers, blobs, order, trail
from sync.portal.registry.models import AuditEntry, Dossier, Revision
from sync.portal.registry.problems import Problem
from sync.portal.wording import READINGS
from sync.protocol.encoding import from_base64, to_instant
from sync.protocol.errors import MalformedError

router = Router(tags=["dossiers"])
MOST = 500
_HISTORY = 200
_DOSSIERS = ProvinceToken(Scope.DOSSIERS_READ)
_ANSWERS = ProvinceToken(Scope.DOSSIERS_READ, Scope.ANSWERS_READ)


@router.get("/dossiers", auth=_DOSSIERS, response=schemas.DossierPage)
def list_dossiers(request: HttpRequest, after: str = "", limit: int = 100, site: str = "") -> dict[str, Any]:
    """Dossiers that are new or have changed since a cursor, each once, as they are now.

    Ask with after="" the first time, and with next from then on: while more is true at once, otherwise every few
    minutes. A dossier that changes while you read comes again later; none is skipped.
    """
    if not 1 <= limit <= MOST:
        raise Problem("malformed", f"limit is from 1 to {MOST}")
    sites = sites_of(request, site)
    try:
        lines = order.read(list(sites), after, limit)
    except MalformedError as error:
        raise Problem("malformed", str(error)) from error
    newest = {event.dossier: place for place, event in enumerate(lines.events)}
    rows = {row.id: row for row in Dossier.objects.filter(site_id__in=sites, id__in=newest).select_related("site")}
    heads = _heads(list(rows.values()))
    wanted = sorted((name for name in newest if name in rows), key=lambda name: newest[name])
    found = [dossier_json(rows[name], heads.get(name)) for name in wanted]
    return {"epoch": lines.epoch, "dossiers": found, "next": lines.next, "more": lines.more}


@router.get("/dossiers/{site}/{uuid:dossier}", auth=_DOSSIERS, response=schemas.DossierDetail)
def get_dossier(request: HttpRequest, site: str, dossier: UUID) -> dict[str, Any]:
    """One dossier with its history."""
    row = dossier_of(request, site, dossier)
    head = head_of(row)
    return {**dossier_json(row, head), "history": _history(row), "attachments": _attachments(head)}


@router.get("/dossiers/{site}/{uuid:dossier}/answers", auth=_ANSWERS, response=schemas.AnswersOut)
def get_answers(request: HttpRequest, site: str, dossier: UUID, language: str = "vi") -> dict[str, Any]:
    """What the resident answered. Each reading stands in the audit trail."""
    row = dossier_of(request, site, dossier)
    head = head_of(row)
    laid = answers.lay_out(row.procedure, head, "en" if language == "en" else "vi")
    trail.record(row.site_id, None, "answers-read", row.id, {"token": str(token_of(request).id)})
    return {
        "revision": head.number,
        "answers": [
            {"ref": line.ref, "section": line.section, "label": line.label, "text": line.text} for line in laid.rows
        ],
        "instance": head.instance,
        "consent_given_at": str(head.consent.get("given_at", "")),
    }


@router.get("/dossiers/{site}/{uuid:dossier}/attachments/{sha256}", auth=_ANSWERS, response={200: None})
def get_attachment(request: HttpRequest, site: str, dossier: UUID, sha256: str) -> HttpResponse:
    """A paper of the newest revision, opened. Each reading stands in the audit trail."""
    row = dossier_of(request, site, dossier)
    entry = next((paper for paper in head_of(row).papers if paper["sha256"] == sha256), None)
    if entry is None or not blobs.is_name(sha256):
        raise Problem("not-found", "no such attachment")
    try:
        data = SecretBox(from_base64(entry["key"])).decrypt(blobs.read(row.site_id, sha256))
    except (FileNotFoundError, CryptoError) as error:
        raise Problem("not-found", "the attachment is not there any more") from error
    trail.record(row.site_id, None, "paper-read", row.id, {"token": str(token_of(request).id), "sha256": sha256})
    response = HttpResponse(data, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{row.code}-{sha256[:8]}"'
    return response


def dossier_json(row: Dossier, head: Revision | None) -> dict[str, Any]:
    """As in schemas.DossierOut."""
    return {
        "site": row.site.code,
        "dossier": str(row.id),
        "code": row.code,
        "procedure": row.procedure,
        "pack_version": head.pack_version if head else "",
        "language": head.language if head else "",
        "state": str(row.state),
        "official_number": row.official_number,
        "promised_on": _day(row.promised_on),
        "due_on": _day(row.due_on),
        "received_at": to_instant(row.received_at),
        "accepted_at": to_instant(row.accepted_at) if row.accepted_at else None,
        "finished_at": to_instant(row.finished_at) if row.finished_at else None,
        "changed_at": to_instant(row.changed_at),
        "with_authority": row.with_authority,
        "note": row.note,
        "revision": row.head,
        "heads": row.heads,
        "version": row.version,
    }


def head_of(row: Dossier) -> Revision:
    """The revision that acts refer to."""
    return Revision.objects.defer("body").get(site_id=row.site_id, dossier=row.id, number=row.head)


def _heads(rows: list[Dossier]) -> dict[UUID, Revision]:
    numbers = {row.id: row.head for row in rows}
    revisions = Revision.objects.filter(site_id__in={row.site_id for row in rows}, dossier__in=numbers)
    found = revisions.only("site_id", "dossier", "number", "pack_version", "language")
    return {each.dossier: each for each in found if each.number == numbers[each.dossier]}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _history(row: Dossier) -> list[dict[str, Any]]:
    entries = AuditEntry.objects.filter(site_id=row.site_id, dossier=row.id).exclude(action__in=READINGS)
    lines = [
        {
            "at": to_instant(entry.at),
            "act": entry.action,
            "who": entry.officer.get_full_name() if entry.officer else "",
            "note": str(entry.data.get("note", "")),
            "official_number": str(entry.data.get("official_number", "")),
            "promised_on": str(entry.data.get("promised_on", "")) or None,
        }
        for entry in entries.select_related("officer").order_by("-at")[:_HISTORY]
    ]
    arrived = Revision.objects.filter(site_id=row.site_id, dossier=row.id).values_list("received_at", flat=True)
    lines += [
        {"at": to_instant(at), "act": "arrived", "who": "", "note": "", "official_number": "", "promised_on": None}
        for at in arrived.order_by("-received_at")[:_HISTORY]
    ]
    return sorted(lines, key=lambda line: str(line["at"]))


def _attachments(head: Revision) -> list[dict[str, str]]:
    return [
        {key: str(paper.get(key, "")) for key in ("sha256", "name", "media_type", "paper")} for paper in head.papers
    ]
