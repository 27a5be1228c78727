"""The addresses that change a dossier. Each is a form sent by POST; asking with GET leads back to the dossier."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sync.portal.accounts.access import officer_of, with_dossier
from sync.portal.desk import forms, slips
from sync.portal.desk.dossier import page, shown_revision
from sync.portal.desk.offers import KINDS
from sync.portal.registry import acts, answers, ingest, procedures, trail
from sync.portal.registry.models import Dossier
from sync.states import DossierState, InvalidTransition

_Do = Callable[[acts.Seen, dict[str, Any]], object]

ACTS: dict[str, _Do] = {
    "accept": lambda seen, given: acts.accept(seen, given["official_number"], given["promised_on"]),
    "promise": lambda seen, given: acts.promise(seen, given["promised_on"], given["note"]),
    "forward": lambda seen, given: acts.forward(seen, given["authority"], given["note"]),
    "take-back": lambda seen, given: acts.take_back(seen, given["note"]),
    "ready": lambda seen, given: acts.mark_ready(seen, given["note"]),
    "returned": lambda seen, _: acts.mark_returned(seen),
    "note": lambda seen, given: acts.tell(seen, given["note"]),
    "number": lambda seen, given: acts.renumber(seen, given["official_number"]),
    "reissue": lambda seen, _: acts.reissue(seen),
    "refuse": lambda seen, given: acts.refuse(seen, given["note"]),
    "withdraw": lambda seen, given: acts.withdraw(seen, given["note"], erase=given["erase"]),
}


# The paper that goes with an act, when there is one then.
PAPERS = {"accept": "01", "refuse": "03", "promise": "04", "reissue": "receipt"}


@with_dossier
def act(request: HttpRequest, dossier: Dossier, name: str) -> HttpResponse:
    """Do one of ACTS."""
    if name not in ACTS:
        raise Http404
    if request.method != "POST":
        return _back(dossier)
    form = KINDS[name].form(request.POST, auto_id=f"{name}_%s")
    if shown_revision(request, dossier).number not in ingest.heads(dossier):
        return _outdated(request, dossier)
    if not form.is_valid() or not _card_fits(request, dossier, form):
        return page(request, dossier, bound={name: form}, status=422)
    try:
        ACTS[name](_seen(request, dossier, form.cleaned_data), form.cleaned_data)
    except acts.NumberTaken:
        form.add_error("official_number", _("Another dossier has this number. Write a different one."))
        return page(request, dossier, bound={name: form}, status=422)
    except acts.ReasonMissing:
        form.add_error("note", _("The day is moved to a later one. Write the reason, for the letter of apology."))
        return page(request, dossier, bound={name: form}, status=422)
    except (acts.Outdated, InvalidTransition):
        return _outdated(request, dossier)
    messages.success(request, _("Done. The resident sees it at the next contact of the kiosk, and on the phone now."))
    dossier.refresh_from_db()
    if PAPERS.get(name) in {slip.name for slip in slips.possible(dossier)}:
        messages.info(request, _("To print now: %(paper)s.") % {"paper": slips.TITLES[PAPERS[name]]})
    return _back(dossier)


def _card_fits(request: HttpRequest, dossier: Dossier, form: Form) -> bool:
    """Whether a lost receipt may be replaced: the card is one that the answers name. A wrong one is in the trail."""
    number = form.cleaned_data.get("card_number")
    if number is None:
        return True
    if number in answers.contact(dossier.procedure, shown_revision(request, dossier)).numbers:
        return True
    trail.record(dossier.site_id, officer_of(request), "reissue-refused", dossier.id)
    form.add_error("card_number", _("No person in this dossier has this card. Look at the number again."))
    return False


@with_dossier
def correct(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """Ask for a correction, question by question."""
    if not acts.may(dossier, DossierState.NEEDS_CORRECTION):
        return _outdated(request, dossier) if request.method == "POST" else _back(dossier)
    revision, language = shown_revision(request, dossier), get_language() or "vi"
    if revision.number not in ingest.heads(dossier):
        return _outdated(request, dossier)
    rows = answers.lay_out(dossier.procedure, revision, language).rows
    seen = {"version": dossier.version, "revision": revision.number}
    form = forms.CorrectionForm(request.POST if request.method == "POST" else None, initial=seen, rows=rows)
    if request.method == "POST" and form.is_valid():
        theirs = answers.lay_out(dossier.procedure, revision, revision.language).rows
        try:
            acts.ask_correction(
                _seen(request, dossier, form.cleaned_data), form.items(theirs), form.cleaned_data["note"]
            )
        except (acts.Outdated, InvalidTransition):
            return _outdated(request, dossier)
        messages.success(request, _("Done. The kiosk will show the resident just these questions."))
        messages.info(request, _("To print now: %(paper)s.") % {"paper": slips.TITLES["02"]})
        return _back(dossier)
    title = procedures.title_of(dossier.procedure, revision.pack_version, language)
    context = {"dossier": dossier, "revision": revision, "title": title, "form": form}
    return render(request, "desk/correct.html", context, status=422 if form.is_bound else 200)


def _seen(request: HttpRequest, dossier: Dossier, given: dict[str, Any]) -> acts.Seen:
    return acts.Seen(officer_of(request), dossier.site_id, dossier.id, given["version"], given["revision"])


def _outdated(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    dossier.refresh_from_db()
    return page(request, dossier, status=409, outdated=True)


def _back(dossier: Dossier) -> HttpResponse:
    return redirect("desk:dossier", dossier.site_id, dossier.id)
