"""The links of a plan's chain that a passage shows, with the words that show each.

A plan goes from a diagnosis' figure to an objective, a policy, a target with its baseline, a programme, its budget, a
responsible unit and an indicator. How far a criterion's passages go along it is how far the plan goes for it.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from arraigo.engines.plan_review.tagging.folding import fold


class Link(StrEnum):
    """A link of the chain; `baseline` is what a target starts from."""

    DIAGNOSIS_FIGURE = "diagnosis_figure"
    OBJECTIVE = "objective"
    POLICY = "policy"
    TARGET = "target"
    BASELINE = "baseline"
    PROGRAMME = "programme"
    BUDGET = "budget"
    RESPONSIBLE = "responsible"
    INDICATOR = "indicator"


@dataclass(frozen=True, slots=True)
class Element:
    """A link, and the words of the passage that show it: its text from `start` to before `end`."""

    kind: Link
    start: int
    end: int
    words: str


_NUMBER = r"[0-9]{1,3}(?:[. ][0-9]{3})+(?:,[0-9]+)?|[0-9]+(?:[.,][0-9]+)?"
_COUNTED = (
    r"%|por ciento|por cada|personas|familias|hogares|habitantes|mujeres|hombres|ninos|ninas|casos|victimas|viviendas|"
    r"estudiantes|alumnos|desplazad[oa]s|migrantes|refugiad[oa]s|retornad[oa]s|inmigrantes|emigrantes"
)
_FIGURE = re.compile(
    rf"\b(?:{_NUMBER}) ?(?:mil |millones de )?(?:{_COUNTED})|\b(?:tasa|porcentaje|total)[a-z ]{{0,60}} (?:{_NUMBER})"
)
_DATED = re.compile(
    r"\b(?:19|20)[0-9]{2}\b|\bfuentes?\b|\bsegun\b|\bcensos?\b|\bencuestas?\b|\bdane\b|\binec\b|\binei\b|\bindec\b|\bregistros?\b"
)
_PLANNED = re.compile(r"\bmetas?\b|\bindicador(?:es)?\b|\blinea (?:de )?base\b|\bcuatrienio\b|\bobjetivos?\b")

_MONEY = (
    r"(?:us)?\$ ?[0-9][0-9.,]*(?: ?(?:mil(?:es)?|millones))?|\b(?:usd|cop|s/) ?[0-9][0-9.,]*|\b[0-9][0-9.,]* (?:mil )?"
    r"(?:millones|dolares|pesos|soles|bolivianos|quetzales|lempiras|cordobas|guaranies)\b|\b[0-9]{1,3}(?:\.[0-9]{3}){2,}\b"
)
_UNIT = (
    r"secretaria|direccion|subdireccion|subsecretaria|departamento administrativo|oficina|gerencia|unidad|alcaldia|"
    r"ministerio|jefatura|coordinacion|instituto|consejo|junta|gobernacion|personeria|gad"
)
_RAISE = (
    r"aumentar|incrementar|disminuir|reducir|ampliar|alcanzar|atender|beneficiar|capacitar|brindar|apoyar|entregar|"
    r"construir|realizar|implementar|formular|crear|lograr|garantizar|mantener|vincular|asistir|caracterizar|incluir"
)
_AIM = (
    r"fortalecer|promover|garantizar|consolidar|mejorar|lograr|contribuir|propender|fomentar|propiciar|facilitar|"
    r"asegurar|impulsar|generar|proteger|restablecer|prevenir|reducir|erradicar"
)

_SHOWS: dict[Link, re.Pattern[str]] = {
    Link.OBJECTIVE: re.compile(rf"\bobjetivos?(?: (?:general(?:es)?|especificos?|estrategicos?|del? [a-z]+))?(?= ?[:.\-]| [a-z]+[aei]r\b)|(?:^|[:;.•?] )\W*(?:{_AIM})\b"),  # noqa: E501
    Link.POLICY: re.compile(r"\bpoliticas?(?: (?:publicas?|municipal(?:es)?|social(?:es)?|local(?:es)?|de [a-z]+))|\blineamientos?\b"),
    Link.TARGET: re.compile(rf"\bmetas?\b[^.;]{{0,80}}?(?:{_NUMBER})|\b(?:{_RAISE}) (?:(?:a|al|el|en|un|hasta|el) ){{0,2}}(?:{_NUMBER})|\b(?:al|en un) (?:{_NUMBER}) ?%|\bde (?:{_NUMBER}) ?%? a (?:{_NUMBER})"),  # noqa: E501
    Link.BASELINE: re.compile(rf"\blineas? (?:de )?base\b|\bde (?:{_NUMBER}) ?%? a (?:{_NUMBER}) ?%?"),
    Link.PROGRAMME: re.compile(r"\b(?:sub ?)?programas?\b(?! de gobierno)|\bproyectos?\b(?! de (?:ley|acuerdo|vida))"),
    Link.BUDGET: re.compile(_MONEY),
    Link.RESPONSIBLE: re.compile(rf"\bresponsables?\b[ :]*(?:[a-z]+ ){{0,6}}|\ba cargo de(?:l)?(?: la)? [a-z]+(?: [a-z]+)?|\b(?:{_UNIT}) (?:municipal|distrital|departamental|cantonal|provincial|metropolitan[ao]|nacional|de(?:l)?|para)(?: (?:la|el|los|las))? ?[a-z]*"),  # noqa: E501
    Link.INDICATOR: re.compile(r"\bindicador(?:es)?\b|\b(?:numero|porcentaje|cantidad|tasa|proporcion|indice) de [a-z]+|(?:%|#) de [a-z]+|\bno\.? de [a-z]+"),
}  # fmt: skip


def chain_elements(text: str) -> set[Element]:
    """Return the links that a passage shows, each place once. A figure is one of diagnosis only with a source or date."""
    read = _with_signs(text)
    found = {
        Element(link, match.start(), match.end(), text[match.start() : match.end()])
        for link, shows in _SHOWS.items()
        for match in shows.finditer(read)
    }
    return found | _figures(text, read)


def chain_links(text: str) -> set[Link]:
    """Return only which links a passage shows."""
    return {element.kind for element in chain_elements(text)}


def _figures(text: str, read: str) -> set[Element]:
    """Return the figures of a passage that says where or when they are from and that sets no target."""
    if not _DATED.search(read) or _PLANNED.search(read):
        return set()
    return {
        Element(Link.DIAGNOSIS_FIGURE, match.start(), match.end(), text[match.start() : match.end()])
        for match in _FIGURE.finditer(read)
    }


def _with_signs(text: str) -> str:
    """Fold a text, letter for letter, and leave the signs that part sentences and figures."""
    folded = fold(text.replace("\n", " "))
    return "".join(sign if sign in ".,:;-/" else letter for sign, letter in zip(text, folded, strict=True))
