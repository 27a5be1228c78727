"""The register of petitions: who brought what forward, who answers, and by which working day.

Those from a kiosk (procedure PAKN) come into the register when an officer receives them; the others are written down at
the desk. How many working days an answer may take is the pack's (20, which no source confirmed).
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from uuid6 import uuid7

from sync.portal.registry import answers, procedures, promises, trail
from sync.portal.registry.models import Dossier, Officer, Petition, Promise, Revision, Site

PROCEDURE = "PAKN"
_CONTENT = "/data/subject/content"  # of the pack PAKN, which is this project's own
_WITHOUT_PACK = timedelta(days=28)
_SUBJECT, _WORDS = 300, 4000


@dataclass(frozen=True, slots=True)
class Brought:
    """What somebody brought forward, as it is written down."""

    source: Petition.Source
    received_on: date
    from_whom: str
    contact: str
    subject: str
    words: str


class AnsweredAlready(Exception):
    """A colleague answered it, or changed it, in the meantime."""


def answer_day(received_on: date) -> date:
    """By when a petition that came on this day is answered."""
    begun = timezone.make_aware(datetime.combine(received_on, time(8)))
    return procedures.legal_day(PROCEDURE, "", begun) or received_on + _WITHOUT_PACK


def write_down(
    site: Site,
    by: Officer,
    brought: Brought,
    *,
    dossier: Dossier | None = None,
    answer_by: date | None = None,
    responsible: Officer | None = None,
) -> Petition:
    """A line of the register, its number, and the promise to answer. responsible: by default who writes it down."""
    due = answer_by or answer_day(brought.received_on)
    with transaction.atomic():
        Site.objects.select_for_update().get(pk=site.pk)  # numbers are given out one after the other
        begin = f"{PROCEDURE}-{brought.received_on.year}-"
        last = Petition.objects.filter(site=site, number__startswith=begin).order_by("-number").first()
        number = int(last.number.removeprefix(begin)) + 1 if last else 1
        petition = Petition.objects.create(
            site=site,
            id=uuid7(),
            number=f"{begin}{number:05d}",
            dossier=dossier.id if dossier else None,
            source=brought.source,
            received_on=brought.received_on,
            from_whom=brought.from_whom[:200],
            contact=brought.contact[:200],
            subject=brought.subject[:_SUBJECT],
            words=brought.words[:_WORDS],
            responsible=responsible or by,
            answer_by=due,
        )
        if dossier is None:
            _promise(petition)
        trail.record(site.id, by, "petition-written", petition.dossier, {"number": petition.number})
    return petition


def _promise(petition: Petition) -> None:
    Promise.objects.create(
        site_id=petition.site_id,
        id=uuid7(),
        petition=petition.id,
        what=f"{petition.number}: {petition.subject}"[:300],
        to_whom=petition.from_whom,
        responsible=petition.responsible,
        made_at=timezone.now(),
        due_on=petition.answer_by,
    )


def from_dossier(dossier: Dossier, revision: Revision, by: Officer) -> Petition | None:
    """The line of a petition that came by kiosk, made when it is received; None when it has one."""
    if Petition.objects.filter(site_id=dossier.site_id, dossier=dossier.id).exists():
        return None
    contact = answers.contact(dossier.procedure, revision)
    rows = answers.lay_out(dossier.procedure, revision, "vi").rows
    subject = next((row for row in rows if row.ref == _CONTENT), None)
    brought = Brought(
        source=Petition.Source.KIOSK,
        received_on=timezone.localdate(dossier.received_at),
        from_whom=contact.full_name,
        contact=", ".join(part for part in (contact.phone, contact.address) if part),
        subject=subject.text if subject else dossier.code,
        words="\n".join(
            f"{row.label}: {row.text}" for row in rows if row.ref.startswith("/data/subject/") and row.text
        ),
    )
    return write_down(dossier.site, by, brought, dossier=dossier, answer_by=dossier.due_on)


def hand_over(petition: Petition, by: Officer, version: int, to: Officer) -> None:
    """A colleague answers it from now on, and has the promise to. Raises AnsweredAlready."""
    with transaction.atomic():
        rows = Petition.objects.filter(site_id=petition.site_id, id=petition.id, version=version, answered_on=None)
        if not rows.update(responsible=to, version=version + 1):
            raise AnsweredAlready(petition.number)
        Promise.objects.filter(site_id=petition.site_id, petition=petition.id, state=Promise.State.OPEN).update(
            responsible=to
        )
        data = {"number": petition.number, "officer": to.username}
        trail.record(petition.site_id, by, "petition-handed-over", petition.dossier, data)


def answer(petition: Petition, by: Officer, version: int, words: str, *, responsible: Officer | None = None) -> None:
    """Answered today; the promise to do so is kept. Raises AnsweredAlready."""
    with transaction.atomic():
        rows = Petition.objects.filter(site_id=petition.site_id, id=petition.id, version=version, answered_on=None)
        changed = rows.update(
            answered_on=timezone.localdate(),
            answer=words,
            version=version + 1,
            responsible=responsible or petition.responsible,
        )
        if not changed:
            raise AnsweredAlready(petition.number)
        for promise in Promise.objects.filter(site_id=petition.site_id, petition=petition.id, state=Promise.State.OPEN):
            promises.close(promise, by, kept=True)
        trail.record(petition.site_id, by, "petition-answered", petition.dossier, {"number": petition.number})
