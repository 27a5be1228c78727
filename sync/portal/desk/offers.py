"""What can be done with a dossier now: the acts that its state allows, each with its form and its words."""

from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sync.portal.desk import forms
from sync.portal.registry import acts, answers, ingest, procedures
from sync.portal.registry.models import Dossier, Revision
from sync.states import DossierState

_S = DossierState
_AT_WORK = frozenset({_S.RECEIVED, _S.PROCESSING})
_UNSETTLED = _("The days off until then are not all announced, weekends alone are counted. Look at the calendar.")
_CLOSED = frozenset({_S.RETURNED, _S.REFUSED, _S.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Kind:
    """The form of an act and its words. danger: it cannot be taken back."""

    form: type[Form]
    title: Any
    button: Any
    danger: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """An act that can be done now."""

    name: str
    kind: Kind
    form: Form


KINDS = {
    "accept": Kind(forms.AcceptForm, _("Receive and number"), _("Receive")),
    "promise": Kind(forms.PromiseForm, _("Promise a day"), _("Promise")),
    "forward": Kind(forms.ForwardForm, _("Forward to another authority"), _("Forward")),
    "take-back": Kind(forms.TakeBackForm, _("It came back from the other authority"), _("Take back")),
    "ready": Kind(forms.ReadyForm, _("The result is ready"), _("Mark as ready")),
    "returned": Kind(forms.ReturnedForm, _("The result was handed over"), _("Mark as handed over")),
    "note": Kind(forms.NoteForm, _("Write to the resident"), _("Send")),
    "number": Kind(forms.NumberForm, _("Official number"), _("Keep the number")),
    "reissue": Kind(forms.ReissueForm, _("The receipt was lost"), _("Make a new receipt")),
    "refuse": Kind(forms.RefuseForm, _("Refuse"), _("Refuse"), danger=True),
    "withdraw": Kind(forms.WithdrawForm, _("The resident withdraws it"), _("Withdraw"), danger=True),
}


def offers(dossier: Dossier, revision: Revision, bound: dict[str, Form]) -> list[Offer]:
    """The acts in the order of KINDS. bound: forms that were sent and have mistakes, by act, in place of new ones."""
    if revision.number not in ingest.heads(dossier):
        return []  # an old revision is only looked at
    seen = {"version": dossier.version, "revision": revision.number}
    legal = procedures.legal_day(dossier.procedure, revision.pack_version, timezone.localtime())
    day = dossier.promised_on or legal
    open_days = day is not None and day == legal and not procedures.is_settled(timezone.localdate(), day)
    filled: dict[str, dict[str, Any]] = {
        "accept": {"official_number": dossier.official_number or propose_number(dossier), "promised_on": day},
        "promise": {"promised_on": day},
        "number": {"official_number": dossier.official_number},
    }
    found = [
        Offer(name, kind, bound.get(name) or kind.form(initial={**seen, **filled.get(name, {})}, auto_id=f"{name}_%s"))
        for name, kind in KINDS.items()
        if is_possible(name, dossier, revision)
    ]
    for offer in found if open_days else ():
        if "promised_on" in offer.form.fields:
            field = offer.form.fields["promised_on"]
            field.help_text = f"{field.help_text}. {_UNSETTLED}"
    return found


def is_possible(name: str, dossier: Dossier, revision: Revision) -> bool:
    """Whether the state lets an act be done."""
    state = DossierState(dossier.state)
    if name in {"forward", "take-back"}:
        return state in _AT_WORK and bool(dossier.with_authority) == (name == "take-back")
    if name in {"promise", "note", "number", "reissue"}:
        return {
            "promise": state in _AT_WORK,
            "note": state not in _CLOSED,
            "number": bool(dossier.official_number) and state not in _CLOSED,
            "reissue": state not in _CLOSED and bool(answers.contact(dossier.procedure, revision).numbers),
        }[name]
    wanted = {
        "accept": _S.RECEIVED,
        "ready": _S.RESULT_READY,
        "returned": _S.RETURNED,
        "refuse": _S.REFUSED,
        "withdraw": _S.WITHDRAWN,
    }
    return acts.may(dossier, wanted[name])


def propose_number(dossier: Dossier) -> str:
    """The next number of the day: CODE-YYMMDD-NNNN. The officer may write the official system's over it."""
    begin = f"{dossier.site.code}-{timezone.localdate():%y%m%d}-"
    taken = Dossier.objects.filter(site_id=dossier.site_id, official_number__startswith=begin)
    tails = [number.removeprefix(begin) for number in taken.values_list("official_number", flat=True)]
    return f"{begin}{max((int(tail) for tail in tails if tail.isdecimal()), default=0) + 1:04d}"
