"""The index over packs and cards: one entry for each procedure, whether it runs here or is only known of."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from forms.knowledge.by_names import ByNames
from forms.knowledge.catalogue import Card
from forms.knowledge.search import Entry, Index

if TYPE_CHECKING:
    from forms.pack import Pack

_RUNS = 1.25  # a procedure that can be done here is more likely meant than one that cannot
_TITLE, _PLAIN, _CODE, _NAME, _ENGLISH, _OFFICIAL, _FIELD, _SUMMARY = 8.0, 8.0, 8.0, 7.0, 6.0, 4.0, 1.0, 1.0
_LATER_NAME = 0.7  # a by-name's second procedure weighs so much of the one before


@dataclass(frozen=True, slots=True)
class Found:
    """A procedure by its code: with a pack it runs here, without one its card says where to go."""

    code: str
    pack: "Pack | None"
    card: Card | None

    def in_language(self, language: str) -> str:
        """Its name."""
        if self.pack is not None:
            return self.pack.procedure.title.in_language(language)
        return self.card.in_language(language) if self.card is not None else self.code


class Finder:
    """Search over what is on offer now; made anew when that changes."""

    def __init__(self, packs: Iterable["Pack"], cards: Iterable[Card], names: ByNames) -> None:
        by_code = {pack.code: pack for pack in packs}
        known = {card.code: card for card in cards}
        self.found = {code: Found(code, by_code.get(code), known.get(code)) for code in {**by_code, **known}}
        self._index = Index([_entry(each, names.get(each.code, ())) for each in self.found.values()])

    def search(self, text: str, limit: int) -> tuple[Found, ...]:
        """Best first; none for a text without words."""
        return tuple(self.found[code] for code in self._index.search(text, limit))


def _entry(found: Found, names: tuple[tuple[int, str], ...]) -> Entry:
    texts = [(_CODE, found.code), *((_NAME * _LATER_NAME**place, name) for place, name in names)]
    if found.card is not None:
        card = found.card
        texts += [(_PLAIN, card.plain), (_OFFICIAL, card.title), (_ENGLISH, card.plain_en), (_FIELD, card.field)]
    if found.pack is not None:
        procedure = found.pack.procedure
        texts += [(_TITLE, procedure.title.vi), (_ENGLISH, procedure.title.en)]
        texts += [(_NAME, word) for word in procedure.keywords]
        texts += [
            (_OFFICIAL, procedure.form_name.vi),
            (_SUMMARY, procedure.summary.vi),
            (_SUMMARY, procedure.summary.en),
        ]
    return Entry(found.code, tuple(text for text in texts if text[1]), _RUNS if found.pack is not None else 1.0)
