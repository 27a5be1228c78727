"""Answering what an officer flagged, from a phone: only those questions, and what a new answer makes necessary.

The procedure's own form checks the answers here as it does at a kiosk, and what comes of it is the dossier's next
revision, taken in through the same door. Pictures, places on a map and very long lists stay at the kiosk.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from uuid import uuid4

from django.utils import timezone
from django.utils.translation import gettext as _
from nacl.public import PublicKey

from forms.contract import Choice, Control, DataType, Environment, Question, Verdict
from forms.errors import FormError, NotComplete
from sync.portal.registry import ingest, keys, phones, procedures, trail
from sync.portal.registry.models import Correction, Dossier, Revision
from sync.protocol.encoding import to_instant
from sync.protocol.revision import Content, Header, Paper, read_revision, seal_revision

_LONGEST = 2000
_MOST_CHOICES = 400
_MOST_ROUNDS = 4
_LISTED = 8  # more choices than these stand in a list that opens
_TYPED = frozenset({DataType.STRING, DataType.INT, DataType.DECIMAL, DataType.DATE, DataType.BARCODE})
_CONTROLS = frozenset({Control.INPUT, Control.SELECT_ONE, Control.SELECT_MULTIPLE})
_DAY = re.compile(r"(?:(?:(\d{1,2})[/.-])?(\d{1,2})[/.-])?(\d{4})", re.ASCII)
_ISO = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)


class NotHere(Exception):
    """This correction cannot be answered on a phone; the kiosk can."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on the page.

    Attributes:
        name: of its field. comment: the officer's words, "" for a question that an answer made necessary.
        value: what stands in the field, as people write it. choices: with whether each is chosen.
        look: radio, list, boxes, number, day or text. mistake: what to say about the answer, "" for nothing.
    """

    name: str
    ref: str
    label: str
    hint: str
    comment: str
    value: str
    look: str
    choices: tuple[tuple[Choice, bool], ...] = ()
    mistake: str = ""


class Correcting:
    """One resident's correction, made anew for each request: nothing is kept between two."""

    def __init__(self, dossier: Dossier, head: Revision, correction: Correction, language: str) -> None:
        """Raises NotHere."""
        self.dossier, self.head, self.correction = dossier, head, correction
        pack = procedures.pack_for(dossier.procedure, head.pack_version)
        if pack is None or pack.version != head.pack_version:
            raise NotHere
        self.needs_signature = pack.procedure.signature
        environment = Environment(timezone.localtime, lambda: str(uuid4()), lambda: 0.5)
        try:
            self._session, lost = pack.form().resume(head.instance.encode(), environment, language)
            self._before = self._session.value_of("string(/*/*[local-name()='meta']/*[local-name()='instanceID'])")
            self._comments = {str(item["ref"]): str(item["comment"]) for item in correction.items}
            self._refs = list(self._comments)
            if lost or any(not self._can_be_asked(self._session.question(ref)) for ref in self._refs):
                raise NotHere
        except FormError as error:
            raise NotHere from error
        self._mistakes: dict[str, str] = {}
        self._typed: dict[str, str] = {}
        self._first = {ref: self._session.question(ref).value for ref in self._refs}

    def questions(self) -> list[Asked]:
        """What is asked now, in the order of the form."""
        order = [ref for page in self._session.pages() for ref in page.refs]
        asked = sorted(self._refs, key=lambda ref: order.index(ref) if ref in order else len(order))
        shown = [self._session.question(ref) for ref in asked]
        return [self._asked(question) for question in shown if question.relevant]

    def take(self, given: Mapping[str, list[str]]) -> bool:
        """Put in what was typed; whether everything is answered and allowed. given: values by the fields' names."""
        self._mistakes = {}
        done: set[str] = set()
        for _round in range(_MOST_ROUNDS):
            for ref in [ref for ref in self._refs if ref not in done]:
                done.add(ref)
                self._answer(ref, given.get(name_of(ref)))
            self._ask_what_is_missing()
            if done >= set(self._refs):
                break
        self._say_what_is_wrong()
        return not self._mistakes

    @property
    def has_changed(self) -> bool:
        """Whether any answer is another than before."""
        return any(self._session.question(ref).value != value for ref, value in self._first.items())

    def send(self) -> None:
        """Make the next revision of it. Raises Problem, NotHere for a form that is still not complete."""
        head, kiosk = self.head, phones.gate_of(self.dossier.site).kiosk
        try:
            xml = self._session.finalise(instance_id=f"uuid:{uuid4()}", deprecated_id=self._before or None)
        except NotComplete as error:
            raise NotHere from error
        now = timezone.now()
        newest = Revision.objects.filter(site_id=head.site_id, dossier=head.dossier).order_by("-number")
        number = newest.values_list("number", flat=True)[0] + 1
        header = Header(
            kiosk=str(kiosk.id),
            dossier=self.dossier.id,
            number=number,
            parent=head.hash,
            code=self.dossier.code,
            procedure=self.dossier.procedure,
            pack_version=head.pack_version,
            created_at=now,
            attachments=read_revision(bytes(head.body)).header.attachments,
        )
        consent = {**head.consent, "language": head.language, "given_at": to_instant(now), "given_by": "resident"}
        content = Content(
            str(self.dossier.id),
            number,
            xml.decode(),
            head.language,
            consent,
            tuple(Paper(**paper) for paper in head.papers),
            corrects=str(self.correction.id),
        )
        ingest.take(kiosk, seal_revision(header, content, PublicKey(keys.box_key()), phones.sign_key_of(kiosk.id)))
        trail.record(self.dossier.site_id, None, "corrected-on-page", self.dossier.id, {"revision": number})

    # Inside

    def _can_be_asked(self, question: Question) -> bool:
        if question.readonly or question.control not in _CONTROLS:
            return False
        if question.control is Control.INPUT:
            return question.type in _TYPED
        return len(self._session.choices(question.ref)) <= _MOST_CHOICES

    def _answer(self, ref: str, given: list[str] | None) -> None:
        """given: None when the field was not on the page that was sent."""
        question = self._session.question(ref)
        if given is None and question.control is not Control.SELECT_MULTIPLE:
            return
        if not question.relevant or not self._can_be_asked(question):
            return
        typed = " ".join(" ".join(given or []).split())[:_LONGEST]
        outcome = self._session.answer(ref, _lexical(question, typed))
        if outcome.verdict is Verdict.TYPE:
            self._typed[ref] = typed
            self._mistakes[ref] = _how_to_write(question)

    def _ask_what_is_missing(self) -> None:
        """What a new answer has made necessary is asked too. Raises NotHere for what a phone cannot answer."""
        for problem in self._session.problems():
            if problem.ref not in self._refs:
                if not self._can_be_asked(self._session.question(problem.ref)):
                    raise NotHere
                self._refs.append(problem.ref)

    def _say_what_is_wrong(self) -> None:
        for problem in self._session.problems():
            usual = _("Please answer this.") if problem.verdict is Verdict.REQUIRED else _("Look at this answer again.")
            self._mistakes.setdefault(problem.ref, problem.message or usual)

    def _asked(self, question: Question) -> Asked:
        chosen = set(question.value.split()) if question.control is Control.SELECT_MULTIPLE else {question.value}
        choices = () if question.control is Control.INPUT else tuple(self._session.choices(question.ref))
        return Asked(
            name=name_of(question.ref),
            ref=question.ref,
            label=question.label,
            hint=question.hint,
            comment=self._comments.get(question.ref, ""),
            value=self._typed.get(question.ref, _readable(question)),
            look=_look(question, len(choices)),
            choices=tuple((choice, choice.value in chosen) for choice in choices),
            mistake=self._mistakes.get(question.ref, ""),
        )


