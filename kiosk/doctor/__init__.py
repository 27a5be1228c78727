"""What works on this machine, and what to do where something does not."""

from kiosk.doctor.examination import examine
from kiosk.doctor.finding import Finding, Level

__all__ = ["Finding", "Level", "examine"]
