"""How far the chain goes for a criterion, with the steps that prove it, and what is missing for the next level."""

from collections.abc import Iterator, Sequence, Set

from arraigo.engines.plan_review.reviewing.catalogue import Criterion, Near
from arraigo.engines.plan_review.reviewing.findings import (
    COMMITMENT,
    COMMITMENTS,
    MENTION,
    Level,
    Sentence,
    Step,
    StepKind,
)
from arraigo.engines.plan_review.reviewing.gathering import Gathered
from arraigo.engines.plan_review.reviewing.linking import Whole


def _(text: str) -> str:
    """Mark a text for translation; who shows it translates it."""
    return text


NOT_FOUND = _("No se encontró ningún pasaje con los términos buscados.")
ELSEWHERE = _("No cuentan los pasajes con esos términos que no hablan de personas en movilidad humana: {count}.")
OTHER_PEOPLE = _("No cuentan los pasajes con esos términos que no hablan de las personas de este criterio: {count}.")
NO_FIGURE = _("Falta una cifra de diagnóstico, con su fuente y año.")
NO_SOURCE = _("La cifra no dice su fuente y año.")
NO_COMMITMENT = _("Falta un compromiso: un objetivo, una política, una norma o un programa que diga qué se hará.")
NO_TARGET = _("Falta una meta con cantidad y plazo para ese compromiso.")
NO_BASELINE = _("La meta no tiene línea base.")
NO_BUDGET = _("Falta el presupuesto de ese compromiso.")
NO_RESPONSIBLE = _("Falta decir quién responde.")
OTHER_MONEY = _("Hay montos en otros pasajes sobre el tema (páginas {pages}): compruebe si son de este compromiso.")
_PAGES_TOLD = 5
_COUNTED = {MENTION, StepKind.FIGURE.value, StepKind.SOURCE.value}
_ORDER = tuple(StepKind)


def level_of(kinds: frozenset[StepKind], *, is_diagnosed: bool) -> Level:
    """Return the level of a whole by the kinds of its steps; each step of the proposal asks for the one before it."""
    if not kinds & COMMITMENTS and StepKind.TARGET not in kinds:
        return Level.DIAGNOSED if is_diagnosed else Level.MENTIONED
    if StepKind.TARGET not in kinds:
        return Level.COMMITTED
    return Level.BUDGET if {StepKind.BUDGET, StepKind.RESPONSIBLE} <= kinds else Level.TARGET


def ceiling_of(criterion: Criterion) -> Level:
    """Return the highest level that a criterion can have: what only asks to be said or counted commits to nothing."""
    if set(criterion.expected) <= {MENTION}:
        return Level.MENTIONED
    return Level.DIAGNOSED if set(criterion.expected) <= _COUNTED else Level.BUDGET


def judge(criterion: Criterion, wholes: Sequence[Whole]) -> tuple[Level, tuple[Step, ...], Whole | None]:
    """Return the level of a criterion, the steps that prove it in the order of the chain, and the whole that does."""
    if not wholes:
        return Level.ABSENT, (), None
    figures = [whole for whole in wholes if StepKind.FIGURE in whole.kinds]
    diagnosis = max(figures, key=lambda whole: StepKind.SOURCE in whole.kinds, default=None)
    best = max(wholes, key=lambda whole: (level_of(whole.kinds, is_diagnosed=False), len(whole.kinds)))
    ceiling = ceiling_of(criterion)
    kinds = best.kinds if ceiling > Level.DIAGNOSED else frozenset[StepKind]()
    level = min(level_of(kinds, is_diagnosed=diagnosis is not None), ceiling)
    if level <= Level.DIAGNOSED:
        best = diagnosis or best
    told = (step for step in best.steps if step.kind not in (StepKind.FIGURE, StepKind.SOURCE))
    steps = {step.kind: step for step in told if ceiling > Level.DIAGNOSED}
    for step in diagnosis.steps if diagnosis else ():
        if step.kind in (StepKind.FIGURE, StepKind.SOURCE):
            steps[step.kind] = step
    proof = tuple(sorted(steps.values(), key=lambda step: _ORDER.index(step.kind)))
    return level, proof, best


def lacking(criterion: Criterion, level: Level, steps: Sequence[Step]) -> tuple[str, ...]:
    """Return the expected elements that are not there."""
    kinds = {step.kind.value for step in steps}
    has = {
        MENTION: level > Level.ABSENT,
        COMMITMENT: level >= Level.COMMITTED,
    }
    return tuple(one for one in criterion.expected if not has.get(one, one in kinds))


def missing(
    criterion: Criterion, level: Level, steps: Sequence[Step], gathered: Gathered, wholes: Sequence[Whole]
) -> tuple[Sentence, ...]:
    """Return what is missing for the next level, first, and then what weakens those that were reached."""
    kinds = {step.kind for step in steps}
    if level is Level.ABSENT:
        told = [NOT_FOUND]
    elif level is ceiling_of(criterion):
        told = []
    else:
        told = list(_next(criterion, level, kinds))
    if level >= Level.TARGET and StepKind.BASELINE not in kinds:
        told.append(NO_BASELINE)
    if level > Level.ABSENT and ceiling_of(criterion) > Level.MENTIONED and _wants_figure(criterion):
        told += [NO_FIGURE] * (StepKind.FIGURE not in kinds and NO_FIGURE not in told)
        told += [NO_SOURCE] * (StepKind.FIGURE in kinds and StepKind.SOURCE not in kinds)
    return (*map(Sentence, told), *_elsewhere(criterion, level, gathered, wholes))


def _wants_figure(criterion: Criterion) -> bool:
    """Whether a diagnosis is to be expected: of people on the move always, else where the criterion says so."""
    return criterion.search.near is not Near.ANYWHERE or StepKind.FIGURE.value in criterion.expected


def _next(criterion: Criterion, level: Level, kinds: Set[StepKind]) -> Iterator[str]:
    """Yield what the next level asks for."""
    if level <= Level.DIAGNOSED:
        if level is Level.MENTIONED and _wants_figure(criterion):
            yield NO_FIGURE
        if ceiling_of(criterion) > Level.DIAGNOSED:
            yield NO_COMMITMENT
    elif level is Level.COMMITTED:
        yield NO_TARGET
    else:
        if StepKind.BUDGET not in kinds:
            yield NO_BUDGET
        if StepKind.RESPONSIBLE not in kinds:
            yield NO_RESPONSIBLE


def _elsewhere(criterion: Criterion, level: Level, gathered: Gathered, wholes: Sequence[Whole]) -> list[Sentence]:
    told = []
    if level is Level.ABSENT and gathered.elsewhere and criterion.search.near is not Near.ANYWHERE:
        template = OTHER_PEOPLE if criterion.search.people else ELSEWHERE
        told.append(Sentence(template, {"count": gathered.elsewhere}))
    if Level.COMMITTED <= level < Level.BUDGET:
        pages = sorted({step.page for whole in wholes for step in whole.steps if step.kind is StepKind.BUDGET})
        if pages:
            told.append(Sentence(OTHER_MONEY, {"pages": ", ".join(map(str, pages[:_PAGES_TOLD]))}))
    return told
