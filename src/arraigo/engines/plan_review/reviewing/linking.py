"""Which steps of the chain belong together: a commitment, its target, its money and who answers for it.

A step counts for a criterion when it stands
- in a passage that answers the criterion (a row of a table is one passage), within reach of its terms;
- in the same row of a table of targets, which readers break into short passages (`rows`);
- in one of the next passages of the same section, when that goes on with it: «Meta: …», «Responsable: …», «Este
  programa…»;
- under a heading that itself speaks of the criterion, when its section is short enough to be about that alone.
Passages that answer it in one section, close to each other, are one whole. Steps of different wholes are not joined:
a target of one programme and the money of another prove nothing together. The figure of the diagnosis alone may come
from anywhere, since plans keep diagnosis and proposal apart.
"""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from arraigo.engines.plan_review.model import Part
from arraigo.engines.plan_review.reviewing.catalogue import Criterion, Near
from arraigo.engines.plan_review.reviewing.findings import COMMITMENTS, MENTION, Sentence, Step, StepKind
from arraigo.engines.plan_review.reviewing.gathering import Found, Gathered, is_close
from arraigo.engines.plan_review.reviewing.ground import Ground
from arraigo.engines.plan_review.reviewing.marks import Mark
from arraigo.engines.plan_review.reviewing.rows import in_row, pairs

TOGETHER = 3
"""Passages of one section at most so far apart are one whole."""

FOLLOWING = 2
"""So many passages after one that answers a criterion may go on with it."""

SHORT = 60
"""A section of at most so many passages is about what its heading says."""

_GOES_ON = re.compile(
    r"\W*(?:metas?|indicador(?:es)?|l[ií]nea (?:de )?base|presupuesto|responsables?|costo|valor|recursos|fuentes?|"
    r"inversi[oó]n|plazo|entidad(?:es)? responsables?|(?:este|dicho|el anterior|el presente) "
    r"(?:programa|subprograma|proyecto)|para (?:ello|esto|lo cual|tal fin)|lo anterior|con (?:este|ello))\b",
    re.IGNORECASE,
)
_LAW = re.compile(
    r"\b(?:ley|decreto|constituci[óo]n|c[óo]digo|sentencia|auto|acuerdo|conpes)\b[^.;]{0,30}\d", re.IGNORECASE
)
_ARTICLE = re.compile(r"\bart(?:[íi]culos?|s?\.)\s*\d", re.IGNORECASE)
_TELLS = re.compile(
    r"\b(?:tiene por objeto|por (?:la|el|medio de la|medio del) cual|el estado (?:debe|garantiza|tiene|proteger[áa])|"
    r"(?:dispone|se[ñn]ala|ordena|determina) que|consagra|nos dice|precisa (?:que|el)|establece (?:que|el|la|los|las)|"
    r"estipula|define (?:a|como|el|la)|reglamenta)\b",
    re.IGNORECASE,
)
_PLANNED = frozenset((Part.OBJECTIVE, Part.TARGET, Part.PROGRAMME, Part.BUDGET))


_EDGES = " \t\n.;:,•·-–"


def _(text: str) -> str:
    """Mark a text for translation; who shows it translates it."""
    return text


IN_ROW = _("Está en la misma fila de una tabla de metas o indicadores.")
IN_PASSAGE = _("Está en el mismo pasaje que «{term}».")
FOLLOWS = _("Está en un pasaje que sigue en la misma sección y lo continúa.")
UNDER_TITLE = _("Está bajo el título «{title}», que trata de esto.")
COMMITS = _("El pasaje compromete al gobierno con personas en movilidad humana.")
_LETTERS = 120


@dataclass(frozen=True, slots=True)
class Whole:
    """Passages that are one whole, with the first step of each kind that they prove."""

    passages: tuple[int, ...]
    steps: tuple[Step, ...]

    @property
    def kinds(self) -> frozenset[StepKind]:
        return frozenset(step.kind for step in self.steps)


