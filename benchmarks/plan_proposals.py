"""Recommendations with the truth of what became of them, put into edited versions of real plans.

Half of the proposals are sentences of other real plans that promise something; half are composed: an office, an
obligation, an action out of a real plan, the persons, a term and an amount, so that each can be taken back.
"""

import random
import re
from dataclasses import dataclass

from benchmarks.plan_editing import STRENGTHS, edit, long_only, plans, sample

_PROMISE = re.compile(r"\b(?:deberá|garantizará|implementará|creará|realizará|ejecutará|asegurará|destinará)\w*", re.I)
_ACTION = re.compile(
    r"^\W*((?:Fortalecer|Garantizar|Implementar|Crear|Realizar|Construir|Brindar|Ampliar|Atender)\b[^.;:]{40,200})[.;]?"
)
_OFFICES = (
    "La Secretaría de Inclusión Social", "La Dirección de Derechos Humanos", "La Secretaría de Salud",
    "La Unidad de Movilidad Humana", "La Dirección de Planificación Territorial", "El Consejo de Protección de Derechos",
)  # fmt: skip
_PERSONS = (
    "las personas migrantes y refugiadas", "las mujeres migrantes", "las personas en movilidad humana",
    "las familias desplazadas", "las personas solicitantes de asilo", "los niños y niñas migrantes",
    "las personas retornadas", "las víctimas de trata de personas",
)  # fmt: skip
_TERMS = ("hasta 2027", "antes de diciembre de 2026", "en un plazo de 6 meses", "de manera anual")
_MONEY = ("con un presupuesto de 200.000 dólares", "con una asignación presupuestaria de USD 45.000", "")
_WEAKER = (
    "podrá", "procurará", "promoverá", "propenderá por", "fomentará", "buscará", "tratará de", "impulsará",
    "analizará la posibilidad de", "considerará",
)  # fmt: skip
_HEDGES = (
    ", en la medida de lo posible", ", según disponibilidad presupuestaria", ", cuando sea posible",
    ", siempre que existan recursos", ", de manera progresiva y sujeto a disponibilidad de recursos",
)  # fmt: skip
_GENERIC = ("los grupos prioritarios", "la población vulnerable", "la ciudadanía", "los habitantes del cantón")
_SYNONYMS = {
    "implementar": "ejecutar", "realizar": "llevar a cabo", "fortalecer": "reforzar", "crear": "establecer",
    "brindar": "ofrecer", "ampliar": "extender", "municipio": "cantón", "construir": "edificar", "mejorar": "optimizar",
    "desarrollar": "poner en marcha", "acciones": "actividades", "apoyo": "respaldo", "mediante": "por medio de",
    "a través de": "mediante", "población": "gente", "necesidades": "requerimientos", "con el fin de": "para",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """A proposal, how it was put into the new version, and the outcome that is right."""

    proposed: str
    way: str
    outcome: str
    already_there: bool = False


@dataclass(slots=True)
class Review:
    """Two versions with the proposals that were made on the old one."""

    old: list[str]
    new: list[str]
    cases: list[Case]


@dataclass(frozen=True, slots=True)
class _Composed:
    office: str
    action: str
    persons: str
    term: str
    money: str

    def text(self, verb: str = "deberá", **other: str) -> str:
        part = {name: other.get(name, getattr(self, name)) for name in ("office", "action", "persons", "term", "money")}
        hedge, tail = other.get("hedge", ""), " ".join(one for one in (part["term"], part["money"]) if one)
        tail = f", {tail}" if tail else ""
        persons = f" para {part['persons']}" if part["persons"] else ""
        return f"{part['office']} {verb} {part['action']}{persons}{hedge}{tail}."


def review(seed: int, *, count: int = 120, passages: int = 1_500) -> Review:
    """Return two versions of a plan and `count` proposals with their truth."""
    chance = random.Random(seed)
    base, _ = sample("long", seed, passages)
    theirs = [p for text in plans().values() for p in long_only(text) if p not in set(base)]
    edited = edit(base, chance.sample(theirs, 300), STRENGTHS[1], seed)
    old, new = list(edited.old), list(edited.new)
    # What all plans copy from the law is in the base already and no proposal.
    known = {run for p in base for run in _runs(p)}
    theirs = [p for p in dict.fromkeys(theirs) if not known & _runs(p)]
    promises = [p for p in theirs if _PROMISE.search(p) and 15 <= len(p.split()) <= 70]
    actions = [found[1] for p in theirs if (found := _ACTION.match(p))]
    chance.shuffle(promises)
    chance.shuffle(actions)
    cases: list[Case] = []
    for number in range(count):
        if number % 2:
            cases.append(_real(promises.pop(), chance, old, new))
        else:
            cases.append(_made(_composed(chance, actions), chance, old, new))
    return Review(old, new, cases)


def _runs(text: str, length: int = 6) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[n : n + length]) for n in range(len(words) - length + 1)}


