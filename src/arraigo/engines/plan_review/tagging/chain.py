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


_NUMBER = r"(?:[0-9]{1,3}(?:[. ][0-9]{3})+(?:,[0-9]+)?|[0-9]+(?:[.,][0-9]+)?)"
_FROM_TO = rf"\bde {_NUMBER} ?%? a {_NUMBER}(?: ?%)?"
_COUNTED = (
    r"%|por ciento|por cada|personas|familias|hogares|habitantes|mujeres|hombres|ninos|ninas|casos|victimas|viviendas|"
    r"estudiantes|alumnos|desplazad[oa]s|migrantes|refugiad[oa]s|retornad[oa]s|inmigrantes|emigrantes"
)
_FIGURE = (
    rf"\b{_NUMBER} ?(?:mil |millones de )?(?:{_COUNTED})",
    rf"\b(?:tasa|porcentaje|total)[a-z ]{{0,60}} {_NUMBER}",
)
_DATED = (
    r"\b(?:19|20)[0-9]{2}\b",
    r"\b(?:fuentes?|segun|censos?|encuestas?|registros?|dane|inec|inei|indec|inegi|ine|conapo|cepal)\b",
)
_PLANNED = (r"\b(?:metas?|indicador(?:es)?|linea (?:de )?base|cuatrienio|objetivos?)\b",)

_AIM = (
    r"fortalecer|promover|garantizar|consolidar|mejorar|lograr|contribuir|propender|fomentar|propiciar|facilitar|"
    r"asegurar|impulsar|generar|proteger|restablecer|prevenir|reducir|erradicar"
)
_RAISE = (
    r"aumentar|incrementar|disminuir|reducir|ampliar|alcanzar|atender|beneficiar|capacitar|brindar|apoyar|entregar|"
    r"construir|realizar|implementar|formular|crear|lograr|garantizar|mantener|vincular|asistir|caracterizar|incluir"
)
_UNIT = (
    r"secretaria|direccion|subdireccion|subsecretaria|departamento administrativo|oficina|gerencia|unidad|alcaldia|"
    r"ministerio|jefatura|coordinacion|instituto|consejo|junta|gobernacion|personeria|gad"
)
_OF = r"municipal|distrital|departamental|cantonal|provincial|metropolitan[ao]|nacional|del?|para"

_SHOWS: dict[Link, tuple[str, ...]] = {
    Link.OBJECTIVE: (
        r"\bobjetivos?(?: (?:general(?:es)?|especificos?|estrategicos?|del? [a-z]+))?(?= ?[:.\-]| [a-z]+[aei]r\b)",
        rf"(?:^|(?<=[:;.?] ))(?:{_AIM})\b",
    ),
    Link.POLICY: (
        r"\bpoliticas? (?:publicas?|municipal(?:es)?|social(?:es)?|local(?:es)?|de [a-z]+)",
        r"\blineamientos?\b",
    ),
    Link.TARGET: (
        rf"\bmetas?\b[^.;]{{0,80}}? {_NUMBER}",
        rf"\b(?:{_RAISE}) (?:(?:a|al|el|en|un|hasta) ){{0,2}}{_NUMBER}",
        rf"\b(?:al|en un) {_NUMBER} ?%",
        _FROM_TO,
    ),
    Link.BASELINE: (r"\blineas? (?:de )?base\b", _FROM_TO),
    Link.PROGRAMME: (
        r"\b(?:sub ?)?programas?\b(?! de gobierno)",
        r"\bproyectos?\b(?! de (?:ley|acuerdo|vida))",
    ),
    Link.BUDGET: (
        r"(?:us)?\$ ?[0-9][0-9.,]*(?: ?(?:millones|mil(?:es)?))?",
        r"\b(?:usd|cop) ?[0-9][0-9.,]*",
        r"\b[0-9][0-9.,]* (?:mil )?(?:millones|dolares|pesos|soles|bolivianos|quetzales|lempiras|cordobas|guaranies)\b",
        r"\b[0-9]{1,3}(?:\.[0-9]{3}){2,}\b",
    ),
    Link.RESPONSIBLE: (
        r"\bresponsables?\b ?:? ?(?:[a-z]+ ?){0,6}",
        r"\ba cargo del?(?: la)? (?:[a-z]+ ?){1,5}",
        rf"\b(?:{_UNIT}) (?:{_OF})\b(?: (?:la|el|los|las))?(?: [a-z]+)?",
    ),
    Link.INDICATOR: (
        r"\bindicador(?:es)?\b",
        r"\b(?:numero|porcentaje|cantidad|tasa|proporcion|indice) de [a-z]+",
        r"[%#] de [a-z]+",
        r"\bno\.? de [a-z]+",
    ),
}


def _either(ways: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(ways))


_SHOWN = {link: _either(ways) for link, ways in _SHOWS.items()}
_IS_FIGURE, _IS_DATED, _IS_PLANNED = _either(_FIGURE), _either(_DATED), _either(_PLANNED)


def chain_elements(text: str) -> set[Element]:
    """Return the links that a passage shows, each place once.

    A figure is the diagnosis' only where the passage gives a source or a year and sets no target.
    """
    read = _with_signs(text)
    found = {
        Element(link, match.start(), match.end(), text[match.start() : match.end()])
        for link, shows in _SHOWN.items()
        for match in shows.finditer(read)
    }
    return found | _figures(text, read)


def chain_links(text: str) -> set[Link]:
    """Return only which links a passage shows."""
    return {element.kind for element in chain_elements(text)}


def _figures(text: str, read: str) -> set[Element]:
    if not _IS_DATED.search(read) or _IS_PLANNED.search(read):
        return set()
    return {
        Element(Link.DIAGNOSIS_FIGURE, match.start(), match.end(), text[match.start() : match.end()])
        for match in _IS_FIGURE.finditer(read)
    }


def _with_signs(text: str) -> str:
    """Fold a text, letter for letter, and leave the signs that part sentences and figures."""
    folded = fold(text.replace("\n", " "))
    return "".join(sign if sign in ".,:;-/" else letter for sign, letter in zip(text, folded, strict=True))
