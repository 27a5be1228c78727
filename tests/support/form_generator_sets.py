"""Random paths, and random expressions about many nodes at once: the instances of repeats, the rows of lists."""

from random import Random

from tests.support.form_generator_fields import WORDS, Container, Field


class References:
    """Paths from one node to the fields handed in.

    tables: the lists that every form has.
    near: fields in the repeat instances around the node. far: those in repeats that are not around it.
    """

    tables = ("inline", "csv")

    def __init__(self, random: Random, at: Container | Field, fields: list[Field]) -> None:
        self.random = random
        self.at = at
        self.known = self.repeats_of(at)
        self.near = [one for one in fields if self.repeats_of(one) <= self.known]
        self.far = [one for one in fields if not self.repeats_of(one) <= self.known]
        self.in_predicate = False

    @staticmethod
    def repeats_of(one: Container | Field) -> set[Container]:
        return {around for around in one.around() if around.repeats}

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def of_kind(self, *kinds: str) -> list[Field]:
        return [one for one in self.near if one.kind in kinds]

    def far_of(self, *kinds: str) -> list[Field]:
        return [one for one in self.far if one.kind in kinds]

    def ref(self, one: Field | Container) -> str:
        """A path to a node of the same repeat instances: absolute, relative, or through current()."""
        if self.in_predicate:
            # predicate-path: in here an absolute path means every instance to JavaRosa.
            absolute = self.chance(0.6) and not self.repeats_of(one)
            return one.path if absolute else f"current()/{self.relative(one)}"
        choice = self.random.random()
        if choice < 0.5:
            return one.path
        return f"current()/{self.relative(one)}" if choice < 0.6 else self.relative(one)

    def relative(self, one: Field | Container) -> str:
        here, there = self.at.path.split("/")[1:], one.path.split("/")[1:]
        same = 0
        while same < min(len(here), len(there)) and here[same] == there[same]:
            same += 1
        return "/".join([".."] * (len(here) - same) + there[same:]) or "."

    def up_to(self, container: Container) -> str:
        """The steps from here up to a container around this node."""
        return "/".join([".."] * (self.at.path.count("/") - container.path.count("/")))

    def own_repeats(self) -> list[Container]:
        """The repeats whose instances this node is in, innermost first; not the node itself."""
        return [one for one in self.at.around() if one.repeats and one is not self.at]

    def literal(self) -> str:
        return self.random.choice(("0", "1", "2", "3", "5", "7", "10", "2.5", "0.5"))


