"""The shape of the project, held by its syntax trees: who imports whom, and how large it is."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "detente"
MODULES = sorted(SOURCE.rglob("*.py"))

MODULE_LINES = 500
FUNCTION_LINES = 60

# Each stage, and what it may import besides itself. records and errors are open to all.
FEEDS: dict[str, frozenset[str]] = {
    "records": frozenset(),
    "errors": frozenset(),
    "settings": frozenset(),
    "documents": frozenset(),
    "codebook": frozenset(),
    "actors": frozenset({"codebook"}),
    "models": frozenset(),
    "cases": frozenset({"documents"}),
    "reading": frozenset({"documents", "codebook", "actors", "models"}),
    "ledger": frozenset({"reading", "documents", "codebook", "actors"}),
    "events": frozenset({"ledger", "actors", "codebook"}),
    "forecast": frozenset({"events", "ledger", "actors", "codebook"}),
    "brief": frozenset({"ledger", "reading", "documents", "codebook", "actors", "cases"}),
}
OPEN_TO_ALL = frozenset({"records", "errors"})
# The package's front door names every public thing; the command line stands right of all.
UNBOUND = frozenset({"", "cli"})

FORBIDDEN_FOLDERS = frozenset({"utils", "util", "helpers", "common", "managers", "core", "misc"})
TRAINING = frozenset(
    {"torch", "transformers", "sklearn", "pandas", "spacy", "tensorflow", "scipy", "onnx"}
)
# What may hold a name that is heavy to import, and still not import it when it is imported.
HEAVY = frozenset({"typer", "rich", "onnxruntime", "duckdb", "trafilatura", "numpy", "msgspec"})

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def name_of(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def stage(path: Path) -> str:
    """The room that a file stands in: its folder, or its own name at the top."""
    first = path.relative_to(SOURCE).parts[0]
    return first.removesuffix(".py").replace("__init__", "")


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Every module named in an import, at whatever depth, with its line."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}:{node.lineno}: relative import"
            module = node.module or ""
            if module == "detente":
                yield from ((f"detente.{alias.name}", node.lineno) for alias in node.names)
            else:
                yield module, node.lineno


def functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, Function))


def test_modules_are_found() -> None:
    assert len(MODULES) > 30


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_nothing_imports_to_the_right(path: Path) -> None:
    here = stage(path)
    if here in UNBOUND:
        return
    allowed = FEEDS[here] | OPEN_TO_ALL | {here}
    wrong = [
        f"{name_of(path)}:{line} imports {module}"
        for module, line in imports(path)
        if module.startswith("detente.") and module.split(".")[1] not in allowed
    ]
    assert not wrong


def test_stages_have_no_cycle() -> None:
    for name, feeds in FEEDS.items():
        for other in feeds:
            assert name not in FEEDS[other], f"{name} and {other} feed each other"


def test_only_the_command_line_imports_the_command_line() -> None:
    importers = [
        name_of(path)
        for path in MODULES
        if stage(path) != "cli" and any(m.startswith("detente.cli") for m, _ in imports(path))
    ]
    assert not importers


def test_records_import_the_standard_library_and_msgspec_only() -> None:
    roots = {module.split(".")[0] for module, _ in imports(SOURCE / "records.py")}
    assert roots - {"msgspec"} <= set(sys.stdlib_module_names)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_training_library_is_imported(path: Path) -> None:
    assert not {module.split(".")[0] for module, _ in imports(path)} & TRAINING


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_holds_at_most_500_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MODULE_LINES


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_function_holds_at_most_60_lines(path: Path) -> None:
    long = [
        f"{name_of(path)}:{f.lineno} {f.name}"
        for f in functions(path)
        if (f.end_lineno or f.lineno) - f.lineno + 1 > FUNCTION_LINES
    ]
    assert not long


def test_no_folder_is_named_for_nothing() -> None:
    named = {p.name for p in SOURCE.rglob("*") if p.is_dir()} | {p.stem for p in MODULES}
    assert not named & FORBIDDEN_FOLDERS


@pytest.mark.parametrize("path", [p for p in MODULES if stage(p) != "cli"], ids=name_of)
def test_the_library_neither_prints_nor_exits_nor_swallows(path: Path) -> None:
    wrong = [
        f"{name_of(path)}:{getattr(node, 'lineno', 0)} {ast.unparse(node)[:60]}"
        for node in ast.walk(tree(path))
        if is_loud(node) or is_swallowing(node)
    ]
    assert not wrong


def is_loud(node: ast.AST) -> bool:
    """A call of print, exit, quit, sys.exit or os._exit."""
    return isinstance(node, ast.Call) and ast.unparse(node.func) in {
        "print", "exit", "quit", "sys.exit", "os._exit",
    }  # fmt: skip


def is_swallowing(node: ast.AST) -> bool:
    """A handler of everything that does not raise again."""
    if not isinstance(node, ast.ExceptHandler):
        return False
    caught = "BaseException" if node.type is None else ast.unparse(node.type)
    if caught not in {"Exception", "BaseException"}:
        return False
    return not any(isinstance(inner, ast.Raise) for inner in ast.walk(node))


@pytest.mark.parametrize(
    ("code", "loud", "swallowing"),
    [
        ("print('x')", True, False),
        ("sys.exit(1)", True, False),
        ("console.print('x')", False, False),
        ("try:\n  f()\nexcept Exception:\n  pass", False, True),
        ("try:\n  f()\nexcept:\n  pass", False, True),
        ("try:\n  f()\nexcept BaseException:\n  g()\n  raise", False, False),
        ("try:\n  f()\nexcept ValueError:\n  pass", False, False),
    ],
)
def test_the_checks_above_see_what_they_should(code: str, loud: bool, swallowing: bool) -> None:
    nodes = list(ast.walk(ast.parse(code)))
    assert any(map(is_loud, nodes)) is loud
    assert any(map(is_swallowing, nodes)) is swallowing


def public(nodes: list[ast.stmt]) -> Iterator[Function | ast.ClassDef]:
    """Public functions, classes and methods that are defined at the top of these statements."""
    for node in nodes:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node.body)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_public_names_are_documented_and_annotated(path: Path) -> None:
    assert ast.get_docstring(tree(path)) or not tree(path).body, "module docstring"
    missing = [
        f"{name_of(path)}:{node.lineno} {node.name}"
        for node in public(tree(path).body)
        if not ast.get_docstring(node) or (isinstance(node, Function) and not annotated(node))
    ]
    assert not missing


def annotated(function: Function) -> bool:
    args = function.args
    every = [*args.posonlyargs, *args.args, *args.kwonlyargs, args.vararg, args.kwarg]
    bare = [a for a in every if a and a.annotation is None and a.arg not in {"self", "cls"}]
    return function.returns is not None and not bare


def loaded_after(code: str) -> set[str]:
    """Top-level modules that a fresh interpreter has loaded after running `code`."""
    probe = f"{code}\nimport json, sys\nsys.stderr.write(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", probe], capture_output=True, text=True, check=True, timeout=60
    )
    return {name.split(".")[0] for name in json.loads(done.stderr)}


def test_importing_detente_imports_nothing_heavy() -> None:
    assert not loaded_after("import detente") & (HEAVY | TRAINING)


def test_the_root_help_imports_nothing_heavy() -> None:
    assert not loaded_after("import detente.cli; detente.cli.main(['--help'])") & (HEAVY | TRAINING)


def test_a_loaded_reader_has_no_training_library() -> None:
    code = "import detente; detente.Reader.load().read(detente.make_document('Iran met Iraq.'))"
    assert not loaded_after(code) & (TRAINING - {"scipy"})
