"""What is to be paid for a dossier: the account and the wording from its pack, the amount from its answers or typed."""

import re
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from forms.contract import Environment
from forms.errors import FormError
from forms.payment.vietqr import MAX_AMOUNT, Transfer, vietqr

if TYPE_CHECKING:
    from forms.pack.model import Pack, Payment

_NOT_PLAIN = re.compile(r"[^A-Za-z0-9]")


def payment_code(payment: "Payment", amount: int, code: str) -> str:
    """The text of the QR code for an amount in đồng. code: the follow-up code, which is the reference.

    Raises ValueError for an amount that no transfer has.
    """
    reference = _NOT_PLAIN.sub("", code)
    purpose = payment.purpose.replace("{code}", reference)
    return vietqr(Transfer(payment.bank_bin, payment.account, amount, reference, purpose))


def amount_due(pack: "Pack", answers: bytes | None) -> int | None:
    """The amount in đồng that the answers make by the pack's expression.

    None when the pack has no expression, the answers are gone, or they do not say: then the resident types what stands
    on the notice. Parts of a đồng are rounded.
    """
    payment = pack.procedure.payment
    if payment is None or not payment.amount or answers is None:
        return None
    environment = Environment(now=lambda: datetime.now().astimezone(), new_uuid=lambda: "", random=lambda: 0.5)
    try:
        session, _ = pack.form().resume(answers, environment)
        amount = Decimal(session.value_of(payment.amount)).to_integral_value()
        return int(amount) if 1 <= amount <= MAX_AMOUNT else None
    except (FormError, InvalidOperation):  # no number, or "NaN"
        return None
