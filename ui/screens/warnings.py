"""What a resident should look at before going on: warnings of the procedure, and numbers that do not fit a person.

They are shown above the answers on the check page and keep nobody from going on.
"""

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from forms.errors import FormError
from kiosk.cards import Oddity
from ui.widgets import Notice

if TYPE_CHECKING:
    from forms.contract import FormSession
    from forms.pack import Procedure
    from ui.widgets import Screen

_LOG = logging.getLogger(__name__)


def sentences(procedure: "Procedure", session: "FormSession", language: str) -> list[str]:
    """One sentence for each. Raises FormError when a condition of the pack cannot be evaluated."""
    from forms.pack import warnings_for
    from kiosk.cards.doubts import doubts_about, odd_numbers
    from ui.screens.procedure import marked

    found = [marked(warning.text, language) for warning in warnings_for(procedure, session)]
    found += [
        of_number(doubt.oddity).format(person=doubt.person.in_language(language))
        for doubt in doubts_about(procedure, session)
    ]
    unknown = QCoreApplication.translate("CheckWarnings", "{question}: this number is unusual. Compare it once more.")
    return [*found, *(unknown.format(question=label) for label in odd_numbers(session))]


def of_number(oddity: Oddity) -> str:
    """What does not fit about a citizen number; {person} stands for whose it is."""
    if oddity is Oddity.SEX_DIFFERS:
        return QCoreApplication.translate(
            "CheckWarnings", "{person}: the sex does not fit the citizen number. Compare both with the card."
        )
    if oddity is Oddity.BIRTH_YEAR_DIFFERS:
        return QCoreApplication.translate(
            "CheckWarnings", "{person}: the year of birth does not fit the citizen number. Compare both with the card."
        )
    return QCoreApplication.translate(
        "CheckWarnings",
        "{person}: the first three digits of the citizen number are unusual. Compare them with the card.",
    )


def show_warnings(screen: "Screen", procedure: "Procedure", session: "FormSession", language: str) -> None:
    """Put them on top of a page. A condition that cannot be evaluated is a fault of the pack: logged, not shown."""
    try:
        found = sentences(procedure, session, language)
    except FormError:
        # The error may quote answers.
        _LOG.error("a warning of %s cannot be evaluated", procedure.code)
        return
    for place, sentence in enumerate(found):
        screen.body.insertWidget(place, Notice(sentence, "circle-alert", screen, warning=True))
