"""Silences: noticed once, told once by mail and webhook, cleared at the next contact."""

import logging
import smtplib
from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from sync.portal.fleet.silence import heard_at, is_silent
from sync.portal.registry.models import Kiosk, Silence
from sync.portal.registry.turns import turn
from sync.portal.webhooks import spreading
from sync.portal.webhooks.kinds import Kind

log = logging.getLogger("sync.portal")


def look(now: datetime) -> None:
    """Notice who is silent, clear who is not any more, and write to whom it concerns."""
    known = {silence.kiosk_id: silence for silence in Silence.objects.filter(cleared_at=None)}
    for kiosk in Kiosk.objects.filter(revoked_at=None, phonegate=None).select_related("site").order_by("id"):
        silence = known.pop(kiosk.id, None)
        if silence is None and is_silent(kiosk, now):
            _begin(kiosk, now)
        elif silence is not None and heard_at(kiosk) > silence.since:
            _end(silence, now, kiosk)
    for silence in known.values():  # revoked: nobody waits for it
        _end(silence, now)
    if settings.EMAIL_HOST:
        _write(now)


def _begin(kiosk: Kiosk, now: datetime) -> None:
    with turn(), transaction.atomic():
        row, new = Silence.objects.get_or_create(
            kiosk=kiosk, cleared_at=None, defaults={"since": heard_at(kiosk), "noticed_at": now}
        )
        if new:
            spreading.tell(Kind.SILENT, kiosk, row.since)


def _end(silence: Silence, now: datetime, kiosk: Kiosk | None = None) -> None:
    with turn(), transaction.atomic():
        if Silence.objects.filter(id=silence.id, cleared_at=None).update(cleared_at=now) and kiosk is not None:
            spreading.tell(Kind.BACK, kiosk, silence.since)


def _write(now: datetime) -> None:
    """One mail for each commune; one that cannot go out is tried again the next time."""
    rows = Silence.objects.filter(cleared_at=None, mailed_at=None).exclude(kiosk__site__alert_mail="")
    ordered = rows.select_related("kiosk__site").order_by("kiosk__site_id", "since")
    for site, silences in groupby(ordered, key=lambda silence: silence.kiosk.site):
        of_site = list(silences)
        to = [address.strip() for address in site.alert_mail.split(",") if address.strip()]
        with override("vi"):  # mail is read at the office
            subject, words = _letter(site.name, of_site)
        try:
            EmailMessage(subject, words, to=to).send()
        except (OSError, smtplib.SMTPException) as error:
            log.error("mail about silent kiosks cannot go out (%s)", type(error).__name__)
            return
        with turn():
            Silence.objects.filter(id__in=[silence.id for silence in of_site]).update(mailed_at=now)


def _letter(site: str, silences: Iterable[Silence]) -> tuple[str, str]:
    lines = [
        _("%(prefix)s %(name)s: silent since %(when)s")
        % {
            "prefix": silence.kiosk.prefix,
            "name": silence.kiosk.name,
            "when": timezone.localtime(silence.since).strftime("%d/%m/%Y %H:%M"),
        }
        for silence in silences
    ]
    subject = ngettext("%(n)d kiosk is silent at %(site)s", "%(n)d kiosks are silent at %(site)s", len(lines))
    advice = _("Please look whether the kiosk is switched on and has a network.")
    page = f"{settings.PUBLIC_URL}/desk/fleet/" if settings.PUBLIC_URL else ""
    return subject % {"n": len(lines), "site": site}, "\n".join([*lines, "", advice, page]).strip() + "\n"
