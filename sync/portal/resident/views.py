"""The front page, and the page behind a receipt's link: where a dossier stands, for whoever holds the receipt.

The link's token is a signature of the kiosk's, so the page can tell a real receipt before its dossier has arrived. It
shows no answers, no names, no numbers of papers.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from nacl.signing import VerifyKey

from sync.portal.api.limits import throttle
from sync.portal.desk.errors import message
from sync.portal.registry import procedures
from sync.portal.registry.models import Correction, Dossier, Kiosk, Site
from sync.portal.registry.problems import Problem
from sync.protocol.errors import ProtocolError
from sync.protocol.followup import check_token, prefix_of, split_token
from sync.states import DossierState

_TRIES = 60
_WINDOW = 60


@dataclass(frozen=True, slots=True)
class Standing:
    """What the page says. mark: a word for the style sheet. steps: what to do, in order."""

    mark: str
    title: str
    words: str
    steps: list[str] = field(default_factory=list)
    by: date | None = None


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """What this is."""
    return render(request, "front.html")


@require_safe
def follow(request: HttpRequest, token: str) -> HttpResponse:
    """Where the dossier of a receipt stands."""
    try:
        throttle("follow", request.META.get("REMOTE_ADDR", ""), most=_TRIES, seconds=_WINDOW)
    except Problem as busy:
        response = message(request, _("Please wait a minute"), _("Too many receipts were looked up from here."), 429)
        response["Retry-After"] = str(busy.retry_after)
        return _closed(response)
    try:
        code, signature = split_token(token)
        kiosk = Kiosk.objects.select_related("site").get(prefix=prefix_of(code))
        check_token(code, signature, VerifyKey(bytes(kiosk.sign_key)))
    except (ProtocolError, Kiosk.DoesNotExist):
        words = _("Scan the code on the receipt once more, or show the receipt to an officer of the commune.")
        return _closed(message(request, _("This link does not fit any receipt"), words, 404))
    dossier = Dossier.objects.filter(site_id=kiosk.site_id, code=code).first()
    standing = _standing(dossier, kiosk.site) if dossier else _on_its_way(kiosk.site)
    context: dict[str, Any] = {"code": code, "standing": standing, "site": kiosk.site, "dossier": dossier}
    if dossier:
        context["title"] = procedures.title_of(dossier.procedure, "", get_language() or "vi")
    return _closed(render(request, "follow.html", context))


def _closed(response: HttpResponse) -> HttpResponse:
    """The address is a key: it must not go to other servers in a Referer, nor into a search engine."""
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


def _on_its_way(site: Site) -> Standing:
    words = _("The kiosk at %(site)s has it, and will send it when there is a network.") % {"site": site.name}
    return Standing(
        "waiting", _("The dossier is on its way"), words, [_("You do not have to do anything. Look again tomorrow.")]
    )


def _standing(dossier: Dossier, site: Site) -> Standing:
    state, by = DossierState(dossier.state), dossier.promised_on
    here = {"site": site.name}
    if state == DossierState.SENT:
        words = _("The commune has got the dossier. An officer will look at it.")
        return Standing("waiting", _("The dossier has arrived"), words, [_("You do not have to do anything now.")], by)
    if state == DossierState.NEEDS_CORRECTION:
        return _correction(dossier, site)
    if state == DossierState.RECEIVED:
        words = _("An officer has accepted the dossier.")
        return Standing("going", _("The dossier was accepted"), words, [_("Keep the receipt.")], by)
    if state == DossierState.PROCESSING:
        late = by is not None and by < timezone.localdate()
        words = (
            _("It takes longer than promised. We are sorry.") if late else _("An officer is working on the dossier.")
        )
        steps = [_("Ask at %(site)s when you can come.") % here] if late else [_("Keep the receipt.")]
        return Standing("late" if late else "going", _("The dossier is being worked on"), words, steps, by)
    if state == DossierState.RESULT_READY:
        steps = [_("Come to %(site)s.") % here, _("Bring this receipt and your identity card.")]
        return Standing("ready", _("The result is ready"), _("You can collect it."), steps)
    if state == DossierState.RETURNED:
        return Standing("done", _("The result was handed over"), _("This dossier is finished."))
    if state == DossierState.REFUSED:
        steps = [_("Ask at %(site)s what you can do.") % here, _("You may send a new dossier.")]
        return Standing("stopped", _("The dossier was not accepted"), _("The officer wrote down why."), steps)
    return Standing("stopped", _("The dossier was withdrawn"), _("This dossier is closed."))


def _correction(dossier: Dossier, site: Site) -> Standing:
    asked = Correction.objects.filter(site_id=site.id, dossier=dossier.id, closed_at=None).first()
    count = len(asked.items) if asked else 0
    words = _("The officer asks you to answer %(count)s question(s) again.") % {"count": count}
    steps = [
        _("Come back to the kiosk that printed this receipt."),
        _("Scan this receipt and type your PIN."),
        _("Answer only what is shown, and send it again."),
    ]
    return Standing("act", _("Something has to be corrected"), words, steps, dossier.promised_on)
