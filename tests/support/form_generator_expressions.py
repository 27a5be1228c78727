"""Random XPath expressions over the fields of a generated form, by the type of their value.

They stay clear of what the table of departures in docs/forms-engine.md says differs from JavaRosa on purpose: each such
thing is marked here with the name of its row.
"""

from collections.abc import Callable
from typing import TypeAlias

from tests.support.form_generator_fields import DAYS, WORDS
from tests.support.form_generator_sets import Sets

PATTERNS = ("[a-z]+", r"\\p{L}{2,}.*", "[^0-9]*", "(a|b)+", "[A-Z].*n", r"\\d{1,3}", ".{0,3}", "^[a-zĐ].*", "x| |1")
Maker: TypeAlias = Callable[[int], str]
DATE_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%e.%n.%y")


class Expressions(Sets):
    """Expressions about one node, reading the fields handed in."""

    # Booleans.

    def boolean(self, depth: int = 2) -> str:
        makers: list[Maker] = [self._compared, self._compared, self._same_text, self._filled]
        if self.of_kind("date"):
            makers += [self._dates_compared]
        if self.of_kind("one", "many", "rank"):
            makers += [self._selected, self._selected]
        if depth > 0:
            makers += [self._joined, self._joined, self._denied, self._matched, self._listed, self._chosen_truth]
            makers += [self._text_and_number, self._text_as_truth]
        return self.random.choice(makers)(depth - 1)

    def _compared(self, depth: int) -> str:
        operator = self.random.choice(("<", "<=", ">", ">=", "=", "!="))
        return f"{self.number(depth)} {operator} {self.number(depth)}"

    def _same_text(self, depth: int) -> str:
        # node-equal: no two nodes are compared directly, as they may be of two types.
        left = self.string(depth)
        return f"{left} {self.random.choice(('=', '!='))} '{self.random.choice(WORDS)}'"

    def _text_and_number(self, depth: int) -> str:
        # date-number: nothing as long as a date.
        return f"substr({self.string(depth)}, 0, 6) {self.random.choice(('=', '!=', '<', '>='))} {self.literal()}"

    def _text_as_truth(self, depth: int) -> str:
        if self.chance(0.3):
            return f"boolean-from-string('{self.random.choice(('true', '0', '1', 'b'))}')"
        return f"boolean({self.string(depth)})"

    def _filled(self, depth: int) -> str:
        fields = [one for one in self.near if one.kind not in ("many", "rank")]
        if not fields:
            return self.random.choice(("true()", "false()", "1 = 1"))
        return f"{self.ref(self.random.choice(fields))} {self.random.choice(('=', '!='))} ''"

    def _dates_compared(self, depth: int) -> str:
        operator = self.random.choice(("<", "<=", ">", ">="))
        return f"{self.ref(self.random.choice(self.of_kind('date')))} {operator} {self.date(depth)}"

    def _selected(self, _depth: int) -> str:
        one = self.random.choice(self.of_kind("one", "many", "rank"))
        value = self.random.choice(one.values)
        return f"selected({self.ref(one)}, '{value}')"

    def _joined(self, depth: int) -> str:
        word = self.random.choice((" and ", " or "))
        return f"({word.join(self.boolean(depth) for _ in range(self.random.choice((2, 2, 3))))})"

    def _denied(self, depth: int) -> str:
        return f"not({self.boolean(depth)})"

    def _matched(self, depth: int) -> str:
        name = self.random.choice(("contains", "starts-with", "ends-with", "regex"))
        text = self.string(depth)
        if name == "regex":
            return f"regex({text}, '{self.random.choice(PATTERNS)}')".replace("\\\\", "\\")
        return f"{name}({text}, '{self.random.choice(('a', 'n', 'Đ', 'p', '1'))}')"

    def _listed(self, depth: int) -> str:
        # checklist: its items are truths, never texts.
        items = [self.boolean(depth) for _ in range(self.random.choice((2, 3)))]
        if self.chance(0.5):
            return f"checklist({self.random.randint(-1, 2)}, {self.random.randint(0, 3)}, {', '.join(items)})"
        weighed = ", ".join(f"{item}, {self.random.randint(1, 3)}" for item in items)
        return f"weighted-checklist({self.random.randint(0, 2)}, {self.random.randint(2, 5)}, {weighed})"

    def _chosen_truth(self, depth: int) -> str:
        return f"if({self.boolean(depth)}, {self.boolean(depth)}, {self.boolean(depth)})"

    # Numbers.

    def number(self, depth: int = 2) -> str:
        makers: list[Maker] = [self._literal]
        if self.of_kind("int", "decimal"):
            makers += [self._numeric_field] * 3
        if self.far:
            makers += [self._over_repeat] * 3
        if self.own_repeats() and not self.in_predicate:
            makers += [self._position, self._over_own_repeat, self._over_own_repeat]
        if self.of_kind("many", "rank"):
            makers += [self._count_selected]
        if depth > 0:
            makers += [self._arithmetic] * 2 + [self._rounded, self._length, self._either_number, self._extreme]
            makers += [self._power, self._over_rows, self._negated, self._truth_as_number, self._first_number]
            if self.of_kind("date"):
                makers += [self._days]
        return self.random.choice(makers)(depth - 1)

    def _literal(self, _depth: int) -> str:
        return self.literal()

    def _numeric_field(self, _depth: int) -> str:
        return self.ref(self.random.choice(self.of_kind("int", "decimal")))

    def _position(self, _depth: int) -> str:
        return self.position()

    def _over_repeat(self, _depth: int) -> str:
        return self.over_repeat()

    def _over_own_repeat(self, _depth: int) -> str:
        return self.over_own_repeat()

    def _over_rows(self, _depth: int) -> str:
        return self.over_rows()

    def _count_selected(self, _depth: int) -> str:
        return f"count-selected({self.ref(self.random.choice(self.of_kind('many', 'rank')))})"

    def _arithmetic(self, depth: int) -> str:
        left = self.number(depth)
        operator = self.random.choice(("+", "-", "*", "+", "div", "mod"))
        right = self.random.choice(("2", "3", "4")) if operator in ("div", "mod") else self.number(depth)
        return f"({left} {operator} {right})"

    def _rounded(self, depth: int) -> str:
        name = self.random.choice(("int", "round", "abs", "number"))
        if name == "round" and self.chance(0.4):
            return f"round({self.number(depth)}, {self.random.choice((0, 1, 2))})"
        return f"{name}({self.number(depth)})"

    def _length(self, depth: int) -> str:
        return f"string-length({self.string(depth)})"

    def _either_number(self, depth: int) -> str:
        return f"if({self.boolean(depth)}, {self.number(depth)}, {self.number(depth)})"

    def _extreme(self, depth: int) -> str:
        # max-negative: one argument is never below 0.
        return f"{self.random.choice(('min', 'max'))}({self.number(depth)}, {self.random.choice('1368')})"

    def _power(self, depth: int) -> str:
        if self.chance(0.5):
            return f"round(sqrt(abs({self.number(depth)})), 3)"
        return f"pow({self.number(0)}, {self.random.choice('012')})"

    def _negated(self, depth: int) -> str:
        return f"(10 - -({self.number(depth)}))"

    def _truth_as_number(self, depth: int) -> str:
        return f"number({self.boolean(depth)})"

    def _first_number(self, depth: int) -> str:
        return f"coalesce({self.number(depth)}, {self.literal()})"

    def _days(self, _depth: int) -> str:
        one = self.ref(self.random.choice(self.of_kind("date")))
        if self.chance(0.5):
            return f"int(decimal-date-time({one}) - decimal-date-time({self.date(0)}))"
        return f"({one} - {self.date(0)})"

    # Strings.

    def string(self, depth: int = 2) -> str:
        makers: list[Maker] = [self._word, self._looked_up, self._joined_texts]
        if self.of_kind("string", "one"):
            makers += [self._text_field] * 4
        if self.of_kind("one"):
            makers += [self._choice_name]
        if self.of_kind("many", "rank"):
            makers += [self._selected_at]
        if depth > 0:
            makers += [self._concatenated, self._part, self._either_text, self._replaced, self._first_text]
            if self.of_kind("date"):
                makers += [self._formatted]
        return self.random.choice(makers)(depth - 1)

    def _word(self, _depth: int) -> str:
        return f"'{self.random.choice(WORDS)}'"

    def _text_field(self, _depth: int) -> str:
        return self.ref(self.random.choice(self.of_kind("string", "one")))

    def _joined_texts(self, _depth: int) -> str:
        return self.joined_texts()

    def _choice_name(self, _depth: int) -> str:
        one = self.random.choice(self.of_kind("one"))
        # Neither engine evaluates anew what asks for a label when only the label changes.
        return self.ref(one) if one.speaks else f"jr:choice-name({self.ref(one)}, '{one.path}')"

    def _selected_at(self, _depth: int) -> str:
        return f"selected-at({self.ref(self.random.choice(self.of_kind('many', 'rank')))}, {self.random.choice('012')})"

    def _looked_up(self, _depth: int) -> str:
        return self.looked_up()

    def _concatenated(self, depth: int) -> str:
        parts = [self.string(depth), self.random.choice((self.string, self._whole))(depth)]
        return f"concat({', '.join(parts)})"

    def _whole(self, _depth: int) -> str:
        """A number whose text cannot differ in its last digit."""
        return f"string(int({self.number(0)}))"

    def _part(self, depth: int) -> str:
        text = self.string(depth)
        name = self.random.choice(("substr", "substr", "substring-before", "substring-after"))
        if name == "substr":
            start = self.random.randint(0, 3)
            return (
                f"substr({text}, {start}, {start + self.random.randint(0, 4)})"
                if self.chance(0.5)
                else f"substr({text}, {start})"
            )
        return f"{name}({text}, '{self.random.choice(('a', ' ', 'n', 'ă'))}')"

    def _either_text(self, depth: int) -> str:
        return f"if({self.boolean(depth)}, {self.string(depth)}, {self.string(depth)})"

    def _replaced(self, depth: int) -> str:
        if self.chance(0.4):
            return f"normalize-space({self.string(depth)})"
        return f"translate({self.string(depth)}, '{self.random.choice(('abnĐ', 'nn ', 'p1'))}', 'ABN')"

    def _first_text(self, depth: int) -> str:
        return f"coalesce({self.string(depth)}, {self.string(depth)})"

    def _formatted(self, _depth: int) -> str:
        one = self.ref(self.random.choice(self.of_kind("date")))
        return f"format-date({one}, '{self.random.choice(DATE_FORMATS)}')"

    # Dates.

    def date(self, depth: int = 1) -> str:
        makers: list[Maker] = [self._day, self._day, self._today]
        if self.of_kind("date"):
            makers += [self._date_field] * 3
        if depth > 0:
            makers += [self._moved, self._either_date]
        return self.random.choice(makers)(depth - 1)

    def _day(self, _depth: int) -> str:
        return f"date('{self.random.choice(DAYS)}')"

    def _today(self, _depth: int) -> str:
        return "today()"

    def _date_field(self, _depth: int) -> str:
        return self.ref(self.random.choice(self.of_kind("date")))

    def _moved(self, depth: int) -> str:
        # date-fraction: whole days only.
        days = self.random.choice(("1", "30", "-365", f"int({self.number(0)})"))
        return f"date({self.date(depth)} + {days})"

    def _either_date(self, depth: int) -> str:
        return f"if({self.boolean(depth)}, {self.date(depth)}, {self.date(depth)})"
