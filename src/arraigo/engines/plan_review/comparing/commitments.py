"""What makes a proposal binding, and the ways in which a plan takes that back: verbs, figures, terms, persons.

Expressions are matched on folded text. As norms are drafted, «deberá» binds and «podrá» leaves free; hedges are phrases
that bind whatever precedes them to a condition. The lists are our own and grow by what reviewers find.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from arraigo.engines.plan_review.comparing.stems import stems
from arraigo.engines.plan_review.model import folded


class Aspect(StrEnum):
    """What a proposal may fix."""

    NUMBER = "number"
    DEADLINE = "deadline"
    BUDGET = "budget"
    RESPONSIBLE = "responsible"
    PERSONS = "persons"


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something that the proposal fixes and the plan does not say."""

    aspect: Aspect
    text: str


_STRONG = re.compile(
    r"\b(?:deb(?:e|en|era|eran)|garanti\w+|asegur\w+|obliga\w*|comprome\w+|exig\w+|prohib\w+|cumpl\w+"
    r"|ejecut\w+|implement\w+|destin(?:a|an|ara|aran)|asign(?:a|an|ara|aran)|cre(?:ara|aran))\b"
)
_WEAK = re.compile(
    r"\b(?:pod(?:ra|ran|ria|rian)|pued(?:e|en)|procur\w+|propend\w+|promov\w+|promuev\w+|foment\w+|impuls\w+|propici\w+"
    r"|alent\w+|alienta\w*|considerar(?:a|an)|buscar(?:a|an)|estudiar(?:a|an)|intentar(?:a|an)|tender(?:a|an) a"
    r"|contribuir(?:a|an)|apoyar(?:a|an)|facilitar(?:a|an)|se esforzar(?:a|an)|aspira(?:ra)?"
    r"|tratar(?:a|an) de|analizar(?:a|an)|evaluar(?:a|an)|explorar(?:a|an)|valorar(?:a|an)|gestionar(?:a|an)"
    r"|invitar(?:a|an)|recomend\w+|velar(?:a|an))\b"
)
_HEDGE = re.compile(
    r"\ben la medida de (?:lo posible|sus? (?:posibilidades|recursos))|\bde ser (?:posible|el caso|necesario)"
    r"|\bcuando sea (?:posible|pertinente)|\b(?:segun|conforme a|sujet[oa]s? a|de acuerdo (?:a|con)) (?:la )?"
    r"disponibilidad(?: \w+)?"
    r"|\bsiempre (?:que|y cuando) \w+(?: \w+)?|\bde (?:manera|forma) (?:progresiva|gradual)|\bgradualmente"
    r"|\bsi (?:los recursos|el presupuesto) lo permiten?|\bprogresivamente|\ben lo posible|\beventualmente"
)
_FUTURE = re.compile(r"\b\w{2,}(?:ara|era|ira|aran|eran|iran)\b")
_NOT_FUTURE = frozenset(
    {"para", "ira", "era", "eran", "manera", "primera", "carrera", "cualquiera", "tercera", "entera"}
)
_NEGATED = re.compile(r"\bno (?:se )?(\w{4,})")
_GENERIC = re.compile(
    r"\bgrupos (?:\w+ )?(?:prioritari\w+|vulnerables)|\bgrupos de atencion prioritaria"
    r"|\bpoblacion(?:es)? (?:vulnerables?|en general|prioritarias?)|\bciudadania(?: en general)?|\bpersonas vulnerables"
    r"|\bhabitantes|\bcomunidad en general"
)
# Each is one group of persons, however it is named; «movilidad humana» names all of the first.
_UMBRELLA = re.compile(r"\bmovilidad humana\b")
_MOBILE = (
    r"\b(?:in|e)?migra\w+", r"\brefugi(?:ad\w+|o internacional)", r"\basilo\b|\basilad\w+", r"\bapatrid\w+",
    r"\bdesplazad\w+|\bdesplazamiento forzad\w+", r"\bretornad\w+", r"\bmovilidad humana\b",
)  # fmt: skip
_GROUPS = (
    r"\btrata de personas|\bvictimas de trata", r"\bmujer(?:es)?\b", r"\bnin(?:o|a|os|as|ez)\b", r"\badolescen\w+",
    r"\bjoven(?:es)?\b|\bjuventud\b", r"\bdiscapacidad\w*", r"\badult[oa]s? mayor(?:es)?|\bpersonas mayores",
    r"\bindigena\w*", r"\bafro\w+", r"\blgbti\w*",
)  # fmt: skip
_MOBILE_GROUPS = tuple(re.compile(pattern) for pattern in _MOBILE)
_OTHER_GROUPS = tuple(re.compile(pattern) for pattern in _GROUPS)
_FIGURE = r"\d+(?:[.,]\d+)*"
_BUDGET = re.compile(rf"(?:\$|usd|us\$)\s*({_FIGURE})|({_FIGURE})\s*(?:millones|dolares|pesos|usd|\$)", re.IGNORECASE)
_DEADLINE = re.compile(
    rf"\b(?:hasta|antes de|para|desde|a partir de|en)\s+(?:el |diciembre de |enero de |junio de )*(20\d\d)\b"
    rf"|\b({_FIGURE})\s*(?:dias|semanas|meses|trimestres|semestres|anos)\b"
)
_TERM = re.compile(
    r"\b(?:anual|semestral|trimestral|mensual)(?:es|mente)?\b"
    r"|\b(?:primer|segundo|tercer|cuarto|ultimo) (?:ano|semestre|trimestre)\b"
)
_PLAIN_FIGURE = re.compile(rf"\b{_FIGURE}\b")
_MONEY = re.compile(r"\b(?:presupuest\w+|rubro|partida presupuestaria|asignacion presupuestaria)\b")
_OFFICE = re.compile(
    r"\b(?:Sub)?(?:[Ss]ecretar[ií]a|[Dd]irecci[oó]n|[Mm]inisterio|[Gg]erencia|[Uu]nidad|[Ii]nstituto|[Oo]ficina|[Cc]oordinaci[oó]n"
    r"|[Cc]omisar[ií]a|[Pp]atronato|[Dd]efensor[ií]a|[Cc]onsejo|[Aa]dministraci[oó]n|[Dd]epartamento)"
    r"(?:\s+(?:(?:de|del|para|y|e|la|las|los|el)\s+)*[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+)+"
)


