"""What the doctor reports."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """OK works; WARN the visit goes on without it; BAD must be put right before residents come."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at, in the language that examine() was asked for.

    Attributes:
        subject: a stable word for programs: display, fonts, settings, printer, speech, scanner, camera, flatbed,
            disk, clock, store, portal, encryption.
        text: what was found.
        advice: what to do, "" when nothing is.
    """

    subject: str
    level: Level
    text: str
    advice: str = ""
