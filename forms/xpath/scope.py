"""What surrounds an expression when it is compiled."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from forms.errors import ExpressionError
from forms.xpath import tree


@dataclass(frozen=True, slots=True)
class Scope:
    """Namespaces and short cuts.

    Attributes:
        namespaces: prefixes in scope, "" for the default namespace.
        plain: namespaces whose names are written without one (that of XForms, and the primary instance's own).
        single: for a path to a node outside repeats its index in Host.singles; None for every other path.
    """

    namespaces: Mapping[str, str] = field(default_factory=dict)
    plain: frozenset[str] = frozenset()
    single: Callable[[tree.Path], int | None] | None = None

    def resolve(self, name: str) -> str:
        """A name test as node names are written. Raises ExpressionError for an unknown prefix."""
        prefix, colon, local = name.partition(":")
        if not colon:
            return name
        namespace = self.namespaces.get(prefix)
        if namespace is None:
            raise ExpressionError(f"the prefix {prefix}: is not declared")
        return local if namespace in self.plain else f"{{{namespace}}}{local}"
