"""What a form is, once read: immutable for the rest of the program, shared by every session and thread."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from forms.contract import Control, DataType
from forms.xpath.context import Evaluate

# Elements and attributes of the primary instance, as a form declares them and as a visit fills them in. The largest
# forms in use have some thousands.
MAX_NODES = 100_000
# Controls and choices in the body, and texts of all languages: an inline list may be long and in three languages.
MAX_ITEMS = 300_000


class SchemaNode:
    """A node of the primary instance as the form declares it: once, however often a repeat repeats it.

    Attributes:
        name: as in forms.xpath.nodes.Node; "@name" for an attribute that a bind names.
        tag: the name lxml writes, with its namespace.
        path: absolute, with prefixes as the form writes them, without positions.
    """

    __slots__ = (
        "bind",
        "children",
        "index",
        "name",
        "parent",
        "path",
        "question",
        "repeat",
        "single",
        "tag",
    )

    def __init__(self, name: str, tag: str, path: str, parent: "SchemaNode | None", index: int) -> None:
        self.name = name
        self.tag = tag
        self.path = path
        self.parent = parent
        self.index = index
        self.children: dict[str, SchemaNode] = {}
        self.bind = Bind()
        self.repeat: Repeat | None = None
        self.question: QuestionDefinition | None = None
        # True when no ancestor-or-self repeats: there is exactly one node of this kind in an instance.
        self.single = True

    def ancestors(self) -> "list[SchemaNode]":
        """This node and those above it, innermost first, without the document node."""
        found, at = [], self
        while at.parent is not None:
            found.append(at)
            at = at.parent
        return found

    def descendants(self) -> "list[SchemaNode]":
        """This node and those below it, in document order."""
        found, waiting = [], [self]
        while waiting:
            node = waiting.pop()
            found.append(node)
            waiting.extend(reversed(node.children.values()))
        return found

    def __repr__(self) -> str:
        return f"<SchemaNode {self.path}>"


class Part(Enum):
    """What an expression of a form decides about its target."""

    RELEVANT = "relevant"
    CALCULATE = "calculate"
    READONLY = "readonly"
    REQUIRED = "required"
    CONSTRAINT = "constraint"
    COUNT = "count"
    CHOICES = "choices"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Read:
    """A schema node that an expression reads.

    Attributes:
        bound: the innermost ancestor-or-self of node whose instance is the same for the expression's own node: a change
            concerns only the targets below that instance.
        guarded: a predicate stands on the way, so that reading one's own kind means another instance of a repeat.
    """

    node: SchemaNode
    bound: SchemaNode
    guarded: bool = False


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression ready to run.

    Attributes:
        source: as written, for messages.
        where: the place it was written at.
        reads: what it depends on.
        volatile: names of functions in it whose value changes by itself or with the language (now, random, jr:itext …).
        cost: units of work (forms.xpath.work) that evaluating it takes at least.
    """

    source: str
    where: str
    evaluate: Evaluate
    reads: tuple[Read, ...] = ()
    volatile: frozenset[str] = frozenset()
    cost: int = field(init=False, default=1)

    def __post_init__(self) -> None:
        object.__setattr__(self, "cost", 1 + (len(self.source) >> 5))


@dataclass(frozen=True, slots=True)
class Text:
    """A text with expressions in it; itext names an entry of the form's translations instead."""

    parts: tuple[str | Expression, ...] = ()
    itext: str = ""
    # For ``jr:itext(path)``: the expression that gives the id.
    itext_from: Expression | None = None

    def __bool__(self) -> bool:
        return bool(self.parts or self.itext or self.itext_from)


NO_TEXT = Text()


@dataclass(slots=True)
class Bind:
    """What a bind says of its node."""

    type: DataType = DataType.STRING
    declared_type: str = "string"
    relevant: Expression | None = None
    calculate: Expression | None = None
    readonly: Expression | None = None
    required: Expression | None = None
    constraint: Expression | None = None
    constraint_message: Text = NO_TEXT
    required_message: Text = NO_TEXT
    preload: str = ""
    preload_parameters: str = ""
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Action:
    """setvalue: at one of the events, target gets the value of an expression, or the literal text."""

    events: frozenset[str]
    target: SchemaNode
    value: Expression | None
    literal: str
    where: str


@dataclass(slots=True)
class Repeat:
    """What the body says of a repeated node."""

    count: Expression | None = None
    fixed: bool = False
    actions: tuple[Action, ...] = ()
    template: "Initial | None" = None


@dataclass(slots=True)
class Initial:
    """A node of the initial instance: values and repeat instances that the form begins with."""

    schema: SchemaNode
    value: str = ""
    children: list["Initial"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class StaticChoice:
    value: str
    label: Text


@dataclass(frozen=True, slots=True)
class Itemset:
    """Choices from a node-set. value and label are evaluated with each node as context node.

    Attributes:
        value_child, label_child: the name of a child when that is all the expression says, else "".
    """

    nodeset: Expression
    value: Expression
    label: Text
    value_child: str = ""
    label_child: str = ""


@dataclass(slots=True)
class QuestionDefinition:
    """A control of the body."""

    schema: SchemaNode
    control: Control
    label: Text = NO_TEXT
    hint: Text = NO_TEXT
    guidance: Text = NO_TEXT
    appearances: frozenset[str] = frozenset()
    attributes: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)
    media_type: str = ""
    choices: tuple[StaticChoice, ...] = ()
    itemset: Itemset | None = None
    actions: tuple[Action, ...] = ()


@dataclass(slots=True)
class GroupDefinition:
    """A group of the body; schema is None for a group that only arranges controls."""

    schema: SchemaNode | None
    key: str
    label: Text = NO_TEXT
    appearances: frozenset[str] = frozenset()
    children: "list[BodyItem]" = field(default_factory=list)


@dataclass(slots=True)
class RepeatDefinition:
    """A repeat of the body, with the label of the group around it."""

    schema: SchemaNode
    label: Text = NO_TEXT
    appearances: frozenset[str] = frozenset()
    children: "list[BodyItem]" = field(default_factory=list)


BodyItem = QuestionDefinition | GroupDefinition | RepeatDefinition


@dataclass(frozen=True, slots=True)
class Translation:
    """One itext entry in one language: the text, and media file names by kind."""

    forms: Mapping[str, Text]
    media: Mapping[str, str]