def _composed(chance: random.Random, actions: list[str]) -> _Composed:
    action = actions.pop()
    return _Composed(
        chance.choice(_OFFICES), action[0].lower() + action[1:], chance.choice(_PERSONS), chance.choice(_TERMS),
        chance.choice(_MONEY),
    )  # fmt: skip


def _put(text: str, chance: random.Random, into: list[str]) -> None:
    """Put a text in: as a passage, at the end of one, or as two neighbours."""
    at, way = chance.randrange(len(into)), chance.random()
    if way < 0.6:
        into.insert(at, text)
    elif way < 0.85:
        into[at] = into[at].rstrip(" ") + ("" if into[at].rstrip().endswith((".", ";")) else ".") + " " + text
    else:
        words = text.split()
        half = len(words) // 2
        into[at:at] = [" ".join(words[:half]), " ".join(words[half:])]


def _reworded(text: str, chance: random.Random) -> str:
    for word, other in _SYNONYMS.items():
        if chance.random() < 0.7:
            text = re.sub(rf"\b{word}\b", other, text, count=1, flags=re.I)
    words = text.split()
    for _ in range(max(1, len(words) // 15)):
        words.insert(chance.randrange(1, len(words)), chance.choice(("también", "además", "así", "integralmente")))
    return " ".join(words)


def _real(proposed: str, chance: random.Random, old: list[str], new: list[str]) -> Case:
    way = chance.choice(
        ("whole", "whole", "reworded", "reworded", "half", "weaker", "hedged", "lost", "lost", "already")
    )
    verb = _PROMISE.search(proposed)
    if way == "whole":
        _put(proposed, chance, new)
    elif way == "reworded":
        _put(_reworded(proposed, chance), chance, new)
    elif way == "half":
        words = proposed.split()
        _put(" ".join(words[: round(len(words) * 0.55)]) + ".", chance, new)
    elif way == "weaker" and verb:
        _put(proposed[: verb.start()] + chance.choice(_WEAKER) + proposed[verb.end() :], chance, new)
    elif way == "hedged" and verb:
        _put(proposed[: verb.end()] + chance.choice(_HEDGES) + "," + proposed[verb.end() :], chance, new)
    elif way == "already":
        _put(proposed, chance, old)
        _put(proposed, chance, new)
    return Case(proposed, way, _OUTCOMES[way], way == "already")


def _made(one: _Composed, chance: random.Random, old: list[str], new: list[str]) -> Case:
    ways = [
        "whole",
        "reworded",
        "weaker",
        "hedged",
        "no office",
        "no persons",
        "no term",
        "wider",
        "lost",
        "already",
        "was weaker",
    ]
    way = chance.choice(ways + (["no money"] if one.money else []))
    verb = chance.choice(("deberá", "garantizará que se pueda", "se compromete a"))
    proposed = one.text(verb)
    into = {
        "whole": lambda: proposed,
        "reworded": lambda: _reworded(proposed, chance),
        "weaker": lambda: one.text(chance.choice(_WEAKER)),
        "hedged": lambda: one.text(verb, hedge=chance.choice(_HEDGES)),
        "no office": lambda: one.text(verb, office="Se").replace("Se se ", "Se "),
        "no persons": lambda: one.text(verb, persons=""),
        "wider": lambda: one.text(verb, persons=chance.choice(_GENERIC)),
        "no term": lambda: one.text(verb, term=""),
        "no money": lambda: one.text(verb, money=""),
        "already": lambda: proposed,
        "was weaker": lambda: proposed,
    }
    if way in into:
        _put(into[way](), chance, new)
    if way == "already":
        _put(proposed, chance, old)
    if way == "was weaker":
        old.insert(chance.randrange(len(old)), one.text("podrá"))
    return Case(proposed, way, _OUTCOMES[way], way == "already")


_OUTCOMES = {
    "whole": "adopted", "reworded": "adopted", "was weaker": "adopted", "half": "diluted", "weaker": "diluted",
    "hedged": "diluted", "no office": "diluted", "no persons": "diluted", "wider": "diluted", "no term": "diluted",
    "no money": "diluted", "lost": "not_adopted", "already": "not_adopted",
}  # fmt: skip
