"""The whole contract between the form engine and whoever shows a form.

A FormDefinition is an XForm read once; a FormSession is one person filling it in. Values cross this border in the
lexical form of the XForm's data type: dates as ``2026-11-23``, a select-multiple as space-separated values, ``""`` for
no answer. References are absolute paths; a repeat carries its 1-based position: ``/data/member[2]/full_name``.

Errors (forms.errors): FormError for a form that cannot be used, UnknownReference for a reference that is not in it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Control(StrEnum):
    """How a question is asked. A read-only input is shown as a NOTE."""

    INPUT = "input"
    NOTE = "note"
    SELECT_ONE = "select1"
    SELECT_MULTIPLE = "select"
    RANK = "rank"
    RANGE = "range"
    UPLOAD = "upload"
    TRIGGER = "trigger"


class DataType(StrEnum):
    """The data type of a bind, as in the ODK XForms specification."""

    STRING = "string"
    INT = "int"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    DATE = "date"
    TIME = "time"
    DATE_TIME = "dateTime"
    GEOPOINT = "geopoint"
    GEOTRACE = "geotrace"
    GEOSHAPE = "geoshape"
    BARCODE = "barcode"
    BINARY = "binary"
    INTENT = "intent"


class Verdict(StrEnum):
    """What is wrong with an answer, if anything. An irrelevant question is always VALID."""

    VALID = "valid"
    REQUIRED = "required"
    CONSTRAINT = "constraint"
    TYPE = "type"


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a select, in the session's language."""

    value: str
    label: str
    image: str | None = None
    audio: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it stands now, in the session's language.

    Attributes:
        page: key of the page it is asked on.
        value: the stored answer in lexical form, "" for none.
        message: the form's own sentence for the verdict, "" when the form has none or the answer is valid.
        attributes: attributes of the bind and the control that the engine does not know, kept as written
            (``kiosk:why``, ``orx:max-pixels``, ``entities:saveto`` …).
        media: names of files in the form's media folder, by kind: image, audio, video, big-image.
        parameters: start, end and step of a range.
    """

    ref: str
    page: str
    control: Control
    type: DataType
    label: str
    value: str
    hint: str = ""
    guidance: str = ""
    appearances: frozenset[str] = frozenset()
    relevant: bool = True
    required: bool = False
    readonly: bool = False
    verdict: Verdict = Verdict.VALID
    message: str = ""
    media: Mapping[str, str] = field(default_factory=dict)
    media_type: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)


class PageKind(StrEnum):
    """QUESTION: one question. GROUP: a group with appearance field-list, shown together.

    REPEAT: the place where one more instance of a repeat can be added or one removed; it has no questions itself.
    """

    QUESTION = "question"
    GROUP = "group"
    REPEAT = "repeat"


@dataclass(frozen=True, slots=True)
class Page:
    """A page in the order of the form. key is stable while the repeat position it names exists.

    sections: labels of the groups and repeat instances around it, outermost first.
    """

    key: str
    kind: PageKind
    refs: tuple[str, ...]
    title: str = ""
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """The outcome of an answer: its verdict, and the references whose state changed because of it."""

    verdict: Verdict
    message: str
    changed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Problem:
    """Why the form cannot be finalised yet."""

    ref: str
    page: str
    label: str
    verdict: Verdict
    message: str


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One line of the check-answers page. text is the answer as a person reads it (labels of choices, not values)."""

    ref: str
    page: str
    sections: tuple[str, ...]
    label: str
    text: str
    readonly: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """position of total pages, both from 1; it counts the pages that are relevant now."""

    position: int
    total: int


@dataclass(frozen=True, slots=True)
class LostAnswer:
    """An answer of a draft that its newer form has no place for."""

    ref: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Environment:
    """What the form may ask of the world around it; passed in so that tests and drafts can repeat themselves.

    new_uuid makes uuid() and the instanceID; now is an aware datetime in local time; random is in [0, 1).
    """

    now: Callable[[], datetime]
    new_uuid: Callable[[], str]
    random: Callable[[], float]
    properties: Mapping[str, str] = field(default_factory=dict)


class FormSession(Protocol):
    """One person filling in one form. Not thread-safe: one thread uses it."""

    @property
    def language(self) -> str:
        """The language of labels now; one of FormDefinition.languages ("" when the form has none)."""

    def set_language(self, language: str) -> None:
        """Switch labels; an unknown language keeps the form's default."""

    def pages(self) -> tuple[Page, ...]:
        """The pages that are relevant now, in order."""

    def progress(self, page: str) -> Progress:
        """Where a page stands among the relevant ones."""

    def question(self, ref: str) -> Question:
        """The question now. Raises UnknownReference."""

    def choices(self, ref: str) -> Sequence[Choice]:
        """The choices that the itemset's filter lets through now."""

    def answer(self, ref: str, value: str) -> Answered:
        """Store an answer and recompute what depends on it.

        A value that breaks the constraint is stored and reported (nothing a resident typed is lost); a value that is
        not of the data type, or not among the choices, is reported and not stored. "" takes the answer back. A node
        that is on no page and not computed (XLSForm's ``hidden``) takes an answer too: a scanned card can know more
        than is asked. Raises UnknownReference, and FormError for a question that is read-only now.
        """

    def add_repeat(self, ref: str) -> str:
        """Add an instance behind the last; returns its reference. Raises FormError when jr:count decides."""

    def insert_repeat(self, ref: str) -> str:
        """Add an instance before the one named (``/data/member[2]``), which moves up; returns the new one's reference.

        Raises UnknownReference, and FormError when jr:count decides.
        """

    def remove_repeat(self, ref: str) -> None:
        """Remove an instance; the ones behind it move up."""

    def repeats(self, ref: str) -> int:
        """How many instances there are."""

    def problems(self) -> tuple[Problem, ...]:
        """Everything that keeps the form from being finalised, in page order."""

    def summary(self) -> tuple[SummaryRow, ...]:
        """The relevant answered questions and the relevant empty ones, in page order, without notes."""

    def value_of(self, expression: str) -> str:
        """An XPath expression over this instance, as a string. Raises FormError."""

    def attachments(self) -> tuple[str, ...]:
        """Names of the files that go with the submission as it is now: answers to relevant uploads, in page order."""

    def draft(self) -> bytes:
        """The exact state, as XML; FormDefinition.resume() takes it back."""

    def finalise(self, *, instance_id: str, deprecated_id: str | None = None) -> bytes:
        """The submission XML: relevant nodes only, meta filled. Raises NotComplete with the problems."""


class FormDefinition(Protocol):
    """A form read once, to be filled in many times. Safe to share between threads."""

    @property
    def form_id(self) -> str:
        """The id attribute of the primary instance."""

    @property
    def version(self) -> str:
        """The version attribute of the primary instance."""

    @property
    def title(self) -> str:
        """h:title."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages of the itext, the default one first."""

    def start(self, environment: Environment, language: str = "") -> FormSession:
        """A new instance."""

    def resume(
        self, draft: bytes, environment: Environment, language: str = ""
    ) -> tuple[FormSession, tuple[LostAnswer, ...]]:
        """The instance that draft() or finalise() wrote, in this version of the form, and what did not fit.

        In the language of the draft when none is given. Raises FormSyntaxError for what is not an instance of this
        form, FormTooLarge.
        """
