"""The language of checks: one expression over tables, claims and constants, parsed and never executed.

Every fault is a InputError that names the claim and the piece of the expression.
"""

import ast
import warnings
from functools import lru_cache
from itertools import pairwise
from math import isfinite
from typing import Any

from bilateral.claims.calls import Call, Cells, Context, arithmetic, fault, name_of, of_kind
from bilateral.claims.functions import FUNCTIONS
from bilateral.claims.values import Value, all_of, any_of, days_between, is_equal, is_less, kind_of, negated
from crossfoot import InputError, Number, Period

LONGEST = 4000
ARITHMETIC = {ast.Add: "__add__", ast.Sub: "__sub__", ast.Mult: "__mul__", ast.Div: "__truediv__"}
COMPARISONS = {
    ast.Lt: is_less,
    ast.Gt: lambda one, other: is_less(other, one),
    ast.LtE: lambda one, other: negated(is_less(other, one)),
    ast.GtE: lambda one, other: negated(is_less(one, other)),
    ast.Eq: is_equal,
    ast.NotEq: lambda one, other: negated(is_equal(one, other)),
}


def evaluate(check: str, place: str, source: str, context: Context) -> Value:
    """The value of a check. place: names the claim in errors; source: the claim's own text, for has().

    Raises InputError for what is not an expression of the language, or does not fit the tables.
    """
    key, known = (check, source), context.tables.known
    if key in known:
        return known[key]
    tree = parse(check, place)
    try:
        value = Evaluation(place, source, context).value(tree)
    except RecursionError:
        raise InputError(place, "a check nested too deeply", "a shorter one") from None
    if "claim(" not in check:
        known[key] = value
    return value


def cells_of(call: ast.Call, place: str, source: str, context: Context) -> Cells:
    """The cells that one call of a check is about."""
    return Evaluation(place, source, context).call(call).cells()


def parse(check: str, place: str) -> ast.expr:
    """The tree of a check. Raises InputError where it is not an expression."""
    if len(check) > LONGEST:
        raise InputError(place, f"a check of {len(check)} characters", f"at most {LONGEST}")
    try:
        return _tree(check.strip())
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        reason = getattr(error, "msg", None) or str(error)
        raise InputError(place, f"{' '.join(check.split())!r} ({reason})", "one expression") from error


@lru_cache(maxsize=4096)
def _tree(check: str) -> ast.expr:
    with warnings.catch_warnings():
        # Python warns of what it would not run; nothing is run here
        warnings.simplefilter("ignore")
        return ast.parse(check, mode="eval").body


def claims_in(check: str, place: str) -> list[str]:
    """The ids of the claims that a check refers to."""
    calls = [node for node in ast.walk(parse(check, place)) if isinstance(node, ast.Call)]
    named = [call.args[0] for call in calls if name_of(call) == "claim" and call.args]
    return [name.value for name in named if isinstance(name, ast.Constant) and isinstance(name.value, str)]


class Evaluation:
    """One walk through the tree of a check."""

    def __init__(self, place: str, source: str, context: Context):
        self.place, self.source, self.context = place, source, context

    def value(self, node: ast.expr) -> Value:
        handler = getattr(self, f"_{type(node).__name__.lower()}", None)
        if handler is None:
            raise fault(self.place, node, "a number, text, list, call, sum, comparison, and, or, not")
        return handler(node)

    def of_kind(self, node: ast.expr, *kinds: str) -> Any:
        return of_kind(self.value(node), self.place, node, *kinds)

    def _constant(self, node: ast.Constant) -> Value:
        if isinstance(node.value, str):
            return node.value
        if (
            isinstance(node.value, bool)
            or not isinstance(node.value, int | float)
            or not isfinite(node.value)
        ):
            raise fault(self.place, node, "a number or text")
        # the shortest text that gives the number back, which is what was written
        return Number.exactly(str(node.value))

    def _list(self, node: ast.List) -> list[Value]:
        return [self.value(item) for item in node.elts]

    def _unaryop(self, node: ast.UnaryOp) -> Value:
        if isinstance(node.op, ast.Not):
            return negated(self.of_kind(node.operand, "truth"))
        if isinstance(node.op, ast.USub):
            return -self.of_kind(node.operand, "number")
        raise fault(self.place, node, "- or not")

    def _boolop(self, node: ast.BoolOp) -> Value:
        truths = [self.of_kind(part, "truth") for part in node.values]
        return all_of(truths) if isinstance(node.op, ast.And) else any_of(truths)

    def _binop(self, node: ast.BinOp) -> Value:
        if type(node.op) not in ARITHMETIC:
            raise fault(self.place, node, "+, -, * or /")
        left = self.of_kind(node.left, "number", "date")
        if isinstance(left, Period) and isinstance(node.op, ast.Sub):
            return days_between(self.of_kind(node.right, "date"), left)
        if isinstance(left, Period):
            raise fault(self.place, node, "dates compared, or one less another")
        compute = getattr(left, ARITHMETIC[type(node.op)])
        return arithmetic(self.place, node, lambda: compute(self.of_kind(node.right, "number")))

    def _compare(self, node: ast.Compare) -> Value:
        values = [self.value(part) for part in (node.left, *node.comparators)]
        truths = []
        for (one, other), operator in zip(pairwise(values), node.ops, strict=True):
            ordered = isinstance(operator, ast.Lt | ast.LtE | ast.Gt | ast.GtE)
            if (
                type(operator) not in COMPARISONS
                or kind_of(one) != kind_of(other)
                or (ordered and kind_of(one) not in ("number", "date"))
            ):
                raise fault(
                    self.place, node, "==, != of values of one kind, or <, <=, >, >= of numbers or dates"
                )
            truths.append(COMPARISONS[type(operator)](one, other))
        return all_of(truths)

    def _call(self, node: ast.Call) -> Value:
        call = self.call(node)
        function = FUNCTIONS[name_of(node)]
        least, most = function.arguments
        starred = any(isinstance(argument, ast.Starred) for argument in node.args)
        if (
            not least <= len(node.args) <= most
            or starred
            or "" in call.options
            or (call.options and not function.filters)
        ):
            raise call.fault(function.usage)
        missing = [option for option in function.options if option not in call.options]
        if missing:
            raise call.fault(function.usage, f"without {missing[0]}")
        return function.run(call)

    def call(self, node: ast.Call) -> Call:
        """The call of a node, of a function that there is."""
        name = name_of(node)
        if name not in FUNCTIONS:
            found, known = f"function {ast.unparse(node.func)!r}", ", ".join(sorted(FUNCTIONS))
            raise InputError(self.place, found, f"one of {known}")
        # **more has no name
        options = {keyword.arg or "": keyword.value for keyword in node.keywords}
        own = FUNCTIONS[name].options + FUNCTIONS[name].optional
        return Call(node, options, own, self.place, self.source, self.context, self.value)