def name_of(ref: str) -> str:
    """The name of a question's field: the same for every request, and safe in HTML."""
    return f"q{sha256(ref.encode()).hexdigest()[:12]}"


def _is_day(question: Question) -> bool:
    return question.type is DataType.DATE or "partial-date" in question.appearances


def _look(question: Question, choices: int) -> str:
    if question.control is Control.SELECT_MULTIPLE:
        return "boxes"
    if question.control is Control.SELECT_ONE:
        return "radio" if choices <= _LISTED else "list"
    if _is_day(question):
        return "day"
    return "number" if question.type in {DataType.INT, DataType.DECIMAL} else "text"


def _readable(question: Question) -> str:
    """1990-05-02 as 02/05/1990, decimals with a comma."""
    if _is_day(question) and _ISO.fullmatch(question.value):
        return "/".join(reversed(question.value.split("-")))
    return question.value.replace(".", ",") if question.type is DataType.DECIMAL else question.value


def _lexical(question: Question, typed: str) -> str:
    """As the form keeps it; what cannot be read stays as it is, and the form refuses it."""
    if question.control is Control.INPUT and _is_day(question) and (found := _DAY.fullmatch(typed)):
        day, month, year = found.groups()
        return "-".join(part.zfill(2) for part in (year, month, day) if part)
    return typed.replace(",", ".") if question.type is DataType.DECIMAL else typed


def _how_to_write(question: Question) -> str:
    if _is_day(question):
        return _("Write the date as day/month/year, such as 05/12/2026.")
    if question.type in {DataType.INT, DataType.DECIMAL}:
        return _("Write only a number.")
    return _("Choose one of the answers.") if question.control is not Control.INPUT else _("Look at this answer again.")
