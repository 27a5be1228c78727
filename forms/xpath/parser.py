"""Recursive-descent parser for the XPath 1.0 grammar (https://www.w3.org/TR/1999/REC-xpath-19991116/).

Nesting is bounded, so that no expression can exhaust the stack, here or when it is compiled and evaluated.
"""

from functools import lru_cache

from forms.errors import ExpressionError, FormTooLarge, UnsupportedFeature
from forms.xpath.lexer import Kind, Token, shorten, tokenize
from forms.xpath.tree import Axis, Call, Chain, Expression, Filter, Literal, Negate, Number, Path, Start, Step, Union

# Levels of parentheses, arguments and predicates. Deep chains of if() stay well below; each level costs a few frames.
MAX_DEPTH = 100

# Longest source whose tree is kept for the next time.
_REMEMBERED = 200

LEVELS: tuple[frozenset[str], ...] = (
    frozenset({"or"}),
    frozenset({"and"}),
    frozenset({"=", "!="}),
    frozenset({"<", "<=", ">", ">="}),
    frozenset({"+", "-"}),
    frozenset({"*", "div", "mod"}),
)
_LEVEL_OF = {operator: level for level, operators in enumerate(LEVELS) for operator in operators}
_ANY_NODE = Step(Axis.DESCENDANT_OR_SELF, "node()")


def parse(source: str) -> Expression:
    """The syntax tree of an expression.

    Raises ExpressionError (with the character), FormTooLarge (too long or too deep), UnsupportedFeature (an axis, node
    test or variable that this engine does not have).
    """
    # A tree takes a hundred times the memory of its source: only what forms say again and again is kept.
    return _parse_short(source) if len(source) <= _REMEMBERED else _Parser(source).parse()


