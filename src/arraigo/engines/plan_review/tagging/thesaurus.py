"""The thesaurus: concepts with their labels, the false friends that look like them, and the phrases that are others.

It is data (packs/common/thesaurus.yaml, whose head says how a label is written); here it is read and checked.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

import yaml

from arraigo.engines.plan_review.problems import PlanError
from arraigo.engines.plan_review.tagging.folding import fold
from arraigo.engines.plan_review.tagging.labels import Label, LabelError, parse, pattern

ROLES = frozenset(("sujeto", "derecho", "servicio", "riesgo", "respuesta", "territorio", "gestion"))
ALONE = 2
"""The strength from which a label makes a passage relevant by itself; a weaker one needs another term."""

_NEAR, _AROUND = 6, 25


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept: its Spanish and English names, role and strength (1 to 3), and its labels, firm and weak."""

    id: str
    role: str
    strength: int
    name: str
    english: str
    labels: tuple[Label, ...]
    weak: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True)
class FalseFriend:
    """A term with another sense, and what gives that sense away.

    A hit that holds the term does not count where a `trigger` stands within `near` words of it and no `exception`
    does, nor where `support` is asked for and none stands within `around` words.
    """

    written: str
    sense: str
    term: re.Pattern[str]
    triggers: re.Pattern[str] | None
    exceptions: re.Pattern[str] | None
    support: re.Pattern[str] | None
    near: int = _NEAR
    around: int = _AROUND
    concepts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class OtherPhrase:
    """A phrase in which no word speaks of people on the move, such as the name of an organisation."""

    label: Label
    sense: str


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """What is looked for in a plan. `roots` are beginnings of words by which a passage is worth reading closely.

    `alone` are words that never count by themselves, with the sense that they then have: they are told, not judged.
    """

    concepts: tuple[Concept, ...]
    false_friends: tuple[FalseFriend, ...] = ()
    other_phrases: tuple[OtherPhrase, ...] = ()
    alone: tuple[tuple[str, str], ...] = ()
    roots: tuple[str, ...] = ()
    glued: tuple[str, ...] = ()
    split: tuple[str, ...] = ()

    @classmethod
    def from_mapping(cls, data: object) -> "Thesaurus":
        """Read a thesaurus from what YAML or JSON gives. Raises PlanError «bad_thesaurus», which says where and why."""
        data = _mapping(data, "tesauro")
        concepts = tuple(_concept(one, n) for n, one in enumerate(_items(data, "conceptos", "tesauro"), 1))
        if not concepts:
            raise _wrong("conceptos", "no hay ninguno")
        known: set[str] = set()
        for concept in concepts:
            if concept.id in known:
                raise _wrong(f"concepto «{concept.id}»", "está dos veces")
            known.add(concept.id)
        return cls(
            concepts,
            tuple(_false_friend(one, n, known) for n, one in enumerate(_items(data, "falsos_amigos", "tesauro"), 1)),
            tuple(
                phrase
                for n, one in enumerate(_items(data, "frases_ajenas", "tesauro"), 1)
                for phrase in _other_phrases(one, n)
            ),
            tuple(_alone(one, n) for n, one in enumerate(_items(data, "solas", "tesauro"), 1)),
            *(tuple(fold(one) for one in _words(data, name, "tesauro")) for name in ("raices", "pegadas", "partidas")),
        )

    def concept(self, name: str) -> Concept:
        """Return a concept by its id. Raises KeyError."""
        for one in self.concepts:
            if one.id == name:
                return one
        raise KeyError(name)


def load_thesaurus() -> Thesaurus:
    """Return the thesaurus that comes with the program, packs/common/thesaurus.yaml."""
    text = resources.files("arraigo.packs.common").joinpath("thesaurus.yaml").read_text(encoding="utf-8")
    return Thesaurus.from_mapping(yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))  # noqa: S506 - both loaders are the safe ones