def wholes_of(ground: Ground, criterion: Criterion, gathered: Gathered) -> list[Whole]:
    """Return the wholes of a criterion, in reading order."""
    by_passage = {one.passage: one for one in gathered.found}
    if criterion.expected == (MENTION,):
        # It only asks to be said: no chain is read.
        return [Whole(tuple(by_passage), ())] if by_passage else []
    wholes = []
    titled = _short_sections(ground, gathered.titled)
    for section, passages in titled:
        own = [by_passage[one] for one in passages if one in by_passage]
        steps = [*_own_steps(ground, criterion, own), *_titled_steps(ground, section, passages)]
        wholes.append(_whole(passages, steps))
    taken = {one for _section, passages in titled for one in passages}
    for run in _runs(ground, [one for one in gathered.found if one.passage not in taken]):
        steps = [*_own_steps(ground, criterion, run), *_following_steps(ground, run, by_passage.keys())]
        wholes.append(_whole([one.passage for one in run], steps))
    return wholes


def _whole(passages: Sequence[int], steps: list[Step]) -> Whole:
    first: dict[StepKind, Step] = {}
    for step in steps:
        first.setdefault(step.kind, step)
    return Whole(tuple(passages), tuple(first.values()))


def _short_sections(ground: Ground, sections: Sequence[int]) -> list[tuple[int, range]]:
    """Return the sections short enough to be about their heading, without those inside another of them."""
    kept: list[tuple[int, range]] = []
    for section in sections:
        inside = ground.inside(section)
        if 0 < len(inside) <= SHORT and not (kept and inside.stop <= kept[-1][1].stop):
            kept.append((section, inside))
    return kept


def _runs(ground: Ground, found: Sequence[Found]) -> list[list[Found]]:
    runs: list[list[Found]] = []
    for one in found:
        last = runs[-1][-1].passage if runs else None
        if (
            last is not None
            and one.passage - last <= TOGETHER
            and ground.passages[one.passage].section == ground.passages[last].section
        ):
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _own_steps(ground: Ground, criterion: Criterion, found: Sequence[Found]) -> Iterator[Step]:
    for one in found:
        if not one.is_about:
            continue
        why = Sentence(IN_PASSAGE, {"term": one.terms[0].words})
        if commits(ground, criterion, one.passage):
            yield _commitment(ground, one)
        for mark in counted(ground, criterion, one):
            yield _step(ground, one.passage, mark, why)
        if _proves(ground, criterion, one.passage, StepKind.TARGET):
            for passage, mark in in_row(ground, one.passage):
                yield _step(ground, passage, mark, Sentence(IN_ROW))


def counted(ground: Ground, criterion: Criterion, found: Found) -> Iterator[Mark]:
    """Yield the elements of a passage that count for a criterion: close to a term, and what the passage can prove."""
    if not found.is_about or criterion.expected == (MENTION,):
        return
    for mark in (*ground.marks(found.passage), *pairs(ground, found.passage)):
        if is_close(mark.start, mark.end, found.terms) and _proves(ground, criterion, found.passage, mark.kind):
            yield mark


def commits(ground: Ground, criterion: Criterion, passage: int) -> bool:
    """Whether a passage commits the government with people on the move, where the criterion is about them."""
    is_for_people = criterion.search.near is not Near.ANYWHERE and ground.tags[passage].commits
    return is_for_people and not _quotes_a_law(ground, passage)


def _proves(ground: Ground, criterion: Criterion, passage: int, kind: StepKind) -> bool:
    """Whether a passage can prove a step.

    A law that is quoted proves nothing of the plan. A commitment must be one, and a figure a diagnosis' own.
    """
    tagged = ground.tags[passage]
    if kind is StepKind.RULE:
        return ground.is_in_article(passage)
    if (tagged.part is Part.NORM and not tagged.commits) or _quotes_a_law(ground, passage):
        return False
    if kind in COMMITMENTS and criterion.search.near is Near.PASSAGE:
        return tagged.commits
    if kind in (StepKind.FIGURE, StepKind.SOURCE):
        return tagged.part not in (Part.BUDGET, Part.TARGET)
    return _is_planned(ground, passage)


