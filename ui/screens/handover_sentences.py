"""What to say when a form cannot be taken along or taken in: what it is, and what to do. At most 20 words each."""

from kiosk.errors import PinTooSimple
from kiosk.handover.errors import (
    ErasedHere,
    FinishedHere,
    NoSiteKey,
    NotToBeTaken,
    PackMissing,
    PinTooShort,
    TooLongForPaper,
)
from sync.bundles.errors import Foreign, NotThere, StickFull, StickUnwritable, Torn
from sync.bundles.handover import Over, TooNew
from ui.screens import sentences

translate = sentences.translate


def of_leaving(error: Exception) -> str:
    """Taking along; "" for what nobody can do something about."""
    short = translate("Handover", "Choose six digits. Four are too few for a form that leaves this machine.")
    texts: tuple[tuple[type[Exception], str], ...] = (
        (PinTooShort, short),
        (PinTooSimple, translate("Handover", "Others could guess this PIN. Choose six other digits.")),
        (NotToBeTaken, translate("Handover", "Answer at least one question first, then take the form along.")),
        (TooLongForPaper, translate("Handover", "The form is too long for a slip. Take it along on a stick.")),
        (NoSiteKey, translate("Handover", "This machine has to be on the network once first. Call the volunteer.")),
        (StickFull, translate("Handover", "The stick is too full. Make room on it, or take a larger one.")),
        (StickUnwritable, translate("Handover", "The stick cannot be used. Plug it in again, or take another one.")),
        (Torn, translate("Handover", "The stick is damaged. Try again, or take another stick.")),
    )
    return _first(error, texts) or sentences.of_error(error)


def of_arriving(error: Exception) -> str:
    """Taking in."""
    over = translate("Handover", "It was good until {day}. Go on at the machine where the form was begun.")
    texts: tuple[tuple[type[Exception], str], ...] = (
        (Over, over.format(day=_day(error))),
        (Foreign, translate("Handover", "It comes from a machine of another commune. Go on at a machine there.")),
        (TooNew, translate("Handover", "It was made by a newer machine. Go on there, or call the volunteer.")),
        (NotThere, translate("Handover", "No form was found on a stick. Plug in the right stick, then look again.")),
        (StickUnwritable, translate("Handover", "The stick cannot be used. Plug it in again, or take another one.")),
        (Torn, translate("Handover", "Only a part was read. Hold the slip flat and scan it again.")),
        (
            PackMissing,
            translate("Handover", "This machine lacks the form's version. Keep the slip; try another machine."),
        ),
        (FinishedHere, translate("Handover", "This form was finished here already. Scan the receipt to see it.")),
        (ErasedHere, translate("Handover", "This form was erased here. Go on at the machine where it was begun.")),
        (NoSiteKey, translate("Handover", "This machine has to be on the network once first. Call the volunteer.")),
    )
    return _first(error, texts) or sentences.of_error(error)


def _first(error: Exception, texts: tuple[tuple[type[Exception], str], ...]) -> str:
    return next((text for kind, text in texts if isinstance(error, kind)), "")


def _day(error: Exception) -> str:
    return f"{error.until.astimezone():%d/%m/%Y}" if isinstance(error, Over) else ""
