"""Functions of a loaded program given other code, so that a change need not be loaded from its file."""

from __future__ import annotations

import gc
import importlib
import inspect
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

Functions = dict[tuple[str, str, int], list[FunctionType]]
"""Those of the program that are alive, by file, name and first line."""
LEFT_OUT = ("tracker/ui/", "tracker/db/migrations/versions/", "tracker/__main__.py")


def load(root: Path) -> Functions:
    """Loads the program and what its tests stand on; returns its functions."""
    for path in sorted([*(root / "tracker").rglob("*.py"), *(root / "tests" / "support").rglob("*.py")]):
        name = path.relative_to(root).as_posix()
        if not name.startswith(LEFT_OUT):
            dotted = name.removesuffix(".py").removesuffix("/__init__").removeprefix("tests/").replace("/", ".")
            importlib.import_module(dotted)
    found: Functions = defaultdict(list)
    for one in gc.get_objects():
        if type(one) is FunctionType and one.__code__.co_filename.startswith(str(root)):
            found[_key(one.__code__)].append(one)
    return found


def unload() -> None:
    """Forgets the program, so that it is loaded again from its files."""
    for name in [name for name in sys.modules if name.partition(".")[0] in ("tracker", "support")]:
        del sys.modules[name]


def swap(functions: Functions, path: Path, before: Any, after: Any) -> bool:
    """Gives a module's functions the code of its changed tree; whether all that changed is code of such functions."""
    was, now = (list(_outer(compile(tree, str(path), "exec", dont_inherit=True))) for tree in (before, after))
    changed = [(old, new) for old, new in zip(was, now, strict=False) if old != new]
    if not changed or len(was) != len(now) or not all(functions.get(_key(old)) for old, _ in changed):
        return False
    try:
        for old, new in changed:
            for function in functions[_key(old)]:
                function.__code__ = new
    except ValueError:  # what it takes from around it is not the same any more
        return False
    return True


def _key(code: CodeType) -> tuple[str, str, int]:
    return code.co_filename, code.co_qualname, code.co_firstlineno


def _outer(code: CodeType) -> Iterator[CodeType]:
    """The code of functions and methods that stand in a module itself."""
    for one in code.co_consts:
        if isinstance(one, CodeType):
            if one.co_flags & inspect.CO_OPTIMIZED:
                yield one
            else:
                yield from _outer(one)
