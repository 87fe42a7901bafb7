"""A route's definition: checked by the engine, taken apart for forms, and written again."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml
from django.utils.translation import gettext as _

from arraigo.areas.attention.models import EmergencyNumber, RouteVersion
from arraigo.areas.attention.queries import packs
from arraigo.engines.guidance.fields import Notes
from arraigo.engines.guidance.loading import inspect
from arraigo.engines.guidance.marked import Entries, Node, Scalar, Table, read_marked
from arraigo.engines.guidance.model import Route
from arraigo.engines.guidance.problems import Problem
from arraigo.engines.guidance.reading_route import read_route
from arraigo.engines.guidance.texts import mark_of, texts

WIDTH = 110
# What the format has as something else than a text; everything else is one, whatever it looks like.
_BOOLEANS = frozenset({"protection"})
_NUMBERS = frozenset({"days"})

Plain = dict[str, Any]
"""A definition as maps, lists and texts; every scalar is the text that was written, or None."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What the engine says of a definition: as much of the route as can be read, and what is wrong with it.

    `problems` are in the order of their lines; those that are warnings do not stop it.
    """

    sketch: Route | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What must be mended before anybody can use it."""
        return tuple(one for one in self.problems if not one.is_warning)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What should be known and does not stop it."""
        return tuple(one for one in self.problems if one.is_warning)

    @property
    def is_readable(self) -> bool:
        """Say whether it is YAML with a map in it, so that forms can show it."""
        return self.sketch is not None

    @property
    def route(self) -> Route | None:
        """The route where it is whole."""
        return None if self.errors else self.sketch


def mark(definition: str) -> str:
    """Return the SHA-256 of a definition, in hex: two that have the same are the same."""
    return hashlib.sha256(definition.encode()).hexdigest()


def known_numbers() -> frozenset[str]:
    """Return the codes of the emergency numbers of the city."""
    return frozenset(EmergencyNumber.objects.values_list("code", flat=True))


def check(
    definition: str,
    *,
    name: str,
    today: date,
    numbers: Iterable[str],
    translations: Mapping[str, str] | None = None,
) -> Checked:
    """Return what the engine says of a definition on a day.

    numbers: the codes of emergency numbers that there are. translations: the texts of each language, as YAML.
    """
    read, problems = inspect(
        definition,
        name=f"{name}.yaml",
        numbers=frozenset(numbers),
        needs=packs.needs(),
        today=today.isoformat(),
        translations=translations or {},
    )
    return Checked(read, tuple(problems))


def check_version(version: RouteVersion, *, today: date, numbers: Iterable[str] | None = None) -> Checked:
    """Return what the engine says of a version with its translations."""
    return check(
        version.definition,
        name=version.route.slug,
        today=today,
        numbers=known_numbers() if numbers is None else numbers,
        translations=spoken(version),
    )


def spoken(version: RouteVersion, definition: str = "") -> dict[str, str]:
    """Return the translations of a version as the engine reads them: JSON, which is YAML too and quicker to write.

    definition: a text of it that is not kept yet. What was written for texts that it has no more is left out.
    """
    route = sketch(definition or version.definition)
    if route is None:
        return {}
    keys = texts(route)
    return {one.language: _spoken(one.language, followed(route, one.texts), keys) for one in version.translations.all()}


def _spoken(language: str, told: Mapping[str, Any], keys: Mapping[str, str]) -> str:
    kept = {key: one for key, one in told.items() if key in keys}
    return json.dumps({"lang": language, "texts": kept}, ensure_ascii=False)


def followed(route: Route, told: Mapping[str, Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """Return translations after their Spanish moved: a line put in between must not make those below it outdated.

    A text whose key has other Spanish now takes what was written for that Spanish elsewhere; nothing is thrown away,
    so that a step that comes back finds its translation.
    """
    written = {one["of"]: one for one in told.values() if one.get("of")}
    moved = {
        key: written[mark]
        for key, spanish in texts(route).items()
        if (mark := mark_of(spanish)) in written and told.get(key, {}).get("of") != mark
    }
    return {**told, **moved}


def sketch(definition: str) -> Route | None:
    """Return as much of a definition as can be read, unchecked; None where it is no route at all."""
    root, _problems = read_marked(definition, file="")
    return read_route(root, Notes("")) if root is not None else None


def sketched(version: RouteVersion) -> Route | None:
    """Return as much of a version as can be read, unchecked; None where it is no route at all."""
    return sketch(version.definition)


def sentence(problem: Problem) -> str:
    """Return what a problem says, in the reader's language."""
    return _(problem.template).format(**problem.values)


def plain(definition: str) -> Plain:
    """Return a definition as maps, lists and texts; raises ValueError where it is not a map."""
    root, _problems = read_marked(definition, file="")
    if not isinstance(root, Table):
        raise ValueError("the definition is not a map")
    told: Plain = _plain(root)
    return told


def _plain(node: Node) -> Any:  # noqa: ANN401 - a text, a list or a map; no deeper than the engine reads
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Entries):
        return [_plain(one) for one in node.items]
    return {key: _plain(one) for key, one in node.values.items()}


class _Writer(yaml.SafeDumper):
    """Writes texts of several lines as blocks, as people would."""

    def ignore_aliases(self, data: object) -> bool:
        """Write what stands twice twice: the engine reads no aliases."""
        return True


def _text(writer: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = "|" if "\n" in value else None
    return writer.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Writer.add_representer(str, _text)


def written(told: Plain) -> str:
    """Return maps, lists and texts as the YAML of a definition; keys keep their order."""
    text: str = yaml.dump(
        _typed(told), Dumper=_Writer, allow_unicode=True, sort_keys=False, width=WIDTH, default_flow_style=False
    )
    return text


def _typed(value: Any, key: str = "") -> Any:  # noqa: ANN401 - as in `plain`
    if isinstance(value, dict):
        return {name: _typed(one, name) for name, one in value.items()}
    if isinstance(value, list):
        return [_typed(one) for one in value]
    if key in _BOOLEANS and value in {"true", "false"}:
        return value == "true"
    if key in _NUMBERS and isinstance(value, str) and value.isdecimal():
        return int(value)
    return value


def dates(route: Route | None) -> dict[str, date | None]:
    """Return the days of a route as the columns keep them; those that cannot be are left out."""
    told = {name: _day(getattr(route, name, None)) for name in ("valid_from", "valid_until", "verified_on")}
    starts, ends = told["valid_from"], told["valid_until"]
    return {**told, "valid_until": None} if starts and ends and ends < starts else told


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def summary(checked: Checked) -> dict[str, int]:
    """Return what lists say of a definition: steps, questions, outcomes, what is to be verified, and problems."""
    steps = list(checked.sketch.steps.values()) if checked.sketch else []
    sources = checked.sketch.sources if checked.sketch else ()
    return {
        "steps": len(steps),
        "questions": sum(one.kind == "question" for one in steps),
        "outcomes": sum(one.kind == "outcome" for one in steps),
        "verify": sum(len(one.verify) for one in steps) + sum(one.verified_on is None for one in sources),
        "problems": len(checked.errors),
    }
