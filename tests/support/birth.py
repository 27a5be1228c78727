"""A birth registration, filled in through the form's own engine."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import forms
from forms.contract import Environment, FormSession
from forms.pack import load_pack

PACK = load_pack(Path(forms.__file__).parent / "packs" / "1.001193")


def session(answers: Mapping[str, str]) -> FormSession:
    """The form with these answers, by reference."""
    environment = Environment(lambda: datetime.now().astimezone(), lambda: str(uuid4()), lambda: 0.5)
    begun = PACK.form().start(environment, "vi")
    for ref, value in answers.items():
        assert begun.answer(ref, value).verdict == "valid", ref
    return begun


def instance(answers: Mapping[str, str]) -> str:
    """Its instance as XML."""
    return session(answers).draft().decode()
