"""What stands on a slip, before it is laid out. No personal data: a slip is lost, found and photographed."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kiosk.types import Words


class SlipForm(StrEnum):
    """The paper a slip is laid out for."""

    ROLL_80MM = "80mm"
    A5 = "a5"


@dataclass(frozen=True, slots=True)
class PaperToBring:
    """One paper, and when it is needed (None or an empty text: always). kind: original, copy or show."""

    name: Words
    when_text: Words | None
    kind: str
    verified: bool = True


@dataclass(frozen=True, slots=True)
class ReceiptData:
    """A receipt ("Phiếu hỗ trợ kê khai").

    Attributes:
        code: the follow-up code, nine characters.
        link: content of the QR code, {portal_url}/h/{token}.
        number: which revision it is for; above 1 the slip says that it was amended.
        finalised_at: aware, in local time.
        sent: the portal has acknowledged it; else the slip says that it goes when there is a line.
        site: the commune's or cultural house's name.
        expected_on: when the result can be expected if an officer gets the dossier now; None when that cannot be said.
        server: the server that it goes to when that is not the portal; no news comes back from there. link: the token.
    """

    code: str
    link: str
    procedure_code: str
    procedure: Words
    number: int
    finalised_at: datetime
    sent: bool
    site: str
    authority: Words
    time_limit: Words
    time_limit_verified: bool
    expected_on: date | None
    papers: tuple[PaperToBring, ...] = ()
    next_steps: tuple[Words, ...] = ()
    hotline: str = ""
    server: str = ""


@dataclass(frozen=True, slots=True)
class DraftSlipData:
    """A draft slip ("Phiếu giữ chỗ"): how to come back to a form that was begun.

    kept_until: the last day before the draft is wiped; None leaves that line out.
    """

    code: str
    procedure: Words
    saved_at: datetime
    kept_until: date | None
    has_pin: bool
    site: str
    hotline: str = ""


@dataclass(frozen=True, slots=True)
class HandoverSlipData:
    """A slip that holds an unfinished form, sealed, for another machine of the commune ("Phiếu mang tờ khai").

    digits: content of the QR code. until: the last day it opens. pictures: how many stayed on the first machine;
    papers: of what, by name, each once.
    """

    code: str
    digits: str
    procedure: Words
    saved_at: datetime
    until: date
    pictures: int
    site: str
    hotline: str = ""
    papers: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class BringSlipData:
    """A slip to prepare from at home: what a procedure costs, how long it takes, what to bring."""

    procedure_code: str
    procedure: Words
    fee: Words
    fee_exemptions: tuple[Words, ...]
    fee_verified: bool
    time_limit: Words
    time_limit_verified: bool
    authority: Words
    papers: tuple[PaperToBring, ...]
    printed_at: datetime
    site: str
    hotline: str = ""


@dataclass(frozen=True, slots=True)
class PaymentSlipData:
    """A slip to pay with at home ("Phiếu nộp tiền"): a QR code for a transfer, and what it must say.

    code: the follow-up code. amount: in đồng. content: text of the QR code, for the account named here and no other.
    """

    code: str
    procedure: Words
    amount: int
    content: str
    bank: Words
    account: str
    account_name: str
    printed_at: datetime
    site: str
    hotline: str = ""


@dataclass(frozen=True, slots=True)
class InformationSlipData:
    """A slip about something that has no form here: where to go.

    Attributes:
        title: what it is about.
        text: advice in a sentence or two; None for a procedure of the catalogue.
        place: where to go, one of forms.knowledge.catalogue.Place; "" leaves the line out.
        tell: official name and code, to tell the officer; "" leaves the line out.
        verified: whether a source confirms text or place.
    """

    title: Words
    text: Words | None
    place: str
    tell: str
    verified: bool
    printed_at: datetime
    site: str
    hotline: str = ""


Slip = ReceiptData | DraftSlipData | HandoverSlipData | BringSlipData | PaymentSlipData | InformationSlipData
