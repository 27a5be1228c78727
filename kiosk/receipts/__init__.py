"""Slips for the resident: the receipt, the draft slip and what to bring, as PDF for the 80 mm roll and A5."""

from kiosk.receipts.errors import ReceiptProblem, ReceiptUnreadable
from kiosk.receipts.model import (
    BringSlipData,
    DraftSlipData,
    HandoverSlipData,
    InformationSlipData,
    PaperToBring,
    PaymentSlipData,
    ReceiptData,
    Slip,
    SlipForm,
)
from kiosk.receipts.reading import ReceiptRead
from kiosk.receipts.service import Receipts

__all__ = [
    "BringSlipData",
    "DraftSlipData",
    "HandoverSlipData",
    "InformationSlipData",
    "PaperToBring",
    "PaymentSlipData",
    "ReceiptData",
    "ReceiptProblem",
    "ReceiptRead",
    "ReceiptUnreadable",
    "Receipts",
    "Slip",
    "SlipForm",
]
