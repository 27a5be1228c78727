"""What a pack says about its procedure: everything a form has no notion of (fees, papers, time limits, law)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from forms.knowledge import shared_media

if TYPE_CHECKING:
    from forms.contract import FormDefinition

FORM_SOURCE = "form.toml"
FORM_COMPILED = "form.xml"
PROCEDURE = "procedure.toml"
DECLARATION = "declaration.txt"
MEDIA = "media"
# Where an author still has to write, in a pack that was just made. Capitals: no sentence has it by chance.
MARK = re.compile(r"ĐIỀN:|FILL IN:")


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence in Vietnamese and English; verified is False when no source confirms it."""

    vi: str
    en: str
    verified: bool = True

    def in_language(self, code: str) -> str:
        """The text in a language; Vietnamese when there is none."""
        return self.en if code == "en" and self.en else self.vi


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """A law, decree or circular, and when it is in force.

    Attributes:
        effective_from, effective_to: None where no date is known.
        effective_verified: whether a source confirms these dates, which is not the same as the law being right.
    """

    text: Text
    effective_from: date | None
    effective_to: date | None
    effective_verified: bool = True

    @property
    def verified(self) -> bool:
        """Whether a source confirms that the procedure rests on it."""
        return self.text.verified


@dataclass(frozen=True, slots=True)
class Fee:
    """What it costs, with who is exempt: a fee text is never shown without its exemptions."""

    text: Text
    exemptions: tuple[Text, ...]

    @property
    def verified(self) -> bool:
        """Whether sources confirm the fee and every exemption."""
        return self.text.verified and all(exemption.verified for exemption in self.exemptions)


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """working_days: 0 is the same day. cutoff: what is received later counts from the next working day."""

    text: Text
    working_days: int
    cutoff: time | None

    @property
    def verified(self) -> bool:
        """Whether a source confirms it."""
        return self.text.verified


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper to bring.

    Attributes:
        when: XPath over the instance that says whether this resident needs it; "" is always.
        when_text: the same in words.
        always: its author decided that everybody needs it, and did not forget a condition.
        kind: original (handed in), copy (handed in) or show (looked at and given back).
        capture: the resident may attach a picture of it. Never set for identity documents.
    """

    id: str
    name: Text
    kind: str
    when: str = ""
    when_text: Text = field(default_factory=lambda: Text("", ""))
    always: bool = False
    capture: bool = False

    @property
    def verified(self) -> bool:
        """Whether a source confirms that it is asked for."""
        return self.name.verified


@dataclass(frozen=True, slots=True)
class Person:
    """Someone in the form whose identity card can be scanned.

    Attributes:
        when: XPath; the person can be offered while it is true; "" is always.
        fields: from what a card says (full_name, birth_date, sex, id_number, address, issued_on) to references.
        told: the same for what no card says (phone, death_date …), where a question is not named after the person.
        may_be: ids of persons of the same form who this one may well be, and whom the form does not ask about.
    """

    id: str
    label: Text
    fields: Mapping[str, str]
    when: str = ""
    told: Mapping[str, str] = field(default_factory=dict)
    may_be: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PackWarning:
    """Something the resident should know while when (XPath over the instance) is true. It never blocks."""

    when: str
    text: Text


@dataclass(frozen=True, slots=True)
class Payment:
    """The account that a fee or tax is paid into. Money goes nowhere that does not stand here, in a signed pack.

    Attributes:
        bank_bin: the bank's six digits in VietQR; bank: its name, as a payer's app shows it.
        account, account_name: number and holder, shown so that the payer can compare them.
        purpose: what stands on the bank statement, ASCII; {code} is the dossier's follow-up code.
        amount: XPath over the answers, in đồng; "" where the resident types what stands on the notice.
    """

    bank_bin: str
    bank: Text
    account: str
    account_name: str
    purpose: str
    amount: str = ""


@dataclass(frozen=True, slots=True)
class Procedure:
    """procedure.toml.

    Attributes:
        payment: None where nothing is paid by QR code.
        unverified: what an officer still has to confirm, for the people who keep the pack.
    """

    code: str
    version: str
    title: Text
    summary: Text
    form_name: Text
    category: str
    authority: Text
    fee: Fee
    time_limit: TimeLimit
    effective_from: date
    effective_to: date | None = None
    life_events: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    legal_basis: tuple[LegalBasis, ...] = ()
    papers: tuple[Paper, ...] = ()
    persons: tuple[Person, ...] = ()
    warnings: tuple[PackWarning, ...] = ()
    next_steps: tuple[Text, ...] = ()
    consent_purposes: tuple[Text, ...] = ()
    signature: bool = True
    payment: Payment | None = None
    unverified: tuple[Text, ...] = ()

    def paper(self, paper_id: str) -> Paper:
        """Raises KeyError when the procedure has no such paper."""
        return {paper.id: paper for paper in self.papers}[paper_id]


@dataclass(frozen=True)
class Pack:
    """A procedure as data, in one folder. Safe to share between threads."""

    folder: Path
    procedure: Procedure

    def __hash__(self) -> int:
        # The generated one would want to hash the tables of a procedure.
        return hash((self.folder, self.procedure.code, self.procedure.version))

    @property
    def code(self) -> str:
        """The national code of the procedure."""
        return self.procedure.code

    @property
    def version(self) -> str:
        """yyyymmdd and two digits, so that versions sort."""
        return self.procedure.version

    def form(self) -> "FormDefinition":
        """The compiled form, read once. Raises forms.errors.FormError."""
        return self._form

    @cached_property
    def _form(self) -> "FormDefinition":
        from forms.engine import load_form

        return load_form((self.folder / FORM_COMPILED).read_bytes(), self.media())

    def media(self) -> dict[str, bytes]:
        """Files the form may name: the tables every pack shares, and the pack's own."""
        own = self.folder / MEDIA
        files = {path.name: path.read_bytes() for path in sorted(own.iterdir())} if own.is_dir() else {}
        return {**shared_media(), **files}

    def declaration(self) -> str | None:
        """The template of the printed declaration, None when the procedure has no paper form."""
        path = self.folder / DECLARATION
        return path.read_text(encoding="utf-8") if path.is_file() else None
