"""What people read: labels, hints and messages in the session's language, with the answers they mention."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from forms.engine.model import Expression, Text, Translation
from forms.xpath.nodes import Node

if TYPE_CHECKING:
    from forms.engine.state import State

# pyxform writes this for a translation that nobody has written.
MISSING = "-"
_NO_TRANSLATION = Translation({}, {})


class Texts:
    """Attributes:
    language: one of the form's languages, "" when it has none.
    dynamic: set when a text was put together from answers, so that it must not be kept.
    """

    def __init__(self, state: "State", language: str) -> None:
        self.state = state
        self.language = ""
        self.dynamic = False
        self.choose(language)

    def choose(self, language: str) -> None:
        """One of the form's languages; its default one instead of any other."""
        languages = self.state.form.languages
        self.language = language if language in languages else next(iter(languages), "")

    def render(self, text: Text, node: Node, kind: str = "") -> str:
        """A text about a node. kind is the itext form: "" (the long one when there is one), short or guidance."""
        if text.itext or text.itext_from is not None:
            return self.translated(self.text_id(text, node), node, kind)
        return "" if kind else self._join(text, node)

    def text_id(self, text: Text, node: Node) -> str:
        """The itext id that a text refers to, "" for none."""
        if text.itext_from is None:
            return text.itext
        return self.state.text_over(text.itext_from, node, node)

    def translated(self, text_id: str, node: Node, kind: str = "") -> str:
        """An itext entry in the language now, else in the form's default language."""
        for entry in self._entries(text_id):
            wanted = ("long", "", "short") if kind == "" else (kind,)
            for name in wanted:
                text = entry.forms.get(name)
                if text is not None and text.parts != (MISSING,):
                    return self._join(text, node)
        return ""

    def media(self, text: Text, node: Node) -> Mapping[str, str]:
        """Media file names by kind."""
        text_id = self.text_id(text, node)
        return self.media_of(text_id) if text_id else {}

    def media_of(self, text_id: str) -> Mapping[str, str]:
        """Media file names of an itext entry by kind."""
        return next((entry.media for entry in self._entries(text_id) if entry.media), {})

    def _entries(self, text_id: str) -> list[Translation]:
        form = self.state.form
        languages = dict.fromkeys((self.language, *form.languages[:1]))
        return [form.translations.get(language, {}).get(text_id, _NO_TRANSLATION) for language in languages]

    def _join(self, text: Text, node: Node) -> str:
        return "".join(part if isinstance(part, str) else self._evaluate(part, node) for part in text.parts)

    def _evaluate(self, expression: Expression, node: Node) -> str:
        self.dynamic = True
        return self.state.text_over(expression, node, node)