@lru_cache(maxsize=2048)
def _parse_short(source: str) -> Expression:
    return _Parser(source).parse()


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.tokens = tokenize(source)
        self.at = 0
        self.depth = 0

    def parse(self) -> Expression:
        if self.peek().kind is Kind.END:
            raise ExpressionError("the expression is empty")
        expression = self.expression()
        if self.peek().kind is not Kind.END:
            raise self.error(f"unexpected {self.peek().text!r}")
        return expression

    def peek(self, ahead: int = 0) -> Token:
        """ahead is 0 or 1: two END tokens stand at the end, and the first is never taken."""
        return self.tokens[self.at + ahead]

    def next(self) -> Token:
        """Takes a token; an end begins nothing."""
        token = self.tokens[self.at]
        if token.kind is Kind.END:
            raise self.error("the expression ends too early")
        self.at += 1
        return token

    def accept(self, text: str) -> bool:
        token = self.tokens[self.at]
        if token.text == text and (token.kind is Kind.SYMBOL or token.kind is Kind.OPERATOR):
            self.at += 1
            return True
        return False

    def expect(self, text: str) -> None:
        if not self.accept(text):
            found = self.peek()
            raise self.error(f"expected {text!r}" + (f", found {found.text!r}" if found.text else ", found the end"))

    def error(self, message: str) -> ExpressionError:
        return ExpressionError(f"{message} at character {self.peek().at + 1} of {shorten(self.source)}")

    def expression(self) -> Expression:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise FormTooLarge(f"nested more than {MAX_DEPTH} levels deep: {shorten(self.source)}")
        result = self.climb()
        self.depth -= 1
        return result

    def climb(self) -> Expression:
        """All binary levels in one loop over two stacks instead of a frame per level of precedence."""
        operands: list[list[tuple[str, Expression]]] = [[] for _ in LEVELS]
        heads: list[Expression | None] = [None] * len(LEVELS)
        while True:
            value = self.unary()
            token = self.peek()
            level = self.level_of(token)
            for inner in range(len(LEVELS) - 1, max(level, 0) - 1, -1):
                head = heads[inner]
                if head is not None:
                    rest = operands[inner]
                    rest[-1] = (rest[-1][0], value)
                    if inner == level:
                        break
                    value = Chain(head, tuple(rest))
                    heads[inner], operands[inner] = None, []
            if level < 0:
                return value
            if heads[level] is None:
                heads[level] = value
            operands[level].append((token.text, value))
            self.at += 1

    def level_of(self, token: Token) -> int:
        return _LEVEL_OF.get(token.text, -1) if token.kind is Kind.OPERATOR else -1

    def unary(self) -> Expression:
        negative, any_sign = False, False
        while self.accept("-"):
            negative, any_sign = not negative, True
        value = self.union()
        if not any_sign:
            return value
        return Negate(value) if negative else Negate(Negate(value))

    def union(self) -> Expression:
        first = self.path()
        if not (self.peek().text == "|" and self.peek().kind is Kind.OPERATOR):
            return first
        parts = [first]
        while self.accept("|"):
            parts.append(self.path())
        return Union(tuple(parts))

    def path(self) -> Expression:
        token = self.peek()
        if token.kind is Kind.OPERATOR and token.text in ("/", "//"):
            self.at += 1
            if token.text == "//":
                return Path(Start.ROOT, (_ANY_NODE, *self.steps()))
            return Path(Start.ROOT, self.steps() if self.begins_step() else ())
        if not self.begins_primary():
            return Path(Start.CONTEXT, self.steps())
        value = self.primary()
        predicates = self.predicates()
        if predicates:
            value = Filter(value, predicates)
        if self.accept("//"):
            return Path(value, (_ANY_NODE, *self.steps()))
        return Path(value, self.steps()) if self.accept("/") else value

    def begins_step(self) -> bool:
        token = self.peek()
        return token.kind is Kind.NAME or (token.kind is Kind.SYMBOL and token.text in (".", "..", "@"))

    def begins_primary(self) -> bool:
        token = self.peek()
        if token.kind in (Kind.NUMBER, Kind.LITERAL) or token.text in ("(", "$"):
            return True
        following = self.peek(1)
        is_call = token.kind is Kind.NAME and following.kind is Kind.SYMBOL and following.text == "("
        return is_call and token.text not in ("node", "text", "comment", "processing-instruction")

    def primary(self) -> Expression:
        token = self.next()
        if token.kind is Kind.NUMBER:
            return Number(float(token.text))
        if token.kind is Kind.LITERAL:
            return Literal(token.text)
        if token.text == "$":
            raise UnsupportedFeature(f"variable references: {shorten(self.source)}")
        if token.text == "(":
            value = self.expression()
            self.expect(")")
            return value
        self.expect("(")
        arguments: list[Expression] = []
        if not self.accept(")"):
            arguments.append(self.expression())
            while self.accept(","):
                arguments.append(self.expression())
            self.expect(")")
        return Call(token.text, tuple(arguments))

    def predicates(self) -> tuple[Expression, ...]:
        found: list[Expression] = []
        while self.accept("["):
            found.append(self.expression())
            self.expect("]")
        return tuple(found)

    def steps(self) -> tuple[Step, ...]:
        found = [self.step()]
        while True:
            if self.accept("//"):
                found.append(_ANY_NODE)
            elif not self.accept("/"):
                return tuple(found)
            found.append(self.step())

    def step(self) -> Step:
        if self.accept("."):
            return Step(Axis.SELF, "node()", self.predicates())
        if self.accept(".."):
            return Step(Axis.PARENT, "node()", self.predicates())
        axis = Axis.CHILD
        if self.accept("@"):
            axis = Axis.ATTRIBUTE
        elif self.peek().kind is Kind.NAME and self.peek(1).text == "::" and self.peek(1).kind is Kind.SYMBOL:
            axis = self.axis(self.next().text)
            self.expect("::")
        token = self.peek()
        if token.kind is not Kind.NAME:
            raise self.error(
                f"expected a name, found {token.text!r}" if token.text else "the expression ends too early"
            )
        self.at += 1
        return Step(axis, self.node_test(token.text), self.predicates())

    def axis(self, name: str) -> Axis:
        try:
            return Axis(name)
        except ValueError:
            raise UnsupportedFeature(f"axis {name}:: in {shorten(self.source)}") from None

    def node_test(self, name: str) -> str:
        if self.peek().text != "(" or self.peek().kind is not Kind.SYMBOL:
            return name
        if name != "node":
            raise UnsupportedFeature(f"node test {name}() in {shorten(self.source)}")
        self.expect("(")
        self.expect(")")
        return "node()"
