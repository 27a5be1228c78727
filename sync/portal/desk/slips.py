"""The papers of a dossier as PDF: which ones there are now, and the address that prints one."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from sync.portal.accounts.access import officer_of, with_dossier
from sync.portal.desk import official_papers as official
from sync.portal.desk.errors import message
from sync.portal.registry import promises, trail
from sync.portal.registry.models import Correction, Dossier, Revision
from sync.states import DossierState


@dataclass(frozen=True, slots=True)
class Slip:
    """A paper that can be printed now."""

    name: str
    title: Any


TITLES = {
    "declaration": _("The declaration, as the paper form"),
    "01": _("Mẫu 01: receipt and day of the result"),
    "02": _("Mẫu 02: what has to be added"),
    "03": _("Mẫu 03: refusal"),
    "04": _("Mẫu 04: apology and new day"),
    "receipt": _("New receipt for a lost one"),
}
# Whose name stands under it: who did the newest of these acts.
_SIGNS: dict[str, tuple[str, ...]] = {
    "declaration": (),
    "01": ("accept",),
    "02": ("ask-correction",),
    "03": ("refuse",),
    "04": ("promise",),
    "receipt": ("reissue",),
}


def possible(dossier: Dossier) -> list[Slip]:
    """Mẫu 01 only once the dossier was received: what a kiosk prints does not stand for it (Decree 118/2025)."""
    there = {
        "declaration": official.has_declaration(dossier),
        "01": dossier.accepted_at is not None and bool(dossier.official_number),
        "02": _correction(dossier) is not None,
        "03": dossier.state == DossierState.REFUSED,
        "04": promises.apology_due(dossier) is not None,
        "receipt": dossier.reissues > 0,
    }
    return [Slip(name, title) for name, title in TITLES.items() if there[name]]


def _correction(dossier: Dossier) -> Correction | None:
    """The newest that was asked and still says what."""
    rows = Correction.objects.filter(site_id=dossier.site_id, dossier=dossier.id).exclude(items=[])
    return rows.order_by("-asked_at").first()


@require_safe
@with_dossier
def slip(request: HttpRequest, dossier: Dossier, name: str) -> HttpResponse:
    """One of them."""
    if name not in {each.name for each in possible(dossier)}:
        raise Http404
    try:
        data = pdf(dossier, name)
    except official.UnreadableAnswers:
        words = gettext("The answers are on the page of the dossier, as they were sent.")
        return message(request, gettext("The answers do not fit the paper form"), words, 422)
    trail.record(dossier.site_id, officer_of(request), "slip-printed", dossier.id, {"slip": name})
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{dossier.code}-{name}.pdf"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox; style-src 'unsafe-inline'; object-src 'self'"
    return response


def pdf(dossier: Dossier, name: str) -> bytes:
    """A paper that is possible."""
    revision = Revision.objects.get(site_id=dossier.site_id, dossier=dossier.id, number=dossier.head)
    subject = official.Subject(dossier, revision, official.signing_officer(dossier, _SIGNS[name]))
    correction = _correction(dossier)
    if name == "02" and correction is not None:
        return official.request_to_complete(subject, correction)
    draw = {
        "declaration": official.declaration,
        "01": official.receipt_and_appointment,
        "03": official.refusal,
        "04": official.apology,
        "receipt": official.receipt_again,
    }[name]
    return draw(subject)
