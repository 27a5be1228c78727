"""What this kiosk can do for a resident, and what it only knows of: packs that run, cards that tell where to go."""

from kiosk.catalogue.finding import Found
from kiosk.catalogue.packs import ARCHIVES, Catalogue, CodeOnly

__all__ = ["ARCHIVES", "Catalogue", "CodeOnly", "Found"]
