"""The template of a declaration: Jinja in a sandbox, with a few functions that read the answers."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import DictLoader, StrictUndefined, TemplateError, nodes, select_autoescape

from forms.errors import PackError
from forms.knowledge import name_in_capitals, number_in_words, readable_number
from forms.layout import markup
from forms.layout.sandbox import BoundedEnvironment

# Functions whose first argument is a reference.
READERS = ("answer", "date", "value", "day", "month", "year", "number", "words", "squares", "instances")
NAMES = (*READERS, "tick", "values", "blank")
POSITION = re.compile(r"\[\d+\]")
MAX_EMPTY = 100  # rows of a repeat that nobody has filled in
HERE = Path(__file__).parent
# SyntaxError: Python's own bounds, for what Jinja makes of a template.
BROKEN = (TemplateError, SyntaxError, TypeError, ValueError, ArithmeticError, LookupError, RecursionError)


def render_template(source: str, context: Mapping[str, Any]) -> str:
    """The line markup that a template makes. Raises PackError."""
    try:
        return _environment().rendered(source, dict(context))
    except BROKEN as error:
        place = f"declaration.txt: line {error.lineno}" if hasattr(error, "lineno") else "declaration.txt"
        raise PackError(place, [str(error)]) from error


def functions(
    text_of: Callable[[str], str],
    value_of: Callable[[str], str],
    count_of: Callable[[str], int],
    values: Mapping[str, str],
    *,
    blank: bool,
) -> dict[str, Any]:
    """What a template may call.

    Args:
        text_of: the answer to a reference as a person reads it.
        value_of: the answer in lexical form.
        count_of: how many instances of a repeat there are.
    """

    def answer(ref: str, share: int = 2, lines: int = 1, at: str = "") -> str:
        return _token(text_of(_within(ref, at)), share, lines)

    def date(ref: str, share: int = 2, at: str = "") -> str:
        return _token(readable_date(value_of(_within(ref, at))), share, 1)

    def number(ref: str, share: int = 2, at: str = "") -> str:
        lexical = value_of(_within(ref, at))
        return _token(readable_number(lexical) if lexical else "", share, 1)

    def words(ref: str, share: int = 2, lines: int = 1) -> str:
        lexical = value_of(ref)
        return _token(number_in_words(int(lexical)).capitalize() if lexical else "", share, lines)

    def value(ref: str, at: str = "") -> str:
        return value_of(_within(ref, at))

    def part(index: int) -> Callable[[str, str], str]:
        def read(ref: str, at: str = "") -> str:
            parts = value_of(_within(ref, at)).split("-")
            return _token(parts[index] if len(parts) == 3 else "", 1, 1)

        return read

    def squares(ref: str, count: int = 12, at: str = "") -> str:
        return markup.squares(value_of(_within(ref, at)), count)

    def tick(chosen: object) -> str:
        return markup.TICKED if chosen and not blank else markup.BOX

    def instances(ref: str, at_least: int = 0) -> list[str]:
        return [f"{ref}[{number}]" for number in range(1, max(count_of(ref), min(at_least, MAX_EMPTY)) + 1)]

    return {
        "answer": answer,
        "date": date,
        "number": number,
        "words": words,
        "value": value,
        "year": part(0),
        "month": part(1),
        "day": part(2),
        "squares": squares,
        "tick": tick,
        "instances": instances,
        "values": dict(values),
        "blank": blank,
    }


def _within(ref: str, at: str) -> str:
    """A reference within one instance of a repeat. Raises ValueError when it lies elsewhere."""
    if not at:
        return ref
    repeat = POSITION.sub("", at)
    if not ref.startswith(f"{repeat}/"):
        raise ValueError(f"{ref} is not in {repeat}")
    return at + ref[len(repeat) :]


def readable_date(value: str) -> str:
    """15/08/1955, 08/1955 or 1955 for a date of which not everything may be known."""
    return "/".join(reversed(value.split("-")))


def findings(source: str, references: frozenset[str]) -> list[str]:
    """What is wrong with a template, also in branches that are rarely taken."""
    try:
        tree = _environment().parse(source)
    except (TemplateError, RecursionError) as error:
        return [f"line {getattr(error, 'lineno', '?')}: {error}"]
    own = [*_unknown_names(tree), *_unknown_references(tree, references)]
    return own + [finding for name in _included(tree) for finding in _findings_of_shared(name, references)]


def signature_place(source: str) -> bool:
    """Whether a template has one place to sign, as itself or by what it includes."""
    return re.search(r"^\s*@sign\b", source, re.MULTILINE) is not None


def _included(tree: nodes.Template) -> list[str]:
    return [str(node.template.value) for node in tree.find_all(nodes.Include) if isinstance(node.template, nodes.Const)]


def _findings_of_shared(name: str, references: frozenset[str]) -> list[str]:
    if name not in _shared():
        return [f"{name} is not a shared template ({', '.join(_shared())})"]
    return [f"{name}: {finding}" for finding in findings(_shared()[name], references)]


def _unknown_names(tree: nodes.Template) -> Iterator[str]:
    own = {"loop", *(node.name for node in tree.find_all(nodes.Macro))}
    own |= {node.name for node in tree.find_all(nodes.Name) if node.ctx in ("store", "param")}
    own |= {name for node in tree.find_all(nodes.FromImport) for name in node.names if isinstance(name, str)}
    for node in tree.find_all(nodes.Name):
        if node.ctx == "load" and node.name not in own and node.name not in NAMES:
            yield f"line {node.lineno}: {node.name} is not a name a template knows ({', '.join(NAMES)})"


def _unknown_references(tree: nodes.Template, references: frozenset[str]) -> Iterator[str]:
    """Every string that looks like a reference must be one, wherever it stands (macros get them as arguments)."""
    for node in tree.find_all(nodes.Const):
        if isinstance(node.value, str) and node.value.startswith("/data/") and node.value not in references:
            yield f"line {node.lineno}: {node.value} is not in the form"
    for call in tree.find_all(nodes.Call):
        reads = isinstance(call.node, nodes.Name) and call.node.name in READERS
        first = call.args[0] if call.args else None
        if reads and isinstance(first, nodes.Const) and not str(first.value).startswith("/data/"):
            yield f"line {call.lineno}: {first.value!r} is not a reference (/data/…)"


def _token(text: str, share: int, lines: int) -> str:
    return markup.value(text) if text else markup.leader(share, lines)


@cache
def _shared() -> dict[str, str]:
    """What a template may include by name: macros, and whole paper forms that serve several procedures."""
    paths = (HERE / "blocks.txt", *sorted((HERE / "templates").glob("*.txt")))
    return {path.stem: path.read_text(encoding="utf-8") for path in paths}


def _environment() -> BoundedEnvironment:
    return BoundedEnvironment(
        {"capitals": _capitals},
        loader=DictLoader(_shared()),  # nothing else can be included
        undefined=StrictUndefined,
        autoescape=select_autoescape(enabled_extensions=(), default_for_string=False),  # it makes lines, not HTML
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _capitals(token: str) -> str:
    return name_in_capitals(token) if token.startswith(markup.OPEN) else token
