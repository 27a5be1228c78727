"""Packs are read once in a process that runs tests: every kiosk of a test opens the same ones.

What was read is kept by its contents, so that a pack that a test changes is read anew. Reading itself has its tests in
tests/forms, which do without this.
"""

from functools import cached_property, lru_cache

import pytest

from forms.contract import FormDefinition
from forms.engine import load_form
from forms.pack import Pack, reading
from forms.pack.model import FORM_COMPILED

_parse = lru_cache(maxsize=128)(reading.parse_procedure)


@lru_cache(maxsize=64)
def _load(source: bytes, media: tuple[tuple[str, bytes], ...]) -> FormDefinition:
    return load_form(source, dict(media))


def _form(pack: Pack) -> FormDefinition:
    return _load((pack.folder / FORM_COMPILED).read_bytes(), tuple(sorted(pack.media().items())))


_FORM = cached_property(_form)
_FORM.__set_name__(Pack, "_form")


def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """For this test."""
    monkeypatch.setattr(reading, "parse_procedure", _parse)
    monkeypatch.setattr(Pack, "_form", _FORM)
