"""What can be changed in a module so that it is wrong: a comparison, a condition, a number, a statement left out."""

from __future__ import annotations

import ast
import copy
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

TURNED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add,
}  # fmt: skip
Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


@dataclass(frozen=True)
class Change:
    """One change of a module: where, what stood there and stands there then, and the module without and with it."""

    line: int
    lines: tuple[int, ...]
    """The lines by which its tests are found, the best first."""
    loaded: bool
    """Whether it is run as the module is loaded; its lines are those that use what it makes, if any."""
    was: str
    now: str
    before: ast.AST
    after: ast.AST

    @property
    def source(self) -> str:
        """The changed module's words."""
        return ast.unparse(self.after)


def changes(source: str, seed: str, which: range) -> Iterator[Change]:
    """Some of the changes that can be made of a module, in an order that the seed settles."""
    tree = ast.parse(source)
    said = {id(inner) for node in ast.walk(tree) for one in getattr(node, "decorator_list", ())
            for inner in ast.walk(one)}  # fmt: skip
    nodes = [(place, node) for place, node in enumerate(ast.walk(tree)) if id(node) not in said]
    found = [(place, way) for place, node in nodes for way in range(len(ways(node)))]
    random.Random(seed).shuffle(found)
    for place, way in found[which.start : which.stop]:
        other = copy.deepcopy(tree)
        what, now, change = ways(next(node for n, node in enumerate(ast.walk(other)) if n == place))[way]
        (lines, loaded), was = _lines(other, what), _shown(what)
        change()
        yield Change(what.lineno, lines, loaded, was, now or _shown(what), tree, ast.fix_missing_locations(other))


def _lines(tree: ast.AST, node: ast.AST) -> tuple[tuple[int, ...], bool]:
    """The line of a node within a function, and that of the statement it stands in, where it is a part of one.

    Outside functions the lines that use what its statement names, and True.
    """
    around = _path(tree, node)
    statement = [one for one in around if isinstance(one, ast.stmt)][-1]
    if any(isinstance(one, Function) for one in around):
        body = statement.body if isinstance(statement, Function) else ()  # of a default, what the function does
        return tuple(dict.fromkeys(one.lineno for one in (node, statement, *body))), False  # type: ignore[attr-defined]
    made = {one.id for one in ast.walk(statement) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
    return tuple(one.lineno for one in ast.walk(tree) if _uses(one, made)), True  # type: ignore[attr-defined]


def _uses(node: ast.AST, names: set[str]) -> bool:
    if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load):
        return (node.id if isinstance(node, ast.Name) else node.attr) in names
    return False


def _path(tree: ast.AST, node: ast.AST) -> list[ast.AST]:
    """The nodes from the tree down to a node in it; none where it is in no part of it."""
    if tree is node:
        return [node]
    found = next(filter(None, (_path(child, node) for child in ast.iter_child_nodes(tree))), [])
    return [tree, *found] if found else []


def ways(node: ast.AST) -> list[tuple[Any, str, Callable[[], object]]]:
    """The ways in which a node can be changed: what is changed, what it will be where that is said, and the change."""
    found: list[tuple[Any, str, Callable[[], object]]] = []
    if isinstance(node, ast.Compare):
        found += [(node, "", partial(_turn, node.ops, n)) for n, op in enumerate(node.ops) if type(op) in TURNED]
    elif isinstance(node, ast.BoolOp | ast.BinOp) and type(node.op) in TURNED:
        found.append((node, "", partial(setattr, node, "op", TURNED[type(node.op)]())))
    elif isinstance(node, ast.If | ast.IfExp | ast.While) and "TYPE_CHECKING" not in ast.dump(node.test):
        negated = ast.UnaryOp(ast.Not(), node.test)
        found.append((node.test, f"not ({_shown(node.test)})", partial(setattr, node, "test", negated)))
    elif isinstance(node, ast.comprehension):
        found += [(test, f"not ({_shown(test)})", partial(_negate, node.ifs, n)) for n, test in enumerate(node.ifs)]
    elif isinstance(node, ast.Constant) and type(node.value) in (bool, int):
        other = not node.value if isinstance(node.value, bool) else node.value + 1
        found.append((node, "", partial(setattr, node, "value", other)))
    for block in (getattr(node, "body", None), getattr(node, "orelse", None)):
        if isinstance(block, list):
            gone = ((n, one) for n, one in enumerate(block) if _may_go(one))
            found += [(one, "left out", partial(_leave_out, block, n)) for n, one in gone]
    return found


def _shown(node: ast.AST) -> str:
    return ast.unparse(node).splitlines()[0][:100]


def _turn(ops: list[Any], place: int) -> None:
    ops[place] = TURNED[type(ops[place])]()


def _negate(tests: list[ast.expr], place: int) -> None:
    tests[place] = ast.UnaryOp(ast.Not(), tests[place])


def _leave_out(block: list[ast.stmt], place: int) -> None:
    block[place] = ast.Pass()


def _may_go(statement: ast.stmt) -> bool:
    """Whether a statement can be left out so that what is left still stands: a call, an addition, a raise, a jump."""
    called = isinstance(statement, ast.Expr) and not isinstance(statement.value, ast.Constant)
    return called or isinstance(statement, ast.AugAssign | ast.Raise | ast.Continue | ast.Break)
