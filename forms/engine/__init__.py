"""The ODK XForms engine. load_form() reads a form; forms.contract says what can be done with it."""

from collections.abc import Mapping
from pathlib import Path

from forms.contract import FormDefinition
from forms.engine.definition import Definition
from forms.engine.form import read_form
from forms.engine.trial import try_out, walk

__all__ = ["load_form", "try_out", "walk"]


def load_form(source: bytes | Path, media: Mapping[str, bytes] | Path | None = None) -> FormDefinition:
    """Reads an XForm once, to be filled in many times.

    media resolves ``jr://file/NAME`` and ``jr://file-csv/NAME``: contents by name, or the folder they lie in. With a
    Path as source and no media it is the folder of the form.

    Raises FormSyntaxError (not an XForm, or a file is missing), UnsupportedFeature (by name and place), FormTooLarge,
    ExpressionError (an expression that cannot be read, or a path that leads nowhere) and CyclicCalculation.
    """
    return Definition(read_form(source, media))