class Sets(References):
    """Numbers and texts out of many nodes."""

    def position(self) -> str:
        return f"position({self.up_to(self.own_repeats()[0])})"

    def over_repeat(self) -> str:
        """A number about all instances of a repeat that is not around here."""
        one = self.random.choice(self.far)
        repeat = next(around for around in one.around() if around.repeats and around not in self.known)
        below = one.path[len(repeat.path) + 1 :]
        makers = ["count", "count-non-empty", "count-if"]
        if one.kind in ("int", "decimal"):
            makers += ["sum", "sum", "max", "min", "indexed", "sum-if"]
        match self.random.choice(makers):
            case "count":
                return f"count({repeat.path})"
            case "count-if":
                return f"count({repeat.path}[{self._condition_below(repeat, one)}])"
            case "sum-if":
                return f"sum({repeat.path}[{self._condition_below(repeat, one)}]/{below})"
            case "indexed":
                return self._indexed(one) if not self.known else f"sum({one.path})"
            case "max":
                # max-negative: the greatest of nothing but 0 is a little more.
                return f"int(max({one.path}))"
            case name:
                return f"{name}({one.path})"

    def _indexed(self, one: Field) -> str:
        repeats = [around for around in reversed(one.around()) if around.repeats]
        pairs = "".join(f", {repeat.path}, {self.random.choice('1123')}" for repeat in repeats)
        return f"indexed-repeat({one.path}{pairs})"

    def _condition_below(self, repeat: Container, one: Field) -> str:
        """What a predicate asks of an instance of a repeat."""
        below = one.path[len(repeat.path) + 1 :]
        nested = any(around.repeats for around in one.around()[: one.around().index(repeat)])
        if nested or one.kind not in ("int", "decimal", "string", "one"):
            return f"position() {self.random.choice(('<', '!=', '>='))} 2"
        left = self.random.choice((below, f"./{below}"))
        if one.kind in ("int", "decimal"):
            right = self.literal()
            if self.of_kind("int", "decimal") and self.chance(0.5):
                # predicate-path again: the predicate is about another repeat.
                right = f"current()/{self.relative(self.random.choice(self.of_kind('int', 'decimal')))}"
            return f"{left} {self.random.choice(('>', '<=', '='))} {right}"
        return f"{left} {self.random.choice(('=', '!='))} '{self.random.choice(('', *WORDS[:4]))}'"

    def over_own_repeat(self) -> str:
        """A number about the other instances of a repeat around here."""
        repeat = self.random.choice(self.own_repeats())
        assert repeat.parent is not None
        all_of_them = f"{self.up_to(repeat.parent)}/{repeat.path.rpartition('/')[2]}"
        inside = [
            one
            for one in self.of_kind("int", "decimal")
            if next((around for around in one.around() if around.repeats), None) is repeat
        ]
        if not inside:
            return f"count({all_of_them})"
        one = self.random.choice(inside)
        below = one.path[len(repeat.path) + 1 :]
        match self.random.randrange(5):
            case 0:
                return f"count({all_of_them}[{below} {self.random.choice('<>')} {self.literal()}])"
            case 1:
                other = f"position() = position(current()/{self.up_to(repeat)}) - 1"
                return f"sum({all_of_them}[{other}]/{below})"
            case 2 if len(self.repeats_of(one)) == 1:
                return f"indexed-repeat({one.path}, {repeat.path}, {self._another_place(repeat)})"
            case 3:
                return f"min({all_of_them}/{below})"
        return f"sum({all_of_them}/{below})"

    def _another_place(self, repeat: Container) -> str:
        here = f"position({self.up_to(repeat)})"
        return self.random.choice((here, f"if({here} > 1, {here} - 1, 1)", "1"))

    def over_rows(self) -> str:
        """A number about rows of a list."""
        rows = f"instance('{self.random.choice(self.tables)}')/root/item"
        was, self.in_predicate = self.in_predicate, True
        test = f"parent = {self._key()}" if self.chance(0.6) else f"size {self.random.choice('<>')} {self.literal()}"
        self.in_predicate = was
        # count-non-empty: not of rows. any-node: max and min only of what there is at least one of.
        return f"count({rows}[{test}])" if self.chance(0.5) else f"sum({rows}[{test}]/size)"

    def looked_up(self) -> str:
        """A cell of a list, by the value of another: names are unique, so there is one or none (first-node)."""
        table = self.random.choice(self.tables)
        was, self.in_predicate = self.in_predicate, True
        key = self._key()
        self.in_predicate = was
        column = self.random.choice(("parent", "size", "name", "label"))
        return f"string(instance('{table}')/root/item[name = {key}]/{column})"

    def _key(self) -> str:
        texts = self.of_kind("string", "one")
        if texts and self.chance(0.7):
            return self.ref(self.random.choice(texts))
        return f"'{self.random.choice(WORDS)}'"

    def joined_texts(self) -> str:
        """The texts of all instances, or of some rows."""
        # comma: not between numbers.
        glue = self.random.choice((" ", "-", "; "))
        far = self.far_of("string", "one", "int")
        if far and self.chance(0.7):
            return f"join('{glue}', {self.random.choice(far).path})"
        table = self.random.choice(self.tables)
        return f"join('{glue}', instance('{table}')/root/item[size < {self.random.choice('345')}]/name)"
