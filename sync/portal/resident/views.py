"""The pages of residents: the front page, the page behind a receipt's link, and looking up by code and year of birth.

The link's token is a signature of the kiosk's, so the page can tell a real receipt before its dossier has arrived. It
shows no answers, no names, no numbers of papers; those are shown to who knows the PIN too, in the answer to a form:
there is no session that somebody could find open on a phone that was lent.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sync.portal.api import limits
from sync.portal.desk.errors import message
from sync.portal.registry import answers, procedures, receipts, requests, residents, trail
from sync.portal.registry.models import Correction, DataRequest, Dossier, Kiosk, Revision
from sync.portal.registry.problems import Problem
from sync.portal.resident.correcting import Correcting, NotHere
from sync.portal.resident.standing import on_its_way, standing_of
from sync.states import DossierState

_WINDOW = 60
_TRIES = 60  # with tokens that are none: a whole commune may look from one address
_PAGES = 600
_SALT = "resident.correct"
_PASS_LASTS = 30 * 60  # seconds from the PIN to the last answer
_Page = Callable[[HttpRequest, str, Kiosk, Dossier | None, str], HttpResponse]


class LookUpForm(forms.Form):
    """What stands on the receipt, and what the resident knows."""

    code = forms.CharField(
        label=gettext_lazy("Code on the receipt"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "placeholder": ""}),
        error_messages={"required": gettext_lazy("Write the nine letters and digits of the code.")},
    )
    year = forms.IntegerField(
        label=gettext_lazy("Year of birth of the person on the form"),
        min_value=1880,
        max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            name: gettext_lazy("Write the year with four digits, such as 1950.")
            for name in ("required", "invalid", "min_value", "max_value")
        },
    )


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """What this is."""
    return render(request, "front.html")


def _with_receipt(page: _Page) -> Callable[[HttpRequest, str], HttpResponse]:
    """A page for who holds a receipt; everybody else gets a kind sentence. Closed to caches, Referers and robots."""

    @wraps(page)
    def guarded(request: HttpRequest, token: str) -> HttpResponse:
        address = str(request.META.get("REMOTE_ADDR", ""))
        try:
            limits.throttle("receipts", address, most=_PAGES, seconds=_WINDOW)
            limits.refuse_after("no-receipt", address, most=_TRIES, seconds=_WINDOW)
            code, kiosk, dossier = receipts.find(token)
        except Problem as busy:
            response = message(
                request, _("Please wait a minute"), _("Too many receipts were looked up from here."), 429
            )
            response["Retry-After"] = str(busy.retry_after)
        except receipts.UnknownReceipt:
            limits.count("no-receipt", address, seconds=_WINDOW)
            words = _("Scan the code once more. If the receipt was replaced, use the new one, or ask the officer.")
            response = message(request, _("This link does not fit any receipt"), words, 404)
        else:
            response = page(request, code, kiosk, dossier, token)
        return _closed(response)

    return guarded


def _closed(response: HttpResponse) -> HttpResponse:
    """The address is a key: it must not go to other servers in a Referer, nor into a search engine.

    Not "no-referrer": browsers then send a form without its origin, and it would be refused as a stranger's.
    """
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


@require_safe
@_with_receipt
def follow(request: HttpRequest, code: str, kiosk: Kiosk, dossier: Dossier | None, token: str) -> HttpResponse:
    """Where the dossier of a receipt stands."""
    return _page(request, code, kiosk, dossier, token)


def _page(
    request: HttpRequest, code: str, kiosk: Kiosk, dossier: Dossier | None, token: str, *, wrong: str = ""
) -> HttpResponse:
    """wrong: what to say about the PIN."""
    standing = standing_of(dossier, kiosk.site) if dossier else on_its_way(kiosk.site)
    context: dict[str, Any] = {"code": code, "standing": standing, "site": kiosk.site, "dossier": dossier}
    if dossier:
        context |= {
            "title": procedures.title_of(dossier.procedure, "", get_language() or "vi"),
            "token": token,
            "has_pin": residents.has_pin(dossier) and dossier.pin_failures < residents.PIN_TRIES,
            "is_locked": dossier.pin_failures >= residents.PIN_TRIES,
            "withdrawal": _withdrawal(dossier),
            "wrong": wrong,
        }
    return render(request, "follow.html", context, status=422 if wrong else 200)


def _withdrawal(dossier: Dossier) -> DataRequest | None:
    """The newest request to withdraw the consent."""
    found = [row for row in requests.of_dossier(dossier) if row.kind == DataRequest.Kind.WITHDRAW]
    return found[0] if found else None


@require_POST
@_with_receipt
def opened(request: HttpRequest, code: str, kiosk: Kiosk, dossier: Dossier | None, token: str) -> HttpResponse:
    """The answers, and what is to be corrected, for who knows the PIN."""
    if dossier is None:
        return _page(request, code, kiosk, dossier, token)
    try:
        right = residents.prove(dossier, request.POST.get("pin", ""))
    except residents.NoPin:
        return _page(request, code, kiosk, dossier, token)
    except residents.PinLocked:
        trail.record(dossier.site_id, None, "page-locked", dossier.id)
        dossier.refresh_from_db()
        return _page(request, code, kiosk, dossier, token, wrong=_("There were too many wrong PINs."))
    if not right:
        return _page(
            request, code, kiosk, dossier, token, wrong=_("The PIN does not fit. Look at it and type it again.")
        )
    trail.record(dossier.site_id, None, "page-unlocked", dossier.id)
    return _answers(request, dossier, token, _correcting(dossier))


def _correcting(dossier: Dossier) -> Correcting | None:
    """The correction that is open, when it can be answered on a phone."""
    asked = Correction.objects.filter(site_id=dossier.site_id, dossier=dossier.id, closed_at=None).first()
    if asked is None:
        return None
    try:
        return Correcting(dossier, _head(dossier), asked, get_language() or "vi")
    except NotHere:
        return None


def _head(dossier: Dossier) -> Revision:
    return Revision.objects.get(site_id=dossier.site_id, dossier=dossier.id, number=dossier.head)


def _answers(
    request: HttpRequest, dossier: Dossier, token: str, correcting: Correcting | None, wrong: str = ""
) -> HttpResponse:
    """The answers, and what is to be corrected. wrong: what to say about what was sent."""
    language, revision = get_language() or "vi", _head(dossier)
    context = {
        "code": dossier.code,
        "token": token,
        "title": procedures.title_of(dossier.procedure, revision.pack_version, language),
        "rows": answers.lay_out(dossier.procedure, revision, language).rows,
        "asked": Correction.objects.filter(site_id=dossier.site_id, dossier=dossier.id, closed_at=None).first(),
        "site": dossier.site,
        "correcting": correcting,
        "pass": signing.dumps([str(dossier.id), dossier.version], salt=_SALT) if correcting else "",
        "wrong": wrong,
    }
    return render(request, "answers.html", context, status=422 if wrong else 200)


@require_POST
@_with_receipt
def correct(request: HttpRequest, code: str, kiosk: Kiosk, dossier: Dossier | None, token: str) -> HttpResponse:
    """What was flagged is answered here. The PIN was shown a while ago; the form carries the proof of that."""
    if dossier is None:
        return _page(request, code, kiosk, dossier, token)
    try:
        proven = signing.loads(request.POST.get("pass", "")[:400], salt=_SALT, max_age=_PASS_LASTS)
    except signing.BadSignature:
        words = _("The page was open for too long. Type the PIN once more.")
        return _page(request, code, kiosk, dossier, token, wrong=words)
    correcting = _correcting(dossier)
    if proven != [str(dossier.id), dossier.version] or correcting is None:
        return _page(request, code, kiosk, dossier, token)  # it was answered already, or an officer was quicker
    try:
        wrong = _put_right(request, correcting)
    except NotHere:
        return _answers(request, dossier, token, None, _("This answer needs more questions. Please go to a kiosk."))
    except Problem:
        return _page(request, code, kiosk, dossier, token)
    if wrong:
        return _answers(request, dossier, token, correcting, wrong)
    return render(request, "corrected.html", {"code": code, "token": token, "site": kiosk.site})


def _put_right(request: HttpRequest, correcting: Correcting) -> str:
    """Take the answers and send them; what to say when they cannot be sent, else "". Raises NotHere, Problem."""
    if not correcting.take({name: request.POST.getlist(name) for name in request.POST if name.startswith("q")}):
        return _("Something is still missing. Look at what is marked.")
    if not correcting.has_changed:
        return _("No answer is another than before.")
    if request.POST.get("agree") != "yes":
        return _("Mark below that you agree, then send it again.")
    correcting.send()
    return ""


@require_http_methods(["GET", "HEAD", "POST"])
@_with_receipt
def consent(request: HttpRequest, code: str, kiosk: Kiosk, dossier: Dossier | None, token: str) -> HttpResponse:
    """Withdraw the consent: what it means, and one button. An officer carries it out within the legal time."""
    if dossier is None or dossier.state == DossierState.WITHDRAWN:
        return _page(request, code, kiosk, dossier, token)
    row = _withdrawal(dossier)
    if request.method == "POST" and (row is None or row.closed_at is not None):
        row = requests.ask(dossier, DataRequest.Kind.WITHDRAW, DataRequest.CameBy.RECEIPT)
    context = {"code": code, "token": token, "row": row if row and row.closed_at is None else None, "site": kiosk.site}
    return render(request, "consent.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def look_up(request: HttpRequest) -> HttpResponse:
    """By code and year of birth: the state, and nothing else."""
    form = LookUpForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form}
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            address = str(request.META.get("REMOTE_ADDR", ""))
            dossier = residents.look_up(form.cleaned_data["code"], form.cleaned_data["year"], address)
        except residents.TooManyLookUps:
            form.add_error(None, _("There were too many tries. Wait a quarter of an hour, or go to the commune."))
            status = 429
        else:
            if dossier is None:
                words = _("No dossier has this code and year of birth. Compare both with the receipt and the form.")
                form.add_error(None, words)
            else:
                context |= {"dossier": dossier, "standing": standing_of(dossier, dossier.site), "at": timezone.now()}
    if form.errors and status == 200:
        status = 422
    return _closed(render(request, "look_up.html", context, status=status))
