import re

import pytest
from tests.quality import shape

# What the house promised itself; the worst offenders are named when it does not hold.
FILE_P95, FUNCTION_P95, BRANCHES_P95, HINTED_PERCENT = 320, 30, 8, 95
FILE_LONGEST = 500
STYLE = re.compile(r"<[^>]*\sstyle\s*=|<style(?![^>]*nonce)", re.IGNORECASE)
HANDLER = re.compile(r"<[^>]*\son[a-z]+\s*=\s*[\"']|javascript:", re.IGNORECASE)
ELSEWHERE = re.compile(
    r"<(?:script|link|img|iframe|source)[^>]*\s(?:src|href)\s*=\s*[\"'](?:https?:)?//", re.IGNORECASE
)


def worst(items, key, count=5):
    return sorted(items, key=key, reverse=True)[:count]


def test_files_can_be_read_in_one_sitting():
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path, _name, _tree in shape.modules()}

    assert shape.p95(lines.values()) <= FILE_P95, worst(lines.items(), key=lambda item: item[1])
    assert max(lines.values()) <= FILE_LONGEST, worst(lines.items(), key=lambda item: item[1])


def test_functions_fit_on_a_screen():
    functions = shape.functions()

    assert shape.p95(one.length for one in functions) <= FUNCTION_P95, worst(functions, key=lambda one: one.length)


def test_functions_branch_little():
    functions = shape.functions()

    assert shape.p95(one.branches for one in functions) <= BRANCHES_P95, worst(functions, key=lambda one: one.branches)


def test_functions_say_their_types():
    functions = shape.functions()
    bare = [one.where for one in functions if not one.is_hinted]

    assert 100 * (1 - len(bare) / len(functions)) >= HINTED_PERCENT, bare[:10]


def test_no_module_imports_itself_by_a_detour():
    assert len(shape.largest_cycle(shape.import_graph())) <= 1


def templates():
    return sorted(shape.SOURCE.rglob("templates/**/*.html"))


@pytest.mark.parametrize(
    ("pattern", "what"),
    [(STYLE, "an inline style"), (HANDLER, "an inline handler"), (ELSEWHERE, "something of another host")],
    ids=["styles", "handlers", "hosts"],
)
def test_templates_obey_the_content_security_policy(pattern, what):
    found = [
        f"{path.relative_to(shape.ROOT)}: {match.group(0)[:80]}"
        for path in templates()
        for match in pattern.finditer(path.read_text(encoding="utf-8"))
    ]

    assert not found, f"{what}: {found}"


def test_the_measure_finds_a_cycle():
    graph = {"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}

    assert shape.largest_cycle(graph) == ["a", "b", "c"]
