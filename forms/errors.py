"""Errors of the forms layer.

FormError
├── FormSyntaxError        not an XForm, or not well formed; says where
├── UnsupportedFeature     a feature that is refused by name and place, when a pack is built
├── FormTooLarge           hostile or broken input that would cost unbounded time or memory
├── ExpressionError        an XPath expression that cannot be read or evaluated
│   └── TooMuchWork        it could be, but would keep the machine busy for too long
├── CyclicCalculation      calculates or relevants that depend on themselves
├── UnknownReference       a reference that is not in the form
└── NotComplete            the form cannot be finalised; carries the problems
PackError                  a pack folder that cannot be used; carries every finding
KnowledgeError             a file of shared knowledge (holidays, catalogue, questions) that cannot be used; says where
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forms.contract import Problem


class FormError(ValueError):
    """Base of what can be wrong with a form or with a request to it.

    where names the place: a reference, an element, or a line of the source; "" when there is none.
    """

    def __init__(self, message: str, where: str = "") -> None:
        super().__init__(f"{where}: {message}" if where else message)
        self.where = where


class FormSyntaxError(FormError):
    """Not an XForm."""


class UnsupportedFeature(FormError):
    """A feature of XForms that this engine does not have."""


class FormTooLarge(FormError):
    """Past a bound that no honest form reaches."""


class ExpressionError(FormError):
    """An XPath expression that cannot be read or evaluated."""


class TooMuchWork(ExpressionError):
    """An expression, or all expressions of one operation together, past the bound of forms.xpath.work."""


class CyclicCalculation(FormError):
    """Expressions that depend on each other in a circle."""


class UnknownReference(FormError):
    """No such question, group or repeat."""


class NotComplete(FormError):
    """The form still has problems."""

    def __init__(self, problems: Sequence["Problem"]) -> None:
        super().__init__(f"{len(problems)} answers are missing or do not fit")
        self.problems = tuple(problems)


class PackError(ValueError):
    """A pack that cannot be used. findings: one sentence each, with the file and place."""

    def __init__(self, pack: str, findings: Sequence[str]) -> None:
        super().__init__(f"pack {pack}: " + "; ".join(findings))
        self.pack = pack
        self.findings = tuple(findings)


class KnowledgeError(ValueError):
    """A file of shared knowledge that cannot be used. where: file and line."""

    def __init__(self, message: str, where: str = "") -> None:
        super().__init__(f"{where}: {message}" if where else message)
        self.where = where
