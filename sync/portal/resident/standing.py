"""Where a dossier stands, in plain words: what it means, what to do, by when."""

from dataclasses import dataclass, field, replace
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from sync.portal.registry import procedures
from sync.portal.registry.models import OUR_TURN, Correction, Dossier, Site
from sync.states import DossierState


@dataclass(frozen=True, slots=True)
class Standing:
    """What the page says.

    Attributes:
        mark: a word for the style sheet. steps: what to do, in order.
        by: the promised day. by_law: the last day of the legal time limit, where none is promised and time runs.
        is_sure: whether a source confirmed that time limit; else the page says to ask.
    """

    mark: str
    title: str
    words: str
    steps: list[str] = field(default_factory=list)
    by: date | None = None
    by_law: date | None = None
    is_sure: bool = True


def on_its_way(site: Site) -> Standing:
    """Of a receipt whose dossier has not arrived."""
    words = _("The kiosk at %(site)s has it, and will send it when there is a network.") % {"site": site.name}
    return Standing(
        "waiting", _("The dossier is on its way"), words, [_("You do not have to do anything. Look again tomorrow.")]
    )


def standing_of(dossier: Dossier, site: Site) -> Standing:
    """Of a dossier that is here."""
    found = _of_state(dossier, site)
    if dossier.promised_on is not None or dossier.due_on is None or dossier.state not in OUR_TURN:
        return found
    if dossier.is_overdue:
        words = _("It takes longer than the time limit. We are sorry.")
        return replace(
            found, mark="late", words=words, steps=[_("Ask at %(site)s when you can come.") % {"site": site.name}]
        )
    pack = procedures.pack_for(dossier.procedure, "")
    return replace(found, by_law=dossier.due_on, is_sure=pack is not None and pack.procedure.time_limit.verified)


def _of_state(dossier: Dossier, site: Site) -> Standing:
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
        return _at_work(dossier, site)
    if state == DossierState.RESULT_READY:
        steps = [_("Come to %(site)s.") % here, _("Bring this receipt and your identity card.")]
        return Standing("ready", _("The result is ready"), _("You can collect it."), steps)
    if state == DossierState.RETURNED:
        return Standing("done", _("The result was handed over"), _("This dossier is finished."))
    if state == DossierState.REFUSED:
        steps = [_("Ask at %(site)s what you can do.") % here, _("You may send a new dossier.")]
        return Standing("stopped", _("The dossier was not accepted"), _("The officer wrote down why."), steps)
    return Standing("stopped", _("The dossier was withdrawn"), _("This dossier is closed."))


def _at_work(dossier: Dossier, site: Site) -> Standing:
    by, title = dossier.promised_on, _("The dossier is being worked on")
    if by is not None and by < timezone.localdate():
        steps = [_("Ask at %(site)s when you can come.") % {"site": site.name}]
        return Standing("late", title, _("It takes longer than promised. We are sorry."), steps, by)
    words = _("An officer is working on the dossier.")
    if dossier.with_authority:
        words = _("It is now with: %(authority)s.") % {"authority": dossier.with_authority}
    return Standing("going", title, words, [_("Keep the receipt.")], by)


def _correction(dossier: Dossier, site: Site) -> Standing:
    asked = Correction.objects.filter(site_id=site.id, dossier=dossier.id, closed_at=None).first()
    count = len(asked.items) if asked else 0
    words = _("The officer asks you to answer %(count)s question(s) again.") % {"count": count}
    # gettext finds no text inside of an f-string.
    words += " " + _("The time limit stands still until you have sent it.")
    steps = [
        _("Come to a kiosk of %(site)s.") % {"site": site.name},
        _("Scan this receipt and type your PIN."),
        _("Answer only what is shown, and send it again."),
    ]
    return Standing("act", _("Something has to be corrected"), words, steps, dossier.promised_on)