def dropped(proposal: str, found: str) -> tuple[Dropped, ...]:
    """Return what a proposal fixes and the text that was found does not say."""
    wanted, there = folded(proposal), folded(found)
    return (
        *_figures(wanted, there),
        *_terms(wanted, there),
        *_offices(proposal, found),
        *_persons(_without_offices(proposal), _without_offices(found)),
    )


def weakened(proposal: str, found: str) -> tuple[tuple[str, str], ...]:
    """Return the expressions that bind in a proposal, each with what stands for it in the text that was found."""
    wanted, there = folded(proposal), folded(found)
    pairs = []
    strong = [verb for verb in _binding(wanted) if verb not in there]
    weak = [verb for verb in _all(_WEAK, there) if not _says(wanted, verb)]
    pairs += [(verb, weaker) for verb, weaker in zip(strong, weak, strict=False)]
    anchor = next(iter(_binding(wanted)), "")
    pairs += [(anchor, hedge) for hedge in _all(_HEDGE, there) if hedge not in wanted]
    for verb in _NEGATED.findall(there):
        if verb in wanted and f"no {verb}" not in wanted and f"no se {verb}" not in wanted:
            pairs.append((verb, f"no {verb}"))
    generic = [group for group in _all(_GENERIC, there) if group not in wanted]
    lost = [one.text for one in _persons(_without_offices(proposal), _without_offices(found))]
    pairs += [(group, wider) for group, wider in zip(lost, generic[:1], strict=False)]
    return tuple(dict.fromkeys(pairs))


def _all(pattern: re.Pattern[str], text: str) -> list[str]:
    return [match.group() for match in pattern.finditer(text)]


def _says(text: str, verb: str) -> bool:
    return verb[:5] in text


def _binding(text: str) -> list[str]:
    """Return the verbs that bind, in their order: those of obligation and any in the future tense that is not weak."""
    found = [(match.start(), match.group()) for match in _STRONG.finditer(text)]
    for match in _FUTURE.finditer(text):
        if match.group() not in _NOT_FUTURE and not _WEAK.fullmatch(match.group()):
            found.append((match.start(), match.group()))
    return list(dict.fromkeys(verb for _, verb in sorted(found)))


def _without_offices(text: str) -> str:
    """Return a text, folded, without its offices: that of women, or of human mobility, names no persons."""
    return folded(_OFFICE.sub(" ", text))


def _number(figure: str) -> str:
    return re.sub(r"[.,](?=\d{3}\b)", "", figure)


def _figures(wanted: str, there: str) -> Iterator[Dropped]:
    """Yield the figures that are not there, as budget, deadline or plain number; a law's own number is one too."""
    numbers = {_number(figure) for figure in _PLAIN_FIGURE.findall(there)}
    seen: set[str] = set()
    for aspect, pattern in ((Aspect.BUDGET, _BUDGET), (Aspect.DEADLINE, _DEADLINE), (Aspect.NUMBER, _PLAIN_FIGURE)):
        for match in pattern.finditer(wanted):
            figure = _number(next((group for group in match.groups() if group), match.group()))
            if figure in seen:
                continue
            seen.add(figure)
            if figure not in numbers:
                yield Dropped(aspect, match.group().strip())


def _terms(wanted: str, there: str) -> Iterator[Dropped]:
    for aspect, pattern in ((Aspect.DEADLINE, _TERM), (Aspect.BUDGET, _MONEY)):
        for term in dict.fromkeys(_all(pattern, wanted)):
            if term[:6] not in there:
                yield Dropped(aspect, term)


def _offices(proposal: str, found: str) -> Iterator[Dropped]:
    there = stems(found)
    for office in dict.fromkeys(_all(_OFFICE, proposal)):
        names = stems(office)
        if len(names & there) < 0.6 * len(names):
            yield Dropped(Aspect.RESPONSIBLE, office)


def _persons(wanted: str, there: str) -> Iterator[Dropped]:
    """Yield the groups of persons that are no longer named; «movilidad humana» goes for all who are part of it."""
    umbrella = _UMBRELLA.search(there) is not None
    mobile_there = any(pattern.search(there) for pattern in _MOBILE_GROUPS)
    for pattern in _MOBILE_GROUPS:
        match = pattern.search(wanted)
        if match is None or umbrella or pattern.search(there):
            continue
        if not (_UMBRELLA.fullmatch(match.group()) and mobile_there):
            yield Dropped(Aspect.PERSONS, match.group())
    yield from _named(_OTHER_GROUPS, wanted, there)


def _named(groups: Sequence[re.Pattern[str]], wanted: str, there: str) -> Iterator[Dropped]:
    for pattern in groups:
        match = pattern.search(wanted)
        if match is not None and not pattern.search(there):
            yield Dropped(Aspect.PERSONS, match.group())
