"""Identity cards: what their QR codes, machine-readable lines and numbers say. Pictures are never taken or kept."""

from kiosk.cards.address import AddressGuess, match_address
from kiosk.cards.contact import NumberProblem, NumberUnreadable, Phone, parse_phone, parse_tax_code
from kiosk.cards.errors import CardUnreadable, Unreadable
from kiosk.cards.model import CardData, Oddity
from kiosk.cards.mrz import parse_mrz
from kiosk.cards.number import CitizenNumber, parse_citizen_number, parse_identity_number
from kiosk.cards.qr import parse_card_qr
from kiosk.cards.wedge import Heard, WedgeListener

__all__ = [
    "AddressGuess",
    "CardData",
    "CardUnreadable",
    "CitizenNumber",
    "Heard",
    "NumberProblem",
    "NumberUnreadable",
    "Oddity",
    "Phone",
    "Unreadable",
    "WedgeListener",
    "match_address",
    "parse_card_qr",
    "parse_citizen_number",
    "parse_identity_number",
    "parse_mrz",
    "parse_phone",
    "parse_tax_code",
]
