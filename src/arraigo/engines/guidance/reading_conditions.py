"""Conditions as they are written: `{step: [answers]}`, several keys for all of them, `not` and `any`."""

from arraigo.engines.guidance.conditions import All, Condition, Either, Not, Was
from arraigo.engines.guidance.fields import Fields, Notes, scalar
from arraigo.engines.guidance.marked import Entries, Node, Scalar, Table

WORDS = ("not", "any")
"""What no step may be called, because conditions say something else with it."""


def read_condition(around: Fields) -> Condition | None:
    """Return the condition `when` of a map, or None where it has none or a wrong one."""
    if "when" not in around.table.values:
        return None
    place = around.path("when")
    around.notes.lines[place] = around.line("when")
    return _condition(around.notes, around.table.values["when"], around.line("when"), place)


def _condition(notes: Notes, node: Node, line: int, place: str) -> Condition | None:
    """The depth of a file is bounded (`marked.MAX_DEPTH`), and with it this recursion."""
    if isinstance(node, Scalar) and node.text is None:
        notes.add("condition_empty", line, where=f"«{place}»")
        return None
    if not isinstance(node, Table):
        notes.add("not_a_mapping", line, where=f"«{place}»")
        return None
    parts = [_part(notes, key, one, node.lines[key], place) for key, one in node.values.items()]
    whole = tuple(one for one in parts if one is not None)
    if not parts:
        notes.add("condition_empty", line, where=f"«{place}»")
    if len(whole) < len(parts) or not whole:
        return None
    return whole[0] if len(whole) == 1 else All(whole)


def _part(notes: Notes, key: str, node: Node, line: int, place: str) -> Condition | None:
    notes.lines[f"{place}.{key}"] = line
    if key == "not":
        inner = _condition(notes, node, line, place)
        return None if inner is None else Not(inner)
    if key == "any":
        return _either(notes, node, line, place)
    if isinstance(node, Entries):
        answers = tuple(scalar(notes, one, place).strip() for one in node.items)
    else:
        answers = (scalar(notes, node, place).strip(),)
    if not answers or "" in answers:
        notes.add("condition_empty", line, where=f"«{place}»")
        return None
    return Was(key, answers)


def _either(notes: Notes, node: Node, line: int, place: str) -> Condition | None:
    if not isinstance(node, Entries):
        notes.add("not_a_list", line, where=f"«{place}.any»")
        return None
    parts = [_condition(notes, one, one.line, place) for one in node.items]
    whole = tuple(one for one in parts if one is not None)
    if not parts:
        notes.add("condition_empty", line, where=f"«{place}»")
    return Either(whole) if parts and len(whole) == len(parts) else None
