"""Paying a fee or a tax from a bank app: a QR code for the account that the procedure's pack names, and no other."""

from forms.payment.due import amount_due, payment_code
from forms.payment.vietqr import MAX_AMOUNT, Transfer, VietQrUnreadable, read_vietqr, vietqr

__all__ = ["MAX_AMOUNT", "Transfer", "VietQrUnreadable", "amount_due", "payment_code", "read_vietqr", "vietqr"]
