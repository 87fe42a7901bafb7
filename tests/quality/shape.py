"""The shape of the code, measured without running it: sizes, branches, hints and import cycles."""

import ast
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "arraigo"
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
BRANCHES = (ast.If, ast.For, ast.While, ast.ExceptHandler, ast.IfExp, ast.comprehension, ast.match_case)


@dataclass(frozen=True)
class Function:
    """A function of the program: where it is, its lines without its docstring, its branches."""

    where: str
    length: int
    branches: int
    is_hinted: bool


def modules() -> Iterator[tuple[Path, str, ast.Module]]:
    """Every module of the program but its migrations: file, dotted name, tree."""
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in path.parts and path.stat().st_size:
            parts = path.relative_to(SOURCE.parent).with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            yield path, name, ast.parse(path.read_text(encoding="utf-8"))


def functions() -> list[Function]:
    """Every function of the program."""
    return [
        _described(node, path)
        for path, _name, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, FUNCTIONS)
    ]


def p95(values: Iterable[int]) -> int:
    """The 95th percentile by the nearest rank."""
    ordered = sorted(values)
    return ordered[math.ceil(0.95 * len(ordered)) - 1]


def import_graph() -> dict[str, set[str]]:
    """Which module imports which, imports inside functions included, those for type checking left out."""
    found = {name: (path, tree) for path, name, tree in modules()}
    return {name: set(_imports(name, tree, set(found))) for name, (_path, tree) in found.items()}


def largest_cycle(graph: dict[str, set[str]]) -> list[str]:
    """The largest set of modules that import one another (Tarjan 1972); alone, a module is no cycle."""
    state = _Walk(graph)
    for name in graph:
        if name not in state.number:
            state.visit(name)
    return max((sorted(group) for group in state.groups), key=len, default=[])


class _Walk:
    def __init__(self, graph: dict[str, set[str]]) -> None:
        self.graph, self.stack, self.groups = graph, [], []
        self.number, self.low = {}, {}

    def visit(self, name: str) -> None:
        self.number[name] = self.low[name] = len(self.number)
        self.stack.append(name)
        for other in self.graph[name]:
            if other not in self.number:
                self.visit(other)
                self.low[name] = min(self.low[name], self.low[other])
            elif other in self.stack:
                self.low[name] = min(self.low[name], self.number[other])
        if self.low[name] == self.number[name]:
            place = self.stack.index(name)
            self.groups.append(self.stack[place:])
            del self.stack[place:]


def _imports(name: str, tree: ast.Module, known: set[str]) -> Iterator[str]:
    hidden = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if node in hidden:
            continue
        if isinstance(node, ast.Import):
            targets = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            full = [f"{node.module}.{alias.name}" for alias in node.names]
            targets = [one if one in known else node.module for one in full]
        else:
            continue
        yield from (target for target in targets if target in known and target != name)


def _described(node: ast.FunctionDef | ast.AsyncFunctionDef, path: Path) -> Function:
    first = node.body[0]
    documented = isinstance(first, ast.Expr) and isinstance(getattr(first, "value", None), ast.Constant)
    doc_lines = first.end_lineno - first.lineno + 1 if documented else 0
    branches = 1 + sum(isinstance(inner, BRANCHES) for inner in ast.walk(node))
    branches += sum(len(inner.values) - 1 for inner in ast.walk(node) if isinstance(inner, ast.BoolOp))
    where = f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
    return Function(where, node.end_lineno - node.lineno + 1 - doc_lines, branches, _is_hinted(node))


def _is_hinted(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    arguments = node.args
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
    told = [one for one in named if one is not None and one.arg not in {"self", "cls"}]
    returns = node.returns is not None or node.name == "__init__"
    return returns and all(one.annotation is not None for one in told)
