"""Random forms for comparing engines, the same from the same seed.

A form is a tree of groups, repeats, questions and calculates. Expressions are given out in a random order that is not
the order of the document, and read only what has its own already: so nothing depends on itself, and the engine's order
of evaluation is put to the test.
"""

from random import Random
from xml.sax.saxutils import quoteattr

from tests.support.form_generator_expressions import Expressions
from tests.support.form_generator_fields import DAYS, PLACES, WORDS, Container, Field
from tests.support.form_generator_xml import Drawn, Made, write

KINDS = (
    *("int", "int", "int", "int", "decimal", "string", "string", "string", "date", "date", "one", "one", "one", "many"),
    *("many", "time", "dateTime", "geopoint", "range", "rank", "trigger"),
)
LETTERS = ("a", "b", "c", "d", "e")
SEEDS = (1, 42, 2147483647, 1234567890123)


def make_form(random: Random) -> Made:
    """One form."""
    return _Generator(random).make()


class _Generator:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.count = 0
        self.drawn = Drawn(Container("/data"))
        self.done: list[Field] = []
        # Questions whose answers give values to others, with those.
        self.actions: list[tuple[str, str]] = []

    def make(self) -> Made:
        root = self.drawn.root
        self._fill(root, self.random.randint(5, 12), 0)
        waiting: list[Container | Field] = list(root.children)
        while waiting:
            one = waiting.pop(self.random.randrange(len(waiting)))
            self._decide(one)
            if isinstance(one, Container):
                waiting += one.children
        # stale-choice: JavaRosa takes answers back without telling.
        for field in [field for field in self.done if field.asked and not field.dynamic and self.chance(0.1)]:
            self._decide_action(field)
        return write(self.drawn)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    # Structure.

    def _name(self, letter: str) -> str:
        self.count += 1
        return f"{letter}{self.count}"

    def _fill(self, container: Container, size: int, depth: int) -> None:
        for _ in range(size):
            draw = self.random.random()
            if depth < 3 and draw < 0.22:
                self._add_container(container, depth, repeats=draw < 0.12)
            elif draw < 0.45:
                kind = self.random.choice(("int", "decimal", "string", "string", "date"))
                container.children.append(Field(f"{container.path}/{self._name('c')}", container, kind, asked=False))
            else:
                kind = self.random.choice(KINDS)
                container.children.append(Field(f"{container.path}/{self._name('q')}", container, kind))

    def _add_container(self, container: Container, depth: int, *, repeats: bool) -> None:
        inner = Container(f"{container.path}/{self._name('r' if repeats else 'g')}", container, repeats)
        container.children.append(inner)
        above = [around for around in container.around() if around.repeats]
        if repeats and self.chance(0.85) and all(around in self.drawn.templates for around in above):
            self.drawn.templates.add(inner)
        self._fill(inner, self.random.randint(1, 4), depth + 1)
        if not any(isinstance(one, Field) and one.asked for one in inner.children):
            # Nothing to show: JavaRosa never gets past such a repeat.
            inner.children.append(Field(f"{inner.path}/{self._name('q')}", inner, "int"))

    # What is said of each node.

    def _decide(self, one: Container | Field) -> None:
        say = Expressions(self.random, one, self.done)
        said = self.drawn.said.setdefault(one, {})
        if self.chance(0.35):
            said["relevant"] = say.boolean()
        if isinstance(one, Container):
            # repeat-readonly: JavaRosa adds no instances while a repeat is not read-only.
            if not one.repeats and self.chance(0.12):
                said["readonly"] = say.boolean()
            if one in self.drawn.templates and self.chance(0.45):
                self._decide_count(one)
            return
        if one.asked:
            self._decide_question(one, say, said)
        else:
            said["calculate"] = {"string": say.string, "date": say.date}.get(one.kind, say.number)(2)
        said["type"] = {"one": "string", "many": "string", "trigger": "string", "rank": "odk:rank"}.get(
            one.kind, one.kind
        )
        self.done.append(one)

    def _decide_count(self, repeat: Container) -> None:
        known = {around for around in repeat.around() if around.repeats} - {repeat}
        # count-irrelevant: JavaRosa counts by what it does not show.
        sources: list[Field] = [
            one
            for one in self.done
            if one.kind == "int" and Expressions.repeats_of(one) <= known and not self._depends(one, repeat)
        ]
        if not sources:
            return
        source = self.random.choice(sources)
        self.drawn.counts[repeat] = source.path
        said = self.drawn.said[source]
        if "calculate" in said:
            # count-limit: a handful, or none.
            said["calculate"] = f"round(({said['calculate']}) mod 5)"

    def _depends(self, one: Field, repeat: Container) -> bool:
        """Whether a question can be irrelevant where a repeat is not."""
        between: list[Container | Field] = [around for around in one.around() if around not in repeat.around()]
        return any("relevant" in self.drawn.said.get(around, {}) for around in [one, *between])

    def _decide_question(self, one: Field, say: Expressions, said: dict[str, str]) -> None:
        tag = {"one": "select1", "many": "select", "rank": "odk:rank", "trigger": "trigger"}.get(one.kind, "input")
        attributes = inside = ""
        if one.kind == "range":
            one.kind, tag, attributes = "int", "range", ' start="0" end="9" step="1"'
        elif one.kind in ("one", "many", "rank"):
            inside = self._choices(one, say)
        self.drawn.controls[one] = (tag, attributes, inside)
        if self.chance(0.3):
            said["constraint"] = self._constraint(one, say)
        if self.chance(0.3):
            said["required"] = "true()" if self.chance(0.5) else say.boolean(1)
        if self.chance(0.12):
            said["readonly"] = say.boolean(1)
        if self.chance(0.15):
            self.drawn.defaults[one] = self._default(one)

    def _default(self, one: Field) -> str:
        match one.kind:
            case "int":
                return str(self.random.randint(0, 6))
            case "decimal":
                return self.random.choice(("1.5", "2", "0.25"))
            case "string":
                return self.random.choice(WORDS)
            case "date":
                return self.random.choice(DAYS)
            case "one" if not one.dynamic:
                return self.random.choice(one.values)
        return ""

    def _constraint(self, one: Field, say: Expressions) -> str:
        operator = self.random.choice(("<", "<=", ">", ">="))
        if one.kind in ("int", "decimal"):
            own = f". {self.random.choice((operator, '!=', '='))} {say.number(1)}"
        elif one.kind == "date":
            own = f". {operator} {say.date(1)}"
        elif one.kind in ("many", "rank"):
            own = self.random.choice(("count-selected(.) <= 2", f"not(selected(., '{one.values[0]}'))"))
        elif one.kind in ("string", "one"):
            tests = ("string-length(.) < 4", "regex(., '[a-z0-9 ]+')", f". != {say.string(1)}", "contains(., 'a')")
            own = self.random.choice(tests)
        else:
            own = say.boolean(1)
        return f"({own}) or {say.boolean(0)}" if self.chance(0.2) else own

    def _decide_action(self, one: Field) -> None:
        """When this is answered, another question beside it gets a value."""
        taken = {*self.drawn.counts.values(), *(path for pair in self.actions for path in pair)}
        targets = [
            other
            for other in one.parent.children
            if isinstance(other, Field) and other.asked and other is not one and other.kind in ("int", "string", "date")
        ]
        # No chains, and no circles through repeats that are counted: how long those go on is each engine's own.
        targets = [target for target in targets if target.path not in taken]
        if not targets or one.path in taken:
            return
        target = self.random.choice(targets)
        self.actions.append((one.path, target.path))
        # Only what was answered: repeats that are counted grow before an action here, and after it in JavaRosa.
        known = Expressions.repeats_of(target)
        seen = [field for field in self.done if field.asked and Expressions.repeats_of(field) <= known]
        say = Expressions(self.random, target, [field for field in seen if field is not target])
        value = {"int": say.number, "string": say.string, "date": say.date}[target.kind](1)
        tag, attributes, inside = self.drawn.controls[one]
        action = f'<setvalue event="xforms-value-changed" ref="{target.path}" value={quoteattr(value)}/>'
        self.drawn.controls[one] = (tag, attributes, inside + action)

    # Choices.

    def _choices(self, one: Field, say: Expressions) -> str:
        if self.chance(0.35):
            one.values = LETTERS[: self.random.randint(2, 5)]
            shown = say.of_kind("string", "int")
            one.speaks = bool(shown) and self.chance(0.3)
            output = f' <output value="{say.ref(self.random.choice(shown))}"/>' if one.speaks else ""
            return "".join(f"<item><label>{v.upper()}{output}</label><value>{v}</value></item>" for v in one.values)
        one.dynamic = True
        # Values with a space in them cannot be one of several.
        kinds = ("string", "int") if one.kind == "one" else ("int",)
        far = [field for field in say.far if field.kind in kinds and not say.known]
        far = [field for field in far if len(say.repeats_of(field)) == 1]
        if far and self.chance(0.3):
            nodeset, value, shown_by = self._out_of_repeat(one, self.random.choice(far))
        else:
            table = self.random.choice(say.tables)
            one.values = tuple(row[0] for row in PLACES)
            nodeset = f"instance('{table}')/root/item{self._filter(say)}"
            value, shown_by = "name", "label"
            if table == "inline" and self.chance(0.5):
                shown_by = "jr:itext(itextId)"
        if self.chance(0.12):
            nodeset = f"randomize({nodeset}, {self.random.choice(SEEDS)})"
        return f'<itemset nodeset={quoteattr(nodeset)}><value ref="{value}"/><label ref="{shown_by}"/></itemset>'

    def _out_of_repeat(self, one: Field, far: Field) -> tuple[str, str, str]:
        repeat = next(around for around in far.around() if around.repeats)
        below = far.path[len(repeat.path) + 1 :]
        one.values = ("1", "2", "a", "Lan")
        return f"{repeat.path}[{below} != '']", below, below

    def _filter(self, say: Expressions) -> str:
        say.in_predicate = True
        sources = [near for near in say.near if near.kind == "one" and near.dynamic and near.values[:1] == ("p1",)]
        tests = []
        if sources and self.chance(0.8):
            tests.append(f"parent = {say.ref(self.random.choice(sources))}")
        else:
            numbers = say.of_kind("int")
            limit = say.ref(self.random.choice(numbers)) if numbers and self.chance(0.5) else self.random.choice("579")
            tests.append(
                self.random.choice(
                    (
                        "parent = ''",
                        "starts-with(name, 'p')",
                        f"size < {limit}",
                        f"{limit} = size",
                        f"parent = 'p{self.random.randint(1, 3)}'",
                        f"selected('p1 d2 d3 c4', name) or size = {limit}",
                        "position() < 4",
                    )
                )
            )
        if self.chance(0.25):
            tests.append(self.random.choice(("size > 2", "name != 'd3'", "contains(label, 'n')")))
        say.in_predicate = False
        glue = self.random.choice(("][", " and ", " and "))
        return f"[{glue.join(f'({test})' if ' or ' in test else test for test in tests)}]"