def _concept(data: object, number: int) -> Concept:
    where = f"concepto {number}"
    data = _mapping(data, where)
    name = _text(data, "id", where)
    where = f"concepto «{name}»"
    role, strength = _text(data, "rol", where), data.get("fuerza")
    if role not in ROLES:
        raise _wrong(where, f"el rol «{role}» no existe; los que hay: {', '.join(sorted(ROLES))}")
    if strength not in (1, 2, 3):
        raise _wrong(where, f"la fuerza es {strength!r} y debe ser 1, 2 o 3")
    preferred = _text(data, "pref", where)
    labels = _labels([preferred.split("(")[0].strip(), *_words(data, "alt", where)], where)
    weak = _labels(_words(data, "debiles", where), where)
    return Concept(name, role, int(strength), preferred, str(data.get("en", "")), labels, weak)


def _false_friend(data: object, number: int, known: set[str]) -> FalseFriend:
    where = f"falso amigo {number}"
    data = _mapping(data, where)
    term = _text(data, "termino", where)
    where = f"falso amigo «{term}»"
    concepts = frozenset(_words(data, "conceptos", where))
    if concepts - known:
        raise _wrong(where, f"no hay un concepto «{min(concepts - known)}»")
    triggers, support = _pattern(data, "disparadores", where), _pattern(data, "pide", where)
    if triggers is None and support is None:
        raise _wrong(where, "falta «disparadores» o «pide»")
    return FalseFriend(
        term,
        _text(data, "sentido_ajeno", where),
        _expression([term], where, "termino"),
        triggers,
        _pattern(data, "excepto", where),
        support,
        _count(data, "ventana", _NEAR, where),
        _count(data, "ventana_pide", _AROUND, where),
        concepts,
    )


def _other_phrases(data: object, number: int) -> list[OtherPhrase]:
    where = f"frase ajena {number}"
    data = _mapping(data, where)
    sense = _text(data, "sentido_ajeno", where)
    return [OtherPhrase(label, sense) for label in _labels(_words(data, "frases", where), where)]


def _alone(data: object, number: int) -> tuple[str, str]:
    where = f"palabra sola {number}"
    data = _mapping(data, where)
    return fold(_text(data, "palabra", where)), _text(data, "sentido_ajeno", where)


def _labels(written: list[str], where: str) -> tuple[Label, ...]:
    try:
        return tuple(dict.fromkeys(parse(one) for one in written))
    except LabelError as error:
        raise _wrong(where, str(error)) from None


def _pattern(data: Mapping[str, Any], key: str, where: str) -> re.Pattern[str] | None:
    written = _words(data, key, where)
    return _expression(written, where, key) if written else None


def _expression(written: list[str], where: str, key: str) -> re.Pattern[str]:
    try:
        return pattern(written)
    except LabelError as error:
        raise _wrong(where, f"{key}: {error}") from None


def _wrong(where: str, detail: str) -> PlanError:
    return PlanError("bad_thesaurus", where=where, detail=detail)


def _mapping(data: object, where: str) -> Mapping[str, Any]:
    if not isinstance(data, Mapping):
        raise _wrong(where, "se esperaba un mapa de claves y valores")
    return data


def _items(data: Mapping[str, Any], key: str, where: str) -> list[Any]:
    value = data.get(key, [])
    if not isinstance(value, list):
        raise _wrong(f"{where}, {key}", "se esperaba una lista")
    return value


def _words(data: Mapping[str, Any], key: str, where: str) -> list[str]:
    values = _items(data, key, where)
    for value in values:
        if not isinstance(value, str) or not value.strip():
            raise _wrong(f"{where}, {key}", f"{value!r} no es un texto")
    return values


def _text(data: Mapping[str, Any], key: str, where: str) -> str:
    value = data.get(key)
    if not isinstance(value, str) or not value.strip():
        raise _wrong(where, f"falta «{key}»")
    return value.strip()


def _count(data: Mapping[str, Any], key: str, default: int, where: str) -> int:
    value = data.get(key, default)
    if not isinstance(value, int) or value < 1:
        raise _wrong(where, f"«{key}» es {value!r} y debe ser un número de palabras")
    return value
