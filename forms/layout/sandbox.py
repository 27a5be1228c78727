"""Jinja for templates that came over the network: bounded in what they may use, in steps and in length.

Jinja's own sandbox keeps a template from the program's objects, not from the machine's time and memory:
``{{ "a" * 10 ** 10 }}`` is allowed there, and so are loops within loops. Here a template has the means of a paper form:
functions that it is given, macros, loops, a few filters and methods that make no more of a text than it was.
"""

from collections.abc import Callable, Iterator
from typing import Any

from jinja2 import nodes
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.runtime import Context, Macro, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

MAX_SOURCE = 256 * 1024
MAX_STEPS = 5_000  # rounds of loops, and calls; a form of two pages takes some 300
MAX_TEXT = 200_000  # characters of one text, and of a whole declaration
MAX_NUMBER = 1 << 31
FILTERS = ("default", "first", "last", "length", "lower", "trim", "upper")
_METHODS: dict[object, tuple[str, ...]] = {
    str: ("endswith", "lower", "lstrip", "rsplit", "rstrip", "split", "startswith", "strip", "upper"),
    dict: ("get", "items", "keys", "values"),
}
_STEP, _JOIN = "_step", "_join"
_ITEMS = (nodes.Const, nodes.Call, nodes.Concat)


class BoundedEnvironment(ImmutableSandboxedEnvironment):
    """For one rendering: it counts. What it refuses is a SecurityError or a TemplateSyntaxError (TemplateErrors)."""

    intercepted_binops = frozenset(("+", "-", "*", "/", "//", "%", "**"))

    def __init__(self, filters: dict[str, Callable[[str], str]], **options: Any) -> None:
        """filters: further ones, that make no more of a text than it was."""
        super().__init__(**options)
        self.finalize = self._printed
        self.filters = {**{name: self.filters[name] for name in FILTERS}, **filters}
        self._given: tuple[object, ...] = (self._step, self._join)
        self._left, self._room = MAX_STEPS, MAX_TEXT
        self.globals.clear()
        self.globals.update({_STEP: self._step, _JOIN: self._join})

    def rendered(self, source: str, context: dict[str, Any]) -> str:
        """The template with the functions and values of context. Raises TemplateError, and what the functions raise."""
        self._given = (*self._given, *(value for value in context.values() if callable(value)))
        return self.from_string(source).render(context)

    def is_safe_callable(self, obj: Any) -> bool:
        """Macros, what the context gave, and a few methods."""
        if isinstance(obj, Macro) or any(obj == given for given in self._given):
            return True
        owner: object = type(getattr(obj, "__self__", None))
        return getattr(obj, "__name__", "") in _METHODS.get(owner, ())

    def call(self, context: Context, obj: Any, /, *args: Any, **named: Any) -> Any:
        """Every call of a template comes through here, those of macros too."""
        self._step()
        return super().call(context, obj, *args, **named)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Sums of texts, and arithmetic with small numbers."""
        if operator == "+" and isinstance(left, str) and isinstance(right, str):
            return self._join(left, right)
        small = all(isinstance(side, int) and abs(side) < MAX_NUMBER for side in (left, right))
        if operator == "**" or not small:
            raise SecurityError(f"{operator} of these is not for a declaration")
        return super().call_binop(context, operator, left, right)

    def _step(self, characters: int = 0) -> str:
        """One round or call; characters: of the template's own that it prints."""
        self._left -= 1
        self._room -= characters
        if self._left < 0 or self._room < 0:
            raise SecurityError("the template goes round too often")
        return ""

    def _join(self, *parts: object) -> str:
        for part in parts:
            if not isinstance(part, str | int | Undefined):
                raise SecurityError("only texts and numbers can be joined")
        text = "".join(str(part) for part in parts)
        if len(text) > MAX_TEXT:
            raise SecurityError("the template makes too long a text")
        return text

    def _printed(self, value: Any) -> Any:
        """A list of lists of lists is small to write and endless to print."""
        if isinstance(value, Undefined | int):
            return value
        if not isinstance(value, str):
            raise SecurityError("only texts and numbers can be printed")
        self._room -= len(value)
        if self._room < 0:
            raise SecurityError("the template prints too much")
        return value

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        if len(source) > MAX_SOURCE:
            raise TemplateSyntaxError("the template is too long", 1, name, filename)
        tree = super()._parse(source, name, filename)
        for node in tree.find_all((nodes.List, nodes.Tuple, nodes.Dict, nodes.Name)):
            if isinstance(node, nodes.Name) and node.name in (_STEP, _JOIN):
                raise TemplateSyntaxError(f"{node.name} is not a name for a template", node.lineno, name, filename)
            if any(not isinstance(item, _ITEMS) for item in _items(node)):
                raise TemplateSyntaxError("a list holds plain words only", node.lineno, name, filename)
        return tree

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        counted = _Counted().visit(source)
        counted.set_environment(self)
        return super()._generate(counted, name, filename, defer_init)


class _Counted(NodeTransformer):
    """Puts a step before each body that may be gone through more than once, and a bound on ``~``."""

    def visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> Any:
        """What is inside first."""
        node = self.generic_visit(node, *args, **kwargs)
        if isinstance(node, nodes.For | nodes.Macro | nodes.CallBlock):
            return _with_step(node)
        return _call(_JOIN, list(node.nodes), node.lineno) if isinstance(node, nodes.Concat) else node


def _with_step(node: nodes.For | nodes.Macro | nodes.CallBlock) -> nodes.Node:
    own = sum(len(data.data) for part in node.body for data in part.find_all(nodes.TemplateData))
    step = _call(_STEP, [nodes.Const(own, lineno=node.lineno)], node.lineno)
    node.body.insert(0, nodes.Output([step], lineno=node.lineno))
    return node


def _call(name: str, arguments: list[nodes.Expr], line: int) -> nodes.Call:
    return nodes.Call(nodes.Name(name, "load", lineno=line), arguments, [], None, None, lineno=line)


def _items(node: nodes.Node) -> Iterator[nodes.Node]:
    if isinstance(node, nodes.Dict):
        for pair in node.items:
            yield from (pair.key, pair.value)
    elif isinstance(node, nodes.List | nodes.Tuple) and getattr(node, "ctx", "load") == "load":
        yield from node.items
