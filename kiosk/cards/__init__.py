"""Identity cards: what their QR codes, machine-readable lines and numbers say. Pictures are never taken or kept."""

from kiosk.cards.errors import CardUnreadable, Unreadable
from kiosk.cards.model import CardData, Oddity

__all__ = ["CardData", "CardUnreadable", "Oddity", "Unreadable"]