def _quotes_a_law(ground: Ground, passage: int) -> bool:
    """Whether a passage tells what a law says: it cites one, and has the words with which laws are told."""
    if passage not in ground.of_laws:
        text = ground.passages[passage].text
        cited = _LAW.search(text) or (_ARTICLE.search(text) and not ground.is_in_article(passage))
        ground.of_laws[passage] = bool(cited) and bool(_TELLS.search(text))
    return ground.of_laws[passage]


def _is_planned(ground: Ground, passage: int) -> bool:
    return ground.tags[passage].commits or ground.tags[passage].part in _PLANNED


def _following_steps(ground: Ground, run: Sequence[Found], answering: Set[int]) -> Iterator[Step]:
    why = Sentence(FOLLOWS)
    for one in run:
        if not one.is_about:
            continue
        for after in _going_on(ground, one.passage, answering):
            for mark in ground.marks(after):
                if mark.kind not in COMMITMENTS:
                    yield _step(ground, after, mark, why)
        source = ground.source_after(one.passage)
        if source is not None:
            text = ground.passages[source].text
            yield _step(ground, source, Mark(StepKind.SOURCE, 0, len(text), text), why)


def _going_on(ground: Ground, passage: int, answering: Set[int]) -> Iterator[int]:
    """Yield the passages that go on with one, until one that does not."""
    for after in range(passage + 1, min(passage + 1 + FOLLOWING, len(ground.passages))):
        is_inside = ground.passages[after].section == ground.passages[passage].section and after not in answering
        if not is_inside or not _GOES_ON.match(ground.passages[after].text):
            return
        yield after


def _titled_steps(ground: Ground, section: int, passages: range) -> Iterator[Step]:
    why = Sentence(UNDER_TITLE, {"title": ground.document.sections[section].title})
    for passage in passages:
        for mark in ground.marks(passage):
            if mark.kind in (StepKind.FIGURE, StepKind.SOURCE):
                counts = ground.tags[passage].part not in (Part.BUDGET, Part.TARGET, Part.NORM)
            elif mark.kind is StepKind.RULE:
                counts = ground.is_in_article(passage)
            else:
                counts = _is_planned(ground, passage) or bool(_GOES_ON.match(ground.passages[passage].text))
            if counts:
                yield _step(ground, passage, mark, why)


def _commitment(ground: Ground, found: Found) -> Step:
    """Return the step of a passage that commits: an objective where it is one, else a programme or action."""
    kind = StepKind.OBJECTIVE if ground.tags[found.passage].part is Part.OBJECTIVE else StepKind.PROGRAMME
    text = ground.passages[found.passage].text
    start, end = _sentence(text, found.terms[0].start)
    mark = Mark(kind, start, end, text[start:end])
    return _step(ground, found.passage, mark, Sentence(COMMITS))


def _sentence(text: str, place: int) -> tuple[int, int]:
    """Return where the sentence about a place begins and ends, cut between words where it is long."""
    start = max((text.rfind(stop, 0, place) + 2 for stop in (". ", "; ", ": ")), default=0) if place else 0
    start = start if start > 1 else 0
    ends = [end for end in (text.find(stop, place) for stop in (". ", "; ")) if end >= 0]
    end = min(ends, default=len(text))
    if place - start > _LETTERS:
        start = text.find(" ", place - _LETTERS) + 1
    if end - start > 2 * _LETTERS:
        end = max(text.rfind(" ", start, start + 2 * _LETTERS), place + 1)
    return start, end


def _step(ground: Ground, passage: int, mark: Mark, why: Sentence) -> Step:
    """Return a step; a commitment is told by its sentence, for «promover» alone says nothing."""
    words, text = mark.words, ground.passages[passage].text
    if mark.kind in COMMITMENTS and mark.end - mark.start < _LETTERS // 2:
        start, end = _sentence(text, mark.start)
        words = text[start:end]
    return Step(mark.kind, passage, ground.passages[passage].page, words.strip(_EDGES), why)
